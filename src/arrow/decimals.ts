import type { Values } from '../table/column.ts';
import { type ColumnType, physicalOf } from '../table/type.ts';
import type { ArrowType } from './arrow-type.ts';
import { ValueProblem } from './failure.ts';
import { isNullAt, type StoredArray } from './stored-column.ts';

type Numeric = ColumnType & { kind: 'numeric' };
type DecimalType = ArrowType & { kind: 'decimal' };

/** Decimals of any width and scale as ours, each unchanged; throws ValueProblem at the first that is not. */
export function toDecimals(type: Numeric, from: DecimalType, array: StoredArray): Values {
  const isWide = physicalOf(type) === 'decimal';
  if (from.bits === 128 && from.scale === type.scale) return isWide ? reversed(array) : narrowed(type, array);
  const data = isWide ? new Uint8Array(array.length * 16) : new BigInt64Array(array.length);
  const view = new DataView(data.buffer);
  const factor = 10n ** BigInt(Math.max(0, type.scale - from.scale));
  const divisor = 10n ** BigInt(Math.max(0, from.scale - type.scale));
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const stored = unscaledAt(array.buffers[0] as Uint8Array, from.bits / 8, at);
    const value = (stored * factor) / divisor;
    if (stored % divisor !== 0n || BigInt.asIntN(isWide ? 128 : 64, value) !== value)
      throw new ValueProblem(at, `it does not fit numeric(${type.precision},${type.scale})`);
    if (isWide) {
      view.setBigInt64(16 * at, value >> 64n);
      view.setBigUint64(16 * at + 8, BigInt.asUintN(64, value));
    } else view.setBigInt64(8 * at, value, true);
  }
  return data instanceof Uint8Array ? { physical: 'decimal', data } : { physical: 'int64', data };
}

/** 128 bits → 64, in words so that no BigInt is made. */
function narrowed(type: Numeric, array: StoredArray): Values {
  const bytes = array.buffers[0] as Uint8Array<ArrayBuffer>;
  const from = new Int32Array(bytes.buffer, bytes.byteOffset, array.length * 4);
  const to = new Int32Array(array.length * 2);
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const high = from[4 * at + 1] as number;
    const sign = high >> 31;
    if (from[4 * at + 2] !== sign || from[4 * at + 3] !== sign) {
      throw new ValueProblem(at, `it does not fit numeric(${type.precision},${type.scale})`);
    }
    to[2 * at] = from[4 * at] as number;
    to[2 * at + 1] = high;
  }
  return { physical: 'int64', data: new BigInt64Array(to.buffer) };
}

/** Little-endian → big-endian. */
function reversed(array: StoredArray): Values {
  const from = array.buffers[0] as Uint8Array;
  const data = new Uint8Array(from.length);
  for (let at = 0; at < from.length; at += 16) {
    for (let byte = 0; byte < 16; byte++) data[at + 15 - byte] = from[at + byte] as number;
  }
  return { physical: 'decimal', data };
}

function unscaledAt(bytes: Uint8Array, width: number, at: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at * width, width);
  let value = width === 4 ? BigInt(view.getInt32(0, true)) : view.getBigInt64(width - 8, true);
  for (let from = width - 16; from >= 0; from -= 8) value = (value << 64n) | view.getBigUint64(from, true);
  return value;
}
