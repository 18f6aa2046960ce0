import type { Receipt, RememberedLoad } from '../../base/ports/warehouse.ts';
import { partitionDate } from '../../pipeline/partitions.ts';
import type { Api } from './api.ts';
import { countByDay } from './count.ts';
import { readTable } from './table.ts';

/**
 * A receipt is what the ledger remembers of the last load, beside the rows that the table holds now: BigQuery can put
 * neither into one transaction with a load. One query for all partitions, none where nothing was ever loaded.
 */
export async function readReceipts(
  api: Api,
  loads: ReadonlyMap<string, RememberedLoad>,
  signal: AbortSignal,
): Promise<Map<string, Receipt>> {
  signal.throwIfAborted();
  const partitions = [...loads.keys()].sort();
  const dated = partitions.filter((partition) => partitionDate(partition) !== undefined);
  const counts = dated.length > 0 ? await countByDay(api, signal) : new Map<string, number>();
  const receipts = new Map<string, Receipt>();
  if (counts === undefined) return receipts;
  for (const partition of partitions) {
    const load = loads.get(partition);
    const day = partitionDate(partition);
    if (load === undefined) continue;
    // The only partition of its table: that it is absent must not look like an empty one.
    const rowsNow = day === undefined ? await countTable(api, signal) : (counts.get(day) ?? 0);
    if (rowsNow !== undefined) receipts.set(partition, receiptOf(partition, load, rowsNow));
  }
  return receipts;
}

/** From the table's own facts, which costs nothing; `undefined` where there is no table. */
export async function countTable(api: Api, signal: AbortSignal): Promise<number | undefined> {
  const table = await readTable(api, signal);
  return table === undefined ? undefined : Number(table.numRows ?? 0);
}

export function receiptOf(partition: string, load: RememberedLoad, rowsNow: number): Receipt {
  const { publication, sha256, rows, at } = load;
  return { partition, publication, sha256, rows, rowsNow, loadedAt: at };
}
