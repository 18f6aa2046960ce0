import type { Field, Schema } from '../table/schema.ts';
import { type ColumnType, formatColumnType, parseColumnType, type TimeUnit } from '../table/type.ts';
import { type ArrowColumn, type ArrowType, columnText, typeText } from './arrow-type.ts';

/** Metadata of a field: the type in this project's words, and what the column is about. */
const TYPE_KEY = 'lakeferry:type';
const DESCRIPTION_KEY = 'description';

/**
 * How a schema lies in an Arrow stream. It follows from the types alone, so that every month of a dataset has the same:
 * texts, whole numbers, decimals and dates are dictionaries, because they repeat; doubles, date-times and booleans are not.
 */
export function layoutOf(schema: Schema): ArrowColumn[] {
  return schema.map((field, at) => ({
    name: field.name,
    type: arrowTypeOf(field.type),
    nullable: !field.required,
    ...(isDictionary(field.type)
      ? { dictionary: { id: at, index: { kind: 'int', bits: 32, signed: true }, ordered: false } }
      : {}),
    metadata: new Map([
      [TYPE_KEY, formatColumnType(field.type)],
      ...(field.description === undefined ? [] : [[DESCRIPTION_KEY, field.description] as const]),
    ]),
  }));
}

function isDictionary({ kind }: ColumnType): boolean {
  return kind === 'int64' || kind === 'numeric' || kind === 'string' || kind === 'date';
}

function arrowTypeOf(type: ColumnType): ArrowType {
  switch (type.kind) {
    case 'int64':
      return { kind: 'int', bits: 64, signed: true };
    case 'float64':
      return { kind: 'float', bits: 64 };
    case 'numeric':
      return { kind: 'decimal', bits: 128, precision: type.precision, scale: type.scale };
    case 'bool':
      return { kind: 'bool' };
    case 'string':
      return { kind: 'string', form: 'plain' };
    case 'date':
      return { kind: 'date', unit: 'day' };
    case 'datetime':
      return { kind: 'timestamp', unit: type.unit };
    case 'timestamp':
      return { kind: 'timestamp', unit: type.unit, zone: 'UTC' };
  }
}

/** What a column may be, for messages: `numeric(10,2), in Arrow decimal128(10, 2) or a dictionary of it`. */
export function expectedText(type: ColumnType): string {
  return `${formatColumnType(type)}, in Arrow ${columnText({ type: arrowTypeOf(type) })} or a dictionary of it`;
}

/** The column lies as `layoutOf` would lay it: what its type promises of each value was known when it was written. */
export function isOwnType(from: ArrowType, type: ColumnType): boolean {
  return typeText(from) === typeText(arrowTypeOf(type));
}

/** Whether values of `from` can be read as `type`, each one unchanged or refused. */
export function canBecome(from: ArrowType, type: ColumnType): boolean {
  if (from.kind === 'null') return true;
  switch (type.kind) {
    case 'int64':
      return from.kind === 'int';
    case 'float64':
      return from.kind === 'float';
    case 'numeric':
      return from.kind === 'decimal';
    case 'bool':
    case 'string':
    case 'date':
      return from.kind === type.kind;
    case 'datetime':
      return from.kind === 'timestamp' && from.zone === undefined;
    case 'timestamp':
      return from.kind === 'timestamp' && from.zone !== undefined;
  }
}

/**
 * The field that a column declares by itself: the type that lakeferry noted in it, else the nearest one. Throws
 * ConfigurationError TYPE for a type that it notes and nobody knows, or a decimal that does not fit; undefined when there
 * is none.
 */
export function fieldOf(column: ArrowColumn): Field | undefined {
  const unit: TimeUnit =
    column.type.kind === 'timestamp' && (column.type.unit === 'us' || column.type.unit === 'ns') ? 'us' : 'ms';
  const text = column.metadata.get(TYPE_KEY) ?? nearestType(column.type);
  if (text === undefined) return undefined;
  const description = column.metadata.get(DESCRIPTION_KEY);
  return {
    name: column.name,
    type: parseColumnType(text, unit),
    required: !column.nullable,
    ...(description === undefined ? {} : { description }),
  };
}

function nearestType(type: ArrowType): string | undefined {
  switch (type.kind) {
    case 'int':
      return 'int64';
    case 'float':
      return 'float64';
    case 'decimal':
      return `numeric(${type.precision},${type.scale})`;
    case 'bool':
    case 'string':
    case 'date':
      return type.kind;
    case 'timestamp':
      return type.zone === undefined ? 'datetime' : 'timestamp';
    case 'null':
    case 'other':
      return undefined;
  }
}
