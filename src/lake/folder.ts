import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { ConfigurationError, ConflictError } from '../base/errors.ts';
import { type Owner, thisProcess } from '../base/owner.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { FileStat, Files } from '../base/ports/files.ts';
import type { Body, Store, StoredObject } from '../base/ports/store.ts';
import { codeOf, lakeFailure, linkFailure } from './failure.ts';
import { generationOf, walk } from './listing.ts';
import { withLock } from './lock.ts';
import { prefixOf, segmentsOf } from './path.ts';
import { removeQuietly, stage, sweep, temporaryName } from './staging.ts';

/** Milliseconds; the coarsest file systems count in steps of two seconds. */
const LONGEST_TICK = 2500;

/** A lake in a folder. */
interface Lake {
  /** Absolute. */
  folder: string;
  files: Files;
  clock: Clock;
  owner: Promise<Owner>;
  /** Whether what dead processes left was swept already: once for each opening of the lake. */
  swept: boolean;
}

/**
 * A lake in a folder of a local disk. `create` writes a durable temporary file and links it to its name, which only one
 * writer can do; `replace` compares and renames under a lock. A reader sees a whole file or none, a kill at any moment
 * included. Unfinished files and locks lie in the lake's root, where the next writer finds what a dead one left. Errors of the file system are `OutageError`s named `LAKE_<code>`.
 */
export function createFolderStore(options: { folder: string; files: Files; clock: Clock }): Store {
  const { folder, files, clock } = options;
  const lake: Lake = { folder, files, clock, owner: thisProcess(files), swept: false };
  const guarded = async <T>(doing: string, name: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw lakeFailure(doing, name, folder, error);
    }
  };
  return {
    url: folder,
    create: (name, body) =>
      guarded('create', name, async () => {
        const created = await createNew(lake, name, body);
        if (created !== undefined) return created;
        throw new ConflictError(
          'STORE_EXISTS',
          `${name} is already in the lake ${folder}; somebody else wrote it first`,
          {
            name,
          },
        );
      }),
    replace: (name, body, seen) => guarded('replace', name, () => replace(lake, name, body, seen)),
    get: (name) => guarded('read', name, () => get(lake, name)),
    async *list(prefix) {
      const { folder: below, rest } = prefixOf(prefix);
      try {
        for await (const { name, stat } of walk({ root: folder, folder: below, rest, files })) {
          yield describe(name, stat);
        }
      } catch (error) {
        if (codeOf(error) === 'ENOTDIR') return;
        throw lakeFailure('list', prefix, folder, error);
      }
    },
    delete: (name) =>
      guarded('delete', name, async () => {
        const path = join(folder, ...segmentsOf(name));
        if ((await statFile(files, path)) === undefined) return;
        await checkFolders(lake, name);
        await files.remove(path);
        await files.syncFolder(dirname(path));
      }),
  };
}

function describe(name: string, stat: FileStat): StoredObject {
  return { name, generation: generationOf(stat), bytes: stat.size, facts: {} };
}

/** A file, or `undefined` for nothing, for a folder, and below something that is no folder. */
async function statFile(files: Files, path: string): Promise<FileStat | undefined> {
  try {
    const found = await files.stat(path);
    return found?.isDirectory ? undefined : found;
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The folders between the lake and an object, outermost first; a file or a link among them is refused: a link leads elsewhere. */
async function checkFolders(lake: Lake, name: string): Promise<{ path: string; missing: boolean }[]> {
  const segments = segmentsOf(name).slice(0, -1);
  const checked: { path: string; missing: boolean }[] = [];
  for (let depth = 1; depth <= segments.length; depth++) {
    const path = join(lake.folder, ...segments.slice(0, depth));
    const found = checked.at(-1)?.missing ? undefined : await lake.files.stat(path);
    if (found !== undefined && !found.isDirectory) {
      throw new ConfigurationError(
        'LAKE_NOT_A_FOLDER',
        `${path} is a file or a link where the lake needs a folder for ${name}; move it away`,
        { path },
      );
    }
    checked.push({ path, missing: found === undefined });
  }
  return checked;
}

/** The object's path, the folders to it made durable, and the lake freed of what dead processes left. */
async function prepare(lake: Lake, name: string): Promise<string> {
  const { folder, files, clock } = lake;
  const path = join(folder, ...segmentsOf(name));
  const folders = await checkFolders(lake, name);
  if (!lake.swept) {
    await files.makeFolder(folder);
    await sweep({ folder, owner: await lake.owner, files, clock });
    lake.swept = true;
  }
  for (const each of folders) {
    if (!each.missing) continue;
    await files.makeFolder(each.path);
    await files.syncFolder(dirname(each.path));
  }
  return path;
}

/** `undefined` when the name is taken. */
async function createNew(lake: Lake, name: string, body: Body): Promise<StoredObject | undefined> {
  const { files } = lake;
  const path = await prepare(lake, name);
  const temporary = await stage({ ...lake, owner: await lake.owner, body });
  try {
    await files.link(temporary, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw linkFailure(name, lake.folder, error);
  } finally {
    await removeQuietly(files, temporary);
  }
  await files.syncFolder(dirname(path));
  const created = await statFile(files, path);
  // Its next writer may be as quick as that: then what we made is gone already, and so is our claim to it.
  if (created === undefined) throw changed(lake, name);
  return describe(name, created);
}

async function replace(lake: Lake, name: string, body: Body, seen: string | 'absent'): Promise<StoredObject> {
  if (seen === 'absent') {
    const created = await createNew(lake, name, body);
    if (created === undefined) throw changed(lake, name);
    return created;
  }
  const { folder, files, clock } = lake;
  const owner = await lake.owner;
  const path = await prepare(lake, name);
  // Looked at before the copying too: the loser of a race should not copy a large file first.
  if (!(await isStill(files, path, seen))) throw changed(lake, name);
  const temporary = await stage({ ...lake, owner, body });
  try {
    return await withLock({ folder, file: name, owner, files, clock }, async () => {
      const before = await statFile(files, path);
      if (before === undefined || generationOf(before) !== seen) throw changed(lake, name);
      await files.rename(temporary, path);
      await files.syncFolder(dirname(path));
      return describe(name, await distinguish(lake, path, before));
    });
  } catch (error) {
    await removeQuietly(files, temporary);
    throw error;
  }
}

async function isStill(files: Files, path: string, seen: string): Promise<boolean> {
  const found = await statFile(files, path);
  return found !== undefined && generationOf(found) === seen;
}

/**
 * File times move in ticks of some milliseconds, so two versions of one size can look alike when they follow each other
 * at once. Linking changes ctime: repeated until the tick is over, the new generation is one that nobody has seen.
 */
async function distinguish(lake: Lake, path: string, before: FileStat): Promise<FileStat> {
  const { folder, files, clock } = lake;
  for (let tick = 0; ; tick++) {
    const after = await files.stat(path);
    if (after === undefined) throw changed(lake, path);
    if (after.ctimeNs !== before.ctimeNs || tick === LONGEST_TICK) return after;
    await clock.sleep(1);
    const second = join(folder, temporaryName(await lake.owner, clock));
    await files.link(path, second);
    await files.remove(second);
  }
}

function changed(lake: Lake, name: string): ConflictError {
  return new ConflictError(
    'STORE_CHANGED',
    `${name} in the lake ${lake.folder} is not the version that was seen; somebody else wrote it first, nothing was written`,
    { name },
  );
}

async function get(lake: Lake, name: string): ReturnType<Store['get']> {
  const { files } = lake;
  const path = join(lake.folder, ...segmentsOf(name));
  const found = await statFile(files, path);
  if (found === undefined) return undefined;
  const described = describe(name, found);
  // An open file stays what it is when its name gets another: that it was the right one is known once a byte was read
  // and the name still has the generation.
  async function* content(): AsyncGenerator<Uint8Array> {
    let checked = false;
    for await (const chunk of files.stream(path)) {
      if (!checked && !(await isStill(files, path, described.generation))) throw changed(lake, name);
      checked = true;
      // A copy: the stream that it goes to keeps it.
      yield Uint8Array.from(chunk);
    }
  }
  return {
    ...described,
    localPath: path,
    async open() {
      if (!(await isStill(files, path, described.generation))) throw changed(lake, name);
      return Readable.from(content(), { objectMode: false });
    },
  };
}
