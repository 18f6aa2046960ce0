import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJob, WAREHOUSE } from '../job/job.ts';
import { type Finished, runMain } from './in-process.ts';

/** The lines that tell what went wrong; the exit code is the user's mistake. */
function complaint(finished: Finished): string[] {
  assert.equal(finished.code, 2, finished.stdout + finished.stderr);
  const lines = (finished.stdout + finished.stderr).split('\n').filter((line) => line.startsWith('error: '));
  return lines.map((line) => line.slice('error: '.length));
}

test('no pipeline file: its path, and the flag that names one', async (context) => {
  const job = await createJob(context);
  for (const command of ['run', 'plan', 'status', 'validate']) {
    assert.deepEqual(complaint(await runMain([command, '--pipeline', 'none.yml'], job)), [
      `${job.folder}/none.yml: there is no such file; name the pipeline file with --pipeline FILE`,
    ]);
  }
});

test('no lake: where to write one', async (context) => {
  const job = await createJob(context);
  await job.write('lake:');
  for (const command of ['run', 'plan', 'status']) {
    assert.deepEqual(complaint(await runMain([command], job)), [
      'pipeline.yml names no lake; add "lake: ./lake" or pass --lake ./lake',
    ]);
  }
});

test('an unknown flag or command: what was probably meant', async (context) => {
  const job = await createJob(context);
  assert.deepEqual(await runMain(['run', '--partition', '2021-01'], job), {
    code: 2,
    stdout: '',
    stderr: "error: unknown option '--partition'\n(Did you mean --partitions?)\n",
  });
  assert.match((await runMain(['stauts'], job)).stderr, /unknown command 'stauts'\n\(Did you mean status\?\)/);
  assert.equal((await runMain(['status', '--limit', '3'], job)).code, 2, 'a status has no limit to set');
  assert.equal((await runMain(['plan', '--samples', 'full'], job)).code, 2);
});

test('what a user typed is printed as text, also by the parser of flags', async (context) => {
  const job = await createJob(context);
  const { stderr } = await runMain(['run', '--x##[error]y\r::error::z\u001b[2J'], job);
  assert.doesNotMatch(stderr, /##\[|\r|\u001b/);
});

test('help and version are no errors', async (context) => {
  const job = await createJob(context);
  for (const args of [['--help'], ['--version'], ['run', '--help']]) {
    const done = await runMain(args, job);
    assert.equal(done.code, 0);
    assert.notEqual(done.stdout, '');
  }
});

test('bad words are told all at once, before anything is opened', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  const bad = {
    partitions: '2021-13',
    force: 'yes',
    limit: '0',
    'check-source': 'often',
    cache: 'on',
    'refresh-cache': '1',
    'dry-run': 'TRUE',
    concurrency: 'many',
    'time-budget': '5 hours',
    samples: 'some',
    'fail-on': 'failed,never',
  };
  const expected = [
    'concurrency: "many" is not a whole number from 1 to 9999, or auto',
    'time-budget: "5 hours" is not a duration; write a number with ms, s, m, h or d, like 90s or 1h30m',
    'dry-run: "TRUE" is not true or false',
    'samples: "some" is not one of none, masked, full',
    'fail-on: "never" is not one of failed, late, not_ready, error, timeout, crash, cancelled, schema, none',
    'cache: "on" is not true or false',
    'refresh-cache: "1" is not true or false',
    'partitions: "2021-13" is not a month like 2021-01; write 2021-01, 2021-01..2021-02, a list with commas, last:3, due, missing, failed, stale, all',
    'check-source: "often" is not one of recent, all, none',
    'force: "yes" is not true or false',
    'limit: "0" is not a whole number from 1',
  ];
  const flags = Object.entries(bad).flatMap(([word, value]) => [`--${word}`, value]);
  assert.deepEqual(complaint(await runMain(['run', ...flags], job)), expected);
  const env = Object.fromEntries(
    Object.entries(bad).map(([word, value]) => [`LAKEFERRY_${word.replaceAll('-', '_').toUpperCase()}`, value]),
  );
  assert.deepEqual(complaint(await runMain(['run'], job, env)), expected);
  assert.deepEqual(complaint(await runMain(['plan'], job, env)), expected.slice(7));
  assert.deepEqual(complaint(await runMain(['status'], job, env)), [expected[8]]);
  assert.deepEqual(complaint(await runMain(['validate'], job, { LAKEFERRY_JSON: 'yes' })), [
    'json: "yes" is not true or false',
  ]);
  assert.deepEqual(job.publisher.taken(), []);
});

test('every problem of a pipeline file, each with its line', async (context) => {
  const job = await createJob(context);
  await job.write('partitions: { by: week, start: 2021-01 }', 'histroy: 3');
  const done = await runMain(['validate'], job);
  assert.equal(done.code, 2);
  assert.match(done.stderr, /pipeline\.yml:\d+:\d+: .*week/);
  assert.match(done.stderr, /pipeline\.yml:\d+:\d+: .*histroy[\s\S]*history/);
});

test('FOREIGN_TABLE: a table with rows that no ledger knows is left alone', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  await job.meddle("CREATE TABLE trips AS SELECT 7 AS id, 'mine' AS note");
  for (const command of ['run', 'plan', 'status']) {
    const [line, ...more] = complaint(await runMain([command], job));
    assert.match(
      line ?? '',
      /^duckdb:trips\.duckdb#trips already holds 1 rows, but the lake .*\/lake has no ledger for trips; point "lake" at the lake that filled it, or name a new table in "warehouse"; "lakeferry adopt" takes over what is there$/,
    );
    assert.deepEqual(more, []);
  }
  assert.deepEqual(await job.ask('SELECT id, note FROM trips'), [['7', 'mine']]);
  assert.equal((await job.lake()).size, 0);
  await job.meddle('DROP TABLE trips');
  assert.equal((await runMain(['run'], job)).code, 0);
});

test('URL_TEMPLATE: all partitions 404 is a slip in the template, other answers are not', async (context) => {
  const job = await createJob(context, []);
  const expected = (url: string, line = 8) => [
    `pipeline.yml:${line}: the source had none of the 3 partitions asked for; look at the URL template "${url}" in source.url`,
  ];
  const url = `${job.publisher.origin}/{YYYY}-{MM}.csv`;
  assert.deepEqual(complaint(await runMain(['run'], job)), expected(url, 4));

  await job.write(`source: { url: "${url}?token=typed-in-here" }`);
  const done = await runMain(['run'], job);
  assert.equal(complaint(done).filter((line) => line.includes('FETCH_STATUS')).length, 3);
  assert.deepEqual(complaint(done).slice(-1), expected(`${url}?token=***`));
  assert.doesNotMatch(done.stdout, /typed-in-here/);

  await job.write('source: { url: "months/{YYYY}-{MM}.csv" }');
  assert.deepEqual(complaint(await runMain(['run'], job)).slice(-1), expected('months/{YYYY}-{MM}.csv'));

  await job.write(`source: { url: "${url}" }`);
  for (const month of ['2021-01', '2021-02', '2021-03'])
    job.publisher.files.set(`/${month}.csv`, () => ({ status: 503 }));
  const outage = await runMain(['run'], job);
  assert.equal(outage.code, 1, 'a server that is down says nothing about the template');
  assert.doesNotMatch(outage.stdout, /template/);
});
