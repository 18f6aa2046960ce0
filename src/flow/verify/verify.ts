import { inParallel } from '../../base/in-parallel.ts';
import type { FlowContext } from '../context.ts';
import { DISAGREEMENTS, type Disagreement } from './finding.ts';
import { verifyObject } from './objects.ts';
import { findOrphans } from './orphans.ts';
import { verifyReceipts } from './receipts.ts';

export interface Verified {
  /** Partitions of the ledger that were looked at. */
  partitions: number;
  /** In order of partition; those that belong to none come last. */
  disagreements: readonly Disagreement[];
}

/** Objects that are read at the same time. */
const READS = 8;

/**
 * Compares the lake with its ledger, and the warehouse with both; changes nothing. `only`: the partitions that are meant; absent:
 * all. `deep`: every byte is read again, where else an unchanged generation is believed.
 */
export async function verify(
  context: FlowContext,
  { only, deep }: { only?: ReadonlySet<string>; deep: boolean },
): Promise<Verified> {
  const wanted = (partition: string) => only === undefined || only.has(partition);
  const heads = [...context.heads.values()].filter(({ partition }) => wanted(partition));
  const objects = await inParallel(heads, READS, (head) => {
    context.signal.throwIfAborted();
    return verifyObject(context, head, deep);
  });
  const disagreements = [
    ...objects.flat(),
    ...(await findOrphans(context, wanted, deep)),
    ...(await verifyReceipts(context, wanted, only === undefined)),
  ];
  const order = ({ partition = '~' }: Disagreement) => partition;
  const byOrder = (a: Disagreement, b: Disagreement) =>
    order(a) === order(b) ? codes.indexOf(a.code) - codes.indexOf(b.code) : order(a) < order(b) ? -1 : 1;
  return { partitions: heads.length, disagreements: disagreements.sort(byOrder) };
}

const codes = Object.keys(DISAGREEMENTS);
