import type { ColumnRule, Pipeline } from '../pipeline/pipeline.ts';
import type { Spans } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { compareScalars, type Scalar } from './scalar.ts';
import { broken, createValueParser, type ValueParser } from './value-parser.ts';

/** The rules a value can break, in the order in which they are asked. */
export const RULES = ['type', 'required', 'enum', 'pattern', 'minimum', 'maximum'] as const;
export type RuleName = (typeof RULES)[number];

/** What becomes of one text. `broken`: the row is rejected, and `value` means nothing. */
export interface Judged {
  value: Scalar | null;
  filled: boolean;
  discarded: boolean;
  broken: RuleName | undefined;
}

/** The compiled contract of one column: pure, so that asking once for each distinct text is enough. */
export interface ValueJudge {
  /** True when a text is kept as it stands unless it is null: a string column without rules. */
  asIs: boolean;
  /** The verdict on a missing value (a null token, or a column that the file does not have). */
  missing: Judged;
  /** `fill` as it stands in the pipeline file. */
  fill: string | undefined;
  isMissing(values: Spans, at: number): boolean;
  /** The verdict on the text at `at`, null tokens included. */
  judge(values: Spans, at: number): Judged;
}

/**
 * Compiles a column's contract. Order: null tokens → `fill` → type → `enum` → `pattern` → `minimum` → `maximum`. Under
 * `contract.types: discard` a text that does not fit its type counts as missing, and `fill` stands in for it too.
 * `rule` is absent for columns that the pipeline file does not name: nullable strings.
 * Throws ConfigurationError COLUMN_RULE when `fill`, `enum`, `minimum` or `maximum` is not a value of the type, when
 * `fill` breaks the column's own rules, or when `format`, `zone` or `pattern` cannot be used.
 */
export function createValueJudge(options: {
  field: Field;
  rule: ColumnRule | undefined;
  pipeline: Pipeline;
}): ValueJudge {
  const { rule, pipeline, field } = options;
  const isMissing = createNullTest(pipeline.csv.nulls);
  if (rule === undefined) return unruled(isMissing);
  const parser = createValueParser(rule, pipeline.file);
  const check = createCheck(rule, parser, pipeline.file);
  const missing = missingVerdict(rule, field, parser, check, pipeline.file);
  const misfit: Judged =
    pipeline.contract.types === 'discard'
      ? { ...missing, discarded: true }
      : { value: null, filled: false, discarded: false, broken: 'type' };
  const verdict = (value: Scalar, text: string): Judged => ({
    value,
    filled: false,
    discarded: false,
    broken: check.value(value) ?? check.text(text),
  });
  const { parseBytes } = parser;
  return {
    asIs: rule.type.kind === 'string' && !check.any,
    missing,
    fill: rule.fill,
    isMissing,
    judge(values, at) {
      if (isMissing(values, at)) return missing;
      if (parseBytes !== undefined && !check.needsText) {
        const value = parseBytes(values.bytes, values.starts[at] as number, values.ends[at] as number);
        if (!Number.isNaN(value)) return verdict(value, '');
      }
      const text = textAt(values, at);
      const value = parser.parse(text);
      return value === undefined ? misfit : verdict(value, text);
    },
  };
}

function unruled(isMissing: ValueJudge['isMissing']): ValueJudge {
  const missing: Judged = { value: null, filled: false, discarded: false, broken: undefined };
  return {
    asIs: true,
    missing,
    fill: undefined,
    isMissing,
    judge: (values, at) => (isMissing(values, at) ? missing : { ...missing, value: textAt(values, at) }),
  };
}

interface Check {
  any: boolean;
  needsText: boolean;
  value(value: Scalar): RuleName | undefined;
  text(text: string): RuleName | undefined;
}

function createCheck(rule: ColumnRule, parser: ValueParser, file: string): Check {
  const read = (key: string, text: string): Scalar => {
    const value = parser.parse(text);
    if (value === undefined)
      throw broken(rule, file, `${key}: "${text}" is not ${parser.form}`, `write ${parser.form}`);
    return value;
  };
  const allowed = rule.enum === undefined ? undefined : new Set(rule.enum.map((text) => read('enum', text)));
  const minimum = rule.minimum === undefined ? undefined : read('minimum', rule.minimum);
  const maximum = rule.maximum === undefined ? undefined : read('maximum', rule.maximum);
  const pattern = rule.pattern === undefined ? undefined : compilePattern(rule, rule.pattern, file);
  const beyond = (value: Scalar): RuleName | undefined => {
    if (minimum !== undefined && compareScalars(value, minimum) < 0) return 'minimum';
    return maximum !== undefined && compareScalars(value, maximum) > 0 ? 'maximum' : undefined;
  };
  return {
    any: allowed !== undefined || minimum !== undefined || maximum !== undefined || pattern !== undefined,
    needsText: pattern !== undefined,
    value: (value) => {
      if (allowed !== undefined && !allowed.has(value)) return 'enum';
      // With a pattern the limits wait for `text`, so that the order of the rules holds.
      return pattern === undefined ? beyond(value) : undefined;
    },
    text: (text) => {
      if (pattern === undefined) return undefined;
      if (!pattern.test(text)) return 'pattern';
      return beyond(parser.parse(text) as Scalar);
    },
  };
}

function compilePattern(rule: ColumnRule, pattern: string, file: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw broken(rule, file, `pattern cannot be read: ${reason}`, 'write a JavaScript regular expression');
  }
}

function missingVerdict(rule: ColumnRule, field: Field, parser: ValueParser, check: Check, file: string): Judged {
  const { fill } = rule;
  if (fill === undefined) {
    return { value: null, filled: false, discarded: false, broken: field.required ? 'required' : undefined };
  }
  const value = parser.parse(fill);
  if (value === undefined) throw broken(rule, file, `fill: "${fill}" is not ${parser.form}`, `write ${parser.form}`);
  const rules = check.value(value) ?? check.text(fill);
  if (rules !== undefined) {
    throw broken(rule, file, `fill: "${fill}" breaks the column's own ${rules}`, `change fill or ${rules}`);
  }
  return { value, filled: true, discarded: false, broken: undefined };
}

/** Whether a text is one of `csv.nulls`, byte by byte; most columns only know the empty text. */
function createNullTest(nulls: readonly string[]): (values: Spans, at: number) => boolean {
  const tokens = nulls.map((text) => Buffer.from(text, 'utf8'));
  return (values, at) => {
    const start = values.starts[at] as number;
    const length = (values.ends[at] as number) - start;
    for (const token of tokens) {
      if (token.length !== length) continue;
      let same = 0;
      while (same < length && token[same] === values.bytes[start + same]) same++;
      if (same === length) return true;
    }
    return false;
  };
}

/** The value at `at` as text; the reader has checked that it is UTF-8. */
export function textAt(values: Spans, at: number): string {
  const { buffer, byteOffset } = values.bytes;
  const start = values.starts[at] as number;
  return Buffer.from(buffer, byteOffset + start, (values.ends[at] as number) - start).toString('utf8');
}
