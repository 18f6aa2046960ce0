import type { ColumnSpec } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { quoteName, quoteText } from '../identifier.ts';
import { compareColumns, missingColumns, newComments, refuseDifferences } from '../table-columns.ts';
import { type Found, receiptsName, tableName } from './relation.ts';
import { checkName, type Target } from './target.ts';
import { POSTGRES } from './types.ts';

/** What has to be defined that rows can be put in. */
export interface Definition {
  /** Before them. */
  statements: string[];
  /** When the first of them are there: an index is built from all rows in a third of the time that it takes row by row. */
  indexes: string[];
  /** Columns that an existing table lacks. */
  added: string[];
}

/**
 * The statements that make the database fit `columns`: schema, table, receipts, missing columns (nullable), comments. Columns
 * that only the table has stay, null for new rows. Anything else is ContractError WAREHOUSE_SCHEMA, one line a difference.
 */
export function define(target: Target, found: Found, columns: readonly ColumnSpec[], partitioned: boolean): Definition {
  for (const { name } of columns) checkName(name);
  const statements: string[] = [];
  // Not `IF NOT EXISTS`: that asks for the right to make schemas even where there is nothing to make.
  if (!found.schema) statements.push(`CREATE SCHEMA ${quoteName(target.schema)}`);
  if (!found.receipts) statements.push(createReceipts(target));
  const { table } = found;
  const indexes: string[] = [];
  if (table === undefined) {
    statements.push(createTable(target, columns));
    if (partitioned) indexes.push(createIndex(target));
  } else {
    refuseDifferences(
      target.url,
      table.isTable
        ? compareColumns(POSTGRES, table.columns, columns, partitioned)
        : [`${target.table}: is a view or the like, not a table`],
    );
  }
  const existing = table?.columns ?? columns.map(({ name }) => ({ name, type: '', nullable: true }));
  const missing = missingColumns(POSTGRES, existing, columns);
  for (const column of missing) {
    statements.push(`ALTER TABLE ${tableName(target)} ADD COLUMN ${quoteName(column.name)} ${POSTGRES.typeOf(column)}`);
  }
  // COMMENT ON takes no parameters.
  for (const { name, comment } of newComments(POSTGRES, existing, columns)) {
    statements.push(`COMMENT ON COLUMN ${tableName(target)}.${quoteName(name)} IS ${quoteText(comment)}`);
  }
  return { statements, indexes, added: missing.map((column) => column.name) };
}

function createTable(target: Target, columns: readonly ColumnSpec[]): string {
  const lines = columns.map(
    (column) => `${quoteName(column.name)} ${POSTGRES.typeOf(column)}${column.required ? ' NOT NULL' : ''}`,
  );
  return `CREATE TABLE ${tableName(target)} (${lines.join(', ')})`;
}

/**
 * For the rows that a load replaces, and for the counts of each plan, which read the index alone. (A BRIN index would make loads a
 * quarter faster, and each plan read the whole table.) The server names it.
 */
function createIndex(target: Target): string {
  return `CREATE INDEX ON ${tableName(target)} (${quoteName(PARTITION_DATE)})`;
}

export function createReceipts(target: Target): string {
  return `CREATE TABLE ${receiptsName(target)} (
    table_name text NOT NULL, "partition" text NOT NULL, partition_date date, publication bigint NOT NULL,
    sha256 text NOT NULL, "rows" bigint NOT NULL, loaded_at timestamptz NOT NULL, PRIMARY KEY (table_name, "partition"))`;
}
