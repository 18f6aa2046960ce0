import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import { createJob, MONTHS, monthText, WAREHOUSE } from '../job/job.ts';
import { askedOf, commit, doctor, findingsOf, wordsOf, writeWorkflow } from './bench.ts';

test('a sound set-up on this machine has nothing wrong, before its first run and after it, and nothing is written', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  await writeWorkflow(job);
  commit(job, 3);
  const first = await doctor(job);
  assert.deepEqual([first.code, findingsOf(first)], [0, []], first.stdout);
  assert.deepEqual(await job.lake(), new Map());
  assert.equal((await runMain(['run'], job)).code, 0);
  const before = await job.lake();
  const second = await doctor(job);
  assert.deepEqual([second.code, findingsOf(second)], [0, []], second.stdout);
  assert.deepEqual(await job.lake(), before);
  assert.deepEqual(askedOf(second), [
    'source-unreachable',
    'source-drift',
    'evolved-columns',
    'lake-unusable',
    'ledger-damaged',
    'duckdb-unusable',
    'table-drift',
    'cron-minute-zero',
    'schedule-idle',
    'action-unpinned',
    'cache-unusable',
    'disk-short',
  ]);
});

test('source-unreachable: a server that refuses, and one that has none of the months', async (context) => {
  const job = await createJob(context);
  job.publisher.files.set('/2021-03.csv', () => ({ status: 500, body: 'no' }));
  const refused = await doctor(job);
  assert.deepEqual([refused.code, findingsOf(refused)], [1, ['fail source-unreachable']]);
  assert.match(wordsOf(refused, 'source-unreachable'), /answered 500/);
  job.publisher.files.clear();
  const empty = await doctor(job);
  assert.deepEqual([empty.code, findingsOf(empty)], [1, ['fail source-unreachable']]);
  assert.match(wordsOf(empty, 'source-unreachable'), /none of 2021-03, 2021-02, 2021-01: it answered 404/);
});

test('a month that is not published yet is no fault: an older one answers for it', async (context) => {
  const job = await createJob(context, MONTHS.slice(0, 2));
  const { stdout, code, stderr } = await doctor(job);
  assert.deepEqual([code, findingsOf({ stdout, code, stderr })], [0, []]);
  assert.match(stdout, /it has 2021-02.*not published yet: 2021-03/);
  await job.write('partitions: { by: month, start: 2021-01, lag: 36500d }');
  assert.match(wordsOf(await doctor(job), 'source-unreachable'), /no partition is due yet/);
});

test('a file of this machine is a source too', async (context) => {
  const job = await createJob(context);
  await writeFile(join(job.folder, '2021-03.csv'), monthText('2021-03'));
  await job.write('source: { url: "{YYYY}-{MM}.csv" }');
  assert.deepEqual(findingsOf(await doctor(job)), []);
  await rm(join(job.folder, '2021-03.csv'));
  await job.write('source: { url: "{YYYY}-{MM}.csv", not_ready: [] }');
  assert.deepEqual(findingsOf(await doctor(job)), ['fail source-unreachable']);
});

test('source-drift: a column that is gone fails, one that is new is worth a look or fails, as the contract says', async (context) => {
  const job = await createJob(context);
  job.publisher.files.set('/2021-03.csv', 'id,remark\n1,x\n');
  const gone = await doctor(job);
  assert.deepEqual([gone.code, findingsOf(gone)], [3, ['fail source-drift']]);
  assert.match(wordsOf(gone, 'source-drift'), /lacks a column: note/);
  job.publisher.files.set('/2021-03.csv', 'id,note,tip\n1,x,2\n');
  await job.write('contract: { new_columns: evolve }');
  const fresh = await doctor(job);
  assert.deepEqual([fresh.code, findingsOf(fresh)], [0, ['warn source-drift']]);
  assert.match(wordsOf(fresh, 'source-drift'), /become text: tip/);
  await job.write('contract: { new_columns: freeze }');
  assert.deepEqual(findingsOf(await doctor(job)), ['fail source-drift']);
});

test('source-drift: the header is read from the beginning of a long file, and the rest is left alone', async (context) => {
  const job = await createJob(context);
  const long = `id,note\n${'1,a row of a long file\n'.repeat(200_000)}`;
  job.publisher.files.set('/2021-03.csv', long);
  const { code, stdout, stderr } = await doctor(job);
  assert.deepEqual([code, findingsOf({ code, stdout, stderr })], [0, []]);
  assert.match(stdout, /the columns of 2021-03 fit/);
});

test('evolved-columns: a column that a file brought and nobody named', async (context) => {
  const job = await createJob(context);
  job.publisher.files.set('/2021-03.csv', 'id,note,tip\n1,x,2\n');
  await job.write('contract: { new_columns: evolve }');
  assert.equal((await runMain(['run'], job)).code, 0);
  const found = await doctor(job);
  assert.deepEqual([found.code, findingsOf(found)], [0, ['warn evolved-columns']]);
  assert.match(wordsOf(found, 'evolved-columns'), /tip: \{ type: string, from: "tip", optional: true \}/);
});

test('lake-unusable: none is named, a file stands in its place, and a hosted runner throws a folder away', async (context) => {
  const job = await createJob(context);
  await job.write('lake:');
  assert.deepEqual(findingsOf(await doctor(job)), ['fail lake-unusable']);
  await job.write();
  const hosted = await doctor(job, { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted' });
  assert.deepEqual([hosted.code, findingsOf(hosted)], [2, ['fail lake-unusable']]);
  await writeFile(join(job.folder, 'lake'), 'a file');
  const file = await doctor(job);
  assert.deepEqual([file.code, findingsOf(file)], [2, ['fail lake-unusable']], file.stdout);
});

test('ledger-damaged: an entry of the log is lost', async (context) => {
  const job = await createJob(context);
  assert.equal((await runMain(['run'], job)).code, 0);
  await rm(join(job.folder, 'lake/_lakeferry/trips/log/2021-02/000001.json'));
  const found = await doctor(job);
  assert.deepEqual([found.code, findingsOf(found)], [1, ['fail ledger-damaged']]);
  assert.match(wordsOf(found, 'ledger-damaged'), /1 of its 2 entries are missing/);
});

test('duckdb-unusable: the file is no database', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  await writeFile(join(job.folder, 'trips.duckdb'), 'a text that is no database, and longer than a few bytes');
  assert.deepEqual(findingsOf(await doctor(job)), ['fail duckdb-unusable']);
});

test('table-drift: a column of the table has another type, or the table is a view', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  await job.meddle('CREATE TABLE trips (id VARCHAR, note VARCHAR, partition_date DATE)');
  const found = await doctor(job);
  assert.deepEqual([found.code, findingsOf(found)], [3, ['fail table-drift']]);
  assert.match(wordsOf(found, 'table-drift'), /id: VARCHAR in the table, BIGINT in the new rows/);
  await job.meddle('DROP TABLE trips; CREATE VIEW trips AS SELECT 1 AS id');
  assert.deepEqual(findingsOf(await doctor(job)), ['fail table-drift']);
});

test('cache-unusable: a file stands where the cache is to be', async (context) => {
  const job = await createJob(context);
  await writeFile(join(job.folder, 'taken'), '');
  const found = await doctor(job, { LAKEFERRY_CACHE_DIR: 'taken' });
  assert.deepEqual([found.code, findingsOf(found)], [0, ['warn cache-unusable']], found.stdout);
});

test('disk-short: the files that were seen, as many as are worked on at once, do not fit', async (context) => {
  const job = await createJob(context);
  const total = 2 ** 52;
  job.publisher.files.set('/2021-03.csv', () => ({
    status: 206,
    headers: { 'content-range': `bytes 0-9/${total}` },
    body: 'id,note\n1,',
  }));
  const found = await doctor(job, {}, '--concurrency', '3');
  assert.deepEqual([found.code, findingsOf(found)], [0, ['warn disk-short']], found.stdout);
  assert.match(wordsOf(found, 'disk-short'), /\(3 × /);
});

test('on a terminal it is a table with the fixes below, and a wrong word is told before anything is asked', async (context) => {
  const job = await createJob(context);
  job.publisher.files.clear();
  const { code, stdout } = await runMain(['doctor'], job);
  assert.equal(code, 1);
  assert.match(stdout, /trips: 1 failed, \d fine/);
  assert.match(stdout, /FAIL +source-unreachable +the source has none/);
  assert.match(stdout, /source-unreachable:\n +open "http/);
  const wrong = await runMain(['doctor', '--concurrency', 'many'], job);
  assert.deepEqual([wrong.code, job.publisher.taken().length], [2, 3]);
});
