import { type Scalar, wholeScalar } from './scalar.ts';

const FORM = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/;

/** From this many significant digits on, a text can be the full spelling of a double. */
const NOISE_DIGITS = 15;

export function numericForm(precision: number, scale: number): string {
  return `a decimal number with up to ${precision - scale} digits before and ${scale} after the point`;
}

/**
 * Decimal text → unscaled integer (`12.5` for scale 2 → 1250). `.50` and `5.` are read; exponents are not. More
 * fraction digits than the scale are rejected unless the extra ones are zeros: nothing is rounded, with one exception.
 *
 * NYC's 2009–2014 files spell doubles out to 17 digits (`2.6299999999999999`, which is the double 2.63). A text of at
 * least 15 significant digits whose shortest spelling as a double (ECMAScript's Number::toString) fits the scale is
 * taken as that value where it is this double written out to as many digits: its author can only have meant the double. A
 * longer decimal that is no double (`123456789012345.678`) is rejected like any other surplus of digits.
 */
export function parseNumeric(text: string, precision: number, scale: number): Scalar | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const whole = match[2] as string;
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > scale) {
    const written = (whole + fraction).replace(/^0+/, '');
    if (written.length < NOISE_DIGITS || written !== digitsOf(Number(text), written.length)) return undefined;
    const shortest = String(Number(text));
    // The shortest spelling of a double never ends in a zero fraction digit, so this calls itself once at most.
    if (shortest === text || (shortest.split('.')[1] ?? '').length > scale) return undefined;
    return parseNumeric(shortest, precision, scale);
  }
  const digits = (whole + kept.padEnd(scale, '0')).replace(/^0+/, '');
  if (digits.length > precision) return undefined;
  if (digits === '') return 0;
  if (digits.length <= 15) return match[1] === '-' ? -Number(digits) : Number(digits);
  return wholeScalar(match[1] === '-' ? -BigInt(digits) : BigInt(digits));
}

/** The significant digits of a double, rounded correctly to so many; undefined for more than JavaScript tells. */
function digitsOf(value: number, count: number): string | undefined {
  if (count > 100) return undefined;
  return Math.abs(value).toPrecision(count).replace(/e.*/, '').replace('.', '').replace(/^0+/, '');
}
