import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Bench, loadJobs, startBench, testClock } from './bigquery-fixture.ts';

const SUMMARY = `CREATE TABLE IF NOT EXISTS summary (n INT64); DELETE FROM summary WHERE true; INSERT INTO summary SELECT count(*) FROM yellow`;

/** A table with an old month in it. */
async function setUp(context: TestContext): Promise<Bench> {
  const bench = await startBench(context);
  await bench.open().load(await bench.request({ month: '2020-12', count: 3 }));
  await bench.open().load(await bench.request({ month: '2021-01', count: 5 }));
  bench.server.calls.length = 0;
  return bench;
}

const wantedOf = ({ request }: Bench) =>
  request({ month: '2021-01', count: 4, seed: 2, publication: 3, afterLoad: SUMMARY });

/** A run that ends at its `at`th call, as if killed: it sees no answer, and never does anything again. */
async function dieAt(bench: Bench, at: number, when: 'before' | 'after'): Promise<void> {
  const { server, open } = bench;
  const died = Promise.withResolvers<void>();
  const clock = testClock();
  let calls = 0;
  let isDead = false;
  server.onCall = (route) => {
    calls += 1;
    if (calls !== at) return;
    isDead = true;
    server.fault(route, { kind: when === 'before' ? 'reset' : 'lost' });
  };
  clock.onSleep = () => {
    if (!isDead) return;
    died.resolve();
    return new Promise<void>(() => {});
  };
  void open({ clock, loads: new Map(bench.loads) }).load(await wantedOf(bench));
  await died.promise;
  server.onCall = () => {};
}

async function endOf({ server, loads }: Bench) {
  return {
    rows: await server.sql('SELECT * FROM taxi.yellow ORDER BY ALL'),
    summary: await server.sql('SELECT n FROM taxi.summary'),
    ledger: [loads.get('2021-01')?.publication, loads.get('2021-01')?.rows],
  };
}

test('G9: killed before or after any of its calls, a load is healed by the next run: the same rows, once', async (context) => {
  const whole = await setUp(context);
  await whole.open().load(await wantedOf(whole));
  const reference = await endOf(whole);
  assert.equal(reference.rows.length, 7);
  const calls = [...whole.server.calls];
  assert.ok(calls.length >= 8, calls.join());
  for (let at = 1; at <= calls.length; at++) {
    for (const when of ['before', 'after'] as const) {
      const bench = await setUp(context);
      await dieAt(bench, at, when);
      // The job that was begun goes on without its master.
      if (at % 2 === 0) await bench.server.settle();
      await bench.open().load(await wantedOf(bench));
      const place = `${when} call ${at}, ${calls[at - 1]}`;
      assert.deepEqual(await endOf(bench), reference, place);
      const done = loadJobs(bench.server).filter(({ end }) => end === 'DONE');
      assert.equal(done.length, 3, `${place}: ${JSON.stringify(done)}`);
      assert.equal((await bench.open().load(await wantedOf(bench))).outcome, 'unchanged', place);
    }
  }
});
