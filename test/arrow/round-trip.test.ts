import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openArrow } from '../../src/arrow/arrow.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Column } from '../../src/table/column.ts';
import type { Schema } from '../../src/table/schema.ts';
import { type ColumnType, physicalOf } from '../../src/table/type.ts';
import { CASES, columnOf, type Stored } from '../parquet/columns.ts';
import { assertAllSame, assertSame, files, read, withFolder, write } from './streams.ts';

const SHAPES = CASES.flatMap((item) =>
  (['plain', 'dictionary'] as const).flatMap((kind) =>
    [true, false].map((required) => ({ ...item, kind, required, name: `${item.name}_${kind}_${required}` })),
  ),
);

test('every type, plain and dictionary, with nulls and without: no rows, one, many, in many batches', async () => {
  const schema: Schema = SHAPES.map(({ name, type, required }) => ({ name, type, required }));
  const batch = (rows: number, nullEvery: number): Batch => ({
    schema,
    rows,
    columns: SHAPES.map(({ kind, type, required, values }) =>
      columnOf(
        kind,
        type,
        Array.from({ length: rows }, (_, row) =>
          !required && row % nullEvery < 2 ? null : (values[row % values.length] as Stored),
        ),
      ),
    ),
  });
  // With one every second value is null, with two all are.
  const batches = [batch(1000, 13), batch(0, 13), batch(1, 13), batch(1, 2), batch(64, 3), batch(7, 2), batch(9, 100)];
  await withFolder(async (folder) => {
    const path = join(folder, 'f.arrows');
    const written = await write(path, schema, batches);
    const found = await read(path, schema);
    assertAllSame(found.batches, batches);
    const bytes = await readFile(path);
    const facts = {
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      rows: 1082,
      batches: 7,
    };
    assert.deepEqual([written, found.counts], [{ path, ...facts }, facts]);
  });
});

function storedOf(type: ColumnType): fc.Arbitrary<Stored> {
  switch (physicalOf(type)) {
    case 'int64':
      // Decimals of 18 digits and epochs are checked where another tool wrote them; here the bits alone count.
      return fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: 0n, max: 5n }));
    case 'int32':
      return fc.integer();
    case 'double':
      return fc.double();
    case 'boolean':
      return fc.nat({ max: 1 });
    case 'decimal':
      return fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n });
    case 'bytes':
      return fc.string({ unit: 'grapheme', maxLength: 90 });
  }
}

const shape = fc
  .record({
    type: fc.constantFrom(...CASES.map(({ type }) => type)),
    required: fc.boolean(),
    description: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
  })
  .chain(({ type, required, description }) =>
    fc.record({
      type: fc.constant(type),
      required: fc.constant(required),
      description: fc.constant(description),
      pool: fc.array(required ? storedOf(type) : fc.option(storedOf(type), { freq: 3 }), {
        minLength: 1,
        maxLength: 12,
      }),
    }),
  );

/** Rows, a kind for each column, and where each column begins in its pool. */
const group = fc.record({
  rows: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 90 })),
  kinds: fc.array(fc.constantFrom<Column['kind']>('plain', 'dictionary'), { minLength: 6, maxLength: 6 }),
  shift: fc.nat(),
});

test('whatever the values, the kinds and the groups: equal batches, equal Parquet', async () => {
  await withFolder(async (folder) => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(shape, { minLength: 1, maxLength: 6 }),
        fc.array(group, { maxLength: 5 }),
        async (shapes, groups) => {
          const schema: Schema = shapes.map(({ type, required, description }, at) => ({
            name: `c${at}`,
            type,
            required,
            ...(description === undefined ? {} : { description }),
          }));
          const batches = groups.map(({ rows, kinds, shift }) => ({
            schema,
            rows,
            columns: shapes.map(({ type, pool }, at) =>
              columnOf(
                kinds[at] as Column['kind'],
                type,
                Array.from({ length: rows }, (_, row) => pool[(row * 7 + shift) % pool.length] as Stored | null),
              ),
            ),
          }));
          const path = join(folder, `${run++}.arrows`);
          await write(path, schema, batches);
          // The stream alone tells the schema too.
          for (const found of [await read(path, schema), await read(path)]) {
            assert.deepEqual(found.schema, schema);
            assertAllSame(found.batches, batches);
          }
        },
      ),
      { numRuns: 200, seed: 20210131 },
    );
  });
});

test('the same batches give the same file, and a description or a name in any script goes through', async () => {
  await withFolder(async (folder) => {
    const schema: Schema = [
      { name: 'straße', type: { kind: 'string' }, required: false, description: '通り "quoted"\nnext line' },
    ];
    const batches = [{ schema, rows: 2, columns: [columnOf('plain', { kind: 'string' }, ['東京', null])] }];
    const [first, second] = [
      await write(join(folder, 'a'), schema, batches),
      await write(join(folder, 'b'), schema, batches),
    ];
    assert.equal(first.sha256, second.sha256);
    assert.deepEqual((await read(join(folder, 'a'))).schema, schema);
  });
});

test('more values than a dictionary of ours can hold, and texts that overlap, repeat or leave gaps', async () => {
  await withFolder(async (folder) => {
    const rows = 140_000;
    const schema: Schema = [
      { name: 'n', type: { kind: 'int64' }, required: false },
      { name: 's', type: { kind: 'string' }, required: true },
    ];
    const bytes = Buffer.from('abcdefgh'.repeat(10));
    const starts = Uint32Array.from({ length: rows }, (_, row) => (row * 5) % 64);
    const batch: Batch = {
      schema,
      rows,
      columns: [
        columnOf(
          'plain',
          { kind: 'int64' },
          Array.from({ length: rows }, (_, row) => (row % 9 === 0 ? null : BigInt(row))),
        ),
        {
          kind: 'plain',
          values: { physical: 'bytes', data: { bytes, starts, ends: starts.map((start) => start + (start % 7)) } },
          nulls: 0,
        },
      ],
    };
    await write(join(folder, 'f'), schema, [batch]);
    const found = await read(join(folder, 'f'), schema);
    assertSame(found.batches[0] as Batch, batch);
  });
});

test('a stream can be read twice, and its counts are there only after its end', async () => {
  await withFolder(async (folder) => {
    const schema: Schema = [{ name: 'n', type: { kind: 'int64' }, required: true }];
    const path = join(folder, 'f');
    const batch = { schema, rows: 1, columns: [columnOf('plain', { kind: 'int64' }, [7n])] };
    await write(path, schema, [batch, batch]);
    const opened = await openArrow({ files, path, signal: new AbortController().signal });
    assert.throws(() => opened.counts(), /was not read to its end/);
    for await (const first of opened.batches()) {
      assertSame(first, batch);
      break;
    }
    assert.throws(() => opened.counts(), /was not read to its end/);
    let rows = 0;
    for await (const each of opened.batches()) rows += each.rows;
    assert.deepEqual([rows, opened.counts().rows, opened.counts().batches], [2, 2, 2]);
  });
});
