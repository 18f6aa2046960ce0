import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { runAnswered } from '../cli/answered.ts';
import { runMain } from '../cli/in-process.ts';
import { type Cloud, startCloud } from '../servers/cloud.ts';
import { createJob, type Job, monthText } from './job.ts';

async function setUp(context: TestContext): Promise<{ job: Job; cloud: Cloud }> {
  const job = await createJob(context, ['2021-01']);
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  await job.write('lake: gs://my-lake', 'partitions: { by: month, start: 2021-01, end: 2021-01 }');
  return { job, cloud };
}

test('without a yes nothing is written to a lake that others share', async (context) => {
  const { job, cloud } = await setUp(context);
  const refused = await runMain(['run'], job, cloud.env);
  assert.equal(refused.code, 2);
  assert.match(refused.stdout + refused.stderr, /this writes one partition to gs:\/\/my-lake.*say --yes/);
  assert.deepEqual(cloud.storage.names('my-lake'), []);
  const dry = await runMain(['run', '--dry-run'], job, cloud.env);
  assert.equal(dry.code, 0, dry.stderr);
  assert.equal((await runMain(['run', '--yes', 'maybe'], job, cloud.env)).code, 2);
});

test('--yes, a CI job and an answer are a yes; any other answer is none', async (context) => {
  for (const attempt of ['flag', 'ci', 'y', 'Yes', 'n', '']) {
    const { job, cloud } = await setUp(context);
    const finished =
      attempt === 'flag'
        ? await runMain(['run', '--yes'], job, cloud.env)
        : attempt === 'ci'
          ? await runMain(['run'], job, { ...cloud.env, CI: 'true' })
          : await runAnswered(['run'], job, cloud.env, (asked) => (asked.includes('go on?') ? attempt : undefined));
    const isRefused = attempt === 'n' || attempt === '';
    assert.equal(finished.code, isRefused ? 2 : 0, `${attempt}: ${finished.stdout}${finished.stderr}`);
    assert.equal(cloud.storage.names('my-lake').length > 0, !isRefused, attempt);
  }
});

test('restore, drop, release and prune ask as well, each before it changes anything', async (context) => {
  const { job, cloud } = await setUp(context);
  await job.write('lake: gs://my-lake', 'partitions: { by: month, start: 2021-01, end: 2021-01 }', 'history: 3');
  for (const more of ['', '4,more\n']) {
    job.publisher.files.set('/2021-01.csv', monthText('2021-01') + more);
    assert.equal((await runMain(['run', '--yes'], job, cloud.env)).code, 0);
  }
  await job.write('lake: gs://my-lake', 'partitions: { by: month, start: 2021-01, end: 2021-01 }', 'history: 0');
  const before = cloud.storage.names('my-lake');
  for (const words of [
    ['restore', '2021-01', '--why', 'x'],
    ['drop', '2021-01', '--why', 'x'],
    ['release', '2021-01'],
    ['prune'],
  ]) {
    const refused = await runMain(words, job, cloud.env);
    assert.equal(refused.code, 2, words.join(' '));
    assert.match(refused.stdout + refused.stderr, /which others may share; say --yes/);
    assert.deepEqual(cloud.storage.names('my-lake'), before);
  }
  assert.equal((await runMain(['prune', '--yes'], job, cloud.env)).code, 0);
  assert.ok(cloud.storage.names('my-lake').length < before.length);
});

test('a second run that has nothing to do asks nothing', async (context) => {
  const { job, cloud } = await setUp(context);
  await runMain(['run', '--yes'], job, cloud.env);
  assert.equal((await runMain(['run'], job, cloud.env)).code, 0);
});
