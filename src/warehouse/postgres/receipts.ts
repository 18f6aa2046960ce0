import type { LoadRequest, Receipt } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { hasPartitionDate } from '../table-columns.ts';
import { type Found, receiptsName, tableName } from './relation.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';
import { POSTGRES } from './types.ts';

/** Receipts of this table by partition, or of `only` one of them, with the rows that each partition holds now. */
export async function readReceipts(
  session: Session,
  target: Target,
  found: Found,
  only?: string,
): Promise<Map<string, Receipt>> {
  if (!found.receipts) return new Map();
  const receipts = receiptsName(target);
  const table = tableName(target);
  const isTable = found.table?.isTable === true;
  const hasDate = isTable && hasPartitionDate(POSTGRES, found.table?.columns);
  const wanted = `SELECT partition_date FROM ${receipts} WHERE table_name = $1 AND "partition" = $2`;
  const filter = only === undefined ? '' : `WHERE ${PARTITION_DATE} = (${wanted})`;
  const counted = hasDate
    ? `SELECT ${PARTITION_DATE} AS day, count(*) AS total FROM ${table} ${filter} GROUP BY ${PARTITION_DATE}`
    : 'SELECT NULL::date AS day, 0 AS total WHERE false';
  const whole = isTable ? `(SELECT count(*) FROM ${table})` : '0';
  const rows = await session.rows(
    `SELECT r."partition", r.publication, r.sha256, r."rows", (extract(epoch FROM r.loaded_at) * 1000)::bigint AS loaded_ms,
       CASE WHEN r.partition_date IS NULL THEN ${whole} ELSE coalesce(c.total, 0) END AS rows_now
     FROM ${receipts} r LEFT JOIN (${counted}) c ON c.day = r.partition_date
     WHERE r.table_name = $1 ${only === undefined ? '' : 'AND r."partition" = $2'} ORDER BY r."partition" COLLATE "C"`,
    only === undefined ? [target.table] : [target.table, only],
  );
  return new Map(
    rows.map((row) => {
      const partition = String(row['partition']);
      const receipt: Receipt = {
        partition,
        publication: Number(row['publication']),
        sha256: String(row['sha256']),
        rows: Number(row['rows']),
        rowsNow: Number(row['rows_now']),
        loadedAt: new Date(Number(row['loaded_ms'])).toISOString(),
      };
      return [partition, receipt];
    }),
  );
}

/** Replaces the partition's receipt; a load of the whole table replaces all of them. */
export async function writeReceipt(
  session: Session,
  target: Target,
  request: LoadRequest,
  receipt: Receipt,
): Promise<void> {
  const receipts = receiptsName(target);
  if (request.partitionDate === undefined) {
    await session.run(`DELETE FROM ${receipts} WHERE table_name = $1`, [target.table]);
  }
  await session.run(
    `INSERT INTO ${receipts} (table_name, "partition", partition_date, publication, sha256, "rows", loaded_at)
     VALUES ($1, $2, $3::date, $4::bigint, $5, $6::bigint, $7::timestamptz)
     ON CONFLICT (table_name, "partition") DO UPDATE SET partition_date = excluded.partition_date,
       publication = excluded.publication, sha256 = excluded.sha256, "rows" = excluded."rows", loaded_at = excluded.loaded_at`,
    [
      target.table,
      receipt.partition,
      request.partitionDate ?? null,
      receipt.publication,
      receipt.sha256,
      receipt.rows,
      receipt.loadedAt,
    ],
  );
}
