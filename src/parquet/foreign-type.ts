import type { FileMetaData } from 'hyparquet';

export type SchemaElement = FileMetaData['schema'][number];

/** Fraction digits of a second that a stored time has. */
export type SecondDigits = 3 | 6 | 9;

/** What the values of a flat column of somebody else's file mean. */
export type ForeignType =
  | { kind: 'int64'; unsigned?: 32 | 64 }
  | { kind: 'float64' }
  | { kind: 'float16' }
  | { kind: 'numeric'; precision: number; scale: number }
  | { kind: 'bool' }
  | { kind: 'string' }
  | { kind: 'uuid' }
  | { kind: 'date' }
  /** `zone`: an instant; `wall`: a clock reading without a zone; `unsaid`: INT96, which never says which. */
  | { kind: 'time-point'; digits: SecondDigits; clock: 'zone' | 'wall' | 'unsaid' }
  | { kind: 'time'; digits: SecondDigits }
  /** Only nulls, by its own declaration. */
  | { kind: 'null' }
  /** Flat, with values that have no place in a table of ours. */
  | { kind: 'other'; name: string };

const DIGITS = { MILLIS: 3, MICROS: 6, NANOS: 9 } as const;

/**
 * The meaning of a leaf by its annotations. The old ones (TIMESTAMP_MICROS and the like) mean an instant, as the format
 * defines; bytes without an annotation are taken for text, as old writers left it out.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
export function foreignType(element: SchemaElement): ForeignType {
  const { type, logical_type: logical, converted_type: converted } = element;
  if (logical?.type === 'NULL') return { kind: 'null' };
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const precision = (logical?.type === 'DECIMAL' ? logical.precision : element.precision) ?? 38;
    const scale = (logical?.type === 'DECIMAL' ? logical.scale : element.scale) ?? 0;
    return { kind: 'numeric', precision, scale };
  }
  switch (type) {
    case 'BOOLEAN':
      return { kind: 'bool' };
    case 'FLOAT':
    case 'DOUBLE':
      return { kind: 'float64' };
    case 'INT96':
      return { kind: 'time-point', digits: 9, clock: 'unsaid' };
    case 'INT32':
    case 'INT64':
      return wholeType(element);
    case 'BYTE_ARRAY':
      if (converted === 'BSON' || logical?.type === 'BSON') return { kind: 'other', name: 'bson' };
      if (logical?.type === 'GEOMETRY' || logical?.type === 'GEOGRAPHY' || logical?.type === 'VARIANT') {
        return { kind: 'other', name: logical.type.toLowerCase() };
      }
      return { kind: 'string' };
    default:
      if (logical?.type === 'UUID') return { kind: 'uuid' };
      if (logical?.type === 'FLOAT16') return { kind: 'float16' };
      return { kind: 'other', name: converted === 'INTERVAL' ? 'interval' : `bytes of length ${element.type_length}` };
  }
}

function wholeType({ logical_type: logical, converted_type: converted, type }: SchemaElement): ForeignType {
  if (logical?.type === 'DATE' || converted === 'DATE') return { kind: 'date' };
  if (logical?.type === 'TIMESTAMP') {
    return { kind: 'time-point', digits: DIGITS[logical.unit], clock: logical.isAdjustedToUTC ? 'zone' : 'wall' };
  }
  if (logical?.type === 'TIME') return { kind: 'time', digits: DIGITS[logical.unit] };
  if (converted === 'TIMESTAMP_MILLIS') return { kind: 'time-point', digits: 3, clock: 'zone' };
  if (converted === 'TIMESTAMP_MICROS') return { kind: 'time-point', digits: 6, clock: 'zone' };
  if (converted === 'TIME_MILLIS') return { kind: 'time', digits: 3 };
  if (converted === 'TIME_MICROS') return { kind: 'time', digits: 6 };
  const unsigned = converted?.startsWith('UINT_') || (logical?.type === 'INTEGER' && !logical.isSigned);
  return unsigned ? { kind: 'int64', unsigned: type === 'INT32' ? 32 : 64 } : { kind: 'int64' };
}

/** In this project's words, for messages and previews. */
export function foreignWord(type: ForeignType): string {
  switch (type.kind) {
    case 'numeric':
      return `numeric(${type.precision},${type.scale})`;
    case 'time-point':
      return type.clock === 'wall' ? 'datetime' : 'timestamp';
    case 'float16':
      return 'float64';
    case 'other':
      return type.name;
    default:
      return type.kind;
  }
}
