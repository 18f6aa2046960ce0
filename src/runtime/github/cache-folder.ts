import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../../base/errors.ts';
import { sha256, sha256OfFile } from '../../base/hash.ts';
import type { CachedFile, CacheEntry } from '../../base/ports/cache.ts';
import type { Files } from '../../base/ports/files.ts';
import { revisionOf } from './cache-key.ts';

/** Changes with the form of the manifest; a folder of another form is not believed. */
const FORMAT = 2;

const MANIFEST = 'manifest.json';

/** A manifest is read into memory, and somebody else may have written it. */
const MOST_MANIFEST_BYTES = 16 * 1024 * 1024;

/** Names that are one part of a path everywhere, and that no shell, tar or file system reads otherwise. */
const PLAIN_NAME = /^[A-Za-z0-9][\w.-]{0,199}$/;

interface Manifest {
  format: typeof FORMAT;
  key: string;
  savedAt: number;
  record: unknown;
  /** The entry that was there before, as the service calls it. */
  after?: string;
  files: readonly Omit<CachedFile, 'path'>[];
}

/**
 * Where an entry's files lie, relative to the workspace. The cache service finds an entry only by the literal path under
 * which it was saved, so that this is fixed by the key alone.
 */
export function entryFolder(key: string): string {
  return `.lakeferry/cache/${sha256(key)}`;
}

/** Makes the folder of an entry that comes `after` another one. Throws Node's own errors, and a TypeError for a name that is no plain one. */
export async function fillFolder(options: {
  files: Files;
  workspace: string;
  entry: CacheEntry;
  after: string | undefined;
}): Promise<void> {
  const { files, workspace, entry, after } = options;
  const { key, savedAt, record } = entry;
  const folder = join(workspace, entryFolder(key));
  const described = entry.files.map(describe);
  const manifest: Manifest = {
    format: FORMAT,
    key,
    savedAt,
    record,
    ...(after === undefined ? {} : { after }),
    files: described,
  };
  const bad = unsound(manifest);
  if (bad !== undefined) throw new TypeError(bad);
  await files.makeFolder(folder);
  if (await isElsewhere(workspace, folder)) throw new TypeError(`a link leads ${entryFolder(key)} elsewhere`);
  for (const { name, path } of entry.files) {
    const to = join(folder, name);
    try {
      await files.link(path, to);
    } catch {
      // Another device, or a file system without links.
      await copy(files, path, to);
    }
  }
  await write(files, join(folder, MANIFEST), [new TextEncoder().encode(JSON.stringify(manifest))]);
}

/**
 * The entry that lies in its folder and its revision, if every word of its manifest is true: `problem` says which is not.
 * Undefined where nothing is there. Never throws: whoever planted the entry would choose the error.
 */
export async function readFolder(options: {
  files: Files;
  workspace: string;
  key: string;
}): Promise<{ entry: CacheEntry; revision: string } | { problem: string } | undefined> {
  const { files, workspace, key } = options;
  const folder = join(workspace, entryFolder(key));
  try {
    const found = await files.stat(folder);
    if (found === undefined) return undefined;
    if (!found.isDirectory || (await isElsewhere(workspace, folder))) return { problem: 'it lies behind a link' };
    const names = await files.names(folder);
    for (const name of names) {
      if (!(await lstat(join(folder, name))).isFile()) return { problem: `"${name}" in it is no plain file` };
    }
    if (!names.includes(MANIFEST)) return { problem: 'it has no manifest' };
    const manifest = await readManifest(files, join(folder, MANIFEST));
    if (typeof manifest === 'string') return { problem: manifest };
    if (manifest.key !== key) return { problem: 'its manifest is that of another key' };
    const known = new Set([MANIFEST, ...manifest.files.map(({ name }) => name)]);
    const extra = names.find((name) => !known.has(name));
    if (extra !== undefined) return { problem: `its manifest does not know "${extra}"` };
    for (const file of manifest.files) {
      if (!names.includes(file.name)) return { problem: `"${file.name}" is not in it` };
      const actual = await sha256OfFile(files, join(folder, file.name));
      if (actual.sha256 !== file.sha256 || actual.bytes !== file.bytes) {
        return { problem: `"${file.name}" in it does not have its checksum` };
      }
    }
    const { savedAt, record } = manifest;
    const handed = manifest.files.map((file) => ({ ...describe(file), path: join(folder, file.name) }));
    const revision = revisionOf({ files: handed, after: manifest.after });
    return { entry: { key, savedAt, record, files: handed }, revision };
  } catch (error) {
    return { problem: `it cannot be read: ${reasonOf(error)}` };
  }
}

async function readManifest(files: Files, path: string): Promise<Manifest | string> {
  const { size } = (await files.stat(path)) ?? { size: 0 };
  if (size > MOST_MANIFEST_BYTES) return 'its manifest is too large to be one';
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await files.read(path)));
  } catch {
    return 'its manifest is not JSON';
  }
  return unsound(value) ?? (value as Manifest);
}

/** What is wrong with a manifest's form. */
function unsound(value: unknown): string | undefined {
  const manifest = value as Partial<Manifest> | null;
  if (manifest?.format !== FORMAT) return 'its manifest has another format';
  if (typeof manifest.key !== 'string' || !Number.isFinite(manifest.savedAt) || !Array.isArray(manifest.files)) {
    return 'its manifest is not whole';
  }
  if (manifest.after !== undefined && typeof manifest.after !== 'string') return 'its manifest follows no entry';
  const taken = new Set([MANIFEST]);
  for (const file of manifest.files as readonly (Partial<CachedFile> | null)[]) {
    const name = file?.name;
    if (typeof name !== 'string' || !PLAIN_NAME.test(name)) return 'its manifest names a file by no plain name';
    // Some file systems take `a` and `A` for one.
    if (taken.has(name.toLowerCase())) return `its manifest names "${name}" twice`;
    taken.add(name.toLowerCase());
    if (!Number.isSafeInteger(file?.bytes) || !/^[0-9a-f]{64}$/.test(file?.sha256 ?? '')) {
      return `its manifest tells no size or checksum of "${name}"`;
    }
  }
  return undefined;
}

function describe({ name, bytes, sha256: sum }: Omit<CachedFile, 'path'>): Omit<CachedFile, 'path'> {
  return { name, bytes, sha256: sum };
}

/** Whether a link on the way leads out of the place where the folder should be. */
async function isElsewhere(workspace: string, folder: string): Promise<boolean> {
  const [root, real] = await Promise.all([realpath(workspace), realpath(folder)]);
  return real !== join(root, folder.slice(join(workspace).length));
}

const copy = (files: Files, from: string, to: string): Promise<void> => write(files, to, files.stream(from));

async function write(
  files: Files,
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const file = await files.create(path);
  try {
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}
