import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJob, monthText } from '../job/job.ts';
import { flow, outcomesOf } from './bench.ts';

const rowsText = (count: number) => `id,note\n${Array.from({ length: count }, (_, at) => `${at},x\n`).join('')}`;
const MONTHS = ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05', '2021-06'];

test('a month that has far fewer, or far more, rows than those before it stops before it is published', async (context) => {
  const job = await createJob(context, MONTHS);
  await job.write('expect: { rows: within 50% }', 'partitions: { by: month, start: 2021-01, end: 2021-06 }');
  const counts = [10, 12, 5, 15, 4, 19];
  MONTHS.forEach((month, at) => void job.publisher.files.set(`/${month}.csv`, rowsText(counts[at] ?? 0)));
  const first = await flow(job);
  assert.deepEqual(outcomesOf(first), [
    '2021-01 done',
    '2021-02 done',
    // The median before it is 11: 5 is outside of 5.5 to 16.5.
    '2021-03 EXPECT_ROWS in upload',
    '2021-04 done',
    '2021-05 EXPECT_ROWS in upload',
    '2021-06 EXPECT_ROWS in upload',
  ]);
  assert.ok(first.said.some((line) => /2021-02: expect.rows has nothing to compare with yet: 1 partitions/.test(line)));
  const { failure } = first.results.get('2021-03') ?? {};
  assert.match(
    failure?.message ?? '',
    /^2021-03 has 5 rows; the 2 partitions before it have 11 in the median, 45 % of that, and "expect: \{ rows: within 50% \}" stops/,
  );
  assert.equal(failure?.exitCode, 3);
  assert.deepEqual(
    (await job.log('2021-03')).map(({ kind }) => kind),
    ['failed'],
  );
  assert.equal((await job.lake()).has('trips/year=2021/month=03/part-0.parquet'), false);
  // Whoever widens the expectation gets them.
  await job.write('expect: { rows: within 95% }', 'partitions: { by: month, start: 2021-01, end: 2021-06 }');
  assert.deepEqual(outcomesOf(await flow(job)), ['2021-03 done', '2021-05 done', '2021-06 done']);
});

test('without an expectation any number of rows is right', async (context) => {
  const job = await createJob(context, ['2021-01', '2021-02', '2021-03']);
  job.publisher.files.set('/2021-01.csv', rowsText(100));
  job.publisher.files.set('/2021-02.csv', rowsText(100));
  job.publisher.files.set('/2021-03.csv', monthText('2021-03'));
  assert.deepEqual(outcomesOf(await flow(job)), ['2021-01 done', '2021-02 done', '2021-03 done']);
});
