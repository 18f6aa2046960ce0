import { basename, dirname, join } from 'node:path';
import { ConfigurationError } from '../../base/errors.ts';
import type { Selection } from '../../pipeline/selection.ts';
import type { Decision } from '../../plan/decide.ts';
import { fetchPartition } from '../../tasks/fetch.ts';
import { describeObject, type ResultEntry } from '../../tasks/result.ts';
import { describeFile, type Results } from '../../tasks/results-file.ts';
import type { FlowContext } from '../context.ts';
import { describeFailure, recordFailure } from '../failure.ts';
import { planFlow } from '../plan.ts';
import { doneBy, takeStep } from './step.ts';

/**
 * The raw file of each selected partition. What is published and unchanged at its source becomes a `cached` entry, which
 * the steps behind hand on and `load` takes from the lake; `force` fetches it anyway.
 */
export async function fetchStep(
  context: FlowContext,
  options: {
    selection: Selection;
    force: boolean;
    limit: number;
    concurrency: number;
    /** Path of the results file; raw files are kept beside it. */
    to: string;
    onResult: (entry: ResultEntry) => void;
  },
): Promise<Results> {
  const folder = dirname(options.to);
  const here: FlowContext = { ...context, workFolder: folder };
  const decisions = await decide(here, options);
  await context.files.makeFolder(folder);
  const begun = decisions.map(({ partition, status, reason }): ResultEntry => {
    const outcome = status === 'held' ? 'skipped' : 'done';
    return { partition, outcome, task: 'fetch', because: reason, notes: [], milliseconds: 0 };
  });
  const reusable = new Map(decisions.map((decision) => [decision.partition, decision.reusable && !options.force]));
  const entries = await takeStep(here, {
    ...options,
    entries: begun,
    takes: doneBy('fetch'),
    task: 'fetch',
    work: (entry) => fetchOne(here, entry, reusable.get(entry.partition) === true, options.to),
    async onFailure({ partition }, error) {
      await recordFailure(here, partition, describeFailure(error, 'fetch', here.signal), error);
      return {};
    },
  });
  refuseEmpty(context, entries);
  return { dataset: context.pipeline.name, evolved: context.evolved, entries };
}

/** What was selected, also what is done already: only its source can say that it is still so. */
async function decide(
  context: FlowContext,
  options: { selection: Selection; force: boolean; limit: number },
): Promise<Decision[]> {
  const { selection, force, limit } = options;
  const plan = await planFlow(context, { selection, force, limit, checkSource: 'none' });
  if (selection.kind !== 'list') return [...plan.work];
  const named = new Set(selection.partitions);
  const planned = new Map(plan.work.map((decision) => [decision.partition, decision]));
  return plan.decisions
    .filter(({ partition }) => named.has(partition))
    .map((decision) => planned.get(decision.partition) ?? decision);
}

async function fetchOne(context: FlowContext, entry: ResultEntry, reusable: boolean, to: string): Promise<ResultEntry> {
  const { partition } = entry;
  const head = context.heads.get(partition);
  const publication = head?.published?.publication;
  const fetched = await fetchPartition(context, partition, publication && { publication, reusable });
  if (fetched.kind === 'not_ready') {
    const { status, url } = fetched;
    const { head: next } = await context.ledger.append(partition, head, { kind: 'not_ready', status, url });
    context.heads.set(partition, next);
    return {
      ...entry,
      outcome: 'not_ready',
      notes: [...entry.notes, `not published yet: the source answered ${status}`],
    };
  }
  if (fetched.kind === 'unchanged') {
    return {
      ...entry,
      outcome: 'cached',
      notes: [...entry.notes, 'fetch: the source is unchanged since it was published'],
      ...(head?.published === undefined ? {} : { object: describeObject(context.store.url, head.published) }),
    };
  }
  const path = await keep(context, fetched.path, dirname(to), partition);
  const { bytes, sha256 } = fetched.source;
  return {
    ...entry,
    notes: [...entry.notes, `fetch: ${fetched.cached ? 'cache hit' : 'downloaded'} (${fetched.why})`],
    tries: fetched.tries,
    source: fetched.source,
    raw: describeFile(to, { path, bytes, sha256 }),
  };
}

/** A file of the cache may go at any moment: the results need one of their own. */
async function keep({ files }: FlowContext, path: string, folder: string, partition: string): Promise<string> {
  const own = join(folder, `${partition}.raw`);
  if (dirname(path) === folder && basename(path) === basename(own)) return path;
  await files.remove(own);
  try {
    await files.link(path, own);
  } catch {
    // Another device, or a file system without links.
    const file = await files.create(own);
    try {
      for await (const chunk of files.stream(path)) await file.write(chunk);
    } finally {
      await file.close();
    }
  }
  return own;
}

/** When not one partition was ever found, the template is the likelier culprit than the publisher. */
function refuseEmpty(context: FlowContext, entries: readonly ResultEntry[]): void {
  const everFound = [...context.heads.values()].some((head) => head.published !== undefined);
  const missing = entries.filter((entry) => entry.outcome === 'not_ready' || entry.failure?.absent === true);
  if (everFound || missing.length < 2 || missing.length < entries.length) return;
  throw new ConfigurationError(
    'URL_TEMPLATE',
    `${context.pipeline.file}:${context.pipeline.lines.source}: the source had none of the ${entries.length} partitions asked for; look at the URL template in source.url`,
  );
}
