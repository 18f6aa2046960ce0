import type { Spans, Values } from '../table/column.ts';
import type { ColumnType } from '../table/type.ts';
import { packBits } from './stored-column.ts';

/** Arrow's offsets are signed. */
const MOST_TEXT = 2 ** 31 - 1;

/**
 * Values as Arrow's buffers, without their validity. `flags`: 0 where a row is null; what stands there is written as zero,
 * because it may be anything, even a value of another row. Throws RangeError for texts of 2 GiB and more.
 */
export function storeValues(type: ColumnType, values: Values, flags: Uint8Array | undefined): Uint8Array[] {
  switch (values.physical) {
    case 'int64':
      if (type.kind === 'numeric') return [widened(values.data, flags)];
      return [blanked(values.data, 8, flags)];
    case 'double':
      return [blanked(values.data, 8, flags)];
    case 'int32':
      return [blanked(values.data, 4, flags)];
    case 'decimal':
      return [reversed(values.data, flags)];
    case 'boolean':
      return [
        packBits(
          flags === undefined ? values.data : values.data.map((bit, at) => bit & (flags[at] as number)),
          values.data.length,
        ),
      ];
    case 'bytes':
      return storeTexts(values.data, flags);
  }
}

/** Little-endian numbers lie in Arrow as they lie in memory. */
function blanked(data: ArrayBufferView, width: number, flags: Uint8Array | undefined): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (flags === undefined) return bytes;
  const copy = Uint8Array.from(bytes);
  for (let at = 0; at < flags.length; at++) if (flags[at] === 0) copy.fill(0, at * width, (at + 1) * width);
  return copy;
}

/** 64-bit integers → 128 bits, in words so that no BigInt is made. */
function widened(data: BigInt64Array, flags: Uint8Array | undefined): Uint8Array {
  const from = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
  const to = new Int32Array(data.length * 4);
  for (let at = 0; at < data.length; at++) {
    if (flags !== undefined && flags[at] === 0) continue;
    const high = from[2 * at + 1] as number;
    to[4 * at] = from[2 * at] as number;
    to[4 * at + 1] = high;
    to[4 * at + 2] = high >> 31;
    to[4 * at + 3] = high >> 31;
  }
  return new Uint8Array(to.buffer);
}

/** 16 bytes a value, from big-endian to little-endian. */
function reversed(data: Uint8Array, flags: Uint8Array | undefined): Uint8Array {
  const to = new Uint8Array(data.length);
  for (let from = 0; from < data.length; from += 16) {
    if (flags !== undefined && flags[from / 16] === 0) continue;
    for (let byte = 0; byte < 16; byte++) to[from + 15 - byte] = data[from + byte] as number;
  }
  return to;
}

function storeTexts({ bytes, starts, ends }: Spans, flags: Uint8Array | undefined): Uint8Array[] {
  const count = starts.length;
  const offsets = new Int32Array(count + 1);
  let size = 0;
  let gapless = true;
  let previous = -1;
  for (let at = 0; at < count; at++) {
    if (flags === undefined || flags[at] !== 0) {
      const start = starts[at] as number;
      const end = ends[at] as number;
      if (previous >= 0 && start !== previous) gapless = false;
      previous = end;
      size += end - start;
      if (size > MOST_TEXT) throw new RangeError(`texts of more than ${MOST_TEXT} bytes in one row group`);
    }
    offsets[at + 1] = size;
  }
  const index = new Uint8Array(offsets.buffer);
  const last = Math.max(previous, 0);
  if (gapless) return [index, bytes.subarray(last - size, last)];
  const packed = new Uint8Array(size);
  for (let at = 0; at < count; at++) {
    const from = offsets[at] as number;
    const length = (offsets[at + 1] as number) - from;
    const start = starts[at] as number;
    // A call costs more than it copies for the short texts that most are.
    if (length < 32) for (let byte = 0; byte < length; byte++) packed[from + byte] = bytes[start + byte] as number;
    else packed.set(bytes.subarray(start, start + length), from);
  }
  return [index, packed];
}
