import { createHash } from 'node:crypto';
import { OutageError } from '../../base/errors.ts';
import type { Files } from '../../base/ports/files.ts';
import type { Body } from '../../base/ports/store.ts';
import type { Library } from './library.ts';

/** A body that was read once, so that what is sent can be declared before it is sent. */
export interface Measured {
  bytes: number;
  sha256: string;
  /** As Google writes it. */
  crc32c: string;
  /** All of it, where it is small enough to be sent in one request. */
  whole?: Uint8Array;
  /** From the beginning, anew each time; a piece holds until the next one is asked for. */
  stream(): AsyncIterable<Uint8Array>;
}

/** Up to here one request; above, a session in chunks of this size, which is what a chunk costs in memory. */
export const CHUNK = 8 * 2 ** 20;

/** Reads the body; OutageError LAKE_BODY_CHANGED where a file is no longer what it was said to be. */
export async function measure(body: Body, files: Files, { createChecksum }: Library): Promise<Measured> {
  const hash = createHash('sha256');
  const crc = createChecksum();
  const stream = () => (body instanceof Uint8Array ? once(body) : files.stream(body.file));
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream()) {
    hash.update(piece);
    crc.update(piece);
    bytes += piece.length;
    if (bytes <= CHUNK) kept.push(Uint8Array.from(piece));
  }
  const sha256 = hash.digest('hex');
  if (!(body instanceof Uint8Array) && sha256 !== body.sha256) {
    throw new OutageError(
      'LAKE_BODY_CHANGED',
      `${body.file} changed before it was in the lake: sha256 ${sha256} instead of ${body.sha256}; nothing was written, run again`,
      { data: { expected: body.sha256, found: sha256 }, retryable: false },
    );
  }
  return { bytes, sha256, crc32c: crc.value(), stream, ...(bytes <= CHUNK ? { whole: Buffer.concat(kept) } : {}) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
