import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { monthText } from '../job/job.ts';
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
