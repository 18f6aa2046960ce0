import { freeBuffer } from '../base/memory.ts';
import type { KernelMemory } from './kernel-memory.ts';
import { theMachine } from './machine.ts';

/**
 * Arrays for the columns of one row group, used again for those of the next: in the kernel's memory, where the kernel works on
 * them without a copy, and where nothing is left behind for the collector.
 */
export interface ColumnRoom {
  /** Not cleared, both. */
  slots(count: number): Uint16Array;
  int64(count: number): BigInt64Array;
  /** The columns lie in this buffer too, which nobody else needs: `reuse` frees it. */
  keep(array: ArrayBufferView): void;
  /** From now on what was handed out is handed out again. */
  reuse(): void;
  close(): void;
}

export function createColumnRoom(): ColumnRoom {
  const memory = theMachine().openMemory();
  const [slots, wide] = [createShelf(memory), createShelf(memory)];
  let kept: ArrayBufferView[] = [];
  return {
    slots(count) {
      const { buffer, byteOffset } = slots.take(2 * count);
      return new Uint16Array(buffer, byteOffset, count);
    },
    int64(count) {
      const { buffer, byteOffset } = wide.take(8 * count);
      return new BigInt64Array(buffer, byteOffset, count);
    },
    keep(array) {
      kept.push(array);
    },
    reuse() {
      slots.reuse();
      wide.reuse();
      for (const array of kept) freeBuffer(array);
      kept = [];
    },
    close: () => memory.close(),
  };
}

/** The n-th array since `reuse` is the n-th one before, or a larger one in its place. */
function createShelf(memory: KernelMemory) {
  const arrays: Buffer[] = [];
  let next = 0;
  return {
    take(bytes: number): Buffer {
      let array = arrays[next];
      if (array === undefined || array.length < bytes) {
        if (array !== undefined) memory.release(array);
        array = memory.bytes(bytes);
        arrays[next] = array;
      }
      next++;
      return array;
    },
    reuse() {
      next = 0;
    },
  };
}
