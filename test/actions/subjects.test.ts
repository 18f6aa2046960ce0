import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Job, Runner } from '../contracts/github-job.ts';
import { monthText } from '../job/job.ts';
import { startResultsServer } from '../servers/results/server.ts';
import { type ActionBench, openActions } from './bench.ts';

const MONTHS = ['2021-01', '2021-02'];
const PIPELINE = `name: trips
description: Trips of a test
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-02 }
lake: ./lake
columns: { id: { type: int64, required: true }, note: { type: string } }
`;

let bench: ActionBench;
before(async () => {
  bench = await openActions({
    'pipeline.yml': PIPELINE,
    ...Object.fromEntries(MONTHS.map((month) => [`${month}.csv`, monthText(month)])),
  });
});
after(() => bench.close());

test('a run leaves the checksums of what it published, as sha256sum reads them; the next one, which publishes nothing, none', async () => {
  const { code, outputs, log } = await bench.step('run', {});
  assert.equal(code, 0, log);
  const subjects = outputs['subjects'] ?? '';
  const text = await readFile(subjects, 'utf8');
  assert.deepEqual(
    text.split('\n').map((line) => line.slice(66)),
    [
      ...MONTHS.map((month) => join(bench.workspace, `lake/trips/year=2021/month=${month.slice(5)}/part-0.parquet`)),
      '',
    ],
  );
  execFileSync('sha256sum', ['--check', '--strict', subjects]);
  const second = await bench.step('run', {});
  assert.deepEqual([second.code, second.outputs['subjects']], [0, '']);
});

test('a report that is asked to leaves the checksums of all jobs as an artifact, and names it; else there is none', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-subjects-'));
  const server = await startResultsServer({ folder });
  const runner = await Runner.start();
  context.after(async () => {
    await runner.stop();
    await server.close();
    await rm(folder, { recursive: true });
  });
  const env = server.environment({ run: '7' });
  for (const partitions of MONTHS) {
    const { code, log } = await bench.step('run', { partitions, lake: 'other-lake', force: 'true' }, env);
    assert.equal(code, 0, log);
  }
  const plan = JSON.stringify(MONTHS.map((partitions) => ({ name: partitions, partitions })));
  const words = { plan, lake: 'other-lake' };
  const unasked = await bench.step('report', words, env);
  assert.deepEqual([unasked.code, unasked.outputs['attest']], [0, ''], unasked.log);
  const asked = await bench.step('report', { ...words, attest: 'true' }, env);
  assert.deepEqual([asked.code, asked.outputs['attest']], [0, 'lakeferry-subjects-of-trips-1'], asked.log);
  const job = await Job.open(runner, folder, env);
  const into = join(job.workspace, 'in');
  const { results } = await job.do([{ do: 'download', prefix: 'lakeferry-subjects', into }]);
  const [found = '', ...others] = results[0] as string[];
  assert.deepEqual([basename(found), others], [asked.outputs['attest'], []]);
  assert.deepEqual(await readdir(found), ['subjects.sha256']);
  const text = await readFile(join(found, 'subjects.sha256'), 'utf8');
  assert.equal(text.split('\n').length - 1, MONTHS.length);
  execFileSync('sha256sum', ['--check', '--strict', join(found, 'subjects.sha256')]);
  const nothing = await bench.step('report', { lake: 'lake', attest: 'true' });
  assert.deepEqual([nothing.code, nothing.outputs['attest']], [0, ''], 'nothing was published');
});
