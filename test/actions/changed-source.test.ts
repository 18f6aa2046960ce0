import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startResultsServer } from '../servers/results/server.ts';
import { openActions } from './bench.ts';

test("a source that changed under its URL is downloaded once more, and is a hit of GitHub's cache from then on", async (context) => {
  let text = 'id\n1\n';
  const answered: number[] = [];
  const source = createServer((request, response) => {
    const etag = `"${Buffer.from(text).toString('hex')}"`;
    const status = request.headers['if-none-match'] === etag ? 304 : 200;
    answered.push(status);
    response.writeHead(status, { etag }).end(status === 200 ? text : undefined);
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  context.after(() => source.close());
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-results-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const results = await startResultsServer({ folder });
  context.after(() => results.close());
  const bench = await openActions({
    'pipeline.yml': `name: trips
description: Trips of a test
owner: data@example.org
source: { url: "http://127.0.0.1:${(source.address() as AddressInfo).port}/{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-01 }
lake: ./lake
warehouse: "duckdb:trips.duckdb"
columns:
  id: { type: int64, required: true }
`,
  });
  context.after(() => bench.close());

  /** What the source answered at last in one forced run, after the plan's own question; in a workspace that holds nothing of the runs before. */
  const forced = async () => {
    const from = answered.length;
    const env = results.environment({ run: String(from + 1) });
    const { code, log, outputs } = await bench.step('run', { partitions: '2021-01', force: 'true' }, env);
    assert.deepEqual([code, outputs['state']], [0, 'done'], log);
    await bench.keepOnly([]);
    context.diagnostic(answered.slice(from).join());
    return answered.at(-1);
  };
  assert.equal(await forced(), 200, 'nothing is cached');
  assert.equal(await forced(), 304, 'a hit');
  text = 'id\n1\n2\n';
  assert.equal(await forced(), 200, 'it changed');
  assert.equal(await forced(), 304, 'a hit of the new entry');
  assert.equal(await forced(), 304);
});
