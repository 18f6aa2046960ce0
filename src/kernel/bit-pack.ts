import { copyBytes } from './copy-bytes.ts';
import { SLACK } from './heap.ts';
import { theMachine } from './machine.ts';

/**
 * Parquet's hybrid of run-length and bit-packed integers, for dictionary indices and definition levels.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 *
 * The loops are in assembly/hybrid.ts; values are copied there and back, which costs less than a tenth of packing them.
 */

/** Bits that hold every integer from 0 to `largest`, at least 1: some readers stumble over a width of 0. */
export function bitWidthOf(largest: number): number {
  return Math.max(1, 32 - Math.clz32(largest));
}

/** Most bytes that `packHybrid` can write for `count` values. */
export function hybridBound(count: number, bitWidth: number): number {
  return Math.ceil((count * bitWidth) / 8) + Math.ceil(count / 2) + 16;
}

/**
 * Writes `values[0, count)`, each below 2^bitWidth (at most 16 bits), to `out` from `at`; returns the position after the
 * last byte. `out` must have `hybridBound` bytes left.
 */
export function packHybrid(values: Uint16Array, count: number, bitWidth: number, out: Uint8Array, at: number): number {
  const room = openRoom(count, bitWidth);
  // The last eight are filled up with zeros, which only a copy may have behind it.
  copyBytes(values.subarray(0, count), new Uint16Array(theMachine().bytes().buffer, room.first, count));
  return room.pack(room.first, count, out, at);
}

/** Writes `count` levels of 1, as `packHybrid` would. `out` must have 16 bytes left. */
export function packOnes(count: number, out: Uint8Array, at: number): number {
  if (count < 8) return packHybrid(new Uint16Array(count).fill(1), count, 1, out, at);
  let end = at;
  let left = count * 2;
  for (; left > 0x7f; left = Math.floor(left / 128)) out[end++] = (left & 0x7f) | 0x80;
  out[end++] = left;
  out[end++] = 1;
  return end;
}

/**
 * Writes the levels of `slots[from, to)`, 0 for slot 0 and 1 for any other, as `packHybrid` would. `out` must have
 * `hybridBound` bytes left.
 */
export function packLevels(slots: Uint16Array, from: number, to: number, out: Uint8Array, at: number): number {
  const room = openRoom(to - from, 1);
  const machine = theMachine();
  machine.calls.levelsOfSlots(machine.bring(slots.subarray(from, to), room.first), to - from, room.second);
  return room.pack(room.second, to - from, out, at);
}

/**
 * Writes what `slots[from, to)` point at, slot k at k − 1 and slot 0 at nothing, as `packHybrid` would. `out` must have
 * `hybridBound` bytes left.
 */
export function packIndices(
  slots: Uint16Array,
  from: number,
  to: number,
  bitWidth: number,
  out: Uint8Array,
  at: number,
): number {
  const room = openRoom(to - from, bitWidth);
  const machine = theMachine();
  const place = machine.bring(slots.subarray(from, to), room.first);
  const count = machine.calls.indicesOfSlots(place, to - from, room.second);
  return room.pack(room.second, count, out, at);
}

/** Two lists of values and one of bytes in the kernel's memory, until the next call of anything here. */
function openRoom(count: number, bitWidth: number) {
  const machine = theMachine();
  const list = 2 * count + SLACK;
  const first = machine.scratch(2 * list + hybridBound(count, bitWidth) + SLACK);
  const packed = first + 2 * list;
  return {
    first,
    second: first + list,
    pack(place: number, values: number, out: Uint8Array, at: number): number {
      const bytes = machine.bytes();
      // The last eight are filled up with what stands behind them.
      bytes.fill(0, place + 2 * values, place + 2 * values + 16);
      const end = machine.calls.packHybrid(place, values, bitWidth, packed);
      copyBytes(bytes.subarray(packed, end), out.subarray(at));
      return at + end - packed;
    },
  };
}

/**
 * Reads `count` values from `bytes[at, end)` into `out[0, count)`; returns the position after the last byte that was
 * used. Throws RangeError when the bytes end early, a run goes further than `count` allows or a header is impossible.
 */
export function unpackHybrid(
  bytes: Uint8Array,
  at: number,
  end: number,
  bitWidth: number,
  count: number,
  out: Uint16Array,
): number {
  const machine = theMachine();
  const size = end - at;
  const place = machine.scratch(size + SLACK + 2 * count + SLACK);
  const values = place + size + SLACK + ((place + size) & 1);
  copyBytes(bytes.subarray(at, end), machine.bytes().subarray(place));
  const position = unpackInto(place, size, bitWidth, count, values);
  copyBytes(new Uint16Array(machine.bytes().buffer, values, count), out);
  return at + position - place;
}

/** Whether `bytes[at, end)` are `count` levels of 1 as `packOnes` writes more than seven. */
export function areOnes(bytes: Uint8Array, at: number, end: number, count: number): boolean {
  let run = 0;
  for (let factor = 1; at < end; factor *= 128) {
    const byte = bytes[at++] as number;
    run += (byte & 0x7f) * factor;
    if (byte < 0x80) break;
  }
  return run === count * 2 && at + 1 === end && bytes[at] === 1;
}

function unpackInto(place: number, size: number, bitWidth: number, count: number, values: number): number {
  if (bitWidth < 0 || bitWidth > 16) throw new RangeError(`a bit width of ${bitWidth}`);
  if (count === 0) return place;
  const position = theMachine().calls.unpackHybrid(place, place + size, bitWidth, count, values);
  if (position === 0) throw new RangeError('packed values are cut short or go beyond their page');
  return position;
}

/**
 * The way back from a page: levels in `body[levels.at, levels.end)` (absent: no nulls), a bit width, indices to the end. Writes
 * `values` slots to `slots` from `row`; returns the number of nulls. Throws RangeError for what `packLevels` and
 * `packIndices` do not write, and for an index of `size` or more.
 */
export function unpackSlots(options: {
  body: Uint8Array;
  levels: { at: number; end: number } | undefined;
  indicesAt: number;
  values: number;
  size: number;
  slots: Uint16Array;
  row: number;
}): number {
  const { body, levels, indicesAt, values, size, slots, row } = options;
  if (indicesAt >= body.length) throw new RangeError('a page without a bit width');
  const machine = theMachine();
  const list = 2 * values + SLACK;
  const place = machine.scratch(body.length + 2 * SLACK + 3 * list);
  const levelList = place + body.length + SLACK + ((place + body.length) & 1);
  const indexList = levelList + list;
  const slotList = indexList + list;
  const target = slots.subarray(row, row + values);
  const isOurs = machine.holds(slots);
  copyBytes(body, machine.bytes().subarray(place));
  let present = values;
  const hasLevels = levels !== undefined && !areOnes(body, levels.at, levels.end, values);
  if (hasLevels) {
    const end = unpackInto(place + levels.at, levels.end - levels.at, 1, values, levelList);
    if (end !== place + levels.end) throw new RangeError('bytes follow the levels');
    present = machine.calls.sumLevels(levelList, values);
  }
  const first = indicesAt + 1;
  const end = unpackInto(place + first, body.length - first, body[indicesAt] as number, present, indexList);
  if (end !== place + body.length) throw new RangeError('a page has bytes after its last index');
  const to = isOurs ? machine.placeOf(target) : slotList;
  const { calls } = machine;
  const largest = hasLevels
    ? calls.slotsOfIndices(indexList, levelList, values, to)
    : calls.slotsOfDense(indexList, values, to);
  if (largest >= size) throw new RangeError(`index ${largest} in a dictionary of ${size} values`);
  if (!isOurs) copyBytes(new Uint16Array(machine.bytes().buffer, slotList, values), target);
  return values - present;
}
