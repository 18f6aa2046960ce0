import * as z from 'zod';
import type { Path, PipelineDocument } from './document.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problems.ts';
import { pipelineSchema } from './schema.ts';

/** Problems of shape: unknown and missing keys, and texts that are not what they should be. One for each place. */
export function shapeProblems(document: PipelineDocument): { problems: Problem[]; wrong: readonly Path[] } {
  const checked = pipelineSchema.safeParse(document.value);
  if (checked.success) return { problems: [], wrong: [] };
  const { issues } = checked.error;
  const misspelt = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => showPath([...issue.path, guessKey([...issue.path, key], document) ?? '']))
      : [],
  );
  return {
    // A key that is there under a slightly wrong name is told once.
    problems: issues
      .filter((issue) => valueAt(document.value, issue.path) !== undefined || !misspelt.includes(showPath(issue.path)))
      .flatMap((issue) => toProblems(issue, document)),
    // A stray key does not make its neighbours unreadable.
    wrong: issues.filter((issue) => issue.code !== 'unrecognized_keys').map((issue) => issue.path),
  };
}

/** `source.not_ready[0]`. */
export function showPath(path: Path): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

function toProblems(issue: z.core.$ZodIssue, document: PipelineDocument): Problem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], document));
  const value = valueAt(document.value, path);
  const [kind = '', form = ''] = issue.message.split('\n');
  const isEmptyFile = path.length === 0 && value === null;
  if (value === undefined || isEmptyFile) {
    const key = String(path.at(-1) ?? '');
    const where = path.length > 1 ? `${showPath(path.slice(0, -1))} has no` : 'there is no';
    const hint = isEmptyFile ? 'write at least name, description, owner, source, partitions and columns' : form;
    return [document.problem(path, isEmptyFile ? 'the file is empty' : `${where} "${key}"`, { hint, at: 'key' })];
  }
  const spelling = document.text(path) ?? (Array.isArray(value) ? 'a list' : 'a mapping');
  const shown = document.text(path) === undefined ? spelling : `"${shorten(spelling)}"`;
  const guess =
    issue.code === 'invalid_value' ? nearest(spelling, issue.values.map(String)) : nearestZone(kind, spelling);
  const hint = guess === undefined ? form : `did you mean ${guess}?`;
  const what = kind.startsWith('=') ? kind.slice(1) : `is not ${kind}`;
  const where = path.length === 0 ? 'the file' : showPath(path);
  // Whoever writes {color} without quotes gets a mapping whose only key has no value.
  const template =
    typeof value === 'object' && !Array.isArray(value) && Object.values(value ?? {}).every((each) => each === null);
  const quoted =
    template && value !== null && kind !== 'a mapping' ? `quote it: "{${Object.keys(value).join(',')}}"` : hint;
  return [document.problem(path, `${where}: ${shown} ${what}`, { hint: quoted })];
}

function unknownKey(path: Path, document: PipelineDocument): Problem {
  const parent = path.slice(0, -1);
  const guess = guessKey(path, document);
  const where = parent.length === 0 ? 'a pipeline file' : showPath(parent);
  const hint =
    guess === undefined ? `its keys are ${keysAt(parent, document.value).join(', ')}` : `did you mean "${guess}"?`;
  return document.problem(path, `${where} has no key "${shorten(String(path.at(-1)))}"`, { hint, at: 'key' });
}

/** The key that was meant; one that is not there yet is likelier. */
function guessKey(path: Path, document: PipelineDocument): string | undefined {
  const parent = path.slice(0, -1);
  const known = keysAt(parent, document.value);
  const taken = Object.keys(valueAt(document.value, parent) ?? {});
  const key = String(path.at(-1));
  const free = known.filter((each) => !taken.includes(each));
  return nearest(key, free) ?? nearest(key, known);
}

/** The keys that the schema knows at a place; where it depends on a value there, for that value. */
function keysAt(path: Path, value: unknown): string[] {
  let schema: unknown = pipelineSchema;
  for (const [index, step] of path.entries()) {
    schema = chosen(unwrap(schema), valueAt(value, path.slice(0, index)));
    if (schema instanceof z.ZodObject) schema = schema.shape[String(step)];
    else if (schema instanceof z.ZodRecord) schema = schema.valueType;
    else if (schema instanceof z.ZodArray) schema = schema.element;
    else return [];
  }
  schema = chosen(unwrap(schema), valueAt(value, path));
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Of several kinds of a mapping the one that its value is of. */
function chosen(schema: unknown, value: unknown): unknown {
  return schema instanceof z.ZodDiscriminatedUnion
    ? schema.options.find((option) => {
        const kind = option instanceof z.ZodObject ? option.shape['to'] : undefined;
        return kind instanceof z.ZodLiteral && kind.value === valueAt(value, ['to']);
      })
    : schema;
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

function nearestZone(kind: string, text: string): string | undefined {
  return kind === 'a time zone' ? nearest(text, Intl.supportedValuesOf('timeZone')) : undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return at;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
