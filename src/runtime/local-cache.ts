import { join } from 'node:path';
import { reasonOf } from '../base/errors.ts';
import { sha256, sha256OfFile } from '../base/hash.ts';
import type { Cache, CachedFile } from '../base/ports/cache.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';

export interface LocalCacheOptions {
  folder: string;
  /** Bytes of all files together; an entry above it is not saved. */
  maxBytes: number;
  files: Files;
  clock: Clock;
  log: Log;
}

/** An entry as it lies in `entries/<sha256 of its key>.json`; its files are `blobs/<their sha256>`. */
interface Stored {
  key: string;
  savedAt: number;
  usedAt: number;
  files: readonly { name: string; bytes: number; sha256: string }[];
  record: unknown;
}

/** What another process has just been handed is not taken away from under it. */
const GRACE_MS = 60_000;

/** Temporary and unnamed files older than this were left by a process that died. */
const ABANDONED_MS = 3_600_000;

/**
 * A cache in a folder that several processes may share without a lock: names are made by rename or link and files are
 * named by their content, so whoever comes second writes the same bytes; whatever a crash left is a miss or is swept.
 * Nothing is believed without its checksum. Beyond `maxBytes` the least recently used entries go, except those used
 * in the last minute.
 */
export function createLocalCache(options: LocalCacheOptions): Cache {
  const { files, clock, log } = options;
  const entries = join(options.folder, 'entries');
  const blobs = join(options.folder, 'blobs');
  /** Bytes that may be saved before the next sweep. The first save sweeps: nobody knows yet what is there. */
  let untilSweep = -1;
  const entryPath = (key: string): string => join(entries, `${sha256(key)}.json`);

  async function readEntry(path: string): Promise<Stored | undefined> {
    if ((await files.stat(path)) === undefined) return undefined;
    return parseEntry(new TextDecoder('utf-8', { fatal: true }).decode(await files.read(path)));
  }

  /** Writes beside the name, then takes the name over. */
  async function place(path: string, content: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
    const temporary = `${path}.${process.pid}-${Math.floor(clock.random() * 2 ** 40).toString(36)}.tmp`;
    try {
      const file = await files.create(temporary);
      try {
        if (content instanceof Uint8Array) await file.write(content);
        else for await (const chunk of content) await file.write(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await files.rename(temporary, path);
    } catch (error) {
      await files.remove(temporary).catch(() => {});
      throw error;
    }
  }

  const writeEntry = (stored: Stored): Promise<void> =>
    place(entryPath(stored.key), new TextEncoder().encode(JSON.stringify(stored)));

  async function keepFile(file: CachedFile): Promise<void> {
    const blob = join(blobs, file.sha256);
    const there = await files.stat(blob);
    if (there?.size === file.bytes && (await sha256OfFile(files, blob)).sha256 === file.sha256) return;
    if (there !== undefined) await files.remove(blob);
    try {
      await files.link(file.path, blob);
    } catch {
      // Another device, or a file system without links.
      await place(blob, files.stream(file.path));
    }
  }

  /** Removes what is over the limit, least recently used first, and what belongs to nothing. */
  async function sweep(): Promise<void> {
    const found: { path: string; stored: Stored }[] = [];
    for (const name of await files.names(entries)) {
      const path = join(entries, name);
      const stored = name.endsWith('.json') ? await readEntry(path).catch(() => undefined) : undefined;
      if (stored !== undefined) found.push({ path, stored });
      else if (await isAbandoned(path)) await files.remove(path);
    }
    found.sort((a, b) => b.stored.usedAt - a.stored.usedAt);
    const kept = new Set<string>();
    const dropped = new Set<string>();
    let total = 0;
    for (const { path, stored } of found) {
      const added = stored.files.filter((file) => !kept.has(file.sha256));
      const bytes = added.reduce((sum, file) => sum + file.bytes, 0);
      if (total + bytes > options.maxBytes && clock.now() - stored.usedAt >= GRACE_MS) {
        await files.remove(path);
        for (const file of added) dropped.add(file.sha256);
        continue;
      }
      total += bytes;
      for (const file of added) kept.add(file.sha256);
    }
    for (const name of await files.names(blobs)) {
      const blob = join(blobs, name);
      if (!kept.has(name) && (dropped.has(name) || (await isAbandoned(blob)))) await files.remove(blob);
    }
    // Where the minute of grace keeps more than the limit, not every save need look again.
    untilSweep = total < options.maxBytes ? options.maxBytes - total : options.maxBytes / 16;
  }

  async function isAbandoned(path: string): Promise<boolean> {
    const stat = await files.stat(path);
    return stat !== undefined && clock.now() - Number(stat.ctimeNs / 1_000_000n) > ABANDONED_MS;
  }

  /** Why an entry's files cannot be used; `undefined`: they can. */
  async function damage(stored: Stored): Promise<string | undefined> {
    for (const { name, sha256: expected } of stored.files) {
      const path = join(blobs, expected);
      if ((await files.stat(path)) === undefined) return `the cached file "${name}" is gone`;
      if ((await sha256OfFile(files, path)).sha256 === expected) continue;
      await files.remove(path);
      return `the cached file "${name}" does not have its checksum`;
    }
    return undefined;
  }

  return {
    async restore(key) {
      const path = entryPath(key);
      try {
        const stored = await readEntry(path);
        if (stored === undefined) return { miss: 'nothing is cached for this key' };
        const problem = stored.key === key ? await damage(stored) : 'the cached entry belongs to another key';
        if (problem !== undefined) {
          log.warn(`${problem}; fetched anew`);
          await files.remove(path);
          return { miss: problem };
        }
        const { usedAt: _, ...entry } = stored;
        await writeEntry({ ...stored, usedAt: clock.now() }).catch(() => {});
        return {
          hit: { ...entry, files: stored.files.map((file) => ({ ...file, path: join(blobs, file.sha256) })) },
        };
      } catch (error) {
        const miss = `the cached entry cannot be read: ${reasonOf(error)}`;
        log.warn(miss);
        await files.remove(path).catch(() => {});
        return { miss };
      }
    },

    async save(key, given, record) {
      try {
        const bytes = given.reduce((sum, file) => sum + file.bytes, 0);
        if (bytes > options.maxBytes) {
          log.debug(`not cached: ${bytes} bytes are more than cache_max`);
          return;
        }
        await files.makeFolder(entries);
        await files.makeFolder(blobs);
        for (const file of given) await keepFile(file);
        const now = clock.now();
        const kept = given.map(({ name, bytes: size, sha256: sum }) => ({ name, bytes: size, sha256: sum }));
        await writeEntry({ key, savedAt: now, usedAt: now, files: kept, record });
        untilSweep -= bytes;
        if (untilSweep < 0) await sweep();
      } catch (error) {
        log.warn(`not cached: ${reasonOf(error)}`);
      }
    },
  };
}

/** Checks the shape: the folder may hold anything, and a name in it becomes a path only when it is a checksum. */
function parseEntry(text: string): Stored {
  const value = JSON.parse(text) as Partial<Stored> | null;
  const isSound =
    typeof value?.key === 'string' &&
    Number.isFinite(value.savedAt) &&
    Number.isFinite(value.usedAt) &&
    Array.isArray(value.files) &&
    value.files.every(
      (file: Partial<CachedFile> | null) =>
        typeof file?.name === 'string' && Number.isFinite(file.bytes) && /^[0-9a-f]{64}$/.test(file.sha256 ?? ''),
    );
  if (!isSound) throw new Error('it has not the form of a cache entry');
  return value as Stored;
}
