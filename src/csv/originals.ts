import { copyBytes } from '../kernel/copy-bytes.ts';
import type { Spans } from '../table/column.ts';
import type { ByteDialect } from './dialect.ts';

/** Where each row stands in the file. */
export interface Originals {
  reserve(rows: number): void;
  /** From `row` on. */
  add(row: number, starts: Uint32Array, ends: Uint32Array): void;
  finish(text: Uint8Array, rows: number): Spans;
}

export function createOriginals(): Originals {
  let starts = new Uint32Array(0);
  let ends = new Uint32Array(0);

  return {
    reserve(rows) {
      const [oldStarts, oldEnds] = [starts, ends];
      starts = new Uint32Array(rows);
      starts.set(oldStarts);
      ends = new Uint32Array(rows);
      ends.set(oldEnds);
    },
    add(row, from, to) {
      copyBytes(from, starts.subarray(row));
      copyBytes(to, ends.subarray(row));
    },
    finish: (bytes, rows) => ({ bytes, starts: starts.subarray(0, rows), ends: ends.subarray(0, rows) }),
  };
}

/**
 * A row as it stood in the file before the kernel's `collapse`; a copy. Only rows that are rejected are asked for, and a copy of
 * each row that holds a doubled quote would be one of most of a file. What makes it possible: a row holds no NUL of its own (a
 * record that does is malformed), so that the NULs behind an opening quote tell how many quotes of the value were two.
 */
export function restoreQuotes(record: Uint8Array, { delimiter, quote }: ByteDialect): Uint8Array {
  const original = new Uint8Array(record.length);
  const { length } = record;
  let at = 0;
  let to = 0;
  while (at < length) {
    if (record[at] === quote) {
      original[to++] = record[at++] as number;
      let doubled = 0;
      for (; record[at] === 0; at++) doubled++;
      for (let isOpen = true; isOpen && at < length; ) {
        const byte = record[at++] as number;
        original[to++] = byte;
        if (byte !== quote) continue;
        if (doubled === 0) isOpen = false;
        else {
          original[to++] = quote;
          doubled--;
        }
      }
    }
    for (let isOpen = true; isOpen && at < length; ) {
      const byte = record[at++] as number;
      original[to++] = byte;
      isOpen = byte !== delimiter;
    }
  }
  return original;
}
