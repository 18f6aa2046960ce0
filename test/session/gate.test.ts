import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeEach, test } from 'node:test';
import { main as plan } from '../../src/actions/plan.ts';
import { main as run } from '../../src/actions/run.ts';
import { runMain } from '../cli/in-process.ts';
import { createJob, type Job } from '../job/job.ts';
import { readOutputsFile } from '../runtime/runner-commands.ts';

// GitHub's package finds the file for outputs in the process's own environment; each test file is a process.
beforeEach(() => {
  delete process.env['GITHUB_OUTPUT'];
});

/** Has one occurrence each year, some months ago or more. */
const YEARLY = 'schedule: { rrule: "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1" }';
const PLANNED = 'lake/_lakeferry/trips/planned.json';

async function step(action: typeof plan, job: Job, env: Readonly<Record<string, string>>) {
  let text = '';
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  const [outputs, summary] = ['outputs', 'summary'].map((name) => join(job.folder, name)) as [string, string];
  for (const path of [outputs, summary]) await writeFile(path, '');
  process.env['GITHUB_OUTPUT'] = outputs;
  const code = await action([], {
    env: {
      RUNNER_TEMP: join(job.folder, '.temp'),
      GITHUB_STEP_SUMMARY: summary,
      LAKEFERRY_LAKE: join(job.folder, 'lake'),
      ...env,
    },
    stdout: stream,
    stderr: stream,
    cwd: job.folder,
    signal: new AbortController().signal,
  });
  return { code, text, outputs: readOutputsFile(await readFile(outputs, 'utf8')) };
}

const planned = async (job: Job) =>
  JSON.parse(await readFile(join(job.folder, PLANNED), 'utf8').catch(() => '{}')) as Record<string, string>;
const TICK = { GITHUB_EVENT_NAME: 'schedule' };

test('the first tick after an occurrence plans, the next one does nothing and says so', async (context) => {
  const job = await createJob(context);
  await job.write(YEARLY);
  const first = await step(plan, job, TICK);
  assert.equal(first.code, 0, first.text);
  assert.equal(first.outputs.get('count'), '3');
  const year = new Date().getUTCFullYear();
  assert.equal((await planned(job))['occurrence'], `${year}-01-01T00:00:00.000Z`);
  job.publisher.taken();

  const second = await step(plan, job, TICK);
  assert.equal(second.code, 0, second.text);
  assert.deepEqual([second.outputs.get('count'), second.outputs.get('matrix')], ['0', '[]']);
  assert.equal(second.outputs.get('state'), 'missing', 'what there is to do is still told');
  assert.match(
    second.text,
    new RegExp(
      `trips: nothing to do by its schedule: its last occurrence, ${year}-01-01 00:00 \\(UTC\\), was planned \\S+ \\S+ UTC; the next is ${year + 1}-01-01 00:00 \\(UTC\\)`,
    ),
  );
  assert.deepEqual(job.publisher.taken(), [], 'a publisher is not asked');
});

test('a dispatch, and a job that is given its partitions, pass the gate and leave it as it is', async (context) => {
  const job = await createJob(context);
  await job.write(YEARLY);
  await step(plan, job, TICK);
  const before = await planned(job);
  const leg = await step(run, job, { ...TICK, INPUT_PARTITIONS: '2021-01..2021-02' });
  assert.equal(leg.code, 0, leg.text);
  assert.equal(leg.outputs.get('done'), '2', leg.text);
  const dispatched = await step(plan, job, { GITHUB_EVENT_NAME: 'workflow_dispatch' });
  assert.equal(dispatched.outputs.get('count'), '1');
  const byHand = await runMain(['plan', '--json'], job);
  assert.equal((JSON.parse(byHand.stdout) as { count: number }).count, 1);
  assert.deepEqual(await planned(job), before);
});

test('a plan that dies before its end is planned again by the next tick', async (context) => {
  const job = await createJob(context);
  await job.write(YEARLY);
  const aborted = await step(plan, job, {
    ...TICK,
    GITHUB_STEP_SUMMARY: '',
    INPUT_WAREHOUSE: 'postgres://127.0.0.1:1/x',
  });
  assert.notEqual(aborted.code, 0);
  assert.deepEqual(await planned(job), {});
  assert.equal((await step(plan, job, TICK)).outputs.get('count'), '3');
});

test('run, that plans and runs in one step, has the same gate; a dry run does not use the occurrence up', async (context) => {
  const job = await createJob(context);
  await job.write(YEARLY);
  await runMain(['run', '--dry-run'], job, TICK);
  assert.deepEqual(await planned(job), {});
  const first = await runMain(['run', '--json'], job, TICK);
  assert.equal((JSON.parse(first.stdout) as { results: unknown[] }).results.length, 3, first.stderr);
  await job.write(YEARLY, 'partitions: { by: month, start: 2020-12, end: 2021-03 }');
  const second = await runMain(['run', '--json'], job, TICK);
  assert.deepEqual((JSON.parse(second.stdout) as { results: unknown[] }).results, [], second.stderr);
  assert.match(second.stderr, /nothing to do by its schedule/);
});

test('without a schedule every tick plans, and nothing is remembered', async (context) => {
  const job = await createJob(context);
  for (let tick = 0; tick < 2; tick++) assert.equal((await step(plan, job, TICK)).outputs.get('count'), '3');
  assert.deepEqual(await planned(job), {});
});

test('a record that somebody spoiled is told, and names its file', async (context) => {
  const job = await createJob(context);
  await job.write(YEARLY);
  await step(plan, job, TICK);
  await writeFile(join(job.folder, PLANNED), '{"format":1,"occurrence":"soon","at":"now"}');
  const spoiled = await step(plan, job, TICK);
  assert.equal(spoiled.code, 1);
  assert.match(spoiled.text, /_lakeferry\/trips\/planned\.json in the lake .* is damaged: "occurrence" is not a time/);
});
