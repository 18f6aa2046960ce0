import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { query } from '../warehouse/fixture.ts';
import { createJob, monthText } from './job.ts';

/** As docs/operations.md has it, for the rows of this test. */
const CLEAN = `name: trips_clean
description: Trips without gaps
owner: data@example.org
source: { url: "lake/trips/year={YYYY}/month={MM}/part-0.parquet", not_ready: [404] }
partitions: { by: month, start: 2021-01, end: 2021-03 }
columns:
  id:   { type: int64, required: true }
  note: { type: string, fill: none }
lake: ./clean-lake
warehouse: "duckdb:clean.duckdb"
`;

test('what one pipeline published is cleaned further by another', async (context) => {
  const job = await createJob(context);
  const say = (...words: string[]) => runMain(words, job);
  assert.equal((await say('run')).code, 0);
  await writeFile(join(job.folder, 'clean.yml'), CLEAN);
  const cleaned = await say('run', '--pipeline', 'clean.yml', '--json');
  assert.equal(cleaned.code, 0, cleaned.stderr);
  assert.deepEqual(
    answerOf(cleaned).results.map(({ outcome }) => outcome),
    ['done', 'done', 'done'],
  );
  const count =
    "SELECT count(*) FILTER (note IS NULL) AS gaps, count(*) FILTER (note = 'none') AS filled, count(*) AS rows FROM trips_clean";
  assert.deepEqual(await query(join(job.folder, 'clean.duckdb'), count), [{ gaps: '0', filled: '3', rows: '9' }]);
  // It follows its source, which is the other's publication.
  assert.deepEqual(answerOf(await say('run', '--pipeline', 'clean.yml', '--json')).results, []);
  job.publisher.files.set('/2021-02.csv', `${monthText('2021-02')}4,\n`);
  await say('run');
  const again = answerOf(await say('run', '--pipeline', 'clean.yml', '--json')).results;
  assert.deepEqual(
    again.map(({ partition }) => partition),
    ['2021-02'],
  );
  assert.deepEqual(await query(join(job.folder, 'clean.duckdb'), count), [{ gaps: '0', filled: '4', rows: '10' }]);
});
