import { ConfigurationError } from '../base/errors.ts';

/** Resolution of a stored date-time: one unit for a whole dataset, so that every month has one physical type. */
export type TimeUnit = 'ms' | 'us';

/** 0001-01-01 00:00:00 and 9999-12-31 23:59:59, in seconds: BigQuery's range of DATETIME and TIMESTAMP. */
export const FIRST_SECOND = -62_135_596_800;
export const LAST_SECOND = 253_402_300_799;

/**
 * GoogleSQL's types, in lower case. `datetime` is a wall clock without a zone; `timestamp` is an instant.
 * https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types
 */
export type ColumnType =
  | { kind: 'int64' }
  | { kind: 'float64' }
  | { kind: 'numeric'; precision: number; scale: number }
  | { kind: 'bool' }
  | { kind: 'string' }
  | { kind: 'date' }
  | { kind: 'datetime'; unit: TimeUnit }
  | { kind: 'timestamp'; unit: TimeUnit };

export const TYPE_NAMES = [
  'int64',
  'float64',
  'numeric(p,s)',
  'bool',
  'string',
  'date',
  'datetime',
  'timestamp',
] as const;

/**
 * `numeric(10,2)` → its type. Precision 1…38, scale 0…9 and precision − scale ≤ 29: what BigQuery's NUMERIC holds.
 * A bare `numeric` is `numeric(38,9)`.
 */
export function parseColumnType(text: string, unit: TimeUnit = 'ms'): ColumnType {
  switch (text) {
    case 'int64':
    case 'float64':
    case 'bool':
    case 'string':
    case 'date':
      return { kind: text };
    case 'datetime':
    case 'timestamp':
      return { kind: text, unit };
    case 'numeric':
      return { kind: 'numeric', precision: 38, scale: 9 };
  }
  const numeric = /^numeric\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/.exec(text);
  if (!numeric) {
    throw new ConfigurationError('TYPE', `"${text}" is not a type; use one of ${TYPE_NAMES.join(', ')}`, { text });
  }
  const precision = Number(numeric[1]);
  const scale = Number(numeric[2] ?? 0);
  if (scale > 9 || precision < Math.max(1, scale) || precision - scale > 29) {
    throw new ConfigurationError(
      'TYPE',
      `"${text}" does not fit: numeric(p,s) needs s from 0 to 9, p at least s and at least 1, and p − s up to 29`,
      { text },
    );
  }
  return { kind: 'numeric', precision, scale };
}

/** The inverse of `parseColumnType`; the unit is kept apart. */
export function formatColumnType(type: ColumnType): string {
  return type.kind === 'numeric' ? `numeric(${type.precision},${type.scale})` : type.kind;
}

/**
 * How values lie in memory and in Parquet: `int64` covers integers, scaled decimals up to 18 digits and epochs;
 * `decimal` is a 16-byte big-endian two's complement integer for wider decimals.
 */
export type Physical = 'int64' | 'int32' | 'double' | 'boolean' | 'bytes' | 'decimal';

export function physicalOf(type: ColumnType): Physical {
  switch (type.kind) {
    case 'int64':
    case 'datetime':
    case 'timestamp':
      return 'int64';
    case 'numeric':
      return type.precision <= 18 ? 'int64' : 'decimal';
    case 'float64':
      return 'double';
    case 'bool':
      return 'boolean';
    case 'date':
      return 'int32';
    case 'string':
      return 'bytes';
  }
}
