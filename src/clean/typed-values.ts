import type { ColumnRoom } from '../kernel/column-room.ts';
import { allocateValues, type Spans, type Values } from '../table/column.ts';
import { type ColumnType, physicalOf } from '../table/type.ts';
import type { Scalar } from './scalar.ts';

/** Which 32-bit half of a 64-bit integer comes first in this machine's memory. */
const LOW = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;

/** Writes values into typed arrays; strings are spans and have their own way. */
export interface ValueWriter {
  set(at: number, value: Scalar): void;
  values: Values;
}

/** A writer of `count` values of a type that is not `string`; whole numbers may lie in `room`. */
export function createValueWriter(type: ColumnType, count: number, room?: ColumnRoom): ValueWriter {
  const physical = physicalOf(type);
  if (physical === 'bytes') throw new Error('strings are not written value by value');
  const values =
    physical === 'int64' && room !== undefined
      ? ({ physical, data: room.int64(count) } as const)
      : allocateValues(physical, count);
  switch (values.physical) {
    case 'int64': {
      const { data } = values;
      // A BigInt for every value costs more than parsing it; halves of a safe integer are exact.
      const halves = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
      return {
        values,
        set(at, value) {
          if (typeof value === 'number') {
            halves[2 * at + LOW] = value;
            halves[2 * at + 1 - LOW] = Math.floor(value / 2 ** 32);
          } else data[at] = value as bigint;
        },
      };
    }
    case 'decimal': {
      const view = new DataView(values.data.buffer);
      return {
        values,
        set(at, value) {
          const whole = BigInt(value as number | bigint);
          view.setBigInt64(16 * at, whole >> 64n);
          view.setBigUint64(16 * at + 8, BigInt.asUintN(64, whole));
        },
      };
    }
    default: {
      const { data } = values;
      return {
        values,
        set(at, value) {
          data[at] = value as number;
        },
      };
    }
  }
}

/** `values` with one more value at the end: `text`. The bytes are copied. */
export function withText(values: Spans, text: string): Spans {
  const extra = Buffer.from(text, 'utf8');
  const count = values.starts.length;
  const length = values.bytes.length;
  const bytes = new Uint8Array(length + extra.length);
  bytes.set(values.bytes);
  bytes.set(extra, length);
  const starts = new Uint32Array(count + 1);
  const ends = new Uint32Array(count + 1);
  starts.set(values.starts);
  ends.set(values.ends);
  starts[count] = length;
  ends[count] = length + extra.length;
  return { bytes, starts, ends };
}
