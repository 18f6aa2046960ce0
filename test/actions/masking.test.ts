import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputsOfJob, readRunnerOutput } from '../runtime/runner-commands.ts';
import { openActions } from './bench.ts';

test('a token of a header is nowhere; the name of a bucket is no secret, and every output that holds it stays', async (context) => {
  const came: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    came.push(request.headers.authorization);
    // A server that quotes what it was sent, as far as the runner would show it.
    response.writeHead(request.url === '/2021-02.csv' ? 403 : 200, `for ${came.at(-1)}`);
    response.end('id\n1\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const bench = await openActions({
    'pipeline.yml': `name: taxi
description: Trips of a test
owner: data@example.org
source:
  url: "http://127.0.0.1:${(server.address() as AddressInfo).port}/{YYYY}-{MM}.csv"
  headers: { Authorization: "\${SOURCE_AUTH}" }
partitions: { by: month, start: 2021-01, end: 2021-02 }
lake: "./\${BUCKET}"
warehouse: "duckdb:\${BUCKET}.duckdb"
columns:
  id: { type: int64, required: true }
`,
  });
  context.after(() => bench.close());
  const env = { BUCKET: 'taxi', SOURCE_AUTH: 'Bearer s3cret-t0ken' };

  const fetched = await bench.step('fetch', { partitions: '2021-01', cache: 'false' }, env);
  const done = await bench.step('run', { partitions: '2021-01..2021-02' }, env);
  assert.equal(fetched.code, 0, fetched.log);
  assert.equal(done.code, 1, done.log);
  assert.ok(came.length >= 3 && came.every((header) => header === env.SOURCE_AUTH));
  assert.match(fetched.outputs['results'] ?? '', /taxi/);
  for (const { log, outputs, summary } of [fetched, done]) {
    const { masks } = readRunnerOutput(log);
    assert.deepEqual(masks, ['Bearer s3cret-t0ken', 's3cret-t0ken']);
    const kept = new Map(Object.entries(outputs));
    assert.deepEqual(outputsOfJob(kept, masks), kept);
    const rest = log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    assert.doesNotMatch(rest.join('\n') + summary + JSON.stringify(outputs), /t0ken/);
  }
  assert.match(done.log, /answered 403/);
  assert.ok(Object.keys(await bench.shas('taxi')).length > 0, join('taxi', 'is the lake'));
});
