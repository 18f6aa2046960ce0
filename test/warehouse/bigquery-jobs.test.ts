import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutageError } from '../../src/base/errors.ts';
import type { Route } from '../servers/bigquery/routes.ts';
import type { Fault } from '../servers/bigquery/server.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { loadJobs, startBench, testClock } from './bigquery-fixture.ts';

const WAYS: [name: string, fault: Fault][] = [
  ['the connection breaks after the job was taken', { kind: 'lost' }],
  ['503 after the job was taken', { kind: 'lost', status: 503 }],
  ['503 before', { kind: 'status', status: 503 }],
  ['429 before', { kind: 'status', status: 429, reason: 'rateLimitExceeded' }],
  ['403 for a rate limit', { kind: 'status', status: 403, reason: 'rateLimitExceeded' }],
  ['the connection breaks before', { kind: 'reset' }],
  ['an answer that is no JSON', { kind: 'garbage' }],
];

for (const [name, fault] of WAYS) {
  test(`G7: one load, whatever becomes of the answer to its POST: ${name}`, async (context) => {
    const { server, open, request, groups } = await startBench(context);
    await open().load(await request({ month: '2021-01', count: 5 }));
    server.fault('jobs.insert', fault);
    const outcome = await open().load(await request({ month: '2021-01', count: 4, seed: 2, publication: 3 }));
    assert.deepEqual([outcome.outcome, outcome.replaced], ['loaded', 5]);
    assert.deepEqual(await groups(), ['2021-01 2 4']);
    const jobs = loadJobs(server);
    assert.deepEqual(
      jobs.map(({ end }) => end),
      ['DONE', 'DONE'],
    );
    assert.match(jobs[1]?.id ?? '', /^lakeferry-yellow-2021-01-p3-l101-[0-9a-f]{12}-a1$/);
  });
}

test('G7: each other call is tried again too, and a silent one is given up after its deadline', async (context) => {
  const routes: Route[] = [
    'queries.insert',
    'tables.get',
    'datasets.get',
    'datasets.insert',
    'tables.insert',
    'jobs.get',
  ];
  for (const fault of [{ kind: 'status', status: 502 }, { kind: 'stall' }, { kind: 'lost' }] as const) {
    const { server, open, request, groups, log } = await startBench(context);
    for (const route of routes) server.fault(route, fault);
    const clock = testClock();
    await open({ clock, callTimeoutMs: 400 }).load(await request({ month: '2021-01', count: 5 }));
    assert.deepEqual(await groups(), ['2021-01 1 5'], fault.kind);
    assert.equal(loadJobs(server).length, 1);
    assert.ok(log.lines.filter((line) => line.includes('try 1 of 5')).length >= 5, log.lines.join('\n'));
    if (fault.kind === 'stall')
      assert.match(log.lines.join('\n'), /asking BigQuery to count the rows of taxi\.yellow took longer than 0\.4 s/);
  }
});

test('a call that never goes well ends as an outage that may be tried again, and one that cannot ends at once', async (context) => {
  const { server, open, request } = await startBench(context);
  server.fault('queries.insert', ...Array<Fault>(5).fill({ kind: 'status', status: 503, message: 'busy' }));
  const wanted = await request({ month: '2021-01', count: 5 });
  await assert.rejects(open().load(wanted), (error: OutageError) => {
    assert.deepEqual([error.code, error.retryable, error.exitCode], ['WAREHOUSE_UNAVAILABLE', true, 1]);
    assert.match(error.message, /BigQuery could not count the rows of taxi\.yellow: busy \(503 backendError\)/);
    return true;
  });
  assert.equal(server.calls.length, 5);
  server.fault('queries.insert', { kind: 'status', status: 403, reason: 'accessDenied', message: 'Access Denied' });
  await assert.rejects(open().load(wanted), {
    code: 'WAREHOUSE_DENIED',
    exitCode: 2,
    message: /Job User in acme-data/,
  });
  assert.equal(server.calls.length, 6);
});

test('G9: a run that died between load and ledger is healed by the next one: the job is found, nothing is loaded twice', async (context) => {
  const { server, open, request, groups, loads } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5 });
  await open({ loads: new Map() }).load(wanted);
  assert.equal((await open().receipts(wanted.signal)).size, 0);
  const outcome = await open().load(wanted);
  assert.deepEqual([outcome.outcome, outcome.replaced, outcome.receipt.rows], ['loaded', 0, 5]);
  assert.equal(loadJobs(server).length, 1);
  assert.equal(loads.get('2021-01')?.publication, 2);
  assert.deepEqual(await groups(), ['2021-01 1 5']);
});

test('G9: with append-once too, although the rows are there already', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5, write: 'append-once' });
  server.controls.failNext.push({ reason: 'backendError', message: 'x' });
  await open({ loads: new Map() }).load(wanted);
  const outcome = await open().load(wanted);
  assert.equal(outcome.outcome, 'loaded');
  assert.deepEqual(
    loadJobs(server).map(({ end }) => end),
    ['backendError', 'DONE'],
  );
  assert.deepEqual(await groups(), ['2021-01 1 5']);
});

test('a finished job whose rows somebody deleted since is no reason to believe that they are there', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5 });
  await open({ loads: new Map() }).load(wanted);
  await server.sql('DELETE FROM taxi.yellow');
  const outcome = await open().load(wanted);
  assert.deepEqual([outcome.outcome, outcome.replaced], ['loaded', 0]);
  assert.deepEqual(
    loadJobs(server).map(({ id }) => id.slice(-3)),
    ['-a1', '-a2'],
  );
  assert.deepEqual(await groups(), ['2021-01 1 5']);
});

test('G7: a job that failed in an earlier run is spent: this run makes another one', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5 });
  server.controls.failNext.push({ reason: 'accessDenied', message: 'no access to the bucket' });
  await assert.rejects(open().load(wanted), {
    code: 'WAREHOUSE_DENIED',
    exitCode: 2,
    message: /Storage Object Viewer/,
  });
  await open().load(wanted);
  assert.deepEqual(
    loadJobs(server).map(({ id, end }) => `${id.slice(-3)} ${end}`),
    ['-a1 accessDenied', '-a2 DONE'],
  );
  assert.deepEqual(await groups(), ['2021-01 1 5']);
});

test('G7: a job that fails for a passing reason is followed by another attempt, three in all', async (context) => {
  const { server, open, request } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5 });
  const clock = testClock();
  const passing = { reason: 'backendError', message: 'try again' };
  server.controls.failNext.push(passing, { reason: 'rateLimitExceeded', message: 'too many table updates' });
  await open({ clock }).load(wanted);
  assert.deepEqual(
    loadJobs(server).map(({ end }) => end),
    ['backendError', 'rateLimitExceeded', 'DONE'],
  );
  server.controls.failNext.push(passing, passing, passing);
  const next = await request({ month: '2021-02', count: 5 });
  const warehouse = open();
  await assert.rejects(warehouse.load(next), (error: OutageError) => {
    assert.deepEqual([error.code, error.retryable], ['WAREHOUSE_JOB_FAILED', true]);
    return true;
  });
  assert.equal(loadJobs(server).length, 6);
  // The task's own policy tries the whole load again, and does not meet its former failures.
  await warehouse.load(next);
  assert.equal(loadJobs(server).length, 7);
});

test('G7: a job that ends with an error is told with reason, job and location, and changes nothing', async (context) => {
  const { server, open, request, groups, loads } = await startBench(context);
  await open().load(await request({ month: '2021-01', count: 5 }));
  const gone = await request({ month: '2021-01', count: 4, seed: 2, publication: 3 });
  const wanted = { ...gone, object: { ...gone.object, uri: 'gs://lake/yellow/gone.parquet' } };
  await assert.rejects(open().load(wanted), (error: OutageError) => {
    assert.deepEqual([error.code, error.retryable], ['WAREHOUSE_JOB_FAILED', false]);
    assert.match(
      error.message,
      /^bigquery:\/\/acme-data\/taxi\/yellow did not load 2021-01: notFound: Not found: URI gs:\/\/lake\/yellow\/gone\.parquet \(job lakeferry-yellow-2021-01-p3-\S+ in EU\)$/,
    );
    return true;
  });
  assert.deepEqual(await groups(), ['2021-01 1 5']);
  assert.equal(loads.get('2021-01')?.publication, 2);
  assert.equal(server.calls.filter((route) => route === 'jobs.insert').length, 2);
});

test('G7: a job that is not known any more is asked for again under its own id', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  server.fault('jobs.get', { kind: 'forget' });
  await open().load(await request({ month: '2021-01', count: 5 }));
  assert.equal(server.calls.filter((route) => route === 'jobs.insert').length, 2);
  assert.deepEqual(
    loadJobs(server).map(({ id, end }) => `${id.slice(-3)} ${end}`),
    ['-a1 DONE'],
  );
  assert.deepEqual(await groups(), ['2021-01 1 5']);
  server.fault('jobs.get', { kind: 'forget' }, { kind: 'forget' }, { kind: 'forget' });
  await assert.rejects(open().load(await request({ month: '2021-02', count: 5 })), {
    code: 'WAREHOUSE_JOB_LOST',
    message: /does not know job lakeferry-yellow-2021-02-\S+ in EU any more/,
  });
});

test('G7: a dataset in another region than the pipeline says is told with both, before anything is loaded', async (context) => {
  const { server, open, request } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5 });
  await open().load(wanted);
  const asked = server.calls.length;
  const next = { ...wanted, publication: 3 };
  await assert.rejects(open({ settings: { location: 'us-east1' } }).load(next), {
    code: 'WAREHOUSE_LOCATION',
    exitCode: 2,
    message: /yellow is in EU, but the pipeline says "bigquery: \{ location: us-east1 \}"/,
  });
  assert.equal(server.calls.slice(asked).includes('jobs.insert'), false);
  // Case does not part one place from itself.
  assert.equal((await open({ settings: { location: 'eu' } }).load(next)).outcome, 'loaded');
});

test('a job of our name that does something else is never taken for ours', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  const wanted = await request({ month: '2021-01', count: 5 });
  let meddled = false;
  server.onCall = async (route, body) => {
    if (route !== 'jobs.insert' || meddled) return;
    meddled = true;
    const other = structuredClone(body) as { configuration: { load: { sourceUris: string[] } } };
    other.configuration.load.sourceUris = ['gs://elsewhere/file.parquet'];
    await fetch(`${server.origin}/bigquery/v2/projects/${PROJECT}/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(other),
    });
  };
  await assert.rejects(open().load(wanted), {
    code: 'WAREHOUSE_JOB_TAKEN',
    message: /in EU was used by somebody else for another job \(sourceUris differ\)/,
  });
  assert.deepEqual(await groups(), []);
});

test('a job is asked for after 1 s, then less and less often, 15 s at most', async (context) => {
  const { server, open, request } = await startBench(context);
  server.controls.polls = 8;
  const clock = testClock();
  await open({ clock }).load(await request({ month: '2021-01', count: 5 }));
  assert.deepEqual(clock.slept, [1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000]);
});

test('a job that does not end is cancelled and given up', async (context) => {
  const { server, open, request } = await startBench(context);
  server.controls.polls = 1_000_000;
  const clock = testClock();
  clock.onSleep = () => clock.pass(3_600_000);
  await assert.rejects(open({ clock }).load(await request({ month: '2021-01', count: 5 })), {
    code: 'WAREHOUSE_JOB_TIMEOUT',
    message: /in EU did not end within/,
  });
  assert.deepEqual(
    loadJobs(server).map(({ end }) => end),
    ['stopped'],
  );
});

test('an abort cancels the job, and the next run loads', async (context) => {
  const { server, open, request, groups, log } = await startBench(context);
  const controller = new AbortController();
  const clock = testClock();
  clock.onSleep = () => controller.abort(new Error('enough'));
  const wanted = await request({ month: '2021-01', count: 5, signal: controller.signal });
  await assert.rejects(open({ clock }).load(wanted), /^Error: enough$/);
  assert.match(log.lines.join('\n'), /asked BigQuery to cancel job lakeferry-yellow-2021-01-\S+ in EU/);
  await server.settle();
  assert.deepEqual(await groups(), []);
  await open().load({ ...wanted, signal: new AbortController().signal });
  assert.deepEqual(
    loadJobs(server).map(({ id, end }) => `${id.slice(-3)} ${end}`),
    ['-a1 stopped', '-a2 DONE'],
  );
});

test('an abort while nobody knows whether the job was taken cancels it too; a cancel that fails is told and no more', async (context) => {
  const { server, open, request, log } = await startBench(context);
  const controller = new AbortController();
  const clock = testClock();
  clock.onSleep = () => controller.abort(new Error('enough'));
  server.fault('jobs.insert', { kind: 'lost' });
  server.fault('jobs.cancel', { kind: 'status', status: 403, reason: 'accessDenied', message: 'not yours' });
  const wanted = await request({ month: '2021-01', count: 5, signal: controller.signal });
  await assert.rejects(open({ clock }).load(wanted), /^Error: enough$/);
  assert.match(log.lines.join('\n'), /could not cancel job lakeferry-\S+ in EU: not yours/);
  assert.equal(server.calls.at(-1), 'jobs.cancel');
});
