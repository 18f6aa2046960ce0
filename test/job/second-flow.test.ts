import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { answerOf, runMain } from '../cli/in-process.ts';
import { query } from '../warehouse/fixture.ts';
import { createJob, monthText } from './job.ts';

const PAGE = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));

test('what one pipeline published is cleaned further by another, as docs/operations.md writes it', async (context) => {
  const job = await createJob(context);
  const say = (...words: string[]) => runMain(words, job);
  assert.equal((await say('run')).code, 0);
  const page = await readFile(PAGE, 'utf8');
  const clean = /# clean\.yml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  await writeFile(join(job.folder, 'clean.yml'), clean.replace('start: 2021-01', 'start: 2021-01, end: 2021-03'));
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
