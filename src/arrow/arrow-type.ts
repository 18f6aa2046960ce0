/**
 * Arrow's types as far as this room knows them, apart from any library's classes.
 * https://arrow.apache.org/docs/format/Columnar.html#data-types
 */
export type ArrowType =
  | IntegerType
  | { kind: 'float'; bits: 32 | 64 }
  | { kind: 'decimal'; bits: 32 | 64 | 128 | 256; precision: number; scale: number }
  | { kind: 'bool' }
  /** Nothing but nulls: what some tools make of a column without a value. */
  | { kind: 'null' }
  /** `large`: 64-bit offsets. `view`: 16-byte views. */
  | { kind: 'string'; form: 'plain' | 'large' | 'view' }
  | { kind: 'date'; unit: 'day' | 'ms' }
  /** Without a zone: a wall clock. With one: an instant in UTC, which the zone only shows otherwise. */
  | { kind: 'timestamp'; unit: ArrowUnit; zone?: string }
  /** A type that no column of ours can be made from. */
  | { kind: 'other'; name: string };

export interface IntegerType {
  kind: 'int';
  bits: 8 | 16 | 32 | 64;
  signed: boolean;
}

export type ArrowUnit = 's' | 'ms' | 'us' | 'ns';

/** A column as the stream's schema declares it. */
export interface ArrowColumn {
  name: string;
  /** Of the values; where there is a dictionary, of its values. */
  type: ArrowType;
  nullable: boolean;
  dictionary?: { id: number; index: IntegerType; ordered: boolean };
  metadata: ReadonlyMap<string, string>;
}

/** As pyarrow prints it, since that is what people look types up with: `decimal128(10, 2)`. */
export function typeText(type: ArrowType): string {
  switch (type.kind) {
    case 'int':
      return `${type.signed ? '' : 'u'}int${type.bits}`;
    case 'float':
      return type.bits === 64 ? 'double' : 'float';
    case 'decimal':
      return `decimal${type.bits}(${type.precision}, ${type.scale})`;
    case 'bool':
    case 'null':
      return type.kind;
    case 'string':
      return { plain: 'string', large: 'large_string', view: 'string_view' }[type.form];
    case 'date':
      return type.unit === 'day' ? 'date32[day]' : 'date64[ms]';
    case 'timestamp':
      return `timestamp[${type.unit}${type.zone === undefined ? '' : `, tz=${type.zone}`}]`;
    case 'other':
      return type.name;
  }
}

/** The column's whole type: `dictionary<values=string, indices=int32, ordered=0>`. */
export function columnText({ type, dictionary }: Pick<ArrowColumn, 'type' | 'dictionary'>): string {
  if (dictionary === undefined) return typeText(type);
  return `dictionary<values=${typeText(type)}, indices=${typeText(dictionary.index)}, ordered=${dictionary.ordered ? 1 : 0}>`;
}

/** Buffers of one column besides its validity; a string view has further ones, counted elsewhere. */
export function bufferCount({ type, dictionary }: Pick<ArrowColumn, 'type' | 'dictionary'>): number {
  return dictionary === undefined && type.kind === 'string' && type.form !== 'view' ? 2 : 1;
}
