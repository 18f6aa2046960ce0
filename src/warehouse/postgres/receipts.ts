import type { LoadOutcome, LoadRequest, Receipt } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { settledBy } from '../receipt.ts';
import { hasPartitionDate } from '../table-columns.ts';
import { countPartition, type Found, receiptsName, tableName } from './relation.ts';
import type { Row, Session } from './session.ts';
import type { Target } from './target.ts';
import { POSTGRES } from './types.ts';

/** What stands in the table of receipts; the rows that the partition holds now are counted where they are needed. */
export type StoredReceipt = Omit<Receipt, 'rowsNow'>;

const STORED =
  'r."partition", r.publication, r.sha256, r."rows", (extract(epoch FROM r.loaded_at) * 1000)::bigint AS loaded_ms';

/** Receipts of this table by partition, with the rows that each partition holds now. */
export async function readReceipts(session: Session, target: Target, found: Found): Promise<Map<string, Receipt>> {
  if (!found.receipts) return new Map();
  const table = tableName(target);
  const isTable = found.table?.isTable === true;
  // One pass over one column of the table, whatever the number of partitions.
  const counted =
    isTable && hasPartitionDate(POSTGRES, found.table?.columns)
      ? `SELECT ${PARTITION_DATE} AS day, count(*) AS total FROM ${table} GROUP BY ${PARTITION_DATE}`
      : 'SELECT NULL::date AS day, 0 AS total WHERE false';
  const whole = isTable ? `(SELECT count(*) FROM ${table})` : '0';
  const rows = await session.rows(
    `SELECT ${STORED}, CASE WHEN r.partition_date IS NULL THEN ${whole} ELSE coalesce(c.total, 0) END AS rows_now
     FROM ${receiptsName(target)} r LEFT JOIN (${counted}) c ON c.day = r.partition_date
     WHERE r.table_name = $1 ORDER BY r."partition" COLLATE "C"`,
    [target.table],
  );
  return new Map(
    rows.map((row) => {
      const stored = storedOf(row);
      return [stored.partition, { ...stored, rowsNow: Number(row['rows_now']) }];
    }),
  );
}

/** What was noted down of one partition's last load. */
export async function readStored(
  session: Session,
  target: Target,
  found: Found,
  partition: string,
): Promise<StoredReceipt | undefined> {
  if (!found.receipts) return undefined;
  const [row] = await session.rows(
    `SELECT ${STORED} FROM ${receiptsName(target)} r WHERE r.table_name = $1 AND r."partition" = $2`,
    [target.table, partition],
  );
  return row === undefined ? undefined : storedOf(row);
}

/** The outcome where `request` is loaded already. Rows are counted only where everything else agrees. */
export async function settle(
  session: Session,
  target: Target,
  found: Found,
  request: LoadRequest,
  stored: StoredReceipt | undefined,
): Promise<LoadOutcome | undefined> {
  if (stored === undefined || settledBy(request, { ...stored, rowsNow: request.rows }) === undefined) return undefined;
  return settledBy(request, { ...stored, rowsNow: await countPartition(session, target, found, request) });
}

function storedOf(row: Row): StoredReceipt {
  return {
    partition: String(row['partition']),
    publication: Number(row['publication']),
    sha256: String(row['sha256']),
    rows: Number(row['rows']),
    loadedAt: new Date(Number(row['loaded_ms'])).toISOString(),
  };
}

/** Replaces the partition's receipt; a load of the whole table replaces all of them. */
export async function writeReceipt(
  session: Session,
  target: Target,
  request: Pick<LoadRequest, 'partition' | 'partitionDate'>,
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
