import { ContractError } from '../base/errors.ts';
import type { LoadRequest, Receipt } from '../base/ports/warehouse.ts';

/**
 * Whether exactly these rows are in the table already, by the receipt and the number of rows that the partition has `now`.
 * Half of them, or others, is for a person to look at: ContractError WAREHOUSE_APPENDED.
 */
export function isAppended(
  url: string,
  request: LoadRequest,
  before: Pick<Receipt, 'sha256'> | undefined,
  now: number,
): boolean {
  const { partition, rows, sha256 } = request;
  const refuse = (why: string) =>
    new ContractError(
      'WAREHOUSE_APPENDED',
      `${url} ${why}, and "write: append-once" replaces nothing; delete the rows of ${partition} by hand or use "write: replace-partition"`,
      { partition },
    );
  if (before !== undefined && before.sha256 !== sha256) {
    throw refuse(`got ${partition} from another file (sha256 ${before.sha256.slice(0, 12)})`);
  }
  if (now === 0) return before !== undefined && rows === 0;
  if (before === undefined) throw refuse(`holds ${now} rows of ${partition} without a receipt`);
  if (now !== rows) throw refuse(`holds ${now} instead of ${rows} rows of ${partition}`);
  return true;
}
