import assert from 'node:assert/strict';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import { type Finished, lakeferry } from './cli-process.ts';
import { createJob, type Job, MONTHS, monthText, WAREHOUSE } from './job.ts';

const FIRST_RUN = /^FIRST RUN: the lake has no ledger for trips yet$/m;
const NOTHING = /^trips: nothing to do, 3 partitions are done$/m;
const ROWS = 'SELECT id, note, partition_date FROM trips ORDER BY partition_date, id';

async function ran(context: TestContext): Promise<Job> {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  await run(job);
  assert.equal(job.publisher.taken().length, 3);
  return job;
}

async function run(job: Job, ...args: string[]): Promise<Finished> {
  const done = await runMain(['run', ...args], job);
  assert.equal(done.code, 0, done.stdout + done.stderr);
  return done;
}

/** The plan's lines: partition, action and why. */
function planned(finished: Finished): string[] {
  const lines = finished.stdout.split('\n').map((line) => /^ {3}(2021-\d\d) +\w+ +(run|load) +(.*)$/.exec(line));
  return lines.flatMap((match) => (match === null ? [] : [`${match[1]} ${match[2]}: ${match[3]}`]));
}

test('a second run has nothing to do: one conditional request a month, no byte of the lake and no row changes', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  const first = await lakeferry(['run'], job.folder);
  assert.equal(first.code, 0, first.stdout);
  assert.equal(first.stdout.match(new RegExp(FIRST_RUN, 'gm'))?.length, 1);
  assert.deepEqual(
    job.publisher.taken(),
    MONTHS.map((month) => `/${month}.csv 200`),
  );
  const [lake, rows] = [await job.lake(), await job.ask(ROWS)];
  assert.equal(rows.length, 9);
  for (const again of [
    () => lakeferry(['run'], job.folder),
    () => run(job, '--check-source', 'all'),
    () => run(job, '--partitions', 'all'),
    () => run(job, '--partitions', '2021-01..2021-03'),
  ]) {
    const second = await again();
    assert.match(second.stdout, NOTHING);
    assert.doesNotMatch(second.stdout, FIRST_RUN);
    assert.deepEqual(
      job.publisher.taken(),
      MONTHS.map((month) => `/${month}.csv 304 conditional`),
    );
    assert.deepEqual(await job.lake(), lake);
    assert.deepEqual(await job.ask(ROWS), rows);
  }
  await run(job, '--check-source', 'none');
  assert.deepEqual(job.publisher.taken(), []);
});

test('a deleted object and a flipped byte run again, each with its cause; a touched one does not', async (context) => {
  const job = await ran(context);
  const [lake, rows] = [await job.lake(), await job.ask(ROWS)];
  await rm(job.object('2021-01'));
  const flipped = await readFile(job.object('2021-02'));
  flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100);
  await writeFile(job.object('2021-02'), flipped);
  await utimes(job.object('2021-03'), 1, 1);

  const healing = await run(job);
  const [gone, altered, ...more] = planned(healing);
  assert.equal(gone, '2021-01 run: its object is missing from the lake');
  assert.match(altered ?? '', /^2021-02 run: its object was altered: sha256 [0-9a-f]{12} → [0-9a-f]{12}$/);
  assert.deepEqual(more, []);
  assert.equal(job.publisher.taken().filter((line) => line.endsWith('200')).length, 0, 'the cache had the raw files');

  const content = (files: Map<string, string>, month: string) =>
    files
      .get(`trips/year=2021/month=${month.slice(5)}/part-0.parquet`)
      ?.split(' ')
      .at(-1);
  const healed = await job.lake();
  for (const month of MONTHS) assert.equal(content(healed, month), content(lake, month), month);
  assert.deepEqual(await job.ask(ROWS), rows);
  assert.match((await run(job)).stdout, NOTHING);

  await rm(join(job.folder, '.cache'), { recursive: true });
  await rm(job.object('2021-03'));
  job.publisher.taken();
  assert.deepEqual(planned(await run(job)), ['2021-03 run: its object is missing from the lake']);
  assert.ok(job.publisher.taken().includes('/2021-03.csv 200'), 'without a cache the source is asked for the file');
});

test('rows that somebody took from the table come back from the lake, without a fetch', async (context) => {
  const job = await ran(context);
  const rows = await job.ask(ROWS);
  for (const [sql, expected] of [
    [
      "DELETE FROM trips WHERE partition_date = '2021-02-01' AND id = 1",
      ['2021-02 load: the table differs: 2 rows instead of 3'],
    ],
    ['DELETE FROM trips', MONTHS.map((month) => `${month} load: the table differs: 0 rows instead of 3`)],
    ['DROP TABLE trips', MONTHS.map((month) => `${month} load: the table differs: 0 rows instead of 3`)],
  ] as const) {
    await job.meddle(sql);
    const lake = [...(await job.lake()).keys()].filter((name) => name.endsWith('.parquet'));
    assert.deepEqual(planned(await run(job, '--check-source', 'none')), expected, sql);
    assert.deepEqual(job.publisher.taken(), []);
    assert.deepEqual(await job.ask(ROWS), rows);
    assert.deepEqual(
      [...(await job.lake()).keys()].filter((name) => name.endsWith('.parquet')),
      lake,
    );
  }
  assert.match((await run(job)).stdout, NOTHING);
});

test('a new warehouse on an old lake is loaded and nothing else', async (context) => {
  const job = await ran(context);
  const rows = await job.ask(ROWS);
  await rm(join(job.folder, 'trips.duckdb'));
  const loading = await run(job, '--check-source', 'none');
  assert.deepEqual(
    planned(loading),
    MONTHS.map((month) => `${month} load: not loaded in this warehouse`),
  );
  assert.doesNotMatch(loading.stdout, /fetch:|clean|upload:|FIRST RUN/);
  assert.deepEqual(job.publisher.taken(), []);
  assert.deepEqual(await job.ask(ROWS), rows);
  // Nobody took the first one away: it is still what it was, and so is the lake.
  await run(job, '--warehouse', 'duckdb:second.duckdb', '--check-source', 'none');
  assert.match((await run(job, '--check-source', 'none')).stdout, NOTHING);
});

test('a source that changed runs again with its cause; one that cannot be asked does not', async (context) => {
  const job = await ran(context);
  job.publisher.files.set('/2021-02.csv', monthText('2021-02', ' corrected'));
  job.publisher.files.set('/2021-03.csv', () => ({ status: 500 }));
  const changed = await run(job);
  const [line, ...more] = planned(changed);
  assert.match(line ?? '', /^2021-02 run: its source changed: etag "[0-9a-f]{8}" → "[0-9a-f]{8}"$/);
  assert.deepEqual(more, []);
  assert.match(changed.stdout, /warning: 2021-03: cannot tell whether its source changed: .* answered 500/);
  assert.deepEqual(await job.ask("SELECT note FROM trips WHERE id = 2 AND partition_date = '2021-02-01'"), [
    ['second corrected'],
  ]);
});
