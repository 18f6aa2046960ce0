import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What a download needs to know before the first byte. */
export interface BlobFacts {
  /** Bytes. */
  size: number;
  /** What the uploader declared. */
  contentType: string;
}

/** The client named blocks that were never put, or none at all. */
export class BlockListError extends Error {}

/**
 * The part of Azure's block blobs that the toolkit speaks: a blob in one piece, or blocks in any order followed by the list
 * that puts them in order (https://learn.microsoft.com/rest/api/storageservices/put-block-list). A blob exists when it is
 * whole; blocks that no list names are never seen.
 */
export class Blobs {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** A name for a blob that does not exist yet. */
  reserve(): string {
    return randomUUID();
  }

  async put(name: string, contentType: string, body: Readable): Promise<void> {
    const whole = join(await this.#ensure('incoming'), name);
    await pipeline(body, createWriteStream(whole));
    await this.#finish(name, contentType, whole);
  }

  async putBlock(name: string, blockId: string, body: Readable): Promise<void> {
    await pipeline(body, createWriteStream(join(await this.#ensure('blocks', name), fileOf(blockId))));
  }

  /** Joins the blocks that the XML names, in its order. */
  async commit(name: string, contentType: string, listXml: string): Promise<void> {
    const blocks = await this.#ensure('blocks', name);
    const ids = [...listXml.matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)].map(([, id = '']) => id);
    if (ids.length === 0) throw new BlockListError('the block list names no block');
    const whole = join(await this.#ensure('incoming'), name);
    await rm(whole, { force: true });
    for (const id of ids) {
      const block = join(blocks, fileOf(id));
      if ((await stat(block).catch(() => undefined)) === undefined) {
        throw new BlockListError('the block list names a block that was never put');
      }
      await pipeline(createReadStream(block), createWriteStream(whole, { flags: 'a' }));
    }
    await this.#finish(name, contentType, whole);
    await rm(blocks, { recursive: true });
  }

  /** Undefined where there is no such blob. */
  async facts(name: string): Promise<BlobFacts | undefined> {
    const found = await stat(this.#path(name)).catch(() => undefined);
    if (found === undefined) return undefined;
    return { size: found.size, contentType: await readFile(`${this.#path(name)}.type`, 'utf8') };
  }

  read(name: string): Readable {
    return createReadStream(this.#path(name));
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
    await rm(`${this.#path(name)}.type`, { force: true });
  }

  async #finish(name: string, contentType: string, whole: string): Promise<void> {
    await this.#ensure('whole');
    await writeFile(`${this.#path(name)}.type`, contentType);
    await rename(whole, this.#path(name));
  }

  #path(name: string): string {
    return join(this.folder, 'whole', name);
  }

  async #ensure(...parts: string[]): Promise<string> {
    const folder = join(this.folder, ...parts);
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

/** Block ids are base64 and so may hold a slash. */
function fileOf(blockId: string): string {
  return Buffer.from(blockId).toString('hex');
}
