import type { Spans, Values } from '../../base/ports/columns.ts';
import type { ColumnType } from '../../table/type.ts';
import { toDays, toMicroseconds } from './epoch.ts';
import { MOST_NUMERIC_BYTES, writeNumeric } from './numeric.ts';

/** Values as COPY's fields behind the null at entry 0; `width` is the bytes of each, where they are all alike. */
export interface FieldBytes {
  bytes: DataView;
  starts: Uint32Array;
  width?: number;
}

/** Why the value at `at` cannot be held. */
export type Refuse = (at: number, why: string) => Error;

/** In front of each field, four bytes: its length, or −1 for null. */
const PREFIX = 4;

/**
 * The first `count` values in the binary form of their PostgreSQL type, big-endian, each with its length in front. What is not
 * valid is left empty: nobody points there. https://www.postgresql.org/docs/current/sql-copy.html
 */
export function encodeValues(
  type: ColumnType,
  values: Values,
  count: number,
  validity: Uint8Array | undefined,
  refuse: Refuse,
): FieldBytes {
  switch (values.physical) {
    case 'bytes':
      return encodeTexts(values.data, count, validity, refuse);
    case 'boolean':
      return fixed(count, 1, (view, at, k) => view.setUint8(at, values.data[k] as number));
    case 'double':
      return fixed(count, 8, (view, at, k) => view.setFloat64(at, values.data[k] as number));
    case 'int32':
      return fixed(count, 4, (view, at, k) => {
        if (validity?.[k] === 0) return;
        const days = toDays(values.data[k] as number);
        if (days === undefined) throw refuse(k, 'a date outside of the years 1 to 9999');
        view.setInt32(at, days);
      });
    case 'decimal':
      return encodeDecimals(type, values.data, count, validity);
    case 'int64':
      return encodeWholes(type, values.data, count, validity, refuse);
  }
}

function fixed(count: number, size: number, write: (view: DataView, at: number, k: number) => void): FieldBytes {
  const width = PREFIX + size;
  const bytes = new Uint8Array(PREFIX + count * width);
  const view = new DataView(bytes.buffer);
  const starts = new Uint32Array(count + 2);
  view.setInt32(0, -1);
  let at = PREFIX;
  for (let k = 0; k < count; k++) {
    starts[k + 1] = at;
    view.setInt32(at, size);
    write(view, at + PREFIX, k);
    at += width;
  }
  starts[count + 1] = at;
  return { bytes: view, starts, width };
}

/** Integers, scaled decimals of up to 18 digits, and moments. The two words of a value spare a BigInt each. Little-endian. */
function encodeWholes(
  type: ColumnType,
  data: BigInt64Array,
  count: number,
  validity: Uint8Array | undefined,
  refuse: Refuse,
): FieldBytes {
  const lows = new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  const highs = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
  switch (type.kind) {
    case 'numeric': {
      const { scale } = type;
      return growing(count, validity, (view, at, k) => {
        const high = highs[2 * k + 1] as number;
        // Few values need all 64 bits, and numbers are ten times as fast.
        const isSmall = high >= -(2 ** 20) && high < 2 ** 20;
        const value = isSmall ? high * 2 ** 32 + (lows[2 * k] as number) : (data[k] as bigint);
        return writeNumeric(view, at, value, scale);
      });
    }
    case 'datetime':
    case 'timestamp': {
      const { unit } = type;
      return fixed(count, 8, (view, at, k) => {
        if (validity?.[k] === 0) return;
        const moment = toMicroseconds(highs[2 * k + 1] as number, lows[2 * k] as number, unit);
        if (moment === undefined) throw refuse(k, 'a time outside of the years 1 to 9999');
        view.setInt32(at, moment.high);
        view.setUint32(at + 4, moment.low);
      });
    }
    default:
      return fixed(count, 8, (view, at, k) => {
        view.setInt32(at, highs[2 * k + 1] as number);
        view.setUint32(at + 4, lows[2 * k] as number);
      });
  }
}

function encodeDecimals(
  type: ColumnType,
  data: Uint8Array,
  count: number,
  validity: Uint8Array | undefined,
): FieldBytes {
  if (type.kind !== 'numeric') throw new TypeError(`decimals in a column of ${type.kind}`);
  const { scale } = type;
  const source = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return growing(count, validity, (view, at, k) => {
    const value = (source.getBigInt64(16 * k) << 64n) | source.getBigUint64(16 * k + 8);
    return writeNumeric(view, at, value, scale);
  });
}

/** Numerics: each as long as its digits. `write` returns the bytes that it wrote. */
function growing(
  count: number,
  validity: Uint8Array | undefined,
  write: (view: DataView, at: number, k: number) => number,
): FieldBytes {
  const bytes = new Uint8Array(PREFIX + count * (PREFIX + MOST_NUMERIC_BYTES));
  const view = new DataView(bytes.buffer);
  const starts = new Uint32Array(count + 2);
  view.setInt32(0, -1);
  let at = PREFIX;
  for (let k = 0; k < count; k++) {
    starts[k + 1] = at;
    if (validity?.[k] === 0) continue;
    const size = write(view, at + PREFIX, k);
    view.setInt32(at, size);
    at += PREFIX + size;
  }
  starts[count + 1] = at;
  return { bytes: view, starts };
}

function encodeTexts(spans: Spans, count: number, validity: Uint8Array | undefined, refuse: Refuse): FieldBytes {
  const { starts: froms, ends } = spans;
  let total = PREFIX;
  for (let k = 0; k < count; k++) {
    if (validity?.[k] !== 0) total += PREFIX + (ends[k] as number) - (froms[k] as number);
  }
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const starts = new Uint32Array(count + 2);
  view.setInt32(0, -1);
  let at = PREFIX;
  for (let k = 0; k < count; k++) {
    starts[k + 1] = at;
    if (validity?.[k] === 0) continue;
    const text = spans.bytes.subarray(froms[k], ends[k]);
    if (text.includes(0)) throw refuse(k, 'a NUL character, which no text of PostgreSQL may have');
    view.setInt32(at, text.length);
    bytes.set(text, at + PREFIX);
    at += PREFIX + text.length;
  }
  starts[count + 1] = at;
  return { bytes: view, starts };
}
