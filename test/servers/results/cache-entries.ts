import { join } from 'node:path';
import type { Blobs } from './blobs.ts';
import { type Numbered, Records } from './records.ts';

export interface CacheEntry {
  key: string;
  /** The client's hash over paths and compression: entries of another version do not exist for it. */
  version: string;
  blob: string;
}

/**
 * The cache service's entries. An entry is immutable: key and version are given out once. All branches share one scope
 * here, whereas GitHub keeps branches apart.
 */
export class CacheEntries {
  readonly #records: Records<CacheEntry>;
  readonly #blobs: Blobs;
  /** Reserved, not finished. Kept in memory, so that an upload that died blocks its key only until the server ends. */
  readonly #reserved = new Map<string, string>();

  constructor(folder: string, blobs: Blobs) {
    this.#records = new Records(join(folder, 'cache'));
    this.#blobs = blobs;
  }

  /** The blob to upload to; undefined where key and version are taken. */
  async reserve(key: string, version: string): Promise<string | undefined> {
    const name = JSON.stringify([key, version]);
    if (this.#reserved.has(name)) return undefined;
    const blob = this.#blobs.reserve();
    this.#reserved.set(name, blob);
    if ((await this.#records.all()).some((entry) => entry.key === key && entry.version === version)) {
      this.#reserved.delete(name);
      return undefined;
    }
    return blob;
  }

  /** The entry's number; undefined where nothing was reserved, or its blob is not there in that size. */
  async finalize(key: string, version: string, size: number): Promise<number | undefined> {
    const name = JSON.stringify([key, version]);
    const blob = this.#reserved.get(name);
    if (blob === undefined || (await this.#blobs.facts(blob))?.size !== size) return undefined;
    const { id } = await this.#records.add({ key, version, blob });
    this.#reserved.delete(name);
    return id;
  }

  /** As GitHub looks: each key in turn, whole before prefix — the first key too —, and of several the newest. */
  async find(keys: readonly string[], version: string): Promise<(CacheEntry & Numbered) | undefined> {
    const entries = (await this.#records.all()).filter((entry) => entry.version === version).reverse();
    for (const key of keys) {
      const found = entries.find((entry) => entry.key === key) ?? entries.find((entry) => entry.key.startsWith(key));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async evict(entry: CacheEntry & Numbered): Promise<void> {
    await this.#records.remove(entry.id);
    await this.#blobs.remove(entry.blob);
  }
}
