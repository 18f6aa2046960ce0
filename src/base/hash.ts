import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical-json.ts';
import type { Files } from './ports/files.ts';

/** Lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function sha256OfJson(value: Json): string {
  return sha256(canonicalJson(value));
}

const PIECE = 256 * 1024;

/** Reads the file once, through one small buffer: what is hashed may be larger than memory. */
export async function sha256OfFile(files: Files, path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const piece = new Uint8Array(PIECE);
  const file = await files.open(path);
  try {
    for (let bytes = 0; ; ) {
      const got = await file.read(piece, bytes);
      hash.update(piece.subarray(0, got));
      bytes += got;
      if (got < piece.length) return { sha256: hash.digest('hex'), bytes };
    }
  } finally {
    await file.close();
  }
}
