import { ContractError } from '../../base/errors.ts';
import type { ColumnSpec } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { parseColumnType } from '../../table/type.ts';
import { qualify, quoteName, quoteText, toDuckdbType } from './names.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** A column as the database has it. */
export interface TableColumn {
  name: string;
  type: string;
  nullable: boolean;
  comment?: string;
}

/** The table's columns, or `undefined` when there is no table. A view is an error: rows cannot be put into it. */
export async function readColumns(
  session: Session,
  target: Target,
  table = target.table,
): Promise<TableColumn[] | undefined> {
  const where = [session.catalog, target.schema, table];
  const found = await session.rows(
    `SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
     WHERE database_name = $1 AND lower(schema_name) = lower($2) AND lower(table_name) = lower($3)
     ORDER BY column_index`,
    where,
  );
  if (found.length === 0) return undefined;
  return found.map((row) => ({
    name: String(row['column_name']),
    type: String(row['data_type']),
    nullable: row['is_nullable'] === true,
    ...(row['comment'] === null ? {} : { comment: String(row['comment']) }),
  }));
}

/**
 * Makes the table fit `columns`: creates it, or adds the columns that it lacks, nullable. Columns that only the table
 * has stay, null for new rows. Anything else is ContractError WAREHOUSE_SCHEMA, one line a difference.
 * Returns the names of the columns that were added to an existing table.
 */
export async function ensureTable(
  session: Session,
  target: Target,
  columns: readonly ColumnSpec[],
  partitioned: boolean,
): Promise<string[]> {
  const table = qualify(session.catalog, target.schema, target.table);
  const existing = await readColumns(session, target);
  if (existing === undefined) {
    const lines = columns.map(
      (column) => `${quoteName(column.name)} ${typeOf(column)}${column.required ? ' NOT NULL' : ''}`,
    );
    await session.run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(session.catalog)}.${quoteName(target.schema)}`);
    await session.run(`CREATE TABLE ${table} (${lines.join(', ')})`);
    await describeColumns(session, table, columns, []);
    return [];
  }
  const differences = await compare(session, target, existing, columns, partitioned);
  if (differences.length > 0) {
    throw new ContractError(
      'WAREHOUSE_SCHEMA',
      `${target.url} does not fit the new rows:\n${differences.map((line) => `  ${line}`).join('\n')}\n` +
        'change the columns back, alter the table by hand, or name a new table in "warehouse"',
      { differences },
    );
  }
  const names = new Set(existing.map((column) => column.name.toLowerCase()));
  const missing = columns.filter((column) => !names.has(column.name.toLowerCase()));
  for (const column of missing)
    await session.run(`ALTER TABLE ${table} ADD COLUMN ${quoteName(column.name)} ${typeOf(column)}`);
  await describeColumns(session, table, columns, existing);
  return missing.map((column) => column.name);
}

function typeOf(column: ColumnSpec): string {
  return toDuckdbType(parseColumnType(column.type, column.unit));
}

async function compare(
  session: Session,
  target: Target,
  existing: readonly TableColumn[],
  columns: readonly ColumnSpec[],
  partitioned: boolean,
): Promise<string[]> {
  const views = await session.rows(
    `SELECT 1 FROM duckdb_views()
     WHERE database_name = $1 AND lower(schema_name) = lower($2) AND lower(view_name) = lower($3)`,
    [session.catalog, target.schema, target.table],
  );
  if (views.length > 0) return [`${target.table}: is a view, not a table`];
  const wanted = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const differences: string[] = [];
  for (const column of existing) {
    const spec = wanted.get(column.name.toLowerCase());
    if (spec === undefined) {
      if (!column.nullable) differences.push(`${column.name}: NOT NULL in the table, absent from the new rows`);
    } else if (typeOf(spec) !== column.type) {
      differences.push(`${column.name}: ${column.type} in the table, ${typeOf(spec)} in the new rows`);
    } else if (!column.nullable && !spec.required) {
      differences.push(`${column.name}: NOT NULL in the table, may be null in the new rows`);
    }
  }
  // Without it nobody can tell which of the rows already there belong to which partition.
  if (partitioned && !existing.some((column) => column.name.toLowerCase() === PARTITION_DATE)) {
    differences.push(`${PARTITION_DATE}: absent from the table, so its rows belong to no partition`);
  }
  return differences;
}

/** The pipeline's descriptions become comments, where they say something new. COMMENT ON takes no parameters. */
async function describeColumns(
  session: Session,
  table: string,
  columns: readonly ColumnSpec[],
  existing: readonly TableColumn[],
): Promise<void> {
  const comments = new Map(existing.map((column) => [column.name.toLowerCase(), column.comment]));
  for (const { name, description } of columns) {
    if (description === undefined || comments.get(name.toLowerCase()) === description) continue;
    await session.run(`COMMENT ON COLUMN ${table}.${quoteName(name)} IS ${quoteText(description)}`);
  }
}
