import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import { PassThroughClient } from 'google-auth-library';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { listLog, testFolder, tripRequest } from './fixture.ts';

test('who loads into DuckDB never loads the client of BigQuery, and BigQuery loads it with its first call', async (context) => {
  const asked: string[] = [];
  registerHooks({
    resolve(specifier, at, next) {
      if (specifier.startsWith('@google-cloud/')) asked.push(specifier);
      return next(specifier, at);
    },
  });
  const { openWarehouse } = await import('../../src/warehouse/open.ts');
  const folder = await testFolder(context);
  const common = { dataset: 'yellow', directory: folder, clock: nodeClock, log: listLog() };
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  const duckdb = await openWarehouse({ url: 'duckdb:taxi.duckdb', ...common });
  await duckdb.load(request);
  const connection = async () => ({ apiEndpoint: 'http://127.0.0.1:9', authClient: new PassThroughClient() });
  const bigquery = await openWarehouse({
    url: 'bigquery://acme-data/taxi',
    ...common,
    bigquery: { settings: {}, lake: 'gs://lake', connection, loads: () => new Map() },
  });
  assert.equal((await bigquery.receipts(request.signal)).size, 0);
  assert.deepEqual([...asked], []);
  const stopped = new AbortController();
  const waiting = assert.rejects(bigquery.rows(stopped.signal), /seen enough/);
  while (asked.length === 0) await nodeClock.sleep(20);
  stopped.abort(new Error('seen enough'));
  await waiting;
  assert.ok(asked.includes('@google-cloud/bigquery'));
});
