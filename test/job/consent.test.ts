import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { main } from '../../src/cli/main.ts';
import { type Finished, runMain } from '../cli/in-process.ts';
import { type Cloud, startCloud } from '../servers/cloud.ts';
import { createJob, type Job } from './job.ts';

async function setUp(context: TestContext): Promise<{ job: Job; cloud: Cloud }> {
  const job = await createJob(context, ['2021-01']);
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  await job.write('lake: gs://my-lake', 'partitions: { by: month, start: 2021-01, end: 2021-01 }');
  return { job, cloud };
}

/** `run` with somebody at the terminal who answers. */
async function answered(job: Job, cloud: Cloud, answer: string): Promise<Finished> {
  const asTerminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const [stdin, stdout, stderr] = [asTerminal(), new PassThrough(), asTerminal()];
  const texts = [stdout, stderr].map((stream) => {
    const chunks: string[] = [];
    stream.on('data', (chunk) => chunks.push(String(chunk)));
    return () => chunks.join('');
  });
  stderr.on('data', (chunk) => {
    if (String(chunk).includes('go on?')) stdin.write(`${answer}\n`);
  });
  const code = await main(['run'], {
    env: { LAKEFERRY_CACHE_DIR: '.cache', ...cloud.env },
    cwd: job.folder,
    signal: new AbortController().signal,
    ...({ stdin, stdout, stderr } as unknown as {
      stdin: NodeJS.ReadStream;
      stdout: NodeJS.WriteStream;
      stderr: NodeJS.WriteStream;
    }),
  });
  return { code, stdout: texts[0]?.() ?? '', stderr: texts[1]?.() ?? '' };
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
          : await answered(job, cloud, attempt);
    const isRefused = attempt === 'n' || attempt === '';
    assert.equal(finished.code, isRefused ? 2 : 0, `${attempt}: ${finished.stdout}${finished.stderr}`);
    assert.equal(cloud.storage.names('my-lake').length > 0, !isRefused, attempt);
  }
});

test('a second run that has nothing to do asks nothing', async (context) => {
  const { job, cloud } = await setUp(context);
  await runMain(['run', '--yes'], job, cloud.env);
  assert.equal((await runMain(['run'], job, cloud.env)).code, 0);
});
