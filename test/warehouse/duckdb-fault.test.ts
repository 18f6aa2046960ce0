import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { OutageError } from '../../src/base/errors.ts';
import type { LoadRequest, Warehouse } from '../../src/base/ports/warehouse.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { resolveTarget } from '../../src/warehouse/duckdb/target.ts';
import { createDuckdbWarehouse } from '../../src/warehouse/duckdb/warehouse.ts';
import { listLog, query, testFolder, tripRequest } from './fixture.ts';

const SUMMARY = 'CREATE TABLE IF NOT EXISTS summary (n BIGINT); INSERT INTO summary SELECT count(*) FROM yellow';

/** A warehouse with an old month in it, and the request that replaces it. `before` sees every statement. */
async function setUp(context: TestContext) {
  const folder = await testFolder(context);
  const target = await resolveTarget({ url: 'duckdb:trips.duckdb', dataset: 'yellow', directory: folder });
  const hook: { before: (sql: string) => void | Promise<void> } = { before: () => {} };
  const warehouse: Warehouse = createDuckdbWarehouse({
    target,
    clock: nodeClock,
    log: listLog(),
    beforeStatement: (sql) => hook.before(sql),
  });
  await warehouse.load(await tripRequest(folder, { month: '2021-01', count: 5 }));
  const change = { month: '2021-01', count: 4, seed: 2, publication: 3, afterLoad: SUMMARY };
  const made = await tripRequest(folder, change);
  const request = (more: Partial<LoadRequest> = {}): LoadRequest => ({ ...made, ...more });
  const groups = async () =>
    (await query(join(folder, 'trips.duckdb'), 'SELECT vendor_id v, count(*) n FROM yellow GROUP BY 1')).map(
      (row) => `${row['v']} ${row['n']}`,
    );
  return { folder, warehouse, hook, request, groups };
}

/** The statements of one load, in order. */
async function statementsOf(context: TestContext): Promise<string[]> {
  const { warehouse, hook, request } = await setUp(context);
  const seen: string[] = [];
  hook.before = (sql) => void seen.push(sql);
  await warehouse.load(request());
  return seen;
}

test('a load is one transaction, and the file is there before it begins', async (context) => {
  const { warehouse, hook, request } = await setUp(context);
  const seen: string[] = [];
  hook.before = (sql) => void seen.push(sql);
  const plain = request();
  const localFile = () => {
    seen.push('localFile');
    return plain.object.localFile();
  };
  await warehouse.load({
    ...plain,
    object: { ...plain.object, localFile },
  });
  const begin = seen.indexOf('BEGIN TRANSACTION');
  assert.ok(begin > seen.indexOf('localFile') && seen.includes('localFile'));
  assert.equal(seen.indexOf('COMMIT'), seen.length - 1);
  const writes = seen.flatMap((sql, at) =>
    /^\s*(CREATE|ALTER|DELETE|INSERT|COMMENT|after_load)/.test(sql) ? [at] : [],
  );
  assert.ok(writes.length >= 6 && writes.every((at) => at > begin));
});

test('an error at any statement leaves the old month, and the next load heals', async (context) => {
  const count = (await statementsOf(context)).length;
  const { warehouse, hook, request, groups } = await setUp(context);
  for (let at = 1; at <= count; at++) {
    let seen = 0;
    hook.before = () => {
      if (++seen === at) throw new OutageError('INJECTED', `statement ${at}`);
    };
    await assert.rejects(warehouse.load(request()), { code: 'INJECTED' });
  }
  // Once for all: what one of them had written would still be there.
  assert.deepEqual(await groups(), ['1 5']);
  hook.before = () => {};
  assert.equal((await warehouse.load(request())).outcome, 'loaded');
  assert.deepEqual(await groups(), ['2 4']);
});

test('an abort at any statement leaves the old month', async (context) => {
  const count = (await statementsOf(context)).length;
  const { warehouse, hook, request, groups } = await setUp(context);
  for (let at = 1; at <= count; at++) {
    const controller = new AbortController();
    let seen = 0;
    hook.before = () => {
      if (++seen === at) controller.abort(new Error('stopped by hand'));
    };
    await assert.rejects(warehouse.load(request({ signal: controller.signal })), /stopped by hand/);
  }
  assert.deepEqual(await groups(), ['1 5']);
});

test('an abort interrupts a statement that is running', async (context) => {
  const { warehouse, hook, request, groups } = await setUp(context);
  const controller = new AbortController();
  hook.before = (sql) => {
    if (sql.startsWith('after_load')) setTimeout(() => controller.abort(new Error('too slow')), 30);
  };
  const afterLoad = 'SELECT count(*) FROM range(1000000000000) t(i) WHERE hash(i) = 5';
  const begun = performance.now();
  await assert.rejects(warehouse.load(request({ afterLoad, signal: controller.signal })), /too slow/);
  assert.ok(performance.now() - begun < 5000);
  assert.deepEqual(await groups(), ['1 5']);
});

test('an abort ends the wait for another load of this process', async (context) => {
  const { warehouse, hook, request, groups } = await setUp(context);
  const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  hook.before = async (sql) => {
    if (sql !== 'BEGIN TRANSACTION') return;
    reach();
    await gate;
  };
  const first = warehouse.load(request());
  await reached;
  const controller = new AbortController();
  const second = warehouse.receipts(controller.signal);
  controller.abort(new Error('not waiting'));
  await assert.rejects(second, /not waiting/);
  openGate();
  assert.equal((await first).outcome, 'loaded');
  assert.deepEqual(await groups(), ['2 4']);
});
