import { Readable } from 'node:stream';
import { ConflictError, OutageError } from '../../base/errors.ts';
import { isBug, problemOf } from '../../google/problem.ts';
import type { Api } from './api.ts';
import { callFailure } from './failure.ts';
import type { Resource } from './resource.ts';

/**
 * The content of exactly this version. A transfer that breaks goes on where it stopped; at the end size and CRC32C are
 * compared. ConflictError STORE_CHANGED where the version is gone.
 */
export function openContent(api: Api, name: string, version: Resource): Readable {
  return Readable.from(content(api, name, version), { objectMode: false });
}

async function* content(api: Api, name: string, version: Resource): AsyncGenerator<Uint8Array> {
  const { createChecksum, client } = await api.library();
  const { location, timeouts } = api;
  const checksum = createChecksum();
  const size = Number(version.size);
  let at = 0;
  // Whole once there is nothing left to read; without content the version is still to be looked for.
  for (let asked = false; at < size || !asked; asked = true) {
    const before = at;
    const source = await api.retry(async () => {
      const file = client.bucket(location.bucket).file(version.name, { generation: version.generation });
      // An empty object has no first byte to begin at.
      const from = at === 0 ? {} : { start: at };
      const stream = file.createReadStream({ ...from, validation: false, decompress: false });
      const pieces = stream[Symbol.asyncIterator]();
      try {
        return { pieces, stream, first: await within(pieces.next(), timeouts.idle, api, name) };
      } catch (error) {
        stream.destroy();
        throw failure(api, name, error);
      }
    });
    const { pieces, stream } = source;
    try {
      for (let next = source.first; next.done !== true; next = await within(pieces.next(), timeouts.idle, api, name)) {
        const piece = next.value as Uint8Array;
        checksum.update(piece);
        at += piece.length;
        yield piece;
      }
      if (at < size)
        throw new OutageError('LAKE_CUT', `${name} in the lake ${location.url} ended after ${at} of ${size} bytes`);
    } catch (error) {
      const told = failure(api, name, error);
      // Progress is worth another try, and each of these has its own tries.
      if (!(told instanceof OutageError) || !told.retryable || at === before) throw told;
    } finally {
      stream.destroy();
    }
  }
  if (at === size && checksum.value() === version.crc32c) return;
  throw new OutageError(
    'LAKE_DAMAGED',
    `${name} in the lake ${location.url} did not come as it is there: ${at} bytes with CRC32C ${checksum.value()} instead of ` +
      `${size} with ${version.crc32c}; run again`,
    { data: { name } },
  );
}

function failure(api: Api, name: string, error: unknown): unknown {
  if (isBug(error)) return error;
  if (problemOf(error).status !== 404) return callFailure(api.location, `read ${name}`, error);
  return new ConflictError(
    'STORE_CHANGED',
    `${name} in the lake ${api.location.url} is not the version that was seen; somebody else wrote it first`,
    { name },
  );
}

/** Silence ends a transfer. */
async function within<T>(next: Promise<T>, ms: number, { location }: Api, name: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new OutageError('LAKE_SILENT', `${name} in the lake ${location.url}: nothing came for ${ms / 1000} s`));
    }, ms);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
    next.catch(() => {});
  }
}
