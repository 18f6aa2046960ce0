/** When a dataset wants to be planned: `schedule:` of a pipeline file. Zones are names of the IANA database. */
export type Schedule =
  /** Five fields, read in the zone. */
  | { kind: 'cron'; cron: string; timezone: string }
  /** Counted from the anchor, `2021-01-01T06:00` on a clock of the zone. */
  | { kind: 'every'; everyMs: number; anchor: string; timezone: string }
  /** RFC 5545, 3.3.10; the anchor is its DTSTART. */
  | { kind: 'rrule'; rrule: string; anchor: string; timezone: string };

/** The moments of a schedule, in milliseconds since the epoch. */
export interface Occurrences {
  /** The newest at `now` or before; undefined: it has not begun. */
  previous(now: number): number | undefined;
  /** The first after `after`; undefined: it has ended. */
  next(after: number): number | undefined;
}
