import { copyBytes } from './copy-bytes.ts';
import { SLACK } from './heap.ts';
import { theMachine } from './machine.ts';

/**
 * Parquet's DELTA_BINARY_PACKED for 64-bit integers: differences of neighbours, in blocks of 128 values that share the
 * smallest difference, in four miniblocks with a bit width each.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#DELTAENC
 *
 * The loops are in assembly/delta.ts. Differences beyond ±2^52 are refused, so that test/oracle/delta.ts can judge them with
 * doubles; the caller writes PLAIN then.
 */

const BLOCK = 128;
const MINIBLOCKS = 4;
const MINIBLOCK = BLOCK / MINIBLOCKS;
const WIDEST = 53;

/** Most bytes that `packDelta` can write for `count` values. */
export function deltaBound(count: number): number {
  return (
    32 +
    Math.ceil(count / BLOCK) * (16 + MINIBLOCKS) +
    Math.ceil(count / MINIBLOCK) * Math.ceil((MINIBLOCK * WIDEST) / 8)
  );
}

/**
 * Writes `values[from, to)` to `out` at `at` and returns the position after the last byte, or −1 when two neighbours
 * are 2^52 or more apart. `out` must have `deltaBound` bytes left.
 */
export function packDelta(values: BigInt64Array, from: number, to: number, out: Uint8Array, at: number): number {
  const machine = theMachine();
  const count = to - from;
  const place = machine.scratch(8 * (count + BLOCK) + deltaBound(count) + SLACK);
  const packed = place + 8 * (count + BLOCK);
  const held = machine.bring(values.subarray(from, to), place);
  const end = machine.calls.packDelta(held, count, packed, place + 8 * count);
  if (end === 0) return -1;
  copyBytes(machine.bytes().subarray(packed, end), out.subarray(at));
  return at + end - packed;
}

/**
 * Reads exactly `count` values from `bytes[at, end)` into `out` from `outAt`; returns the position after the last byte.
 * Takes what `packDelta` writes; throws RangeError for anything else.
 */
export function unpackDelta(
  bytes: Uint8Array,
  at: number,
  end: number,
  count: number,
  out: BigInt64Array,
  outAt: number,
): number {
  const machine = theMachine();
  const size = end - at;
  const room = 8 * count;
  // Values, the reader's place, then the bytes: these may begin anywhere.
  const place = machine.scratch(room + 8 + size + SLACK);
  const packed = place + room + 8;
  const target = out.subarray(outAt, outAt + count);
  const isOurs = machine.holds(out);
  copyBytes(bytes.subarray(at, end), machine.bytes().subarray(packed));
  const to = isOurs ? machine.placeOf(target) : place;
  const position = machine.calls.unpackDelta(packed, packed + size, count, to, place + room);
  if (position === 0) throw new RangeError('delta values are cut short, too many or too wide');
  if (!isOurs) copyBytes(new BigInt64Array(machine.bytes().buffer, place, count), target);
  return at + position - packed;
}
