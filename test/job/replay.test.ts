import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRejected } from '../../src/flow/rejected-rows.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { answerOf, runMain } from '../cli/in-process.ts';
import { createJob, WAREHOUSE } from './job.ts';

const MONTH = '2021-01';
const LOOSE = 'contract: { max_rejected: 90% }';
const ONE = 'partitions: { by: month, start: 2021-01, end: 2021-01 }';
const columns = (maximum: number, pattern = '') =>
  `columns: { id: { type: int64, required: true, maximum: ${maximum} }, note: { type: string${pattern} } }`;
/** Two rows that are right, a malformed one, and four that break a rule; one of them over three lines. */
const TEXT = 'id,note\n1,a\n500,"first\nof ""many""\nlines"\n2,b\n3,c,too wide\n600,x\nnine,y\n5000,z\n';

test('rejected rows are read again with changed rules: what they take is published behind the rest, and every row is somewhere', async (context) => {
  const job = await createJob(context, [MONTH]);
  job.publisher.files.set(`/${MONTH}.csv`, TEXT);
  await job.write(WAREHOUSE, LOOSE, ONE, columns(100));
  const say = (...words: string[]) => runMain(words, job);
  assert.equal((await say('run')).code, 0);
  job.publisher.files.clear();

  assert.deepEqual(answerOf(await say('replay', MONTH, '--json')), { partition: MONTH, accepted: 0, rejected: 5 });
  assert.deepEqual(
    (await job.log(MONTH)).map(({ kind }) => kind),
    ['publishing', 'published', 'loaded'],
  );

  await job.write(WAREHOUSE, LOOSE, ONE, columns(1000));
  assert.deepEqual(answerOf(await say('replay', MONTH, '--json')), { partition: MONTH, accepted: 2, rejected: 3 });
  assert.deepEqual(await job.ask('SELECT id, note FROM trips'), [
    ['1', 'a'],
    ['2', 'b'],
    ['500', 'first\nof "many"\nlines'],
    ['600', 'x'],
  ]);
  const last = (await job.log(MONTH)).findLast((entry) => entry.kind === 'published');
  assert.ok(last?.kind === 'published');
  const { rowsRead, rows, rejected, rejectedBy, quarantine } = last.publication;
  assert.deepEqual([rowsRead, rows, rejected], [7, 4, 3]);
  assert.deepEqual(
    Object.values(rejectedBy).reduce((sum, count) => sum + count, 0),
    3,
  );
  // Each row that stays keeps the line that it has in the publisher's file.
  const left = await readRejected({ files: nodeFiles }, join(job.folder, 'lake', quarantine?.name ?? ''));
  assert.deepEqual(
    left.map(({ line, column, rule }) => [line, column, rule === 'type' || rule === 'maximum' ? rule : 'malformed']),
    [
      [7, undefined, 'malformed'],
      [9, 'id', 'type'],
      [10, 'id', 'maximum'],
    ],
  );
  // Again, with wider rules still; then nothing is left that any rule could take.
  await job.write(WAREHOUSE, LOOSE, ONE, columns(9000));
  assert.deepEqual(answerOf(await say('replay', MONTH, '--json')), { partition: MONTH, accepted: 1, rejected: 2 });
  assert.deepEqual(await job.ask('SELECT count(*) FROM trips'), [['5']]);
  assert.match((await say('status')).stdout, /2021-01\s+stale/);
});

test('what cannot be replayed is told with what can be done', async (context) => {
  const job = await createJob(context, [MONTH]);
  const say = (...words: string[]) => runMain(words, job);
  await job.write(LOOSE, ONE, columns(100));
  const refused = async (pattern: RegExp) => {
    const { code, stdout, stderr } = await say('replay', MONTH);
    assert.equal(code, 2);
    assert.match(stdout + stderr, pattern);
  };
  await refused(/was never published/);
  await say('run');
  await refused(/has no rejected rows/);
  job.publisher.files.set(`/${MONTH}.csv`, TEXT);
  await say('run');
  await job.write(LOOSE, ONE, 'columns: { id: { type: "numeric(10,2)", required: true }, note: { type: string } }');
  await refused(/was published with other columns or types/);
  await job.write(LOOSE, ONE, columns(1000));
  await say('restore', MONTH, '--why', 'x');
  await refused(/is held by .*: x; release it first/);
  await say('release', MONTH);
  job.publisher.files.set(`/${MONTH}.csv`, '{"id":1,"note":"a"}\n{"id":5000,"note":"b"}\n');
  await say('run');
  await refused(/was not read from a CSV/);
});
