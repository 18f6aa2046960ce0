import type { LoadRequest, Receipt } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { RECEIPTS_TABLE } from '../identifier.ts';
import { hasPartitionDate } from '../table-columns.ts';
import { DUCKDB, qualify } from './names.ts';
import { readColumns } from './schema.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** Receipts of this table by partition, or of `only` one of them, with the rows that each partition holds now. */
export async function readReceipts(session: Session, target: Target, only?: string): Promise<Map<string, Receipt>> {
  if ((await readColumns(session, target, RECEIPTS_TABLE)) === undefined) return new Map();
  const columns = await readColumns(session, target);
  const receipts = qualify(session.catalog, target.schema, RECEIPTS_TABLE);
  const table = qualify(session.catalog, target.schema, target.table);
  const hasDate = hasPartitionDate(DUCKDB, columns);
  // One pass over one column of the table, whatever the number of partitions.
  const wanted = `SELECT partition_date FROM ${receipts} WHERE table_name = lower($1) AND "partition" = $2`;
  const filter = only === undefined ? '' : `WHERE ${PARTITION_DATE} IN (${wanted})`;
  const counted = hasDate
    ? `SELECT ${PARTITION_DATE} AS day, count(*) AS total FROM ${table} ${filter} GROUP BY ${PARTITION_DATE}`
    : 'SELECT NULL::DATE AS day, 0 AS total WHERE false';
  const whole = columns === undefined ? '0' : `(SELECT count(*) FROM ${table})`;
  const rows = await session.rows(
    `SELECT r."partition", r.publication, r.sha256, r."rows", epoch_ms(r.loaded_at) AS loaded_ms,
       CASE WHEN r.partition_date IS NULL THEN ${whole} ELSE coalesce(c.total, 0) END AS rows_now
     FROM ${receipts} r LEFT JOIN (${counted}) c ON c.day = r.partition_date
     WHERE r.table_name = lower($1) ${only === undefined ? '' : 'AND r."partition" = $2'} ORDER BY r."partition"`,
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
  request: Pick<LoadRequest, 'partition' | 'partitionDate'>,
  receipt: Receipt,
): Promise<void> {
  const receipts = qualify(session.catalog, target.schema, RECEIPTS_TABLE);
  await session.run(
    `CREATE TABLE IF NOT EXISTS ${receipts} (
       table_name VARCHAR NOT NULL, "partition" VARCHAR NOT NULL, partition_date DATE, publication BIGINT NOT NULL,
       sha256 VARCHAR NOT NULL, "rows" BIGINT NOT NULL, loaded_at TIMESTAMP WITH TIME ZONE NOT NULL)`,
  );
  // No primary key: DuckDB checks it too early for a DELETE and an INSERT of one key in one transaction.
  // https://duckdb.org/docs/stable/sql/indexes#constraint-checking-in-update-statements
  if (request.partitionDate === undefined) {
    await session.run(`DELETE FROM ${receipts} WHERE table_name = lower($1)`, [target.table]);
  } else {
    await session.run(`DELETE FROM ${receipts} WHERE table_name = lower($1) AND "partition" = $2`, [
      target.table,
      request.partition,
    ]);
  }
  await session.run(
    `INSERT INTO ${receipts} VALUES (lower($1), $2, $3::DATE, $4::BIGINT, $5, $6::BIGINT, $7::TIMESTAMPTZ)`,
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
