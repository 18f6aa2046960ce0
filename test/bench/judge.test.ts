import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Dataset } from '../../bench/dataset.ts';
import { withJudge } from '../../bench/judge.ts';
import { query } from '../warehouse/fixture.ts';
import { testFolder } from './folder.ts';

const ROWS = 5000;
const DATASET: Dataset = {
  columns: [
    { name: 'id', type: 'int64' },
    { name: 'moment', type: 'datetime' },
    { name: 'fare', type: 'float64' },
    { name: 'flag', type: 'string' },
  ],
  *text() {
    yield 'id,moment,fare,flag\n';
    // Neither ids nor rows are unique: order is seen by the row's number alone.
    for (let at = 0; at < ROWS; at++)
      yield `${at % 7 === 0 ? '' : at % 50},2021-01-01 00:00:${String(at % 60).padStart(2, '0')},${at / 4},${at % 3 ? 'Y' : ''}\n`;
  },
};

/** What the judge says about a file that DuckDB makes of the same CSV with a statement of the test's own. */
async function judged(context: TestContext, select: string, codec = 'zstd'): Promise<string | undefined> {
  const folder = await testFolder(context);
  const [csv, file] = [join(folder, 'in.csv.gz'), join(folder, 'out.parquet')];
  await writeFile(csv, gzipSync([...DATASET.text()].join('')));
  const types = `{'id': 'BIGINT', 'moment': 'TIMESTAMP', 'fare': 'DOUBLE', 'flag': 'VARCHAR'}`;
  const rows = `(SELECT row_number() OVER () - 1 AS n, * FROM read_csv('${csv}', header = true, columns = ${types}))`;
  await query(
    ':memory:',
    `COPY (SELECT ${select.replace('ROWS', rows)}) TO '${file}' (FORMAT parquet, COMPRESSION ${codec})`,
  );
  return withJudge(csv, DATASET, (judge) => judge(file, 'zstd'));
}

test('the same cells in the same order are right, whatever unit a time is kept in', async (t) => {
  assert.equal(await judged(t, 'id, moment, fare, flag FROM ROWS'), undefined);
  assert.equal(await judged(t, 'id, moment::TIMESTAMP_MS, fare, flag FROM ROWS'), undefined);
  assert.equal(await judged(t, `id, moment AT TIME ZONE 'UTC', fare, flag FROM ROWS`), undefined);
  assert.equal(await judged(t, `id, moment, fare, flag, DATE '2021-01-01' AS partition_date FROM ROWS`), undefined);
});

test('one changed cell is seen, with its column', async (t) => {
  const change = (cell: string) => judged(t, `${cell} FROM ROWS`);
  assert.equal(await change('if(n = 4321, 1, id), moment, fare, flag'), 'its cells differ: id (1)');
  assert.equal(
    await change(`id, if(n = 4999, moment + INTERVAL 1 MILLISECOND, moment), fare, flag`),
    'its cells differ: moment (1)',
  );
  assert.equal(await change('id, moment, if(n = 0, nextafter(fare, 1.0), fare), flag'), 'its cells differ: fare (1)');
});

test('a null where a value was is seen, and a value where a null was', async (t) => {
  assert.equal(await judged(t, 'if(n = 1, NULL, id), moment, fare, flag FROM ROWS'), 'its cells differ: id (1)');
  assert.equal(await judged(t, `id, moment, fare, if(n = 0, '', flag) FROM ROWS`), 'its cells differ: flag (1)');
});

test('rows in another order, one too few or one twice are seen', async (t) => {
  const swapped = 'id, moment, fare, flag FROM ROWS ORDER BY if(n = 10, 11, if(n = 11, 10, n))';
  assert.match((await judged(t, swapped)) ?? '', /^its cells differ: /);
  assert.equal(await judged(t, 'id, moment, fare, flag FROM ROWS WHERE n <> 77'), 'it has 4999 rows, not 5000');
  const twice = 'id, moment, fare, flag FROM (SELECT unnest(if(n = 5, [n, n], [n])) AS n, * EXCLUDE n FROM ROWS)';
  assert.equal(await judged(t, twice), 'it has 5001 rows, not 5000');
});

test('another codec and another type are no match', async (t) => {
  assert.equal(await judged(t, 'id, moment, fare, flag FROM ROWS', 'gzip'), 'its codec is gzip, not zstd');
  assert.equal(await judged(t, 'id::VARCHAR, moment, fare, flag FROM ROWS'), 'id is kept as VARCHAR, not as BIGINT');
  assert.equal(
    await judged(t, 'id, moment, fare::DECIMAL(10,2), flag FROM ROWS'),
    'fare is kept as DECIMAL(10,2), not as DOUBLE',
  );
});
