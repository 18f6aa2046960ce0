import { Date as DateType } from 'apache-arrow/fb/date';
import { DateUnit } from 'apache-arrow/fb/date-unit';
import { Decimal } from 'apache-arrow/fb/decimal';
import { Endianness } from 'apache-arrow/fb/endianness';
import type { Field } from 'apache-arrow/fb/field';
import { FloatingPoint } from 'apache-arrow/fb/floating-point';
import { Int } from 'apache-arrow/fb/int';
import { Precision } from 'apache-arrow/fb/precision';
import { Schema } from 'apache-arrow/fb/schema';
import { Timestamp } from 'apache-arrow/fb/timestamp';
import { Type } from 'apache-arrow/fb/type';
import { type ArrowColumn, type ArrowType, type ArrowUnit, type IntegerType, typeText } from './arrow-type.ts';
import { Unsupported } from './failure.ts';
import { type Budget, count, readMetadata, type StreamMessage } from './message.ts';

const UNITS: readonly ArrowUnit[] = ['s', 'ms', 'us', 'ns'];

/** The columns that a schema message declares. Throws RangeError where it is not one. */
export function readSchema({ kind, message, budget }: StreamMessage): ArrowColumn[] {
  const schema = kind === 'schema' ? (message.header(new Schema()) as Schema | null) : null;
  if (schema === null) throw new RangeError('it does not begin with a schema');
  if (schema.endianness() !== Endianness.Little) throw new Unsupported('big-endian numbers; write them little-endian');
  const columns: ArrowColumn[] = [];
  const fields = schema.fieldsLength();
  for (let at = 0; at < fields; at++) columns.push(readField(schema.fields(at), budget));
  assertOneType(columns);
  return columns;
}

/** Columns may share a dictionary, whose values are then of one type. */
function assertOneType(columns: readonly ArrowColumn[]): void {
  const types = new Map<number, string>();
  for (const { type, dictionary } of columns) {
    if (dictionary === undefined) continue;
    const text = typeText(type);
    if ((types.get(dictionary.id) ?? text) !== text) throw new RangeError(`dictionary ${dictionary.id} has two types`);
    types.set(dictionary.id, text);
  }
}

function readField(field: Field | null, budget: Budget): ArrowColumn {
  const name = field?.name();
  if (field === null || typeof name !== 'string') throw new RangeError('a column without a name');
  budget.spend(name.length);
  const encoding = field.dictionary();
  return {
    name,
    type: readType(field),
    nullable: field.nullable(),
    ...(encoding === null
      ? {}
      : {
          dictionary: {
            id: count(encoding.id(), 'a dictionary number'),
            // Arrow's default where none is given.
            index: readInteger(encoding.indexType()) ?? { kind: 'int', bits: 32, signed: true },
            ordered: encoding.isOrdered(),
          },
        }),
    metadata: readMetadata(field, budget),
  };
}

function readType(field: Field): ArrowType {
  const id = field.typeType();
  return knownType(field, id) ?? { kind: 'other', name: (Type[id] ?? `type ${id}`).replace(/_$/, '').toLowerCase() };
}

/** Undefined for what no column of ours can be made from, and for sizes that Arrow does not have. */
function knownType(field: Field, id: Type): ArrowType | undefined {
  switch (id) {
    case Type.Int:
      return readInteger(field.type(new Int()) as Int | null);
    case Type.FloatingPoint: {
      const precision = (field.type(new FloatingPoint()) as FloatingPoint | null)?.precision();
      if (precision === Precision.HALF) return { kind: 'other', name: 'halffloat' };
      return precision === undefined ? undefined : { kind: 'float', bits: precision === Precision.SINGLE ? 32 : 64 };
    }
    case Type.Decimal: {
      const type = field.type(new Decimal()) as Decimal | null;
      const bits = type?.bitWidth();
      if (type === null || (bits !== 32 && bits !== 64 && bits !== 128 && bits !== 256)) return undefined;
      return { kind: 'decimal', bits, precision: type.precision(), scale: type.scale() };
    }
    case Type.Bool:
      return { kind: 'bool' };
    case Type.Null:
      return { kind: 'null' };
    case Type.Utf8:
      return { kind: 'string', form: 'plain' };
    case Type.LargeUtf8:
      return { kind: 'string', form: 'large' };
    case Type.Utf8View:
      return { kind: 'string', form: 'view' };
    case Type.Date: {
      const unit = (field.type(new DateType()) as DateType | null)?.unit();
      return unit === undefined ? undefined : { kind: 'date', unit: unit === DateUnit.DAY ? 'day' : 'ms' };
    }
    case Type.Timestamp: {
      const type = field.type(new Timestamp()) as Timestamp | null;
      const unit = UNITS[type?.unit() ?? -1];
      const zone = type?.timezone();
      if (unit === undefined) return undefined;
      return { kind: 'timestamp', unit, ...(typeof zone === 'string' && zone !== '' ? { zone } : {}) };
    }
    default:
      return undefined;
  }
}

function readInteger(type: Int | null): IntegerType | undefined {
  const bits = type?.bitWidth();
  if (type === null || (bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64)) return undefined;
  return { kind: 'int', bits, signed: type.isSigned() };
}
