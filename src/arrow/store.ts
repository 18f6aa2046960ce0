import { columnOfNumbered } from '../kernel/canonical.ts';
import { findDistinct } from '../kernel/distinct.ts';
import { gather } from '../kernel/gather.ts';
import { type Column, valueCount } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { physicalOf } from '../table/type.ts';
import { storeValues } from './store-values.ts';
import { packBits, type StoredColumn } from './stored-column.ts';

/**
 * A column of `rows` rows in Arrow's form. `asDictionary` tells which of the two the stream's schema has: a plain column
 * becomes a dictionary of its distinct values, a dictionary is written out. Buffers are shared where the forms agree.
 * Throws TypeError for a column that does not fit its field: a bug of the caller.
 */
export function storeColumn(options: {
  field: Field;
  column: Column;
  rows: number;
  asDictionary: boolean;
}): StoredColumn {
  const { field, column, rows, asDictionary } = options;
  assertShape(field, column, rows);
  if (!asDictionary) return storePlain(field, column.kind === 'plain' ? column : spread(field, column));
  if (column.kind === 'dictionary') {
    const { dictionary } = column;
    const count = valueCount(dictionary);
    return {
      ...storeIndices(column.indices, column.nulls),
      dictionary: { length: count, nulls: 0, buffers: storeValues(field.type, dictionary, undefined) },
    };
  }
  // Other tools take a dictionary's values for distinct, so they are, however many there are.
  const distinct = findDistinct({ values: column.values, validity: nullFlags(column), most: rows });
  if (distinct === undefined) throw new TypeError(`column ${field.name} has more distinct values than rows`);
  return {
    ...storeIndices(distinct.ids, column.nulls),
    dictionary: {
      length: distinct.firsts.length,
      nulls: 0,
      buffers: storeValues(field.type, gather(column.values, distinct.firsts), undefined),
    },
  };
}

function assertShape(field: Field, column: Column, rows: number): void {
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const length = column.kind === 'dictionary' ? column.indices.length : valueCount(values);
  if (values.physical !== physicalOf(field.type) || length !== rows) {
    throw new TypeError(
      `column ${field.name} holds ${length} × ${values.physical} for ${rows} rows of ${field.type.kind}`,
    );
  }
  if (field.required && column.nulls > 0)
    throw new TypeError(`required column ${field.name} holds ${column.nulls} nulls`);
}

/** A dictionary, written out. */
function spread(field: Field, { indices, dictionary, nulls }: Column & { kind: 'dictionary' }) {
  const order = Uint32Array.from({ length: valueCount(dictionary) }, (_, at) => at);
  return columnOfNumbered({
    type: field.type,
    numbered: { slots: indices, order, nulls },
    gather: (positions) => gather(dictionary, positions),
    kind: 'plain',
  }) as Column & { kind: 'plain' };
}

function storePlain(field: Field, column: Column & { kind: 'plain' }): StoredColumn {
  const { values, nulls } = column;
  const flags = nullFlags(column);
  const length = valueCount(values);
  return { array: { length, nulls, ...validityOf(flags, length), buffers: storeValues(field.type, values, flags) } };
}

/** 1-based with 0 for null → 0-based with a bit for each row. */
function storeIndices(ids: Uint16Array | Uint32Array, nulls: number): Pick<StoredColumn, 'array'> {
  const length = ids.length;
  const indices = new Int32Array(length);
  const buffers = [new Uint8Array(indices.buffer)];
  if (nulls === 0) {
    for (let row = 0; row < length; row++) indices[row] = (ids[row] as number) - 1;
    return { array: { length, nulls, buffers } };
  }
  const flags = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const id = ids[row] as number;
    if (id === 0) continue;
    indices[row] = id - 1;
    flags[row] = 1;
  }
  return { array: { length, nulls, ...validityOf(flags, length), buffers } };
}

function nullFlags(column: Column & { kind: 'plain' }): Uint8Array | undefined {
  if (column.nulls > 0 && column.validity === undefined)
    throw new TypeError('a plain column counts nulls and has no validity');
  return column.nulls === 0 ? undefined : column.validity;
}

function validityOf(flags: Uint8Array | undefined, length: number): { validity?: Uint8Array } {
  return flags === undefined ? {} : { validity: packBits(flags, length) };
}
