import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf } from '../../base/errors.ts';
import type { Cache, CachedFile, CacheEntry } from '../../base/ports/cache.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Files } from '../../base/ports/files.ts';
import type { Log } from '../../base/ports/log.ts';
import { removeFolder } from '../node-files.ts';
import { entryFolder, fillFolder, readFolder } from './cache-folder.ts';
import { prefixOf, revisionIn, revisionOf, serviceKey } from './cache-key.ts';
import { askClient, complaint } from './client.ts';
import { restrainTar, STRAY_FOLDER } from './tar.ts';

export interface ActionsCacheOptions {
  /** The environment of this process: GitHub's package reads the process's own. */
  env: Readonly<Record<string, string | undefined>>;
  /** Bytes of an entry's files together; a larger one is not saved. */
  maxBytes: number;
  files: Files;
  clock: Clock;
  log: Log;
}

/** A question without a download. */
const ASK_MS = 10_000;

/** For what is moved: 1 GB at 30 MB/s takes half a minute, and packing it as much again. */
const MOVE_MS = 300_000;

/** In what the package printed: why it failed. It tells so in no other way. */
const FAILED = /^(?:::(?:warning|error)::)?Failed to (?:restore|save): (.*)/s;
const WARNED = /^::(?:warning|error)::(.*)/s;
const NOT_RESERVED = /^::debug::Failed to reserve cache: Error: (.*)/s;

/** A service that is in order and says no: rights, quota, budget. */
const REFUSAL = /write denied|quota|insufficient usage|Cache reservation failed/;

/**
 * GitHub's cache of this repository. It is an accelerator and never a record: entries are immutable, die after seven days
 * without use, and whoever may write to it may plant them, so that a restored entry is believed only where its name, its
 * key and every checksum agree with the manifest in it (docs/threat-model.md).
 *
 * Because none can be replaced, a key has as many entries as were saved under it, and the newest counts (docs/adr/0006).
 *
 * Nothing that the service does fails a run. A service that is out of order costs one warning and is then left alone; one
 * that only refuses to be written to costs one line.
 */
export function createActionsCache(options: ActionsCacheOptions): Cache {
  const { env, files, clock, log, maxBytes } = options;
  const workspace = resolve(env['GITHUB_WORKSPACE'] || '.');
  /** Why nothing is asked any more. */
  let off: string | undefined;
  /** Why nothing is saved any more. */
  let readOnly: string | undefined;
  /** Key → the entry that was found, as the service calls it. Who saves after that found it wanting. */
  const found = new Map<string, string>();
  const turns = new Map<string, Promise<unknown>>();

  /** One at a time for each key: both ways use the same folder. */
  async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
    turns.set(key, turn);
    return turn.finally(() => {
      if (turns.get(key) === turn) turns.delete(key);
    });
  }

  function turnOff(reason: string): string {
    if (off === undefined) log.warn(`the run goes on without GitHub's cache: ${reason}`);
    off ??= reason;
    return `GitHub's cache is out of order: ${reason}`;
  }

  function stopSaving(reason: string): void {
    if (readOnly === undefined) log.info(`nothing is saved to GitHub's cache: ${reason}`);
    readOnly ??= reason;
  }

  /** Asks the service for an entry, or, without its name, for what the newest is called; `failure`: what it could not do. */
  async function lookUp(key: string, name?: string): Promise<{ matched?: string; failure?: string }> {
    const { restoreCache } = await loadPackage();
    const lookupOnly = name === undefined;
    const { value, said } = await askClient("GitHub's cache", lookupOnly ? ASK_MS : MOVE_MS, () =>
      // Nothing is called as the prefix is; of what begins with it the service answers with the newest.
      restoreCache([entryFolder(key)], name ?? prefixOf(key), lookupOnly ? [prefixOf(key)] : undefined, { lookupOnly }),
    );
    if (value !== undefined) return { matched: value };
    const failure = complaint(said, FAILED) ?? complaint(said, WARNED);
    return failure === undefined ? {} : { failure };
  }

  /** Nothing may be left of an entry that is not a hit. */
  async function discard(key: string): Promise<void> {
    await removeFolder(join(workspace, entryFolder(key)));
    await removeFolder(join(workspace, STRAY_FOLDER));
  }

  async function restore(key: string): Promise<{ hit: CacheEntry } | { miss: string }> {
    const distrust = async (problem: string): Promise<{ miss: string }> => {
      const miss = `the cached entry is not used: ${problem}`;
      log.warn(miss);
      await discard(key);
      return { miss };
    };
    // An earlier step of this job may have restored it, and may have handed its files on: they stay as they are.
    const here = await readFolder({ files, workspace, key });
    if (here !== undefined && 'entry' in here) {
      found.set(key, serviceKey(key, here.revision));
      return { hit: here.entry };
    }
    if (here !== undefined) await distrust(here.problem);
    if (off !== undefined) return { miss: `GitHub's cache is out of order: ${off}` };
    if (!permits(env, 'read')) return { miss: `cache-mode is ${env['ACTIONS_CACHE_MODE']}` };

    const looked = await lookUp(key);
    if (looked.failure !== undefined) return refused(looked.failure);
    const { matched } = looked;
    if (matched === undefined) return { miss: 'nothing is cached for this key' };
    found.set(key, matched);
    // What only begins like an entry of this key is not even unpacked.
    const revision = revisionIn(matched, key);
    if (revision === undefined) return distrust('the service offers that of another key');
    const restored = await lookUp(key, matched);
    if (restored.failure !== undefined) {
      await discard(key);
      return refused(restored.failure);
    }
    if (restored.matched === undefined) return { miss: 'what was cached for this key has just gone' };
    if (restored.matched !== matched) return distrust('the service gave that of another key');
    if ((await files.stat(join(workspace, STRAY_FOLDER))) !== undefined) {
      return distrust('files in it were meant for elsewhere');
    }
    const read = await readFolder({ files, workspace, key });
    if (read === undefined) return distrust('it holds no entry');
    if ('problem' in read) return distrust(read.problem);
    return read.revision === revision ? { hit: read.entry } : distrust('it is not the one that its name tells');
  }

  function refused(failure: string): { miss: string } {
    if (isOutage(failure)) return { miss: turnOff(failure) };
    const miss = `the cached entry cannot be had: ${failure}`;
    log.warn(miss);
    // A token that may not read will not be allowed to a moment later.
    if (/read denied/.test(failure)) off = failure;
    return { miss };
  }

  async function save(key: string, given: readonly CachedFile[], record: unknown): Promise<void> {
    const bytes = given.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > maxBytes) {
      log.debug(`not cached: ${bytes} bytes are more than cache_max`);
      return;
    }
    if (off !== undefined || readOnly !== undefined) return;
    if (!permits(env, 'write')) return stopSaving(`cache-mode is ${env['ACTIONS_CACHE_MODE']}`);
    if ((await realpath(workspace)) !== (await realpath('.'))) {
      // The package looks for what it packs from the working directory, and unpacks into the workspace.
      return stopSaving('the working directory is not GITHUB_WORKSPACE');
    }
    const after = found.get(key);
    const revision = revisionOf({ files: given, after });
    const here = await readFolder({ files, workspace, key });
    const isHere = here !== undefined && 'entry' in here;
    if (isHere && here.revision === revision) {
      log.debug("not cached: GitHub's cache holds the same already");
      return;
    }
    const folder = join(workspace, entryFolder(key));
    const aside = `${folder}.aside`;
    await removeFolder(aside);
    // What an earlier step handed on comes back afterwards: both are packed and unpacked under this one name.
    if (isHere) await files.rename(folder, aside);
    else await removeFolder(folder);
    try {
      try {
        const entry = { key, savedAt: clock.now(), record, files: given };
        await fillFolder({ files, workspace, entry, after });
      } catch (error) {
        // This machine's fault or the caller's, not the service's.
        log.warn(`not cached: ${reasonOf(error)}`);
        return;
      }
      const { saveCache } = await loadPackage();
      const { value, said } = await askClient("saving to GitHub's cache", MOVE_MS, () =>
        saveCache([entryFolder(key)], serviceKey(key, revision)),
      );
      if (value === -1) tellUnsaved(said);
    } finally {
      await removeFolder(folder);
      if (isHere) await files.rename(aside, folder);
    }
  }

  function tellUnsaved(said: readonly string[]): void {
    const told = [NOT_RESERVED, FAILED, WARNED].map((pattern) => complaint(said, pattern));
    const why = told.find((each) => each !== undefined) ?? 'it did not say why';
    if (/\(409\)|already exists/.test(why)) log.debug('not cached: another job has just saved the same');
    else if (said.some((line) => REFUSAL.test(line))) stopSaving(why);
    else turnOff(why);
  }

  return {
    restore: (key) => inTurn(key, () => restore(key)).catch((error: unknown) => ({ miss: turnOff(reasonOf(error)) })),
    save: (key, given, record) =>
      inTurn(key, () => save(key, given, record)).catch((error: unknown) => void turnOff(reasonOf(error))),
  };
}

/** Whether the runner's cache-mode lets an action do this; a mode that nobody knows forbids nothing. */
function permits(env: ActionsCacheOptions['env'], right: 'read' | 'write'): boolean {
  const mode = (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase();
  return !(mode === 'none' || mode === (right === 'read' ? 'write-only' : 'read'));
}

/** A server or network that is out of order, in contrast to one that refuses. */
function isOutage(failure: string): boolean {
  return /\b5\d\d\b|Unable to make request|ECONN|ETIMEDOUT|ENOTFOUND|socket hang up|aborted|Rate limited/i.test(
    failure,
  );
}

async function loadPackage(): Promise<typeof import('@actions/cache')> {
  restrainTar();
  return import('@actions/cache');
}
