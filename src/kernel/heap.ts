import type { SharedMemory } from './web-assembly.ts';

/**
 * Who has which part of the kernel's memory. Parts are powers of two, and what is given back is given out again: nothing
 * returns to the system, and nothing grows from file to file. Threads share the memory; each has a heap of its own over it, and
 * all they have to agree on is how much was ever taken.
 */
export interface Heap {
  /** Start of a part of so many bytes, at a multiple of 64, with `SLACK` more that may be read and written. */
  take(bytes: number): number;
  give(start: number): void;
}

/** The kernel reads 64 bytes at once and writes 16, so it may touch so much behind the end of what it is given. */
export const SLACK = 64;

const PAGE = 1 << 16;
/** The first page holds nothing but the number that the threads share: how many bytes were taken behind it. */
const FIRST = PAGE;

export function createHeap(memory: SharedMemory): Heap {
  const free = new Map<number, number[]>();
  const sizes = new Map<number, number>();
  const taken = new Uint32Array(memory.buffer, 0, 1);

  function claim(size: number): number {
    for (;;) {
      const before = Atomics.load(taken, 0);
      const start = FIRST + before;
      // Another thread may have made the memory larger, and this one not have heard of it.
      if (start + size > memory.buffer.byteLength) memory.grow(0);
      const missing = start + size - memory.buffer.byteLength;
      // Before it is claimed: what there is no memory for takes nothing away from others.
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      if (Atomics.compareExchange(taken, 0, before, before + size) === before) return start;
    }
  }

  return {
    take(bytes) {
      const size = 2 ** Math.ceil(Math.log2(Math.max(64, bytes + SLACK)));
      const start = free.get(size)?.pop() ?? claim(size);
      sizes.set(start, size);
      return start;
    },
    give(start) {
      const size = sizes.get(start);
      if (size === undefined) throw new Error('a part of the kernel memory was given back twice');
      sizes.delete(start);
      const parts = free.get(size);
      if (parts === undefined) free.set(size, [start]);
      else parts.push(start);
    },
  };
}
