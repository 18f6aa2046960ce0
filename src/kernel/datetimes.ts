import type { Spans } from '../table/column.ts';
import { copyBytes } from './copy-bytes.ts';
import { SLACK } from './heap.ts';
import { theMachine } from './machine.ts';

/** Read at once: enough to forget what a call costs, few enough to stay in the processor's second-level cache. */
const AT_ONCE = 16 * 1024;

/**
 * Reads texts `YYYY-MM-DD HH:MM:SS` (or with `T`) of the years 1 to 9999 into `out`, as time since 1970 in units of which a
 * second has `perSecond`. Returns the rows whose text is of another form; nothing is written there.
 */
export function readDatetimes(texts: Spans, rows: number, perSecond: number, out: BigInt64Array): number[] {
  const machine = theMachine();
  const missed: number[] = [];
  const isOurs = machine.holds(texts.bytes);
  for (let row = 0; row < rows; row += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows - row);
    const starts = texts.starts.subarray(row, row + count);
    const ends = texts.ends.subarray(row, row + count);
    // Texts of another memory are brought over, from the first one's beginning to the last one's end.
    const [from, to] = isOurs ? [0, 0] : reach(starts, ends);
    const place = machine.scratch(20 * count + (to - from) + SLACK);
    const buffer = machine.bytes().buffer;
    const copied = place + 20 * count;
    const bytes = machine.bytes();
    copyBytes(texts.bytes.subarray(from, to), bytes.subarray(copied));
    const [startsAt, endsAt] = [machine.bring(starts, place + 8 * count), machine.bring(ends, place + 12 * count)];
    const misses = place + 16 * count;
    const text = isOurs ? machine.placeOf(texts.bytes) : copied - from;
    // What is written nowhere stays as it is.
    const target = out.subarray(row, row + count);
    const valuesAt = machine.bring(target, place);
    const found = machine.calls.readDatetimes(text, startsAt, endsAt, count, BigInt(perSecond), valuesAt, misses);
    if (valuesAt === place) copyBytes(new BigInt64Array(buffer, place, count), target);
    for (const at of new Uint32Array(buffer, misses, found)) missed.push(row + at);
  }
  return missed;
}

function reach(starts: Uint32Array, ends: Uint32Array): [number, number] {
  let from = starts[0] as number;
  let to = from;
  for (let at = 0; at < starts.length; at++) {
    if ((starts[at] as number) < from) from = starts[at] as number;
    if ((ends[at] as number) > to) to = ends[at] as number;
  }
  return [from, to];
}
