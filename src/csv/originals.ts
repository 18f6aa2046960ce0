import { copyBytes } from '../kernel/copy-bytes.ts';
import type { Spans } from '../table/column.ts';

/** Where each row stands in the file. Rows that are about to be changed in place are copied first. */
export interface Originals {
  reserve(rows: number): void;
  /** From `row` on. */
  add(row: number, starts: Uint32Array, ends: Uint32Array): void;
  copy(row: number, text: Uint8Array): void;
  finish(text: Uint8Array, rows: number): Spans;
  reset(): void;
}

export function createOriginals(): Originals {
  let starts = new Uint32Array(0);
  let ends = new Uint32Array(0);
  let copies = Buffer.alloc(0);
  let used = 0;
  let copied: number[] = [];

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
    copy(row, text) {
      if (copied.at(-1) === row) return;
      const [start, end] = [starts[row] as number, ends[row] as number];
      if (used + end - start > copies.length) {
        const more = Buffer.allocUnsafeSlow(Math.max(used + end - start, copies.length * 2, 64 * 1024));
        more.set(copies.subarray(0, used));
        copies = more;
      }
      copies.set(text.subarray(start, end), used);
      starts[row] = used;
      used += end - start;
      ends[row] = used;
      copied.push(row);
    },
    finish(text, rows) {
      let bytes = text;
      if (copied.length > 0) {
        // Spans know one buffer only: the copies go behind the text.
        bytes = Buffer.concat([text, copies.subarray(0, used)]);
        for (const row of copied) {
          starts[row] = (starts[row] as number) + text.length;
          ends[row] = (ends[row] as number) + text.length;
        }
      }
      return { bytes, starts: starts.subarray(0, rows), ends: ends.subarray(0, rows) };
    },
    reset() {
      used = 0;
      copied = [];
    },
  };
}
