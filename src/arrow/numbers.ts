import type { Values } from '../table/column.ts';
import type { ArrowType, ArrowUnit, IntegerType } from './arrow-type.ts';
import { ValueProblem } from './failure.ts';
import { isNullAt, type StoredArray } from './stored-column.ts';

/** Numbers as ours, each unchanged; what stands at a null becomes 0. All throw ValueProblem at the first that is not. */

type Int64Values = Values & { physical: 'int64' };

/** Zero-copy where the numbers are 64-bit and signed. */
export function toInt64({ bits, signed }: IntegerType, array: StoredArray): Int64Values {
  const bytes = array.buffers[0] as Uint8Array;
  if (bits === 64) {
    const data = new BigInt64Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, array.length);
    if (!signed) {
      const at = data.findIndex((value, position) => value < 0n && !isNullAt(array, position));
      if (at >= 0) throw new ValueProblem(at, 'it is above the most of int64');
    }
    return { physical: 'int64', data };
  }
  const small = smallIntegers(bits, signed, bytes, array.length);
  const words = new Int32Array(array.length * 2);
  for (let at = 0; at < array.length; at++) {
    const value = small[at] as number;
    words[2 * at] = value;
    words[2 * at + 1] = value < 0 ? -1 : 0;
  }
  return { physical: 'int64', data: new BigInt64Array(words.buffer) };
}

/** Typed array of up to 32 bits over these bytes. */
export function smallIntegers(bits: 8 | 16 | 32, signed: boolean, bytes: Uint8Array, length: number) {
  const { buffer, byteOffset } = bytes;
  switch (bits) {
    case 8:
      return signed ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length);
    case 16:
      return signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
    case 32:
      return signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length);
  }
}

/** Every float is a double; zero-copy for doubles. */
export function toDoubles({ bits }: ArrowType & { kind: 'float' }, array: StoredArray): Values {
  const { buffer, byteOffset } = array.buffers[0] as Uint8Array<ArrayBuffer>;
  if (bits === 64) return { physical: 'double', data: new Float64Array(buffer, byteOffset, array.length) };
  return { physical: 'double', data: Float64Array.from(new Float32Array(buffer, byteOffset, array.length)) };
}

const MS_OF_DAY = 86_400_000n;

/** Days since 1970; zero-copy from 32 bits. */
export function toDays({ unit }: ArrowType & { kind: 'date' }, array: StoredArray): Values {
  const { buffer, byteOffset } = array.buffers[0] as Uint8Array<ArrayBuffer>;
  if (unit === 'day') return { physical: 'int32', data: new Int32Array(buffer, byteOffset, array.length) };
  const from = new BigInt64Array(buffer, byteOffset, array.length);
  const data = new Int32Array(array.length);
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const value = from[at] as bigint;
    const days = value / MS_OF_DAY;
    if (value % MS_OF_DAY !== 0n || BigInt.asIntN(32, days) !== days)
      throw new ValueProblem(at, 'it is not a whole day');
    data[at] = Number(days);
  }
  return { physical: 'int32', data };
}

const NANOSECONDS: Record<ArrowUnit, bigint> = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n };

/** Units since 1970; zero-copy where the unit is ours. */
export function toEpochs(from: ArrowUnit, unit: 'ms' | 'us', array: StoredArray): Int64Values {
  const { buffer, byteOffset } = array.buffers[0] as Uint8Array<ArrayBuffer>;
  const stored = new BigInt64Array(buffer, byteOffset, array.length);
  if (from === unit) return { physical: 'int64', data: stored };
  const data = new BigInt64Array(array.length);
  const [coarse, fine] = [NANOSECONDS[from], NANOSECONDS[unit]];
  const factor = coarse > fine ? coarse / fine : 1n;
  const divisor = fine > coarse ? fine / coarse : 1n;
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const value = stored[at] as bigint;
    const epoch = (value * factor) / divisor;
    if (value % divisor !== 0n) throw new ValueProblem(at, `it is no whole number of ${unit}, the column's unit`);
    if (BigInt.asIntN(64, epoch) !== epoch) throw new ValueProblem(at, 'it is not in the years 1 to 9999');
    data[at] = epoch;
  }
  return { physical: 'int64', data };
}
