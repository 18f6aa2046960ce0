import { constants, createZstdDecompress } from 'node:zlib';
import { ContractError } from '../base/errors.ts';
import { checkUnpacked, type GunzipOptions, UNTOLD_BYTES } from './gunzip.ts';
import { zstdFrames } from './zstd-frames.ts';

const CHUNK_BYTES = 512 * 1024;

/** A frame may ask for a window of this size and no larger: 128 MiB, which is what the `zstd` tool takes by itself. */
const WINDOW_LOG = 27;

/**
 * Strict RFC 8878: every frame to its end and, where it has one, its checksum; nothing behind the last. Memory: the
 * window of a frame (up to 128 MiB) and a few buffers.
 *
 * Throws ContractError ZSTD_TRUNCATED, ZSTD_CORRUPT, ZSTD_TRAILING, ZSTD_WINDOW, LIMIT_TEXT or LIMIT_RATIO; an error of
 * the input passes through.
 */
export async function* unzstd(input: AsyncIterable<Uint8Array>, options: GunzipOptions): AsyncGenerator<Uint8Array> {
  const engine = createZstdDecompress({
    chunkSize: CHUNK_BYTES,
    params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG },
  });
  const feeding = feed(engine, zstdFrames(input, options.name));
  let text = 0;
  try {
    for await (const chunk of engine) {
      text += (chunk as Uint8Array).length;
      checkUnpacked(text, engine.bytesWritten + UNTOLD_BYTES, options);
      yield chunk as Uint8Array;
    }
    await feeding;
    checkUnpacked(text, engine.bytesWritten, options);
  } catch (error) {
    throw zstdError(error, options.name);
  } finally {
    // Not awaited: the input may be a server that has gone silent. With its next piece `feed` lets go of it.
    engine.destroy();
    feeding.catch(() => {});
  }
}

/** An error of the input destroys the engine with it, and so reaches the reader. */
async function feed(engine: ReturnType<typeof createZstdDecompress>, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  let release = (): void => {};
  for (const event of ['end', 'close', 'error']) engine.once(event, () => release());
  try {
    for await (const piece of pieces) {
      if (engine.destroyed) return;
      await new Promise<void>((resolve) => {
        release = resolve;
        engine.write(piece, () => resolve());
      });
      if (engine.errored) return;
    }
    engine.end();
  } catch (error) {
    engine.destroy(error as Error);
  }
}

function zstdError(error: unknown, name: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (error instanceof ContractError) return error;
  if (code === 'ZSTD_error_frameParameter_windowTooLarge') {
    const message = `${name}: the zstd data needs a window larger than 128 MiB; pack it without --long or --ultra`;
    return new ContractError('ZSTD_WINDOW', message, { name });
  }
  if (code.startsWith('ZSTD_error') || code === 'Z_BUF_ERROR') {
    return new ContractError('ZSTD_CORRUPT', `${name}: the zstd data is damaged`, { name });
  }
  return error;
}
