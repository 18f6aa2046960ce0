import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { BigQuery } from '@google-cloud/bigquery';
import { PassThroughClient } from 'google-auth-library';
import { installGoTool } from '../../scripts/go-tool.ts';
import type { ColumnSpec } from '../../src/base/ports/warehouse.ts';
import { createApi } from '../../src/warehouse/bigquery/api.ts';
import { connect } from '../../src/warehouse/bigquery/library.ts';
import { ensureTable } from '../../src/warehouse/bigquery/table.ts';
import { resolveTarget } from '../../src/warehouse/bigquery/target.ts';
import { createBigqueryWarehouse } from '../../src/warehouse/bigquery/warehouse.ts';
import { freePort } from '../servers/free-port.ts';
import { type GcsServer, startGcs } from '../servers/gcs/server.ts';
import { testClock } from '../warehouse/bigquery-fixture.ts';
import { listLog, testFolder, tripRequest } from '../warehouse/fixture.ts';
import { writeOwnParquet } from '../warehouse/own-parquet.ts';

/**
 * Somebody else's idea of BigQuery: it shares no line with ours. It knows no partition decorator, counts no rows that a job
 * wrote, and says of a missing table that something went wrong inside it; the rest is asked of it here.
 */
const TOOL = {
  name: 'bigquery-emulator',
  version: '0.8.1',
  source: 'github.com/goccy/bigquery-emulator/cmd/bigquery-emulator',
  module: 'github.com/goccy/bigquery-emulator',
  takes: 'seven minutes and 6 GB of memory; LAKEFERRY_SKIP_BIGQUERY_EMULATOR=1 leaves it out',
  environment: { CGO_ENABLED: '0' },
  isThere: (path: string) =>
    access(path).then(
      () => true,
      () => false,
    ),
};
const skip = (process.env['LAKEFERRY_SKIP_BIGQUERY_EMULATOR'] ?? '') !== '';
const PROJECT = 'acme-data';
const SETTINGS = {
  clustering: ['vendor'],
  description: 'Trips, one of each kind of value',
  labels: { team: 'data' },
};

/** Values that the emulator reads as they are: numerics that a double holds, whole seconds after 1970 in microseconds. */
const COLUMNS: readonly ColumnSpec[] = [
  { name: 'vendor', type: 'string', required: true, description: "who drove: it's a code" },
  { name: 'id', type: 'int64', required: true },
  { name: 'distance', type: 'float64', required: false },
  { name: 'fare', type: 'numeric(10,2)', required: false },
  { name: 'is_night', type: 'bool', required: false },
  { name: 'day', type: 'date', required: false },
  { name: 'pickup_at', type: 'datetime', unit: 'us', required: false },
  { name: 'seen_at', type: 'timestamp', unit: 'us', required: false },
];
const ROWS = [
  "'Zürich 🚕', 9007199254740991, 0.1, -0.25, true, '2020-02-29', '2021-03-14 02:30:00', '2021-03-14 02:30:00.789123+00'",
  "'b', -1, -1.5e300, 99999999.75, false, '1969-12-31', '1999-12-31 23:59:59', '1969-12-31 23:59:59+00'",
  "'b', 2, NULL, NULL, NULL, NULL, NULL, NULL",
];
const SHOWN = [
  ['Zürich 🚕', '9007199254740991', '0.1', '-0.25', 'true', '2020-02-29', '2021-03-14T02:30:00', '1615689000789123'],
  ['b', '-1', '-1.5e+300', '99999999.75', 'false', '1969-12-31', '1999-12-31T23:59:59', '-1000000'],
  ['b', '2', null, null, null, null, null, null],
];

let server: ChildProcess | undefined;
let storage: GcsServer;
let origin = '';

before(async () => {
  if (skip) return;
  const path = await installGoTool(TOOL);
  storage = await startGcs({ buckets: ['my-lake'] });
  const [port, grpc] = [await freePort(), await freePort()];
  origin = `http://127.0.0.1:${port}`;
  const words = [`--project=${PROJECT}`, '--host=127.0.0.1', `--port=${port}`, `--grpc-port=${grpc}`];
  server = spawn(path, words, { stdio: 'ignore', env: { ...process.env, STORAGE_EMULATOR_HOST: storage.origin } });
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${origin}/bigquery/v2/projects/${PROJECT}/datasets`).catch(() => undefined);
    if (answer?.ok === true) return;
    assert.ok(tries < 100, 'bigquery-emulator did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
after(async () => {
  server?.kill();
  await storage?.close();
});

test('bigquery-emulator: takes dataset, table and load as ours; a file of every type arrives, its next version replaces it', {
  skip,
}, async (context) => {
  const folder = await testFolder(context);
  const target = resolveTarget({ url: `bigquery://${PROJECT}/taxi`, dataset: 'trips' });
  const [clock, log, { signal }] = [testClock(), listLog(), new AbortController()];
  const connection = { apiEndpoint: origin, authClient: new PassThroughClient() };
  const api = createApi({ target, clock, log, open: async () => connect(connection, PROJECT), callTimeoutMs: 20_000 });
  await ensureTable(api, { ...SETTINGS, location: 'EU' }, COLUMNS, undefined, signal);
  const client = new BigQuery({ projectId: PROJECT, ...connection });
  const [table] = await client.dataset('taxi').table('trips').getMetadata();
  assert.deepEqual(
    [
      table.clustering,
      table.description,
      table.labels,
      table.schema.fields[0].mode,
      table.schema.fields[0].description,
    ],
    [{ fields: ['vendor'] }, SETTINGS.description, SETTINGS.labels, 'REQUIRED', COLUMNS[0]?.description],
  );

  // Its tables tell no location.
  const warehouse = createBigqueryWarehouse({
    target,
    settings: SETTINGS,
    connection: async () => connection,
    loads: () => new Map(),
    clock,
    log,
  });
  const shown = COLUMNS.map(({ name, type }) =>
    type === 'timestamp' ? `CAST(UNIX_MICROS(${name}) AS STRING)` : `CAST(${name} AS STRING)`,
  );
  for (const [version, rows, expected] of [
    [1, ROWS, SHOWN],
    [2, ROWS.slice(1), SHOWN.slice(1)],
  ] as const) {
    const path = join(folder, `${version}.parquet`);
    await writeOwnParquet(path, COLUMNS, rows);
    storage.put('my-lake', `trips/${version}.parquet`, await readFile(path));
    const base = await tripRequest(folder, { month: '2021-01', count: 0, publication: version });
    const { partitionDate: _, ...request } = { ...base, partition: 'none', columns: COLUMNS, rows: rows.length };
    const uri = `gs://my-lake/trips/${version}.parquet`;
    // The rows are there, but its job does not say how many it wrote, and that is never taken for granted.
    await assert.rejects(
      warehouse.load({ ...request, sha256: String(version), object: { ...base.object, uri, isRemote: true } }),
      { code: 'WAREHOUSE_COUNT', data: { expected: rows.length, written: -1 } },
    );
    const [found] = await client.query(
      `SELECT [${shown.map((text) => `IFNULL(${text}, 'null')`).join(', ')}] AS line FROM taxi.trips ORDER BY day DESC, id`,
    );
    const lines = (found as { line: string[] }[]).map(({ line }) =>
      line.map((text) => (text === 'null' ? null : text)),
    );
    assert.deepEqual(lines, expected);
    assert.equal(await warehouse.rows(signal), rows.length);
  }
});
