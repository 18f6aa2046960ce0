import { ConfigurationError } from '../base/errors.ts';
import type { LoadRequest } from '../base/ports/warehouse.ts';

/** Why the user's SQL failed, and what became of the load. `place`: `, statement 2`, or nothing. */
export function afterLoadError(
  url: string,
  request: LoadRequest,
  place: string,
  why: string,
  cause?: unknown,
): ConfigurationError {
  return new ConfigurationError(
    'WAREHOUSE_AFTER_LOAD',
    `after_load${place}: ${why}; nothing of ${request.partition} was loaded into ${url}`,
    {},
    cause,
  );
}

export const TRANSACTION_INSIDE =
  'it begins or ends a transaction, but runs inside that of the load; take BEGIN, COMMIT and ROLLBACK out';

/** The receipt says how many rows were loaded. If the user's SQL made them more or fewer, each plan would load them again. */
export function checkRowsLeft(url: string, request: LoadRequest, left: number): void {
  const { partition, rows } = request;
  if (left === rows) return;
  const why = `it left ${left} of ${rows} rows of ${partition}; write its outcome to another table`;
  throw afterLoadError(url, request, '', why);
}
