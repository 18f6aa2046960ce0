import type { LoadOutcome, LoadRequest, Receipt } from '../base/ports/warehouse.ts';

/** The receipt of `request` once it is loaded. `loadedAt` is ISO 8601, UTC. */
export function receiptFor(
  request: Pick<LoadRequest, 'partition' | 'publication' | 'sha256' | 'rows'>,
  loadedAt: string,
): Receipt {
  const { partition, publication, sha256, rows } = request;
  return { partition, publication, sha256, rows, rowsNow: rows, loadedAt };
}

/** The receipt, when it shows that `request` was loaded already and the table still agrees. */
export function settledBy(request: LoadRequest, receipt: Receipt | undefined): LoadOutcome | undefined {
  const same =
    receipt !== undefined &&
    receipt.publication === request.publication &&
    receipt.sha256 === request.sha256 &&
    receipt.rows === request.rows &&
    receipt.rowsNow === request.rows;
  return same ? { receipt, outcome: 'unchanged', replaced: 0, added: [] } : undefined;
}
