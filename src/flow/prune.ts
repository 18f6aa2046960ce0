import { surplusPrefix } from '../lake/names.ts';
import type { Head } from '../ledger/entry.ts';
import { openNotices } from '../ledger/notices.ts';
import type { FlowContext } from './context.ts';

/** An object of the lake that nothing needs any more. */
export interface Surplus {
  name: string;
  bytes: number;
  partition: string;
  what: 'history' | 'quarantine' | 'notices';
}

/**
 * What the lake holds beyond `history` superseded versions a partition, and rejected rows that belong neither to the current
 * version nor to one that is kept. Partitions where something is going on, or that failed, are left as they are: their rejected
 * rows are what somebody will want to look at. Of what was told over channels of notifications, every line but the last.
 */
export async function findSurplus(context: FlowContext): Promise<Surplus[]> {
  const history = await listByPartition(context, 'history');
  const quarantine = await listByPartition(context, 'quarantine');
  const surplus: Surplus[] = [];
  for (const partition of [...new Set([...history.keys(), ...quarantine.keys()])].sort()) {
    const head = context.heads.get(partition);
    if (head === undefined || isBusy(head)) continue;
    const versions = history.get(partition) ?? [];
    const rejects = quarantine.get(partition) ?? [];
    surplus.push(...(await surplusOf(context, head, versions, rejects)));
  }
  const notices = await openNotices({ ...context, dataset: context.pipeline.name }).superseded();
  return [...surplus, ...notices.map((each): Surplus => ({ ...each, what: 'notices' }))];
}

/** Removes it; one that is gone already is no error. */
export async function removeSurplus({ store, signal }: FlowContext, surplus: readonly Surplus[]): Promise<void> {
  for (const { name } of surplus) {
    signal.throwIfAborted();
    await store.delete(name);
  }
}

function isBusy({ open, failed, published }: Head): boolean {
  return open !== undefined || failed !== undefined || published === undefined;
}

type Kept = Surplus & { sha256: string };

async function listByPartition(
  { store, pipeline }: FlowContext,
  what: 'history' | 'quarantine',
): Promise<Map<string, Kept[]>> {
  const prefix = surplusPrefix(pipeline.name, what);
  const found = new Map<string, Kept[]>();
  for await (const { name, bytes } of store.list(prefix)) {
    const [, partition, sha256] = /^([^/]+)\/([0-9a-f]{64})\.parquet$/.exec(name.slice(prefix.length)) ?? [];
    if (partition === undefined || sha256 === undefined) continue;
    found.set(partition, [...(found.get(partition) ?? []), { name, bytes, partition, what, sha256 }]);
  }
  return found;
}

async function surplusOf(
  context: FlowContext,
  head: Head,
  versions: readonly Kept[],
  rejects: readonly Kept[],
): Promise<Surplus[]> {
  const { ledger, pipeline } = context;
  const current = head.published?.publication;
  const mayBeTooMany =
    versions.length > pipeline.history || rejects.some(({ sha256 }) => sha256 !== current?.quarantine?.sha256);
  if (!mayBeTooMany) return [];
  const published = (await ledger.entries(head.partition)).flatMap((entry) =>
    entry.kind === 'published' ? [entry] : [],
  );
  const age = (sha256: string) => published.findLastIndex(({ publication }) => publication.object.sha256 === sha256);
  const kept = [...versions]
    .filter(({ sha256 }) => sha256 !== current?.object.sha256 || head.held?.drops === true)
    .sort((a, b) => age(b.sha256) - age(a.sha256))
    .slice(0, Math.max(pipeline.history, head.held?.drops === true ? 1 : 0));
  const shas = new Set(kept.map(({ sha256 }) => sha256));
  const needed = new Set(
    published
      .filter(({ publication }) => publication === published.at(-1)?.publication || shas.has(publication.object.sha256))
      .map(({ publication }) => publication.quarantine?.sha256),
  );
  return [
    ...versions.filter((each) => !kept.includes(each)),
    ...rejects.filter(({ sha256 }) => !needed.has(sha256)),
  ].map(({ sha256: _, ...each }) => each);
}
