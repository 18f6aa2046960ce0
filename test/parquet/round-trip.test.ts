import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openParquet } from '../../src/parquet/read.ts';
import { encodeRowGroup } from '../../src/parquet/row-group.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';
import { type ColumnType, parseColumnType, physicalOf } from '../../src/table/type.ts';
import { CASES, columnOf, type Stored, storedText, textsOf } from './columns.ts';
import { files, withFolder, write } from './files.ts';
import { verifyParquet } from './verifying.ts';

const TYPES: readonly ColumnType[] = CASES.map((item) => item.type);

function storedOf(type: ColumnType): fc.Arbitrary<Stored> {
  switch (physicalOf(type)) {
    case 'int64':
      return fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: 0n, max: 5n }));
    case 'int32':
      return fc.integer();
    case 'double':
      return fc.double();
    case 'boolean':
      return fc.nat({ max: 1 });
    case 'decimal':
      return fc.bigInt({ min: 1n - 10n ** 38n, max: 10n ** 38n - 1n });
    case 'bytes':
      return fc.string({ unit: 'grapheme', maxLength: 90 });
  }
}

const columnCase = fc
  .record({ type: fc.constantFrom(...TYPES), required: fc.boolean(), kind: fc.constantFrom('plain', 'dictionary') })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      pool: fc.array(shape.required ? storedOf(shape.type) : fc.option(storedOf(shape.type), { freq: 3 }), {
        minLength: 1,
        maxLength: 12,
      }),
    }),
  );

test('F5: what is written comes back, whatever the types, nulls, groups and codec', async () => {
  await withFolder(async (folder) => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(columnCase, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat({ max: 300 }), { maxLength: 3 }),
        fc.constantFrom('zstd', 'gzip', 'none'),
        fc.nat(),
        async (columns, groups, codec, seed) => {
          const schema: Schema = columns.map(({ shape }, at) => ({
            name: `c${at}`,
            type: shape.type,
            required: shape.required,
          }));
          let state = seed;
          const rows = groups.map((count) =>
            columns.map(({ pool }) =>
              Array.from({ length: count }, (_, row) => {
                // Stretches of equal values and stretches without, so that both kinds of runs appear.
                if (row % 40 < 20) state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1;
                return pool[state % pool.length] as Stored | null;
              }),
            ),
          );
          const batches: Batch[] = rows.map((items, group) => ({
            schema,
            rows: groups[group] as number,
            columns: columns.map(({ shape }, at) => columnOf(shape.kind as 'plain', shape.type, items[at] as Stored[])),
          }));
          const path = join(folder, `${run++}.parquet`);
          const written = await write(path, schema, batches, codec as 'none');
          await verifyParquet({ files, path, schema, expected: written });
          const opened = await openParquet({ files, path });
          assert.deepEqual(opened.schema, schema);
          assert.equal(
            opened.rows,
            groups.reduce((sum, count) => sum + count, 0),
          );
          const full = rows.filter((_, group) => groups[group] !== 0);
          let group = 0;
          for await (const batch of opened.rowGroups()) {
            const expected = full[group++] as (Stored | null)[][];
            columns.forEach(({ shape }, at) => {
              const found = batch.columns[at] as (typeof batch.columns)[number];
              const items = expected[at] as (Stored | null)[];
              assert.deepEqual(
                textsOf(shape.type, found, batch.rows),
                items.map((item) => storedText(shape.type, item)),
              );
              assert.equal(found.nulls, items.filter((item) => item === null).length);
            });
          }
          assert.equal(group, full.length);
          await files.remove(path);
        },
      ),
      { numRuns: 150, seed: 20210131 },
    );
  });
});

test('a dictionary comes back as the dictionary it was, a plain column as plain', async () => {
  await withFolder(async (folder) => {
    const type: ColumnType = { kind: 'string' };
    const schema: Schema = [
      { name: 'few', type, required: false },
      { name: 'many', type, required: false },
    ];
    const items = ['b', 'a', null, 'b'];
    const batch = { schema, rows: 4, columns: [columnOf('dictionary', type, items), columnOf('plain', type, items)] };
    await write(join(folder, 'f'), schema, [batch], 'zstd');
    for await (const { columns } of (await openParquet({ files, path: join(folder, 'f') })).rowGroups()) {
      assert.deepEqual(
        columns.map((column) => column.kind),
        ['dictionary', 'plain'],
      );
      assert.deepEqual(columns[0]?.kind === 'dictionary' && [...columns[0].indices], [1, 2, 0, 1]);
    }
  });
});

test('pages end at a megabyte of values, whatever the type, and come back whole', async () => {
  await withFolder(async (folder) => {
    const count = 300_000;
    const wide = parseColumnType('numeric');
    const times: ColumnType = { kind: 'datetime', unit: 'us' };
    const schema: Schema = [
      { name: 'decimal', type: wide, required: false },
      { name: 'text', type: { kind: 'string' }, required: false },
      { name: 'time', type: times, required: true },
      { name: 'index', type: { kind: 'int64' }, required: false },
    ];
    const random = (row: number) => (Math.imul(row, 2_654_435_761) >>> 0) % 65_000;
    const items = [
      Array.from({ length: count }, (_, row) => (row % 7 === 0 ? null : BigInt(row) - 2n ** 80n)),
      Array.from({ length: count }, (_, row) => (row % 5 === 0 ? null : `text ${row}`)),
      Array.from({ length: count }, (_, row) => 1_609_459_200_000_000n + BigInt(random(row)) * 1_000_003n),
      Array.from({ length: count }, (_, row) => (row % 11 === 0 ? null : BigInt(random(row)))),
    ];
    const columns = schema.map((field, at) =>
      columnOf(at === 3 ? 'dictionary' : 'plain', field.type, items[at] as (Stored | null)[]),
    );
    const path = join(folder, 'pages');
    const group = encodeRowGroup({ schema, rows: count, columns }, { codec: 'none' });
    assert.ok(group.columns.every((chunk) => chunk.uncompressedBytes < 10 << 20));
    const written = await write(path, schema, [{ schema, rows: count, columns }], 'none');
    await verifyParquet({ files, path, schema, expected: written });
    for await (const batch of (await openParquet({ files, path })).rowGroups())
      schema.forEach((field, at) => {
        const texts = textsOf(field.type, batch.columns[at] as (typeof columns)[number], count);
        const wrong = texts.findIndex((text, row) => text !== storedText(field.type, items[at]?.[row] ?? null));
        assert.equal(wrong, -1, `${field.name} row ${wrong}`);
      });
  });
});
