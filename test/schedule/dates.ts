import { openSchedule } from '../../src/schedule/occurrences.ts';
import type { Occurrences, Schedule } from '../../src/schedule/schedule.ts';

const ANCHOR = '2000-01-01T00:00';

export const cron = (text: string, timezone = 'UTC'): Schedule => ({ kind: 'cron', cron: text, timezone });
export const rrule = (text: string, timezone = 'UTC', anchor = ANCHOR): Schedule => ({
  kind: 'rrule',
  rrule: text,
  anchor,
  timezone,
});
export const every = (hours: number, timezone = 'UTC', anchor = ANCHOR): Schedule => ({
  kind: 'every',
  everyMs: hours * 3_600_000,
  anchor,
  timezone,
});

/** `2026-03-29T01:00Z` … */
export const shortUtc = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;

/** The first `count` moments after `from`. */
export function datesAfter(schedule: Schedule | Occurrences, from: string, count: number): string[] {
  const occurrences = 'kind' in schedule ? openSchedule(schedule) : schedule;
  const dates: string[] = [];
  let at = occurrences.next(Date.parse(from));
  for (; at !== undefined && dates.length < count; at = occurrences.next(at)) dates.push(shortUtc(at));
  return dates;
}
