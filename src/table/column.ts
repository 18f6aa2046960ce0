import type { Values } from '../base/ports/columns.ts';
import type { Physical } from './type.ts';

export type { Column, Spans, Values } from '../base/ports/columns.ts';

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
