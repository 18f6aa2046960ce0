import { allPartitions, dueAt } from '../pipeline/partitions.ts';
import type { PartitionSettings } from '../pipeline/pipeline.ts';
import type { Occurrences } from '../schedule/schedule.ts';

/** One occurrence to come. */
export interface Appointment {
  /** Milliseconds since the epoch. */
  at: number;
  /** What falls due between the occurrence before and this one, in order: new work, whatever else is still to be done. */
  partitions: string[];
}

/** Pure: the next `count` occurrences after `now`, fewer where the schedule ends. */
export function agenda(
  settings: PartitionSettings,
  occurrences: Occurrences,
  { now, count }: { now: number; count: number },
): Appointment[] {
  const found: Appointment[] = [];
  let before = occurrences.previous(now) ?? Number.NEGATIVE_INFINITY;
  for (let at = occurrences.next(now); at !== undefined && found.length < count; at = occurrences.next(at)) {
    found.push({ at, partitions: dueBetween(settings, before, at) });
    before = at;
  }
  return found;
}

/** The newest fall due last, so that those of a long past need not be looked at. */
function dueBetween(settings: PartitionSettings, after: number, until: number): string[] {
  const all = allPartitions(settings, until);
  if (settings.by === 'none') return all;
  const due: string[] = [];
  for (let index = all.length - 1; index >= 0; index--) {
    const partition = all[index] as string;
    const at = dueAt(settings, partition);
    if (at <= after) break;
    if (at <= until) due.unshift(partition);
  }
  return due;
}
