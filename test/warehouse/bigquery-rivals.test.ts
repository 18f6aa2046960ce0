import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuth2Client } from 'google-auth-library';
import type { RememberedLoad } from '../../src/base/ports/warehouse.ts';
import { loadJobs, startBench, testClock } from './bigquery-fixture.ts';

const rivals = () => new Map<string, RememberedLoad>();

test('G8: two runs load the same publication at once: one job, and the other waits for it and says so', async (context) => {
  const { server, open, request, groups, log } = await startBench(context);
  server.controls.polls = 60;
  const wanted = await request({ month: '2021-01', count: 5 });
  const ends = await Promise.all([
    open({ loads: rivals() }).load(wanted),
    open({ loads: rivals() }).load(wanted),
    open({ loads: rivals() }).load(wanted),
  ]);
  assert.deepEqual(
    ends.map(({ outcome, receipt }) => [outcome, receipt.rowsNow]),
    Array(3).fill(['loaded', 5]),
  );
  assert.equal(loadJobs(server).length, 1);
  assert.deepEqual(await groups(), ['2021-01 1 5']);
  assert.equal(log.lines.filter((line) => /job lakeferry-\S+ in EU runs already; waiting for it/.test(line)).length, 2);
  assert.deepEqual(await server.sql('SELECT count(*) FROM taxi.yellow'), [['5']]);
});

test('G8: two publications of one month at once: the last one stands, and the other says that it was changed', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  const first = await request({ month: '2021-01', count: 5, publication: 2 });
  const second = await request({ month: '2021-01', count: 4, seed: 2, publication: 3 });
  const loads = rivals();
  let counts = 0;
  let overtaken = false;
  server.onCall = async (route) => {
    // Between the end of the first one's job and its count.
    if (route === 'queries.insert') counts += 1;
    if (counts !== 2 || overtaken) return;
    overtaken = true;
    await open({ loads: rivals() }).load(second);
  };
  await assert.rejects(open({ loads }).load(first), {
    code: 'WAREHOUSE_COUNT',
    message: /5 rows were published, but it holds 4 rows of 2021-01 after the load; was it changed by somebody else/,
  });
  assert.equal(loads.size, 0);
  assert.deepEqual(await groups(), ['2021-01 2 4']);
});

test('one run is stopped while another waits for the same job: the other one loads', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  server.controls.polls = 6;
  const controller = new AbortController();
  const wanted = await request({ month: '2021-01', count: 5 });
  const clock = testClock();
  clock.onSleep = () => {
    if (clock.slept.length === 1) controller.abort(new Error('enough'));
  };
  const stopped = open({ clock, loads: rivals() }).load({ ...wanted, signal: controller.signal });
  const other = open().load(wanted);
  await assert.rejects(stopped, /enough/);
  assert.equal((await other).outcome, 'loaded');
  assert.deepEqual(
    loadJobs(server).map(({ end }) => end),
    ['stopped', 'DONE'],
  );
  assert.deepEqual(await groups(), ['2021-01 1 5']);
});

test('twelve months at once, each by a run of its own, into a table that none of them finds', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  const months = Array.from({ length: 12 }, (_, at) => `2021-${String(at + 1).padStart(2, '0')}`);
  const wanted = await Promise.all(months.map((month) => request({ month, count: 3 })));
  await Promise.all(wanted.map((each) => open({ loads: rivals() }).load(each)));
  assert.deepEqual(
    await groups(),
    months.map((month) => `${month} 1 3`),
  );
  assert.equal(loadJobs(server).length, 12);
});

test('G10: a file without the rows that were published gets no receipt, and the month stays due', async (context) => {
  const { server, open, request, loads } = await startBench(context);
  await open().load(await request({ month: '2021-01', count: 5 }));
  const short = await request({ month: '2021-01', count: 4, seed: 2, publication: 3, rows: 6 });
  const loading = open().load(short);
  await assert.rejects(loading, {
    code: 'WAREHOUSE_COUNT',
    exitCode: 3,
    message:
      /6 rows were published, but it got 4 rows of 2021-01 from gs:\/\/lake\/\S+; publish the partition again \(job /,
  });
  assert.equal(loads.get('2021-01')?.publication, 2);
  const receipt = (await open().receipts(short.signal)).get('2021-01');
  assert.deepEqual([receipt?.publication, receipt?.rows, receipt?.rowsNow], [2, 5, 4]);
  // The same file again says the same, without another job.
  await assert.rejects(open().load(short), { code: 'WAREHOUSE_COUNT' });
  assert.equal(loadJobs(server).length, 2);
});

test('G6: a token that runs out between two looks at a job is exchanged for one new one', async (context) => {
  const { server, open, request, groups } = await startBench(context);
  const minted: string[] = [];
  const authClient = new OAuth2Client();
  authClient.refreshHandler = async () => {
    minted.push(`token-${minted.length + 1}`);
    return { access_token: minted.at(-1) ?? '', expiry_date: Date.now() + 3_600_000 };
  };
  server.controls.polls = 5;
  server.controls.tokens = new Set(['token-1']);
  const clock = testClock();
  clock.onSleep = () => {
    if (clock.slept.length !== 2) return;
    server.controls.tokens = new Set(['token-2']);
    authClient.credentials = { ...authClient.credentials, expiry_date: Date.now() - 1000 };
  };
  await open({ clock, connection: { apiEndpoint: server.origin, authClient } }).load(
    await request({ month: '2021-01', count: 5 }),
  );
  assert.deepEqual(minted, ['token-1', 'token-2']);
  assert.deepEqual(await groups(), ['2021-01 1 5']);
});

test('a token that is refused says what the account needs, and carries no token', async (context) => {
  const { server, open, request } = await startBench(context);
  server.controls.tokens = new Set(['another']);
  const authClient = new OAuth2Client();
  authClient.refreshHandler = async () => ({ access_token: 's3cret', expiry_date: Date.now() + 3_600_000 });
  const warehouse = open({ connection: { apiEndpoint: server.origin, authClient } });
  await assert.rejects(
    warehouse.load(await request({ month: '2021-01', count: 5 })),
    (error: Error & { code?: string }) => {
      assert.equal(error.code, 'WAREHOUSE_DENIED');
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    },
  );
});
