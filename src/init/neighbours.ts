import { addDays, addMonths } from '../base/calendar.ts';
import { nextPartition } from '../pipeline/partitions.ts';

/** The partitions that are looked at beside one: the one after it, the one before it, and a year earlier, where the calendar has them. */
export function neighboursOf(partition: string): string[] {
  const first = `${partition}-01-01`.slice(0, 10);
  const size = partition.length;
  const before = size === 10 ? addDays(first, -1) : addMonths(first, size === 7 ? -1 : -12);
  const earlier = size === 4 ? undefined : addMonths(first, -12);
  return [nextPartition(partition), before.slice(0, size), earlier?.slice(0, size)].filter(
    (each): each is string => each !== undefined && /^\d{4}/.test(each),
  );
}
