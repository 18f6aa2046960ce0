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

/** Reads the file once, in pieces: what is hashed may be larger than memory. */
export async function sha256OfFile(files: Files, path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of files.stream(path)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
