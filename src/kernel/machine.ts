import { createHeap, type Heap } from './heap.ts';
import { KERNEL_CODE } from './kernel-code.ts';
import type { KernelMemory } from './kernel-memory.ts';
import { Instance, Memory, Module, type SharedMemory } from './web-assembly.ts';

/** What assembly/index.ts exports. Places are byte positions in the memory; JavaScript's numbers become 32-bit ones. */
export interface Calls {
  scan(
    block: number,
    text: number,
    start: number,
    end: number,
    isFinal: number,
    stopAt: number,
    delimiter: number,
    quote: number,
  ): void;
  countLines(text: number, start: number, end: number): number;
  skipRecords(text: number, start: number, end: number, delimiter: number, quote: number): number;
  collapse(text: number, spans: number, escaped: number, count: number, quote: number): void;
  look(
    dictionary: number,
    text: number,
    spans: number,
    first: number,
    stride: number,
    count: number,
    out: number,
  ): number;
  part(spans: number, first: number, stride: number, count: number, starts: number, ends: number): void;
  joinTexts(bytes: number, starts: number, ends: number, count: number, out: number): void;
  rangeOfWide(values: number, count: number, validity: number, out: number): void;
  rehash(dictionary: number, from: number, fromBits: number): void;
  packHybrid(values: number, count: number, width: number, out: number): number;
  unpackHybrid(at: number, end: number, width: number, count: number, out: number): number;
  levelsOfSlots(slots: number, count: number, out: number): void;
  indicesOfSlots(slots: number, count: number, out: number): number;
  slotsOfDense(indices: number, count: number, out: number): number;
  sumLevels(levels: number, count: number): number;
  slotsOfIndices(indices: number, levels: number, count: number, out: number): number;
  packDelta(values: number, count: number, out: number, scratch: number): number;
  unpackDelta(at: number, end: number, count: number, out: number, cursor: number): number;
  inflate(state: number): number;
  /** Copies bytes within the memory. */
  copy(from: number, to: number, count: number): void;
  readDatetimes(
    text: number,
    starts: number,
    ends: number,
    count: number,
    perSecond: bigint,
    out: number,
    misses: number,
  ): number;
  readNumbers(
    text: number,
    starts: number,
    ends: number,
    count: number,
    scale: number,
    limit: number,
    isWhole: number,
    out: number,
    misses: number,
  ): number;
  distinctNumbers(
    text: number,
    starts: number,
    ends: number,
    count: number,
    scale: number,
    limit: number,
    table: number,
    bits: number,
    out: number,
    ids: number,
    misses: number,
    missedAt: number,
  ): number;
  renumber(
    entries: number,
    count: number,
    ids: number,
    slotOfEntry: number,
    slotOfId: number,
    order: number,
    slots: number,
    nulls: number,
  ): number;
}

/** The compiled kernel of this thread, with its memory. */
export interface Machine {
  calls: Calls;
  /** All of the memory as it is now; what was made of it before it grew stays valid, because it is shared. */
  bytes(): Uint8Array;
  openMemory(): KernelMemory;
  /** What another thread has at this place of the memory. */
  bytesAt(start: number, length: number): Buffer;
  holds(array: ArrayBufferView): boolean;
  /** Where an array lies in the kernel's memory; a bug of the caller where it lies somewhere else. */
  placeOf(array: ArrayBufferView): number;
  /** A place of so many bytes for the duration of one call: the next one gets the same. */
  scratch(bytes: number): number;
}

/** 2 GiB, so that a place is a positive 32-bit number for both sides. Reserved address space, not memory. */
const MOST_PAGES = 32_768;

/** What threads share: code that is compiled once, and memory that all of them see. */
export interface KernelParts {
  module: object;
  memory: SharedMemory;
}

let parts: KernelParts | undefined;
let machine: Machine | undefined;

/** Made when it is first asked for: about two milliseconds. One a thread, because what it does is pure and never waits. */
export function theMachine(): Machine {
  machine ??= createMachine(kernelParts());
  return machine;
}

/** For other threads to adopt, so that what lies in the memory need not be copied to them. */
export function kernelParts(): KernelParts {
  parts ??= {
    module: new Module(Buffer.from(KERNEL_CODE, 'base64')),
    // Shared, so that growing leaves every array that was made of it valid.
    memory: new Memory({ initial: 2, maximum: MOST_PAGES, shared: true }),
  };
  return parts;
}

/** To be called before anything else asks for the kernel of this thread. */
export function adoptKernel(shared: KernelParts): void {
  if (machine !== undefined && parts?.memory !== shared.memory) throw new TypeError('this thread has a kernel already');
  parts = shared;
}

function createMachine({ module, memory }: KernelParts): Machine {
  const calls = new Instance(module, { env: { memory } }).exports as unknown as Calls;
  const heap = createHeap(memory);
  /** Growing makes a new object for the same memory. */
  const buffers = new WeakSet<ArrayBufferLike>();
  let all = new Uint8Array(memory.buffer);
  let scratchAt = 0;
  let scratchSize = 0;

  function bytes(): Uint8Array {
    const { buffer } = memory;
    if (all.buffer !== buffer || all.length !== buffer.byteLength) all = new Uint8Array(buffer);
    buffers.add(buffer);
    return all;
  }

  return {
    calls,
    bytes,
    openMemory: () => openMemory(heap, () => bytes().buffer),
    bytesAt(start, length) {
      // Another thread may have made the memory larger, and this one not have heard of it.
      if (memory.buffer.byteLength < start + length) memory.grow(0);
      return Buffer.from(bytes().buffer, start, length);
    },
    holds: (array) => buffers.has(array.buffer),
    placeOf(array) {
      if (!buffers.has(array.buffer)) throw new TypeError('an array outside of the kernel memory');
      return array.byteOffset;
    },
    scratch(wanted) {
      if (wanted > scratchSize) {
        if (scratchSize > 0) heap.give(scratchAt);
        // Where there is no more memory, what was given back is not used again.
        scratchSize = 0;
        scratchAt = heap.take(wanted);
        scratchSize = wanted;
      }
      return scratchAt;
    },
  };
}

function openMemory(heap: Heap, buffer: () => ArrayBufferLike): KernelMemory {
  const taken = new Set<number>();
  const take = (count: number): number => {
    const start = heap.take(count);
    taken.add(start);
    return start;
  };
  const give = (start: number): void => {
    if (!taken.delete(start)) throw new Error('an array that is not of this memory was released');
    heap.give(start);
  };
  return {
    bytes(count) {
      const start = take(count);
      return Buffer.from(buffer(), start, count);
    },
    shorts(count) {
      const start = take(2 * count);
      return new Uint16Array(buffer(), start, count);
    },
    words(count) {
      const start = take(4 * count);
      return new Uint32Array(buffer(), start, count);
    },
    release: (array) => give(array.byteOffset),
    detach({ byteOffset }) {
      taken.delete(byteOffset);
      return () => heap.give(byteOffset);
    },
    close: () => taken.forEach(give),
  };
}
