import type { Store } from '../base/ports/store.ts';

/** A small object whole, with its generation. */
export async function readObject(
  store: Store,
  name: string,
): Promise<{ bytes: Uint8Array; generation: string } | undefined> {
  const found = await store.get(name);
  if (found === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await found.open()) chunks.push(chunk as Uint8Array);
  return { bytes: Buffer.concat(chunks), generation: found.generation };
}

/** For people, too: a ledger is read in an editor on a bad day. */
export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
