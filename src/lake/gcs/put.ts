import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { File } from '@google-cloud/storage';
import { OutageError } from '../../base/errors.ts';
import type { Body, Facts, StoredObject } from '../../base/ports/store.ts';
import type { Api } from './api.ts';
import { CHUNK, type Measured, measure } from './body.ts';
import type { Library } from './library.ts';
import { look } from './look.ts';
import { describe, OWN, type Resource } from './resource.ts';

/** What somebody else has written where we wanted to. */
export type Put = { kind: 'written'; object: StoredObject } | { kind: 'conflict' };

/**
 * Writes an object where its generation is still `seen` (`0`: there is none), whole or not at all. Size and CRC32C are
 * declared, so that what was changed on its way is refused.
 *
 * An error says nothing about what became of a write, a failed precondition at the second try included: the first one may
 * have been it. So each write has a name of its own, kept beside the object, and after any error we look whose object is there.
 */
export async function put(api: Api, name: string, body: Body, seen: string, facts: Facts): Promise<Put> {
  const { createChecksum, client } = await api.library();
  const measured = await measure(body, api.files, { createChecksum, client });
  const write = randomUUID();
  const metadata = {
    contentType: name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
    crc32c: measured.crc32c,
    metadata: { ...facts, [OWN.sha256]: measured.sha256, [OWN.write]: write },
  };
  const what = `write ${name}`;
  const limit = api.timeouts.call + (1000 * measured.bytes) / api.timeouts.bytesPerSecond;
  const send = (library: Library, signal: AbortSignal) => {
    const file = library.client.bucket(api.location.bucket).file(`${api.location.prefix}${name}`);
    return upload(file, measured, { metadata, seen, signal });
  };
  // A session that failed is begun anew: 404 and 410 are its end, not the object's.
  const expected = measured.whole === undefined ? [412, 404, 410] : [412];
  return api.retry(async (attempt) => {
    let failed: OutageError;
    try {
      const sent = await api.once({ what, limit, expected, send });
      if (typeof sent !== 'number') return { kind: 'written', object: describe(api.location, sent) };
      // Nothing of ours can have come before the first try.
      if (sent === 412 && attempt === 1) return { kind: 'conflict' };
      failed = new OutageError(
        'LAKE_UNAVAILABLE',
        `cannot ${what} in the lake ${api.location.url}: the upload was lost on its way`,
      );
    } catch (error) {
      if (!(error instanceof OutageError) || !error.retryable) throw error;
      failed = error;
    }
    const settled = settle(api, await look(api, name), write, seen);
    if (settled !== undefined) return settled;
    throw failed;
  });
}

/** Ours, somebody else's, or undefined: what was there before still is. */
function settle(api: Api, found: Resource | undefined, write: string, seen: string): Put | undefined {
  if (found?.metadata?.[OWN.write] === write) return { kind: 'written', object: describe(api.location, found) };
  return String(found?.generation ?? 0) === seen ? undefined : { kind: 'conflict' };
}

/** A stream of Node keeps what it is given. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Uint8Array.from(piece);
}

interface UploadOptions {
  metadata: { contentType: string; crc32c: string; metadata: Record<string, string> };
  seen: string;
  signal: AbortSignal;
}

async function upload(file: File, measured: Measured, { metadata, seen, signal }: UploadOptions): Promise<Resource> {
  // The client's own check deletes what it does not like without asking whose it is; the declared checksum is the server's to check.
  const options = { metadata, validation: false, preconditionOpts: { ifGenerationMatch: seen } };
  if (measured.whole !== undefined) {
    await file.save(Buffer.from(measured.whole), { ...options, resumable: false });
  } else {
    const sink = file.createWriteStream({ ...options, resumable: true, chunkSize: CHUNK });
    await pipeline(Readable.from(copies(measured.stream()), { objectMode: false }), sink, { signal });
  }
  return file.metadata as Resource;
}
