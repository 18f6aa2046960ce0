import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretsOf } from '../../src/pipeline/load.ts';
import { fillUrl } from '../../src/pipeline/partitions.ts';
import { read } from './text-files.ts';

/** The example of the design, letter by letter. */
const EXAMPLE = String.raw`
name: "{color}_taxi"           # a parameter that changes the source must change the name: else green would replace yellow
description: NYC TLC yellow taxi trips, one file a month      # description and owner are required: no data swamp
owner: data@example.org
parameters: { color: yellow }                                 # --set color=green, dispatch input ${'`set`'}

source:
  # http(s), file, or a lake URL; this is the lecture's mirror; the publisher's own months are Parquet: https://d37ci6vzurychx.cloudfront.net/trip-data/yellow_tripdata_2021-01.parquet
  url: https://github.com/DataTalksClub/nyc-tlc-data/releases/download/{color}/{color}_tripdata_{YYYY}-{MM}.csv.gz
  headers: { Authorization: "Bearer $\{SOURCE_TOKEN}" }        # $\{NAME} comes from the environment and is never printed
  not_ready: [403, 404]        # "not published yet" until lag + grace has passed, then ${'`late`'}
csv: { delimiter: ",", nulls: [""], encoding: utf-8 }
partitions: { by: month, start: 2019-01, lag: 45d, grace: 30d, recheck: last:3, timezone: America/New_York }

columns:                       # key = name in the table; declared types beat guessing; an ambiguous text is an error with file:line
  vendor_id:       { type: int64, from: [VendorID, vendor_id] }         # ${'`from`'}: the headers it has had over the years
  pickup_at:       { type: datetime, from: tpep_pickup_datetime, required: true }
  passenger_count: { type: int64, fill: 0 }
  store_and_fwd_flag:   { type: string, enum: [Y, N] }
  congestion_surcharge: { type: "numeric(10,2)", optional: true }       # the column may be absent from a file
  total_amount:    { type: "numeric(10,2)", minimum: -2000 }

contract: { new_columns: evolve, types: freeze, max_rejected: 0.1% }   # dlt's words: evolve (as nullable string) | freeze | discard
lake: gs://my-lake             # or ./lake
warehouse: "bigquery://project/dataset/{color}_taxi"   # or duckdb:taxi.duckdb, or $\{TAXI_POSTGRES_URL}; absent: the lake is the end
write: replace-partition       # or append-once
after_load: sql/daily.sql      # ELT: run inside the warehouse after the partition is loaded
parquet: { codec: zstd }       # gzip, none
history: 3                     # superseded versions kept
tasks: { fetch: { retries: 3, retry_delay: "exponential(2s, 60s)", timeout: 20m, cache_expiration: 2d } }
`.replaceAll('$\\{', '$' + '{');

const surroundings = { env: { SOURCE_TOKEN: 'hunter2' }, more: { '/job/sql/daily.sql': 'SELECT 1' } };
const DAY = 86_400_000;

test('the example of the design is read as it is written', async () => {
  const pipeline = await read(EXAMPLE, surroundings);
  const { columns, tasks, limits, secrets: _, ...rest } = pipeline;
  const url =
    'https://github.com/DataTalksClub/nyc-tlc-data/releases/download/yellow/yellow_tripdata_{YYYY}-{MM}.csv.gz';
  assert.deepEqual(rest, {
    file: '/job/pipeline.yml',
    directory: '/job',
    name: 'yellow_taxi',
    description: 'NYC TLC yellow taxi trips, one file a month',
    owner: 'data@example.org',
    parameters: { color: 'yellow' },
    source: {
      url,
      shownUrl: url,
      headers: { Authorization: 'Bearer hunter2' },
      notReady: [403, 404],
      allowPrivate: false,
      allowUnverifiedLength: false,
      allowEmpty: false,
    },
    csv: { delimiter: ',', quote: '"', nulls: [''], encoding: 'utf-8', extraEmptyColumns: 'error' },
    partitions: {
      by: 'month',
      start: '2019-01',
      lagMs: 45 * DAY,
      graceMs: 30 * DAY,
      recheck: 3,
      timezone: 'America/New_York',
    },
    contract: { newColumns: 'evolve', types: 'freeze', maxRejected: 0.001 },
    lake: 'gs://my-lake',
    warehouse: 'bigquery://project/dataset/yellow_taxi',
    relative: [],
    write: 'replace-partition',
    afterLoad: { path: 'sql/daily.sql', sql: 'SELECT 1' },
    codec: 'zstd',
    history: 3,
    cacheMaxBytes: 1e9,
    lines: { source: 9, csv: 12, columns: 15, contract: 23, lake: 24, warehouse: 25 },
  });
  assert.deepEqual(tasks.fetch, {
    retries: 3,
    retryDelay: { kind: 'exponential', first: 2000, longest: 60_000 },
    timeoutMs: 1_200_000,
    cacheExpirationMs: 2 * DAY,
  });
  assert.deepEqual(limits, {
    field: 2 ** 24,
    record: 100e6,
    columns: 10_000,
    header: 2 ** 20,
    download: 20e9,
    text: 200e9,
    ratio: 1000,
    memory: 4 * 2 ** 30,
  });
  const plain = { required: false, optional: false };
  assert.deepEqual(columns, [
    { name: 'vendor_id', type: { kind: 'int64' }, from: ['VendorID', 'vendor_id'], ...plain, line: 16 },
    {
      name: 'pickup_at',
      type: { kind: 'datetime', unit: 'ms' },
      from: ['tpep_pickup_datetime'],
      required: true,
      optional: false,
      line: 17,
    },
    { name: 'passenger_count', type: { kind: 'int64' }, from: ['passenger_count'], ...plain, fill: '0', line: 18 },
    {
      name: 'store_and_fwd_flag',
      type: { kind: 'string' },
      from: ['store_and_fwd_flag'],
      ...plain,
      enum: ['Y', 'N'],
      line: 19,
    },
    {
      name: 'congestion_surcharge',
      type: { kind: 'numeric', precision: 10, scale: 2 },
      from: ['congestion_surcharge'],
      required: false,
      optional: true,
      line: 20,
    },
    {
      name: 'total_amount',
      type: { kind: 'numeric', precision: 10, scale: 2 },
      from: ['total_amount'],
      ...plain,
      minimum: '-2000',
      line: 21,
    },
  ]);
});

test('--set makes it another dataset, everywhere', async () => {
  const pipeline = await read(EXAMPLE, { ...surroundings, set: { color: 'green' } });
  assert.equal(pipeline.name, 'green_taxi');
  assert.equal(pipeline.warehouse, 'bigquery://project/dataset/green_taxi');
  assert.deepEqual(pipeline.parameters, { color: 'green' });
  assert.match(fillUrl(pipeline.source.url, '2021-01'), /\/green\/green_tripdata_2021-01\.csv\.gz$/);
});

test('what came from the environment is handed over for masking', async () => {
  assert.deepEqual(secretsOf(await read(EXAMPLE, surroundings)), ['hunter2']);
});
