import type { Log } from '../../base/ports/log.ts';
import type { AdoptRequest, Receipt } from '../../base/ports/warehouse.ts';
import { checkAdoptedRows } from '../adopted-rows.ts';
import { receiptFor } from '../receipt.ts';
import { createReceipts } from './definition.ts';
import { hold } from './lock.ts';
import { writeReceipt } from './receipts.ts';
import { countPartition, look } from './relation.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** Count and receipt, in a transaction that is open when this returns. On an error it is rolled back. */
export async function adoptRows(
  session: Session,
  target: Target,
  request: AdoptRequest,
  options: { adoptedAt: string; log: Log; lockMs: number },
): Promise<Receipt> {
  try {
    await session.begin('write');
    // The table of receipts may have to be made.
    await hold(session, target, { whole: true }, options.log, options.lockMs);
    const found = await look(session, target);
    checkAdoptedRows(target.url, request, await countPartition(session, target, found, request));
    if (!found.receipts) await session.run(createReceipts(target));
    const receipt = receiptFor(request, options.adoptedAt);
    await writeReceipt(session, target, request, receipt);
    return receipt;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
