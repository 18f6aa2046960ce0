import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { canLoad } from '../../src/doctor/checks/location-differs.ts';
import { runMain } from '../cli/in-process.ts';
import { createJob } from '../job/job.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { startCloud } from '../servers/cloud.ts';
import { PROVIDER } from '../servers/tokens.ts';
import { askedOf, doctor, findingsOf, wordsOf } from './bench.ts';

const LOCATION = 'bigquery: { location: EU }';

async function setUp(context: TestContext, ...lines: string[]) {
  const job = await createJob(context);
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  await job.write('lake: gs://my-lake/data', `warehouse: "bigquery://${PROJECT}/taxi"`, LOCATION, ...lines);
  const post = async (path: string, body: object) => {
    const url = `${cloud.bigquery.origin}/bigquery/v2/projects/${PROJECT}/${path}`;
    const headers = { 'content-type': 'application/json' };
    assert.ok((await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).ok);
  };
  return { job, cloud, post };
}

const reference = { projectId: PROJECT, datasetId: 'taxi' };

test('a sound set-up in the cloud has nothing wrong, before its first run and after it, and changes nothing', async (context) => {
  const { job, cloud } = await setUp(context);
  const first = await doctor(job, cloud.env);
  assert.deepEqual([first.code, findingsOf(first)], [0, []], first.stdout);
  assert.deepEqual(cloud.storage.names('my-lake'), []);
  assert.ok(cloud.bigquery.calls.every((call) => call !== 'datasets.insert' && call !== 'tables.insert'));
  assert.equal((await runMain(['run', '--yes'], job, cloud.env)).code, 0);
  const second = await doctor(job, cloud.env);
  assert.deepEqual([second.code, findingsOf(second)], [0, []], second.stdout);
  for (const code of ['google-login', 'bucket-denied', 'location-differs', 'table-drift', 'table-partitioning']) {
    assert.ok(askedOf(second).includes(code), code);
  }
});

test('google-login: the block is for jobs of GitHub, and this is none', async (context) => {
  const { job } = await setUp(context, `google: { workload_identity_provider: ${PROVIDER} }`);
  const found = await doctor(job);
  assert.deepEqual([found.code, findingsOf(found)], [2, ['fail google-login']]);
});

test('bucket-unreachable: there is no such bucket', async (context) => {
  const { job, cloud } = await setUp(context);
  await job.write('lake: gs://other-lake', `warehouse: "bigquery://${PROJECT}/taxi"`, LOCATION);
  const found = await doctor(job, cloud.env);
  assert.deepEqual([found.code, findingsOf(found)], [2, ['fail bucket-unreachable']]);
  assert.match(wordsOf(found, 'bucket-unreachable'), /buckets create gs:\/\/other-lake --location=EU/);
});

test('bucket-denied: the account may look and not write', async (context) => {
  const { job, cloud } = await setUp(context);
  cloud.storage.permissions = new Set(['storage.objects.get', 'storage.objects.list']);
  const found = await doctor(job, cloud.env);
  assert.deepEqual([found.code, findingsOf(found)], [2, ['fail bucket-denied']]);
  assert.match(wordsOf(found, 'bucket-denied'), /lacks storage\.objects\.create, storage\.objects\.delete/);
  cloud.storage.permissions = new Set();
  assert.deepEqual(findingsOf(await doctor(job, cloud.env)), ['fail bucket-denied']);
});

test('dataset-unreachable: there is none, and the pipeline does not say where it belongs', async (context) => {
  const { job, cloud } = await setUp(context);
  await job.write('lake: gs://my-lake', `warehouse: "bigquery://${PROJECT}/taxi"`);
  const found = await doctor(job, cloud.env);
  assert.deepEqual([found.code, findingsOf(found)], [2, ['fail dataset-unreachable']]);
  assert.match(wordsOf(found, 'dataset-unreachable'), /mk --dataset acme-data:taxi/);
});

test('location-differs: bucket and dataset are in different places, or the dataset is not where the pipeline says', async (context) => {
  const { job, cloud, post } = await setUp(context);
  cloud.storage.location = 'ASIA-EAST1';
  const found = await doctor(job, cloud.env);
  assert.deepEqual([found.code, findingsOf(found)], [2, ['fail location-differs']]);
  cloud.storage.location = undefined;
  const unseen = await doctor(job, cloud.env);
  assert.deepEqual(findingsOf(unseen), []);
  assert.match(wordsOf(unseen, 'location-differs'), /may not see where the bucket is/);
  await post('datasets', { datasetReference: reference, location: 'US' });
  assert.deepEqual(findingsOf(await doctor(job, cloud.env)), ['fail location-differs']);
});

test('BigQuery loads from the same region, from inside its own multi-region, and into US from anywhere', () => {
  const takes = (bucket: string, dataset: string) => canLoad(bucket, dataset);
  assert.ok(takes('EU', 'eu') && takes('EUROPE-WEST1', 'EU') && takes('EUR4', 'EU') && takes('ASIA-EAST1', 'US'));
  assert.ok(
    !takes('EU', 'europe-west1') && !takes('EUROPE-WEST2', 'EU') && !takes('US', 'EU') && !takes('US', 'us-east1'),
  );
});

test('bigquery-denied: the account may run no jobs, may not write the table, may not see the dataset', async (context) => {
  const { job, cloud, post } = await setUp(context);
  const denied = { kind: 'status', status: 403, reason: 'accessDenied', message: 'Access Denied' } as const;
  cloud.bigquery.fault('jobs.insert', denied);
  const noJobs = await doctor(job, cloud.env);
  assert.deepEqual([noJobs.code, findingsOf(noJobs)], [2, ['fail bigquery-denied']]);
  assert.match(wordsOf(noJobs, 'bigquery-denied'), /roles\/bigquery\.jobUser/);
  await post('datasets', { datasetReference: reference, location: 'EU' });
  cloud.bigquery.fault('jobs.insert', undefined, denied);
  const noTable = await doctor(job, cloud.env);
  assert.deepEqual(findingsOf(noTable), ['fail bigquery-denied']);
  assert.match(wordsOf(noTable, 'bigquery-denied'), /roles\/bigquery\.dataEditor/);
  cloud.bigquery.fault('datasets.get', denied);
  assert.deepEqual(findingsOf(await doctor(job, cloud.env)), ['fail bigquery-denied']);
});

test('table-partitioning and table-drift: a table of somebody else', async (context) => {
  const { job, cloud, post } = await setUp(context);
  const fields = (...types: string[]) => ({
    fields: ['id', 'note', 'partition_date'].map((name, at) => ({ name, type: types[at], mode: 'NULLABLE' })),
  });
  await post('datasets', { datasetReference: reference, location: 'EU' });
  await post('datasets/taxi/tables', {
    tableReference: { ...reference, tableId: 'trips' },
    schema: fields('INTEGER', 'STRING', 'DATE'),
    timePartitioning: { type: 'DAY', field: 'partition_date' },
  });
  const found = await doctor(job, cloud.env);
  assert.deepEqual([found.code, findingsOf(found)], [3, ['fail table-partitioning']]);
  assert.match(wordsOf(found, 'table-partitioning'), /DAY of partition_date in the table, MONTH/);
  await post('datasets/taxi/tables', {
    tableReference: { ...reference, tableId: 'other' },
    schema: fields('STRING', 'STRING', 'DATE'),
    timePartitioning: { type: 'MONTH', field: 'partition_date' },
  });
  await job.write('lake: gs://my-lake', `warehouse: "bigquery://${PROJECT}/taxi/other"`, LOCATION);
  assert.deepEqual(findingsOf(await doctor(job, cloud.env)), ['fail table-drift']);
});
