import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { ContractError, LakeferryError } from '../../src/base/errors.ts';
import { readForeign } from '../../src/parquet/foreign.ts';
import { openParquet } from '../../src/parquet/read.ts';
import { files, withFolder } from './files.ts';

test("another writer's file: its columns, counts, nulls and first rows as text", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'foreign.parquet');
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(
      `copy (select range::bigint as n, if(range = 0, null, 12.50::decimal(10,2)) as price, 'Zürich' as city,
         date '2021-01-31' as day, timestamp '2021-01-31 10:20:30.5' as at, [1, null] as list, {'a': 1} as struct
       from range(3)) to '${path}' (format parquet, codec snappy)`,
    );
    connection.closeSync();
    const found = await readForeign({ path });
    assert.deepEqual(
      found.columns.map((column) => `${column.name} ${column.type} ${column.nulls}`),
      [
        'n int64 0',
        'price numeric(10,2) 1',
        'city string 0',
        'day date 0',
        'at datetime 0',
        'list list undefined',
        'struct struct undefined',
      ],
    );
    assert.equal(found.rows, 3);
    const rest = ['Zürich', '2021-01-31', '2021-01-31T10:20:30.500', '[1,null]', '{"a":1}'];
    assert.deepEqual(found.head, [
      ['0', null, ...rest],
      ['1', '12.5', ...rest],
    ]);
    assert.equal((await readForeign({ path, rows: 3 })).head.length, 3);
    // Our own reader is for our own files and says so.
    await assert.rejects(openParquet({ files, path }), { code: 'PARQUET_DAMAGED' });
  });
});

test('what is no Parquet file is said in one line', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'no.parquet');
    await writeFile(path, 'PAR1 is how it starts, and not how it ends');
    await assert.rejects(readForeign({ path }), (error) => {
      assert.ok(error instanceof ContractError && error.code === 'PARQUET_FOREIGN');
      return !error.message.includes('\n');
    });
  });
});

const corpora = join(import.meta.dirname, '../../../shared/corpora');
const taxi = join(corpora, 'taxi-green-parquet/green_tripdata_2024-01.parquet');
if (existsSync(taxi))
  test('an official taxi month', async () => {
    const found = await readForeign({ path: taxi });
    assert.equal(found.rows, 56_551);
    // The file has no statistics: no null counts are claimed.
    assert.deepEqual(found.columns.slice(0, 2), [
      { name: 'VendorID', type: 'int64' },
      { name: 'lpep_pickup_datetime', type: 'datetime' },
    ]);
  });

const testing = join(corpora, 'apache-parquet-testing');
if (existsSync(testing))
  test("Apache's good, odd and bad files are shown or refused in our words; our own reader takes none by mistake", async () => {
    // One text of a gigabyte: refused too, after five seconds.
    const slow = 'large_string_map.brotli.parquet';
    for (const folder of ['data', 'bad_data'])
      for (const name of (await readdir(join(testing, folder))).filter(
        (item) => item.endsWith('.parquet') && item !== slow,
      )) {
        const path = join(testing, folder, name);
        await readForeign({ path }).catch((error: unknown) => {
          assert.ok(error instanceof ContractError, `${name}: ${error}`);
        });
        try {
          for await (const batch of (await openParquet({ files, path })).rowGroups()) assert.ok(batch.rows > 0);
        } catch (error) {
          assert.ok(error instanceof LakeferryError, `${name}: ${error}`);
        }
      }
  });
