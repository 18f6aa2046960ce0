import { type ColumnType, parseColumnType } from '../table/type.ts';
import { checkHeaders, checkNames } from './column-names.ts';
import type { Path, PipelineDocument, Tell } from './document.ts';
import { fitsRoughly, isAbove } from './fit.ts';
import { showPath } from './issues.ts';
import type { Problem } from './problems.ts';
import type { ColumnFile, PipelineFile } from './schema.ts';

/** Names, headers claimed twice, settings that do not fit the type. Columns that are wrong in themselves are passed over. */
export function checkColumns(
  document: PipelineDocument,
  file: PipelineFile,
  sound: (path: Path) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  const tell: Tell = (path, message, hint, at) =>
    problems.push(document.problem(path, message, { hint, ...(at && { at }) }));
  const names = Object.keys(file.columns);
  if (names.length === 0)
    tell(['columns'], 'columns: there is none', 'write at least one, like "id: { type: int64 }"', 'key');
  checkNames(names, file, tell);
  const readable = names.filter((name) => sound(['columns', name]));
  checkHeaders(readable, file, tell);
  for (const name of readable) {
    const column = file.columns[name] as ColumnFile;
    checkColumn(['columns', name], column, { document, tell });
  }
  return problems;
}

/** Settings by the types that they mean something for. */
const MEANT_FOR: Record<string, readonly ColumnType['kind'][]> = {
  unit: ['datetime', 'timestamp'],
  format: ['date', 'datetime', 'timestamp'],
  zone: ['timestamp'],
  true: ['bool'],
  false: ['bool'],
  minimum: ['int64', 'float64', 'numeric', 'date', 'datetime', 'timestamp'],
  maximum: ['int64', 'float64', 'numeric', 'date', 'datetime', 'timestamp'],
};

function checkColumn(
  path: Path,
  column: ColumnFile,
  { document, tell }: { document: PipelineDocument; tell: Tell },
): void {
  const type = parseColumnType(column.type);
  const idle = Object.keys(MEANT_FOR).filter(
    (key) => column[key as keyof ColumnFile] !== undefined && !MEANT_FOR[key]?.includes(type.kind),
  );
  for (const key of idle) {
    tell(
      [...path, key],
      `${showPath([...path, key])} has no meaning for ${type.kind}`,
      `it is for ${MEANT_FOR[key]?.join(', ')}`,
      'key',
    );
  }
  if (column.required === true && column.optional === true && column.fill === undefined) {
    tell(
      [...path, 'required'],
      `${showPath(path)} may be absent and must not be null: a file without it would lose every row`,
      'give it a "fill", or drop one of the two',
      'key',
    );
  }
  if (column.format !== undefined) checkFormat([...path, 'format'], column.format, tell);
  const truths = textsAt(document, [...path, 'true'], column.true);
  const falses = textsAt(document, [...path, 'false'], column.false);
  if ((column.true === undefined) !== (column.false === undefined)) {
    tell(
      path,
      `${showPath(path)} says what ${column.true === undefined ? 'false' : 'true'} is and not its opposite`,
      'write both, like true: [Y], false: [N]',
      'key',
    );
  }
  for (const text of truths.filter((each) => falses.includes(each))) {
    tell([...path, 'false'], `${showPath(path)}: "${text}" means both true and false`, 'keep it in one of the two');
  }
  const meaning = { type, hasFormat: column.format !== undefined, booleans: [...truths, ...falses] };
  const check = (key: string, at: Path, value: unknown) => {
    const text = document.text(at);
    if (value === undefined || text === undefined || idle.includes(key) || fitsRoughly(text, meaning)) return;
    tell(
      at,
      `${showPath(at)}: "${text.slice(0, 60)}" is not a value of type ${column.type}`,
      'write it as the file does',
    );
  };
  check('fill', [...path, 'fill'], column.fill);
  check('minimum', [...path, 'minimum'], column.minimum);
  check('maximum', [...path, 'maximum'], column.maximum);
  for (const [at, value] of (column.enum ?? []).entries()) check('enum', [...path, 'enum', at], value);

  const [fill, minimum, maximum] = ['fill', 'minimum', 'maximum'].map((key) => document.text([...path, key]));
  const allowed = textsAt(document, [...path, 'enum'], column.enum);
  if (fill !== undefined && type.kind === 'string' && allowed.length > 0 && !allowed.includes(fill)) {
    tell(
      [...path, 'fill'],
      `${showPath([...path, 'fill'])}: "${fill}" is not in the enum, so every filled row would break it`,
      'add it to the enum',
    );
  }
  if (minimum !== undefined && maximum !== undefined && isAbove(minimum, maximum, type)) {
    tell(
      [...path, 'minimum'],
      `${showPath(path)}: the minimum ${minimum} is above the maximum ${maximum}`,
      'swap them',
    );
  }
}

/** One text or a list of them, as they are spelled. */
export function textsAt(document: PipelineDocument, path: Path, value: unknown): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [document.text(path) ?? String(value)];
  return value.map((item, at) => document.text([...path, at]) ?? String(item));
}

function checkFormat(path: Path, format: string, tell: Tell): void {
  const lacking = ['YYYY', 'MM', 'DD'].filter((token) => format.split(token).length !== 2);
  if (lacking.length === 0) return;
  tell(
    path,
    `${showPath(path)}: "${format.slice(0, 60)}" needs ${lacking.join(', ')} exactly once`,
    'write YYYY MM DD HH mm ss SSS and the characters between them, like "DD.MM.YYYY HH:mm"',
  );
}
