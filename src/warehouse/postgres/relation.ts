import { quoteName, RECEIPTS_TABLE } from '../identifier.ts';
import type { TableColumn } from '../table-columns.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** What of a dataset the database has. */
export interface Found {
  schema: boolean;
  /** `undefined`: there is nothing of that name. */
  table: { columns: TableColumn[]; isTable: boolean } | undefined;
  receipts: boolean;
}

/** Schema, table and receipts, in one look at the catalogue; sees nothing of other schemas. */
export async function look(session: Session, target: Target): Promise<Found> {
  const rows = await session.rows(
    `SELECT c.relname, c.relkind, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
       col_description(c.oid, a.attnum) AS comment
     FROM pg_catalog.pg_namespace n
     LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname IN ($2, $3)
     LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname = $1 ORDER BY c.relname, a.attnum`,
    [target.schema, target.table, RECEIPTS_TABLE],
  );
  const own = rows.filter((row) => row['relname'] === target.table);
  const columns = own.filter((row) => row['attname'] !== null);
  return {
    schema: rows.length > 0,
    receipts: rows.some((row) => row['relname'] === RECEIPTS_TABLE),
    table:
      own.length === 0
        ? undefined
        : {
            // Plain and partitioned tables take rows; views, foreign tables and the like are somebody else's.
            isTable: own.every((row) => row['relkind'] === 'r' || row['relkind'] === 'p'),
            columns: columns.map((row) => ({
              name: String(row['attname']),
              type: String(row['type']),
              nullable: row['attnotnull'] === false,
              ...(row['comment'] === null ? {} : { comment: String(row['comment']) }),
            })),
          },
  };
}

export function tableName(target: Target): string {
  return `${quoteName(target.schema)}.${quoteName(target.table)}`;
}

export function receiptsName(target: Target): string {
  return `${quoteName(target.schema)}.${quoteName(RECEIPTS_TABLE)}`;
}
