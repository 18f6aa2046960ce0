import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { OutageError } from '../../src/base/errors.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import type { TaskName } from '../../src/pipeline/pipeline.ts';
import { createJob, type Job, monthText, WAREHOUSE } from '../job/job.ts';
import { serve } from '../servers/publisher.ts';
import { type FlowOptions, type FlowRun, flow, outcomesOf } from './bench.ts';
import { createFaultyFiles, type Trouble } from './faulty-files.ts';

const ONE_MONTH = 'partitions: { by: month, start: 2021-01, end: 2021-01 }';

/** How each task gets into trouble `times` times, or falls silent until a promise is kept. */
const TROUBLES: Record<TaskName, (job: Job, times: number, silence?: Promise<void>) => FlowOptions> = {
  fetch(job, times, silence) {
    let left = times;
    job.publisher.files.set('/2021-01.csv', (seen) => {
      if (left-- <= 0) return serve(monthText('2021-01'), seen);
      return silence?.then(() => ({ status: 503 })) ?? { status: 503 };
    });
    return {};
  },
  clean: (_, times, silence) => inFiles({ call: 'stream', path: /\.raw$/, times }, silence),
  'write-parquet': (_, times, silence) => inFiles({ call: 'write', path: /\.parquet$/, times }, silence),
  upload: (_, times, silence) => inFiles({ call: 'link', path: /part-0\.parquet$/, times }, silence),
  load(_, times, silence) {
    let left = times;
    return {
      change: (context: FlowContext) => ({
        ...context,
        ...(context.warehouse && {
          warehouse: {
            ...context.warehouse,
            load: async (request) => {
              if (left-- <= 0) return context.warehouse!.load(request);
              await silence;
              throw new OutageError('WAREHOUSE_IO', 'the disk of the warehouse is away');
            },
          },
        }),
      }),
    };
  },
};

function inFiles(trouble: Omit<Trouble, 'fault'>, silence?: Promise<void>): FlowOptions {
  return { files: createFaultyFiles({ ...trouble, fault: silence ?? 'EIO' }), cache: 'none' };
}

const CODES: Record<TaskName, string> = {
  fetch: 'FETCH_STATUS',
  clean: 'RAW_READ',
  'write-parquet': 'PARQUET_WRITE',
  upload: 'LAKE_EIO',
  load: 'WAREHOUSE_IO',
};

/** A run in which `task` has the policy and the trouble, and no other task tries again. */
async function troubled(
  context: TestContext,
  task: TaskName,
  policy: string,
  times: number,
  silence?: Promise<void>,
): Promise<{ run: FlowRun; job: Job }> {
  const job = await createJob(context, ['2021-01']);
  const others = (Object.keys(TROUBLES) as TaskName[]).filter((name) => name !== task);
  const tasks = [`${task}: { ${policy} }`, ...others.map((name) => `${name}: { retries: 0 }`)];
  await job.write(ONE_MONTH, ...(task === 'load' ? [WAREHOUSE] : []), `tasks: { ${tasks.join(', ')} }`);
  const run = await flow(job, TROUBLES[task](job, times, silence));
  return { run, job };
}

for (const task of Object.keys(TROUBLES) as TaskName[]) {
  test(`tasks.${task}: retries and retry_delay decide how often and when it is tried again`, async (context) => {
    const policy = 'retries: 2, retry_delay: [1s, 7s]';
    const { run } = await troubled(context, task, policy, 2);
    assert.deepEqual(outcomesOf(run), ['2021-01 done']);
    assert.deepEqual(run.slept, [1000, 7000]);
    const warnings = run.said.filter((line) => /try \d of 3 .*failed: .*; next in/.test(line));
    assert.deepEqual(
      warnings.map((line) => /^2021-01: (try \d)/.exec(line)?.[1]),
      ['try 1', 'try 2'],
      run.said.join('\n'),
    );

    const exhausted = await troubled(context, task, policy, 3);
    assert.deepEqual(outcomesOf(exhausted.run), [`2021-01 ${CODES[task]} in ${task}`]);
    assert.deepEqual(exhausted.run.slept, [1000, 7000]);
    const last = (await exhausted.job.log('2021-01')).at(-1);
    assert.ok(last?.kind === 'failed', 'the failure is in the ledger');
    assert.deepEqual([last.task, last.code, last.reason], [task, CODES[task], 'error']);
    const healed = await flow(exhausted.job);
    assert.deepEqual(outcomesOf(healed), ['2021-01 done']);
  });

  test(`tasks.${task}: timeout ends it`, { timeout: 30_000 }, async (context) => {
    const { promise: silence, resolve: end } = Promise.withResolvers<void>();
    context.after(() => end());
    const { run, job } = await troubled(context, task, 'retries: 0, timeout: 100ms', 1, silence);
    assert.deepEqual(outcomesOf(run), [`2021-01 DEADLINE in ${task}`]);
    assert.match(run.results.get('2021-01')?.failure?.message ?? '', /took longer than 0\.1 s/);
    const last = (await job.log('2021-01')).at(-1);
    assert.ok(last?.kind === 'failed');
    assert.deepEqual([last.task, last.reason], [task, 'timeout']);
  });
}

test('what will not be better a moment later is not tried again', async (context) => {
  const job = await createJob(context, ['2021-01']);
  await job.write(ONE_MONTH, 'tasks: { upload: { retries: 5 }, write-parquet: { retries: 5 } }');
  for (const [call, path, expected] of [
    ['write', /\.parquet$/, '2021-01 PARQUET_WRITE in write-parquet'],
    ['link', /part-0\.parquet$/, '2021-01 LAKE_ENOSPC in upload'],
  ] as const) {
    const files = createFaultyFiles({ call, path, times: 1, fault: 'ENOSPC' });
    const run = await flow(job, { files, cache: 'none' });
    assert.deepEqual([outcomesOf(run), run.slept], [[expected], []]);
  }
});

test('retry_delay: exponential doubles up to its limit', async (context) => {
  const { run } = await troubled(context, 'fetch', 'retries: 4, retry_delay: "exponential(1s, 5s)"', 4);
  assert.deepEqual(outcomesOf(run), ['2021-01 done']);
  assert.deepEqual(run.slept, [1000, 2000, 4000, 5000]);
});
