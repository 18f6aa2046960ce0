import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { DiffReport } from '../../src/report/diff.ts';
import { answerOf, runMain } from '../cli/in-process.ts';
import { commit } from '../doctor/bench.ts';
import { createJob, WAREHOUSE } from './job.ts';

/** Three months that are done, and a pipeline file that is committed. */
async function setUp(context: TestContext, ...lines: string[]) {
  const job = await createJob(context);
  await job.write(WAREHOUSE, ...lines);
  commit(job, 1);
  assert.equal((await runMain(['run'], job)).code, 0);
  const say = (...words: string[]) => runMain(['diff', ...words], job);
  const diff = async (...words: string[]) => {
    const before = await job.lake();
    const table = await job.ask('SELECT * FROM trips ORDER BY ALL');
    const finished = await say('--json', ...words);
    assert.deepEqual(await job.lake(), before);
    assert.deepEqual(await job.ask('SELECT * FROM trips ORDER BY ALL'), table);
    return { code: finished.code, stderr: finished.stderr, ...answerOf<DiffReport>(finished) };
  };
  return { job, say, diff };
}

const whats = ({ changes = [] }: DiffReport) => changes.map(({ what }) => what);

test('an unchanged file changes nothing, and nothing would run; a comment is no change', async (context) => {
  const { job, diff } = await setUp(context);
  const { code, changes, plan, sample } = await diff();
  assert.deepEqual([code, changes, plan?.work, plan?.stale, sample?.partition], [0, [], [], 0, '2021-03']);
  assert.deepEqual(sample?.before, sample?.after);
  await job.write('# a comment', WAREHOUSE, 'description: Other words');
  assert.deepEqual(whats(await diff()), []);
});

test('a rule that changed: what is stale, and one month before and after it', async (context) => {
  const { job, diff, say } = await setUp(context);
  await job.write(
    WAREHOUSE,
    'columns: { id: { type: "numeric(5,2)", required: true, minimum: 2 }, note: { type: string, fill: none } }',
    'contract: { max_rejected: 50% }',
  );
  const found = await diff();
  assert.deepEqual([found.code, whats(found)], [0, ['contract', 'columns.id', 'columns.note']]);
  assert.deepEqual([found.plan?.work, found.plan?.stale], [[], 3]);
  const { before, after } = found.sample ?? {};
  assert.ok(before && 'rows' in before && after && 'rows' in after);
  assert.deepEqual([before.rows, before.rejected, after.rows, after.rejected], [3, 0, 2, 1]);
  assert.deepEqual(after.rejectedBy, { 'id minimum': 1 });
  const { stdout } = await say();
  assert.match(stdout, /columns\.id +int64, required +numeric\(5,2\), required, minimum 2/);
  assert.match(stdout, /id +int64 → numeric\(5,2\) +0 +1 → 2\.00 +3 → 3\.00/);
  assert.match(stdout, /rows: 3 → 2, rejected: 0 → 1/);
  assert.match(stdout, /3 partitions would be stale/);
});

test('more months, another source: what would run, why, and what it is expected to cost by past runs', async (context) => {
  const { job, diff } = await setUp(context);
  await job.write(WAREHOUSE, 'partitions: { by: month, start: 2020-11, end: 2021-03 }');
  const found = await diff();
  assert.deepEqual(whats(found), ['partitions.start']);
  assert.deepEqual(
    found.plan?.work.map(({ partition, reason }) => `${partition} ${reason}`),
    ['2020-11 never published', '2020-12 never published'],
  );
  assert.deepEqual([found.cost?.partitions, found.cost?.downloaded], [2, 39]);
  assert.ok((found.cost?.milliseconds ?? -1) >= 0 && (found.cost?.stored ?? 0) > 100);
  assert.match(found.cost?.basis ?? '', /the last 3 that were published/);
});

test('a month that breaks the new contract is told, and the exit code is 3', async (context) => {
  const { job, diff, say } = await setUp(context);
  await job.write(WAREHOUSE, 'columns: { id: { type: int64 }, remark: { type: string } }');
  const found = await diff('--sample', '2021-02');
  assert.equal(found.code, 3);
  assert.deepEqual(found.sample?.partition, '2021-02');
  assert.match(JSON.stringify(found.sample?.after), /lacks a column: remark/);
  assert.match((await say()).stdout, /after, it fails: .*lacks a column: remark/);
});

test('the base is a file or a revision; one that is not known, and a file that was not there, are told', async (context) => {
  const { job, diff, say } = await setUp(context);
  await writeFile(
    join(job.folder, 'old.yml'),
    `name: old\ndescription: d\nowner: o\nsource: { url: "x-{YYYY}-{MM}.csv" }\npartitions: { by: month, start: 2021-01 }\ncolumns: { id: { type: int64 } }\n`,
  );
  assert.ok(whats(await diff('--base', 'old.yml')).includes('source.url'));
  const unknown = await say('--base', 'no-such-branch');
  assert.deepEqual([unknown.code, /git finds no "no-such-branch"/.test(unknown.stdout + unknown.stderr)], [2, true]);
  const option = await say('--base', '--all');
  assert.equal(option.code, 2);
  await writeFile(
    join(job.folder, 'fresh.yml'),
    `name: fresh\ndescription: d\nowner: o\nsource: { url: "${job.publisher.origin}/{YYYY}-{MM}.csv" }\npartitions: { by: month, start: 2021-01, end: 2021-02 }\ncolumns: { id: { type: int64 }, note: { type: string } }\nlake: ./lake\n`,
  );
  const { stdout, code } = await say('--pipeline', 'fresh.yml');
  assert.equal(code, 0);
  assert.match(stdout, /fresh: A new pipeline/);
  assert.match(stdout, /fresh: 2 partitions would run/);
  assert.match(stdout, /by the sample 2021-02/);
});

test('where the lake cannot be opened the plan is left out and the sample is not; where the source has nothing, the other way round', async (context) => {
  const { job, diff } = await setUp(context);
  const noLake = await diff('--lake', 'ftp://nowhere');
  assert.match(noLake.noPlan ?? '', /ftp: is neither a folder nor/);
  assert.equal(noLake.sample?.partition, '2021-03');
  job.publisher.files.clear();
  const noSource = await diff();
  assert.deepEqual([noSource.code, noSource.sample, noSource.plan?.work.length], [0, undefined, 0]);
  assert.match(noSource.noSample ?? '', /the source has none of 2021-03/);
});
