/** Digits that a double holds exactly, whatever they are. */
const EXACT_DIGITS = 15;

/**
 * A short decimal text (`-12.5`) straight from bytes as an integer scaled by 10^`scale` (−1250 for scale 2), without a
 * string. NaN for everything else, wrong or only longer: the full parser decides about those.
 */
export function parsePlainDecimal(bytes: Uint8Array, start: number, end: number, scale: number): number {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative) at++;
  if (end - at > EXACT_DIGITS || end <= at) return Number.NaN;
  let value = 0;
  let digits = 0;
  let fraction = -1;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 46) {
      // Whole numbers have no point; a second point is nothing at all.
      if (scale === 0 || fraction >= 0) return Number.NaN;
      fraction = 0;
      continue;
    }
    const digit = byte - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
    digits++;
    if (fraction >= 0) fraction++;
  }
  if (fraction < 0) fraction = 0;
  if (digits === 0 || fraction > scale || digits + scale - fraction > EXACT_DIGITS) return Number.NaN;
  for (; fraction < scale; fraction++) value *= 10;
  return negative ? 0 - value : value;
}
