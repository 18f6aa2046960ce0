import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inParallel } from '../../src/base/in-parallel.ts';
import { partitionsBetween } from '../../src/pipeline/partitions.ts';
import { type ActionBench, openActions } from '../actions/bench.ts';
import { query } from '../warehouse/fixture.ts';

const DAYS = partitionsBetween('1999-06-02', '2024-05-31');
const PIPELINE = `name: days
description: 25 years of days
owner: data@example.org
source: { url: "days/{YYYY}-{MM}-{DD}.csv" }
partitions: { by: day, start: 1999-06-02, end: 2024-05-31 }
columns:
  id: { type: int64, required: true }
  note: { type: string }
`;

/** How many days a leg is given: `first..last`. */
function daysOf(partitions: string): number {
  const [first = '', last = first] = partitions.split('..');
  return partitionsBetween(first, last).length;
}

let bench: ActionBench;
before(async () => {
  bench = await openActions({ 'pipeline.yml': PIPELINE });
  await mkdir(join(bench.workspace, 'days'));
  for (const [at, day] of DAYS.entries()) {
    await writeFile(join(bench.workspace, `days/${day}.csv`), `id,note\n${at},${day}\n${at + 100_000},\n`);
  }
});
after(() => bench.close());

test('25 years of days complete in 20 legs, each day once in lake and table', async (context) => {
  assert.equal(DAYS.length, 9131);
  const places = { lake: join(bench.workspace, 'lake'), warehouse: `duckdb:${join(bench.workspace, 'days.duckdb')}` };
  const choice = { ...places, limit: '10000', 'check-source': 'none' };
  const plan = async () => {
    const { code, log, outputs } = await bench.step('plan', { ...choice, 'max-jobs': '20' });
    assert.equal(code, 0, log);
    return { count: outputs['count'], legs: JSON.parse(outputs['matrix'] as string) as { partitions: string }[] };
  };
  const first = await plan();
  assert.deepEqual([first.count, first.legs.length], ['9131', 20]);

  // As many at once as a small machine has cores: they share the lake and take turns at the table.
  await inParallel(first.legs, 2, async ({ partitions }) => {
    const began = performance.now();
    const { code, log, outputs } = await bench.step('run', { ...choice, partitions });
    assert.equal(code, 0, log.slice(-4000));
    assert.equal(outputs['done'], String(daysOf(partitions)), log.slice(-4000));
    context.diagnostic(`a leg of ${outputs['done']} days: ${Math.round((performance.now() - began) / 1000)} s`);
  });

  const again = await plan();
  assert.deepEqual([again.count, again.legs], ['0', []]);
  const objects = Object.keys(await bench.shas('lake')).filter((name) => name.startsWith('days/'));
  const name = (day: string) =>
    `days/year=${day.slice(0, 4)}/month=${day.slice(5, 7)}/day=${day.slice(8)}/part-0.parquet`;
  assert.deepEqual(objects, DAYS.map(name).sort());
  const rows = await query(
    join(bench.workspace, 'days.duckdb'),
    'SELECT partition_date::VARCHAR AS day, count(*)::INT AS rows, sum(id)::INT AS ids FROM days GROUP BY ALL ORDER BY ALL',
  );
  assert.deepEqual(
    rows,
    DAYS.map((day, at) => ({ day, rows: 2, ids: 2 * at + 100_000 })),
  );
});
