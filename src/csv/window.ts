import { copyBytes } from '../kernel/copy-bytes.ts';
import type { KernelMemory } from '../kernel/kernel-memory.ts';

/** The part of the text that is in memory: `bytes[0, length)` begins `base` bytes behind the file's first byte. */
export interface Window {
  bytes: Buffer;
  length: number;
  base: number;
  /** Nothing follows. */
  ended: boolean;
  /** Forgets the first `count` bytes and moves the rest to the front. */
  drop(count: number): void;
  /** The same, but the first `count` bytes stay where they are and belong to the caller, who releases them. */
  detach(count: number): Buffer;
  /** Reads until `length` reaches `wanted` or the text ends. */
  fill(wanted: number): Promise<void>;
  /** Lets go of the source. */
  close(): Promise<void>;
}

/** Taken from a chunk at once: what was just copied is still in the processor's cache when it is scanned. */
const PIECE = 256 * 1024;

/** `room`: bytes that the window is going to have at most, as a rule. */
export function createWindow(source: AsyncIterable<Uint8Array>, memory: KernelMemory, room: number): Window {
  const chunks = source[Symbol.asyncIterator]();
  let chunk = new Uint8Array(0) as Uint8Array;
  let taken = 0;
  const window: Window = {
    bytes: memory.bytes(PIECE * 2),
    length: 0,
    base: 0,
    ended: false,
    drop(count) {
      copyBytes(window.bytes.subarray(count, window.length), window.bytes);
      window.length -= count;
      window.base += count;
    },
    detach(count) {
      const whole = window.bytes;
      // As large as it has become: the next part of the text will need as much.
      window.bytes = memory.bytes(whole.length);
      copyBytes(whole.subarray(count, window.length), window.bytes);
      window.length -= count;
      window.base += count;
      return whole;
    },
    async fill(wanted) {
      while (window.length < wanted && !window.ended) {
        if (taken === chunk.length) {
          const next = await chunks.next();
          if (next.done === true) {
            window.ended = true;
            return;
          }
          chunk = next.value;
          taken = 0;
          continue;
        }
        const piece = chunk.subarray(taken, taken + PIECE);
        const needed = window.length + piece.length;
        if (needed > window.bytes.length) {
          // At once to its full size: memory that is not written to is not taken, and what is grown out of stays behind.
          const grown = memory.bytes(Math.max(needed, window.bytes.length * 2, room));
          copyBytes(window.bytes.subarray(0, window.length), grown);
          memory.release(window.bytes);
          window.bytes = grown;
        }
        copyBytes(piece, window.bytes.subarray(window.length));
        window.length = needed;
        taken += piece.length;
      }
    },
    async close() {
      await chunks.return?.();
    },
  };
  return window;
}
