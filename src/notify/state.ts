import { formatCount } from '../base/byte-size.ts';
import type { Head, Publication } from '../ledger/entry.ts';
import type { NoticeState } from '../pipeline/notify.ts';
import { dueAt, lateAt } from '../pipeline/partitions.ts';
import type { PartitionSettings } from '../pipeline/pipeline.ts';
import type { Decision } from '../plan/decide.ts';

/** What there is to tell of a partition. */
export interface PartitionState {
  partition: string;
  /** `well`: nothing, but the end of what was told before. */
  state: Exclude<NoticeState, 'recovered'> | 'well';
  /** What tells two failures apart: task and code. */
  detail?: string;
  /** Number of the entry in its log that made it so; 0: nobody ever tried it, and the date alone did. */
  cause: number;
  /** Number of the newest entry with which all was well; 0: it never was. */
  wellAt: number;
  reason: string;
  task?: string;
  code?: string;
  /** What is published of it, and the number of that entry. */
  publication?: Publication;
  publishedAt?: number;
}

/** What a dataset's partitions are judged by, beside their logs. Times in milliseconds since the epoch. */
export interface Watch {
  /** There is no warehouse. */
  lakeIsEnd: boolean;
  partitions: PartitionSettings;
  now: number;
  /** When the dataset's ledger began. What was due before is a backfill: nobody waited for it then. */
  began: number;
}

/**
 * Pure over the plan's decision and the folded log. Undefined where nothing is to be said: not due yet, under way, held by
 * somebody who knows about it.
 */
export function stateOf(decision: Decision, head: Head | undefined, watch: Watch): PartitionState | undefined {
  const { partition, status } = decision;
  if (status === 'missing') return untriedState(decision, head, watch);
  if (head === undefined) return undefined;
  const { lakeIsEnd } = watch;
  const { failed, notReady, published } = head;
  const loads = Object.values(head.loaded).map(({ number }) => number);
  const base = {
    partition,
    wellAt: lakeIsEnd ? (published?.number ?? 0) : Math.max(0, ...loads),
    ...(published === undefined ? {} : { publication: published.publication, publishedAt: published.number }),
  };
  if (status === 'failed' && failed !== undefined) {
    const { task, code, message, number } = failed;
    const state = failed.contract === true ? 'contract' : 'failed';
    return {
      ...base,
      state,
      detail: `${task} ${code}`,
      cause: number,
      task,
      code,
      reason: `${message} [${code} in ${task}]`,
    };
  }
  if (status === 'late')
    return { ...base, state: 'late', cause: notReady?.number ?? head.number, reason: decision.reason };
  if ((status !== 'done' && status !== 'stale') || published === undefined) return undefined;
  const rows = `${formatCount(published.publication.rows)} rows`;
  return {
    ...base,
    state: 'well',
    cause: head.number,
    reason: `published on ${published.at.slice(0, 10)} with ${rows}`,
  };
}

/** Whoever does not try is no less late: the schedule stopped, a limit left it for later, its job was cut off. */
function untriedState(
  { partition, reason }: Decision,
  head: Head | undefined,
  { partitions, now, began }: Watch,
): PartitionState | undefined {
  const late = lateAt(partitions, partition);
  if (now < late || dueAt(partitions, partition) < began) return undefined;
  const expected = new Date(late).toISOString().slice(0, 10);
  const number = head?.number ?? 0;
  return {
    partition,
    state: 'late',
    wellAt: 0,
    cause: number,
    reason: `${reason}, and it was expected by ${expected}`,
  };
}

/** The same for those who want to know of rejected rows although the partition counts. */
export function withRejects(state: PartitionState, { above }: { above: number }): PartitionState {
  const { publication, publishedAt } = state;
  if (state.state !== 'well' || publication === undefined || publishedAt === undefined) return state;
  const { rejected, rowsRead, rejectedBy } = publication;
  if (rejected === 0 || rejected / rowsRead <= above) return state;
  const rules = Object.entries(rejectedBy).sort(([, a], [, b]) => b - a);
  const told = rules.slice(0, MOST_RULES).map(([rule, count]) => `${rule} ${formatCount(count)}`);
  const rest = rules.length > MOST_RULES ? ` and ${rules.length - MOST_RULES} more rules` : '';
  return {
    ...state,
    state: 'rejects',
    cause: publishedAt,
    reason:
      `${formatCount(rejected)} of ${formatCount(rowsRead)} rows were rejected ` +
      `(${Number(((100 * rejected) / rowsRead).toFixed(2))} %): ${told.join(', ')}${rest}`,
  };
}

const MOST_RULES = 5;
