import type { ColumnType } from '../table/type.ts';
import type { ForeignType, SecondDigits } from './foreign-type.ts';

/**
 * The text of a value as a CSV would have it, exact to the last digit, so that the same rules read it: no value passes
 * through a double or a `Date` that is not one in the file. `value` is what the file stores: integers, doubles, bytes.
 * `target` matters where a stored time does not say whether it is a wall clock, and where a whole number is wanted.
 * Throws RangeError for bytes that are no text, and for times outside the years 1…9999.
 */
export function valueTexter(type: ForeignType, target: ColumnType['kind']): (value: unknown) => string {
  switch (type.kind) {
    case 'int64':
      if (type.unsigned === 32) return (value) => String(Number(value) >>> 0);
      if (type.unsigned === 64) return (value) => String(BigInt.asUintN(64, BigInt(value as bigint)));
      return String;
    case 'float64':
      return (value) => doubleText(value as number);
    case 'float16':
      return (value) => doubleText(halfOf(value as Uint8Array));
    case 'numeric':
      return (value) => decimalText(unscaled(value), type.scale, target === 'int64');
    case 'bool':
      return (value) => (value ? 'true' : 'false');
    case 'string':
      return utf8Text;
    case 'uuid':
      return (value) => uuidText(value as Uint8Array);
    case 'date':
      return (value) => dayText(BigInt(value as number));
    case 'time':
      return (value) => clockText(BigInt(value as number | bigint), type.digits);
    case 'time-point': {
      const isWall = type.clock === 'wall' || (type.clock === 'unsaid' && target === 'datetime');
      const day = lastDay();
      return (value) => pointText(BigInt(value as bigint), type.digits, isWall, day);
    }
    case 'null':
    case 'other':
      return (value) => (value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}` : String(value));
  }
}

/** The shortest text that gives the same double, without an exponent: decimals and whole numbers are written without one. */
export function doubleText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value)) return String(BigInt(value));
  const text = String(value);
  const match = /^(-?)([0-9])(?:\.([0-9]+))?e-([0-9]+)$/.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction = '', exponent] = match;
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${whole}${fraction}`;
}

/** IEEE 754 binary16, little-endian. */
function halfOf(bytes: Uint8Array): number {
  const bits = ((bytes[1] as number) << 8) | (bytes[0] as number);
  const sign = bits >>> 15 === 1 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

/** A decimal's whole number: INT32, INT64, or big-endian two's complement bytes. */
export function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  if (value.length === 0) return 0n;
  const whole = BigInt(`0x${Buffer.from(value).toString('hex')}`);
  return BigInt.asIntN(8 * value.length, whole);
}

function decimalText(whole: bigint, scale: number, bare: boolean): string {
  const sign = whole < 0n ? '-' : '';
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  if (scale === 0) return sign + digits;
  const [front, back] = [digits.slice(0, -scale), digits.slice(-scale)];
  return bare && /^0*$/.test(back) ? sign + front : `${sign}${front}.${back}`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8Text(value: unknown): string {
  try {
    return utf8.decode(value as Uint8Array);
  } catch {
    throw new RangeError('bytes that are not UTF-8 text');
  }
}

function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Days of the year 1 and of the year 9999, from 1970: what four digits can write. */
const FIRST_DAY = -719_162n;
const LAST_DAY = 2_932_896n;

function dayText(days: bigint): string {
  if (days < FIRST_DAY || days > LAST_DAY) throw new RangeError(`the day ${days}, outside the years 1 to 9999`);
  return new Date(Number(days) * 86_400_000).toISOString().slice(0, 10);
}

function clockText(since: bigint, digits: SecondDigits): string {
  const perSecond = 10n ** BigInt(digits);
  const seconds = since / perSecond;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const fraction = String(since % perSecond)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

/** Times come in order more often than not. */
function lastDay(): typeof dayText {
  let last: bigint | undefined;
  let text = '';
  return (days) => {
    if (days !== last) {
      text = dayText(days);
      last = days;
    }
    return text;
  };
}

function pointText(since: bigint, digits: SecondDigits, isWall: boolean, dayOf: typeof dayText): string {
  const perDay = 86_400n * 10n ** BigInt(digits);
  const within = ((since % perDay) + perDay) % perDay;
  const day = dayOf((since - within) / perDay);
  return `${day} ${clockText(within, digits)}${isWall ? '' : 'Z'}`;
}
