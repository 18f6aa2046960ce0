import type { Receipt } from '../base/ports/warehouse.ts';
import type { Head } from '../ledger/entry.ts';
import { dueAt, lateAt } from '../pipeline/partitions.ts';
import type { PartitionSettings } from '../pipeline/pipeline.ts';

/** Computed, never stored; worst first. */
export const STATUSES = ['failed', 'late', 'running', 'missing', 'due', 'stale', 'not_ready', 'held', 'done'] as const;
export type Status = (typeof STATUSES)[number];

/** Everything that was seen about one partition. What was not looked at is absent. */
export interface Observation {
  partition: string;
  head?: Head;
  object?: { kind: 'absent' } | { kind: 'same' } | { kind: 'altered'; sha256: string };
  /** `undefined`: there is no warehouse; `none`: it never got this partition. */
  receipt?: Receipt | 'none';
  source?:
    | { kind: 'unchanged' }
    | { kind: 'changed'; part: string; old?: string; new?: string }
    | { kind: 'unknown'; why: string };
  /** Parts of the task key that differ from the publication's, except the source's own revision. */
  stale?: readonly { part: string; old?: string; new?: string }[];
}

/** What is to be done about a partition, and why. */
export interface Decision {
  partition: string;
  status: Status;
  /** `run`: from the source; `load`: the object in the lake is good, only the warehouse lacks it; `none`. */
  action: 'run' | 'load' | 'none';
  /** One line for a person. */
  reason: string;
  /** The published object is sound and made with today's settings: if the source is unchanged, there is nothing to convert. */
  reusable: boolean;
}

/** Pure: the same observations, settings and time give the same decision. */
export function decide(seen: Observation, settings: PartitionSettings, now: number): Decision {
  const { partition, head } = seen;
  const reusable = seen.object?.kind === 'same' && (seen.stale?.length ?? 0) === 0 && !head?.open;
  const say = (status: Status, action: Decision['action'], reason: string): Decision => ({
    partition,
    status,
    action,
    reason,
    reusable,
  });

  if (head?.held) return say('held', 'none', `held by ${head.held.who}: ${head.held.why}`);
  // An intent whose own run said afterwards that it failed is no publication under way.
  const failedSince = head?.open !== undefined && head.failed !== undefined && head.failed.number > head.open.number;
  if (head?.open && !failedSince) return say('running', 'run', 'a publication was begun and not finished');
  if (head?.failed) {
    return say(
      'failed',
      lacksOnlyItsLoad(seen, reusable) ? 'load' : 'run',
      `last attempt failed in ${head.failed.task} (${head.failed.reason}): ${head.failed.message}`,
    );
  }
  if (!head?.published) {
    if (now < dueAt(settings, partition)) {
      return say('not_ready', 'none', `due from ${day(dueAt(settings, partition))}`);
    }
    if (now >= lateAt(settings, partition) && head?.notReady) {
      return say(
        'late',
        'run',
        `the source answered ${head.notReady.status}, and it was expected by ${day(lateAt(settings, partition))}`,
      );
    }
    if (head?.notReady)
      return say('not_ready', 'run', `the source answered ${head.notReady.status} on ${head.notReady.at.slice(0, 10)}`);
    return say('missing', 'run', 'never published');
  }

  if (seen.object?.kind === 'absent') return say('due', 'run', 'its object is missing from the lake');
  if (seen.object?.kind === 'altered') {
    const expected = head.published.publication.object.sha256;
    return say('due', 'run', `its object was altered: sha256 ${short(expected)} → ${short(seen.object.sha256)}`);
  }
  if (seen.source?.kind === 'changed') {
    return say(
      'due',
      'run',
      `its source changed: ${seen.source.part} ${shown(seen.source.old)} → ${shown(seen.source.new)}`,
    );
  }
  const load = needsLoad(seen.receipt, head);
  if (load !== undefined) return say('due', 'load', load);
  if (seen.stale && seen.stale.length > 0) {
    const parts = seen.stale.map(({ part, old, new: now }) => `${part} ${shown(old)} → ${shown(now)}`);
    return say('stale', 'none', `made with other settings: ${parts.join(', ')}`);
  }
  return say('done', 'none', `published ${head.published.at.slice(0, 10)}`);
}

/** The load failed after the publication, and nothing of that has changed: to publish it again would load it twice. */
function lacksOnlyItsLoad({ head, source, receipt }: Observation, reusable: boolean): boolean {
  return reusable && head?.failed?.task === 'load' && source?.kind !== 'changed' && receipt !== undefined;
}

/** Why the warehouse has to load a published partition (again), or undefined when its receipt agrees. */
export function needsLoad(receipt: Receipt | 'none' | undefined, head: Head): string | undefined {
  const published = head.published;
  if (receipt === undefined || published === undefined) return undefined;
  if (receipt === 'none') return 'not loaded in this warehouse';
  if (receipt.publication !== published.number || receipt.sha256 !== published.publication.object.sha256) {
    return `the warehouse holds publication ${receipt.publication}, the lake ${published.number}`;
  }
  if (receipt.rowsNow !== published.publication.rows) {
    return `the table differs: ${receipt.rowsNow} rows instead of ${published.publication.rows}`;
  }
  return undefined;
}

/** The worst of many, for an exit code and a headline. */
export function worst(statuses: Iterable<Status>): Status {
  let found: Status = 'done';
  for (const status of statuses) if (STATUSES.indexOf(status) < STATUSES.indexOf(found)) found = status;
  return found;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function short(digest: string): string {
  return digest.slice(0, 12);
}

function shown(value: string | undefined): string {
  return value === undefined ? 'none' : value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
