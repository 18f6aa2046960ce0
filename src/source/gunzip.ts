import { createGunzip, type Gunzip } from 'node:zlib';
import { formatBytes } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import { releaseBuffers } from '../base/memory.ts';
import type { Limits } from '../pipeline/pipeline.ts';

/** Output buffer: below 128 KiB the calls into zlib cost more than the inflating. */
const CHUNK_BYTES = 256 * 1024;

/** Up to this much text any ratio is allowed: a short file of equal lines is no bomb. */
const RATIO_FREE_BYTES = 1 << 20;

/** What an engine may have taken in and not yet told of: only at the end is the ratio the file's own, whatever the buffers. */
export const UNTOLD_BYTES = 4096;

export interface GunzipOptions {
  /** For messages. */
  name: string;
  limits: Pick<Limits, 'text' | 'ratio'>;
}

/**
 * Strict RFC 1952: every member to its checksum and length, zero padding at the end, nothing else. Node's stream alone
 * is not strict: it stops silently at the first zero byte between members, and its `maxOutputLength` is ignored; so
 * the input it left over is looked at here, and the output is counted here. Memory: a few output buffers.
 *
 * Throws ContractError GZIP_TRUNCATED, GZIP_CORRUPT, GZIP_TRAILING, LIMIT_TEXT or LIMIT_RATIO; an error of the input passes through.
 */
export async function* gunzip(input: AsyncIterable<Uint8Array>, options: GunzipOptions): AsyncGenerator<Uint8Array> {
  const engine = createGunzip({ chunkSize: CHUNK_BYTES });
  const counts = { fed: 0 };
  const feeding = feed(engine, input, counts, options.name);
  let text = 0;
  try {
    for await (const chunk of engine) {
      text += (chunk as Uint8Array).length;
      checkUnpacked(text, engine.bytesWritten + UNTOLD_BYTES, options);
      yield chunk as Uint8Array;
      releaseBuffers();
    }
    await feeding;
    checkUnpacked(text, counts.fed, options);
  } catch (error) {
    throw gzipError(error, options.name, counts.fed);
  } finally {
    // Not awaited: the input may be a server that has gone silent. Whoever opened it closes it.
    engine.destroy();
    feeding.catch(() => {});
  }
}

/** Writes the input to the engine. An error of the input destroys the engine with it, and so reaches the reader. */
async function feed(
  engine: Gunzip,
  input: AsyncIterable<Uint8Array>,
  counts: { fed: number },
  name: string,
): Promise<void> {
  /** How much of the input was gzip, once the engine has refused to take more. */
  let used: number | undefined;
  let release = (): void => {};
  for (const event of ['end', 'close', 'error']) engine.once(event, () => release());
  try {
    for await (const chunk of input) {
      counts.fed += chunk.length;
      if (used === undefined && chunk.length > 0) {
        if (engine.destroyed) return;
        await new Promise<void>((resolve) => {
          release = resolve;
          engine.write(chunk, () => resolve());
        });
        // Input that is left over: behind a member comes a zero byte. Never write on, the engine would begin again.
        if (engine.bytesWritten < counts.fed) used = engine.bytesWritten;
        if (engine.errored) return;
      }
      if (used !== undefined) refuseTrailing(chunk, counts.fed - used, name);
    }
    if (used === undefined) engine.end();
  } catch (error) {
    if (used !== undefined) throw error;
    engine.destroy(error as Error);
  }
}

/** Of what lies behind the last member, the part in `chunk`: zeros are padding (tapes and block devices), else an error. */
function refuseTrailing(chunk: Uint8Array, behind: number, name: string): void {
  const rest = chunk.subarray(Math.max(0, chunk.length - behind));
  if (rest.every((byte) => byte === 0)) return;
  throw new ContractError('GZIP_TRAILING', `${name}: there are bytes behind the end of the gzip data; fetch it anew`, {
    name,
  });
}

/** After so many bytes of text out of so many compressed ones. Throws ContractError LIMIT_TEXT or LIMIT_RATIO. */
export function checkUnpacked(text: number, compressed: number, options: GunzipOptions): void {
  const { name, limits } = options;
  checkText(text, name, limits);
  if (text > RATIO_FREE_BYTES && text > compressed * limits.ratio) {
    throw new ContractError(
      'LIMIT_RATIO',
      `${name} unpacks to more than ${limits.ratio} times its size, like a decompression bomb; ` +
        'if the file is sound, raise "limits.ratio"',
      { name, ratio: limits.ratio },
    );
  }
}

export function checkText(text: number, name: string, limits: Pick<Limits, 'text'>): void {
  if (text <= limits.text) return;
  throw new ContractError(
    'LIMIT_TEXT',
    `${name} holds more text than ${formatBytes(limits.text)}; if the file is sound, raise "limits.text"`,
    { name, limit: limits.text },
  );
}

function gzipError(error: unknown, name: string, fed: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'Z_BUF_ERROR') {
    return new ContractError('GZIP_TRUNCATED', `${name}: the gzip data ends too early, after ${fed} bytes`, {
      name,
      bytes: fed,
    });
  }
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT') {
    return new ContractError('GZIP_CORRUPT', `${name}: the gzip data is damaged (found within ${fed} bytes)`, {
      name,
      bytes: fed,
    });
  }
  return error;
}
