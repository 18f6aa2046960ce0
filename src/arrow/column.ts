import { columnOfNulls, columnOfNumbered, columnOfValues, renumber } from '../kernel/canonical.ts';
import type { Column } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import type { ArrowColumn, IntegerType } from './arrow-type.ts';
import { createDictionary, type Dictionary, entriesOf } from './dictionary.ts';
import { smallIntegers } from './numbers.ts';
import { emptyArray, isNullAt, type StoredArray, unpackBits } from './stored-column.ts';
import { toValues } from './values.ts';

/**
 * A column of one record batch in its canonical form. `kind` is what the batch's seal says; without one the values decide.
 * Throws what `toValues` throws, and RangeError for an index beyond its dictionary.
 */
export function readColumn(options: {
  field: Field;
  source: ArrowColumn;
  array: StoredArray;
  /** Absent: the column has none, or none came yet, which is allowed where every row is null. */
  dictionary: Dictionary | undefined;
  kind: Column['kind'] | undefined;
}): Column {
  const { field, source, array, dictionary, kind } = options;
  const { type } = field;
  // Nulls are nulls, also where they are a dictionary's.
  if (source.type.kind === 'null') return columnOfNulls(type, array.length, kind);
  if (source.dictionary === undefined) {
    const validity = array.validity === undefined ? undefined : unpackBits(array.validity, array.length);
    const values = toValues(type, source.type, array);
    return columnOfValues({ type, values, validity, nulls: array.nulls, rows: array.length, kind });
  }
  const held = entriesOf(dictionary ?? createDictionary([emptyArray()]), field.name, type, source.type);
  // One more entry stands for null.
  const ids = new Uint32Array(held.count + 1);
  ids.set(held.ids);
  const entries = readIndices(source.dictionary.index, array, held.count);
  return columnOfNumbered({
    type,
    numbered: renumber({ entries, ids, distinct: held.distinct }),
    gather: held.gather,
    kind,
  });
}

/** Positions in a dictionary of `count` values, and `count` itself for null. */
function readIndices({ bits, signed }: IntegerType, array: StoredArray, count: number): Uint32Array {
  const bytes = array.buffers[0] as Uint8Array;
  const indices = new Uint32Array(array.length);
  const stored =
    bits === 64
      ? Float64Array.from(new BigInt64Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, array.length), Number)
      : smallIntegers(bits, signed, bytes, array.length);
  for (let row = 0; row < array.length; row++) {
    if (isNullAt(array, row)) {
      indices[row] = count;
      continue;
    }
    const index = stored[row] as number;
    if (index < 0 || index >= count) throw new RangeError(`index ${index} in a dictionary of ${count} values`);
    indices[row] = index;
  }
  return indices;
}
