import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { OutageError } from '../../src/base/errors.ts';
import type { Clock } from '../../src/base/ports/clock.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { listLog, testFolder, tripRequest } from './fixture.ts';
import { holdFile } from './holder.ts';

/** Time that passes only in sleep; what happens while one sleeps is `during`. */
function sleepingClock(during: (slept: number) => Promise<void> = async () => {}): Clock {
  let now = 0;
  return {
    now: () => now,
    random: () => 0.5,
    async sleep(ms, signal) {
      now += ms;
      await during(now);
      signal?.throwIfAborted();
    },
  };
}

async function setUp(context: TestContext, clock: Clock, timeoutMs?: number) {
  const folder = await testFolder(context);
  const log = listLog();
  const open = () =>
    openWarehouse({
      url: 'duckdb:trips.duckdb',
      dataset: 'yellow',
      directory: folder,
      clock,
      log,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  return { folder, file: join(folder, 'trips.duckdb'), log, warehouse: await open() };
}

test('a file held for ever: the wait ends after timeoutMs, 60 s by default, and names the holder', async (context) => {
  for (const timeoutMs of [undefined, 1500]) {
    let slept = 0;
    const clock = sleepingClock(async (now) => {
      slept = now;
    });
    const { folder, file, log, warehouse } = await setUp(context, clock, timeoutMs);
    const holder = await holdFile(context, file);
    const request = await tripRequest(folder, { month: '2021-01', count: 2 });
    await assert.rejects(warehouse.load(request), (error: Error) => {
      assert.ok(error instanceof OutageError);
      assert.deepEqual([error.code, error.retryable], ['WAREHOUSE_LOCKED', false]);
      assert.match(error.message, new RegExp(`after ${timeoutMs === undefined ? 60 : 1.5} s .*PID ${holder.pid}`));
      return true;
    });
    const limit = timeoutMs ?? 60_000;
    assert.ok(slept >= limit && slept < limit + 1000, `slept ${slept} ms`);
    assert.equal(log.lines.filter((line) => line.includes('in use by another process')).length, 1);
    await holder.release();
  }
});

test('a file that becomes free while we wait is loaded', async (context) => {
  let release = async () => {};
  const clock = sleepingClock(() => release());
  const { folder, file, log, warehouse } = await setUp(context, clock);
  const holder = await holdFile(context, file);
  release = holder.release;
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  assert.equal((await warehouse.load(request)).outcome, 'loaded');
  assert.deepEqual(log.lines, ['duckdb:trips.duckdb#yellow is in use by another process; waiting up to 60 s']);
});

test('an abort ends the wait for another process', async (context) => {
  const { folder, file, warehouse } = await setUp(context, nodeClock);
  const holder = await holdFile(context, file);
  const controller = new AbortController();
  const request = await tripRequest(folder, { month: '2021-01', count: 2, signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 50);
  await assert.rejects(warehouse.load(request), /enough/);
  await holder.release();
});

test('between calls the file is free for other processes, also after a failed load', async (context) => {
  const { folder, file, warehouse } = await setUp(context, nodeClock);
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  await warehouse.load(request);
  await (await holdFile(context, file)).release();
  await warehouse.receipts(request.signal);
  await assert.rejects(warehouse.load({ ...request, publication: 3, rows: 3, afterLoad: 'SELECT 1' }));
  await assert.rejects(warehouse.load({ ...request, publication: 3, afterLoad: 'SELECT 1; SELECT nosuch' }));
  // The holder says "held" only when it got the lock.
  await (await holdFile(context, file)).release();
  await warehouse.close();
});
