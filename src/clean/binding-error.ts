import { ContractError } from '../base/errors.ts';
import type { ColumnRule } from '../pipeline/pipeline.ts';
import type { BindOptions } from './bind-options.ts';
import { nearestName } from './header-name.ts';

/** Two headers for one column (`other` is undefined), or one header for two. */
export function ambiguousColumn(
  column: string,
  found: readonly number[],
  other: string | undefined,
  { header, file, pipeline }: BindOptions,
): ContractError {
  const headers = found.map((at) => header[at] as string);
  const clash =
    other === undefined
      ? `headers ${headers.map((text) => `"${text}"`).join(' and ')} both match the column ${column}; keep one of them in its from`
      : `header "${headers[0]}" matches the columns ${other} and ${column}; name it in one from only`;
  return new ContractError('SCHEMA_AMBIGUOUS_COLUMN', `${file}: ${clash} in ${pipeline.file}`, {
    file,
    column,
    headers,
  });
}

const DELIMITERS: readonly (readonly [text: string, shown: string])[] = [
  [',', '","'],
  [';', '";"'],
  ['\t', '"\\t"'],
  ['|', '"|"'],
];

/** All columns that the header lacks, or the reason why it lacks nearly all of them. */
export function missingColumns(
  missing: readonly ColumnRule[],
  claimed: ReadonlyMap<number, string>,
  { header, pipeline, file }: BindOptions,
): ContractError {
  const names = missing.map((rule) => rule.name);
  const only = header.length === 1 && pipeline.columns.length > 1 ? (header[0] as string) : undefined;
  const other = DELIMITERS.find(([text]) => text !== pipeline.csv.delimiter && only?.includes(text));
  if (other !== undefined) {
    return new ContractError(
      'SCHEMA_DELIMITER',
      `${file}:1: 1 column found, expected ${pipeline.columns.length}: is csv.delimiter right? The line holds ${other[1]}; ` +
        `${pipeline.file} says ${JSON.stringify(pipeline.csv.delimiter)}`,
      { file, found: 1, expected: pipeline.columns.length },
    );
  }
  if (claimed.size === 0 && header.some(looksLikeData)) {
    return new ContractError(
      'SCHEMA_NO_HEADER',
      `${file}:1: the first line looks like data, not like a header: none of the ${pipeline.columns.length} columns of ` +
        `${pipeline.file} is in it; put a line of column names before it`,
      { file, missing: names },
    );
  }
  const left = header.filter((_, at) => !claimed.has(at));
  const shown = missing.map((rule) => {
    const near = nearestName([...rule.from, rule.name], left);
    const looked = rule.from.map((text) => `"${text}"`).join(' or ');
    const fix =
      near === undefined
        ? 'if files may lack it, add optional: true'
        : `is it "${near}"? then write from: [${[...rule.from, near].map(flowText).join(', ')}]`;
    return `${rule.name} (${pipeline.file}:${rule.line}, looked for ${looked}; ${fix})`;
  });
  return new ContractError(
    'SCHEMA_MISSING_COLUMN',
    `${file}: the header lacks ${missing.length === 1 ? 'a column' : `${missing.length} columns`}: ${shown.join('; ')}`,
    { file, missing: names, header },
  );
}

/** As it may stand in a YAML flow list. */
function flowText(text: string): string {
  return /^[A-Za-z_][A-Za-z0-9_ -]*$/.test(text) ? text : JSON.stringify(text);
}

/** Numbers, and dates in any order: nobody calls a column that. */
function looksLikeData(text: string): boolean {
  return /^[+-]?[0-9]*[.,]?[0-9]+$/.test(text) || /^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ T].*)?$/.test(text);
}

/** All headers that no column names. */
export function newColumns(fresh: readonly { text: string }[], { pipeline, file }: BindOptions): ContractError {
  const names = fresh.map(({ text }) => `"${text}"`).join(', ');
  return new ContractError(
    'SCHEMA_NEW_COLUMN',
    `${file}: the header has ${fresh.length === 1 ? 'a column' : `${fresh.length} columns`} that ${pipeline.file} does not name: ` +
      `${names}; add ${fresh.length === 1 ? 'it' : 'them'} to columns, or set contract.new_columns to evolve or discard`,
    { file, headers: fresh.map(({ text }) => text) },
  );
}

/** A new header that makes no column name, or one that is taken; `inPath`: by the lake's own folders. */
export function unusableName(
  { text, name, inPath }: { text: string; name: string | undefined; inPath: boolean },
  { pipeline, file }: BindOptions,
): ContractError {
  const why =
    name === undefined
      ? 'cannot be made a column name'
      : `would become the column ${name}, which ${inPath ? "is in the lake's path" : 'is there'} already`;
  return new ContractError(
    'SCHEMA_COLUMN_NAME',
    `${file}: the new header ${JSON.stringify(text)} ${why}; name it in ${pipeline.file}: a column with from: [${JSON.stringify(text)}]`,
    { file, header: text, ...(name === undefined ? {} : { column: name }) },
  );
}
