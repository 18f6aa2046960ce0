/**
 * One array of values as a record batch holds it, each buffer cut to what its values need.
 * https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout
 */
export interface StoredArray {
  length: number;
  nulls: number;
  /** One bit a value, least significant first, 0 for null; absent: no nulls. */
  validity?: Uint8Array;
  /** Numbers: one buffer. Texts: offsets, then bytes; as views: views, then any number of buffers. */
  buffers: readonly Uint8Array[];
}

/** A column of one record batch. With a dictionary the array holds indices into it. */
export interface StoredColumn {
  array: StoredArray;
  dictionary?: StoredArray;
}

/** An array of no values, whatever the type. */
export function emptyArray(): StoredArray {
  // Enough for the only offset of no texts.
  return { length: 0, nulls: 0, buffers: [new Uint8Array(8), new Uint8Array(0)] };
}

export function isNullAt({ validity }: StoredArray, at: number): boolean {
  return validity !== undefined && (((validity[at >>> 3] as number) >>> (at & 7)) & 1) === 0;
}

/** One byte a value, 0 or not → one bit a value. */
export function packBits(flags: Uint8Array, count: number): Uint8Array {
  const bits = new Uint8Array((count + 7) >>> 3);
  for (let at = 0; at < count; at++) if (flags[at] !== 0) bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7));
  return bits;
}

/** The inverse: 0 or 1 a value. */
export function unpackBits(bits: Uint8Array, count: number): Uint8Array {
  const flags = new Uint8Array(count);
  for (let at = 0; at < count; at++) flags[at] = ((bits[at >>> 3] as number) >>> (at & 7)) & 1;
  return flags;
}

export function countZeroBits(bits: Uint8Array, count: number): number {
  let ones = 0;
  const whole = count >>> 3;
  for (let at = 0; at < whole; at++) ones += ONES[bits[at] as number] as number;
  if ((count & 7) !== 0) ones += ONES[(bits[whole] as number) & ((1 << (count & 7)) - 1)] as number;
  return count - ones;
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
