import type { Spans } from '../table/column.ts';
import { bring, copyBytes } from './copy-bytes.ts';
import { theMachine } from './machine.ts';
import { type PlacedTexts, placeTexts } from './placed-texts.ts';

/** Read at once: enough to forget what a call costs, few enough to stay in the processor's second-level cache. */
const AT_ONCE = 16 * 1024;

/** Where a call finds its texts, and where it writes values, of eight bytes each, and the numbers of the texts that have none. */
export interface ColumnPlaces extends PlacedTexts {
  count: number;
  values: number;
  misses: number;
}

/**
 * Has `read` write the values of `rows` texts into `out`, some at a time; it returns how many it missed. Returns the rows that
 * were missed; nothing is written there.
 */
export function readColumn(
  texts: Spans,
  rows: number,
  out: BigInt64Array | Float64Array,
  read: (places: ColumnPlaces) => number,
): number[] {
  const machine = theMachine();
  const missed: number[] = [];
  for (let row = 0; row < rows; row += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows - row);
    const placed = placeTexts(texts, row, count, 12 * count);
    const { place } = placed;
    const { buffer } = machine.bytes();
    const misses = place + 8 * count;
    // What is written nowhere stays as it is.
    const target = out.subarray(row, row + count);
    const values = bring(target, place);
    const found = read({ ...placed, count, values, misses });
    if (values === place) copyBytes(new Float64Array(buffer, place, count), target);
    for (const at of new Uint32Array(buffer, misses, found)) missed.push(row + at);
  }
  return missed;
}
