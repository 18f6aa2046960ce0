import type { LoadRequest } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { quoteName, RECEIPTS_TABLE } from '../identifier.ts';
import { hasPartitionDate, type TableColumn } from '../table-columns.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';
import { POSTGRES } from './types.ts';

/** What of a dataset the database has. */
export interface Found {
  schema: boolean;
  /** `undefined`: there is nothing of that name. */
  table: { columns: TableColumn[]; isTable: boolean; hasTriggers: boolean } | undefined;
  receipts: boolean;
}

/** Schema, table and receipts, in one look at the catalogue; sees nothing of other schemas. */
export async function look(session: Session, target: Target): Promise<Found> {
  const rows = await session.rows(
    `SELECT c.relname, c.relkind, c.relhastriggers, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
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
            hasTriggers: own.some((row) => row['relhastriggers'] === true),
            columns: columns.map((row) => ({
              name: String(row['attname']),
              type: String(row['type']),
              nullable: row['attnotnull'] === false,
              ...(row['comment'] === null ? {} : { comment: String(row['comment']) }),
            })),
          },
  };
}

/** Rows of the request's partition, or of the table where it has none; 0 where there is nothing to count. */
export async function countPartition(
  session: Session,
  target: Target,
  found: Found,
  { partitionDate }: Pick<LoadRequest, 'partitionDate'>,
): Promise<number> {
  if (found.table?.isTable !== true) return 0;
  if (partitionDate !== undefined && !hasPartitionDate(POSTGRES, found.table.columns)) return 0;
  return countRows(session, target, partitionDate);
}

export async function countRows(session: Session, target: Target, partitionDate: string | undefined): Promise<number> {
  const { sql, parameters } = partitionFilter(partitionDate);
  const [row] = await session.rows(`SELECT count(*) AS total FROM ${tableName(target)}${sql}`, parameters);
  return Number(row?.['total']);
}

export function partitionFilter(partitionDate: string | undefined): { sql: string; parameters: string[] } {
  if (partitionDate === undefined) return { sql: '', parameters: [] };
  return { sql: ` WHERE ${quoteName(PARTITION_DATE)} = $1::date`, parameters: [partitionDate] };
}

export function tableName(target: Target): string {
  return `${quoteName(target.schema)}.${quoteName(target.table)}`;
}

export function receiptsName(target: Target): string {
  return `${quoteName(target.schema)}.${quoteName(RECEIPTS_TABLE)}`;
}
