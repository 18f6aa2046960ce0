import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  Schema,
  Struct,
  TimestampMicrosecond,
  TimestampMillisecond,
  Utf8,
  Vector,
} from 'apache-arrow';
import type { ArrowColumn, ArrowType } from './arrow-type.ts';
import type { StoredArray, StoredColumn } from './stored-column.ts';

/** Our columns in the classes of the library, as far as `layoutOf` makes them. */
export function librarySchema(layout: readonly ArrowColumn[]): Schema {
  return new Schema(
    layout.map((column) => {
      const values = libraryType(column.type);
      const { dictionary } = column;
      // The library counts ids over the whole process unless it is told one.
      const type = dictionary === undefined ? values : new Dictionary(values, new Int32(), dictionary.id);
      return new Field(column.name, type, column.nullable, new Map(column.metadata));
    }),
  );
}

function libraryType(type: ArrowType): DataType {
  switch (type.kind) {
    case 'int':
      return new Int64();
    case 'float':
      return new Float64();
    case 'decimal':
      return new Decimal(type.scale, type.precision, type.bits);
    case 'bool':
      return new Bool();
    case 'string':
      return new Utf8();
    case 'date':
      return new DateDay();
    case 'timestamp':
      return type.unit === 'us' ? new TimestampMicrosecond(type.zone) : new TimestampMillisecond(type.zone);
    default:
      throw new TypeError(`${type.kind} is not written`);
  }
}

/** A record batch's columns. The buffers are shared. */
export function libraryData(schema: Schema, rows: number, columns: readonly StoredColumn[]): Data<Struct> {
  const children = columns.map(({ array, dictionary }, at) => {
    const { type } = schema.fields[at] as Field;
    if (dictionary === undefined) return dataOf(type, array);
    const values = new Vector([dataOf((type as Dictionary).dictionary, dictionary)]);
    return makeData({
      ...common(array),
      type: type as Dictionary,
      data: array.buffers[0] as never,
      dictionary: values,
    });
  });
  return makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
}

function dataOf(type: DataType, array: StoredArray): Data {
  const [first, second] = array.buffers;
  // The union of all types has no common properties; the library sorts them out by `type`.
  const props = second === undefined ? { data: first } : { valueOffsets: first, data: second };
  return makeData({ ...common(array), type, ...props } as never);
}

function common({ length, nulls, validity }: StoredArray) {
  return { length, nullCount: nulls, ...(validity === undefined ? {} : { nullBitmap: validity }) };
}
