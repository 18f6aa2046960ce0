import assert from 'node:assert/strict';
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { duckdbParquet } from '../convert/duckdb-file.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { startCloud } from '../servers/cloud.ts';
import { newPlace, withPostgres } from '../warehouse/postgres.ts';
import { createJob, type Job, MONTHS, WAREHOUSE } from './job.ts';

interface Told {
  dryRun: boolean;
  adoptions: {
    partition: string;
    outcome: string;
    rows?: number;
    what: string;
    differences: string[];
    waiting: number;
  }[];
}

/** A job; `adopt` says `2021-01 adopted` of each partition, the exit code in front. */
async function setUp(context: TestContext, ...lines: string[]) {
  const job = await createJob(context);
  await job.write(...lines);
  const say = (...words: string[]) => runMain(words, job);
  const adopt = async (...words: string[]) => {
    const finished = await say('adopt', '--json', ...words);
    const { adoptions } = answerOf<Told>(finished);
    const outcomes = adoptions.map(({ partition, outcome }) => `${partition} ${outcome}`);
    return { code: finished.code, adoptions, outcomes, stderr: finished.stderr };
  };
  return { job, say, adopt };
}

/** A Parquet file of DuckDB's, with the columns that the pipeline makes. */
async function writeForeign(path: string, month: string, select?: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const rows = `(VALUES (1::BIGINT, 'first'), (2, NULL)) t(id, note)`;
  const columns = select ?? `id, note, DATE '${month}-01' AS partition_date`;
  await writeFile(path, await duckdbParquet(`SELECT ${columns} FROM ${rows}`));
}

const all = (outcome: string) => MONTHS.map((month) => `${month} ${outcome}`);

test('a lake that lost its ledger is taken over as it is, nothing is fetched or loaded, and the next plan has nothing to do', async (context) => {
  const { job, say, adopt } = await setUp(context, WAREHOUSE);
  assert.equal((await say('run')).code, 0);
  await rm(join(job.folder, 'lake/_lakeferry'), { recursive: true });
  await job.meddle('DELETE FROM _lakeferry_receipts');
  job.publisher.taken();
  const before = [...(await job.lake())];
  const dry = await adopt('--dry-run');
  assert.deepEqual([dry.code, dry.outcomes], [0, all('adoptable')]);
  assert.deepEqual([...(await job.lake())], before);
  const rows = await job.ask('SELECT rowid, * FROM trips ORDER BY ALL');
  const taken = await adopt();
  assert.deepEqual([taken.code, taken.outcomes], [0, all('adopted')], taken.stderr);
  const lake = await job.lake();
  for (const [name, facts] of before) assert.equal(lake.get(name), facts, `${name} is untouched`);
  assert.deepEqual(await job.ask('SELECT rowid, * FROM trips ORDER BY ALL'), rows);
  // The source was asked what it is, and gave no file.
  assert.ok(job.publisher.taken().length >= 3);
  const [publishedEntry, loadedEntry] = await job.log('2021-01');
  assert.deepEqual([publishedEntry?.kind, loadedEntry?.kind], ['published', 'loaded']);
  assert.ok(publishedEntry?.kind === 'published');
  assert.match(publishedEntry.publication.adopted?.from ?? '', /trips\/year=2021\/month=01\/part-0\.parquet$/);
  assert.match((await say('plan')).stdout, /nothing to do, 3 partitions are done/);
  assert.equal((await say('verify', '--deep')).code, 0);
  const after = await job.lake();
  const again = await adopt();
  assert.deepEqual([again.code, again.outcomes], [0, all('known')]);
  assert.deepEqual(await job.lake(), after);
  job.publisher.files.set('/2021-02.csv', 'id,note\n7,corrected\n');
  assert.deepEqual((await say('run')).code, 0);
  assert.deepEqual(await job.ask("SELECT id FROM trips WHERE partition_date = DATE '2021-02-01'"), [['7']]);
});

test("somebody else's files: one gets its stable name, and the next run loads it without its source", async (context) => {
  const { job, say, adopt } = await setUp(context, WAREHOUSE);
  const foreign = join(dirname(job.object('2021-01')), 'data_0.snappy.parquet');
  await writeForeign(foreign, '2021-01');
  const taken = await adopt();
  assert.deepEqual(
    [taken.code, taken.outcomes],
    [0, ['2021-01 adopted', '2021-02 none', '2021-03 none']],
    taken.stderr,
  );
  assert.ok((await job.lake()).has('trips/year=2021/month=01/part-0.parquet'));
  assert.ok(!(await job.lake()).has('trips/year=2021/month=01/data_0.snappy.parquet'));
  assert.equal(taken.adoptions[0]?.rows, 2);
  assert.equal((await say('run', '--partitions', '2021-01')).code, 0);
  assert.deepEqual(await job.ask('SELECT id, note FROM trips ORDER BY id'), [
    ['1', 'first'],
    ['2', 'null'],
  ]);
  assert.equal((await say('verify', '--deep')).code, 0);
});

test('--from a template: files of another folder are copied to where they belong, and stay', async (context) => {
  const { job, adopt } = await setUp(context);
  await writeForeign(join(job.folder, 'old/2021/02.parquet'), '2021-02');
  const taken = await adopt('--from', 'old/{YYYY}/{MM}.parquet', '--partitions', '2021-01..2021-02');
  assert.deepEqual([taken.code, taken.outcomes], [0, ['2021-01 none', '2021-02 adopted']], taken.stderr);
  assert.ok((await job.lake()).has('trips/year=2021/month=02/part-0.parquet'));
  assert.ok((await stat(join(job.folder, 'old/2021/02.parquet'))).size > 0);
});

test('what does not fit is refused with each difference, and changes nothing; the others are taken', async (context) => {
  const { job, say, adopt } = await setUp(context);
  await writeForeign(
    job.object('2021-01'),
    '2021-01',
    "id::INTEGER AS id, 1.5 AS tip, DATE '2021-01-01' AS partition_date",
  );
  await writeForeign(job.object('2021-02'), '2021-02', 'nullif(id, 2) AS id, note');
  await writeForeign(job.object('2021-03'), '2021-03', "id, note, DATE '2021-04-01' AS partition_date");
  const before = await job.lake();
  const { code, outcomes, adoptions } = await adopt();
  assert.deepEqual([code, outcomes], [3, all('refused')]);
  assert.deepEqual(
    adoptions.map(({ differences }) => differences),
    [
      [
        'id: int32 in the file, int64 in the pipeline',
        'tip: numeric(2,1) in the file, not in the pipeline',
        'note: not in the file',
      ],
      [
        'id: 1 nulls in the file, required in the pipeline',
        'partition_date: not in the file; name it as "source.url" instead, and a run makes a file that has it',
      ],
      ['partition_date: 2021-04-01 in the file, 2021-03-01 by its place'],
    ],
  );
  assert.deepEqual(await job.lake(), before);
  await copyFile(job.object('2021-01'), join(dirname(job.object('2021-01')), 'part-1.parquet'));
  await writeForeign(job.object('2021-02'), '2021-02');
  const mixed = await adopt();
  assert.deepEqual([mixed.code, mixed.outcomes], [3, ['2021-01 refused', '2021-02 adopted', '2021-03 refused']]);
  assert.deepEqual(mixed.adoptions[0]?.differences, [
    'trips/year=2021/month=01/part-0.parquet',
    'trips/year=2021/month=01/part-1.parquet',
  ]);
  const { stdout } = await say('adopt');
  assert.match(stdout, /2 refused, 1 known/);
  assert.match(stdout, /2021-03:\n +partition_date: 2021-04-01 in the file/);
});

test('rows in the table: the same number is kept with a receipt, another one is refused', async (context) => {
  const { job, adopt, say } = await setUp(context, WAREHOUSE);
  await writeForeign(job.object('2021-01'), '2021-01');
  await writeForeign(job.object('2021-02'), '2021-02');
  await job.meddle(`CREATE TABLE trips (id BIGINT NOT NULL, note VARCHAR, partition_date DATE NOT NULL);
    INSERT INTO trips VALUES (1, 'mine', '2021-01-01'), (2, 'mine', '2021-01-01'), (1, 'mine', '2021-02-01')`);
  const { code, outcomes, adoptions } = await adopt();
  assert.deepEqual([code, outcomes], [3, ['2021-01 adopted', '2021-02 refused', '2021-03 none']]);
  assert.match(adoptions[1]?.differences[0] ?? '', /1 rows in the table .*, 2 in the file/);
  const plan = await say('plan', '--partitions', '2021-01');
  assert.match(plan.stdout, /nothing to do/);
  // A run would take it for missing, and replace a row that is not its own.
  assert.equal((await say('run')).code, 0);
  assert.deepEqual(await job.ask("SELECT note FROM trips WHERE partition_date = '2021-02-01'"), [['mine']]);
  assert.deepEqual(
    (await job.log('2021-02')).map(({ kind }) => kind),
    ['held'],
  );
  await job.meddle("INSERT INTO trips VALUES (2, 'mine', '2021-02-01')");
  assert.deepEqual((await adopt('--partitions', '2021-02')).outcomes, ['2021-02 adopted']);
  assert.deepEqual(
    (await job.log('2021-02')).map(({ kind }) => kind),
    ['held', 'published', 'loaded', 'released'],
  );
  assert.deepEqual(await job.ask("SELECT note FROM trips WHERE partition_date = '2021-01-01'"), [['mine'], ['mine']]);
});

test('a table that does not fit, and a publication that has no receipt yet', async (context) => {
  const { job, adopt, say } = await setUp(context, WAREHOUSE);
  await writeForeign(job.object('2021-01'), '2021-01');
  await job.meddle(
    "CREATE TABLE trips (id VARCHAR, note VARCHAR, partition_date DATE); INSERT INTO trips VALUES ('1', 'a', '2021-01-01')",
  );
  const misfit = await adopt('--partitions', '2021-01');
  assert.deepEqual(misfit.adoptions[0]?.differences, ['id: VARCHAR in the table, BIGINT in the new rows']);
  await job.meddle('DROP TABLE trips');
  assert.equal((await say('run')).code, 0);
  await job.meddle('DELETE FROM _lakeferry_receipts');
  const rows = await job.ask('SELECT rowid, * FROM trips ORDER BY ALL');
  const taken = await adopt();
  assert.deepEqual([taken.code, taken.outcomes], [0, all('adopted')]);
  assert.deepEqual(await job.ask('SELECT rowid, * FROM trips ORDER BY ALL'), rows);
  assert.match((await say('plan')).stdout, /nothing to do, 3 partitions are done/);
});

test('--from source: rows that are in the table alone are kept, and the lake gets the file that belongs to them', async (context) => {
  const { job, adopt, say } = await setUp(context, WAREHOUSE);
  await job.meddle(`CREATE TABLE trips (id BIGINT NOT NULL, note VARCHAR, partition_date DATE NOT NULL);
    INSERT INTO trips SELECT i, 'mine', DATE '2021-01-01' FROM range(3) t(i);
    INSERT INTO trips SELECT i, 'mine', DATE '2021-02-01' FROM range(5) t(i)`);
  const first = await say('adopt');
  assert.equal(first.code, 0);
  assert.match(first.stdout, /Rows in the table without a file: 2021-01, 2021-02\./);
  assert.match(first.stdout, /lakeferry adopt --from source --partitions 2021-01,2021-02\n/);
  assert.deepEqual(await job.lake(), new Map());
  const { code, outcomes, adoptions } = await adopt('--from', 'source');
  assert.deepEqual([code, outcomes], [3, ['2021-01 adopted', '2021-02 refused', '2021-03 none']]);
  assert.match(adoptions[1]?.differences[0] ?? '', /5 rows in the table .*, 3 in the file/);
  assert.deepEqual(await job.ask("SELECT DISTINCT note FROM trips WHERE partition_date = '2021-01-01'"), [['mine']]);
  assert.match((await say('plan', '--partitions', '2021-01')).stdout, /nothing to do/);
  assert.deepEqual(
    (await job.log('2021-02')).map(({ kind }) => kind),
    ['held'],
  );
});

test('a partition that is held is left alone, and one whose publication was cut short is refused', async (context) => {
  const { job, adopt, say } = await setUp(context);
  assert.equal((await say('run')).code, 0);
  assert.equal((await say('drop', '2021-01', '--why', 'not ours')).code, 0);
  await writeForeign(job.object('2021-01'), '2021-01');
  const { outcomes, adoptions } = await adopt('--partitions', '2021-01');
  assert.deepEqual([outcomes, /held by/.test(adoptions[0]?.what ?? '')], [['2021-01 known'], true]);
  const last = (await job.log('2021-02')).at(-1);
  assert.ok(last !== undefined);
  const { format, dataset, partition, at, run, number } = last;
  const open = {
    format,
    dataset,
    partition,
    number: number + 1,
    at,
    run,
    kind: 'publishing',
    sha256: '0'.repeat(64),
    base: 'absent',
  };
  const name = `${String(open.number).padStart(6, '0')}.json`;
  await writeFile(join(job.folder, 'lake/_lakeferry/trips/log/2021-02', name), JSON.stringify(open));
  const cut = await adopt('--partitions', '2021-02');
  assert.deepEqual([cut.code, cut.outcomes], [3, ['2021-02 refused']]);
  assert.match(cut.adoptions[0]?.differences[0] ?? '', /lakeferry run --partitions 2021-02 finishes it/);
});

test('in a bucket and BigQuery, after a yes: the ledger alone is written', async (context) => {
  const job = await createJob(context);
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  await job.write('lake: gs://my-lake', `warehouse: "bigquery://${PROJECT}/taxi"`, 'bigquery: { location: EU }');
  const say = (...words: string[]) => runMain(words, job, cloud.env);
  assert.equal((await say('run', '--yes')).code, 0);
  const bucket = cloud.storage.state.buckets.get('my-lake');
  for (const name of cloud.storage.names('my-lake')) if (name.startsWith('_lakeferry/')) bucket?.delete(name);
  const refused = await say('adopt');
  assert.deepEqual([refused.code, cloud.storage.names('my-lake').length], [2, 3]);
  assert.match(refused.stdout + refused.stderr, /this writes 3 partitions to gs:\/\/my-lake and bigquery:.*say --yes/);
  const loads = () => cloud.bigquery.jobs().filter((each) => 'load' in (each['configuration'] as object)).length;
  const before = loads();
  const taken = await say('adopt', '--yes', '--json');
  assert.equal(taken.code, 0, taken.stderr);
  assert.deepEqual(
    answerOf<Told>(taken).adoptions.map(({ outcome }) => outcome),
    ['adopted', 'adopted', 'adopted'],
  );
  assert.equal(loads(), before);
  assert.match((await say('plan')).stdout, /nothing to do, 3 partitions are done/);
  bucket?.clear();
  cloud.storage.put('my-lake', 'old/2021-01.parquet', 'PAR1 and no more of it');
  const damaged = await say('adopt', '--yes', '--from', 'gs://my-lake/old/{YYYY}-{MM}.parquet');
  assert.equal(damaged.code, 3);
});

await withPostgres((server) => {
  test('PostgreSQL takes receipts for rows that are there, and no file that is not of lakeferry', async (context) => {
    const job: Job = await createJob(context);
    const place = await newPlace(context, server);
    await job.write(['warehouse: "$', '{TRIPS_URL}"'].join(''));
    const env = { TRIPS_URL: place.url };
    const say = (...words: string[]) => runMain(words, job, env);
    assert.equal((await say('run')).code, 0);
    await rm(join(job.folder, 'lake/_lakeferry'), { recursive: true });
    await place.query('DROP TABLE _lakeferry_receipts');
    const taken = await say('adopt', '--json', '--partitions', '2021-01..2021-02');
    assert.equal(taken.code, 0, taken.stderr);
    const receipts = await place.query('SELECT "partition" AS month, rows FROM _lakeferry_receipts ORDER BY 1');
    assert.deepEqual(
      receipts,
      MONTHS.slice(0, 2).map((month) => ({ month, rows: '3' })),
    );
    await writeForeign(job.object('2021-03'), '2021-03', "id, note, DATE '2021-03-01' AS partition_date");
    const foreign = await say('adopt', '--json', '--partitions', '2021-03');
    assert.match(answerOf<Told>(foreign).adoptions[0]?.differences[0] ?? '', /takes no other files/);
    assert.equal(foreign.code, 3);
  });
});
