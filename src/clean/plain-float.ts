/** Digits that a double holds exactly, whatever they are. */
const EXACT_DIGITS = 15;

/** The powers of ten that are doubles. */
const POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
];

/**
 * The double nearest to a short decimal text (`-12.5`), straight from bytes and without a string: an integer and a power of ten
 * that are doubles both have the nearest double for a quotient, for that is how IEEE 754 divides. NaN for everything else, wrong
 * or only longer: the full parser decides about those.
 */
export function parsePlainFloat(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative) at++;
  if (end - at > EXACT_DIGITS + 1) return Number.NaN;
  let value = 0;
  let digits = 0;
  let pointAt = -1;
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
    } else if (digit === -2 && pointAt < 0) pointAt = at;
    else return Number.NaN;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return Number.NaN;
  if (pointAt >= 0) value /= POWERS[end - pointAt - 1] as number;
  return negative ? -value : value;
}
