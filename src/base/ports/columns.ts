/**
 * Rows as data in columns: what crosses a port where rows do. The shapes stand here, below everything, because rooms that may
 * not know each other hand them on: the reader of Parquet makes them, a warehouse eats them. `table` names them for everybody
 * else and adds what can be done with them.
 */

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

/** One row group; its columns in the order of the schema that it was announced with. */
export interface RowGroup {
  rows: number;
  columns: readonly Column[];
}
