import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Blobs } from './blobs.ts';
import { type Numbered, Records } from './records.ts';

export interface Artifact {
  run: string;
  job: string;
  name: string;
  blob: string;
  size: number;
  /** `sha256:` and 64 hex digits. */
  digest: string;
  /** RFC 3339. */
  created: string;
}

/** Artifacts of runs. A name is unique in its run and immutable; a run sees its own alone. */
export class Artifacts {
  readonly #records: Records<Artifact>;
  readonly #blobs: Blobs;
  /** Created, not finished: they take the name, and are not listed. */
  readonly #created = new Map<string, string>();

  constructor(folder: string, blobs: Blobs) {
    this.#records = new Records(join(folder, 'artifacts'));
    this.#blobs = blobs;
  }

  /** The blob to upload to; undefined where the name is taken. */
  async create(run: string, name: string): Promise<string | undefined> {
    const place = JSON.stringify([run, name]);
    if (this.#created.has(place)) return undefined;
    const blob = this.#blobs.reserve();
    this.#created.set(place, blob);
    if ((await this.find(run, { name })) !== undefined) {
      this.#created.delete(place);
      return undefined;
    }
    return blob;
  }

  /** The artifact's number; undefined where nothing was created, or what was uploaded has another size or digest. */
  async finalize(options: Omit<Artifact, 'blob' | 'created'>): Promise<number | undefined> {
    const place = JSON.stringify([options.run, options.name]);
    const blob = this.#created.get(place);
    if (blob === undefined || (await this.#blobs.facts(blob))?.size !== options.size) return undefined;
    if ((await this.#digest(blob)) !== options.digest) return undefined;
    const { id } = await this.#records.add({ ...options, blob, created: new Date().toISOString() });
    this.#created.delete(place);
    return id;
  }

  async list(run: string, filter: { name?: string; id?: number } = {}): Promise<(Artifact & Numbered)[]> {
    return (await this.#records.all()).filter(
      (each) =>
        each.run === run &&
        (filter.name === undefined || each.name === filter.name) &&
        (filter.id === undefined || each.id === filter.id),
    );
  }

  async find(run: string, filter: { name?: string; id?: number }): Promise<(Artifact & Numbered) | undefined> {
    return (await this.list(run, filter))[0];
  }

  async remove(artifact: Artifact & Numbered): Promise<void> {
    await this.#records.remove(artifact.id);
    await this.#blobs.remove(artifact.blob);
  }

  async #digest(blob: string): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(this.#blobs.read(blob), hash);
    return `sha256:${hash.digest('hex')}`;
  }
}
