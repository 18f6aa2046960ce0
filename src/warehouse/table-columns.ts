import { ContractError } from '../base/errors.ts';
import type { ColumnSpec } from '../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../table/schema.ts';

/** A column as a warehouse has it. */
export interface TableColumn {
  name: string;
  type: string;
  nullable: boolean;
  comment?: string;
}

/** How a warehouse writes types and tells names apart. */
export interface Dialect {
  /** Spelled as the warehouse itself spells it when it describes a table. */
  typeOf(column: ColumnSpec): string;
  /** Two names are one column where their keys are equal. */
  keyOf(name: string): string;
}

/**
 * What of a table does not fit the new rows, one line a difference. Columns that the table lacks fit, for they are added,
 * and so do columns that only the table has, where they may be null.
 */
export function compareColumns(
  dialect: Dialect,
  existing: readonly TableColumn[],
  columns: readonly ColumnSpec[],
  partitioned: boolean,
): string[] {
  const wanted = new Map(columns.map((column) => [dialect.keyOf(column.name), column]));
  const differences: string[] = [];
  for (const column of existing) {
    const spec = wanted.get(dialect.keyOf(column.name));
    if (spec === undefined) {
      if (!column.nullable) differences.push(`${column.name}: NOT NULL in the table, absent from the new rows`);
    } else if (dialect.typeOf(spec) !== column.type) {
      differences.push(`${column.name}: ${column.type} in the table, ${dialect.typeOf(spec)} in the new rows`);
    } else if (!column.nullable && !spec.required) {
      differences.push(`${column.name}: NOT NULL in the table, may be null in the new rows`);
    }
  }
  // Without it nobody can tell which of the rows already there belong to which partition.
  if (partitioned && !hasPartitionDate(dialect, existing)) {
    differences.push(`${PARTITION_DATE}: absent from the table, so its rows belong to no partition`);
  }
  return differences;
}

export function hasPartitionDate(dialect: Dialect, existing: readonly TableColumn[] | undefined): boolean {
  return existing?.some((column) => dialect.keyOf(column.name) === PARTITION_DATE) ?? false;
}

/** The columns that the table lacks. */
export function missingColumns(
  dialect: Dialect,
  existing: readonly TableColumn[],
  columns: readonly ColumnSpec[],
): ColumnSpec[] {
  const names = new Set(existing.map((column) => dialect.keyOf(column.name)));
  return columns.filter((column) => !names.has(dialect.keyOf(column.name)));
}

/** The pipeline's descriptions that say something new of a column: a name and its comment. */
export function newComments(
  dialect: Dialect,
  existing: readonly TableColumn[],
  columns: readonly ColumnSpec[],
): { name: string; comment: string }[] {
  const known = new Map(existing.map((column) => [dialect.keyOf(column.name), column.comment]));
  return columns.flatMap(({ name, description }) =>
    description === undefined || known.get(dialect.keyOf(name)) === description ? [] : [{ name, comment: description }],
  );
}

/** ContractError WAREHOUSE_SCHEMA where there are differences. */
export function refuseDifferences(url: string, differences: readonly string[]): void {
  if (differences.length === 0) return;
  throw new ContractError(
    'WAREHOUSE_SCHEMA',
    `${url} does not fit the new rows:\n${differences.map((line) => `  ${line}`).join('\n')}\n` +
      'change the columns back, alter the table by hand, or name a new table in "warehouse"',
    { differences },
  );
}
