import { ContractError } from '../base/errors.ts';
import type { LoadRequest } from '../base/ports/warehouse.ts';

/**
 * What was put into the table (`inserted`) and what its partition holds then (`found`) are the rows that were published;
 * else ContractError WAREHOUSE_COUNT.
 */
export function checkLoadedRows(url: string, request: LoadRequest, inserted: number, found: number): void {
  const { partition, object, rows } = request;
  if (inserted === rows && found === rows) return;
  throw new ContractError(
    'WAREHOUSE_COUNT',
    `${url} would hold ${found} rows of ${partition} from ${inserted} rows of ${object.uri}, but ${rows} were published; publish the partition again`,
    { found, inserted, expected: rows },
  );
}
