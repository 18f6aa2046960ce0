import { createHash } from 'node:crypto';
import type { Files } from '../base/ports/files.ts';
import { unreadable } from './failure.ts';

/** A file that is read from its beginning to its end in pieces of any size, hashed on the way. */
export interface ByteSource {
  /** Bytes behind those taken, by the size that the file had at first. */
  remaining(): number;
  /** The next bytes, in memory of their own. Throws RangeError when fewer are left: nothing is allocated for a claim. */
  take(length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** After the last byte was taken. */
  sha256(): string;
  /** Lets go of the file, read or not. */
  close(): Promise<void>;
}

/** Errors of the disk are OutageError ARROW_READ; an abort is the signal's reason. */
export function createByteSource(options: {
  files: Files;
  path: string;
  size: number;
  signal: AbortSignal;
}): ByteSource {
  const { files, path, size, signal } = options;
  const chunks = files.stream(path, { start: 0, end: size })[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let chunk = new Uint8Array(0);
  let taken = 0;

  async function next(): Promise<void> {
    signal.throwIfAborted();
    let result: IteratorResult<Uint8Array>;
    try {
      result = await chunks.next();
    } catch (error) {
      throw unreadable(path, error);
    }
    if (result.done) throw new RangeError('it shrank while it was read');
    chunk = result.value as Uint8Array<ArrayBuffer>;
    hash.update(chunk);
  }

  return {
    remaining: () => size - taken,
    async take(length) {
      if (length > size - taken) throw new RangeError(`it is cut short: ${length} bytes wanted, ${size - taken} left`);
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        if (chunk.length === 0) await next();
        const piece = chunk.subarray(0, length - at);
        bytes.set(piece, at);
        chunk = chunk.subarray(piece.length);
        at += piece.length;
      }
      taken += length;
      return bytes;
    },
    sha256: () => hash.digest('hex'),
    async close() {
      await chunks.return?.();
    },
  };
}
