import type { Field, Schema } from '../table/schema.ts';
import { type ColumnType, physicalOf } from '../table/type.ts';
import { DECIMAL_BYTES, REPETITION, TYPE } from './format.ts';
import { bytes, integer, struct, type ThriftStruct, text } from './thrift.ts';
import type { ThriftWriter } from './thrift-writer.ts';

/** ConvertedType: the older annotation, still written for older readers. */
const CONVERTED = { utf8: 0, decimal: 5, date: 6, timestampMillis: 9, timestampMicros: 10 } as const;
/** Members of the LogicalType union. https://github.com/apache/parquet-format/blob/master/LogicalTypes.md */
const LOGICAL = { string: 1, decimal: 5, date: 6, timestamp: 8 } as const;
const UNIT = { ms: 1, us: 2 } as const;

/** Writes the schema list of the footer: a root, then one leaf for each column. */
export function writeSchema(writer: ThriftWriter, id: number, schema: Schema): void {
  writer.structs<Field | undefined>(id, [undefined, ...schema], (field) => {
    if (field === undefined) {
      writer.binary(4, 'schema');
      writer.i32(5, schema.length);
    } else writeField(writer, field);
  });
}

function writeField(writer: ThriftWriter, { name, type, required }: Field): void {
  const physical = physicalOf(type);
  writer.i32(1, TYPE[physical]);
  if (physical === 'decimal') writer.i32(2, DECIMAL_BYTES);
  writer.i32(3, required ? REPETITION.required : REPETITION.optional);
  writer.binary(4, name);
  switch (type.kind) {
    case 'string':
      writer.i32(6, CONVERTED.utf8);
      writer.struct(10, () => writer.struct(LOGICAL.string, () => {}));
      return;
    case 'date':
      writer.i32(6, CONVERTED.date);
      writer.struct(10, () => writer.struct(LOGICAL.date, () => {}));
      return;
    case 'numeric':
      writer.i32(6, CONVERTED.decimal);
      writer.i32(7, type.scale);
      writer.i32(8, type.precision);
      writer.struct(10, () =>
        writer.struct(LOGICAL.decimal, () => {
          writer.i32(1, type.scale);
          writer.i32(2, type.precision);
        }),
      );
      return;
    case 'datetime':
    case 'timestamp':
      // A wall clock gets the older annotation too, although that one means an instant: the format asks for it.
      writer.i32(6, type.unit === 'ms' ? CONVERTED.timestampMillis : CONVERTED.timestampMicros);
      writer.struct(10, () =>
        writer.struct(LOGICAL.timestamp, () => {
          writer.bool(1, type.kind === 'timestamp');
          writer.struct(2, () => writer.struct(UNIT[type.unit], () => {}));
        }),
      );
      return;
    case 'int64':
    case 'float64':
    case 'bool':
      return;
  }
}

/** The inverse; throws RangeError for whatever `writeSchema` does not write. */
export function readSchema(elements: readonly ThriftStruct[]): Schema {
  const [root, ...leaves] = elements;
  if (root === undefined || integer(root, 5) !== leaves.length) throw new RangeError('the schema is not a flat table');
  const schema = leaves.map(readField);
  if (new Set(schema.map((field) => field.name)).size !== schema.length)
    throw new RangeError('a column name stands twice');
  return schema;
}

function readField(element: ThriftStruct): Field {
  const name = text(element, 4);
  if (bytes(element, 4).length === 0) throw new RangeError('a column has no name');
  const repetition = integer(element, 3);
  const type = readType(element);
  if (type === undefined || element.has(5) || repetition > REPETITION.optional || repetition < 0) {
    throw new RangeError(`column ${JSON.stringify(name)} has a type that lakeferry does not write`);
  }
  return { name, type, required: repetition === REPETITION.required };
}

function readType(element: ThriftStruct): ColumnType | undefined {
  const physical = integer(element, 1);
  if (!element.has(10)) {
    if (physical === TYPE.int64) return { kind: 'int64' };
    if (physical === TYPE.double) return { kind: 'float64' };
    if (physical === TYPE.boolean) return { kind: 'bool' };
    return undefined;
  }
  const logical = struct(element, 10);
  const kind = [...logical.keys()][0];
  if (kind === LOGICAL.string && physical === TYPE.bytes) return { kind: 'string' };
  if (kind === LOGICAL.date && physical === TYPE.int32) return { kind: 'date' };
  if (kind === LOGICAL.decimal) {
    const [scale, precision] = [integer(struct(logical, kind), 1), integer(struct(logical, kind), 2)];
    const type = { kind: 'numeric', precision, scale } as const;
    const fits = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
    const wide = physical === TYPE.decimal && integer(element, 2) === DECIMAL_BYTES;
    return fits && (precision <= 18 ? physical === TYPE.int64 : wide) ? type : undefined;
  }
  if (kind === LOGICAL.timestamp && physical === TYPE.int64) {
    const adjusted = struct(logical, kind).get(1);
    const unit = [...struct(struct(logical, kind), 2).keys()][0];
    if (typeof adjusted !== 'boolean' || (unit !== UNIT.ms && unit !== UNIT.us)) return undefined;
    return { kind: adjusted ? 'timestamp' : 'datetime', unit: unit === UNIT.ms ? 'ms' : 'us' };
  }
  return undefined;
}
