import type { ColumnType } from '../table/type.ts';
import { unscaled } from './foreign-text.ts';
import type { ForeignType } from './foreign-type.ts';

/** Whether a stored value can be kept as it is in a column of the declared type. */
export type Fit = 'always' | 'never' | ((value: unknown) => boolean);

/**
 * What a column's declared type makes of the type that a file gives it. Types drift between files of one publisher (whole
 * numbers one month, doubles the next), so a value is what is judged: 3.0 is the whole number 3, 2.5 is none.
 * Decimals out of doubles are left to the column's own rule: a publisher's money comes as doubles as a matter of course.
 */
export function fitOf(from: ForeignType, to: ColumnType): Fit {
  if (from.kind === 'null') return 'always';
  if (to.kind === 'string') return from.kind === 'other' ? 'never' : 'always';
  switch (from.kind) {
    case 'string':
      return 'always';
    case 'int64':
      if (to.kind === 'float64') return isExactDouble;
      return to.kind === 'int64' || to.kind === 'numeric' ? 'always' : 'never';
    case 'float64':
    case 'float16':
      if (to.kind === 'int64') return from.kind === 'float16' ? 'never' : (value) => Number.isInteger(value);
      return to.kind === 'float64' || to.kind === 'numeric' ? 'always' : 'never';
    case 'numeric':
      if (to.kind === 'int64') return (value) => unscaled(value) % 10n ** BigInt(from.scale) === 0n;
      if (to.kind === 'float64') return isShortDecimal;
      return to.kind === 'numeric' ? 'always' : 'never';
    case 'bool':
    case 'date':
      return to.kind === from.kind ? 'always' : 'never';
    case 'time-point':
      if (to.kind === 'datetime') return from.clock === 'zone' ? 'never' : 'always';
      // A wall clock is an instant where the column's rule names its zone; without one the rule refuses it.
      return to.kind === 'timestamp' ? 'always' : 'never';
    case 'uuid':
    case 'time':
    case 'other':
      return 'never';
  }
}

function isExactDouble(value: unknown): boolean {
  const whole = BigInt(value as number | bigint);
  return BigInt(Number(whole)) === whole;
}

/** Up to 15 significant digits a decimal comes back from its nearest double. */
function isShortDecimal(value: unknown): boolean {
  const whole = unscaled(value);
  return (whole < 0n ? -whole : whole) < 10n ** 15n;
}
