import { addDays, addMonths, dateIn, isDate, startOfDay } from '../base/calendar.ts';
import type { PartitionSettings } from './pipeline.ts';

type By = PartitionSettings['by'];

/** The one and only partition of `by: none`. */
export const NO_PARTITION = 'none';

/** How many characters of `YYYY-MM-DD` name a partition. */
const LENGTH: Record<Exclude<By, 'none'>, number> = { year: 4, month: 7, day: 10 };

const PATH_COLUMNS: Record<By, readonly string[]> = {
  year: ['year'],
  month: ['year', 'month'],
  day: ['year', 'month', 'day'],
  none: [],
};

/** How a partition is written, for messages. */
export const PARTITION_FORMS: Record<By, string> = {
  year: 'a year like 2021',
  month: 'a month like 2021-01',
  day: 'a day like 2021-01-05',
  none: '"none", the only partition of by: none',
};

/** `2021-01` is one `by: month`; `2021-13` is none; years from 1000 to 9999. */
export function isPartition(by: By, text: string): boolean {
  if (by === 'none') return text === NO_PARTITION;
  return text.length === LENGTH[by] && isDate(firstDay(text));
}

/** The first day, `YYYY-MM-DD`: the value of `partition_date`. `by: none` has none. */
export function partitionDate(partition: string): string | undefined {
  return partition === NO_PARTITION ? undefined : firstDay(partition);
}

/** Where the partition lies below its dataset: `year=2021/month=01`; empty for `by: none`. */
export function partitionPath(partition: string): string {
  if (partition === NO_PARTITION) return '';
  const [year, month, day] = partition.split('-');
  return [`year=${year}`, ...(month ? [`month=${month}`] : []), ...(day ? [`day=${day}`] : [])].join('/');
}

/** The names in `partitionPath`: readers that know the hive rule make columns of them. */
export function pathColumns(by: By): readonly string[] {
  return PATH_COLUMNS[by];
}

/** The partition after this one; `undefined` after `none` and at the end of the calendar. */
export function nextPartition(partition: string): string | undefined {
  if (partition === NO_PARTITION) return undefined;
  const next = dayAfter(partition);
  return next.startsWith('+') ? undefined : next.slice(0, partition.length);
}

/** From `first` to `last`, both included, in order; no more than `most`. */
export function partitionsBetween(first: string, last: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = [];
  for (
    let at: string | undefined = first;
    at !== undefined && at <= last && found.length < most;
    at = nextPartition(at)
  )
    found.push(at);
  return found;
}

/** Every partition from `start` to the last one whose period has begun in the pipeline's zone, or to `end`, in order. */
export function allPartitions(settings: PartitionSettings, now: number): string[] {
  if (settings.by === 'none') return [NO_PARTITION];
  const current = dateIn(settings.timezone, now).slice(0, LENGTH[settings.by]);
  const { end } = settings;
  return partitionsBetween(settings.start, end !== undefined && end < current ? end : current);
}

/**
 * Milliseconds: the end of the partition's last day in its zone, plus the lag. `by: none` is always due: it has no last
 * day.
 */
export function dueAt(settings: PartitionSettings, partition: string): number {
  if (partition === NO_PARTITION) return 0;
  return startOfDay(settings.timezone, dayAfter(partition)) + settings.lagMs;
}

/** Milliseconds: from here on a partition that is still not ready is late. `by: none` never is. */
export function lateAt(settings: PartitionSettings, partition: string): number {
  return partition === NO_PARTITION ? Number.POSITIVE_INFINITY : dueAt(settings, partition) + settings.graceMs;
}

/** Fills `{YYYY}`, `{YY}`, `{MM}` and `{DD}` with the partition's first day; `none` fills nothing, and `${YYYY}` is not ours. */
export function fillUrl(url: string, partition: string): string {
  if (partition === NO_PARTITION) return url;
  const [year = '', month = '', day = ''] = firstDay(partition).split('-');
  const values: Record<string, string> = { YYYY: year, YY: year.slice(2), MM: month, DD: day };
  return url.replace(/(?<!\$)\{(YYYY|YY|MM|DD)\}/g, (_, token: string) => values[token] as string);
}

function firstDay(partition: string): string {
  return `${partition}-01-01`.slice(0, 10);
}

/** The day after the partition's last one. */
function dayAfter(partition: string): string {
  if (partition.length === LENGTH.day) return addDays(partition, 1);
  return addMonths(firstDay(partition), partition.length === LENGTH.month ? 1 : 12);
}
