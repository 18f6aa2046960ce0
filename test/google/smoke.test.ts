import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROJECT } from '../servers/bigquery/server.ts';
import { startCloud } from '../servers/cloud.ts';
import { smoke } from './smoke.ts';

test('the walk that a real project is tried with goes through on local servers', async (context) => {
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  cloud.bigquery.controls.polls = 0;
  const said: string[] = [];
  const place = { lake: 'gs://my-lake/smoke', warehouse: `bigquery://${PROJECT}/smoke/trips`, env: cloud.env };
  await smoke(context, { ...place, lines: ['bigquery: { location: EU }'] }, (line) => said.push(line));
  assert.equal(said.length, 8);
  assert.deepEqual(await cloud.bigquery.sql('SELECT count(*) FROM smoke.trips'), [['0']]);
  const left = cloud.storage.names('my-lake').filter((name) => name.endsWith('part-0.parquet'));
  assert.deepEqual(left, []);
});
