import { join } from 'node:path';
import { ConflictError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import { formatOwner, type Owner, parseOwner, stateOf } from '../base/owner.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import { OWN_FILE } from './path.ts';
import { removeQuietly } from './staging.ts';

/** A lock is held for the moment of one rename. That long a wait means that its process hangs. */
const TRIES = 400;
const RELEASES = 5;
/** A process of another machine cannot be asked whether it lives. */
const FOREIGN_LOCK_MS = 10 * 60_000;

interface LockOptions {
  /** Where locks lie: the lake's root. */
  folder: string;
  /** The object that is locked, by its name in the lake. */
  file: string;
  owner: Owner;
  files: Files;
  clock: Clock;
}

/**
 * Runs `work` while no other process does so for the same file.
 *
 * Each claim is a file of its own, whose name names its process. Whoever finds a living claim beside his own takes his
 * back and tries later, so two never both go on. Names are never used twice, so a dead process's claim can be removed
 * without ever hitting a living one's: that is what a single lock file that is "taken over" cannot promise.
 */
export async function withLock<T>(options: LockOptions, work: () => Promise<T>): Promise<T> {
  const { folder, file, owner, files, clock } = options;
  const prefix = `${OWN_FILE}${sha256(file).slice(0, 16)}-`;
  let holder = '';
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const name = `${prefix}${formatOwner(owner)}-${Math.floor(clock.random() * 36 ** 8).toString(36)}.lock`;
    const path = join(folder, name);
    await (await files.create(path)).close();
    try {
      const other = await livingClaim(options, prefix, name);
      if (other === undefined) return await work();
      holder = other;
    } finally {
      await release(options, path);
    }
    await clock.sleep(Math.ceil(5 + clock.random() * 45));
  }
  throw new ConflictError(
    'LAKE_LOCKED',
    `${join(folder, file)} is being replaced by another process, which does not finish; ` +
      `end that process, or remove ${join(folder, holder)} if there is none, and run again`,
    { lock: holder },
  );
}

/** A claim that stays would keep everybody waiting for as long as this process lives, so one failure to remove it is not the end. */
async function release(options: LockOptions, path: string): Promise<void> {
  const { files, clock } = options;
  for (let attempt = 1; attempt < RELEASES; attempt++) {
    try {
      return await files.remove(path);
    } catch {
      await clock.sleep(attempt * 5);
    }
  }
  await removeQuietly(files, path);
}

async function livingClaim(options: LockOptions, prefix: string, mine: string): Promise<string | undefined> {
  const { folder, owner, files, clock } = options;
  for (const name of await files.names(folder)) {
    if (name === mine || !name.startsWith(prefix) || !name.endsWith('.lock')) continue;
    const written = name.slice(prefix.length, name.lastIndexOf('-'));
    const of = parseOwner(written);
    const state = of === undefined ? 'unknown' : await stateOf(files, of, owner);
    if (state === 'alive') return name;
    const found = await files.stat(join(folder, name));
    if (found === undefined) continue;
    const age = clock.now() - Number(found.mtimeNs / 1_000_000n);
    if (state === 'unknown' && age <= FOREIGN_LOCK_MS) return name;
    await removeQuietly(files, join(folder, name));
  }
  return undefined;
}
