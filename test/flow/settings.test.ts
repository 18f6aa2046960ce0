import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createJob, monthText, WAREHOUSE } from '../job/job.ts';
import { createSleepyClock, flow, outcomesOf } from './bench.ts';

const ONE_MONTH = 'partitions: { by: month, start: 2021-01, end: 2021-01 }';
const january = { selection: { kind: 'list' as const, partitions: ['2021-01'] } };

test('contract.new_columns: evolve takes a new column into the table, from the month on that brings it', async (context) => {
  const job = await createJob(context);
  const evolve = 'contract: { new_columns: evolve }';
  await job.write(WAREHOUSE, evolve);
  job.publisher.files.set('/2021-02.csv', 'id,note,airport fee\n1,a,1.25\n');
  job.publisher.files.set('/2021-03.csv', 'airport fee,id,note\n,1,b\n2.50,2,c\n');
  const run = await flow(job);
  assert.deepEqual(outcomesOf(run), ['2021-01 done', '2021-02 done', '2021-03 done']);
  assert.deepEqual(
    await job.ask('SELECT airport_fee, partition_date, count(*) FROM trips GROUP BY ALL ORDER BY 2, 1'),
    [
      ['null', '2021-01-01', '3'],
      ['1.25', '2021-02-01', '1'],
      ['2.50', '2021-03-01', '1'],
      ['null', '2021-03-01', '1'],
    ],
  );
  assert.deepEqual((await run.context.ledger.dataset())?.evolved, [
    { name: 'airport_fee', from: 'airport fee', type: 'string' },
  ]);
  assert.deepEqual(
    [...run.said.filter((line) => line.includes('new column'))].length,
    1,
    'March knows the column that February brought',
  );

  await job.write(WAREHOUSE, 'contract: { new_columns: freeze }');
  job.publisher.files.set('/2021-03.csv', 'id,note,airport fee,tip\n1,b,2,3\n');
  assert.deepEqual(outcomesOf(await flow(job)), ['2021-03 SCHEMA_NEW_COLUMN in clean']);
  await job.write(WAREHOUSE, 'contract: { new_columns: discard }');
  assert.deepEqual(outcomesOf(await flow(job)), ['2021-03 done']);
  assert.deepEqual(await job.ask("SELECT * EXCLUDE partition_date FROM trips WHERE partition_date = '2021-03-01'"), [
    ['1', 'b', '2'],
  ]);
});

test('write: replace-partition takes the new version, append-once refuses it and leaves the table as it is', async (context) => {
  const job = await createJob(context, ['2021-01']);
  const notes = () => job.ask('SELECT note FROM trips WHERE id = 2');
  await job.write(ONE_MONTH, WAREHOUSE, 'write: replace-partition');
  await flow(job);
  job.publisher.files.set('/2021-01.csv', monthText('2021-01', ', corrected').replace(', ', ' '));
  assert.deepEqual(outcomesOf(await flow(job)), ['2021-01 done']);
  assert.deepEqual(await notes(), [['second corrected']]);

  await job.write(ONE_MONTH, WAREHOUSE, 'write: append-once');
  assert.deepEqual(outcomesOf(await flow(job)), [], 'what is there already is not appended again');
  job.publisher.files.set('/2021-01.csv', monthText('2021-01', ' again'));
  const refused = await flow(job);
  assert.deepEqual(outcomesOf(refused), ['2021-01 WAREHOUSE_APPENDED in load']);
  assert.equal(refused.results.get('2021-01')?.failure?.exitCode, 3);
  assert.deepEqual(await notes(), [['second corrected']]);
  assert.deepEqual(await job.ask('SELECT count(*) FROM trips'), [['3']]);
});

test('after_load runs once for each load, and the ledger names it', async (context) => {
  const job = await createJob(context, ['2021-01', '2021-02']);
  await writeFile(
    join(job.folder, 'loads.sql'),
    'CREATE TABLE IF NOT EXISTS loads (rows BIGINT); INSERT INTO loads SELECT count(*) FROM trips;',
  );
  const both = 'partitions: { by: month, start: 2021-01, end: 2021-02 }';
  await job.write(both, WAREHOUSE, 'after_load: loads.sql');
  await flow(job);
  await flow(job);
  assert.deepEqual(await job.ask('SELECT rows FROM loads ORDER BY rows'), [['3'], ['6']]);
  const loaded = (await job.log('2021-01')).at(-1);
  assert.ok(loaded?.kind === 'loaded');
  assert.equal(loaded.afterLoad, 'loads.sql');

  await writeFile(join(job.folder, 'loads.sql'), "SELECT error('too few rows')");
  job.publisher.files.set('/2021-02.csv', monthText('2021-02', ' changed'));
  const refused = await flow(job);
  assert.deepEqual(outcomesOf(refused), ['2021-02 WAREHOUSE_AFTER_LOAD in load']);
  assert.deepEqual(await job.ask("SELECT note FROM trips WHERE id = 2 AND partition_date = '2021-02-01'"), [
    ['second'],
  ]);
});

for (const kept of [0, 2]) {
  test(`history: ${kept} superseded versions stay in the lake`, async (context) => {
    const job = await createJob(context, ['2021-01']);
    await job.write(ONE_MONTH, `history: ${kept}`);
    for (const version of ['', ' b', ' c', ' d']) {
      job.publisher.files.set('/2021-01.csv', monthText('2021-01', version));
      assert.deepEqual(outcomesOf(await flow(job)), ['2021-01 done']);
    }
    const names = await readdir(join(job.folder, 'lake/_lakeferry/trips/history/2021-01')).catch(() => []);
    assert.equal(names.length, kept);
  });
}

test('cache_max: what is larger is not kept', async (context) => {
  const job = await createJob(context, ['2021-01']);
  const notes = async () =>
    (await flow(job, { plan: { ...january, force: true } })).results.get('2021-01')?.notes ?? [];
  await job.write(ONE_MONTH, 'cache_max: 100B');
  await notes();
  const [fetched, converted] = await notes();
  assert.match(fetched ?? '', /cache hit/, 'the raw file has 43 bytes');
  assert.match(converted ?? '', /made \(nothing is cached for this key\)/, 'the Parquet file has more');
  await job.write(ONE_MONTH, 'cache_max: 10B');
  job.publisher.files.set('/2021-01.csv', monthText('2021-01', ' changed'));
  await notes();
  assert.match((await notes())[0] ?? '', /downloaded/);
});

test('tasks.fetch.cache_expiration and tasks.write-parquet.cache_expiration: older results are made again', async (context) => {
  const job = await createJob(context, ['2021-01']);
  const hour = 3_600_000;
  for (const [task, at] of [
    ['fetch', 0],
    ['write-parquet', 1],
  ] as const) {
    await job.write(ONE_MONTH, `tasks: { ${task}: { cache_expiration: 2h } }`);
    const clock = createSleepyClock();
    const notes = async (refreshCache = false) => {
      const run = await flow(job, { clock, plan: { ...january, force: true }, refreshCache });
      return run.results.get('2021-01')?.notes ?? [];
    };
    await notes(true);
    clock.pass(2 * hour - 1);
    assert.match((await notes())[at] ?? '', /cache hit/, task);
    clock.pass(1);
    const expired = await notes();
    assert.match(expired[at] ?? '', /\(cached 2024-06-01T00:00:00\.000Z, which is past cache_expiration\)$/, task);
    assert.match(expired[1 - at] ?? '', /cache hit/, `${task} alone expires`);
    assert.match((await notes())[at] ?? '', /cache hit/, `${task} is kept again`);
  }
});

test('contract.max_rejected is asked of cached results too', async (context) => {
  const job = await createJob(context, ['2021-01']);
  job.publisher.files.set('/2021-01.csv', 'id,note\n1,a\nx,b\n');
  await job.write(ONE_MONTH, 'contract: { max_rejected: 50% }');
  assert.deepEqual(outcomesOf(await flow(job)), ['2021-01 done']);
  await job.write(ONE_MONTH, 'contract: { max_rejected: 49% }');
  const strict = await flow(job, { plan: { ...january, force: true } });
  assert.deepEqual(outcomesOf(strict), ['2021-01 TOO_MANY_REJECTED in clean']);
  assert.ok(
    strict.said.some((line) => /the rejected rows are in .*quarantine\/2021-01\/[0-9a-f]{64}\.parquet/.test(line)),
  );
});

test('a time budget begins no further partition when it is used up', async (context) => {
  const job = await createJob(context);
  const clock = createSleepyClock();
  const run = await flow(job, { clock, timeBudget: 60_000, onResult: () => clock.pass(30_000) });
  assert.deepEqual(outcomesOf(run), ['2021-01 done', '2021-02 done']);
  assert.equal(run.left, 1);
  assert.deepEqual(outcomesOf(await flow(job, { clock })), ['2021-03 done']);
});

test('partitions by none, year and day go the same way', async (context) => {
  const job = await createJob(context, []);
  for (const [name, partitions, url, object] of [
    ['whole', '{ by: none }', 'all.csv', 'part-0.parquet'],
    ['years', '{ by: year, start: 2020, end: 2020 }', '{YYYY}.csv', 'year=2020/part-0.parquet'],
    [
      'days',
      '{ by: day, start: 2021-02-28, end: 2021-03-01 }',
      '{YY}{MM}{DD}.csv',
      'year=2021/month=02/day=28/part-0.parquet',
    ],
  ] as const) {
    for (const path of ['/all.csv', '/2020.csv', '/210228.csv', '/210301.csv'])
      job.publisher.files.set(path, monthText(path));
    await job.write(
      `name: ${name}`,
      `partitions: ${partitions}`,
      `source: { url: "${job.publisher.origin}/${url}" }`,
      WAREHOUSE,
    );
    const run = await flow(job);
    assert.ok(
      outcomesOf(run).every((line) => line.endsWith(' done')),
      outcomesOf(run).join(),
    );
    assert.ok((await job.lake()).has(`${name}/${object}`), name);
    assert.deepEqual(outcomesOf(await flow(job)), []);
    assert.deepEqual(await job.ask(`SELECT count(*) FROM ${name}`), [[name === 'days' ? '6' : '3']]);
  }
});
