/**
 * One value on its way from text into a typed column.
 * Whole numbers (int64, scaled decimals, epochs, days, booleans as 0 and 1) are a `number` where it is exact and a
 * `bigint` beyond ±(2^53 − 1), never the other way round, so that equal values are equal map keys.
 */
export type Scalar = number | bigint | string;

/** Text → value; undefined when the text does not fit the type. Nothing is trimmed, guessed or cut. */
export type Parse = (text: string) => Scalar | undefined;

/** The one spelling of a whole number as a scalar. */
export function wholeScalar(value: bigint): Scalar {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Smaller, equal or larger: numbers by value, texts by code unit. */
export function compareScalars(a: Scalar, b: Scalar): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
