import type { ColumnType } from '../table/type.ts';

/**
 * A value as text in its column's own form: `12.50`, `2021-01-31`, `2021-01-31T23:59:59.5`, an instant with `Z`.
 * `value` is what Parquet stores: unscaled, days or units since 1970.
 */
export function valueText(type: ColumnType, value: bigint | number): string {
  switch (type.kind) {
    case 'int64':
      return String(value);
    case 'float64':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bool':
      return value ? 'true' : 'false';
    case 'numeric':
      return decimalText(BigInt(value), type.scale);
    case 'date':
      return dateText(BigInt(value));
    case 'datetime':
    case 'timestamp': {
      const perSecond = type.unit === 'ms' ? 1_000n : 1_000_000n;
      const instant = BigInt(value);
      const fraction = ((instant % perSecond) + perSecond) % perSecond;
      const seconds = (instant - fraction) / perSecond;
      const second = ((seconds % 86_400n) + 86_400n) % 86_400n;
      const clock = [second / 3600n, (second / 60n) % 60n, second % 60n].map((part) => pad(part, 2)).join(':');
      const digits = fraction === 0n ? '' : `.${pad(fraction, type.unit === 'ms' ? 3 : 6).replace(/0+$/, '')}`;
      const zone = type.kind === 'timestamp' ? 'Z' : '';
      return `${dateText((seconds - second) / 86_400n)}T${clock}${digits}${zone}`;
    }
    case 'string':
      throw new TypeError('a string has no number');
  }
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar, for any day: years before 0 or after 9999 are signed, as in
 * ISO 8601. https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
function dateText(days: bigint): string {
  const shifted = days + 719_468n;
  const dayOfEra = ((shifted % 146_097n) + 146_097n) % 146_097n;
  const era = (shifted - dayOfEra) / 146_097n;
  const yearOfEra = (dayOfEra - dayOfEra / 1_460n + dayOfEra / 36_524n - dayOfEra / 146_096n) / 365n;
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n);
  const monthFromMarch = (5n * dayOfYear + 2n) / 153n;
  const day = dayOfYear - (153n * monthFromMarch + 2n) / 5n + 1n;
  const month = monthFromMarch < 10n ? monthFromMarch + 3n : monthFromMarch - 9n;
  const year = yearOfEra + era * 400n + (month <= 2n ? 1n : 0n);
  const sign = year < 0n ? '-' : year > 9999n ? '+' : '';
  return `${sign}${pad(year < 0n ? -year : year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: bigint, width: number): string {
  return String(value).padStart(width, '0');
}
