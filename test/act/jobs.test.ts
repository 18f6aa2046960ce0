import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEntry, readEntry } from './entries.ts';
import { Jobs } from './jobs.ts';
import { liveLines, reportLines } from './lines.ts';
import { omissionOf } from './omission.ts';
import { annotationsOf, jobOf, legsOf, linesOf, resultsOf, stepOf, summariesOf } from './questions.ts';
import type { Run } from './run.ts';

/** One line of act 0.2.89 with `--json --verbose`, without what is the same in all. */
type Line = Record<string, unknown>;

const job = (title: string, jobID: string, matrix: object = {}) => ({
  job: `${title}   `,
  jobID,
  matrix,
  level: 'info',
});
const PLAN = job('Flow/plan', 'plan');
const A = job('Flow/month a-1', 'month', { m: 'a' });
const B = job('Flow/month b-2', 'month', { m: 'b' });
const REPORT = job('Flow/report', 'report');
const step = (id: string, name = id, stage = 'Main') => ({ stepID: [id], step: name, stage });
const success = { stepResult: 'success', executionTime: 1.5e9, msg: '  ✅  Success' };
const failure = { stepResult: 'failure', executionTime: 5e8, msg: '  ❌  Failure' };

/** Reads lines as the log of one run. Returns it, and what a person sees meanwhile. */
function runOf(lines: readonly Line[], exitCode = 0, secrets: string[] = []): { run: Run; jobs: Jobs; seen: string[] } {
  const jobs = new Jobs(secrets);
  const seen: string[] = [];
  for (const line of lines) {
    const entry = readEntry(JSON.stringify(line));
    assert.ok(entry !== undefined && isEntry(entry));
    const shown = jobs.add(entry);
    if (shown !== undefined) seen.push(...liveLines(shown));
  }
  return { run: { id: 1, exitCode, jobs: jobs.all(), remarks: [], requests: [] }, jobs, seen };
}

test('a job has its steps with outputs, summaries, annotations, lines and times', () => {
  const { run, seen } = runOf([
    { ...PLAN, stepid: ['--setup-job'], step: 'Set up job', msg: '⭐ Run Set up job' },
    { ...PLAN, ...step('p', 'Plan it'), msg: '⭐ Run Main Plan it' },
    { ...PLAN, ...step('p', 'Plan it'), raw_output: true, msg: 'a line\r\n' },
    { ...PLAN, ...step('p', 'Plan it'), command: 'group', arg: 'g', kvPairs: {}, msg: '::group::g' },
    {
      ...{ ...PLAN, ...step('p', 'Plan it'), level: 'warning', msg: '::warning file=a.csv,line=3::x' },
      ...{ command: 'warning', arg: 'careful', kvPairs: { file: 'a.csv', line: '3' } },
    },
    { ...PLAN, ...step('p', 'Plan it'), level: 'debug', msg: 'chatter' },
    { ...PLAN, ...step('p', 'Plan it'), ...success },
    { ...PLAN, ...step('p', 'Plan it'), command: 'set-output', name: 'matrix', arg: '["a"]', msg: '' },
    { ...PLAN, ...step('p', 'Plan it'), command: 'summary', content: '# two\nlines\n', msg: '' },
    { ...PLAN, ...step('1', 'echo never'), level: 'debug', stepResult: 'skipped', msg: 'Skipping step' },
    { ...PLAN, jobResult: 'success', msg: '🏁  Job succeeded' },
  ]);
  const plan = jobOf(run, 'plan');
  assert.equal(plan.title, 'Flow/plan');
  assert.equal(plan.result, 'success');
  const found = stepOf(plan, 'p');
  assert.deepEqual(
    [found.name, found.outcome, found.conclusion, found.duration],
    ['Plan it', 'success', 'success', 1.5],
  );
  assert.deepEqual(found.outputs, { matrix: '["a"]' });
  assert.equal(stepOf(plan, '1').outcome, 'skipped');
  assert.deepEqual(summariesOf(plan), ['# two\nlines\n']);
  assert.deepEqual(linesOf(plan), ['a line']);
  assert.deepEqual(annotationsOf(plan), [
    { level: 'warning', message: 'careful', properties: { file: 'a.csv', line: '3' } },
  ]);
  assert.deepEqual(seen, [
    '[plan] Plan it',
    '[plan]   a line',
    '[plan]   warning: a.csv:3: careful',
    '[plan] Plan it: success after 1.5 s',
    '[plan] echo never: skipped',
  ]);
  assert.deepEqual(reportLines(run), [
    ...['', 'run 1', '  success    plan', ''],
    ...['summary of plan, Plan it', '  # two', '  lines'],
  ]);
  assert.throws(() => jobOf(run, 'plans'), /no job plans in this run; there are: Flow\/plan/);
  assert.throws(() => stepOf(plan, 'q'), /job plan has no step q; there are: --setup-job, p, 1/);
});

test('the one result that act has for all legs is told apart by their own steps', () => {
  const { run } = runOf([
    { ...A, ...step('0'), ...success },
    { ...B, ...step('0'), ...failure },
    { ...B, ...step('0'), level: 'error', msg: 'exit status 1' },
    { ...B, jobResult: 'failure', msg: 'Job failed' },
    { ...A, jobResult: 'failure', msg: 'Job failed' },
  ]);
  assert.deepEqual(
    legsOf(run, 'month').map(({ matrix, result }) => [matrix['m'], result]),
    [
      ['a', 'success'],
      ['b', 'failure'],
    ],
  );
  assert.deepEqual(legsOf(run, 'month')[1]?.steps[0]?.errors, ['exit status 1']);
  assert.throws(() => jobOf(run, 'month'), /job month has 2 legs/);
});

test('where no leg shows a failure, all have failed', () => {
  const { run } = runOf([
    { ...A, ...step('0'), ...success },
    { ...A, jobResult: 'failure', msg: '' },
    { ...B, jobResult: 'failure', msg: '' },
  ]);
  assert.deepEqual(resultsOf(run), ['month failure', 'month failure']);
});

test('a forgiven failure is none; one inside a composite action is judged by the step that uses it', () => {
  const { run, seen } = runOf([
    { ...A, ...step('0'), msg: 'Failed but continue next step' },
    { ...A, ...step('0'), ...failure },
    { ...A, stepID: ['1', '0'], step: 'inner', stage: 'Main', ...failure },
    { ...A, ...step('1'), msg: 'Failed but continue next step' },
    { ...A, ...step('1'), ...failure },
    { ...B, level: 'error', msg: 'failed to fetch' },
    { ...A, jobResult: 'failure', msg: '' },
    { ...B, jobResult: 'failure', msg: '' },
  ]);
  const [a, b] = legsOf(run, 'month');
  assert.deepEqual([a?.result, b?.result], ['success', 'failure']);
  assert.deepEqual(
    a?.steps.map(({ id, outcome, conclusion }) => `${id} ${outcome} ${conclusion}`),
    ['0 failure success', '1/0 failure failure', '1 failure success'],
  );
  assert.deepEqual(b?.errors, ['failed to fetch']);
  assert.equal(seen[0], '[month a-1]   failed; continue-on-error forgives it');
  assert.ok(seen.includes('[month b-2]   error: failed to fetch'));
});

test('a step that could not even be started fails its job', () => {
  const { run } = runOf([
    { ...A, ...step('0'), level: 'error', msg: 'unable to clone' },
    { ...B, ...step('0'), ...success },
    { ...A, jobResult: 'failure', msg: '' },
    { ...B, jobResult: 'failure', msg: '' },
  ]);
  assert.deepEqual(
    run.jobs.map(({ result }) => result),
    ['failure', 'success'],
  );
});

const FLOW = { name: 'Flow', jobs: ['plan', 'report'].map((id) => ({ id, isCall: false })) };
const done = { jobResult: 'success', msg: '' };
const UNMAPPED = '🚧  Skipping unsupported platform -- Try running with `-P odd=...`';

test('skipped jobs are told; unmapped, absent and unfinished ones are omissions', () => {
  const skipped = runOf([
    { ...PLAN, ...done },
    { ...REPORT, level: 'debug', jobResult: 'skipped', msg: '' },
  ]);
  assert.deepEqual(resultsOf(skipped.run), ['plan success', 'report skipped']);
  assert.deepEqual(skipped.seen, ['[report] skipped']);
  assert.equal(omissionOf(skipped.run, FLOW, skipped.jobs), undefined);

  const omission = (lines: Line[], exitCode = 0, flow = FLOW) => {
    const { run, jobs } = runOf(lines, exitCode);
    return omissionOf(run, flow, jobs)?.message;
  };
  const plan = { ...PLAN, ...done };
  for (const exitCode of [0, 1]) {
    assert.match(omission([plan, { ...REPORT, msg: UNMAPPED }], exitCode) ?? '', /^job report never ran: .*"odd"/);
  }
  const left = 'act ended with 0, but never finished: report';
  assert.equal(omission([plan]), left);
  assert.equal(omission([plan, { ...REPORT, ...step('0'), msg: 'x' }]), left, 'begun, not finished');
  assert.equal(omission([plan, { ...job('call/Other/report', 'report'), ...done }]), left, 'of another workflow');
  assert.equal(omission([plan], 1), undefined, 'a failure may keep later jobs from running');
  assert.match(omission([], 1) ?? '', /^act ran no job of Flow: /);

  const calls = { name: 'Flow', jobs: [...FLOW.jobs.slice(0, 1), { id: 'report', isCall: true }] };
  assert.equal(omission([plan, { ...REPORT, level: 'debug', msg: 'evaluating' }], 0, calls), undefined);
  assert.equal(omission([plan], 0, calls), left);
});

test('secrets are starred out wherever a text is handed on', () => {
  const { run, seen } = runOf(
    [
      {
        ...PLAN,
        ...step('p'),
        command: 'add-mask',
        arg: 'learned',
        kvPairs: {},
        raw: '::add-mask::learned',
        msg: '***',
      },
      { ...PLAN, ...step('p'), raw_output: true, msg: 'given and learned and third\n' },
      { ...PLAN, ...step('p'), command: 'summary', content: 'learned', msg: '' },
      { ...PLAN, ...step('p'), command: 'set-output', name: 'o', arg: 'given', msg: '' },
      { ...PLAN, ...step('p'), command: 'notice', arg: 'given', kvPairs: { title: 'learned' }, msg: '' },
      { ...PLAN, ...step('p'), level: 'error', msg: 'third' },
      { ...PLAN, ...step('p'), ...success },
    ],
    0,
    ['given', '', 'first\nthird'],
  );
  assert.doesNotMatch(JSON.stringify(run), /given|learned|third/);
  assert.deepEqual(
    seen.slice(0, 2),
    ['[p]   *** and *** and ***', '[p]   notice: ***: ***'].map((line) => line.replace('[p]', '[plan]')),
  );
});

test('what is printed is text: no command for a runner, no sequence for a terminal', () => {
  const { run, seen } = runOf([
    { ...job('Flow/x\u001b[2J', 'x'), ...step('0', '::set-output name=a::b\nsecond'), msg: '⭐ Run Main' },
    { ...job('Flow/x\u001b[2J', 'x'), ...step('0'), raw_output: true, msg: 'a##[error]b\u001b[31m' },
    { ...job('Flow/x\u001b[2J', 'x'), ...step('0'), command: 'summary', content: '::error::x', msg: '' },
    { ...job('Flow/x\u001b[2J', 'x'), ...done },
  ]);
  const all = [...seen, ...reportLines(run)].join('\n');
  assert.ok(!all.includes('\u001b') && !all.includes('##['));
  assert.doesNotMatch(all, /^\s*::/m);
  assert.match(all, /set-output name=a::b …/);
});

test('jobs of called workflows are named after their caller; remarks of act are one line each', () => {
  const { run, seen } = runOf([
    { ...job('etl/Other flow/leg', 'leg'), ...step('0', 'go', 'Post'), msg: '⭐ Run Post go' },
    { ...job('etl/Other flow/leg', 'leg'), ...done },
  ]);
  assert.deepEqual(seen, ['[etl/leg] Post go']);
  assert.ok(reportLines(run).includes('  success    etl/leg'));
  const remark = readEntry("Error: Job 'x' failed");
  assert.deepEqual(remark, { level: 'error', message: "Error: Job 'x' failed" });
  assert.deepEqual(liveLines(remark ?? assert.fail()), ["act error: Job 'x' failed"]);
  assert.deepEqual(readEntry('{"level":"warning","msg":"m","time":"t"}'), { level: 'warning', message: 'm' });
  assert.equal(readEntry('  '), undefined);
});
