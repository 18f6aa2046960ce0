import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DISAGREEMENTS } from '../../src/flow/verify/finding.ts';
import { answerOf, runMain } from '../cli/in-process.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { startCloud } from '../servers/cloud.ts';
import { createJob, type Job, MONTHS, monthText, WAREHOUSE } from './job.ts';

interface Told {
  partitions: number;
  exitCode: number;
  disagreements: { code: string; partition?: string; what: string; heal: string[] }[];
}

const MONTH = '2021-02';
const LINES = [
  WAREHOUSE,
  'contract: { max_rejected: 90% }',
  'columns: { id: { type: int64, required: true, maximum: 100 }, note: { type: string } }',
];

/** Three months that are published and loaded; the second one in its second version, with a rejected row. */
async function setUp(context: TestContext, ...lines: string[]) {
  const job = await createJob(context);
  await job.write(...LINES, ...lines);
  const say = (...words: string[]) => runMain(words, job);
  assert.equal((await say('run')).code, 0);
  job.publisher.files.set(`/${MONTH}.csv`, `${monthText(MONTH)}4,more\n500,too many\n`);
  assert.equal((await say('run')).code, 0);
  /** `2021-02 object-missing` of each, the exit code in front; nothing may be changed by the look. */
  const verify = async (...words: string[]) => {
    const before = await job.lake();
    const finished = await say('verify', '--json', ...words);
    assert.deepEqual(await job.lake(), before);
    const told = answerOf<Told>(finished);
    assert.equal(told.exitCode, finished.code);
    return { ...told, codes: told.disagreements.map(({ partition = 'table', code }) => `${partition} ${code}`) };
  };
  /** Does what was proposed, and looks again. */
  const heal = async ({ disagreements }: Told, then: readonly string[] = []): Promise<void> => {
    assert.ok(disagreements.length > 0);
    for (const line of new Set(disagreements.flatMap((each) => each.heal))) {
      if (line.startsWith('rm ')) execFileSync('bash', ['-c', line], { cwd: job.folder });
      else assert.equal((await say(...wordsOf(line))).code, 0, line);
    }
    const left = await verify('--deep');
    assert.deepEqual(left.codes, then);
    if (then.length > 0) await heal(left);
  };
  return { job, say, verify, heal };
}

/** A line for a shell without the program's name, as arguments. */
function wordsOf(line: string): string[] {
  const text = execFileSync('bash', ['-c', `set -- ${line}; shift; printf '%s\\0' "$@"`]).toString();
  return text.split('\0').slice(0, -1);
}

const quarantine = async (job: Job) => {
  const folder = join(job.folder, `lake/_lakeferry/trips/quarantine/${MONTH}`);
  const [name = ''] = await readdir(folder);
  return join(folder, name);
};

test('where everything agrees nothing is told, by metadata and by every byte', async (context) => {
  const { verify, say } = await setUp(context);
  for (const words of [[], ['--deep'], ['--partitions', 'last:2'], ['--partitions', MONTHS.join()]]) {
    const { codes, exitCode, partitions } = await verify(...words);
    assert.deepEqual([codes, exitCode, partitions], [[], 0, words[1] === 'last:2' ? 2 : 3]);
  }
  assert.match((await say('verify')).stdout, /lake, ledger and warehouse agree \(3 partitions, by their metadata\)/);
});

test('an object that is missing is told with what heals it', async (context) => {
  const { job, verify, heal } = await setUp(context);
  await rm(job.object(MONTH));
  const told = await verify();
  assert.deepEqual([told.codes, told.exitCode], [[`${MONTH} object-missing`], 1]);
  assert.deepEqual((await verify('--partitions', '2021-01')).codes, []);
  await heal(told);
});

test('an object that was altered is told, and another one beside it that no entry names', async (context) => {
  const { job, verify, heal } = await setUp(context);
  await appendFile(job.object(MONTH), 'x');
  await copyFile(job.object('2021-01'), join(dirname(job.object('2021-01')), 'part-1.parquet'));
  const told = await verify();
  assert.deepEqual([told.codes, told.exitCode], [['2021-01 object-orphan', `${MONTH} object-altered`], 3]);
  assert.deepEqual((await verify('--partitions', MONTH)).codes, [`${MONTH} object-altered`]);
  // What somebody put there by hand is not thrown away by a run.
  await heal(told, [`${MONTH} version-orphan`]);
});

test('rejected rows that are gone or altered, and some that nobody names', async (context) => {
  const { job, verify, heal } = await setUp(context);
  const path = await quarantine(job);
  await copyFile(path, join(dirname(path), `${'0'.repeat(64)}.parquet`));
  await writeFile(path, 'x');
  const altered = await verify();
  assert.deepEqual(altered.codes, [`${MONTH} quarantine-damaged`, `${MONTH} quarantine-orphan`]);
  assert.equal(altered.exitCode, 1);
  await rm(path);
  const gone = await verify();
  assert.deepEqual(gone.codes, [`${MONTH} quarantine-missing`, `${MONTH} quarantine-orphan`]);
  await heal(gone);
});

test('superseded versions that no entry names, or whose content is not what their name says', async (context) => {
  const { job, verify, heal } = await setUp(context);
  const folder = join(job.folder, `lake/_lakeferry/trips/history/${MONTH}`);
  const [name = ''] = await readdir(folder);
  await copyFile(join(folder, name), join(folder, `${'0'.repeat(64)}.parquet`));
  await appendFile(join(folder, name), 'x');
  assert.deepEqual((await verify()).codes, [`${MONTH} version-orphan`]);
  const deep = await verify('--deep');
  assert.deepEqual([deep.codes, deep.exitCode], [[`${MONTH} version-damaged`, `${MONTH} version-orphan`], 1]);
  await heal(deep);
});

test('receipts: a table without the month, with other rows, with rows of nobody', async (context) => {
  const { job, verify, heal } = await setUp(context);
  await job.meddle("DELETE FROM trips WHERE id = 1 AND partition_date = DATE '2021-01-01'");
  await job.meddle('DELETE FROM _lakeferry_receipts WHERE "partition" = \'2021-03\'');
  const told = await verify();
  const codes = ['2021-01 receipt-differs', '2021-03 receipt-missing', 'table rows-orphan'];
  assert.deepEqual([told.codes, told.exitCode], [codes, 1]);
  assert.match(told.disagreements[0]?.what ?? '', /2 rows instead of 3/);
  await heal({ ...told, disagreements: told.disagreements.slice(0, 2) });
  await job.meddle("INSERT INTO trips VALUES (9, 'stray', DATE '1999-01-01')");
  const stray = await verify();
  assert.deepEqual([stray.codes, stray.exitCode], [['table rows-orphan'], 3]);
  assert.match(stray.disagreements[0]?.heal[0] ?? '', /^SELECT partition_date, count\(\*\) FROM trips/);
  assert.deepEqual((await verify('--partitions', '2021-01')).codes, []);
});

test('receipts: a month that this lake never published', async (context) => {
  const { job, verify, heal } = await setUp(context);
  await rm(job.object('2021-03'));
  await rm(join(job.folder, 'lake/_lakeferry/trips/log/2021-03'), { recursive: true });
  await runMain(['plan'], job);
  const told = await verify();
  assert.deepEqual([told.codes, told.exitCode], [['2021-03 receipt-orphan'], 3]);
  await heal(told);
});

test('a month that is held is healed by restoring it, one whose drop was cut short by dropping it again', async (context) => {
  const { job, say, verify, heal } = await setUp(context);
  assert.equal((await say('restore', MONTH, '--why', 'it\'s "bad"')).code, 0);
  await job.meddle('DELETE FROM trips WHERE id = 1');
  const held = await verify('--partitions', MONTH);
  assert.match(held.disagreements[0]?.heal[0] ?? '', /^lakeferry restore 2021-02 --to \d+ --why /);
  await heal(await verify());
  const object = job.object('2021-01');
  const copy = join(job.folder, 'copy.parquet');
  await copyFile(object, copy);
  assert.equal((await say('drop', '2021-01', '--why', 'not ours')).code, 0);
  assert.deepEqual((await verify('--deep')).codes, []);
  await mkdir(dirname(object), { recursive: true });
  await copyFile(copy, object);
  const cut = await verify();
  assert.deepEqual([cut.codes, cut.exitCode], [['2021-01 drop-unfinished'], 1]);
  await heal(cut);
});

test('a publication that was begun and not finished', async (context) => {
  const { job, verify, heal } = await setUp(context);
  const log = join(job.folder, `lake/_lakeferry/trips/log/${MONTH}`);
  const last = (await job.log(MONTH)).at(-1);
  assert.ok(last !== undefined);
  const { format, dataset, partition, at, run } = last;
  const open = { format, dataset, partition, number: last.number + 1, at, run, kind: 'publishing' };
  const name = `${String(open.number).padStart(6, '0')}.json`;
  await writeFile(join(log, name), JSON.stringify({ ...open, sha256: '0'.repeat(64), base: 'absent' }));
  await runMain(['plan'], job);
  const told = await verify();
  assert.deepEqual([told.codes, told.exitCode], [[`${MONTH} publication-open`], 1]);
  await heal(told);
});

test('the same words are said again in what is proposed, and a word for a plan is refused', async (context) => {
  const { job, say } = await setUp(context);
  await rm(job.object(MONTH));
  const { stdout, code } = await say('verify', '--pipeline', './pipeline.yml', '--lake', './lake');
  assert.equal(code, 1);
  assert.match(stdout, /lakeferry run --partitions 2021-02 --pipeline \.\/pipeline\.yml --lake \.\/lake/);
  const refused = await say('verify', '--partitions', 'due');
  assert.deepEqual([refused.code, /a word for a plan/.test(refused.stderr + refused.stdout)], [2, true]);
});

test('in a bucket a bit that fell over is found by reading, and by nothing else', async (context) => {
  const job = await createJob(context);
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  await job.write('lake: gs://my-lake', `warehouse: "bigquery://${PROJECT}/taxi"`, 'bigquery: { location: EU }');
  const say = (...words: string[]) => runMain(words, job, cloud.env);
  assert.equal((await say('run', '--yes')).code, 0);
  assert.deepEqual((await say('verify', '--deep')).code, 0);
  const name = 'trips/year=2021/month=02/part-0.parquet';
  const version = cloud.storage.state.buckets.get('my-lake')?.get(name);
  assert.ok(version !== undefined);
  version.bytes[100] = (version.bytes[100] ?? 0) ^ 1;
  assert.equal((await say('verify')).code, 0);
  const { code, stdout } = await say('verify', '--deep', '--json');
  const { disagreements } = JSON.parse(stdout) as Told;
  assert.equal(code, 3);
  assert.deepEqual(
    disagreements.map((each) => [each.code, each.heal]),
    [['object-damaged', [`gcloud storage rm gs://my-lake/${name}`, 'lakeferry run --partitions 2021-02']]],
  );
  cloud.storage.state.buckets.get('my-lake')?.delete(name);
  assert.equal((await say('run', '--yes', '--partitions', '2021-02')).code, 0);
  assert.equal((await say('verify', '--deep')).code, 0);
});

test('docs/verify.md names each code with its exit code', async () => {
  const page = await readFile(new URL('../../docs/verify.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (`[^|]+`) \|[^|]+\| ([\d, ]+) \|$/gm)].flatMap(([, codes = '', exits = '']) => {
    const each = exits.trim().split(', ').map(Number);
    return codes
      .split(', ')
      .map((code, at): [string, number | undefined] => [code.replaceAll('`', ''), each[at] ?? each[0]]);
  });
  assert.deepEqual(Object.fromEntries(rows), DISAGREEMENTS);
});
