import { rangeOfInt64 } from '../kernel/range.ts';
import type { Column, Spans, Values } from '../table/column.ts';
import { valueCount } from '../table/column.ts';
import type { Physical } from '../table/type.ts';
import { DECIMAL_BYTES } from './format.ts';

/** A text longer than this is not put into statistics: a cut one would not be exact. */
export const LONGEST_LIMIT = 64;

/** Where the least and the greatest value of a column stand among its values; `unordered` when NaN is among them. */
export type Range = { least: number; greatest: number } | 'unordered' | 'none';

/** The range of a column chunk. Nulls do not count. A dictionary's values all appear in the rows. */
export function rangeOf(column: Column): Range {
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  return rangeOfValues(values, column.kind === 'plain' && column.nulls > 0 ? column.validity : undefined);
}

function rangeOfValues(values: Values, validity: Uint8Array | undefined): Range {
  const count = valueCount(values);
  let first = 0;
  while (first < count && validity?.[first] === 0) first++;
  if (first === count) return 'none';
  switch (values.physical) {
    case 'int64':
      return rangeOfInt64(values.data, validity);
    case 'int32':
    case 'boolean':
    case 'double':
      return rangeOfNumbers(values.data, first, validity);
    case 'bytes':
      return rangeOfBytes(values.data, first, validity);
    case 'decimal':
      return rangeOfDecimals(values.data, first, validity);
  }
}

function rangeOfNumbers(
  data: Int32Array | Float64Array | Uint8Array,
  first: number,
  validity: Uint8Array | undefined,
): Range {
  let least = first;
  let greatest = first;
  for (let k = first; k < data.length; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    const value = data[k] as number;
    if (Number.isNaN(value)) return 'unordered';
    if (value < (data[least] as number)) least = k;
    if (value > (data[greatest] as number)) greatest = k;
  }
  return { least, greatest };
}

function rangeOfBytes(spans: Spans, first: number, validity: Uint8Array | undefined): Range {
  const { bytes, starts, ends } = spans;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const compare = createTextOrder(spans);
  let least = first;
  let greatest = first;
  // Nearly all show by their first bytes that they are neither.
  let leastHead = headOf(view, starts[first] as number, ends[first] as number);
  let greatestHead = leastHead;
  for (let k = first + 1; k < starts.length; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    const head = headOf(view, starts[k] as number, ends[k] as number);
    if (head > leastHead && head < greatestHead) continue;
    if (head < leastHead || (head === leastHead && compare(k, least) < 0)) {
      least = k;
      leastHead = head;
    } else if (head > greatestHead || (head === greatestHead && compare(k, greatest) > 0)) {
      greatest = k;
      greatestHead = head;
    }
  }
  return { least, greatest };
}

/** Bytes compared one by one: a call of `Buffer.compare` costs as much as twenty of them, and most texts differ before. */
const COMPARED_HERE = 32;

/** How the text at one position stands to that at another: below 0, 0 or above, byte by byte. */
function createTextOrder({ bytes, starts, ends }: Spans): (a: number, b: number) => number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (a, b) => {
    const from = starts[a] as number;
    const to = starts[b] as number;
    const length = (ends[a] as number) - from;
    const other = (ends[b] as number) - to;
    const most = Math.min(length, other, COMPARED_HERE);
    for (let at = 0; at < most; at++) {
      const difference = (bytes[from + at] as number) - (bytes[to + at] as number);
      if (difference !== 0) return difference;
    }
    if (most < COMPARED_HERE) return length - other;
    return buffer.compare(buffer, to + most, to + other, from + most, from + length);
  };
}

/** The first four bytes from `start` on as a number that compares as they do; those that are missing are zero. */
function headOf(view: DataView, start: number, end: number): number {
  if (end - start >= 4) return view.getUint32(start);
  let head = 0;
  for (let at = start; at < start + 4; at++) head = head * 256 + (at < end ? view.getUint8(at) : 0);
  return head;
}

function rangeOfDecimals(data: Uint8Array, first: number, validity: Uint8Array | undefined): Range {
  let least = first;
  let greatest = first;
  for (let k = first + 1; k < data.length / DECIMAL_BYTES; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    if (compareDecimals(data, k, least) < 0) least = k;
    else if (compareDecimals(data, k, greatest) > 0) greatest = k;
  }
  return { least, greatest };
}

/** Big-endian two's complement: the first byte carries the sign, the rest compare as they stand. */
function compareDecimals(data: Uint8Array, a: number, b: number): number {
  const [from, to] = [a * DECIMAL_BYTES, b * DECIMAL_BYTES];
  const sign = (((data[from] as number) << 24) >> 24) - (((data[to] as number) << 24) >> 24);
  if (sign !== 0) return sign;
  for (let k = 1; k < DECIMAL_BYTES; k++) {
    const difference = (data[from + k] as number) - (data[to + k] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Value `at` in PLAIN form, for statistics; `undefined` for a text that is too long. A zero becomes −0 as a minimum and
 * +0 as a maximum, as parquet.thrift asks, because readers compare the two as equal or not.
 */
export function limitBytes(values: Values, at: number, side: 'minimum' | 'maximum'): Uint8Array | undefined {
  switch (values.physical) {
    case 'int64':
      return new Uint8Array(values.data.slice(at, at + 1).buffer);
    case 'int32':
      return new Uint8Array(values.data.slice(at, at + 1).buffer);
    case 'double': {
      const value = values.data[at] as number;
      return new Uint8Array(new Float64Array([value === 0 ? (side === 'minimum' ? -0 : 0) : value]).buffer);
    }
    case 'boolean':
      return values.data.slice(at, at + 1);
    case 'decimal':
      return values.data.slice(at * DECIMAL_BYTES, (at + 1) * DECIMAL_BYTES);
    case 'bytes': {
      // A copy for certain: the bytes may be a Buffer, whose own slice() only shares them.
      const bytes = Uint8Array.from(values.data.bytes.subarray(values.data.starts[at], values.data.ends[at]));
      return bytes.length > LONGEST_LIMIT ? undefined : bytes;
    }
  }
}

/** A statistics value as a number that compares; throws RangeError when its length does not fit the type. */
export function limitValue(physical: Exclude<Physical, 'bytes'>, bytes: Uint8Array): bigint | number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = { int64: 8, int32: 4, double: 8, boolean: 1, decimal: DECIMAL_BYTES }[physical];
  if (bytes.length !== length) throw new RangeError(`a minimum or maximum of ${bytes.length} bytes`);
  switch (physical) {
    case 'int64':
      return view.getBigInt64(0, true);
    case 'int32':
      return view.getInt32(0, true);
    case 'double':
      return view.getFloat64(0, true);
    case 'boolean':
      return view.getUint8(0);
    case 'decimal':
      return (view.getBigInt64(0, false) << 64n) | view.getBigUint64(8, false);
  }
}
