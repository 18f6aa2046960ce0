import { daysOf } from './date.ts';

/** Bytes of `YYYY-MM-DD HH:MM:SS`. */
export const FIXED_LENGTH = 19;

/**
 * Reads `YYYY-MM-DD HH:MM:SS` (or with `T`) straight from bytes, without a string: seconds since 1970-01-01 of that
 * clock, NaN for anything else. Nearly all values of a month share some thirty days, so the last day is remembered.
 */
export function createFixedDatetime(): (bytes: Uint8Array, start: number) => number {
  let lastDate = -1;
  let lastSeconds = Number.NaN;
  return (bytes, start) => {
    let odd = 0;
    const pair = (at: number): number => {
      const tens = (bytes[start + at] as number) - 48;
      const ones = (bytes[start + at + 1] as number) - 48;
      // A byte that is no digit is negative or above 9: either sets the sign bit here.
      odd |= tens | ones | (9 - tens) | (9 - ones);
      return tens * 10 + ones;
    };
    const date = pair(0) * 1_000_000 + pair(2) * 10_000 + pair(5) * 100 + pair(8);
    const hour = pair(11);
    const minute = pair(14);
    const second = pair(17);
    const middle = bytes[start + 10];
    if (
      odd < 0 ||
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
