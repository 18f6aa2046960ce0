import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { MONTHS, monthText, openStage, type Stage, TOKEN } from './etl-stage.ts';
import * as questions from './questions.ts';
import { jobOf, legsOf, linesOf, stepOf, summariesOf } from './questions.ts';
import type { Run } from './run.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const ALL_GREEN = ['attest skipped', 'plan success', 'report success', 'run success', 'run success', 'run success'];
const paths = (status: number) => MONTHS.map((month) => `/yellow-${month}.csv ${status}`);

/** Without the caller's own job, which act lists and never ends. */
function resultsOf(run: Run): string[] {
  return questions.resultsOf(run).filter((result) => !result.startsWith('etl '));
}

/** Lines of all legs that say what the cache did: `2021-01 fetch: …`. */
function notes(run: Run, pattern: RegExp): string[] {
  return legsOf(run, 'run')
    .flatMap((leg) => linesOf(leg).map((line) => line.trim()))
    .filter((line) => pattern.test(line));
}

function assertNoSecret(run: Run): void {
  for (const job of run.jobs) {
    for (const text of [...linesOf(job), ...summariesOf(job)]) assert.ok(!text.includes(TOKEN), text);
  }
}

describe('etl.yml, called by another repository at a SHA, under act', () => {
  test('(a) a schedule event: plan, three months in three legs, report; lake and table are right', async () => {
    const run = await stage.run('taxi.yml', { event: 'schedule' });
    assert.equal(run.exitCode, 0);
    assert.deepEqual(resultsOf(run), ALL_GREEN);
    assert.deepEqual(
      legsOf(run, 'run')
        .map(({ matrix }) => matrix['name'])
        .sort(),
      MONTHS,
    );
    assert.equal(stepOf(jobOf(run, 'plan'), 'plan').outputs['first-run'], 'true');
    const report = stepOf(jobOf(run, 'report'), 'report');
    assert.equal(report.outputs['done'], '3');
    assert.equal(report.outputs['failed-partitions'], '');
    assert.equal(report.outputs['state'], 'done');
    assert.deepEqual(
      stage.taken().filter((line) => line.endsWith(' 200')),
      paths(200),
    );
    assert.deepEqual(
      await stage.ask('select partition_date::varchar, count(*)::int from yellow_trips group by all order by 1'),
      [
        ['2021-01-01', 3],
        ['2021-02-01', 3],
        ['2021-03-01', 3],
      ],
    );
    const [summary = ''] = summariesOf(jobOf(run, 'report'));
    assert.match(summary, /^# <code>yellow&#95;trips<\/code>: 3 done/);
    assertNoSecret(run);
  });

  test('(b) again: nothing is left to do, the report says that all is done, and the publisher sends no body', async () => {
    const run = await stage.run('taxi.yml', { event: 'schedule' });
    assert.equal(run.exitCode, 0);
    assert.deepEqual(resultsOf(run), ['attest skipped', 'plan success', 'report success', 'run skipped']);
    assert.equal(stepOf(jobOf(run, 'plan'), 'plan').outputs['count'], '0');
    assert.equal(stepOf(jobOf(run, 'report'), 'report').outputs['state'], 'done');
    assert.match(summariesOf(jobOf(run, 'plan'))[0] ?? '', /nothing to do, 3 of 3 partitions are done/);
    assert.deepEqual(stage.taken(), paths(304));
  });

  test('(c) dispatch of three months with force and refresh-cache: three full bodies', async () => {
    const inputs = { months: '2021-01..2021-03', force: 'true', refresh: 'true' };
    const run = await stage.run('taxi.yml', { inputs });
    assert.deepEqual(resultsOf(run), ALL_GREEN);
    assert.deepEqual(
      stage.taken().filter((line) => line.endsWith(' 200')),
      paths(200),
    );
  });

  test('(e) force alone, with nothing on the disk of the runner: the Actions cache hits', async () => {
    const run = await stage.run('taxi.yml', { inputs: { months: '2021-01..2021-03', force: 'true' } });
    assert.deepEqual(resultsOf(run), ALL_GREEN);
    assert.equal(stage.taken().filter((line) => line.endsWith(' 200')).length, 0);
    assert.equal(notes(run, /^fetch: cache hit/).length, 3);
    assert.equal(notes(run, /^clean, write-parquet: cache hit/).length, 3);
  });

  test('(e) one byte of the source: fetch names its revision, what follows names upstream', async () => {
    stage.files.set('/yellow-2021-02.csv', `${monthText('yellow', '2021-02')}4,new\n`);
    const run = await stage.run('taxi.yml', { event: 'schedule' });
    assert.deepEqual(resultsOf(run), ['attest skipped', 'plan success', 'report success', 'run success']);
    assert.match(notes(run, /^fetch:/)[0] ?? '', /etag "[0-9a-f]{12}" → "[0-9a-f]{12}"/);
    assert.match(notes(run, /^clean, write-parquet:/)[0] ?? '', /made \(.*upstream/);
  });

  test('(e) one rule: fetch hits, cleaning names its columns', async () => {
    const text = await readFile(join(stage.toolkit, '..', 'repository-1', 'pipeline.yml'), 'utf8');
    await stage.commit({
      'pipeline.yml': text.replace('note: { type: string }', 'note: { type: string, fill: none }'),
    });
    const run = await stage.run('taxi.yml', { inputs: { months: '2021-01', force: 'true' } });
    assert.match(notes(run, /^fetch:/)[0] ?? '', /cache hit/);
    assert.match(notes(run, /^clean, write-parquet:/)[0] ?? '', /made \(.*columns [0-9a-f]+ → [0-9a-f]+/);
    await stage.commit();
    await stage.run('taxi.yml', { inputs: { months: 'stale' } });
  });

  test('(e) one parameter is another dataset, and takes nothing over, although bytes and ETag are the same', async () => {
    stage.taken();
    stage.files.set('/green-2021-01.csv', stage.files.get('/yellow-2021-01.csv') ?? '');
    const run = await stage.run('taxi.yml', { inputs: { months: '2021-01', set: 'color=green' } });
    assert.deepEqual(resultsOf(run), ['attest skipped', 'plan success', 'report success', 'run success']);
    assert.equal(stepOf(jobOf(run, 'plan'), 'plan').outputs['dataset'], 'green_trips');
    assert.match(notes(run, /^fetch:/)[0] ?? '', /downloaded \(nothing is cached for this key\)/);
    assert.deepEqual(stage.taken(), ['/green-2021-01.csv 200']);
  });

  test('(e) another URL of the same dataset: fetch names it', async () => {
    stage.files.set('/blue-2021-01.csv', stage.files.get('/yellow-2021-01.csv') ?? '');
    const text = await readFile(join(stage.toolkit, '..', 'repository-1', 'pipeline.yml'), 'utf8');
    await stage.commit({ 'pipeline.yml': text.replace('/{color}-', '/blue-') });
    const run = await stage.run('taxi.yml', { inputs: { months: '2021-01', force: 'true' } });
    assert.deepEqual(resultsOf(run), ['attest skipped', 'plan success', 'report success', 'run success']);
    assert.match(notes(run, /^fetch:/)[0] ?? '', /downloaded \(.*url \S+ → \S+/);
    assert.deepEqual(
      stage.taken().filter((line) => line.endsWith(' 200')),
      ['/blue-2021-01.csv 200'],
    );
    await stage.commit();
  });

  test('(e) one task of a later version, in another build of dist: cleaning names it, fetch hits', async () => {
    const dist = join(stage.toolkit, 'dist');
    let built = 0;
    for (const name of await readdir(dist)) {
      const text = await readFile(join(dist, name), 'utf8');
      const later = text.replace(/(TASK_VERSIONS = \{ fetch: 1, clean: )\d+/, '$199');
      if (later === text) continue;
      await writeFile(join(dist, name), later);
      built++;
    }
    assert.equal(built, 1);
    const run = await stage.run('taxi.yml', { inputs: { months: '2021-03', force: 'true' } });
    assert.deepEqual(resultsOf(run), ['attest skipped', 'plan success', 'report success', 'run success']);
    assert.match(notes(run, /^fetch:/)[0] ?? '', /cache hit/);
    assert.match(notes(run, /^clean, write-parquet:/)[0] ?? '', /made \(.*versions clean \d, \S+ \d → clean 99,/);
  });

  test('(d) one month fails at its server: it alone is failed, the run is red, and `failed` heals it', async () => {
    stage.taken();
    stage.trouble.set('/yellow-2021-03.csv', (_, response) => response.writeHead(500).end());
    const inputs = { months: '2021-01..2021-03', force: 'true', refresh: 'true' };
    const run = await stage.run('taxi.yml', { inputs });
    assert.equal(run.exitCode, 1);
    const byName = legsOf(run, 'run').map(({ matrix, result }) => `${matrix['name']} ${result}`);
    assert.deepEqual(byName.sort(), ['2021-01 success', '2021-02 success', '2021-03 failure']);
    const report = jobOf(run, 'report');
    assert.equal(report.result, 'failure');
    assert.equal(stepOf(report, 'report').outputs['failed-partitions'], '2021-03');
    assert.match(summariesOf(report)[0] ?? '', /partitions: failed/);
    assert.equal((await stage.log('2021-03')).at(-1)?.['kind'], 'failed');
    stage.trouble.clear();
    const healed = await stage.run('taxi.yml', { inputs: { months: 'failed' } });
    assert.equal(healed.exitCode, 0);
    assert.deepEqual(
      legsOf(healed, 'run').map(({ matrix }) => matrix['name']),
      ['2021-03'],
    );
    assert.equal(stepOf(jobOf(healed, 'report'), 'report').outputs['state'], 'done');
  });

  test('(g) a leg that is killed with -9 is failed (crash), and the next run heals it', async () => {
    let killed = false;
    stage.trouble.set('/yellow-2021-02.csv', (_, response) => {
      // Only this leg is at work; its process is told by the folder that act runs it from.
      killed ||= spawnSync('pkill', ['-9', '-f', `${join(stage.toolkit, '..')}/.*dist/run.mjs`]).status === 0;
      response.destroy();
    });
    const inputs = { months: '2021-02', force: 'true', refresh: 'true' };
    const run = await stage.run('taxi.yml', { inputs });
    assert.equal(killed, true);
    assert.equal(run.exitCode, 1);
    assert.deepEqual(resultsOf(run), ['attest skipped', 'plan success', 'report failure', 'run failure']);
    const report = stepOf(jobOf(run, 'report'), 'report');
    assert.equal(report.outputs['failed-partitions'], '2021-02');
    assert.match(summariesOf(jobOf(run, 'report'))[0] ?? '', /\*\*failed\*\* \(crash\)/);
    assert.equal((await stage.log('2021-02')).at(-1)?.['reason'], 'crash');
    stage.trouble.clear();
    const healed = await stage.run('taxi.yml', { inputs: { months: 'failed' } });
    assert.deepEqual(resultsOf(healed), ['attest skipped', 'plan success', 'report success', 'run success']);
    assert.equal(stepOf(jobOf(healed, 'report'), 'report').outputs['state'], 'done');
  });

  test('a dry run says what would run, fetches nothing, and misses nothing', async () => {
    stage.taken();
    const run = await stage.run('taxi.yml', { inputs: { months: 'all', force: 'true', dry: 'true' } });
    assert.deepEqual([...new Set(resultsOf(run))], ['attest skipped', 'plan success', 'report success', 'run skipped']);
    assert.equal(stepOf(jobOf(run, 'plan'), 'plan').outputs['count'], '3');
    assert.equal(stage.taken().filter((line) => line.endsWith(' 200')).length, 0);
  });

  test('a leg that stops at its time budget is no failure, and the report says so', async () => {
    const inputs = { months: '2021-01..2021-03', force: 'true', jobs: '1', budget: '1ms' };
    const run = await stage.run('taxi.yml', { inputs });
    assert.deepEqual(resultsOf(run), ['attest skipped', 'plan success', 'report success', 'run success']);
    const report = stepOf(jobOf(run, 'report'), 'report');
    assert.equal(report.outputs['failed'], '0');
  });
});

describe('etl-steps.yml, the tasks as steps of their own', () => {
  test('(f) the same Parquet to the byte, and entries that are equal but for the facts of the run', async () => {
    const root = join(stage.toolkit, '..');
    const places = { lake: join(root, 'lake-steps'), warehouse: `duckdb:${join(root, 'steps.duckdb')}` };
    const steps = await stage.run('steps.yml', { inputs: { months: '2021-01..2021-03', jobs: '2', ...places } });
    assert.deepEqual(resultsOf(steps), [
      'attest skipped',
      'plan success',
      'report success',
      'tasks success',
      'tasks success',
    ]);
    const other = { lake: join(root, 'lake-run'), warehouse: `duckdb:${join(root, 'run.duckdb')}` };
    const run = await stage.run('taxi.yml', { inputs: { months: '2021-01..2021-03', jobs: '2', ...other } });
    assert.equal(run.exitCode, 0);
    assert.deepEqual(await stage.shas(places.lake), await stage.shas(other.lake));
    for (const month of MONTHS) {
      assert.deepEqual(
        (await stage.log(month, places.lake)).map(plain),
        (await stage.log(month, other.lake)).map(plain),
      );
    }
    const sql = 'select * from yellow_trips order by all';
    assert.deepEqual(await stage.ask(sql, join(root, 'steps.duckdb')), await stage.ask(sql, join(root, 'run.duckdb')));
    assertNoSecret(steps);
  });
});

/** An entry without what only says who wrote it, when, where, and how fast. */
function plain(entry: Record<string, unknown>): unknown {
  const { at: _, run: __, warehouse: ___, warehouseUrl: ____, milliseconds: _____, ...rest } = entry;
  return JSON.parse(JSON.stringify(rest).replace(/"generation":"[^"]*"/g, '"generation":""'));
}

test('nothing that a run leaves holds the secret', async () => {
  for (const entry of await readdir(stage.lake, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'latin1');
    assert.ok(!text.includes(TOKEN), entry.name);
  }
});
