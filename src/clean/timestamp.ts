import { FIRST_SECOND, LAST_SECOND, type TimeUnit } from '../table/type.ts';
import { type ClockTime, readClock, toEpoch } from './datetime.ts';
import type { Scalar } from './scalar.ts';
import type { Zone } from './zone.ts';

const OFFSET = /(?:(Z| UTC)|([+-])([0-9]{2})(?::?([0-9]{2}))?)$/;

/** Where the clock part of an ISO text ends at the earliest: `2021-01-01 00:00`. A `-` before it is no offset. */
const CLOCK_LENGTH = 16;

export function timestampForm(zoned: boolean): string {
  return `a date and time written YYYY-MM-DD HH:MM:SS${zoned ? '' : ' with Z or an offset such as +05:30'}`;
}

/** The instant of a clock reading in a zone, in `unit`; undefined when it does not exist or is out of range. */
export function instantOf(clock: ClockTime, zone: Zone, unit: TimeUnit): Scalar | undefined {
  const seconds = zone.instant(clock.seconds);
  if (seconds === undefined || seconds < FIRST_SECOND || seconds > LAST_SECOND) return undefined;
  return toEpoch({ seconds, fraction: clock.fraction }, unit);
}

/**
 * ISO 8601 with `Z`, ` UTC` (BigQuery's own export) or an offset up to ±14:59 → epoch in `unit`. A text without an
 * offset is an instant only in the column's declared zone; an offset in the text wins over the zone.
 */
export function parseTimestamp(text: string, unit: TimeUnit, zone: Zone | undefined): Scalar | undefined {
  const match = text.length > CLOCK_LENGTH ? OFFSET.exec(text.slice(CLOCK_LENGTH)) : null;
  if (match === null) {
    const clock = zone === undefined ? undefined : readClock(text);
    return clock === undefined ? undefined : instantOf(clock, zone as Zone, unit);
  }
  const clock = readClock(text.slice(0, text.length - match[0].length));
  const hours = Number(match[3] ?? 0);
  const minutes = Number(match[4] ?? 0);
  if (clock === undefined || hours > 14 || minutes > 59) return undefined;
  const offset = (match[2] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
  return instantOf(clock, { instant: (wall) => wall - offset }, unit);
}
