import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type ActionBench, openActions } from './bench.ts';

const PIPELINE = `name: trips
description: Trips of a test
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-02 }
columns: { id: { type: int64 }, note: { type: string } }
`;

let bench: ActionBench;
before(async () => {
  const month = (name: string) => [`${name}.csv`, `id,note\n1,${name}\n2,\n`];
  const other = PIPELINE.replace('name: trips', 'name: tips');
  bench = await openActions({
    'pipeline.yml': PIPELINE,
    'tips.yml': other,
    ...Object.fromEntries(['2021-01', '2021-02'].map(month)),
  });
});
after(() => bench.close());

test('report writes the pages where it is asked to, about the datasets it is asked for', async () => {
  const run = await bench.step('run', { lake: 'lake' });
  assert.equal(run.code, 0, run.log);
  assert.match(run.summary, /## Details\n\n<details><summary>2021-01: done, 2 rows<\/summary>/);
  assert.match(run.summary, /first try/);
  await bench.step('run', { pipeline: 'tips.yml', lake: 'lake' });
  const without = await bench.step('report', { lake: 'lake' });
  assert.deepEqual([without.code, without.outputs['site']], [0, '']);
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/pipelines' };
  const report = await bench.step('report', { lake: 'lake', site: 'public', datasets: 'all' }, env);
  assert.deepEqual([report.code, report.outputs['site']], [0, 'public'], report.log);
  const names = (await readdir(join(bench.workspace, 'public'))).sort();
  assert.deepEqual(names, [
    '.lakeferry-site',
    '.nojekyll',
    'assets',
    'badge.svg',
    'index.html',
    'status.json',
    'tips',
    'trips',
  ]);
  const page = await readFile(join(bench.workspace, 'public/trips/index.html'), 'utf8');
  assert.match(page, /<a href="https:\/\/github\.com\/acme\/pipelines\/actions\/runs\/7\/attempts\/1"/);
  await bench.step('report', { lake: 'lake', site: 'own' });
  assert.deepEqual((await readdir(join(bench.workspace, 'own'))).includes('tips'), false);
});

test('a message that names no place stands beside the pipeline file', async () => {
  const { log } = await bench.step('run', { lake: 'empty', from: 'lake', partitions: 'all' });
  assert.match(log, /^::warning file=pipeline\.yml,line=1::2 partitions are not in the lake/m);
});
