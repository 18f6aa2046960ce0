import type { ByteDictionary } from '../kernel/byte-dictionary.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelMemory } from '../kernel/kernel-memory.ts';
import type { ScanBlock } from '../kernel/scan-block.ts';
import type { TextColumn } from '../table/batch.ts';

/** Fewer rows say nothing about how many distinct values a column will have. */
const ROWS_TO_JUDGE = 20_000;
/** Above this share of distinct values no column is written with a dictionary, see src/kernel/canonical.ts. */
const LARGEST_SHARE = 1 / 2;

/** One column of the row group that is being read. */
export interface ColumnBuilder {
  /** Room for so many rows. */
  reserve(rows: number): void;
  /** Field `first + k × stride` of the block becomes row `at + k`; `bytes` is what its spans refer to. */
  add(block: ScanBlock, bytes: Uint8Array, first: number, stride: number, count: number, at: number): void;
  /** The finished column; its buffers are used again after `reset`. */
  finish(bytes: Uint8Array, rows: number): TextColumn;
  reset(): void;
}

/** A column whose distinct values are too many for a dictionary turns direct within its row group. */
export function createColumnBuilder(
  direct: boolean,
  { kernel, memory }: { kernel: Kernel; memory: KernelMemory },
): ColumnBuilder {
  const dictionary: ByteDictionary | undefined = direct ? undefined : kernel.createDictionary(memory);
  let isDirect = direct;
  let room = 0;
  let indices = memory.shorts(0);
  let starts = memory.words(0);
  let ends = memory.words(0);

  /** Gives the rows looked up so far the spans of the strings they stand for. */
  function spread(looked: ByteDictionary, rows: number): void {
    reserveSpans();
    for (let row = 0; row < rows; row++) {
      const at = indices[row] as number;
      starts[row] = looked.starts[at] as number;
      ends[row] = looked.ends[at] as number;
    }
    isDirect = true;
  }

  function reserveSpans(): void {
    if (starts.length >= room) return;
    starts = grown(starts, memory.words(room));
    ends = grown(ends, memory.words(room));
  }

  return {
    reserve(rows) {
      room = rows;
      if (dictionary !== undefined) indices = grown(indices, memory.shorts(rows));
      if (isDirect) reserveSpans();
    },
    add(block, bytes, first, stride, count, at) {
      const { fieldSpans: spans } = block;
      let taken = 0;
      if (dictionary !== undefined && !isDirect) {
        const request = { dictionary, text: bytes, spans, first, stride, count };
        taken = kernel.look({ ...request, out: indices, outAt: at });
        if (taken === count) return;
        spread(dictionary, at + taken);
      }
      const from = { spans, first: first + taken * stride, stride, count: count - taken };
      kernel.part(from, starts.subarray(at + taken), ends.subarray(at + taken));
    },
    finish(bytes, rows) {
      if (dictionary !== undefined && !isDirect && rows > ROWS_TO_JUDGE && dictionary.size > rows * LARGEST_SHARE) {
        spread(dictionary, rows);
      }
      if (dictionary === undefined || isDirect) {
        const values = { bytes, starts: starts.subarray(0, rows), ends: ends.subarray(0, rows) };
        return { kind: 'direct', values, distinct: dictionary?.size ?? 0 };
      }
      const { size } = dictionary;
      const values = { bytes, starts: dictionary.starts.subarray(0, size), ends: dictionary.ends.subarray(0, size) };
      return { kind: 'dictionary', indices: indices.subarray(0, rows), values };
    },
    reset() {
      isDirect = direct;
      dictionary?.clear();
    },
  };

  function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
    to.set(from);
    memory.release(from);
    return to;
  }
}
