import type { AdoptRequest, DropRequest, Receipt } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { checkAdoptedRows } from '../adopted-rows.ts';
import { receiptFor } from '../receipt.ts';
import { hasPartitionDate } from '../table-columns.ts';
import { DUCKDB, qualify } from './names.ts';
import { writeReceipt } from './receipts.ts';
import { readColumns } from './schema.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** Rows of the partition, where there may be no table or none with a partition's date. */
export async function countRows(
  session: Session,
  target: Target,
  { partitionDate }: Pick<DropRequest, 'partitionDate'>,
): Promise<number> {
  const columns = await readColumns(session, target);
  if (columns === undefined) return 0;
  if (partitionDate !== undefined && !hasPartitionDate(DUCKDB, columns)) return 0;
  const table = qualify(session.catalog, target.schema, target.table);
  const where = partitionDate === undefined ? '' : ` WHERE ${PARTITION_DATE} = $1::DATE`;
  const [row] = await session.rows(
    `SELECT count(*) AS total FROM ${table}${where}`,
    partitionDate === undefined ? [] : [partitionDate],
  );
  return Number(row?.['total']);
}

/** Count and receipt in one transaction. */
export async function adoptRows(
  session: Session,
  target: Target,
  request: AdoptRequest,
  adoptedAt: string,
): Promise<Receipt> {
  await session.run('BEGIN TRANSACTION');
  try {
    checkAdoptedRows(target.url, request, await countRows(session, target, request));
    const receipt = receiptFor(request, adoptedAt);
    await writeReceipt(session, target, request, receipt);
    await session.run('COMMIT');
    return receipt;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
