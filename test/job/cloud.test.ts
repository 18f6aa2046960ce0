import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { type Cloud, startCloud } from '../servers/cloud.ts';
import { createJob, type Job, MONTHS, monthText } from './job.ts';

const BUCKET = 'my-lake';

/** A job whose lake is a bucket, and whose table is in BigQuery. */
async function setUp(context: TestContext): Promise<{ job: Job; cloud: Cloud; run: typeof run; rows: typeof rows }> {
  const job = await createJob(context);
  const cloud = await startCloud([BUCKET]);
  context.after(() => cloud.close());
  await job.write(`lake: gs://${BUCKET}/data`, `warehouse: "bigquery://${PROJECT}/taxi"`, 'bigquery: { location: EU }');
  const run = (...words: string[]) => runMain(['run', '--json', '--yes', ...words], job, cloud.env);
  const rows = () =>
    cloud.bigquery.sql("SELECT strftime(partition_date, '%Y-%m'), count(*) FROM taxi.trips GROUP BY ALL ORDER BY ALL");
  return { job, cloud, run, rows };
}

function count(calls: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of calls) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

const all = MONTHS.map((month) => [month, '3']);

test('months go from the web through a bucket into BigQuery; a second run costs few calls and does nothing', async (context) => {
  const { cloud, run, rows } = await setUp(context);
  const first = await run();
  assert.equal(first.code, 0, first.stderr);
  assert.deepEqual(
    answerOf(first).results.map(({ partition, outcome }) => `${partition} ${outcome}`),
    MONTHS.map((month) => `${month} done`),
  );
  assert.deepEqual(await rows(), all);
  assert.ok(cloud.storage.names(BUCKET).includes('data/trips/year=2021/month=01/part-0.parquet'));
  cloud.storage.calls.length = 0;
  cloud.bigquery.calls.length = 0;
  const second = await run();
  assert.deepEqual([second.code, answerOf(second).results], [0, []], second.stderr);
  assert.deepEqual(cloud.bigquery.calls, ['queries.insert']);
  // heads.json and dataset.json with their content, the log's listing, and one object of each published month.
  assert.deepEqual(count(cloud.storage.calls), {
    'objects.get': 2 + MONTHS.length,
    'objects.read': 2,
    'objects.list': 1,
  });
});

test('a month that changed at its source replaces itself, in the bucket and in the table', async (context) => {
  const { job, cloud, run, rows } = await setUp(context);
  await run();
  job.publisher.files.set('/2021-02.csv', `${monthText('2021-02')}4,more\n`);
  const again = await run();
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(
    answerOf(again).results.map(({ partition }) => partition),
    ['2021-02'],
  );
  assert.deepEqual(await rows(), [all[0], ['2021-02', '4'], all[2]]);
  const history = cloud.storage.names(BUCKET).filter((name) => name.includes('/history/2021-02/'));
  assert.equal(history.length, 1);
});

test('a bucket is a source like a server: asked by generation, fetched where it changed, not ready where it has none', async (context) => {
  const { job, cloud, run, rows } = await setUp(context);
  const put = (month: string, text: string) => cloud.storage.put(BUCKET, `raw/${month}.csv`, text);
  put('2021-01', monthText('2021-01'));
  put('2021-02', monthText('2021-02'));
  await job.write(
    `lake: gs://${BUCKET}/data`,
    `warehouse: "bigquery://${PROJECT}/taxi"`,
    'bigquery: { location: EU }',
    `source: { url: "gs://${BUCKET}/raw/{YYYY}-{MM}.csv", not_ready: [404] }`,
  );
  const outcomes = (finished: Awaited<ReturnType<typeof run>>) =>
    answerOf(finished).results.map(({ partition, outcome }) => `${partition} ${outcome}`);
  const first = await run();
  assert.deepEqual(outcomes(first), ['2021-01 done', '2021-02 done', '2021-03 not_ready'], first.stderr);
  put('2021-02', `${monthText('2021-02')}4,more\n`);
  put('2021-03', monthText('2021-03'));
  cloud.storage.calls.length = 0;
  assert.deepEqual(outcomes(await run()), ['2021-02 done', '2021-03 done']);
  assert.deepEqual(await rows(), [all[0], ['2021-02', '4'], all[2]]);
});
