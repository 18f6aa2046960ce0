import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

type Unpack = NonNullable<Compressors[keyof Compressors]>;

/** A page of nulls alone may have no body at all, which is no stream of any codec. */
function orNothing(unpack: Unpack | undefined): Unpack {
  if (unpack === undefined) throw new Error('a codec is missing from its package');
  return (input, length) => (length === 0 ? new Uint8Array(0) : unpack(input, length));
}

/**
 * Unpacks pages of somebody else's file. Where Node has the codec it is Node's, because that one stops at the length
 * which the page's header claims; the claim itself was bounded before (see foreign-pages.ts).
 */
export const foreignCodecs: Compressors = {
  SNAPPY: orNothing(compressors.SNAPPY),
  LZ4: orNothing(compressors.LZ4),
  LZ4_RAW: orNothing(compressors.LZ4_RAW),
  GZIP: orNothing((input, maxOutputLength) => gunzipSync(input, { maxOutputLength })),
  BROTLI: orNothing((input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength })),
  ZSTD: orNothing((input, maxOutputLength) => zstdDecompressSync(input, { maxOutputLength })),
};
