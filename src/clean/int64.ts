import { type Scalar, wholeScalar } from './scalar.ts';

const FORM = /^[+-]?[0-9]+$/;
const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;

export const INT64_FORM = 'a whole number from -9223372036854775808 to 9223372036854775807';

/**
 * Decimal digits with an optional sign: leading zeros and `+` are read, `1.0`, `1e3`, `1_000`, `0x1F`, blanks and
 * digits of other scripts are not. Exact over the whole range of INT64; beyond it undefined.
 */
export function parseInt64(text: string): Scalar | undefined {
  if (!FORM.test(text)) return undefined;
  // Up to 15 digits a double is exact; adding 0 turns -0 into 0, for integers have no negative zero.
  if (text.length <= 15) return Number(text) + 0;
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return value < LOWEST || value > HIGHEST ? undefined : wholeScalar(value);
}
