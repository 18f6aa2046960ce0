import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Buffers that may pile up before it is worth looking for dead ones among the young. */
const PILE_BYTES = 2 << 20;

/** The same for those that lived through such a look and died later. */
const OLD_PILE_BYTES = 16 << 20;

let collect: ((options: { type: 'minor' | 'major' }) => void) | undefined;
/** What was held after the last look, and after the last look at everything. */
let kept = 0;
let keptOld = Number.POSITIVE_INFINITY;

/**
 * Lets go of buffers that nobody holds any more, once there may be enough of them; to be called wherever some were used up.
 * V8 collects by the size of its own heap, which hardly grows here, and counts buffers outside it only loosely: left alone, dead
 * ones pile up the higher the longer a file is (measured: 25 % more memory for four times the rows), until it looks through
 * everything it has, again and again (measured: a fifth of all work). A minor collection takes less than a millisecond, a major
 * one about ten.
 */
export function releaseBuffers(): void {
  const held = heldBytes();
  kept = Math.min(kept, held);
  if (held < kept + PILE_BYTES) return;
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as NonNullable<typeof collect>;
  }
  collect({ type: 'minor' });
  kept = heldBytes();
  if (kept > keptOld + OLD_PILE_BYTES) {
    collect({ type: 'major' });
    kept = heldBytes();
    keptOld = kept;
  }
  keptOld = Math.min(keptOld, kept);
}

function heldBytes(): number {
  return getHeapStatistics().external_memory;
}
