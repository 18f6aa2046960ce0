import { formatCount } from '../../base/byte-size.ts';
import { shellText } from '../../base/shell-text.ts';
import { NO_PARTITION } from '../../pipeline/partitions.ts';
import { needsLoad } from '../../plan/decide.ts';
import type { FlowContext } from '../context.ts';
import type { Disagreement } from './finding.ts';

/** The warehouse's receipts and rows beside the ledger. `isAll`: the rows of the whole table are counted. */
export async function verifyReceipts(
  context: FlowContext,
  wanted: (partition: string) => boolean,
  isAll: boolean,
): Promise<Disagreement[]> {
  const { warehouse, heads, signal, pipeline } = context;
  if (warehouse === undefined) return [];
  const receipts = await warehouse.receipts(signal);
  const found: Disagreement[] = [];
  for (const [partition, head] of heads) {
    if (!wanted(partition) || head.published === undefined) continue;
    const receipt = receipts.get(partition);
    if (head.held?.drops === true) {
      if (receipt === undefined || receipt.rowsNow === 0) continue;
      const what = `the table still has ${formatCount(receipt.rowsNow)} of its rows`;
      const heal = [`lakeferry drop ${partition} --why ${shellText(head.held.why)}`];
      found.push({ code: 'drop-unfinished', partition, what, heal });
      continue;
    }
    const what = needsLoad(receipt ?? 'none', head);
    if (what === undefined) continue;
    const { held, published } = head;
    const heal = held
      ? [`lakeferry restore ${partition} --to ${published.number} --why ${shellText(held.why)}`]
      : [`lakeferry run --partitions ${partition}`];
    found.push({ code: receipt === undefined ? 'receipt-missing' : 'receipt-differs', partition, what, heal });
  }
  for (const [partition, { rowsNow }] of receipts) {
    if (!wanted(partition) || heads.get(partition)?.published !== undefined) continue;
    const what = `the table has ${formatCount(rowsNow)} rows of a partition that this lake never published`;
    const heal = [`lakeferry drop ${partition} --why "not of this lake"`, `lakeferry release ${partition}`];
    found.push({ code: 'receipt-orphan', partition, what, heal });
  }
  const rows = isAll && !receipts.has(NO_PARTITION) ? await warehouse.rows(signal) : undefined;
  const counted = [...receipts.values()].reduce((sum, { rowsNow }) => sum + rowsNow, 0);
  if (rows !== undefined && receipts.size > 0 && rows > counted) {
    found.push({
      code: 'rows-orphan',
      what: `${warehouse.url} has ${formatCount(rows - counted)} rows that belong to no partition that was loaded`,
      heal: [
        `SELECT partition_date, count(*) FROM ${tableOf(warehouse.url, pipeline.name)} GROUP BY partition_date -- then delete them`,
      ],
    });
  }
  return found;
}

function tableOf(url: string, dataset: string): string {
  return /[#/]([^#/]+)$/.exec(url)?.[1] ?? dataset;
}
