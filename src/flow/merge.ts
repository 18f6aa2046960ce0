import type { Entry } from '../ledger/entry.ts';
import type { Decision } from '../plan/decide.ts';
import { describeObject, EDITED_NOTE, type ResultEntry } from '../tasks/result.ts';
import type { FlowContext } from './context.ts';

export interface MergeOptions {
  /** What the plan dealt to the jobs. */
  planned: readonly string[];
  /** What the jobs left, as far as it could be had. */
  entries: readonly ResultEntry[];
  /** What the jobs say that they did not begin. */
  left: ReadonlySet<string>;
  /** Whether everything that jobs left could be had: whoever is not in it then left nothing. */
  isAll: boolean;
  /** How things stand now. */
  decisions: readonly Decision[];
  /** What the names of all processes of this workflow run begin with. */
  runPrefix: string;
}

/**
 * One entry for each planned partition: what its job left, else what the ledger says that a job of this run did, else a
 * crash, which is recorded in the ledger, so that the next run takes it for failed. What a job left for the next run is no
 * failure, nor is a partition that is done where not every job could be heard.
 */
export async function mergeResults(context: FlowContext, options: MergeOptions): Promise<ResultEntry[]> {
  const found = new Map(options.entries.map((entry) => [entry.partition, entry]));
  const status = new Map(options.decisions.map((decision) => [decision.partition, decision]));
  const merged: ResultEntry[] = [];
  for (const partition of options.planned) {
    const entry = found.get(partition) ?? (await fromLedger(context, partition, options.runPrefix));
    if (entry !== undefined) {
      merged.push(entry);
      found.delete(partition);
      continue;
    }
    const decision = status.get(partition);
    const because = decision?.reason ?? '';
    const blank = { partition, task: 'fetch', because, notes: [], milliseconds: 0 } as const;
    if (options.left.has(partition)) merged.push({ ...blank, notes: ['left for the next run'], outcome: 'skipped' });
    else if (!options.isAll && decision?.status === 'done')
      merged.push({ ...blank, notes: ['done already'], outcome: 'cached' });
    else merged.push(await recordCrash(context, partition, blank));
  }
  return [...merged, ...found.values()];
}

/** What the last entry of this run in the partition's log says of it, where it says how it ended. */
async function fromLedger(
  context: FlowContext,
  partition: string,
  runPrefix: string,
): Promise<ResultEntry | undefined> {
  const head = context.heads.get(partition);
  if (head === undefined) return undefined;
  const entries = await context.ledger.entries(partition);
  const last = entries.at(-1);
  if (last === undefined || !last.run.run.startsWith(runPrefix)) return undefined;
  const edited = head.published?.publication.taskKey.parts['edited'];
  const notes = edited === undefined ? [] : [`${EDITED_NOTE}: it had the sha256 ${edited}`];
  const base = { partition, because: 'from the ledger', notes, milliseconds: 0 };
  const object = head.published && { object: describeObject(context.store.url, head.published) };
  return endedBy(last, base, object, context.warehouse === undefined);
}

function endedBy(
  last: Entry,
  base: Pick<ResultEntry, 'partition' | 'because' | 'notes' | 'milliseconds'>,
  object: Pick<ResultEntry, 'object'> | undefined,
  lakeIsEnd: boolean,
): ResultEntry | undefined {
  switch (last.kind) {
    case 'loaded':
      return { ...base, ...object, outcome: 'done', task: 'load' };
    case 'published':
      // Before the warehouse a publication alone is half of the way.
      return lakeIsEnd ? { ...base, ...object, outcome: 'done', task: 'upload' } : undefined;
    case 'not_ready':
      return { ...base, outcome: 'not_ready', task: 'fetch' };
    case 'failed': {
      const { reason, task, code, message, contract } = last;
      return {
        ...base,
        outcome: 'failed',
        task: 'fetch',
        failure: { reason, task, code, message, exitCode: contract === true ? 3 : 1, absent: false },
      };
    }
    default:
      return undefined;
  }
}

async function recordCrash(
  context: FlowContext,
  partition: string,
  blank: Omit<ResultEntry, 'outcome'>,
): Promise<ResultEntry> {
  const message = 'its job ended without a result: it was killed, cancelled or ran out of time or memory';
  const failure = { reason: 'crash', task: 'run', code: 'CRASH', message } as const;
  const { head } = await context.ledger.append(partition, context.heads.get(partition), { kind: 'failed', ...failure });
  context.heads.set(partition, head);
  return { ...blank, outcome: 'failed', failure: { ...failure, exitCode: 1, absent: false } };
}
