import { link, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { formatOwner, parseOwner, stateOf, thisProcess } from '../../base/owner.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Duckdb } from './library.ts';
import type { Target } from './target.ts';

export interface CreationOptions {
  target: Target;
  clock: Clock;
  beforeStatement?: ((sql: string) => void | Promise<void>) | undefined;
}

const FILES = { read: readFile };

const DAY = 86_400_000;

/** What stands behind a database's own name in that of its draft: the owner, four parts of it, and where DuckDB logs ahead. */
const DRAFT = /^\.((?:[^-.]+-){3}[^-.]+)-[0-9a-z]+\.new(?:\.wal)?$/;

/**
 * Makes an empty database where there is none. DuckDB creates a file first and fills it then; a process that is killed
 * between the two leaves a file that no DuckDB opens any more. So the database is made under another name and gets its
 * own in one step, `link()`, which a second process that does the same at that moment loses without harm.
 * What a killed process leaves is `<file>.<owner>-<random>.new`, which nobody reads: see `sweepDrafts`.
 */
export async function createDatabase(duckdb: Duckdb, options: CreationOptions): Promise<void> {
  const { target, clock, beforeStatement } = options;
  if (await exists(target.file)) return;
  const owner = formatOwner(await thisProcess(FILES));
  const draft = `${target.file}.${owner}-${Math.floor(clock.random() * 2 ** 32).toString(36)}.new`;
  await beforeStatement?.('create the database file');
  try {
    const instance = await duckdb.DuckDBInstance.create(draft);
    instance.closeSync();
    await beforeStatement?.('name the database file');
    await link(draft, target.file);
  } catch (error) {
    // Where a file system has no hard links, DuckDB creates the file in its place: rather that than no warehouse.
    if (!['EEXIST', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes the drafts of a database that killed processes left beside it. Those of living ones stay; those of another
 * machine, which cannot be asked, go after a day. Never throws: what cannot be removed costs some kilobytes.
 */
export async function sweepDrafts({ target, clock }: Pick<CreationOptions, 'target' | 'clock'>): Promise<void> {
  const [folder, file] = [dirname(target.file), basename(target.file)];
  const me = await thisProcess(FILES);
  for (const name of await readdir(folder).catch(() => [])) {
    // Only what bears an owner is ours: `trips.duckdb.old.new` may be somebody's copy.
    const owner = name.startsWith(file) ? parseOwner(DRAFT.exec(name.slice(file.length))?.[1] ?? '') : undefined;
    if (owner === undefined) continue;
    const path = join(folder, name);
    try {
      const state = await stateOf(FILES, owner, me);
      if (state === 'alive') continue;
      if (state === 'dead' || clock.now() - (await stat(path)).mtimeMs > DAY) await rm(path, { force: true });
    } catch {
      // Another process may sweep at the same moment, or the file is not ours to remove.
    }
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}
