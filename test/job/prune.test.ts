import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { startChannels } from '../servers/notify/channels.ts';
import { createJob, type Job, monthText } from './job.ts';

const MONTH = '2021-01';
const LINES = [
  'contract: { max_rejected: 90% }',
  'columns: { id: { type: int64, required: true, maximum: 100 }, note: { type: string } }',
  'partitions: { by: month, start: 2021-01, end: 2021-01 }',
];

/** January in four versions, each with another rejected row. */
async function setUp(context: TestContext) {
  const job = await createJob(context, [MONTH]);
  await job.write(...LINES);
  const say = (...words: string[]) => runMain(words, job);
  for (let version = 1; version <= 4; version++) {
    job.publisher.files.set(`/${MONTH}.csv`, `${monthText(MONTH, `-${version}`)}${100 + version},too many\n`);
    assert.equal((await say('run')).code, 0);
  }
  return { job, say };
}

const names = async (job: Job, what: string) =>
  (await readdir(join(job.folder, `lake/_lakeferry/trips/${what}/${MONTH}`)).catch(() => [])).sort();

interface Pruned {
  removed: { what: string; name: string }[];
  bytes: number;
}

test('prune removes versions beyond "history" and rejected rows of versions that are gone; first it only says so', async (context) => {
  const { job, say } = await setUp(context);
  assert.deepEqual([(await names(job, 'history')).length, (await names(job, 'quarantine')).length], [3, 4]);
  await job.write(...LINES, 'history: 1');
  const before = await job.lake();
  const dry = answerOf<Pruned>(await say('prune', '--dry-run', '--json'));
  assert.deepEqual(
    dry.removed.map(({ what }) => what),
    ['history', 'history', 'quarantine', 'quarantine'],
  );
  assert.deepEqual(await job.lake(), before);
  const pruned = answerOf<Pruned>(await say('prune', '--json'));
  assert.deepEqual(pruned, { ...dry, dryRun: false });
  const log = (await job.log(MONTH)).flatMap((entry) => (entry.kind === 'published' ? [entry.publication] : []));
  assert.deepEqual(await names(job, 'history'), [`${log.at(-2)?.object.sha256}.parquet`]);
  assert.deepEqual(
    await names(job, 'quarantine'),
    log
      .slice(-2)
      .map(({ quarantine }) => `${quarantine?.sha256}.parquet`)
      .sort(),
  );
  // What is left can be brought back, rejected rows and all.
  assert.equal((await say('restore', MONTH, '--why', 'x')).code, 0);
  assert.match((await say('prune')).stdout, /nothing to remove from the lake/);
});

test('rejected rows of a month that failed, and the last version of one that was dropped, stay', async (context) => {
  const { job, say } = await setUp(context);
  await job.write(...LINES.slice(1), 'contract: { max_rejected: 1% }', 'history: 0');
  job.publisher.files.set(`/${MONTH}.csv`, `${monthText(MONTH)}500,far too many\n`);
  assert.equal((await say('run')).code, 3);
  assert.deepEqual(answerOf<Pruned>(await say('prune', '--json')).removed, []);
  await job.write(...LINES, 'history: 0');
  assert.equal((await say('run')).code, 0);
  assert.equal((await say('drop', MONTH, '--why', 'x')).code, 0);
  await say('prune');
  assert.equal((await names(job, 'history')).length, 1);
  assert.equal((await say('restore', MONTH, '--why', 'back')).code, 0);
});

test('--cache empties the local cache', async (context) => {
  const { job, say } = await setUp(context);
  assert.ok((await readdir(join(job.folder, '.cache/entries'))).length > 0);
  assert.equal((await say('prune', '--cache')).code, 0);
  assert.deepEqual(
    await readdir(join(job.folder, '.cache')).then((found) => found.filter((name) => name === 'entries')),
    [],
  );
});

test('of what was told the last line of each log stays, which is enough to tell nothing twice; young logs stay whole', async (context) => {
  const { job } = await setUp(context);
  const channels = await startChannels();
  context.after(() => channels.close());
  const say = (...words: string[]) => runMain(words, job, { HOOK: `${channels.origin}/hook` });
  const hooks = ['one', 'two'].map((name) => `  - { to: webhook, name: ${name}, url: "\${HOOK}" }`);
  await job.write(...LINES, ['notify:', ...hooks].join('\n'));
  const well = job.publisher.files.get(`/${MONTH}.csv`) ?? '';
  for (const body of ['note\n', well]) {
    job.publisher.files.set(`/${MONTH}.csv`, body);
    await say('run');
    assert.equal((await say('notify')).code, 0);
  }
  assert.equal(channels.arrived.length, 4);
  const folder = join(job.folder, 'lake/_lakeferry/trips/notices');
  const lines = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  const all = await lines();
  assert.equal(all.length, 8);
  const pruned = async () => {
    const { removed } = answerOf<Pruned>(await say('prune', '--json'));
    return removed.filter(({ what }) => what === 'notices').length;
  };
  assert.equal(await pruned(), 0);
  assert.deepEqual(await lines(), all);
  const last = join(folder, 'one', MONTH, '000004.json');
  const entry = JSON.parse(await readFile(last, 'utf8'));
  await writeFile(last, JSON.stringify({ ...entry, at: new Date(Date.now() - 25 * 3_600_000).toISOString() }));
  assert.equal(await pruned(), 3);
  assert.deepEqual(
    await lines(),
    [...all.filter((name) => name.startsWith('two')), join('one', MONTH, '000004.json')].sort(),
  );
  await say('notify');
  assert.equal(channels.arrived.length, 4, 'nothing is told twice');
  job.publisher.files.set(`/${MONTH}.csv`, 'note\n');
  await say('run');
  await say('notify');
  assert.equal(channels.arrived.length, 6);
  assert.ok((await lines()).includes(join('one', MONTH, '000006.json')));
});
