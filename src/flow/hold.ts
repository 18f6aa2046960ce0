import { ConfigurationError } from '../base/errors.ts';
import type { Head, Hold } from '../ledger/entry.ts';
import type { FlowContext } from './context.ts';

/** Leaves a partition as it is from now on, until `release`. The same hold is not written twice. */
export async function holdPartition(context: FlowContext, partition: string, hold: Hold): Promise<Head> {
  const head = context.heads.get(partition);
  const { held } = head ?? {};
  const isHeld =
    held?.why === hold.why && held.restores === hold.restores && (held.drops ?? false) === (hold.drops ?? false);
  if (head !== undefined && isHeld) return head;
  const appended = await context.ledger.append(partition, head, { kind: 'held', ...hold });
  context.heads.set(partition, appended.head);
  return appended.head;
}

/** The next plan decides about the partition again. ConfigurationError NOT_HELD where nobody holds it. */
export async function releasePartition(
  context: FlowContext,
  partition: string,
  { who, why }: { who: string; why: string },
): Promise<Head> {
  const head = context.heads.get(partition);
  if (head?.held === undefined) {
    throw new ConfigurationError('NOT_HELD', `${partition} is not held, so there is nothing to release`, { partition });
  }
  const appended = await context.ledger.append(partition, head, { kind: 'released', who, why });
  context.heads.set(partition, appended.head);
  return appended.head;
}
