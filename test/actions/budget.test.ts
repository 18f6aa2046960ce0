import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openActions } from './bench.ts';

const MONTHS = ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05'];

/** A publisher that answers after `delay` milliseconds, and the months that it was asked for. */
async function slowPublisher(context: TestContext, delay: number): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const month = (request.url ?? '').slice(1, 8);
    asked.push(month);
    setTimeout(() => response.end(`id,note\n1,${month}\n`), delay);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('a leg that its time budget stops is finished by the next run: each month is fetched once', async (context) => {
  const { origin, asked } = await slowPublisher(context, 700);
  const bench = await openActions({
    'pipeline.yml': `name: trips
description: Trips of a slow publisher
owner: data@example.org
source: { url: "${origin}/{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-05, recheck: last:0 }
columns:
  id: { type: int64, required: true }
  note: { type: string }
`,
  });
  context.after(() => bench.close());
  const places = { lake: join(bench.workspace, 'lake'), warehouse: `duckdb:${join(bench.workspace, 'trips.duckdb')}` };
  const planned = async () => {
    const { code, log, outputs } = await bench.step('plan', { ...places, 'max-jobs': '1' });
    assert.equal(code, 0, log);
    return JSON.parse(outputs['matrix'] as string) as { name: string; partitions: string }[];
  };
  const [leg] = await planned();
  assert.equal(leg?.partitions, '2021-01..2021-05');

  const stopped = await bench.step('run', {
    ...places,
    partitions: '2021-01..2021-05',
    concurrency: '1',
    'time-budget': '1s',
  });
  assert.equal(stopped.code, 0, stopped.log);
  const done = Number(stopped.outputs['done']);
  assert.ok(done >= 1 && done < MONTHS.length, stopped.log);
  assert.match(stopped.log, new RegExp(`budget of 1.0 s is used up: ${MONTHS.length - done} partitions stay due`));

  const [rest, ...others] = await planned();
  assert.deepEqual(others, []);
  const left = MONTHS.slice(done);
  assert.equal(rest?.partitions, left.length === 1 ? left[0] : `${left[0]}..${left.at(-1)}`);
  const finished = await bench.step('run', { ...places, partitions: rest?.partitions ?? '' });
  assert.deepEqual([finished.code, finished.outputs['done']], [0, String(left.length)], finished.log);
  assert.deepEqual(await planned(), []);
  assert.deepEqual([...asked].sort(), MONTHS);
});
