import type { TimeUnit } from '../table/type.ts';
import { daysOf } from './date.ts';
import { type Scalar, wholeScalar } from './scalar.ts';

const FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?$/;

export function datetimeForm(unit: TimeUnit): string {
  return `a date and time without a zone, written YYYY-MM-DD HH:MM:SS, with up to ${FRACTION_DIGITS[unit]} fraction digits`;
}

const FRACTION_DIGITS = { ms: 3, us: 6 } as const;

/** A clock reading: whole seconds since 1970-01-01 00:00:00 of that clock, and the digits after the decimal point. */
export interface ClockTime {
  seconds: number;
  fraction: string;
}

/** Seconds of a clock reading; undefined when no clock shows it. 24:00:00 and leap seconds (:60) do not exist here. */
export function clockSeconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  const days = daysOf(year, month, day);
  if (days === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  return days * 86_400 + hour * 3600 + minute * 60 + second;
}

/** ISO 8601 without a zone; seconds may be left out. */
export function readClock(text: string): ClockTime | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction] = match;
  const seconds = clockSeconds(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  );
  return seconds === undefined ? undefined : { seconds, fraction: fraction ?? '' };
}

/** Seconds and fraction digits → epoch in `unit`. Digits finer than the unit must be zeros: a value is never cut. */
export function toEpoch({ seconds, fraction }: ClockTime, unit: TimeUnit): Scalar | undefined {
  const digits = FRACTION_DIGITS[unit];
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return undefined;
  const part = Number(fraction.slice(0, digits).padEnd(digits, '0'));
  if (unit === 'ms') return seconds * 1000 + part;
  return wholeScalar(BigInt(seconds) * 1_000_000n + BigInt(part));
}

/** `2021-01-01 00:30:10` → epoch of a wall clock, in `unit`, as if the clock stood in UTC. */
export function parseDatetime(text: string, unit: TimeUnit): Scalar | undefined {
  const clock = readClock(text);
  return clock === undefined ? undefined : toEpoch(clock, unit);
}
