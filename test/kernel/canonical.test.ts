import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnOfNumbered, columnOfValues, dictionaryLimit, renumber } from '../../src/kernel/canonical.ts';
import { findDistinct } from '../../src/kernel/distinct.ts';
import { gather } from '../../src/kernel/gather.ts';
import { MAX_DICTIONARY, type Values, valueCount } from '../../src/table/column.ts';
import type { ColumnType } from '../../src/table/type.ts';
import { CASES, type Stored, valuesOf } from '../parquet/columns.ts';

/** The bytes of each value, as text: what "equal" means. */
function bytesOf(values: Values): string[] {
  return Array.from({ length: valueCount(values) }, (_, at) => {
    if (values.physical === 'bytes') {
      const { bytes, starts, ends } = values.data;
      return Buffer.from(bytes.subarray(starts[at], ends[at])).toString('hex');
    }
    const width = values.physical === 'decimal' ? 16 : values.data.BYTES_PER_ELEMENT;
    return Buffer.from(values.data.buffer, values.data.byteOffset + at * width, width).toString('hex');
  });
}

/** By a Map of texts: shares nothing with the hash table. */
function expected(texts: readonly string[], nulls: readonly boolean[]): { ids: number[]; firsts: number[] } {
  const seen = new Map<string, number>();
  const firsts: number[] = [];
  const ids = texts.map((text, row) => {
    if (nulls[row]) return 0;
    if (!seen.has(text)) seen.set(text, firsts.push(row));
    return seen.get(text) as number;
  });
  return { ids, firsts };
}

const cases = fc.constantFrom(...CASES).chain(({ type, values }) =>
  fc.record({
    type: fc.constant<ColumnType>(type),
    rows: fc.array(fc.tuple(fc.constantFrom<Stored>(...values), fc.boolean()), { maxLength: 60 }),
  }),
);

test('distinct values of every type are numbered in order of first appearance; nulls are 0', () => {
  fc.assert(
    fc.property(cases, ({ type, rows }) => {
      const values = valuesOf(
        type,
        rows.map(([item]) => item),
      );
      const validity = Uint8Array.from(rows, ([, isNull]) => (isNull ? 0 : 1));
      const wanted = expected(
        bytesOf(values),
        rows.map(([, isNull]) => isNull),
      );
      const found = findDistinct({ values, validity, most: rows.length });
      assert.deepEqual(found && { ids: [...found.ids], firsts: [...found.firsts] }, wanted);
      const count = wanted.firsts.length;
      assert.notEqual(findDistinct({ values, validity, most: count }), undefined);
      if (count > 0) assert.equal(findDistinct({ values, validity, most: count - 1 }), undefined);
    }),
    { numRuns: 300, seed: 4 },
  );
});

test('a hundred thousand values: numbers, texts of every length, and texts that differ in one byte', () => {
  const rows = 100_000;
  const spread = (row: number) => (Math.imul(row, 2_654_435_761) >>> 0) % 40_000;
  const kinds: [ColumnType, (row: number) => Stored][] = [
    [{ kind: 'int64' }, (row) => BigInt(spread(row))],
    [{ kind: 'int64' }, (row) => BigInt(spread(row)) << 40n],
    [{ kind: 'float64' }, (row) => spread(row) * 1024],
    [{ kind: 'date' }, (row) => spread(row)],
    [{ kind: 'numeric', precision: 38, scale: 0 }, (row) => BigInt(spread(row)) << 64n],
    [{ kind: 'string' }, (row) => `${'x'.repeat(spread(row) % 17)}${spread(row)}`],
    [{ kind: 'string' }, (row) => `${spread(row)}${'y'.repeat(21)}`],
  ];
  for (const [type, make] of kinds) {
    const values = valuesOf(
      type,
      Array.from({ length: rows }, (_, row) => make(row)),
    );
    const wanted = expected(bytesOf(values), []);
    const found = findDistinct({ values, validity: undefined, most: rows });
    assert.deepEqual(found && Buffer.from(found.ids.buffer), Buffer.from(Uint32Array.from(wanted.ids).buffer));
    assert.deepEqual(
      bytesOf(gather(values, found?.firsts as Uint32Array)),
      wanted.firsts.map((row) => bytesOf(gather(values, Uint32Array.of(row)))[0]),
    );
  }
});

test('values that were made to collide end the search', () => {
  // The low word is chosen so that the first product is zero whatever the high word.
  const words = Int32Array.from({ length: 2 * 5000 }, (_, at) => (at % 2 === 1 ? at : Math.imul(at + 1, 0x85ebca6b)));
  const values: Values = { physical: 'int64', data: new BigInt64Array(words.buffer) };
  assert.equal(findDistinct({ values, validity: undefined, most: 5000 }), undefined);
});

test('the limit: half of few rows and of texts, a quarter of many numbers, what an index can tell, and never a date-time', () => {
  const type: ColumnType = { kind: 'int64' };
  assert.deepEqual(
    [0, 1, 2, 5, 20_000, 20_001, 80_000, 1_000_000].map((rows) => dictionaryLimit(type, rows)),
    [0, 0, 1, 2, 10_000, 5000, 20_000, MAX_DICTIONARY],
  );
  assert.deepEqual(
    [20_000, 20_001, 80_000, 1_000_000].map((rows) => dictionaryLimit({ kind: 'string' }, rows)),
    [10_000, 10_000, 40_000, MAX_DICTIONARY],
  );
  for (const kind of ['datetime', 'timestamp'] as const)
    assert.equal(dictionaryLimit({ kind, unit: 'ms' }, 100), undefined);
});

test('the two ways to a column agree, and the kind can be overruled', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(undefined, 'dictionary' as const, 'plain' as const), ({ type, rows }, kind) => {
      const values = valuesOf(
        type,
        rows.map(([item]) => item),
      );
      const validity = Uint8Array.from(rows, ([, isNull]) => (isNull ? 0 : 1));
      const nulls = rows.filter(([, isNull]) => isNull).length;
      const direct = columnOfValues({ type, values, validity, nulls, rows: rows.length, kind });
      const { ids, firsts } = expected(
        bytesOf(values),
        rows.map(([, isNull]) => isNull),
      );
      // Entries: one a row, in reverse, so that nothing is in order and most is repeated.
      const numbered = renumber({
        entries: Uint16Array.from(rows, (_, row) => rows.length - 1 - row),
        ids: Int32Array.from(ids).reverse(),
        distinct: firsts.length,
      });
      const gathered = columnOfNumbered({
        type,
        numbered,
        kind,
        gather: (order) =>
          gather(
            values,
            order.map((id) => firsts[id - 1] as number),
          ),
      });
      const limit = dictionaryLimit(type, rows.length);
      const wanted = kind ?? (limit !== undefined && firsts.length <= limit ? 'dictionary' : 'plain');
      for (const column of [direct, gathered]) {
        assert.equal(column.kind, wanted);
        assert.equal(column.nulls, nulls);
        const held = bytesOf(column.kind === 'dictionary' ? column.dictionary : column.values);
        if (column.kind === 'dictionary') assert.equal(new Set(held).size, held.length);
        rows.forEach((_, row) => {
          const id = ids[row] as number;
          const text = id === 0 ? null : bytesOf(values)[firsts[id - 1] as number];
          const at = column.kind === 'dictionary' ? (column.indices[row] as number) - 1 : row;
          const isNull = column.kind === 'dictionary' ? at < 0 : column.validity?.[row] === 0;
          assert.equal(isNull ? null : held[at], text);
        });
      }
    }),
    { numRuns: 150, seed: 5 },
  );
});

test('rows that are left out leave nothing behind', () => {
  const numbered = renumber({
    entries: Uint8Array.of(3, 1, 0, 2, 1),
    ids: Int32Array.of(0, 2, 1, 2),
    distinct: 2,
    kept: Uint32Array.of(1, 2, 4),
  });
  assert.deepEqual([[...numbered.slots], [...numbered.order], numbered.nulls], [[1, 0, 1], [2], 1]);
});
