import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeEach, type TestContext, test } from 'node:test';
import { main as plan } from '../../src/actions/plan.ts';
import { main as run } from '../../src/actions/run.ts';
import type { Host } from '../../src/session/host.ts';
import { createJob, type Job } from '../job/job.ts';
import { readOutputsFile, readRunnerOutput } from '../runtime/runner-commands.ts';
import { COMMANDS } from '../servers/runner.ts';

/** Where a command may stand so that the runner takes it for one. */
const BEFORE = ['', ' ', '\t', '\u00a0', '\u2028', '\u0085', 'text\r', 'text\n'];
const HOSTILE = COMMANDS.flatMap((name, at) => [`${BEFORE[at % BEFORE.length]}::${name}::2021`, `mid ##[${name}]2021`]);
const MATCHED = 'a.ts(1,2): error TS1: x';
/** What an action of ours says to the runner. */
const MEANT = new Set(['debug', 'endgroup', 'error', 'group', 'warning']);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

// GitHub's package finds the file for outputs in the process's own environment; each test file is a process.
beforeEach(() => {
  delete process.env['GITHUB_OUTPUT'];
});

/** A step of a job whose source is hostile: its exit code, what the runner makes of its output, and its outputs. */
async function step(action: typeof run, job: Job, inputs: Readonly<Record<string, string>>) {
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
  const host: Host = {
    env: {
      GITHUB_WORKSPACE: job.folder,
      RUNNER_TEMP: join(job.folder, '.temp'),
      GITHUB_STEP_SUMMARY: summary,
      ...inputs,
    },
    stdout: stream,
    stderr: stream,
    cwd: job.folder,
    signal: new AbortController().signal,
  };
  const code = await action([], host);
  return { code, text, ...readRunnerOutput(text), outputs: readOutputsFile(await readFile(outputs, 'utf8')) };
}

async function hostileJob(context: TestContext): Promise<Job> {
  const job = await createJob(context, []);
  await job.write(
    'partitions: { by: month, start: 2021-01, end: 2021-06 }',
    `source: { url: ${JSON.stringify(`${job.publisher.origin}/##[error]dir/::warning::{YYYY}-{MM}.csv`)} }`,
    'contract: { new_columns: evolve, max_rejected: 100% }',
  );
  const cells = HOSTILE.map((text, at) => `${at},${quoted(text)}\n`).join('');
  const answers = [
    { body: `id,note\n${cells}` },
    { body: `id,note\n1,${quoted(MATCHED)}\n2,${quoted('\u001b[31mred\u001b[2J\u202egpj.exe')}\n` },
    { body: `id,note,${HOSTILE.map(quoted).join(',')}\n1,a${',b'.repeat(HOSTILE.length)}\n` },
    { status: 503, reason: '##[add-mask]2021 ::error::x', body: HOSTILE.join('\n') },
    { status: 302, headers: { location: '/elsewhere/##[error]x/::error::' } },
    { headers: { 'content-encoding': '##[add-mask]2021', etag: '"##[error]x"' }, body: 'id,note\n' },
  ];
  let at = 0;
  // What follows a # is not sent: all months are asked for under one path, one after the other.
  job.publisher.files.set('/', () => answers[at++] ?? { status: 500 });
  return job;
}

test('R1, R2, R3, R7: an action on a hostile source gives the runner the commands that were meant, and no other', async (context) => {
  const job = await hostileJob(context);
  const done = await step(run, job, { INPUT_CONCURRENCY: '1', INPUT_SAMPLES: 'full', RUNNER_DEBUG: '0' });
  assert.equal(done.code, 1, done.text);
  assert.deepEqual(
    done.commands.filter(({ name }) => !MEANT.has(name)),
    [],
  );
  assert.deepEqual(done.masks, []);
  assert.deepEqual(
    done.lines.filter((line) => !line.startsWith('  ')),
    [],
  );
  assert.doesNotMatch(done.text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  for (const { properties } of done.commands) {
    assert.deepEqual(properties['file'] ?? 'pipeline.yml', 'pipeline.yml');
  }
  for (const text of ['add-mask', 'stop-commands', 'gpj.exe', MATCHED]) assert.ok(done.text.includes(text), done.text);
  assert.deepEqual(
    [done.outputs.get('failed-partitions'), done.outputs.get('state')],
    ['2021-04,2021-05,2021-06', 'failed'],
  );

  const planned = await step(plan, job, { INPUT_LAKE: join(job.folder, 'lake'), INPUT_PARTITIONS: 'failed' });
  assert.equal(planned.code, 0, planned.text);
  assert.deepEqual(
    planned.commands.filter(({ name }) => !MEANT.has(name)),
    [],
  );
  assert.equal(planned.outputs.get('count'), '3');
  const legs = JSON.parse(planned.outputs.get('matrix') ?? '') as { partitions: string }[];
  assert.deepEqual(
    legs.map(({ partitions }) => partitions),
    ['2021-04', '2021-05', '2021-06'],
  );
});
