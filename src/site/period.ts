import { NO_PARTITION } from '../pipeline/partitions.ts';

/** Where a partition stands in a calendar: `2021-03` in the row `2021` at 2, `2021-03-05` in `2021-03` at 4, a year in its decade. */
export function calendarPlace(partition: string): { row: string; at: number } {
  if (partition === NO_PARTITION) return { row: '', at: 0 };
  const parts = partition.split('-');
  if (parts.length === 1) return { row: `${partition.slice(0, 3)}0s`, at: Number(partition[3]) };
  return { row: parts.slice(0, -1).join('-'), at: Number(parts.at(-1)) - 1 };
}

export type Period = 'day' | 'month' | 'year' | 'none';

export function periodOf(partition: string): Period {
  if (partition === NO_PARTITION) return 'none';
  return partition.length === 10 ? 'day' : partition.length === 7 ? 'month' : 'year';
}

/** Heads of a calendar's columns. */
export const CALENDAR_HEADS: Record<Period, readonly string[]> = {
  day: Array.from({ length: 31 }, (_, at) => String(at + 1)),
  month: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  year: Array.from({ length: 10 }, (_, at) => String(at)),
  none: [''],
};
