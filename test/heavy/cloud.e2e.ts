import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lakeferry } from '../job/cli-process.ts';
import { createJob, type Job, monthText } from '../job/job.ts';
import { tableLines } from '../job/table-lines.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { type Cloud, startCloud } from '../servers/cloud.ts';

const BUCKET = 'my-lake';
const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const MONTHS = Array.from({ length: 12 }, (_, at) => `2021-${String(at + 1).padStart(2, '0')}`);

interface Place {
  job: Job;
  cloud: Cloud;
  run(...words: string[]): ReturnType<typeof lakeferry>;
  /** Every row of the table as text, sorted: twice the same row would be twice the same line. */
  rows(): Promise<string[]>;
}

async function setUp(context: TestContext, months: readonly string[]): Promise<Place> {
  const job = await createJob(context, months);
  const cloud = await startCloud([BUCKET]);
  context.after(() => cloud.close());
  cloud.bigquery.controls.polls = 0;
  const [end = ''] = months.slice(-1);
  await job.write(
    `lake: gs://${BUCKET}/data`,
    `warehouse: "bigquery://${PROJECT}/taxi"`,
    'bigquery: { location: EU }',
    `partitions: { by: month, start: 2021-01, end: ${end} }`,
  );
  return {
    job,
    cloud,
    run: (...words) => lakeferry(['run', '--json', '--yes', ...words], job.folder, cloud.env),
    rows: async () =>
      (await cloud.bigquery.sql('SELECT partition_date, id, note FROM taxi.trips')).map((row) => row.join('|')).sort(),
  };
}

test('kill -9 before and after each remote call, and run again: the month is there once', async (context) => {
  let kills = 0;
  // Until neither a first publication nor a replacement has so many calls.
  for (let at = 1, untouched = 0; untouched < 4; at++) {
    for (const when of ['before', 'after'] as const) {
      const { job, cloud, run, rows } = await setUp(context, ['2021-01']);
      if (at % 2 === 0) {
        // Every other time there is a version that is replaced.
        await run();
        job.publisher.files.set('/2021-01.csv', `${monthText('2021-01')}4,more\n`);
      }
      const wanted = tableLines(['2021-01', monthText('2021-01') + (at % 2 === 0 ? '4,more\n' : '')]);
      let child: ChildProcess | undefined;
      let calls = 0;
      const onCall = (server: { fault(route: never, fault: { kind: 'reset' }): void }) => (route: string) => {
        calls++;
        if (calls !== at) return;
        if (when === 'before') server.fault(route as never, { kind: 'reset' });
        child?.kill('SIGKILL');
      };
      cloud.storage.onCall = onCall(cloud.storage);
      cloud.bigquery.onCall = onCall(cloud.bigquery);
      await new Promise<void>((resolve) => {
        const { CI: _, ...env } = process.env;
        child = spawn(process.execPath, [CLI, 'run', '--yes'], {
          cwd: job.folder,
          env: { ...env, LAKEFERRY_CACHE_DIR: `${job.folder}/.cache`, ...cloud.env },
          stdio: 'ignore',
        });
        child.on('exit', () => resolve());
      });
      untouched = calls < at ? untouched + 1 : 0;
      if (calls >= at) kills++;
      cloud.storage.onCall = () => {};
      cloud.bigquery.onCall = () => {};
      // What was on its way when the process died comes to its end without it.
      await cloud.bigquery.settle();
      const where = `killed ${when} call ${at}`;
      const again = await run();
      assert.equal(again.code, 0, `${where}: ${again.stderr}`);
      assert.deepEqual(await rows(), wanted, where);
      const third = await run();
      assert.deepEqual(JSON.parse(third.stdout).results, [], `${where}: the third run has something to do`);
    }
  }
  context.diagnostic(`${kills} kills`);
  assert.ok(kills > 40);
});

test('twelve months at once in twelve processes, one bucket and one table: all are there once', async (context) => {
  const { run, rows } = await setUp(context, MONTHS);
  const finished = await Promise.all(MONTHS.map((month) => run('--partitions', month)));
  for (const [at, { code, stderr }] of finished.entries()) assert.equal(code, 0, `${MONTHS[at]}: ${stderr}`);
  assert.deepEqual(await rows(), tableLines(...MONTHS.map((month): [string, string] => [month, monthText(month)])));
  assert.deepEqual(JSON.parse((await run()).stdout).results, []);
});

test('G8: two processes on one month: each month is there once, and whoever lost says so', async (context) => {
  const { run, rows } = await setUp(context, ['2021-01']);
  const finished = await Promise.all([run('--force'), run('--force')]);
  for (const { code, stdout } of finished) {
    if (code === 0) continue;
    const [result] = JSON.parse(stdout).results as { failure?: { code: string; message: string } }[];
    assert.match(String(result?.failure?.code), /CONFLICT|CHANGED|EXISTS/);
    assert.match(String(result?.failure?.message), /somebody else/);
  }
  assert.ok(finished.some(({ code }) => code === 0));
  assert.equal((await run()).code, 0);
  assert.deepEqual(await rows(), tableLines(['2021-01', monthText('2021-01')]));
});
