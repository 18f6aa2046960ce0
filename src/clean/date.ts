const FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const DATE_FORM = 'a date from 0001-01-01 to 9999-12-31 written YYYY-MM-DD';

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar; undefined when there is no such day in the years
 * 1…9999, BigQuery's DATE range. 2021-02-30 is no day: it does not roll over.
 */
export function daysOf(year: number, month: number, day: number): number | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day > (MONTH_DAYS[month - 1] as number) + leap) return undefined;
  // Counted from 1 March, so that the leap day ends the year.
  const y = month <= 2 ? year - 1 : year;
  const m = month <= 2 ? month + 9 : month - 3;
  const dayOfYear = Math.floor((153 * m + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

/** `2021-01-31` → days since 1970-01-01. */
export function parseDate(text: string): number | undefined {
  const match = FORM.exec(text);
  return match === null ? undefined : daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
}
