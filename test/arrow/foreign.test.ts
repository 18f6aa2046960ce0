import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  LargeUtf8,
  makeData,
  Null,
  RecordBatch,
  RecordBatchReader,
  RecordBatchStreamWriter,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  Utf8View,
  vectorFromArray,
} from 'apache-arrow';
import fc from 'fast-check';
import { type ColumnType, parseColumnType } from '../../src/table/type.ts';
import { CASES, type Stored } from '../parquet/columns.ts';
import { foreignStream, indexed, numbers, texts } from './foreign.ts';
import { assertAllSame, assertSame, batchOf, files, readBytes, withFolder, write } from './streams.ts';

const STRING: ColumnType = { kind: 'string' };
const INT64: ColumnType = { kind: 'int64' };

/** Reads a stream of one column and compares it with what `clean` would make of these values. */
async function expectColumn(
  type: ColumnType,
  source: DataType,
  data: readonly Data[],
  items: readonly (readonly (Stored | null)[])[],
): Promise<void> {
  const schema = [{ name: 'c', type, required: false }];
  const found = await readBytes(foreignStream([{ name: 'c', type: source, data }]), schema);
  assert.equal(found.batches.length, items.length);
  for (const [at, batch] of found.batches.entries())
    assertSame(batch, batchOf([{ name: 'c', type, required: false, items: items[at] ?? [] }]));
}

test('whole numbers of every width become int64', async () => {
  const cases: [DataType, ArrayBufferView & { length: number }, bigint[]][] = [
    [new Int8(), Int8Array.of(-128, 127, 0), [-128n, 127n, 0n]],
    [new Int16(), Int16Array.of(-32768, 32767), [-32768n, 32767n]],
    [new Int32(), Int32Array.of(-(2 ** 31), 2 ** 31 - 1), [-(2n ** 31n), 2n ** 31n - 1n]],
    [new Int64(), BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n), [-(2n ** 63n), 2n ** 63n - 1n]],
    [new Uint8(), Uint8Array.of(255, 0), [255n, 0n]],
    [new Uint16(), Uint16Array.of(65_535, 0), [65_535n, 0n]],
    [new Uint32(), Uint32Array.of(2 ** 32 - 1, 1), [2n ** 32n - 1n, 1n]],
    [new Uint64(), BigUint64Array.of(2n ** 63n - 1n, 1n), [2n ** 63n - 1n, 1n]],
  ];
  for (const [type, values, items] of cases) {
    await expectColumn(INT64, type, [numbers(type, values)], [items]);
    const valid = items.map((_, at) => at !== 0);
    await expectColumn(
      INT64,
      type,
      [numbers(type, values, valid)],
      [items.map((item, at) => (valid[at] ? item : null))],
    );
  }
});

test('what stands at a null never counts, even where it would not fit', async () => {
  const valid = [true, false, true, false];
  const type = new Uint64();
  await expectColumn(
    INT64,
    type,
    [numbers(type, BigUint64Array.of(1n, 2n ** 63n, 1n, 5n), valid)],
    [[1n, null, 1n, null]],
  );
  const ns = new TimestampNanosecond();
  const datetime: ColumnType = { kind: 'datetime', unit: 'ms' };
  const times = BigInt64Array.of(0n, 1n, 5_000_000n, -(2n ** 63n));
  await expectColumn(datetime, ns, [numbers(ns, times, valid)], [[0n, null, 5n, null]]);
});

test('floats become doubles, as they are', async () => {
  const type: ColumnType = { kind: 'float64' };
  const items = [1.5, -0, Math.fround(0.1), Infinity];
  await expectColumn(type, new Float32(), [numbers(new Float32(), Float32Array.from(items))], [items]);
  await expectColumn(type, new Float64(), [numbers(new Float64(), Float64Array.from([0.1, NaN]))], [[0.1, NaN]]);
});

test('timestamps of every unit, where each value is whole in the column’s', async () => {
  const second = 1_609_459_200n;
  const units: [(zone?: string) => DataType, bigint][] = [
    [(zone) => new TimestampSecond(zone), 1n],
    [(zone) => new TimestampMillisecond(zone), 1_000n],
    [(zone) => new TimestampMicrosecond(zone), 1_000_000n],
    [(zone) => new TimestampNanosecond(zone), 1_000_000_000n],
  ];
  for (const [make, perSecond] of units) {
    const values = BigInt64Array.of(second * perSecond, -second * perSecond, 0n);
    for (const unit of ['ms', 'us'] as const) {
      const ours = unit === 'ms' ? 1_000n : 1_000_000n;
      const items = [[second * ours, -second * ours, 0n]];
      await expectColumn({ kind: 'datetime', unit }, make(), [numbers(make(), values)], items);
      // The zone only says how to show the instant.
      for (const zone of ['UTC', 'America/New_York', '+05:30'])
        await expectColumn({ kind: 'timestamp', unit }, make(zone), [numbers(make(zone), values)], items);
    }
  }
});

test('days as milliseconds', async () => {
  const type: ColumnType = { kind: 'date' };
  const ms = BigInt64Array.of(86_400_000n * 18_628n, -86_400_000n);
  await expectColumn(type, new DateMillisecond(), [numbers(new DateMillisecond(), ms)], [[18_628, -1]]);
  await expectColumn(type, new DateDay(), [numbers(new DateDay(), Int32Array.of(18_628, -1))], [[18_628, -1]]);
});

/** Little-endian two's complement. */
function decimalWords(values: readonly bigint[], bits: number): Uint32Array {
  const words = new Uint32Array((values.length * bits) / 32);
  values.forEach((value, at) => {
    for (let word = 0; word < bits / 32; word++) {
      words[(at * bits) / 32 + word] = Number(BigInt.asUintN(32, value >> BigInt(32 * word)));
    }
  });
  return words;
}

test('decimals of every width and of another scale, where each value fits', async () => {
  for (const [text, unscaled] of [
    ['numeric(10,2)', [1250n, -1250n, 0n]],
    ['numeric(38,9)', [12_500_000_000n, -12_500_000_000n, 0n]],
    ['numeric(20,0)', [10n ** 20n - 1n, 1n - 10n ** 20n, 0n]],
  ] as const) {
    const type = parseColumnType(text);
    assert.ok(type.kind === 'numeric');
    for (const bits of [32, 64, 128, 256]) {
      for (const shift of [-1, 0, 1, 3]) {
        // A negative scale too: 1250 as 125 tens.
        const scale = type.scale + shift;
        const stored = unscaled.map((value) => (shift < 0 ? value / 10n : value * 10n ** BigInt(shift)));
        const items = stored.map((value) => (shift < 0 ? value * 10n : value / 10n ** BigInt(shift)));
        if (stored.some((value) => BigInt.asIntN(bits, value) !== value)) continue;
        if (items.some((item) => item >= 10n ** BigInt(type.precision))) continue;
        const source = new Decimal(scale, 38, bits);
        await expectColumn(type, source, [numbers(source, decimalWords(stored, bits), undefined, bits / 32)], [items]);
      }
    }
  }
});

test('texts with 64-bit offsets, and as views of every length', async () => {
  const items = ['', 'a', null, 'twelve bytes', 'thirteen byte', 'x'.repeat(300), '東京'];
  await expectColumn(STRING, new LargeUtf8(), [texts(new LargeUtf8(), items, true)], [items]);
  const views = vectorFromArray(items, new Utf8View()).data;
  assert.equal(views.length, 1);
  await expectColumn(STRING, new Utf8View(), views, [items]);
  await expectColumn(STRING, new Utf8(), [texts(new Utf8(), [])], [[]]);
});

test('dictionaries with indices of every width', async () => {
  const widths: [DataType, ArrayBufferView & { length: number }][] = [
    [new Int8(), Int8Array.of(1, 0, 1, 0)],
    [new Int16(), Int16Array.of(1, 0, 1, 0)],
    [new Int32(), Int32Array.of(1, 0, 1, 0)],
    [new Int64(), BigInt64Array.of(1n, 0n, 1n, 0n)],
    [new Uint8(), Uint8Array.of(1, 0, 1, 0)],
    [new Uint16(), Uint16Array.of(1, 0, 1, 0)],
    [new Uint32(), Uint32Array.of(1, 0, 1, 0)],
    [new Uint64(), BigUint64Array.of(1n, 0n, 1n, 0n)],
  ];
  for (const [index, indices] of widths) {
    const type = new Dictionary(new Utf8(), index as never, 3);
    const values = [texts(new Utf8(), ['first', 'second'])];
    await expectColumn(STRING, type, [indexed(type, indices, values)], [['second', 'first', 'second', 'first']]);
  }
});

test('a dictionary that repeats values, holds nulls and has more than is used', async () => {
  const type = new Dictionary(new Utf8(), new Int32(), 0);
  const values = [texts(new Utf8(), ['unused', 'a', null, 'b', 'a'])];
  const data = indexed(type, Int32Array.of(4, 2, 0, 1, 3, 3, 4), values, [true, true, false, true, true, true, true]);
  await expectColumn(STRING, type, [data], [['a', null, null, 'a', 'b', 'b', 'a']]);
});

test('dictionaries of what we keep plain: times, and doubles and booleans as their values say', async () => {
  const index = new Int8();
  const twice = Int8Array.of(1, 0, 1, 0);
  const cases: [ColumnType, DataType, Data, (Stored | null)[]][] = [
    [{ kind: 'float64' }, new Float64(), numbers(new Float64(), Float64Array.of(0.5, -0)), [-0, 0.5, -0, 0.5]],
    [{ kind: 'bool' }, new Bool(), numbers(new Bool(), Uint8Array.of(0b01), undefined, 0.5), [0, 1, 0, 1]],
    [
      { kind: 'datetime', unit: 'ms' },
      new TimestampSecond(),
      numbers(new TimestampSecond(), BigInt64Array.of(5n, 6n)),
      [6000n, 5000n, 6000n, 5000n],
    ],
  ];
  for (const [type, values, data, items] of cases) {
    const dictionary = new Dictionary(values, index, 0);
    await expectColumn(type, dictionary, [indexed(dictionary, twice, [data])], [items]);
  }
});

test('a dictionary that grows by deltas, is replaced, and serves several record batches', async () => {
  const type = new Dictionary(new Int32(), new Int8(), 0);
  const first = numbers(new Int32(), Int32Array.of(7, 8));
  const second = numbers(new Int32(), Int32Array.of(9, 7));
  const third = numbers(new Int32(), Int32Array.of(1), [true]);
  const data = [
    indexed(type, Int8Array.of(1, 0, 1, 0), [first]),
    indexed(type, Int8Array.of(0, 0, 0, 0), [first]),
    indexed(type, Int8Array.of(3, 2, 1, 0), [first, second]),
    indexed(type, Int8Array.of(0, 0), [third]),
  ];
  await expectColumn(INT64, type, data, [
    [8n, 7n, 8n, 7n],
    [7n, 7n, 7n, 7n],
    [7n, 9n, 8n, 7n],
    [1n, 1n],
  ]);
  const words = new Dictionary(new Utf8(), new Int8(), 0);
  const parts = [texts(new Utf8(), ['a', null]), texts(new Utf8(), ['b', 'a'])];
  await expectColumn(STRING, words, [indexed(words, Int8Array.of(3, 2, 1, 0), parts)], [['a', 'b', null, 'a']]);
});

test('one dictionary for two columns', async () => {
  const type = new Dictionary(new DateMillisecond(), new Int8(), 5);
  const values = [numbers(new DateMillisecond(), BigInt64Array.of(0n, 86_400_000n))];
  const data = indexed(type, Int8Array.of(1, 0, 1, 0), values);
  const shared = makeData({
    type,
    length: 4,
    nullCount: 0,
    data: Int8Array.of(0, 0, 0, 1),
    dictionary: data.dictionary,
  } as never);
  const date: ColumnType = { kind: 'date' };
  const found = await readBytes(
    foreignStream([
      { name: 'a', type, data: [data] },
      { name: 'b', type, data: [shared] },
    ]),
    ['a', 'b'].map((name) => ({ name, type: date, required: false })),
  );
  assertSame(
    found.batches[0] as never,
    batchOf([
      { name: 'a', type: date, required: false, items: [1, 0, 1, 0] },
      { name: 'b', type: date, required: false, items: [0, 0, 0, 1] },
    ]),
  );
});

test('a column without any value, as some tools call it: null', async () => {
  for (const type of [INT64, STRING, { kind: 'datetime', unit: 'us' } as const, parseColumnType('numeric')]) {
    await expectColumn(type, new Null(), [makeData({ type: new Null(), length: 3 })], [[null, null, null]]);
    const dictionary = new Dictionary(new Null(), new Int8(), 0);
    const data = indexed(dictionary, Int8Array.of(0, 0), [makeData({ type: new Null(), length: 0 })], [false, false]);
    await expectColumn(type, dictionary, [data], [[null, null]]);
  }
});

test('columns in another order are put into the schema’s, and nullable is no lie as long as there are no nulls', async () => {
  const schema = [
    { name: 'a', type: INT64, required: true },
    { name: 'b', type: STRING, required: false },
  ];
  const found = await readBytes(
    foreignStream([
      { name: 'b', type: new Utf8(), data: [texts(new Utf8(), ['x', null])] },
      { name: 'a', type: new Int64(), data: [numbers(new Int64(), BigInt64Array.of(1n, 2n))] },
    ]),
    schema,
  );
  assertSame(
    found.batches[0] as never,
    batchOf([
      { name: 'a', type: INT64, required: true, items: [1n, 2n] },
      { name: 'b', type: STRING, required: false, items: ['x', null] },
    ]),
  );
});

test('without a schema the stream’s own types are the nearest of ours', async () => {
  const columns: [string, DataType, Data, string, string?][] = [
    ['i', new Int8(), numbers(new Int8(), Int8Array.of(1)), 'int64'],
    ['f', new Float32(), numbers(new Float32(), Float32Array.of(1)), 'float64'],
    ['d', new Decimal(3, 12), numbers(new Decimal(3, 12), decimalWords([1n], 128), undefined, 4), 'numeric'],
    ['s', new LargeUtf8(), texts(new LargeUtf8(), ['x'], true), 'string'],
    ['date', new DateMillisecond(), numbers(new DateMillisecond(), BigInt64Array.of(0n)), 'date'],
    ['seconds', new TimestampSecond(), numbers(new TimestampSecond(), BigInt64Array.of(1n)), 'datetime', 'ms'],
    [
      'nanos',
      new TimestampNanosecond('UTC'),
      numbers(new TimestampNanosecond('UTC'), BigInt64Array.of(1000n)),
      'timestamp',
      'us',
    ],
  ];
  const bytes = foreignStream(
    columns.map(([name, type, data], at) => ({ name, type, data: [data], nullable: at % 2 === 0 })),
  );
  const { schema } = await readBytes(bytes);
  assert.deepEqual(
    schema.map(({ name, type, required }) => [name, type.kind, 'unit' in type ? type.unit : undefined, required]),
    columns.map(([name, , , kind, unit], at) => [name, kind, unit, at % 2 !== 0]),
  );
  assert.deepEqual(schema[2]?.type, { kind: 'numeric', precision: 12, scale: 3 });
});

test('a file of ours that a tool only copied comes back as it was, though it has lost its seals', async () => {
  const schema = CASES.map(({ name, type }) => ({ name, type, required: false }));
  const batches = [40, 1, 0, 25].map((rows, shift) =>
    batchOf(
      CASES.map(({ name, type, values }) => ({
        name,
        type,
        required: false,
        items: Array.from({ length: rows }, (_, row) =>
          (row + shift) % 5 === 0 ? null : (values[(row + shift) % values.length] ?? null),
        ),
      })),
    ),
  );
  const bytes = await withFolder(async (folder) => {
    await write(join(folder, 'f'), schema, batches);
    return files.read(join(folder, 'f'));
  });
  const writer = new RecordBatchStreamWriter({ autoDestroy: false });
  for (const batch of RecordBatchReader.from(bytes)) writer.write(new RecordBatch(batch.schema, batch.data));
  const copy = writer.finish().toUint8Array(true);
  assert.equal(Buffer.from(bytes).includes('lakeferry:batch'), true);
  assert.equal(Buffer.from(copy).includes('lakeferry:batch'), false);
  for (const found of [await readBytes(copy, schema), await readBytes(copy)]) assertAllSame(found.batches, batches);
});

test('whatever form a tool gives the values, the batch is the one that clean would make', async () => {
  const items = fc.array(fc.option(fc.constantFrom('a', 'b', 'cc', 'ddd', '', 'é'), { freq: 4 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(items, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('plain', 'large', 'view', 'dictionary', 'delta'),
      fc.nat(),
      async (groups, form, seed) => {
        if (form === 'plain')
          return expectColumn(
            STRING,
            new Utf8(),
            groups.map((each) => texts(new Utf8(), each)),
            groups,
          );
        if (form === 'large') {
          const type = new LargeUtf8();
          return expectColumn(
            STRING,
            type,
            groups.map((each) => texts(type, each, true)),
            groups,
          );
        }
        if (form === 'view') {
          const type = new Utf8View();
          const data = groups.map((each) => vectorFromArray(each, type).data[0] ?? makeData({ type, length: 0 }));
          return expectColumn(STRING, type, data, groups);
        }
        // Each row has an entry of its own, in an order that the seed turns, some of them nulls in the dictionary.
        const type = new Dictionary(new Utf8(), new Int16(), 0);
        const data = groups.map((each) => {
          const turn = each.length === 0 ? 0 : seed % each.length;
          const entries = [...each.slice(turn), ...each.slice(0, turn)];
          const cut = form === 'delta' ? Math.floor(entries.length / 2) : 0;
          const parts = (cut > 0 ? [entries.slice(0, cut), entries.slice(cut)] : [entries]).map((part) =>
            texts(new Utf8(), part),
          );
          const valid = each.map((item, at) => item !== null || (at + seed) % 2 === 0);
          const indices = Int16Array.from(each, (_, at) => (at - turn + each.length) % each.length);
          return indexed(type, indices, parts, valid);
        });
        return expectColumn(STRING, type, data, groups);
      },
    ),
    { numRuns: 150, seed: 7 },
  );
});
