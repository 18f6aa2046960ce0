import type { Spans } from '../table/column.ts';
import { bring, copyBytes } from './copy-bytes.ts';
import { theMachine } from './machine.ts';
import { placeTexts } from './placed-texts.ts';

/** Read at once: enough to forget what a call costs, few enough to stay in the processor's second-level cache. */
const AT_ONCE = 16 * 1024;

/**
 * Reads texts `YYYY-MM-DD HH:MM:SS` (or with `T`) of the years 1 to 9999 into `out`, as time since 1970 in units of which a
 * second has `perSecond`. Returns the rows whose text is of another form; nothing is written there.
 */
export function readDatetimes(texts: Spans, rows: number, perSecond: number, out: BigInt64Array): number[] {
  const machine = theMachine();
  const missed: number[] = [];
  for (let row = 0; row < rows; row += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows - row);
    const { text, starts, ends, place } = placeTexts(texts, row, count, 12 * count);
    const { buffer } = machine.bytes();
    const misses = place + 8 * count;
    // What is written nowhere stays as it is.
    const target = out.subarray(row, row + count);
    const valuesAt = bring(target, place);
    const found = machine.calls.readDatetimes(text, starts, ends, count, BigInt(perSecond), valuesAt, misses);
    if (valuesAt === place) copyBytes(new BigInt64Array(buffer, place, count), target);
    for (const at of new Uint32Array(buffer, misses, found)) missed.push(row + at);
  }
  return missed;
}
