import type { Physical } from './type.ts';

/** Byte strings by position: value k is `bytes.subarray(starts[k], ends[k])`. They may overlap, repeat or leave gaps. */
export interface Spans {
  bytes: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

/**
 * Typed values, one after the other, without nulls or with undefined content at null positions.
 * `decimal`: 16 bytes each, big-endian two's complement, unscaled. `boolean`: 0 or 1. `bytes`: UTF-8.
 */
export type Values =
  | { physical: 'int64'; data: BigInt64Array }
  | { physical: 'int32'; data: Int32Array }
  | { physical: 'double'; data: Float64Array }
  | { physical: 'boolean'; data: Uint8Array }
  | { physical: 'decimal'; data: Uint8Array }
  | { physical: 'bytes'; data: Spans };

/**
 * A column of one row group.
 * `dictionary`: `indices[row]` is 0 for null, else k for `dictionary` value k − 1. Values are unique and in order of
 * first appearance among the rows. `plain`: one value a row; `validity[row]` is 0 for null (absent: no nulls).
 */
export type Column =
  | { kind: 'dictionary'; indices: Uint16Array; dictionary: Values; nulls: number }
  | { kind: 'plain'; values: Values; validity?: Uint8Array; nulls: number };

/** Most distinct values that a dictionary column can have: index 0 means null. */
export const MAX_DICTIONARY = 65_535;

/** How many values there are. */
export function valueCount(values: Values): number {
  if (values.physical === 'bytes') return values.data.starts.length;
  if (values.physical === 'decimal') return values.data.length / 16;
  return values.data.length;
}

/** An empty buffer for `count` values of a physical type; `bytes` are made by their own builders. */
export function allocateValues(
  physical: Exclude<Physical, 'bytes'>,
  count: number,
): Exclude<Values, { physical: 'bytes' }> {
  switch (physical) {
    case 'int64':
      return { physical, data: new BigInt64Array(count) };
    case 'int32':
      return { physical, data: new Int32Array(count) };
    case 'double':
      return { physical, data: new Float64Array(count) };
    case 'boolean':
      return { physical, data: new Uint8Array(count) };
    case 'decimal':
      return { physical, data: new Uint8Array(count * 16) };
  }
}
