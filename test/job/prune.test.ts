import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { createJob, type Job, monthText } from './job.ts';

const MONTH = '2021-01';
const LINES = [
  'contract: { max_rejected: 90% }',
  'columns: { id: { type: int64, required: true, maximum: 100 }, note: { type: string } }',
  'partitions: { by: month, start: 2021-01, end: 2021-01 }',
];

/** January in four versions, each with another rejected row. */
async function setUp(context: TestContext) {
  const job = await createJob(context, [MONTH]);
  await job.write(...LINES);
  const say = (...words: string[]) => runMain(words, job);
  for (let version = 1; version <= 4; version++) {
    job.publisher.files.set(`/${MONTH}.csv`, `${monthText(MONTH, `-${version}`)}${100 + version},too many\n`);
    assert.equal((await say('run')).code, 0);
  }
  return { job, say };
}

const names = async (job: Job, what: string) =>
  (await readdir(join(job.folder, `lake/_lakeferry/trips/${what}/${MONTH}`)).catch(() => [])).sort();

interface Pruned {
  removed: { what: string; name: string }[];
  bytes: number;
}

test('prune removes versions beyond "history" and rejected rows of versions that are gone; first it only says so', async (context) => {
  const { job, say } = await setUp(context);
  assert.deepEqual([(await names(job, 'history')).length, (await names(job, 'quarantine')).length], [3, 4]);
  await job.write(...LINES, 'history: 1');
  const before = await job.lake();
  const dry = answerOf<Pruned>(await say('prune', '--dry-run', '--json'));
  assert.deepEqual(
    dry.removed.map(({ what }) => what),
    ['history', 'history', 'quarantine', 'quarantine'],
  );
  assert.deepEqual(await job.lake(), before);
  const pruned = answerOf<Pruned>(await say('prune', '--json'));
  assert.deepEqual(pruned, { ...dry, dryRun: false });
  const log = (await job.log(MONTH)).flatMap((entry) => (entry.kind === 'published' ? [entry.publication] : []));
  assert.deepEqual(await names(job, 'history'), [`${log.at(-2)?.object.sha256}.parquet`]);
  assert.deepEqual(
    await names(job, 'quarantine'),
    log
      .slice(-2)
      .map(({ quarantine }) => `${quarantine?.sha256}.parquet`)
      .sort(),
  );
  // What is left can be brought back, rejected rows and all.
  assert.equal((await say('restore', MONTH, '--why', 'x')).code, 0);
  assert.match((await say('prune')).stdout, /nothing to remove from the lake/);
});

test('rejected rows of a month that failed, and the last version of one that was dropped, stay', async (context) => {
  const { job, say } = await setUp(context);
  await job.write(...LINES.slice(1), 'contract: { max_rejected: 1% }', 'history: 0');
  job.publisher.files.set(`/${MONTH}.csv`, `${monthText(MONTH)}500,far too many\n`);
  assert.equal((await say('run')).code, 3);
  assert.deepEqual(answerOf<Pruned>(await say('prune', '--json')).removed, []);
  await job.write(...LINES, 'history: 0');
  assert.equal((await say('run')).code, 0);
  assert.equal((await say('drop', MONTH, '--why', 'x')).code, 0);
  await say('prune');
  assert.equal((await names(job, 'history')).length, 1);
  assert.equal((await say('restore', MONTH, '--why', 'back')).code, 0);
});

test('--cache empties the local cache', async (context) => {
  const { job, say } = await setUp(context);
  assert.ok((await readdir(join(job.folder, '.cache/entries'))).length > 0);
  assert.equal((await say('prune', '--cache')).code, 0);
  assert.deepEqual(
    await readdir(join(job.folder, '.cache')).then((found) => found.filter((name) => name === 'entries')),
    [],
  );
});
