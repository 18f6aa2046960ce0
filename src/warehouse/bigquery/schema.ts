import type { ColumnSpec } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { type ColumnType, parseColumnType } from '../../table/type.ts';
import type { Table, TableField, TimePartitioning } from './resource.ts';

/** The REST interface answers with the names of legacy SQL, whatever was sent. */
const LEGACY: Readonly<Record<string, string>> = { INT64: 'INTEGER', FLOAT64: 'FLOAT', BOOL: 'BOOLEAN' };
const GOOGLE_SQL: Readonly<Record<string, string>> = { INTEGER: 'INT64', FLOAT: 'FLOAT64', BOOLEAN: 'BOOL' };

const TYPES: Readonly<Record<Exclude<ColumnType['kind'], 'numeric'>, string>> = {
  int64: 'INTEGER',
  float64: 'FLOAT',
  bool: 'BOOLEAN',
  string: 'STRING',
  date: 'DATE',
  datetime: 'DATETIME',
  timestamp: 'TIMESTAMP',
};

/** A column of the file as a column of a table. `numeric(38,9)` is NUMERIC's own size and needs no parameters. */
export function toTableField(column: ColumnSpec): TableField {
  const type = parseColumnType(column.type, column.unit);
  const isSized = type.kind === 'numeric' && !(type.precision === 38 && type.scale === 9);
  return {
    name: column.name,
    type: type.kind === 'numeric' ? 'NUMERIC' : TYPES[type.kind],
    mode: column.required ? 'REQUIRED' : 'NULLABLE',
    ...(isSized ? { precision: String(type.precision), scale: String(type.scale) } : {}),
    ...(column.description === undefined ? {} : { description: column.description }),
  };
}

/** The partitioning that a partition's own form asks for; `none` has no form. */
export function partitioningOf(partition: string, partitionDate: string | undefined): TimePartitioning | undefined {
  if (partitionDate === undefined) return undefined;
  const type = { 4: 'YEAR', 7: 'MONTH', 10: 'DAY' }[partition.length];
  if (type === undefined) throw new TypeError(`"${partition}" is no partition of a year, month or day`);
  return { type, field: PARTITION_DATE };
}

/** `$202101`, what is written behind a table's name to mean one partition; empty for the whole table. */
export function decoratorOf(partition: string, partitionDate: string | undefined): string {
  return partitionDate === undefined ? '' : `$${partition.replaceAll('-', '')}`;
}

export interface Fit {
  /** One line for each difference that stops a load. */
  differences: string[];
  /** All columns of the table in its own order, then the new ones, nullable. */
  fields: TableField[];
  /** Names of the new ones. */
  added: string[];
}

/**
 * Compares a table with the columns of a file. A load's schema must name every column of the table, so `fields` does,
 * each as the table has it: policy tags and descriptions stay.
 */
export function fitTable(table: Table, columns: readonly ColumnSpec[], wanted: TimePartitioning | undefined): Fit {
  const existing = table.schema?.fields ?? [];
  const asked = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const known = new Set(existing.map((field) => field.name.toLowerCase()));
  const missing = columns.filter((column) => !known.has(column.name.toLowerCase()));
  if (table.type !== undefined && table.type !== 'TABLE') {
    const differences = [`${table.tableReference.tableId}: is a ${table.type.toLowerCase()}, not a table`];
    return { differences, fields: existing, added: [] };
  }
  const differences = existing.flatMap((field) => compareField(field, asked.get(field.name.toLowerCase())));
  const [has, needs] = [
    describePartitioning(table),
    wanted === undefined ? 'none' : `${wanted.type} of ${wanted.field}`,
  ];
  if (has !== needs) {
    differences.push(`partitioning: ${has} in the table, ${needs} in the pipeline; it cannot be changed afterwards`);
  }
  return {
    differences,
    fields: [
      ...existing.map((field) => describeField(field, asked.get(field.name.toLowerCase()))),
      ...missing.map((column) => ({ ...toTableField(column), mode: 'NULLABLE' })),
    ],
    added: missing.map((column) => column.name),
  };
}

function compareField(field: TableField, column: ColumnSpec | undefined): string[] {
  const isRequired = field.mode === 'REQUIRED';
  if (column === undefined) return isRequired ? [`${field.name}: NOT NULL in the table, absent from the new rows`] : [];
  const wanted = toTableField(column);
  if (field.mode === 'REPEATED' || !takes(field, wanted)) {
    const has = field.mode === 'REPEATED' ? `ARRAY of ${describeType(field)}` : describeType(field);
    return [`${field.name}: ${has} in the table, ${describeType(wanted)} in the new rows`];
  }
  return isRequired && !column.required ? [`${field.name}: NOT NULL in the table, may be null in the new rows`] : [];
}

/** Equal types; and a decimal column that holds every value of the file's exactly. */
function takes(field: TableField, wanted: TableField): boolean {
  const type = LEGACY[field.type] ?? field.type;
  if (wanted.type !== 'NUMERIC') return type === wanted.type;
  if (type !== 'NUMERIC' && type !== 'BIGNUMERIC') return false;
  if (field.precision === undefined) return true;
  const whole = (each: TableField) => Number(each.precision ?? 38) - scaleOf(each);
  return scaleOf(field) >= scaleOf(wanted) && whole(field) >= whole(wanted);
}

/** Without a precision NUMERIC has nine places; with one and no scale it has none. */
function scaleOf(field: TableField): number {
  return Number(field.scale ?? (field.precision === undefined ? 9 : 0));
}

function describeType(field: TableField): string {
  const type = GOOGLE_SQL[field.type] ?? field.type;
  return field.precision === undefined ? type : `${type}(${field.precision},${scaleOf(field)})`;
}

function describePartitioning({ timePartitioning, rangePartitioning }: Table): string {
  if (rangePartitioning !== undefined) return 'a range of integers';
  if (timePartitioning === undefined) return 'none';
  return `${timePartitioning.type} of ${timePartitioning.field ?? 'the time of loading'}`;
}

/** The pipeline's description, where it says something. */
function describeField(field: TableField, column: ColumnSpec | undefined): TableField {
  return column?.description === undefined ? field : { ...field, description: column.description };
}
