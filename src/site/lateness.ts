import { dueAt, lateAt, NO_PARTITION } from '../pipeline/partitions.ts';
import type { PartitionSettings } from '../pipeline/pipeline.ts';
import type { Status } from '../plan/decide.ts';

/**
 * What a partition is at this moment, from what it was when somebody looked: nobody has to run anything for it to fall due and
 * to become late, and a page that was made last month must say so. `isUntried`: its source was never asked for it, so that it
 * is missing from its due time on. Bundled into the page, too.
 */
export function statusAt(
  known: Status,
  schedule: PartitionSettings | undefined,
  partition: string,
  { now, isUntried }: { now: number; isUntried: boolean },
): Status {
  if ((known !== 'missing' && known !== 'not_ready') || schedule === undefined) return known;
  if (now >= lateAt(schedule, partition)) return 'late';
  return isUntried && now >= dueAt(schedule, partition) ? 'missing' : known;
}

/** Milliseconds: when a partition's period ended, when it was due, and from when on it is late. `by: none` has no such times. */
export function expectedAt(
  schedule: PartitionSettings | undefined,
  partition: string,
): { ended: number; due: number; late: number } | undefined {
  if (schedule === undefined || partition === NO_PARTITION) return undefined;
  const due = dueAt(schedule, partition);
  return { ended: due - schedule.lagMs, due, late: lateAt(schedule, partition) };
}

/** Why a partition is late, for a person. */
export function lateReason(late: number): string {
  return `was expected by ${new Date(late).toISOString().slice(0, 10)}`;
}
