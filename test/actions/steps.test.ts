import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tableFromIPC, tableToIPC } from 'apache-arrow';
import { startResultsServer } from '../servers/results/server.ts';
import { query } from '../warehouse/fixture.ts';
import { type ActionBench, openActions } from './bench.ts';

const MONTHS = ['2021-01', '2021-02', '2021-03'];
const PIPELINE = `name: trips
description: Trips of a test
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-03 }
contract: { max_rejected: 50% }
columns:
  id: { type: int64, required: true }
  note: { type: string }
`;

interface StepEntry {
  arrow: { path: string; sha256: string };
  notes: string[];
  cleaning: { rows: number };
  key: { key: string };
}

async function readEntries(path: string): Promise<unknown[]> {
  return JSON.parse(await readFile(path, 'utf8')).entries;
}

let bench: ActionBench;
before(async () => {
  const month = (name: string) => [`${name}.csv`, `id,note\n1,${name}\nx,not a number\n3,\n`];
  bench = await openActions({ 'pipeline.yml': PIPELINE, ...Object.fromEntries(MONTHS.map(month)) });
});
after(() => bench.close());

for (const partitions of ['2021-01', '2021-01..2021-03']) {
  test(`the tasks as five processes make what one run makes: ${partitions}`, async () => {
    const months = partitions === '2021-01' ? ['2021-01'] : MONTHS;
    const name = `steps-${months.length}`;
    const places = { lake: `./${name}`, warehouse: `duckdb:${name}.duckdb` };
    const done = { code: 0, state: 'done' };
    let results = '';
    let quarantine: string[] = [];
    for (const task of ['fetch', 'clean', 'write-parquet', 'upload', 'load']) {
      const given = {
        ...(task === 'fetch' ? { partitions, cache: 'false' } : { results }),
        ...(task === 'fetch' || task === 'upload' || task === 'load' ? { lake: places.lake } : {}),
        ...(task === 'load' ? { warehouse: places.warehouse } : {}),
      };
      const { code, log, outputs } = await bench.step(task, given);
      assert.deepEqual({ code, state: outputs['state'] }, done, `${task}:\n${log}`);
      results = outputs['results'] as string;
      if (task === 'clean') {
        assert.equal(outputs['rows'], String(2 * months.length));
        assert.equal(outputs['rejected'], String(months.length));
        quarantine = (outputs['quarantine'] as string).split('\n');
        assert.equal(quarantine.length, months.length);
      }
      // What steps declare is all that later ones may need: their results, and the rows that clean rejected.
      await bench.keepOnly([join(results, '..'), ...(task === 'clean' ? [] : quarantine)]);
    }
    const whole = { lake: `./run-${months.length}`, warehouse: `duckdb:run-${months.length}.duckdb` };
    const run = await bench.step('run', { partitions, ...whole });
    assert.equal(run.code, 0, run.log);
    assert.equal(run.outputs['done'], String(months.length));
    assert.deepEqual(await bench.shas(name), await bench.shas(`run-${months.length}`));
    assert.ok(Object.keys(await bench.shas(name)).length >= months.length);
    const rows = (file: string) => query(join(bench.workspace, file), 'SELECT * FROM trips ORDER BY ALL');
    assert.deepEqual(await rows(`${name}.duckdb`), await rows(`run-${months.length}.duckdb`));
  });
}

test('what another tool makes of the Arrow file is taken, recorded with its hash and both row counts, and told by the report', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-results-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const service = await startResultsServer({ folder });
  context.after(() => service.close());
  const env = service.environment({ run: '7' });
  const places = { lake: './edited', warehouse: 'duckdb:edited.duckdb' };
  const step = async (task: string, given: Record<string, string>, env = {}) => {
    const { code, log, outputs, summary } = await bench.step(task, given, env);
    assert.equal(code, 0, `${task}:\n${log}`);
    return { results: outputs['results'] as string, summary, log };
  };
  const fetched = await step('fetch', { partitions: '2021-01', cache: 'false', lake: places.lake });
  const cleaned = await step('clean', { results: fetched.results });
  const [before] = (await readEntries(cleaned.results)) as [StepEntry];
  const path = join(cleaned.results, '..', before.arrow.path);
  const table = tableFromIPC(await readFile(path));
  assert.equal(table.numRows, 2);
  await writeFile(path, tableToIPC(table.slice(1), 'stream'));
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

  const written = await step('write-parquet', { results: cleaned.results });
  const [after] = (await readEntries(written.results)) as [StepEntry];
  const note = `another tool changed the Arrow file: sha256 ${before.arrow.sha256} → ${sha256}, rows 2 → 1`;
  assert.ok(
    after.notes.some((line) => line.includes(note)),
    after.notes.join('\n'),
  );
  assert.equal(after.cleaning.rows, 1);
  assert.notEqual(after.key.key, before.key.key);
  const uploaded = await step('upload', { results: written.results, lake: places.lake });
  await step('load', { results: uploaded.results, ...places }, env);

  const plan = JSON.stringify([{ name: '2021-01', partitions: '2021-01' }]);
  const reported = await step('report', { plan, ...places }, env);
  assert.ok(reported.log.includes(note), reported.log);
  assert.match(reported.summary, /## Changed between the steps/);
  assert.match(reported.summary, new RegExp(`${sha256}.*rows 2.* 1<`));
  // Where no results can be had the ledger still tells it.
  const fromLedger = await step('report', { plan, ...places });
  assert.match(fromLedger.summary, new RegExp(`## Changed between the steps[^]*${sha256}`));

  const log = join(bench.workspace, 'edited/_lakeferry/trips/log/2021-01');
  const entries = await Promise.all((await readdir(log)).sort().map((name) => readFile(join(log, name), 'utf8')));
  const published = entries.map((text) => JSON.parse(text)).find(({ kind }) => kind === 'published').publication;
  assert.deepEqual(
    [published.rowsRead, published.rows, published.rejected, published.taskKey.key],
    [3, 1, 1, after.key.key],
  );
  assert.ok(Object.values(published.taskKey.parts).some((part) => String(part).includes(sha256)));
  assert.deepEqual(await query(join(bench.workspace, 'edited.duckdb'), 'SELECT id::INT AS id, note FROM trips'), [
    { id: 3, note: null },
  ]);
});

test('what a step is given wrongly is told at once, each with its input', async () => {
  const { code, log, outputs } = await bench.step('run', { force: 'yes', limit: 'many', partitions: '2021-13' });
  assert.equal(code, 2);
  for (const word of ['force', 'limit', 'partitions']) assert.match(log, new RegExp(`^::error.*${word}: `, 'm'));
  assert.deepEqual(outputs, {});
});

test('a mistake in the pipeline file is an annotation beside its line', async () => {
  const { code, log } = await bench.step('plan', { pipeline: 'pipeline.yml', lake: './lake', set: 'colour=green' });
  assert.equal(code, 2);
  assert.match(log, /^::error/m);
});

test('a plan names its jobs, and writes its summary also when nothing is left to do', async () => {
  const lake = './planned';
  const places = { lake: join(bench.workspace, lake), warehouse: `duckdb:${bench.workspace}/planned.duckdb` };
  const first = await bench.step('plan', { ...places, partitions: 'all', 'max-jobs': '2' });
  assert.equal(first.code, 0, first.log);
  assert.deepEqual(JSON.parse(first.outputs['matrix'] as string), [
    { name: '2021-01..2021-02', partitions: '2021-01..2021-02' },
    { name: '2021-03', partitions: '2021-03' },
  ]);
  assert.equal(first.outputs['count'], '3');
  assert.equal(first.outputs['first-run'], 'true');
  await bench.step('run', { ...places, partitions: 'all' });
  const second = await bench.step('plan', { ...places, partitions: 'due' });
  assert.equal(second.outputs['count'], '0');
  assert.equal(second.outputs['matrix'], '[]');
  assert.equal(second.outputs['state'], 'done');
  assert.match(second.summary, /nothing to do/);
});
