import { pathColumns } from '../pipeline/partitions.ts';
import type { ColumnRule } from '../pipeline/pipeline.ts';
import { type Field, PARTITION_DATE, type Schema } from '../table/schema.ts';
import type { BindOptions } from './bind-options.ts';
import { ambiguousColumn, missingColumns, newColumns, unusableName } from './binding-error.ts';
import { parseDate } from './date.ts';
import { columnName } from './header-name.ts';

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

/**
 * Finds each column's header. Throws ContractError: SCHEMA_MISSING_COLUMN and SCHEMA_NEW_COLUMN (under
 * `freeze`) name all offenders at once, SCHEMA_DELIMITER and SCHEMA_NO_HEADER tell the usual causes of the former apart;
 * SCHEMA_AMBIGUOUS_COLUMN; SCHEMA_COLUMN_NAME for a new header that makes no name, or one that is taken.
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

  const unclaimed = header.flatMap((text, at) => (claimed.has(at) ? [] : [{ text, at }]));
  // No column can have this name: a file that some pipeline published has it, and gets one of its own here.
  const fresh = unclaimed.filter(({ text }) => text !== PARTITION_DATE);
  if (fresh.length < unclaimed.length) {
    warnings.push(
      `header "${PARTITION_DATE}" is left out: here it is the column that says which partition a row belongs to`,
    );
  }
  const added: { name: string; from: string }[] = [];
  const ignored: string[] = [];
  if (pipeline.contract.newColumns === 'discard') ignored.push(...fresh.map(({ text }) => text));
  else if (pipeline.contract.newColumns === 'freeze') {
    if (fresh.length > 0) throw newColumns(fresh, options);
  } else {
    for (const { text, at } of fresh) {
      const name = columnName(text);
      const inPath = name !== undefined && pathColumns(pipeline.partitions.by).includes(name);
      const taken =
        name !== undefined && (name === PARTITION_DATE || schema.some((field) => sameName(field.name, name)));
      if (name === undefined || taken || inPath) throw unusableName({ text, name, inPath }, options);
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
  options: BindOptions,
): number | undefined {
  const { header } = options;
  const found = header.flatMap((text, at) => (column.from.includes(text) ? [at] : []));
  const first = found[0];
  if (first === undefined) return undefined;
  const other = claimed.get(first);
  if (found.length > 1 || other !== undefined) {
    throw ambiguousColumn(column.name, found, other, options);
  }
  claimed.set(first, column.name);
  return first;
}
