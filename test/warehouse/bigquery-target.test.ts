import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { resolveTarget } from '../../src/warehouse/bigquery/target.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { listLog } from './fixture.ts';

const open = (url: string, lake = 'gs://my-lake/prefix') =>
  openWarehouse({
    url,
    dataset: 'yellow_taxi',
    directory: '/',
    clock: nodeClock,
    log: listLog(),
    bigquery: {
      settings: {},
      lake,
      connection: () => Promise.reject(new Error('nothing is asked for yet')),
      loads: () => new Map(),
    },
  });

test('a URL names project, dataset and table; the table defaults to the name of the dataset', async () => {
  const warehouse = await open('bigquery://acme-data/taxi');
  assert.deepEqual([warehouse.kind, warehouse.url], ['bigquery', 'bigquery://acme-data/taxi/yellow_taxi']);
  assert.equal(warehouse.id, (await open('BigQuery://acme-data/taxi/yellow_taxi')).id);
  assert.equal(resolveTarget({ url: warehouse.url, dataset: 'other' }).table, 'yellow_taxi');
  const ids = [
    'acme-data/taxi/green',
    'acme-data/Taxi/yellow_taxi',
    'acme-dat1/taxi',
    'example.com:acme-data/taxi',
  ].map((path) => resolveTarget({ url: `bigquery://${path}`, dataset: 'yellow_taxi' }).id);
  assert.equal(new Set([warehouse.id, ...ids]).size, 5);
  await warehouse.close();
});

test('URLs that are none of a table say what to write, and nothing is called', async () => {
  const refused: [string, RegExp][] = [
    ['bigquery:acme-data/taxi', /is not the URL of a BigQuery table/],
    ['bigquery://acme-data/taxi/t?x=1', /is not the URL of a BigQuery table/],
    ['bigquery://acme-data', /names the dataset ""/],
    ['bigquery://Acme/taxi', /does not begin with the id of a project, but with "Acme"/],
    ['bigquery://acme-data/my-taxi', /names the dataset "my-taxi", which needs letters/],
    ['bigquery://acme-data/taxi/t$202101', /names a partition, "t\$202101"/],
    ['bigquery://acme-data/taxi/a b', /names the table "a b"/],
    ['bigquery://acme-data/taxi/', /names the table ""/],
    ['bigquery://acme-data/taxi/t/x', /more parts/],
  ];
  for (const [url, message] of refused) {
    await assert.rejects(open(url), { code: 'WAREHOUSE_URL', exitCode: 2, message });
    await assert.rejects(open(url), /write bigquery:\/\/project\/dataset/);
  }
});

test('a lake that BigQuery cannot read is refused when the warehouse is opened', async () => {
  for (const lake of ['/data/lake', './lake', 'file:///data/lake', 'gs://']) {
    await assert.rejects(open('bigquery://acme-data/taxi', lake), {
      code: 'WAREHOUSE_LAKE',
      exitCode: 2,
      message: /loads from Google Cloud Storage alone, but the lake is .*; set "lake: gs:\/\/bucket\/prefix"/,
    });
  }
});
