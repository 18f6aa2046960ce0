import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { createJob, type Job, monthText, WAREHOUSE } from './job.ts';

const MONTH = '2021-02';

/** Three months, of which February was published three times: with 3, 4 and 5 rows. */
async function setUp(
  context: TestContext,
): Promise<{ job: Job; say: (...words: string[]) => ReturnType<typeof runMain> }> {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  const say = (...words: string[]) => runMain(words, job, { GITHUB_ACTOR: 'ada' });
  for (const more of ['', '4,more\n', '4,more\n5,most\n']) {
    job.publisher.files.set(`/${MONTH}.csv`, monthText(MONTH) + more);
    assert.equal((await say('run')).code, 0);
  }
  return { job, say };
}

const rowsOf = (job: Job) =>
  job.ask("SELECT strftime(partition_date, '%Y-%m'), count(*) FROM trips GROUP BY ALL ORDER BY ALL");
const shaOf = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

test('restore brings the version before back into lake and table; nothing undoes it until it is released', async (context) => {
  const { job, say } = await setUp(context);
  const back = await say('restore', MONTH, '--why', 'five rows are too many', '--json');
  assert.equal(back.code, 0, back.stderr);
  const { version, rows, sha256 } = answerOf<{ version: number; rows: number; sha256: string }>(back);
  assert.deepEqual(await rowsOf(job), [
    ['2021-01', '3'],
    [MONTH, '4'],
    ['2021-03', '3'],
  ]);
  assert.deepEqual([rows, await shaOf(job.object(MONTH))], [4, sha256]);
  const log = await job.log(MONTH);
  assert.equal(log.find(({ number }) => number === version)?.kind, 'published');
  assert.deepEqual(
    log.slice(-4).map(({ kind }) => kind),
    ['held', 'publishing', 'published', 'loaded'],
  );
  assert.deepEqual(
    log.flatMap((entry) => (entry.kind === 'held' ? [[entry.who, entry.why, entry.restores]] : [])),
    [['ada', 'five rows are too many', version]],
  );
  for (const words of [['run'], ['run', '--partitions', MONTH, '--force']]) {
    assert.equal((await say(...words)).code, 0);
    assert.deepEqual((await rowsOf(job))[1], [MONTH, '4']);
  }
  assert.match((await say('status')).stdout, /held by ada: five rows are too many/);
  // Said again it changes nothing; the one before needs its number.
  const again = await say('restore', MONTH, '--why', 'five rows are too many', '--json');
  assert.equal(answerOf<{ unchanged: boolean }>(again).unchanged, true);
  assert.equal((await job.log(MONTH)).length, log.length);
  const first = (await job.log(MONTH)).find(({ kind }) => kind === 'published')?.number;
  assert.equal((await say('restore', MONTH, '--why', 'further back', '--to', String(first))).code, 0);
  assert.deepEqual((await rowsOf(job))[1], [MONTH, '3']);
  assert.equal((await say('release', MONTH)).code, 0);
  assert.equal((await say('run')).code, 0);
  assert.deepEqual((await rowsOf(job))[1], [MONTH, '5']);
});

test('drop takes a month out of lake and table; restore brings it back as it was, release lets it be made anew', async (context) => {
  const { job, say } = await setUp(context);
  const before = await shaOf(job.object(MONTH));
  const dropped = await say('drop', MONTH, '--why', 'not ours', '--json');
  assert.deepEqual(answerOf(dropped), { partition: MONTH, rows: 5, object: true });
  assert.deepEqual(await rowsOf(job), [
    ['2021-01', '3'],
    ['2021-03', '3'],
  ]);
  await assert.rejects(readFile(job.object(MONTH)), { code: 'ENOENT' });
  assert.equal((await say('run')).code, 0);
  assert.deepEqual(answerOf(await say('drop', MONTH, '--why', 'not ours', '--json')), {
    partition: MONTH,
    rows: 0,
    object: false,
  });
  assert.equal((await rowsOf(job)).length, 2);
  assert.equal((await say('restore', MONTH, '--why', 'ours after all')).code, 0);
  assert.deepEqual([await shaOf(job.object(MONTH)), (await rowsOf(job))[1]], [before, [MONTH, '5']]);
  await say('drop', MONTH, '--why', 'again');
  assert.equal((await say('release', MONTH, '--why', 'make it anew')).code, 0);
  assert.equal((await say('run')).code, 0);
  assert.deepEqual((await rowsOf(job))[1], [MONTH, '5']);
});

test('what cannot be done is told with what can', async (context) => {
  const { say } = await setUp(context);
  const cases: [string[], RegExp][] = [
    [['restore', MONTH], /say why with --why/],
    [['drop', MONTH], /say why with --why/],
    [['restore', '2021-1', '--why', 'x'], /"2021-1" is no partition; write a month like 2021-01/],
    [['restore', '2021-01', '--why', 'x'], /has no other version than the current one: 2 \(/],
    [['restore', '2020-12', '--why', 'x'], /2020-12 of trips was never published/],
    [
      ['restore', MONTH, '--why', 'x', '--to', '99'],
      /has no version 99; its versions are \d+ \(.*write --to with one of these/,
    ],
    [['restore', MONTH, '--why', 'x', '--to', 'two'], /to: "two" is not a whole number/],
    [['release', MONTH], /is not held, so there is nothing to release/],
  ];
  for (const [words, message] of cases) {
    const refused = await say(...words);
    assert.equal(refused.code, 2, words.join(' '));
    assert.match(refused.stdout + refused.stderr, message);
  }
});

test('a version that the history no longer has is told so, and nothing moves', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE, 'history: 1');
  const say = (...words: string[]) => runMain(words, job);
  for (const more of ['', '4,more\n', '4,more\n5,most\n']) {
    job.publisher.files.set(`/${MONTH}.csv`, monthText(MONTH) + more);
    await say('run');
  }
  const first = (await job.log(MONTH)).find(({ kind }) => kind === 'published')?.number;
  const gone = await say('restore', MONTH, '--why', 'x', '--to', String(first));
  assert.equal(gone.code, 2);
  assert.match(gone.stdout + gone.stderr, /is not in the lake any more: "history: 1" keeps so many/);
  assert.deepEqual((await rowsOf(job))[1], [MONTH, '5']);
  assert.ok((await job.log(MONTH)).every(({ kind }) => kind !== 'held'));
});
