import { ContractError } from '../base/errors.ts';
import type { ColumnRule, Pipeline } from '../pipeline/pipeline.ts';
import { type Field, PARTITION_DATE, type Schema } from '../table/schema.ts';
import { parseDate } from './date.ts';
import { columnName, nearestName } from './header-name.ts';

/** Where the values of one column of the table come from. */
export type ColumnSource =
  | { kind: 'header'; at: number; rule?: ColumnRule }
  /** The file does not have it: null or `fill` in every row. */
  | { kind: 'absent'; rule?: ColumnRule }
  | { kind: 'partition-date'; days: number };

/** How one file's header meets the pipeline's columns. */
export interface Binding {
  /** The pipeline's columns, then evolved ones as nullable strings, then `partition_date` where there is one. */
  schema: Schema;
  /** By header position: columns that are not worth a dictionary (date-times, and headers that are left out). */
  direct: readonly boolean[];
  /** By schema position. */
  sources: readonly ColumnSource[];
  /** Columns that this file adds to the dataset. */
  added: readonly { name: string; from: string }[];
  /** Headers left out under `contract.new_columns: discard`. */
  ignored: readonly string[];
  warnings: readonly string[];
}

export interface BindOptions {
  header: readonly string[];
  pipeline: Pipeline;
  /** Columns that earlier files added. */
  evolved: readonly { name: string; from: string }[];
  partition: string;
  /** `2021-01-01`; absent for `by: none`. */
  partitionDate?: string;
  /** The file as the user knows it, for messages. */
  file: string;
}

/**
 * Finds each column's header. Throws ContractError, each naming all offenders at once: SCHEMA_DELIMITER,
 * SCHEMA_NO_HEADER, SCHEMA_MISSING_COLUMN, SCHEMA_AMBIGUOUS_COLUMN, SCHEMA_NEW_COLUMN (under `freeze`),
 * SCHEMA_COLUMN_NAME (a new header that makes no name, or one that is taken).
 */
export function bindColumns(options: BindOptions): Binding {
  const { header, pipeline, partitionDate } = options;
  const claimed = new Map<number, string>();
  const sources: ColumnSource[] = [];
  const schema: Field[] = [];
  const missing: ColumnRule[] = [];
  for (const rule of pipeline.columns) {
    const at = claim({ name: rule.name, from: rule.from }, claimed, options);
    schema.push({
      name: rule.name,
      type: rule.type,
      required: rule.required,
      ...(rule.description === undefined ? {} : { description: rule.description }),
    });
    sources.push(at === undefined ? { kind: 'absent', rule } : { kind: 'header', at, rule });
    // A required column may be absent only where `fill` stands in for it.
    if (at === undefined && (!rule.optional || (rule.required && rule.fill === undefined))) missing.push(rule);
  }
  if (missing.length > 0) throw missingColumns(missing, claimed, options);

  const warnings: string[] = [];
  for (const column of options.evolved) {
    // The pipeline file has since named it itself.
    if (schema.some((field) => sameName(field.name, column.name))) continue;
    let at = claim({ name: column.name, from: [column.from] }, claimed, options);
    if (at === undefined) {
      at = header.findIndex((text, position) => !claimed.has(position) && columnName(text) === column.name);
      if (at < 0) at = undefined;
      else {
        claimed.set(at, column.name);
        warnings.push(`header "${header[at]}" is read as the column ${column.name}, which came from "${column.from}"`);
      }
    }
    schema.push({ name: column.name, type: { kind: 'string' }, required: false });
    sources.push(at === undefined ? { kind: 'absent' } : { kind: 'header', at });
  }

  const fresh = header.flatMap((text, at) => (claimed.has(at) ? [] : [{ text, at }]));
  const added: { name: string; from: string }[] = [];
  const ignored: string[] = [];
  if (pipeline.contract.newColumns === 'discard') ignored.push(...fresh.map(({ text }) => text));
  else if (pipeline.contract.newColumns === 'freeze') {
    if (fresh.length > 0) throw newColumns(fresh, options);
  } else {
    for (const { text, at } of fresh) {
      const name = columnName(text);
      const taken =
        name !== undefined && (name === PARTITION_DATE || schema.some((field) => sameName(field.name, name)));
      if (name === undefined || taken) throw unusableName(text, name, options);
      added.push({ name, from: text });
      schema.push({ name, type: { kind: 'string' }, required: false });
      sources.push({ kind: 'header', at });
      warnings.push(
        `new column ${name} (header "${text}") was added as a nullable string; name it in ${pipeline.file} to give it a type`,
      );
    }
  }
  if (ignored.length > 0) warnings.push(`headers left out, as new_columns: discard asks: ${ignored.join(', ')}`);
  if (partitionDate !== undefined) {
    const days = parseDate(partitionDate);
    if (days === undefined) throw new Error(`"${partitionDate}" is not the date of a partition`);
    schema.push({ name: PARTITION_DATE, type: { kind: 'date' }, required: true });
    sources.push({ kind: 'partition-date', days });
  }
  const direct = header.map((_, at) => {
    const column = sources.findIndex((source) => source.kind === 'header' && source.at === at);
    const kind = schema[column]?.type.kind;
    return kind === undefined || kind === 'datetime' || kind === 'timestamp';
  });
  return { schema, direct, sources, added, ignored, warnings };
}

function sameName(a: string, b: string): boolean {
  // Warehouses compare column names without case.
  return a.toLowerCase() === b.toLowerCase();
}

function claim(
  column: { name: string; from: readonly string[] },
  claimed: Map<number, string>,
  { header, file, pipeline }: BindOptions,
): number | undefined {
  const found = header.flatMap((text, at) => (column.from.includes(text) ? [at] : []));
  const first = found[0];
  if (first === undefined) return undefined;
  const other = claimed.get(first);
  if (found.length > 1 || other !== undefined) {
    const clash =
      other === undefined
        ? `headers ${found.map((at) => `"${header[at]}"`).join(' and ')} both match the column ${column.name}; keep one of them in its from`
        : `header "${header[first]}" matches the columns ${other} and ${column.name}; name it in one from only`;
    throw new ContractError('SCHEMA_AMBIGUOUS_COLUMN', `${file}: ${clash} in ${pipeline.file}`, {
      file,
      column: column.name,
      headers: found.map((at) => header[at]),
    });
  }
  claimed.set(first, column.name);
  return first;
}

const DELIMITERS: readonly (readonly [text: string, shown: string])[] = [
  [',', '","'],
  [';', '";"'],
  ['\t', '"\\t"'],
  ['|', '"|"'],
];

function missingColumns(
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

function newColumns(fresh: readonly { text: string }[], { pipeline, file }: BindOptions): ContractError {
  const names = fresh.map(({ text }) => `"${text}"`).join(', ');
  return new ContractError(
    'SCHEMA_NEW_COLUMN',
    `${file}: the header has ${fresh.length === 1 ? 'a column' : `${fresh.length} columns`} that ${pipeline.file} does not name: ` +
      `${names}; add ${fresh.length === 1 ? 'it' : 'them'} to columns, or set contract.new_columns to evolve or discard`,
    { file, headers: fresh.map(({ text }) => text) },
  );
}

function unusableName(text: string, name: string | undefined, { pipeline, file }: BindOptions): ContractError {
  const why =
    name === undefined ? 'cannot be made a column name' : `would become the column ${name}, which is there already`;
  return new ContractError(
    'SCHEMA_COLUMN_NAME',
    `${file}: the new header ${JSON.stringify(text)} ${why}; name it in ${pipeline.file}: a column with from: [${JSON.stringify(text)}]`,
    { file, header: text, ...(name === undefined ? {} : { column: name }) },
  );
}
