import { allocateValues, type Spans, type Values, valueCount } from '../table/column.ts';
import type { ColumnType } from '../table/type.ts';
import type { ArrowType } from './arrow-type.ts';
import { toDecimals } from './decimals.ts';
import { toDays, toDoubles, toEpochs, toInt64 } from './numbers.ts';
import { type StoredArray, unpackBits } from './stored-column.ts';
import { toTexts } from './texts.ts';

/**
 * An array's values as a column of `type`, each unchanged; zero-copy where the forms agree. What stands at nulls means
 * nothing. Throws ValueProblem for a value that would change, RangeError for impossible bytes. `from` must be one that
 * `canBecome` lets pass.
 */
export function toValues(type: ColumnType, from: ArrowType, array: StoredArray): Values {
  switch (from.kind) {
    case 'int':
      return toInt64(from, array);
    case 'float':
      return toDoubles(from, array);
    case 'decimal':
      if (type.kind === 'numeric') return toDecimals(type, from, array);
      break;
    case 'bool':
      return { physical: 'boolean', data: unpackBits(array.buffers[0] as Uint8Array, array.length) };
    case 'string':
      return toTexts(from, array);
    case 'date':
      return toDays(from, array);
    case 'timestamp':
      if (type.kind === 'datetime' || type.kind === 'timestamp') return toEpochs(from.unit, type.unit, array);
  }
  throw new TypeError(`${from.kind} does not become ${type.kind}`);
}

/** Values one after the other; all of one physical type. */
export function joinValues(parts: readonly Values[]): Values {
  const [first] = parts;
  if (first === undefined) throw new TypeError('nothing to join');
  if (parts.length === 1) return first;
  if (first.physical === 'bytes') {
    return { physical: 'bytes', data: joinTexts(parts.map((part) => part.data as Spans)) };
  }
  const whole = allocateValues(
    first.physical,
    parts.reduce((sum, part) => sum + valueCount(part), 0),
  );
  const bytes = new Uint8Array(whole.data.buffer);
  let at = 0;
  for (const { data } of parts as readonly (typeof whole)[]) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return whole;
}

function joinTexts(parts: readonly Spans[]): Spans {
  const count = parts.reduce((sum, { starts }) => sum + starts.length, 0);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let at = 0;
  let base = 0;
  for (const part of parts) {
    for (let k = 0; k < part.starts.length; k++, at++) {
      starts[at] = base + (part.starts[k] as number);
      ends[at] = base + (part.ends[k] as number);
    }
    base += part.bytes.length;
  }
  return { bytes: Buffer.concat(parts.map(({ bytes }) => bytes)), starts, ends };
}
