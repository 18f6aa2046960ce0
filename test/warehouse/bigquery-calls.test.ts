import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RememberedLoad } from '../../src/base/ports/warehouse.ts';
import { loadJobs, startBench, testClock } from './bigquery-fixture.ts';

const idle = () => new AbortController().signal;

test('a published month costs one call; a load five, and three more where there is no dataset yet', async (context) => {
  const { server, open, request } = await startBench(context);
  server.controls.polls = 1;
  const first = await request({ month: '2021-01', count: 5 });
  await open().load(first);
  assert.deepEqual(server.calls.splice(0), [
    'queries.insert',
    'tables.get',
    'datasets.get',
    'datasets.insert',
    'tables.insert',
    'jobs.insert',
    'jobs.get',
    'queries.insert',
  ]);
  await open().load(await request({ month: '2021-02', count: 5 }));
  assert.deepEqual(server.calls.splice(0), [
    'queries.insert',
    'tables.get',
    'jobs.insert',
    'jobs.get',
    'queries.insert',
  ]);
  assert.equal((await open().load(first)).outcome, 'unchanged');
  assert.deepEqual(server.calls.splice(0), ['queries.insert']);
  await open().receipts(idle());
  assert.deepEqual(server.calls.splice(0), ['queries.insert']);
  await open().rows(idle());
  assert.deepEqual(server.calls.splice(0), ['tables.get']);
});

test('the receipts of 9,131 days are one call, and none where nothing was ever loaded', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const days = await requestOf([{ name: 'partition_date', type: 'date', required: true }], ["'2001-01-01'"], {
    partition: '2001-01-01',
    partitionDate: '2001-01-01',
  });
  assert.equal((await open().receipts(idle())).size, 0);
  assert.deepEqual(server.calls, []);
  await open().load(days);
  server.calls.length = 0;
  await server.sql(
    `INSERT INTO taxi.yellow SELECT CAST(d AS DATE) FROM generate_series(DATE '2001-01-02', DATE '2025-12-31', INTERVAL 1 DAY) t(d)`,
  );
  const loads = new Map<string, RememberedLoad>();
  for (const [day] of await server.sql('SELECT partition_date FROM taxi.yellow')) {
    loads.set(day ?? '', { number: 1, publication: 2, sha256: 'x', rows: 1, at: '2026-01-01T00:00:00.000Z' });
  }
  assert.equal(loads.size, 9131);
  const receipts = await open({ loads }).receipts(idle());
  assert.equal([...receipts.values()].filter(({ rowsNow }) => rowsNow === 1).length, 9131);
  assert.deepEqual(server.calls, ['queries.insert']);
});

test('an answer that is late, or comes in pages, is read to its end', async (context) => {
  const { server, open, request } = await startBench(context);
  for (const month of ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05']) {
    await open().load(await request({ month, count: 2 }));
  }
  server.controls.pageRows = 2;
  server.controls.incomplete = 2;
  const clock = testClock();
  const receipts = await open({ clock }).receipts(idle());
  assert.deepEqual(
    [...receipts.values()].map(({ partition, rowsNow }) => `${partition} ${rowsNow}`),
    ['2021-01 2', '2021-02 2', '2021-03 2', '2021-04 2', '2021-05 2'],
  );
  assert.deepEqual(clock.slept, [1000, 1000]);
  server.controls.incomplete = 1000;
  await assert.rejects(open().receipts(idle()), { code: 'WAREHOUSE_UNAVAILABLE' });
});

test('a table that was dropped has no receipts, one that is not ours is told as such', async (context) => {
  const { server, open, request, requestOf } = await startBench(context);
  await open().load(await request({ month: '2021-01', count: 2 }));
  const drop = () =>
    fetch(`${server.origin}/bigquery/v2/projects/acme-data/datasets/taxi/tables/yellow`, { method: 'DELETE' });
  await drop();
  assert.equal((await open().receipts(idle())).size, 0);
  assert.equal(await open().rows(idle()), undefined);
  assert.equal((await open().load(await request({ month: '2021-01', count: 2 }))).outcome, 'loaded');
  await drop();
  const { partitionDate: _, ...whole } = await requestOf([{ name: 'a', type: 'int64', required: false }], ['1'], {
    partition: 'none',
  });
  await open({ loads: new Map() }).load(whole);
  await assert.rejects(open().receipts(idle()), {
    code: 'WAREHOUSE_SCHEMA',
    message: /partition_date: absent from the table, so its rows belong to no partition/,
  });
});

test('the daily quota of loads is told as what it is and is not tried again; the next day goes on', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  server.controls.loadsPerTable = 1;
  await open().load(await request({ month: '2021-01', count: 2 }));
  const next = await request({ month: '2021-02', count: 2 });
  await assert.rejects(open().load(next), (error: Error & { code?: string; retryable?: boolean }) => {
    assert.deepEqual([error.code, error.retryable], ['WAREHOUSE_QUOTA', false]);
    assert.match(
      error.message,
      /a quota of BigQuery is used up \(Quota exceeded: .*\); it takes 1,500 load jobs a table and day/,
    );
    return true;
  });
  assert.equal(loadJobs(server).length, 2);
  server.fault('jobs.insert', {
    kind: 'status',
    status: 403,
    reason: 'quotaExceeded',
    message: 'Quota exceeded: jobs',
  });
  await assert.rejects(open().load(next), { code: 'WAREHOUSE_QUOTA' });
  server.controls.loadsPerTable = 1500;
  await open().load(next);
  assert.deepEqual(await groups(), ['2021-01 1 2', '2021-02 1 2']);
});
