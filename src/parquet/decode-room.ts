/**
 * Arrays that are used again: whoever looks at one column at a time and keeps none would otherwise leave an array for each of
 * thousands. What was handed out last is overwritten by the next.
 */
export interface DecodeRoom {
  indices(count: number): Uint16Array;
  int64(count: number): BigInt64Array;
}

export function createDecodeRoom(): DecodeRoom {
  let indices = new Uint16Array(0);
  let int64 = new BigInt64Array(0);
  return {
    indices(count) {
      if (indices.length < count) indices = new Uint16Array(count);
      return indices.subarray(0, count).fill(0);
    },
    int64(count) {
      if (int64.length < count) int64 = new BigInt64Array(count);
      return int64.subarray(0, count).fill(0n);
    },
  };
}
