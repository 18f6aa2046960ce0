import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadJobs, startBench } from './bigquery-fixture.ts';

const SUMMARY = 'CREATE OR REPLACE TABLE summary AS SELECT count(*) AS n FROM yellow';

function queryJobs(jobs: Record<string, unknown>[]): { id: string; query: Record<string, unknown> }[] {
  return jobs.flatMap((job) => {
    const { query } = job['configuration'] as { query?: Record<string, unknown> };
    const { jobId } = job['jobReference'] as { jobId: string };
    return query === undefined || jobId.startsWith('job_') ? [] : [{ id: jobId, query }];
  });
}

test('after_load is tried dry, then runs with a cap, in the dataset of the table, under a name that follows from the load', async (context) => {
  const { server, open, request } = await startBench(context);
  await open().load(await request({ month: '2021-01', count: 5, afterLoad: SUMMARY }));
  assert.deepEqual(await server.sql('SELECT n FROM taxi.summary'), [['5']]);
  const [job, ...more] = queryJobs(server.jobs());
  assert.equal(more.length, 0);
  assert.match(job?.id ?? '', /^lakeferry-yellow-2021-01-p2-l0-[0-9a-f]{12}-a1-after-[0-9a-f]{8}-a1$/);
  assert.deepEqual(
    [job?.query['maximumBytesBilled'], job?.query['useLegacySql'], job?.query['defaultDataset']],
    ['100000000000', false, { projectId: 'acme-data', datasetId: 'taxi' }],
  );
});

test('after_load that would read too much does not run; the cap is a setting', async (context) => {
  const { server, open, request, loads } = await startBench(context);
  server.controls.bytesProcessed = 2000;
  const wanted = await request({ month: '2021-01', count: 5, afterLoad: SUMMARY });
  await assert.rejects(open({ settings: { location: 'EU', maxBytesBilled: 1999 } }).load(wanted), {
    code: 'WAREHOUSE_AFTER_LOAD',
    exitCode: 2,
    message: /after_load: it would read 2000 bytes, more than the 1999 that "bigquery: \{ max_bytes_billed \}" allows/,
  });
  assert.equal(loads.size, 0);
  assert.deepEqual(queryJobs(server.jobs()), []);
  await open({ settings: { location: 'EU', maxBytesBilled: 2000 } }).load(wanted);
  assert.equal(queryJobs(server.jobs())[0]?.query['maximumBytesBilled'], '2000');
  assert.equal(loadJobs(server).length, 1);
});

test('misspelled SQL is found dry, an error in it is told, and the mended one runs without loading again', async (context) => {
  const { server, open, request, loads } = await startBench(context);
  const load = async (afterLoad: string) => open().load(await request({ month: '2021-01', count: 5, afterLoad }));
  await assert.rejects(load('SELEKT 1'), {
    code: 'WAREHOUSE_AFTER_LOAD',
    message: /could not check after_load: .*SELEKT/,
  });
  assert.deepEqual(queryJobs(server.jobs()), []);
  await assert.rejects(load("SELECT 1; SELECT error('too few trips')"), {
    code: 'WAREHOUSE_AFTER_LOAD',
    exitCode: 2,
    message: /after_load: .*too few trips; the rows of 2021-01 are in bigquery:\S+, but it counts as loaded only when/,
  });
  assert.equal(loads.size, 0);
  assert.equal((await load(SUMMARY)).outcome, 'loaded');
  assert.equal(loadJobs(server).length, 1);
  assert.deepEqual(await server.sql('SELECT n FROM taxi.summary'), [['5']]);
});

test('after_load that failed runs again with the next run, though nothing of it was changed', async (context) => {
  const { server, open, request } = await startBench(context);
  const wanted = await request({
    month: '2021-01',
    count: 5,
    afterLoad: 'INSERT INTO summary SELECT count(*) FROM yellow',
  });
  await assert.rejects(open().load(wanted), { code: 'WAREHOUSE_AFTER_LOAD' });
  await server.sql('CREATE TABLE taxi.summary (n INT64)');
  server.controls.failNext.push({ reason: 'invalidQuery', message: 'not today' });
  await assert.rejects(open().load(wanted), { code: 'WAREHOUSE_AFTER_LOAD', message: /not today/ });
  await open().load(wanted);
  assert.deepEqual(await server.sql('SELECT n FROM taxi.summary'), [['5']]);
  assert.deepEqual(
    queryJobs(server.jobs()).map(({ id }) => id.slice(-3)),
    ['-a1', '-a2'],
  );
});

test('after_load that changes the partition itself is found out', async (context) => {
  const { open, request, loads } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5, afterLoad: 'DELETE FROM yellow WHERE true' });
  await assert.rejects(open().load(wanted), { code: 'WAREHOUSE_COUNT', message: /it holds 0 rows of 2021-01/ });
  assert.equal(loads.size, 0);
});
