import { valueText } from '../../src/parquet/value-text.ts';
import { type Column, type Values, valueCount } from '../../src/table/column.ts';
import { type ColumnType, parseColumnType, physicalOf } from '../../src/table/type.ts';

/** A value as Parquet stores it: unscaled decimals, days, units since 1970, 0 or 1; text for strings. */
export type Stored = bigint | number | string;

/** Values → typed array. */
export function valuesOf(type: ColumnType, items: readonly (Stored | null)[]): Values {
  const physical = physicalOf(type);
  switch (physical) {
    case 'int64':
      return { physical, data: BigInt64Array.from(items, (item) => BigInt(item ?? 0)) };
    case 'int32':
      return { physical, data: Int32Array.from(items, (item) => Number(item ?? 0)) };
    case 'double':
      return { physical, data: Float64Array.from(items, (item) => Number(item ?? 0)) };
    case 'boolean':
      return { physical, data: Uint8Array.from(items, (item) => Number(item ?? 0)) };
    case 'decimal': {
      const data = new Uint8Array(items.length * 16);
      const view = new DataView(data.buffer);
      items.forEach((item, at) => {
        view.setBigInt64(at * 16, BigInt(item ?? 0) >> 64n);
        view.setBigUint64(at * 16 + 8, BigInt.asUintN(64, BigInt(item ?? 0)));
      });
      return { physical, data };
    }
    case 'bytes': {
      const texts = items.map((item) => Buffer.from(String(item ?? '')));
      const starts = new Uint32Array(items.length);
      const ends = new Uint32Array(items.length);
      // A gap before each text: spans may leave gaps.
      let at = 0;
      texts.forEach((text, k) => {
        starts[k] = ++at;
        at += text.length;
        ends[k] = at;
      });
      const bytes = new Uint8Array(at);
      texts.forEach((text, k) => {
        bytes.set(text, starts[k]);
      });
      return { physical, data: { bytes, starts, ends } };
    }
  }
}

export function columnOf(kind: Column['kind'], type: ColumnType, items: readonly (Stored | null)[]): Column {
  const nulls = items.filter((item) => item === null).length;
  if (kind === 'plain') {
    const validity = Uint8Array.from(items, (item) => (item === null ? 0 : 1));
    const values = valuesOf(type, items);
    return nulls > 0 ? { kind, values, validity, nulls } : { kind, values, nulls };
  }
  const distinct = new Map<Stored, number>();
  const indices = Uint16Array.from(items, (item) => {
    if (item === null) return 0;
    // +0 and −0 are two values of a dictionary, NaN is one.
    const key = Object.is(item, -0) ? '-0' : item;
    if (!distinct.has(key)) distinct.set(key, distinct.size + 1);
    return distinct.get(key) as number;
  });
  return { kind, indices, dictionary: valuesOf(type, [...distinct.keys()]), nulls };
}

/** The column's values as text, row by row. */
export function textsOf(type: ColumnType, column: Column, rows: number): (string | null)[] {
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const texts = Array.from({ length: valueCount(values) }, (_, at) => textAt(type, values, at));
  return Array.from({ length: rows }, (_, row) => {
    if (column.kind === 'plain') return column.validity?.[row] === 0 ? null : (texts[row] as string);
    const index = column.indices[row] as number;
    return index === 0 ? null : (texts[index - 1] as string);
  });
}

export function storedText(type: ColumnType, item: Stored | null): string | null {
  if (item === null) return null;
  return typeof item === 'string' ? item : valueText(type, item);
}

function textAt(type: ColumnType, values: Values, at: number): string {
  if (values.physical === 'bytes') {
    const { bytes, starts, ends } = values.data;
    return Buffer.from(bytes.subarray(starts[at], ends[at])).toString();
  }
  if (values.physical === 'decimal') {
    const view = new DataView(values.data.buffer, values.data.byteOffset + at * 16, 16);
    return valueText(type, (view.getBigInt64(0) << 64n) | view.getBigUint64(8));
  }
  return valueText(type, values.data[at] as bigint | number);
}

const DAY_FIRST = -719_162;
const DAY_LAST = 2_932_896;

/** Every type with its ordinary values and its extremes; dates from year 1 to 9999, which all readers can show. */
export const CASES: readonly { name: string; type: ColumnType; values: readonly Stored[] }[] = [
  { name: 'int64', type: { kind: 'int64' }, values: [0n, 1n, -1n, 42n, 2n ** 63n - 1n, -(2n ** 63n)] },
  {
    name: 'float64',
    type: { kind: 'float64' },
    values: [0, -0, 1.5, -2.25, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, Infinity, -Infinity, 0.1],
  },
  {
    name: 'numeric_10_2',
    type: parseColumnType('numeric(10,2)'),
    values: [0n, 1n, -1n, 1250n, 9999999999n, -9999999999n],
  },
  { name: 'numeric_18_9', type: parseColumnType('numeric(18,9)'), values: [0n, 10n ** 18n - 1n, 1n - 10n ** 18n, 5n] },
  {
    name: 'numeric_38_9',
    type: parseColumnType('numeric'),
    values: [0n, -1n, 1n, 10n ** 38n - 1n, 1n - 10n ** 38n, 2n ** 64n],
  },
  { name: 'bool', type: { kind: 'bool' }, values: [1, 0] },
  {
    name: 'string',
    type: { kind: 'string' },
    values: ['', 'a', 'Zürich', '東京', '🛳️', 'a\u0000b', '"', 'x'.repeat(300)],
  },
  { name: 'date', type: { kind: 'date' }, values: [0, -1, 18628, DAY_FIRST, DAY_LAST] },
  ...(['datetime', 'timestamp'] as const).flatMap((kind) =>
    (['ms', 'us'] as const).map((unit) => {
      const day = unit === 'ms' ? 86_400_000n : 86_400_000_000n;
      const values = [0n, -1n, 18_628n * day + 1n, BigInt(DAY_FIRST) * day, BigInt(DAY_LAST + 1) * day - 1n, 5n * day];
      return { name: `${kind}_${unit}`, type: { kind, unit }, values };
    }),
  ),
];
