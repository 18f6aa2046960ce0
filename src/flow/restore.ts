import { ConfigurationError } from '../base/errors.ts';
import type { LoadOutcome } from '../base/ports/warehouse.ts';
import { historyName } from '../lake/names.ts';
import type { Entry, Head, Publication } from '../ledger/entry.ts';
import { partitionPath } from '../pipeline/partitions.ts';
import { type FinishedFile, publish } from '../publish/publish.ts';
import { loadPartition } from '../tasks/load.ts';
import type { FlowContext } from './context.ts';
import { copyHere } from './copy-here.ts';
import { holdPartition } from './hold.ts';

export interface RestoreOptions {
  /** Number of the `published` entry to bring back; absent: the version before the current one. */
  to?: number;
  who: string;
  why: string;
}

export interface Restored {
  /** Number of the entry that was brought back. */
  version: number;
  publication: Publication;
  /** True when lake and table held it already. */
  unchanged: boolean;
  load?: LoadOutcome;
}

type Version = Extract<Entry, { kind: 'published' }>;

/**
 * Brings an older version of a partition back into lake and table, as a new publication with the old one's facts, and holds
 * the partition, so that the next plan does not undo it. The hold comes before that and names the version: whoever is killed
 * anywhere on the way goes on from there when it is said again.
 */
export async function restorePartition(
  context: FlowContext,
  partition: string,
  { to, who, why }: RestoreOptions,
): Promise<Restored> {
  const entries = await context.ledger.entries(partition);
  const versions = entries.filter((entry): entry is Version => entry.kind === 'published');
  const version = choose(context, partition, versions, to);
  const old = version.publication;
  const seen = context.heads.get(partition);
  const isCurrent = seen?.published?.publication.object.sha256 === old.object.sha256 && seen.open === undefined;
  // Before the hold: what cannot be brought back holds nothing.
  const files = isCurrent && (await isThere(context, seen)) ? undefined : await bringBack(context, partition, old);
  const held = await holdPartition(context, partition, { who, why, restores: version.number });
  let head = held;
  if (files !== undefined) {
    const { object: _object, quarantine: _quarantine, ...facts } = old;
    const published = await publish({
      store: context.store,
      ledger: context.ledger,
      dataset: context.pipeline.name,
      partition,
      partitionPath: partitionPath(partition),
      head: held,
      parquet: files.parquet,
      ...(files.quarantine === undefined ? {} : { quarantine: files.quarantine }),
      publication: facts,
      // The version that is brought back must not push itself out of the history before it is there.
      history: Math.max(context.pipeline.history, 1),
      files: context.files,
      signal: context.signal,
    });
    head = published.head;
    context.heads.set(partition, head);
  }
  const publication = head.published?.publication ?? old;
  const { warehouse } = context;
  if (warehouse === undefined) return { version: version.number, publication, unchanged: files === undefined };
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, head));
  context.heads.set(partition, loaded.head);
  const unchanged = files === undefined && loaded.outcome.outcome === 'unchanged';
  return { version: version.number, publication, unchanged, load: loaded.outcome };
}

function choose(
  { heads, pipeline }: FlowContext,
  partition: string,
  versions: readonly Version[],
  to: number | undefined,
): Version {
  const current = versions.at(-1);
  if (current === undefined) {
    throw new ConfigurationError('RESTORE_NONE', `${partition} of ${pipeline.name} was never published`, { partition });
  }
  const held = heads.get(partition)?.held;
  // One that was begun is finished, before "the one before" means anything else; what was dropped comes back as it was.
  const wanted = to ?? (held?.drops ? current.number : held?.restores);
  const version =
    wanted === undefined
      ? versions.findLast((each) => each.publication.object.sha256 !== current.publication.object.sha256)
      : versions.find(({ number }) => number === wanted);
  if (version !== undefined) return version;
  const known = versions.map(({ number, at }) => `${number} (${at.slice(0, 10)})`).join(', ');
  throw new ConfigurationError(
    'RESTORE_VERSION',
    wanted === undefined
      ? `${partition} has no other version than the current one: ${known}`
      : `${partition} has no version ${wanted}; its versions are ${known}: write --to with one of these numbers`,
    { partition },
  );
}

async function isThere({ store }: FlowContext, { published }: Head): Promise<boolean> {
  const found = published && (await store.get(published.publication.object.name));
  return found?.generation === published?.publication.object.generation;
}

/** The version's files on this machine, out of the history or from their place. */
async function bringBack(
  context: FlowContext,
  partition: string,
  { object, quarantine, rejected }: Publication,
): Promise<{ parquet: FinishedFile; quarantine?: FinishedFile }> {
  const { pipeline, log } = context;
  await context.files.makeFolder(context.workFolder);
  const kept = historyName(pipeline.name, partition, object.sha256);
  const parquet =
    (await copyHere(context, kept, object.sha256)) ?? (await copyHere(context, object.name, object.sha256));
  if (parquet === undefined) {
    throw new ConfigurationError(
      'RESTORE_GONE',
      `${kept} is not in the lake any more: "history: ${pipeline.history}" keeps so many superseded versions; choose a newer one with --to`,
      { name: kept },
    );
  }
  const rows = quarantine && (await copyHere(context, quarantine.name, quarantine.sha256));
  if (quarantine !== undefined && rows === undefined) {
    log.warn(`${partition}: the ${rejected} rows that this version rejected are not in the lake any more`);
  }
  return { parquet, ...(rows === undefined ? {} : { quarantine: rows }) };
}
