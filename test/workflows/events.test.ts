import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partitionsBetween } from '../../src/pipeline/partitions.ts';
import { dealLegs, MOST_JOBS } from '../../src/plan/legs.ts';
import { ACTIONS } from '../../src/session/surfaces.ts';
import { type PlayedJob, playWorkflow, type Script } from './play.ts';
import { readTreeFile } from './tree.ts';

const ETL = '.github/workflows/etl.yml';

/** What the steps of a run say when the plan holds these partitions. */
function planOf(partitions: readonly string[], most = 20): NonNullable<Script['outputs']> {
  const matrix = JSON.stringify(dealLegs(partitions, most));
  return {
    plan: { matrix, count: String(partitions.length), dataset: 'yellow_taxi' },
    report: { done: '2', failed: '1', 'failed-partitions': '2021-02', state: 'failed' },
    ...Object.fromEntries(
      ['fetch', 'clean', 'write-parquet', 'upload', 'load'].map((id) => [id, { results: `/results/${id}.json` }]),
    ),
  };
}

const THREE = ['2021-01', '2021-02', '2021-03'];

/** The jobs of the workflow that an example calls. */
async function call(name: string, script: Script): Promise<{ etl: PlayedJob; jobs: Record<string, PlayedJob> }> {
  const path = `examples/callers/${name}.yml`;
  const played = await playWorkflow(path, script.texts?.[path] ?? (await readTreeFile(path)), script);
  const etl = Object.values(played).find(({ jobs }) => jobs !== undefined);
  assert.ok(etl?.jobs !== undefined, path);
  return { etl, jobs: etl.jobs };
}

function resultsOf(jobs: Record<string, PlayedJob>): Record<string, string> {
  return Object.fromEntries(Object.entries(jobs).map(([id, { result }]) => [id, result]));
}

/** What the step with this action gets, in the first leg of a job. */
function given(job: PlayedJob | undefined, action: string): Readonly<Record<string, string>> {
  const step = job?.legs[0]?.steps.find(({ uses }) => uses.includes(`/lakeferry${action}@`));
  return step?.with ?? assert.fail(`no step uses ${action}`);
}

test('a schedule passes no inputs: every word is empty, so that file and defaults hold', async () => {
  const { etl, jobs } = await call('schedule', {
    event: { name: 'schedule' },
    outputs: planOf(THREE),
    secrets: { SOURCE_TOKEN: 'abc' },
  });
  assert.deepEqual(resultsOf(jobs), { plan: 'success', run: 'success', report: 'success', attest: 'skipped' });
  const { pipeline, ...others } = given(jobs['plan'], '/actions/plan');
  assert.equal(pipeline, 'pipeline.yml');
  assert.deepEqual(new Set(Object.values(others)), new Set(['']));
  assert.deepEqual(Object.keys(others), ACTIONS.plan.inputs.slice(1));

  assert.deepEqual(
    jobs['run']?.legs.map(({ name, group, runsOn }) => `${name} | ${group} | ${runsOn}`),
    THREE.map((month) => `${month} | lakeferry-yellow_taxi-${month} | ubuntu-latest`),
  );
  assert.deepEqual(
    jobs['run']?.legs.map(({ steps }) => steps[1]?.with['partitions']),
    THREE,
  );
  assert.equal(given(jobs['report'], '/actions/report')['plan'], planOf(THREE)['plan']?.['matrix']);
  for (const job of Object.values(jobs)) {
    for (const { uses, env } of job.legs.flatMap(({ steps }) => steps)) {
      if (uses.startsWith('actions/checkout@')) continue;
      const token = uses.includes('/actions/notify@') ? { GITHUB_TOKEN: 't' } : {};
      assert.deepEqual(env, { LAKEFERRY_ENVIRONMENT: 'SOURCE_TOKEN=abc', ...token });
    }
  }
  assert.deepEqual(etl.outputs, {
    done: '2',
    cached: '',
    'not-ready': '',
    failed: '1',
    'failed-partitions': '2021-02',
    state: 'failed',
  });
});

test('a dispatch passes what was typed, else its defaults', async () => {
  const typed = { months: 'last:3', force: 'true' };
  const some = await call('schedule', { event: { name: 'workflow_dispatch', inputs: typed }, outputs: planOf(THREE) });
  assert.equal(given(some.jobs['plan'], '/actions/plan')['partitions'], 'last:3');
  assert.equal(given(some.jobs['plan'], '/actions/plan')['force'], 'true');
  assert.equal(given(some.jobs['run'], '')['force'], 'true');
  const none = await call('schedule', { event: { name: 'workflow_dispatch' }, outputs: planOf(THREE) });
  assert.equal(given(none.jobs['plan'], '/actions/plan')['partitions'], 'due');
  assert.equal(given(none.jobs['plan'], '/actions/plan')['force'], 'false');
});

test('with nothing to do there is no leg, and a report', async () => {
  for (const name of ['schedule', 'second-dataset'] as const) {
    const { etl, jobs } = await call(name, { event: { name: 'schedule' }, outputs: planOf([]) });
    assert.deepEqual(resultsOf(jobs), { plan: 'success', run: 'skipped', report: 'success', attest: 'skipped' });
    assert.equal(etl.result, 'success');
  }
  const steps = await call('steps', { event: { name: 'workflow_dispatch' }, outputs: planOf([]) });
  assert.deepEqual(resultsOf(steps.jobs), { plan: 'success', tasks: 'skipped', report: 'success', attest: 'skipped' });
});

test('a dry run has a plan and a report that misses nothing', async () => {
  const { jobs } = await call('pull-request', { event: { name: 'pull_request' }, outputs: planOf(THREE) });
  assert.deepEqual(resultsOf(jobs), { plan: 'success', run: 'skipped', report: 'success', attest: 'skipped' });
  assert.equal(given(jobs['report'], '/actions/report')['plan'], '');
});

test('a dry run that is misspelled reaches the action, which refuses it', async () => {
  const path = 'examples/callers/pull-request.yml';
  const text = (await readTreeFile(path)).replace("dry-run: 'true'", "dry-run: 'yes'");
  const { jobs } = await call('pull-request', {
    event: { name: 'pull_request' },
    outputs: planOf(THREE),
    texts: { [path]: text },
  });
  assert.equal(given(jobs['run'], '')['dry-run'], 'yes');
});

test('what was published is attested where the caller asks, by the artifact that the report names, also after a red report', async () => {
  const artifact = 'lakeferry-subjects-of-yellow_taxi-1';
  const outputs = planOf(THREE);
  const published = { ...outputs, report: { ...outputs['report'], attest: artifact } };
  const script = { event: { name: 'schedule' }, outputs: published };
  for (const failing of [[], ['report']]) {
    const { jobs } = await call('attest', { ...script, failing });
    assert.equal(given(jobs['report'], '/actions/report')['attest'], 'true');
    assert.equal(jobs['attest']?.result, 'success');
    assert.deepEqual(
      jobs['attest']?.legs[0]?.steps.map(({ uses, with: words }) => [uses.split('@')[0], words]),
      [
        ['actions/download-artifact', { name: artifact }],
        ['actions/attest', { 'subject-checksums': 'subjects.sha256' }],
      ],
    );
  }
  const nothing = await call('attest', { ...script, outputs });
  assert.equal(nothing.jobs['attest']?.result, 'skipped');
  const unasked = await call('schedule', script);
  assert.equal(unasked.jobs['attest']?.result, 'skipped');
  assert.equal(given(unasked.jobs['report'], '/actions/report')['attest'], '');
});

test('a report is made after a failure, not after a cancel', async () => {
  const script = { event: { name: 'schedule' }, outputs: planOf(THREE) };
  const broken = await call('schedule', { ...script, failing: ['run'] });
  assert.deepEqual(resultsOf(broken.jobs), { plan: 'success', run: 'failure', report: 'success', attest: 'skipped' });
  assert.equal(broken.etl.result, 'failure');
  const planless = await call('schedule', { ...script, failing: ['plan'] });
  assert.deepEqual(resultsOf(planless.jobs), { plan: 'failure', run: 'skipped', report: 'success', attest: 'skipped' });
  const stopped = await call('schedule', { ...script, cancelled: true });
  assert.deepEqual(resultsOf(stopped.jobs), {
    plan: 'success',
    run: 'cancelled',
    report: 'skipped',
    attest: 'skipped',
  });
  const red = await call('schedule', { ...script, failing: ['report'] });
  assert.equal(red.etl.outputs['failed-partitions'], '2021-02', 'a red report still says what failed');
});

test('a backfill waits for its approval, and runs what was typed', async () => {
  const script = {
    event: { name: 'workflow_dispatch', inputs: { months: '2009-01..2018-12' } },
    outputs: planOf(THREE),
  };
  const { jobs } = await call('backfill', script);
  assert.equal(given(jobs['plan'], '/actions/plan')['partitions'], '2009-01..2018-12');
  assert.equal(given(jobs['plan'], '/actions/plan')['max-jobs'], '12');
  const path = 'examples/callers/backfill.yml';
  const refused = await playWorkflow(path, await readTreeFile(path), { ...script, failing: ['approve'] });
  assert.deepEqual(resultsOf(refused), { approve: 'failure', etl: 'skipped' });
});

test('step by step, each task gets the results of the one before', async () => {
  const { jobs } = await call('steps', {
    event: { name: 'workflow_dispatch', inputs: { months: 'due' } },
    outputs: planOf(THREE),
  });
  const steps = jobs['tasks']?.legs[1]?.steps.slice(1) ?? [];
  assert.deepEqual(
    steps.map(
      ({ uses, with: { results = '', partitions = '' } }) => `${/\/([\w-]+)@/.exec(uses)?.[1]} ${partitions}${results}`,
    ),
    [
      'fetch 2021-02',
      'clean /results/fetch.json',
      'write-parquet /results/clean.json',
      'upload /results/write-parquet.json',
      'load /results/upload.json',
    ],
  );
});

test('a caller chooses the runner of every job', async () => {
  const path = 'examples/callers/second-dataset.yml';
  const text = (await readTreeFile(path)).replace('set: color=green', 'runner: big');
  const { jobs } = await call('second-dataset', {
    event: { name: 'schedule' },
    outputs: planOf(THREE),
    texts: { [path]: text },
  });
  const runners = Object.values(jobs).flatMap(({ legs }) => legs.map(({ runsOn }) => runsOn));
  assert.deepEqual([...new Set(runners)], ['big']);
});

test('25 years of days fit into the largest matrix that GitHub takes', async () => {
  const days = partitionsBetween('2000-01-01', '2024-12-31');
  const { jobs } = await call('schedule', { event: { name: 'schedule' }, outputs: planOf(days, MOST_JOBS) });
  const legs = jobs['run']?.legs ?? [];
  assert.equal(legs.length, 256);
  assert.equal(new Set(legs.map(({ group }) => group.toLowerCase())).size, 256, 'groups are told apart without case');
  // A job's outputs may have 1 MB, counted as UTF-16.
  assert.ok((planOf(days, MOST_JOBS)['plan']?.['matrix']?.length ?? 0) * 2 < 1_000_000);
});

test('what GitHub would stop is stopped here', async () => {
  const schedule = 'examples/callers/schedule.yml';
  const edit = async (path: string, from: string, to: string) => {
    const text = await readTreeFile(path);
    assert.ok(text.includes(from), from);
    return { texts: { [path]: text.replace(from, () => to) } };
  };
  const script = { event: { name: 'schedule' }, outputs: planOf([]) };
  const unguarded = await edit(ETL, "needs.plan.outputs.count != '0' && ", '');
  await assert.rejects(call('schedule', { ...script, ...unguarded }), /does not contain any values/);
  const many = planOf(partitionsBetween('2000-01', '2021-05'), 257);
  await assert.rejects(call('schedule', { ...script, outputs: many }), /a matrix of 257 jobs; GitHub takes 256/);
  const boolean = await edit(ETL, "Default: false.'\n        type: string", "Default: false.'\n        type: boolean");
  await assert.rejects(call('schedule', { ...script, ...boolean }), /the input force is null; expected a boolean/);
  const flag = await edit(schedule, "type: string, default: 'false'", 'type: boolean, default: false');
  const dispatched = { event: { name: 'workflow_dispatch' }, outputs: planOf([]) };
  await assert.rejects(call('schedule', { ...dispatched, ...flag }), /the input force is false; expected a string/);
});
