import type { ColumnSpec } from '../../base/ports/warehouse.ts';
import { quoteName, quoteText } from '../identifier.ts';
import { compareColumns, missingColumns, newComments, refuseDifferences, type TableColumn } from '../table-columns.ts';
import { DUCKDB, qualify } from './names.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

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
      (column) => `${quoteName(column.name)} ${DUCKDB.typeOf(column)}${column.required ? ' NOT NULL' : ''}`,
    );
    await session.run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(session.catalog)}.${quoteName(target.schema)}`);
    await session.run(`CREATE TABLE ${table} (${lines.join(', ')})`);
    await describeColumns(session, table, columns, []);
    return [];
  }
  refuseDifferences(
    target.url,
    (await isView(session, target))
      ? [`${target.table}: is a view, not a table`]
      : compareColumns(DUCKDB, existing, columns, partitioned),
  );
  const missing = missingColumns(DUCKDB, existing, columns);
  for (const column of missing)
    await session.run(`ALTER TABLE ${table} ADD COLUMN ${quoteName(column.name)} ${DUCKDB.typeOf(column)}`);
  await describeColumns(session, table, columns, existing);
  return missing.map((column) => column.name);
}

export async function isView(session: Session, target: Target): Promise<boolean> {
  const views = await session.rows(
    `SELECT 1 FROM duckdb_views()
     WHERE database_name = $1 AND lower(schema_name) = lower($2) AND lower(view_name) = lower($3)`,
    [session.catalog, target.schema, target.table],
  );
  return views.length > 0;
}

/** COMMENT ON takes no parameters. */
async function describeColumns(
  session: Session,
  table: string,
  columns: readonly ColumnSpec[],
  existing: readonly TableColumn[],
): Promise<void> {
  for (const { name, comment } of newComments(DUCKDB, existing, columns)) {
    await session.run(`COMMENT ON COLUMN ${table}.${quoteName(name)} IS ${quoteText(comment)}`);
  }
}
