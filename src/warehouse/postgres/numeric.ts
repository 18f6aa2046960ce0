/** A header of 8 bytes and at most 11 groups of four digits: 29 digits before the point, 9 behind it. */
export const MOST_NUMERIC_BYTES = 8 + 2 * 11;

const NEGATIVE = 0x4000;

const groups = new Uint16Array(16);

/**
 * Writes `value` × 10^−scale in the binary form of PostgreSQL's numeric and returns its bytes: number of groups, weight of the
 * first group (a power of 10,000), sign, digits behind the point, then the groups of four decimal digits, without zero groups
 * at either end. Exact for integers up to 2^53 as numbers, and for all as bigint.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/numeric.c (numeric_send)
 */
export function writeNumeric(view: DataView, at: number, value: number | bigint, scale: number): number {
  const behind = Math.ceil(scale / 4);
  const padding = 10 ** (4 * behind - scale);
  const isNegative = value < 0;
  const count =
    typeof value === 'number' && Math.abs(value) * padding <= Number.MAX_SAFE_INTEGER
      ? splitNumber(Math.abs(value) * padding)
      : splitBigint((isNegative ? -BigInt(value) : BigInt(value)) * BigInt(padding));
  let first = 0;
  while (first < count && groups[first] === 0) first++;
  const kept = count - first;
  view.setInt16(at, kept);
  view.setInt16(at + 2, kept === 0 ? 0 : count - behind - 1);
  view.setInt16(at + 4, isNegative ? NEGATIVE : 0);
  view.setInt16(at + 6, scale);
  for (let k = 0; k < kept; k++) view.setInt16(at + 8 + 2 * k, groups[count - 1 - k] as number);
  return 8 + 2 * kept;
}

/** Fills `groups` from the last digits on; returns how many there are. */
function splitNumber(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; ) {
    const next = Math.floor(rest / 10_000);
    groups[count++] = rest - next * 10_000;
    rest = next;
  }
  return count;
}

function splitBigint(value: bigint): number {
  let count = 0;
  for (let rest = value; rest > 0n; rest /= 10_000n) groups[count++] = Number(rest % 10_000n);
  return count;
}
