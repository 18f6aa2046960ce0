import { type Spans, type Values, valueCount } from '../table/column.ts';

/** The distinct values of a plain column, in order of first appearance. */
export interface Distinct {
  /** For each row: 0 for null, else 1 + the position of its value among the distinct ones. */
  ids: Uint32Array;
  /** The row in which each distinct value appears first. */
  firsts: Uint32Array;
}

/** As in assembly/dictionary.ts: values made to collide end the search instead of the run. */
const LONGEST_WALK = 1024;

const FIRST_SLOTS = 256;

/**
 * Numbers equal values alike; equal means the same bytes, so that −0 is not 0. Undefined when there are more than `most`
 * of them (or when they were made to collide).
 */
export function findDistinct(options: {
  values: Values;
  /** Absent: no nulls. */
  validity: Uint8Array | undefined;
  most: number;
}): Distinct | undefined {
  const { values, validity, most } = options;
  const rows = valueCount(values);
  const { keys, isSame } = keysOf(values, validity, rows);
  const ids = new Uint32Array(rows);
  const firsts = new Uint32Array(Math.min(rows, most));
  // Four numbers a slot: the two of the key, then 1 + the position of the value (0: free).
  let table = new Int32Array(FIRST_SLOTS * 4);
  let mask = FIRST_SLOTS - 1;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (validity !== undefined && validity[row] === 0) continue;
    const low = keys[2 * row] as number;
    const high = keys[2 * row + 1] as number;
    let slot = slotOf(low, high) & mask;
    let walked = 0;
    for (;;) {
      const at = slot << 2;
      const id = table[at + 2] as number;
      if (id === 0) {
        if (count === most) return undefined;
        firsts[count++] = row;
        table[at] = low;
        table[at + 1] = high;
        table[at + 2] = count;
        ids[row] = count;
        if (count * 2 > mask) {
          table = grown(table);
          mask = table.length / 4 - 1;
        }
        break;
      }
      if (
        table[at] === low &&
        table[at + 1] === high &&
        (isSame === undefined || isSame(row, firsts[id - 1] as number))
      ) {
        ids[row] = id;
        break;
      }
      if (++walked > LONGEST_WALK) return undefined;
      slot = (slot + 1) & mask;
    }
  }
  return { ids, firsts: firsts.slice(0, count) };
}

function slotOf(low: number, high: number): number {
  let slot = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  slot = Math.imul(slot ^ (slot >>> 15), 0x2c1b3c6d);
  return slot ^ (slot >>> 13);
}

function grown(old: Int32Array): Int32Array<ArrayBuffer> {
  const table = new Int32Array(old.length * 2);
  const mask = table.length / 4 - 1;
  for (let at = 0; at < old.length; at += 4) {
    if (old[at + 2] === 0) continue;
    let slot = slotOf(old[at] as number, old[at + 1] as number) & mask;
    while (table[slot * 4 + 2] !== 0) slot = (slot + 1) & mask;
    table.set(old.subarray(at, at + 4), slot * 4);
  }
  return table;
}

/** Two words for each value, and where these do not say everything a comparison of two rows. */
interface Keys {
  keys: Int32Array;
  isSame?: (a: number, b: number) => boolean;
}

function keysOf(values: Values, validity: Uint8Array | undefined, rows: number): Keys {
  switch (values.physical) {
    case 'int64':
    case 'double':
      return { keys: new Int32Array(values.data.buffer, values.data.byteOffset, rows * 2) };
    case 'int32':
    case 'boolean': {
      const keys = new Int32Array(rows * 2);
      for (let row = 0; row < rows; row++) keys[2 * row] = values.data[row] as number;
      return { keys };
    }
    case 'decimal':
      return decimalKeys(values.data, rows);
    case 'bytes':
      return textKeys(values.data, validity, rows);
  }
}

function decimalKeys(data: Uint8Array, rows: number): Keys {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const keys = new Int32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    keys[2 * row] = view.getInt32(16 * row + 12) ^ Math.imul(view.getInt32(16 * row + 4), 0x5bd1e995);
    keys[2 * row + 1] = view.getInt32(16 * row + 8) ^ Math.imul(view.getInt32(16 * row), 0x5bd1e995);
  }
  return {
    keys,
    isSame(a, b) {
      for (let at = 0; at < 16; at++) if (data[16 * a + at] !== data[16 * b + at]) return false;
      return true;
    },
  };
}

function textKeys({ bytes, starts, ends }: Spans, validity: Uint8Array | undefined, rows: number): Keys {
  const keys = new Int32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    // The span of a null may be anything.
    if (validity !== undefined && validity[row] === 0) continue;
    const start = starts[row] as number;
    const end = ends[row] as number;
    let low = end - start;
    let high = 0;
    for (let at = start; at < end; at++) {
      high = ((high << 8) | (high >>> 24)) ^ (bytes[at] as number);
      if (((at - start) & 3) === 3) low = Math.imul(low ^ high, 0x5bd1e995) ^ (low >>> 15);
    }
    keys[2 * row] = low;
    keys[2 * row + 1] = high;
  }
  return {
    keys,
    isSame(a, b) {
      const length = (ends[a] as number) - (starts[a] as number);
      if (length !== (ends[b] as number) - (starts[b] as number)) return false;
      const from = starts[a] as number;
      const to = starts[b] as number;
      for (let at = 0; at < length; at++) if (bytes[from + at] !== bytes[to + at]) return false;
      return true;
    },
  };
}
