import { ConflictError, LakeferryError } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import type { Store } from '../base/ports/store.ts';
import { historyName, historyPrefix } from '../lake/names.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { bodyOf, hashObject } from './content.ts';

/**
 * Copies the object that is about to be superseded into the history, under the sha256 that it really has: what somebody
 * put there by hand is kept as well. Answers with that sha256, or `undefined` when there is no object, or another one by
 * now: who replaces it meets whoever did so.
 */
export async function keepVersion(
  options: { store: Store; dataset: string; partition: string; files: Files },
  name: string,
): Promise<string | undefined> {
  const { store, dataset, partition, files } = options;
  const old = await store.get(name);
  if (old === undefined) return undefined;
  const sha256 = await hashObject(old, files);
  try {
    await store.create(historyName(dataset, partition, sha256), await bodyOf(old, sha256));
  } catch (error) {
    // Named by its content: what is there is the same version.
    if (error instanceof ConflictError && error.code === 'STORE_EXISTS') return sha256;
    const now = await store.get(name);
    if (now?.generation === old.generation) throw error;
    return undefined;
  }
  return sha256;
}

/**
 * Leaves the `history` newest superseded versions: the one just superseded, then by the log from new to old, then what
 * the log does not know. The current version is in its place and needs no copy.
 */
export async function pruneHistory(
  options: { store: Store; ledger: Ledger; dataset: string; partition: string; history: number },
  current: string,
  superseded: string | undefined,
): Promise<void> {
  const { store, ledger, dataset, partition, history } = options;
  try {
    const prefix = historyPrefix(dataset, partition);
    const kept: string[] = [];
    for await (const { name } of store.list(prefix)) {
      const sha256 = /^([0-9a-f]{64})\.parquet$/.exec(name.slice(prefix.length))?.[1];
      if (sha256 !== undefined) kept.push(sha256);
    }
    if (kept.length <= history && !kept.includes(current)) return;
    const published = new Map<string, number>();
    for (const entry of await ledger.entries(partition)) {
      if (entry.kind === 'published') published.set(entry.publication.object.sha256, entry.number);
    }
    const age = (sha256: string): number =>
      sha256 === superseded ? Number.POSITIVE_INFINITY : (published.get(sha256) ?? 0);
    const surplus = kept
      .filter((sha256) => sha256 !== current)
      .sort((a, b) => age(b) - age(a))
      .slice(history);
    if (kept.includes(current)) surplus.push(current);
    for (const sha256 of surplus) await store.delete(historyName(dataset, partition, sha256));
  } catch (error) {
    // The partition is published: a version too many is no failure, and the next publication prunes again.
    if (!(error instanceof LakeferryError)) throw error;
  }
}
