import { ConflictError } from '../base/errors.ts';
import type { Store } from '../base/ports/store.ts';

const TRIES = 10;

/** A small object whole, with its generation. One that is replaced while it is read is read again. */
export async function readObject(
  store: Store,
  name: string,
): Promise<{ bytes: Uint8Array; generation: string } | undefined> {
  for (let attempt = 1; ; attempt++) {
    const found = await store.get(name);
    if (found === undefined) return undefined;
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await found.open()) chunks.push(chunk as Uint8Array);
      return { bytes: Buffer.concat(chunks), generation: found.generation };
    } catch (error) {
      // Two runs that begin at the same moment both read the heads and write them.
      if (!(error instanceof ConflictError && error.code === 'STORE_CHANGED') || attempt === TRIES) throw error;
    }
  }
}

/** For people, too: a ledger is read in an editor on a bad day. */
export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
