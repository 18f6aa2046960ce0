import { daysOf } from './date.ts';

/** Bytes of `YYYY-MM-DD HH:MM:SS`. */
export const FIXED_LENGTH = 19;

/** Far enough below zero to keep every sum that it enters there. */
const NO_DIGITS = -(2 ** 30);

/** Two digits as a number. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_DIGITS;
}

/**
 * Reads `YYYY-MM-DD HH:MM:SS` (or with `T`) straight from bytes, without a string: seconds since 1970-01-01 of that
 * clock, NaN for anything else. Nearly all values of a month share some thirty days, so the last day is remembered.
 */
export function createFixedDatetime(): (bytes: Uint8Array, start: number) => number {
  let lastDate = -1;
  let lastSeconds = Number.NaN;
  return (bytes, start) => {
    const date =
      pair(bytes, start) * 1_000_000 +
      pair(bytes, start + 2) * 10_000 +
      pair(bytes, start + 5) * 100 +
      pair(bytes, start + 8);
    const hour = pair(bytes, start + 11);
    const minute = pair(bytes, start + 14);
    const second = pair(bytes, start + 17);
    const middle = bytes[start + 10];
    if (
      date < 0 ||
      hour < 0 ||
      minute < 0 ||
      second < 0 ||
      bytes[start + 4] !== 45 ||
      bytes[start + 7] !== 45 ||
      (middle !== 32 && middle !== 84) ||
      bytes[start + 13] !== 58 ||
      bytes[start + 16] !== 58 ||
      hour > 23 ||
      minute > 59 ||
      second > 59
    ) {
      return Number.NaN;
    }
    if (date !== lastDate) {
      const days = daysOf(Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100);
      lastDate = date;
      lastSeconds = days === undefined ? Number.NaN : days * 86_400;
    }
    return lastSeconds + hour * 3600 + minute * 60 + second;
  };
}
