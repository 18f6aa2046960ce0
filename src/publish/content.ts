import { createHash } from 'node:crypto';
import { sha256OfFile } from '../base/hash.ts';
import type { Files } from '../base/ports/files.ts';
import type { Body, Store } from '../base/ports/store.ts';

export type LakeObject = NonNullable<Awaited<ReturnType<Store['get']>>>;

/** The sha256 of what an object holds, read where it lies if that is this machine. */
export async function hashObject(object: LakeObject, files: Files): Promise<string> {
  if (object.localPath !== undefined) return (await sha256OfFile(files, object.localPath)).sha256;
  const hash = createHash('sha256');
  for await (const chunk of await object.open()) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** An object's content as something that can be stored again: its file, or its bytes where there is no file. */
export async function bodyOf(object: LakeObject, sha256: string): Promise<Body> {
  if (object.localPath !== undefined) return { file: object.localPath, bytes: object.bytes, sha256 };
  const chunks: Uint8Array[] = [];
  for await (const chunk of await object.open()) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
