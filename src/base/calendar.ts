/**
 * Days and zones. Dates are texts `YYYY-MM-DD` of the proleptic Gregorian calendar, instants are milliseconds since the
 * epoch. Zone rules come from `Intl`, that is from the IANA database inside Node.
 */

const DAY = 86_400_000;

/** Most pipelines' zone. It is known without the tables of zones, which take longer to load than a plan to make. */
const UTC = 'UTC';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Is it a name of the IANA database, or UTC? Bare offsets are not: they know no daylight saving. */
export function isTimeZone(name: string): boolean {
  if (name === UTC) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** A day that exists: `2021-02-29` does not. Years from 1000 to 9999. */
export function isDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** `addDays('2020-02-28', 2)` is `2020-03-01`. */
export function addDays(date: string, days: number): string {
  return dateOf(utcMidnight(date) + days * DAY);
}

/** The first day of the month that begins `months` after the one that `date` lies in. */
export function addMonths(date: string, months: number): string {
  const first = new Date(utcMidnight(date));
  return dateOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1));
}

/** The date that a calendar on the wall shows at `instant` in `zone`. */
export function dateIn(zone: string, instant: number): string {
  return dateOf(instant + offsetAt(zone, instant));
}

/**
 * The instant at which `date` begins in `zone`. Where a change of the clock skips midnight (Beirut, Samoa) it is the
 * moment of the change; where midnight comes twice (Havana) it is the first one.
 */
export function startOfDay(zone: string, date: string): number {
  const wall = utcMidnight(date);
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(zone, wall - offset) === offset) return wall - offset;
  }
  return wall - before;
}

/** What a clock on the wall shows at `instant` in `zone`, to the minute: `2021-03-28T03:00`. */
export function wallTimeIn(zone: string, instant: number): string {
  return new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 16);
}

/**
 * The instant at which a clock in `zone` shows `wall` (`2021-03-28T02:30`). A time that comes twice is the first one; for a
 * time that is skipped it is the moment of the change, as with cron and with GitHub's own schedules.
 */
export function instantAt(zone: string, wall: string): number {
  const shown = Date.parse(`${wall}Z`);
  const before = offsetAt(zone, shown - DAY);
  const after = offsetAt(zone, shown + DAY);
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(zone, shown - offset) === offset) return shown - offset;
  }
  // Skipped: the change lies between what the two offsets make of it.
  let [early, late] = [shown - after, shown - before];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (offsetAt(zone, middle) === before) early = middle;
    else late = middle;
  }
  return late;
}

/** Wall clock minus UTC, in milliseconds: −18,000,000 in New York in winter. */
function offsetAt(zone: string, instant: number): number {
  if (zone === UTC) return 0;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value);
  const {
    year = 0,
    month = 0,
    day = 0,
    hour = 0,
    minute = 0,
    second = 0,
  } = parts as {
    [part in 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second']?: number;
  };
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** After 9999 with a sign and six digits (ECMA-262), which `utcMidnight` reads back. */
function dateOf(instant: number): string {
  return new Date(instant).toISOString().split('T')[0] as string;
}
