import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, ContractError, OutageError } from '../../src/base/errors.ts';
import { describeFailure } from '../../src/flow/failure.ts';
import { answerOf, runMain } from '../cli/in-process.ts';
import { createFailingFiles } from '../crash/failing-files.ts';
import { createPortCalls } from '../crash/port-calls.ts';
import { quickFiles } from '../crash/quick-files.ts';
import { createJob, type Job, monthText, WAREHOUSE } from '../job/job.ts';
import { serve } from '../servers/publisher.ts';
import { flow, outcomesOf } from './bench.ts';
import { createFaultyFiles } from './faulty-files.ts';

const ONE_MONTH = 'partitions: { by: month, start: 2021-01, end: 2021-01 }';
const NO_RETRIES =
  'tasks: { fetch: { retries: 0 }, clean: { retries: 0 }, write-parquet: { retries: 0 }, upload: { retries: 0 } }';
const kinds = async (job: Job, month = '2021-01') => (await job.log(month)).map((entry) => entry.kind);

test('a publication that fails after its intent leaves its failure in the log, and the next run heals', async (context) => {
  const job = await createJob(context, ['2021-01']);
  await job.write(ONE_MONTH, NO_RETRIES);
  const files = createFaultyFiles({ call: 'link', path: /part-0\.parquet$/, times: 1, fault: 'ENOSPC' });
  const broken = await flow(job, { files });
  assert.deepEqual(outcomesOf(broken), ['2021-01 LAKE_ENOSPC in upload']);
  assert.deepEqual(await kinds(job), ['publishing', 'failed']);
  assert.deepEqual(
    broken.said.filter((line) => /could not be recorded/.test(line)),
    [],
  );
  const plan = await runMain(['plan', '--partitions', 'failed'], job);
  assert.match(plan.stdout, /2021-01 +failed +run +last attempt failed in upload \(error\): cannot replace .*ENOSPC/);

  assert.deepEqual(outcomesOf(await flow(job)), ['2021-01 done']);
  assert.deepEqual(await kinds(job), ['publishing', 'failed', 'publishing', 'published']);
  assert.match((await runMain(['run'], job)).stdout, /nothing to do, 1 partitions are done/);
});

test('whatever file call fails, the failure is recorded and the next run heals', {
  timeout: 120_000,
}, async (context) => {
  let failures = 0;
  for (let at = 1; ; at++) {
    const job = await createJob(context, ['2021-01']);
    await job.write(ONE_MONTH, NO_RETRIES);
    const ports = createPortCalls({ at, code: 'EIO' });
    const files = createFailingFiles(quickFiles, ports);
    const broken = await flow(job, { files, cache: 'none' }).catch((error: Error) => error);
    if (ports.calls.length < at) break;
    const call = JSON.stringify(ports.calls[at - 1]);
    if (!(broken instanceof Error)) {
      const { failure } = broken.results.get('2021-01') ?? {};
      assert.deepEqual(
        broken.said.filter((line) => /could not be recorded/.test(line)),
        [],
        call,
      );
      if (failure !== undefined) {
        failures += 1;
        const last = (await job.log('2021-01')).at(-1);
        assert.equal(last?.kind, 'failed', call);
      }
    }
    const healed = await flow(job, { cache: 'none' });
    assert.ok(!outcomesOf(healed).some((line) => / in /.test(line)), `${call}: ${outcomesOf(healed)}`);
    const head = healed.context.heads.get('2021-01');
    assert.deepEqual([head?.kind, head?.open, head?.failed], ['published', undefined, undefined], call);
  }
  assert.ok(failures > 15, `${failures} calls made the partition fail`);
});

for (const lines of [[], [WAREHOUSE]]) {
  const title = lines.length === 0 ? 'without a warehouse' : 'with a warehouse';
  test(`a failure after a publication is over as soon as the source is found unchanged, ${title}`, async (context) => {
    const job = await createJob(context, ['2021-01']);
    await job.write(ONE_MONTH, ...lines);
    await flow(job, { cache: 'none' });
    job.publisher.files.set('/2021-01.csv', () => ({ status: 503 }));
    const named = { plan: { selection: { kind: 'list' as const, partitions: ['2021-01'] }, force: true } };
    assert.deepEqual(outcomesOf(await flow(job, { ...named, cache: 'none' })), ['2021-01 FETCH_STATUS in fetch']);
    job.publisher.files.set('/2021-01.csv', monthText('2021-01'));
    job.publisher.taken();
    assert.deepEqual(outcomesOf(await flow(job, { cache: 'none' })), ['2021-01 cached']);
    assert.deepEqual(new Set(job.publisher.taken()), new Set(['/2021-01.csv 304 conditional']));
    const before = await kinds(job);
    assert.deepEqual(outcomesOf(await flow(job, { cache: 'none' })), []);
    assert.deepEqual(await kinds(job), before);
  });
}

test('a failure is not put on top of what another run wrote meanwhile', async (context) => {
  const job = await createJob(context, ['2021-01']);
  await job.write(ONE_MONTH);
  let first = true;
  job.publisher.files.set('/2021-01.csv', async (seen) => {
    if (!first) return serve(monthText('2021-01'), seen);
    first = false;
    await flow(job);
    return { status: 503 };
  });
  const slow = await flow(job);
  assert.deepEqual(outcomesOf(slow), ['2021-01 FETCH_STATUS in fetch']);
  assert.ok(slow.said.includes('2021-01: another run wrote its log meanwhile, so this failure is not recorded'));
  assert.deepEqual(await kinds(job), ['publishing', 'published']);
});

test('a run that is stopped says so, is no bug, records no failure and does not count as done', async (context) => {
  const job = await createJob(context);
  const stop = new AbortController();
  job.publisher.files.set('/2021-02.csv', () => {
    stop.abort(new Error('cancelled by SIGTERM'));
    return { afterwards: 'silence', framing: 'chunked' };
  });
  // What was not begun is not done, whatever fail-on says.
  const args = ['run', '--json', '--concurrency', '1', '--fail-on', 'none'];
  const done = await runMain(args, job, {}, { signal: stop.signal });
  assert.equal(done.code, 1);
  const { results, left } = answerOf(done);
  assert.equal(left, 1);
  assert.deepEqual(
    results.map(({ outcome, failure }) =>
      failure === undefined ? outcome : `${failure.code} in ${failure.task}: ${failure.message}`,
    ),
    ['done', 'CANCELLED in fetch: cancelled by SIGTERM'],
  );
  assert.doesNotMatch(done.stderr, /bug/);
  assert.match(done.stderr, /warning: cancelled: 1 partitions were not begun and stay due for the next run/);
  assert.deepEqual(await kinds(job, '2021-02'), []);

  const before = AbortSignal.abort(new Error('cancelled by SIGINT'));
  const none = await runMain(['run'], job, {}, { signal: before });
  assert.deepEqual([none.code, none.stdout], [1, 'error: cancelled\n']);
});

test('failures are told apart by who can mend them', () => {
  const idle = new AbortController().signal;
  const told = (error: unknown, signal = idle) => {
    const { reason, code, exitCode, absent, bug } = describeFailure(error, 'fetch', signal);
    return [reason, code, exitCode, absent, bug !== undefined];
  };
  assert.deepEqual(told(new OutageError('DEADLINE', 'x')), ['timeout', 'DEADLINE', 1, false, false]);
  assert.deepEqual(told(new ContractError('SCHEMA_NEW_COLUMN', 'x')), ['schema', 'SCHEMA_NEW_COLUMN', 3, false, false]);
  assert.deepEqual(told(new ContractError('WAREHOUSE_SCHEMA', 'x')), ['schema', 'WAREHOUSE_SCHEMA', 3, false, false]);
  assert.deepEqual(told(new ContractError('TOO_MANY_REJECTED', 'x')), ['error', 'TOO_MANY_REJECTED', 3, false, false]);
  assert.deepEqual(told(new ConfigurationError('SOURCE_MISSING', 'x')), ['error', 'SOURCE_MISSING', 2, true, false]);
  const status = (value: number) => new OutageError('FETCH_STATUS', 'x', { data: { status: value } });
  assert.deepEqual(told(status(404)), ['error', 'FETCH_STATUS', 1, true, false]);
  assert.deepEqual(told(status(503)), ['error', 'FETCH_STATUS', 1, false, false]);
  const errno = Object.assign(new Error('x'), { code: 'ENOSPC' });
  assert.deepEqual(told(errno), ['error', 'ENOSPC', 1, false, false]);
  assert.deepEqual(told(new TypeError('x')), ['error', 'BUG', 1, false, true]);
  const stopped = AbortSignal.abort(new Error('stop'));
  assert.deepEqual(told(new Error('stop'), stopped), ['cancelled', 'CANCELLED', 1, false, false]);
  assert.deepEqual(told(status(404), stopped), ['error', 'FETCH_STATUS', 1, true, false]);
});
