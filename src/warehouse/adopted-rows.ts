import { formatCount } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import type { AdoptRequest } from '../base/ports/warehouse.ts';

/** ContractError WAREHOUSE_ROWS where the table has other rows than the file. */
export function checkAdoptedRows(url: string, { partition, rows }: AdoptRequest, found: number): void {
  if (found === rows) return;
  throw new ContractError(
    'WAREHOUSE_ROWS',
    `${url} holds ${formatCount(found)} rows of ${partition}, and its file ${formatCount(rows)}: they are not the same rows`,
    { partition, found, rows },
  );
}
