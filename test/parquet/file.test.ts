import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Files } from '../../src/base/ports/files.ts';
import { createParquetFile } from '../../src/parquet/file.ts';
import { encodeRowGroup } from '../../src/parquet/row-group.ts';
import { valueText } from '../../src/parquet/value-text.ts';
import type { Schema } from '../../src/table/schema.ts';
import { parseColumnType } from '../../src/table/type.ts';
import { CASES, columnOf } from './columns.ts';
import { files, withFolder, write } from './files.ts';

const schema: Schema = [
  { name: 'n', type: parseColumnType('numeric(10,2)'), required: false },
  { name: 's', type: { kind: 'string' }, required: false },
  { name: 'f', type: { kind: 'float64' }, required: false },
];

function batch(numbers: (bigint | null)[], floats: number[]) {
  const columns = [
    columnOf('dictionary', schema[0]?.type as never, numbers),
    columnOf('plain', { kind: 'string' }, numbers.map(String)),
    columnOf('plain', { kind: 'float64' }, floats),
  ];
  return { schema, rows: numbers.length, columns };
}

test('the facts of the whole file come out of its groups: rows, nulls, minimum, maximum, hash, length', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'f');
    const written = await write(
      path,
      schema,
      [batch([1250n, null], [1, -0]), batch([null, -5n, 3n], [0, 2.5, 1])],
      'gzip',
    );
    const { columns, ...rest } = written;
    assert.deepEqual(columns, [
      { name: 'n', nulls: 2, minimum: '-0.05', maximum: '12.50' },
      { name: 's', nulls: 0 },
      { name: 'f', nulls: 0, minimum: '-0', maximum: '2.5' },
    ]);
    const bytes = await readFile(path);
    assert.deepEqual([rest.rows, rest.rowGroups, rest.bytes], [5, 2, bytes.length]);
    assert.match(rest.sha256, /^[0-9a-f]{64}$/);
    assert.ok(bytes.includes('lakeferry') && !bytes.includes('0.1.0'), 'the writer without a version');
  });
});

test('one NaN in one group: the column claims no limits', async () => {
  await withFolder(async (folder) => {
    const written = await write(join(folder, 'f'), schema, [batch([1n], [1]), batch([1n], [Number.NaN])], 'none');
    assert.deepEqual(written.columns[2], { name: 'f', nulls: 0 });
  });
});

test('F7: the same values give the same bytes, and a text over 64 bytes is no limit', async () => {
  const type = { kind: 'string' } as const;
  const one: Schema = [{ name: 's', type, required: true }];
  const encode = () =>
    encodeRowGroup(
      { schema: one, rows: 2, columns: [columnOf('plain', type, ['a', 'z'.repeat(65)])] },
      { codec: 'gzip' },
    );
  const [first, second] = [encode(), encode()];
  assert.deepEqual(first, second);
  assert.deepEqual([first.columns[0]?.minimum, first.columns[0]?.maximum], [new Uint8Array([97]), undefined]);
});

test('a required column with nulls, or a column of another type, is refused as a bug', () => {
  const strict = schema.map((field) => ({ ...field, required: true }));
  const whole = batch([null], [1]);
  assert.throws(
    () => encodeRowGroup({ ...whole, schema: strict }, { codec: 'none' }),
    /required column n holds 1 nulls/,
  );
  const [n, s, f] = whole.columns;
  assert.throws(() => encodeRowGroup({ ...whole, columns: [s, n, f] as never }, { codec: 'none' }), /column n holds/);
});

test('abandon removes the file at any moment', async () => {
  await withFolder(async (folder) => {
    for (const moment of ['created', 'appended', 'closed']) {
      const path = join(folder, moment);
      const file = await createParquetFile({ files, path, schema, codec: 'none' });
      if (moment !== 'created') await file.append(encodeRowGroup(batch([1n], [1]), { codec: 'none' }));
      if (moment === 'closed') await file.close();
      await file.abandon();
      await assert.rejects(stat(path), { code: 'ENOENT' });
    }
  });
});

test('F2: a full disk at any write or sync is an error with its cause, and no footer follows', async () => {
  await withFolder(async (folder) => {
    for (let failing = 1; failing <= 4; failing++) {
      let calls = 0;
      const fail = () => {
        if (++calls === failing) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      };
      const full: Files = {
        ...files,
        async create(path) {
          const file = await files.create(path);
          return {
            ...file,
            async write(bytes) {
              fail();
              await file.write(bytes);
            },
            async sync() {
              fail();
              await file.sync();
            },
          };
        },
      };
      const path = join(folder, `full-${failing}`);
      const work = async () => {
        const file = await createParquetFile({ files: full, path, schema, codec: 'none' });
        try {
          await file.append(encodeRowGroup(batch([1n], [1]), { codec: 'none' }));
          await file.close();
        } catch (error) {
          await assert.rejects(file.close(), TypeError);
          await file.abandon();
          throw error;
        }
      };
      await assert.rejects(work, {
        code: 'PARQUET_WRITE',
        retryable: false,
        message: /cannot write .*: no space left/,
      });
      await assert.rejects(stat(path), { code: 'ENOENT' });
    }
  });
});

test('F4: a file that is there already is not overwritten', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'f');
    await write(path, schema, [], 'none');
    await assert.rejects(write(path, schema, [], 'none'), { code: 'PARQUET_WRITE', data: { path, errno: 'EEXIST' } });
  });
});

test('values as text, at their ends', () => {
  const texts = new Map(
    CASES.filter((item) => item.name !== 'string').map((item) => [
      item.name,
      item.values.map((value) => valueText(item.type, value as bigint)),
    ]),
  );
  assert.deepEqual(texts.get('date'), ['1970-01-01', '1969-12-31', '2021-01-01', '0001-01-01', '9999-12-31']);
  assert.deepEqual(texts.get('datetime_us')?.slice(1, 5), [
    '1969-12-31T23:59:59.999999',
    '2021-01-01T00:00:00.000001',
    '0001-01-01T00:00:00',
    '9999-12-31T23:59:59.999999',
  ]);
  assert.equal(texts.get('timestamp_ms')?.[1], '1969-12-31T23:59:59.999Z');
  assert.deepEqual(texts.get('numeric_10_2')?.slice(0, 4), ['0.00', '0.01', '-0.01', '12.50']);
  assert.equal(texts.get('numeric_38_9')?.[4], `-${'9'.repeat(29)}.${'9'.repeat(9)}`);
  assert.deepEqual(texts.get('bool'), ['true', 'false']);
});
