import type { Column, Values } from './column.ts';
import type { Field } from './schema.ts';
import type { ColumnType, TimeUnit } from './type.ts';

/** One typed value as text for people, in the column's own form (`2021-01-01 00:30:10`, `12.50`); null for null. */
export function cellText(field: Field, column: Column, row: number): string | null {
  if (column.kind === 'dictionary') {
    const index = column.indices[row] as number;
    return index === 0 ? null : valueText(field.type, column.dictionary, index - 1);
  }
  return column.validity?.[row] === 0 ? null : valueText(field.type, column.values, row);
}

/** The value at `at`. A datetime has no zone; a timestamp is ISO 8601 in UTC, with `Z`. */
export function valueText(type: ColumnType, values: Values, at: number): string {
  switch (values.physical) {
    case 'bytes': {
      const { bytes, starts, ends } = values.data;
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(starts[at], ends[at]));
    }
    case 'double': {
      const value = values.data[at] as number;
      return Object.is(value, -0) ? '-0' : String(value);
    }
    case 'boolean':
      return values.data[at] === 1 ? 'true' : 'false';
    case 'int32':
      return dayText(values.data[at] as number);
    case 'decimal': {
      const view = new DataView(values.data.buffer, values.data.byteOffset + 16 * at, 16);
      return wholeText(type, (view.getBigInt64(0) << 64n) | view.getBigUint64(8));
    }
    case 'int64':
      return wholeText(type, values.data[at] as bigint);
  }
}

function wholeText(type: ColumnType, value: bigint): string {
  switch (type.kind) {
    case 'numeric':
      return decimalText(value, type.scale);
    case 'datetime':
      return clockText(value, type.unit, ' ');
    case 'timestamp':
      return `${clockText(value, type.unit, 'T')}Z`;
    default:
      return String(value);
  }
}

function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const cut = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

function dayText(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** Fraction digits are shown only where they say something. */
function clockText(epoch: bigint, unit: TimeUnit, separator: string): string {
  const perSecond = unit === 'ms' ? 1000n : 1_000_000n;
  const part = ((epoch % perSecond) + perSecond) % perSecond;
  const iso = new Date(Number((epoch - part) / perSecond) * 1000).toISOString();
  const fraction = part === 0n ? '' : `.${String(part).padStart(unit === 'ms' ? 3 : 6, '0')}`;
  return `${iso.slice(0, 10)}${separator}${iso.slice(11, 19)}${fraction}`;
}
