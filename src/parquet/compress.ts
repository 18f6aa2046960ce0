import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Codec } from './format.ts';

/**
 * zstd level 1 and, for gzip, run-length matching only where the values are packed bits: measured on a month of taxi
 * trips, higher levels and real matching cost four times the time for 2 % of the bytes. Text gets gzip's usual level 6.
 */
export function compress(codec: Codec, body: Uint8Array, packed: boolean): Uint8Array {
  switch (codec) {
    case 'none':
      return body;
    case 'zstd':
      return zstdCompressSync(body, {
        params: { [constants.ZSTD_c_compressionLevel]: 1 },
        pledgedSrcSize: body.length,
        chunkSize: chunkFor(body.length),
      });
    case 'gzip': {
      const out = gzipSync(body, {
        level: 6,
        strategy: packed ? constants.Z_RLE : constants.Z_DEFAULT_STRATEGY,
        chunkSize: chunkFor(body.length),
      });
      // zlib names the operating system here; 255 is "unknown" (RFC 1952), so that all systems write the same bytes.
      out[9] = 255;
      return out;
    }
  }
}

/** Throws when the bytes are damaged or do not become exactly `size` bytes; never makes more than that. */
export function decompress(codec: Codec, stored: Uint8Array, size: number): Uint8Array {
  const body = inflate(codec, stored, size);
  if (body.length !== size) throw new RangeError(`a page has ${body.length} bytes, its header says ${size}`);
  return body;
}

function inflate(codec: Codec, stored: Uint8Array, size: number): Uint8Array {
  // maxOutputLength must be at least 1, and one byte more than promised is already an error.
  const options = { maxOutputLength: size + 1, chunkSize: chunkFor(size) };
  switch (codec) {
    case 'none':
      return stored;
    case 'zstd':
      return zstdDecompressSync(stored, options);
    case 'gzip':
      return gunzipSync(stored, options);
  }
}

/** zlib's pieces: few for large pages, and none out of Node's pool, which small ones would share: see `freeBuffer`. */
function chunkFor(size: number): number {
  return Math.min(1 << 20, Math.max(Buffer.poolSize >>> 1, size + 128));
}
