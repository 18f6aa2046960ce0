import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tableFromIPC } from 'apache-arrow';
import { createArrowFile } from '../../src/arrow/arrow.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';
import { parseColumnType } from '../../src/table/type.ts';
import { createFailingFiles } from '../crash/failing-files.ts';
import { createPortCalls } from '../crash/port-calls.ts';
import { CASES, columnOf } from '../parquet/columns.ts';
import { assertAllSame, files, read, withFolder, write } from './streams.ts';

const schema: Schema = [
  { name: 'n', type: { kind: 'int64' }, required: true },
  { name: 's', type: { kind: 'string' }, required: false },
];
const batch: Batch = {
  schema,
  rows: 2,
  columns: [columnOf('plain', { kind: 'int64' }, [1n, 2n]), columnOf('plain', { kind: 'string' }, ['a', null])],
};

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

test('the library’s own reader sees the types and values that are promised, and what the columns are about', async () => {
  await withFolder(async (folder) => {
    const all = CASES.map(({ name, type, values }) => ({
      name,
      type,
      required: false,
      description: `about ${name}`,
      values,
    }));
    const columns = all.map(({ type, values }) => columnOf('plain', type, [values[0] ?? null, null]));
    await write(join(folder, 'f'), all, [{ schema: all, rows: 2, columns }]);
    const table = tableFromIPC(await files.read(join(folder, 'f')));
    assert.deepEqual(
      table.schema.fields.map(({ name, type }) => `${name} ${type}`),
      [
        'int64 Dictionary<Int32, Int64>',
        'float64 Float64',
        'numeric_10_2 Dictionary<Int32, Decimal[10e+2]>',
        'numeric_18_9 Dictionary<Int32, Decimal[18e+9]>',
        'numeric_38_9 Dictionary<Int32, Decimal[38e+9]>',
        'bool Bool',
        'string Dictionary<Int32, Utf8>',
        'date Dictionary<Int32, Date32<DAY>>',
        'datetime_ms Timestamp<MILLISECOND>',
        'datetime_us Timestamp<MICROSECOND>',
        'timestamp_ms Timestamp<MILLISECOND, UTC>',
        'timestamp_us Timestamp<MICROSECOND, UTC>',
      ],
    );
    for (const field of table.schema.fields) {
      assert.equal(field.nullable, true);
      assert.equal(field.metadata.get('description'), `about ${field.name}`);
    }
    assert.equal(table.schema.fields[2]?.metadata.get('lakeferry:type'), 'numeric(10,2)');
    assert.equal(table.get(0)?.['int64'], 0n);
    assert.equal(table.get(1)?.['string'], null);
  });
});

test('each row group has dictionaries of its own, each value once', async () => {
  await withFolder(async (folder) => {
    const type = { kind: 'string' } as const;
    const one: Schema = [{ name: 's', type, required: true }];
    const groups = [['b', 'a', 'b'], ['c'], ['a', 'a', 'b']];
    const path = join(folder, 'f');
    await write(
      path,
      one,
      groups.map((items, at) => ({
        schema: one,
        rows: items.length,
        columns: [columnOf(at === 1 ? 'dictionary' : 'plain', type, items)],
      })),
    );
    const dictionaries = tableFromIPC(await files.read(path)).batches.map((each) => [
      ...(each.data.children[0]?.dictionary ?? []),
    ]);
    assert.deepEqual(dictionaries, [['b', 'a'], ['c'], ['a', 'b']]);
  });
});

test('nothing of another row stands where a row is null', async () => {
  await withFolder(async (folder) => {
    const types = ['float64', 'datetime', 'bool'] as const;
    const one: Schema = types.map((name) => ({ name, type: parseColumnType(name), required: false }));
    const validity = Uint8Array.of(1, 0);
    const path = join(folder, 'f');
    await write(path, one, [
      {
        schema: one,
        rows: 2,
        columns: [
          { kind: 'plain', values: { physical: 'double', data: Float64Array.of(1, 1234.5) }, validity, nulls: 1 },
          {
            kind: 'plain',
            values: { physical: 'int64', data: BigInt64Array.of(1n, 987_654_321n) },
            validity,
            nulls: 1,
          },
          { kind: 'plain', values: { physical: 'boolean', data: Uint8Array.of(1, 1) }, validity, nulls: 1 },
        ],
      },
    ]);
    const bytes = Buffer.from(await files.read(path));
    assert.equal(bytes.includes(Buffer.from(Float64Array.of(1234.5).buffer)), false);
    assert.equal(bytes.includes(Buffer.from(BigInt64Array.of(987_654_321n).buffer)), false);
    const { columns } = (await read(path, one)).batches[0] as Batch;
    assert.deepEqual(columns[2]?.kind === 'plain' && columns[2].values.data, Uint8Array.of(1, 0));
  });
});

test('a failing disk is an outage at every call, and abandon leaves nothing behind', async () => {
  await withFolder(async (folder) => {
    const whole = createPortCalls();
    const path = join(folder, 'whole');
    const file = await createArrowFile({ files: createFailingFiles(files, whole), path, schema });
    await file.append(batch);
    await file.close();
    assert.deepEqual(
      whole.calls.map(({ call }) => call),
      ['create', 'write', 'write', 'write', 'sync'],
      'schema, batch, end of stream',
    );
    for (let at = 1; at <= whole.calls.length; at++) {
      const target = join(folder, String(at));
      const failing = createFailingFiles(files, createPortCalls({ at, code: 'ENOSPC' }));
      let file: Awaited<ReturnType<typeof createArrowFile>> | undefined;
      await assert.rejects(
        async () => {
          file = await createArrowFile({ files: failing, path: target, schema });
          await file.append(batch);
          await file.close();
        },
        { code: 'ARROW_WRITE', exitCode: 1, retryable: false, message: /cannot write .*ENOSPC/ },
      );
      if (file !== undefined) {
        await assert.rejects(file.append(batch), /nothing more can be written to it/);
        await assert.rejects(file.close(), /nothing more can be written to it/);
        await file.abandon();
      }
      assert.equal(await exists(target), false, `call ${at}`);
    }
  });
});

test('a file that is there is not written over; an abandoned one is gone, finished or not', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'f');
    await writeFile(path, 'mine');
    await assert.rejects(createArrowFile({ files, path, schema }), {
      code: 'ARROW_WRITE',
      data: { path, errno: 'EEXIST' },
    });
    await files.remove(path);
    for (const finished of [false, true]) {
      const file = await createArrowFile({ files, path, schema });
      await file.append(batch);
      if (finished) await file.close();
      await file.abandon();
      assert.equal(await exists(path), false);
    }
  });
});

test('no row group at all is a stream too', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'f');
    const written = await write(path, schema, []);
    assert.deepEqual([written.rows, written.batches], [0, 0]);
    const found = await read(path, schema);
    assertAllSame(found.batches, []);
    assert.equal(found.counts.sha256, written.sha256);
  });
});

test('a batch that does not fit its schema is a bug of the caller, told before anything is written', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'f');
    const file = await createArrowFile({ files, path, schema });
    const [n, s] = batch.columns;
    assert.ok(n && s);
    const nulls = columnOf('plain', { kind: 'int64' }, [1n, null]);
    for (const [wrong, message] of [
      [{ ...batch, schema: schema.slice(1) }, /a batch with other columns than the file/],
      [{ ...batch, columns: [n] }, /the batch has no column s/],
      [{ ...batch, columns: [s, n] }, /column n holds 2 × bytes for 2 rows of int64/],
      [{ ...batch, rows: 3 }, /column n holds 2 × int64 for 3 rows of int64/],
      [{ ...batch, columns: [nulls, s] }, /required column n holds 1 nulls/],
      [
        {
          ...batch,
          columns: [n, { kind: 'plain', values: { ...(s.kind === 'plain' ? s.values : assert.fail()) }, nulls: 1 }],
        },
        /counts nulls and has no validity/,
      ],
    ] as [Batch, RegExp][]) {
      await assert.rejects(file.append(wrong), { name: 'TypeError', message });
    }
    await file.append(batch);
    await file.close();
    assertAllSame((await read(path, schema)).batches, [batch]);
  });
});
