import { FIRST_SECOND, LAST_SECOND, type TimeUnit } from '../../table/type.ts';

/** 2000-01-01, from where PostgreSQL counts, in seconds since 1970. */
const BEGINNING = 946_684_800;
const DAY = 86_400;
const WORD = 2 ** 32;

/**
 * Days since 1970 → days since 2000; `undefined` outside of the years 1 to 9999. PostgreSQL holds more years, but its extreme
 * numbers mean infinity, and no other warehouse holds more.
 */
export function toDays(days: number): number | undefined {
  return days >= FIRST_SECOND / DAY && days < (LAST_SECOND + 1) / DAY ? days - BEGINNING / DAY : undefined;
}

/**
 * Units since 1970, given as the two words of a 64-bit integer, → microseconds since 2000 as words; `undefined` outside of the
 * years 1 to 9999. Numbers hold 53 bits: milliseconds of these years fit, microseconds do not, so they are never made whole.
 */
export function toMicroseconds(high: number, low: number, unit: TimeUnit): { high: number; low: number } | undefined {
  return unit === 'ms' ? fromMilliseconds(high * WORD + low) : fromMicroseconds(high, low);
}

function fromMilliseconds(value: number): { high: number; low: number } | undefined {
  if (value < FIRST_SECOND * 1000 || value >= (LAST_SECOND + 1) * 1000) return undefined;
  const moment = value - BEGINNING * 1000;
  const upper = Math.floor(moment / WORD);
  const lower = (moment - upper * WORD) * 1000;
  const carry = Math.floor(lower / WORD);
  return { high: upper * 1000 + carry, low: lower - carry * WORD };
}

const FIRST = wordsOf(BigInt(FIRST_SECOND) * 1_000_000n);
const BEHIND = wordsOf(BigInt(LAST_SECOND + 1) * 1_000_000n);
const ZERO = wordsOf(BigInt(BEGINNING) * 1_000_000n);

function fromMicroseconds(high: number, low: number): { high: number; low: number } | undefined {
  if (isBefore(high, low, FIRST) || !isBefore(high, low, BEHIND)) return undefined;
  const borrow = low < ZERO.low ? 1 : 0;
  return { high: high - ZERO.high - borrow, low: low - ZERO.low + borrow * WORD };
}

function isBefore(high: number, low: number, limit: { high: number; low: number }): boolean {
  return high < limit.high || (high === limit.high && low < limit.low);
}

function wordsOf(value: bigint): { high: number; low: number } {
  return { high: Number(value >> 32n), low: Number(value & 0xffff_ffffn) };
}
