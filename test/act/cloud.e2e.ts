import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PROJECT } from '../servers/bigquery/server.ts';
import { type Cloud, startCloud } from '../servers/cloud.ts';
import { MONTHS, openStage, type Stage, TOKEN } from './etl-stage.ts';
import { jobOf, linesOf, resultsOf, stepOf } from './questions.ts';
import type { Run } from './run.ts';

let stage: Stage;
let cloud: Cloud;
before(async () => {
  stage = await openStage();
  cloud = await startCloud(['my-lake']);
  cloud.bigquery.controls.polls = 0;
  // As docs/google-cloud.md has it: the dataset is there, in the bucket's location.
  for (const datasetId of ['whole', 'steps']) {
    const made = await fetch(`${cloud.bigquery.origin}/bigquery/v2/projects/${PROJECT}/datasets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ datasetReference: { datasetId }, location: 'EU' }),
    });
    assert.equal(made.status, 200);
  }
});
after(async () => {
  await stage.close();
  await cloud.close();
});

const run = (workflow: string, lake: string, dataset: string): Promise<Run> =>
  stage.run(workflow, {
    event: 'workflow_dispatch',
    inputs: { months: 'due', lake: `gs://my-lake/${lake}`, warehouse: `bigquery://${PROJECT}/${dataset}` },
    environment: { ...cloud.env },
  });
const rows = (dataset: string) =>
  cloud.bigquery.sql(
    `SELECT strftime(partition_date, '%Y-%m'), count(*) FROM ${dataset}.yellow_trips GROUP BY ALL ORDER BY ALL`,
  );

describe('from the web through a bucket into BigQuery, under act', () => {
  for (const [workflow, name] of [
    ['taxi.yml', 'whole'],
    ['steps.yml', 'steps'],
  ] as const) {
    test(`${workflow}: three months in three legs, and nothing to do the second time`, async () => {
      const first = await run(workflow, name, name);
      assert.equal(first.exitCode, 0);
      assert.ok(resultsOf(first).every((result) => !result.includes('failure')));
      assert.equal(stepOf(jobOf(first, 'report'), 'report').outputs['done'], '3');
      assert.deepEqual(
        await rows(name),
        MONTHS.map((month) => [month, '3']),
      );
      for (const month of MONTHS) {
        const [year, number] = month.split('-');
        const object = `${name}/yellow_trips/year=${year}/month=${number}/part-0.parquet`;
        assert.ok(cloud.storage.content('my-lake', object) !== undefined, object);
      }
      for (const job of first.jobs) for (const line of linesOf(job)) assert.ok(!line.includes(TOKEN), line);
      const second = await run(workflow, name, name);
      assert.equal(second.exitCode, 0);
      assert.equal(stepOf(jobOf(second, 'plan'), 'plan').outputs['count'], '0');
    });
  }

  test('both ways leave the same bytes', () => {
    const bytes = (lake: string) =>
      MONTHS.map((month) =>
        cloud.storage
          .content('my-lake', `${lake}/yellow_trips/year=2021/month=${month.slice(5)}/part-0.parquet`)
          ?.toString('hex'),
      );
    assert.deepEqual(bytes('steps'), bytes('whole'));
  });
});
