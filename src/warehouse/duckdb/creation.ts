import { link, rm, stat } from 'node:fs/promises';
import type { Clock } from '../../base/ports/clock.ts';
import type { Duckdb } from './library.ts';
import type { Target } from './target.ts';

export interface CreationOptions {
  target: Target;
  clock: Clock;
  beforeStatement?: ((sql: string) => void | Promise<void>) | undefined;
}

/**
 * Makes an empty database where there is none. DuckDB creates a file first and fills it then; a process that is killed
 * between the two leaves a file that no DuckDB opens any more. So the database is made under another name and gets its
 * own in one step, `link()`, which a second process that does the same at that moment loses without harm.
 * What a killed process leaves is `<file>.<random>.new`, which nobody reads and anybody may delete.
 */
export async function createDatabase(duckdb: Duckdb, options: CreationOptions): Promise<void> {
  const { target, clock, beforeStatement } = options;
  if (await exists(target.file)) return;
  const draft = `${target.file}.${Math.floor(clock.random() * 2 ** 32).toString(36)}-${process.pid}.new`;
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

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}
