import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { PassThroughClient } from 'google-auth-library';
import { installGoTool } from '../../scripts/go-tool.ts';
import type { Warehouse } from '../../src/base/ports/warehouse.ts';
import { resolveTarget } from '../../src/warehouse/bigquery/target.ts';
import { createBigqueryWarehouse } from '../../src/warehouse/bigquery/warehouse.ts';
import { hastyClock } from '../lake/gcs-fixture.ts';
import { listLog } from '../warehouse/fixture.ts';

/** Somebody else's reading of GoogleSQL. It knows no partitions and no job ids, so it judges the questions and nothing else. */
const TOOL = {
  name: 'bigquery-emulator',
  version: '0.8.1',
  source: 'github.com/goccy/bigquery-emulator/cmd/bigquery-emulator',
  module: 'github.com/goccy/bigquery-emulator',
  takes: 'seven minutes and six gigabytes of memory',
  environment: { CGO_ENABLED: '0' },
  // It tells no version: the folder's name has it.
  isThere: (path: string) =>
    access(path).then(
      () => true,
      () => false,
    ),
};

/** Where memory is short: the compiler takes six gigabytes for it. */
const skip =
  (process.env['LAKEFERRY_SKIP_BIGQUERY_EMULATOR'] ?? '') !== '' && 'LAKEFERRY_SKIP_BIGQUERY_EMULATOR is set';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe('the SQL of the BigQuery driver is GoogleSQL to somebody else too', { skip }, () => {
  let server: ChildProcess;
  let origin = '';
  const idle = () => new AbortController().signal;

  const call = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${origin}/bigquery/v2/projects/p${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const open = (table: string): Warehouse =>
    createBigqueryWarehouse({
      target: resolveTarget({ url: `bigquery://p/taxi/${table}`, dataset: table }),
      settings: { location: 'US' },
      connection: async () => ({ apiEndpoint: origin, authClient: new PassThroughClient() }),
      loads: () =>
        new Map(
          ['2021-01', '2021-02', '2021-03'].map((month) => [
            month,
            { number: 3, publication: 2, sha256: 'x', rows: 2, at: '2024-06-01T00:00:00.000Z' },
          ]),
        ),
      clock: hastyClock(),
      log: listLog(),
    });

  before(async () => {
    const path = await installGoTool(TOOL);
    const [port, grpc] = [await freePort(), await freePort()];
    origin = `http://127.0.0.1:${port}`;
    server = spawn(path, ['--project=p', '--host=127.0.0.1', `--port=${port}`, `--grpc-port=${grpc}`], {
      stdio: 'ignore',
    });
    for (let tries = 0; ; tries++) {
      const up = await fetch(`${origin}/bigquery/v2/projects/p/datasets`).catch(() => undefined);
      if (up?.ok === true) break;
      assert.ok(tries < 200, 'bigquery-emulator did not start');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await call('/datasets', { datasetReference: { projectId: 'p', datasetId: 'taxi' } });
    await call('/datasets/taxi/tables', {
      tableReference: { projectId: 'p', datasetId: 'taxi', tableId: 'yellow' },
      schema: {
        fields: [
          { name: 'id', type: 'INTEGER' },
          { name: 'partition_date', type: 'DATE' },
        ],
      },
    });
    const rows = [
      [1, '2021-01-01'],
      [2, '2021-01-01'],
      [3, '2021-02-01'],
    ].map(([id, day]) => `(${id}, DATE '${day}')`);
    await call('/queries', {
      query: `INSERT INTO taxi.yellow (id, partition_date) VALUES ${rows.join(', ')}`,
      useLegacySql: false,
    });
  });
  after(() => void server?.kill());

  test('rows by partition are counted for the receipts', async () => {
    const receipts = await open('yellow').receipts(idle());
    assert.deepEqual(
      [...receipts].map(([partition, { rowsNow }]) => [partition, rowsNow]),
      [
        ['2021-01', 2],
        ['2021-02', 1],
        ['2021-03', 0],
      ],
    );
  });

  test('a partition is dropped, and no other', async () => {
    assert.equal(await open('yellow').drop({ partition: '2021-01', partitionDate: '2021-01-01', signal: idle() }), 2);
    const receipts = await open('yellow').receipts(idle());
    assert.deepEqual(
      [...receipts.values()].map(({ rowsNow }) => rowsNow),
      [0, 1, 0],
    );
  });

  test('a table that is not there has no rows', async () => {
    assert.equal(await open('none').rows(idle()), undefined);
  });
});
