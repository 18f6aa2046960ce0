import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { job, read } from './text-files.ts';

const MINUTE = 60_000;

/** Lines added to a small file, and what they make of the pipeline. */
const EFFECTS: [lines: string, found: (pipeline: Pipeline) => unknown, expected: unknown][] = [
  ['source: { url: "{YYYY}{MM}.csv", allow_private: true }', (p) => p.source.allowPrivate, true],
  ['source: { url: "{YYYY}{MM}.csv", allow_unverified_length: true }', (p) => p.source.allowUnverifiedLength, true],
  ['source: { url: "{YYYY}{MM}.csv", allow_empty: true }', (p) => p.source.allowEmpty, true],
  ['source: { url: "{YYYY}{MM}.csv", not_ready: [404] }', (p) => p.source.notReady, [404]],
  ['source: { url: "m/{YY}{MM}.csv" }', (p) => p.source.url, '/job/m/{YY}{MM}.csv'],
  [
    'source: { url: "../m/{YYYY}/{MM}.csv" }',
    (p) => [p.source.url, p.source.shownUrl],
    ['/m/{YYYY}/{MM}.csv', '../m/{YYYY}/{MM}.csv'],
  ],
  ['source: { url: "file:m/{YYYY}{MM}.csv" }', (p) => p.source.url, '/job/m/{YYYY}{MM}.csv'],
  ['source: { url: "file:///m/{YYYY}{MM}.csv" }', (p) => p.source.url, 'file:///m/{YYYY}{MM}.csv'],
  ['csv: { delimiter: "\\t" }', (p) => p.csv.delimiter, '\t'],
  ['csv: { quote: "\'" }', (p) => p.csv.quote, "'"],
  ['csv: { nulls: [NULL, -9999, 1.10, ~, "", x, x] }', (p) => p.csv.nulls, ['NULL', '-9999', '1.10', '~', '', 'x']],
  ['csv: { nulls: [] }', (p) => p.csv.nulls, []],
  ['csv: { encoding: Latin1 }', (p) => p.csv.encoding, 'windows-1252'],
  ['csv: { encoding: UTF8 }', (p) => p.csv.encoding, 'utf-8'],
  ['csv: { comment: "#" }', (p) => p.csv.comment, '#'],
  ['csv: { extra_empty_columns: drop }', (p) => p.csv.extraEmptyColumns, 'drop'],
  ['partitions: { by: month, start: 2021-01, end: 2021-07 }', (p) => p.partitions.end, '2021-07'],
  [
    'partitions: { by: month, start: 2021-01, grace: 1h30m, lag: 2d }',
    (p) => [p.partitions.graceMs, p.partitions.lagMs],
    [90 * MINUTE, 2880 * MINUTE],
  ],
  ['partitions: { by: month, start: 2021-01, recheck: last:0 }', (p) => p.partitions.recheck, 0],
  [
    'partitions: { by: month, start: 2021-01 }',
    (p) => p.partitions,
    { by: 'month', start: '2021-01', lagMs: 0, graceMs: 43_200 * MINUTE, recheck: 3, timezone: 'UTC' },
  ],
  ['partitions: { by: year, start: 2019 }\nsource: { url: "{YYYY}.csv" }', (p) => p.partitions.start, '2019'],
  ['partitions: { by: none }\nsource: { url: all.csv }', (p) => p.partitions.start, 'none'],
  [
    'partitions: { by: month, start: 2021-01, end: 2021-01 }\nsource: { url: one.csv }',
    (p) => p.source.shownUrl,
    'one.csv',
  ],
  ['contract: { new_columns: discard }', (p) => p.contract, { newColumns: 'discard', types: 'freeze', maxRejected: 0 }],
  [
    'contract: { types: discard, max_rejected: 0.001 }',
    (p) => p.contract,
    { newColumns: 'freeze', types: 'discard', maxRejected: 0.001 },
  ],
  ['contract: { max_rejected: 12.5% }', (p) => p.contract.maxRejected, 0.125],
  ['contract: { max_rejected: 100 % }', (p) => p.contract.maxRejected, 1],
  ['lake: ../lake', (p) => p.lake, '/lake'],
  ['lake: /lake', (p) => p.lake, '/lake'],
  ['lake: gs://bucket/prefix', (p) => p.lake, 'gs://bucket/prefix'],
  ['warehouse: "duckdb:taxi.duckdb#main.trips"', (p) => p.warehouse, 'duckdb:/job/taxi.duckdb#main.trips'],
  ['warehouse: "duckdb:/data/taxi.duckdb"', (p) => p.warehouse, 'duckdb:/data/taxi.duckdb'],
  ['warehouse: bigquery://acme-data/taxi', (p) => [p.warehouse, p.bigquery], ['bigquery://acme-data/taxi', undefined]],
  [
    'bigquery: { location: EU, clustering: [id, partition_date], labels: { team: 007 }, max_bytes_billed: 5GB }',
    (p) => p.bigquery,
    { location: 'EU', clustering: ['id', 'partition_date'], labels: { team: '007' }, maxBytesBilled: 5e9 },
  ],
  ['bigquery: { location: europe-west3 }', (p) => p.bigquery, { location: 'europe-west3' }],
  [
    'schedule: { cron: "0 6 * * 1-5" }\npartitions: { by: month, start: 2021-01, timezone: America/New_York }',
    (p) => p.schedule,
    { kind: 'cron', cron: '0 6 * * 1-5', timezone: 'America/New_York' },
  ],
  [
    'schedule: { every: 6h, timezone: Europe/Berlin }',
    (p) => p.schedule,
    { kind: 'every', everyMs: 360 * MINUTE, anchor: '2000-01-01T00:00', timezone: 'Europe/Berlin' },
  ],
  [
    'schedule: { rrule: "FREQ=MONTHLY;BYMONTHDAY=1", anchor: 2021-01-01T06:30 }',
    (p) => p.schedule,
    { kind: 'rrule', rrule: 'FREQ=MONTHLY;BYMONTHDAY=1', anchor: '2021-01-01T06:30', timezone: 'UTC' },
  ],
  [
    'schedule: { every: 7d, anchor: 2021-01-04 }',
    (p) => p.schedule?.kind === 'every' && p.schedule.anchor,
    '2021-01-04T00:00',
  ],
  ['write: append-once', (p) => p.write, 'append-once'],
  ['parquet: { codec: gzip }', (p) => p.codec, 'gzip'],
  ['history: 0', (p) => p.history, 0],
  ['cache_max: 500MB', (p) => p.cacheMaxBytes, 5e8],
  [
    'tasks: { load: { retries: 5, timeout: 1h } }',
    (p) => [p.tasks.load.retries, p.tasks.load.timeoutMs],
    [5, 60 * MINUTE],
  ],
  ['tasks: { clean: { retry_delay: 10s } }', (p) => p.tasks.clean.retryDelay, { kind: 'list', delays: [10_000] }],
  [
    'tasks: { clean: { retry_delay: [1s, 1m] } }',
    (p) => p.tasks.clean.retryDelay,
    { kind: 'list', delays: [1000, MINUTE] },
  ],
  [
    'tasks: { write-parquet: { cache_expiration: 1d } }',
    (p) => p.tasks['write-parquet'].cacheExpirationMs,
    1440 * MINUTE,
  ],
  [
    'tasks: {}',
    (p) => [p.tasks.fetch.retries, p.tasks.fetch.timeoutMs, p.tasks.upload.retries, p.tasks.upload.timeoutMs],
    [3, 20 * MINUTE, 1, 30 * MINUTE],
  ],
  [
    'limits: { field: 1MiB, record: 4MiB, columns: 5, header: 2kB, download: 1GB, text: 3GB, ratio: 50, memory: 5GiB }',
    (p) => p.limits,
    {
      field: 2 ** 20,
      record: 2 ** 22,
      columns: 5,
      header: 2000,
      download: 1e9,
      text: 3e9,
      ratio: 50,
      memory: 5 * 2 ** 30,
    },
  ],
  ['columns: { a: { type: datetime, unit: us } }', (p) => p.columns[0]?.type, { kind: 'datetime', unit: 'us' }],
  [
    'columns: { a: { type: date, format: DD.MM.YYYY, fill: 01.02.2021 } }',
    (p) => [p.columns[0]?.format, p.columns[0]?.fill],
    ['DD.MM.YYYY', '01.02.2021'],
  ],
  ['columns: { a: { type: timestamp, zone: Europe/Vienna } }', (p) => p.columns[0]?.zone, 'Europe/Vienna'],
  [
    'columns: { a: { type: bool, true: [Y, 1], false: N } }',
    (p) => [p.columns[0]?.trueTexts, p.columns[0]?.falseTexts],
    [['Y', '1'], ['N']],
  ],
  [
    'columns: { a: { type: string, pattern: "[A-Z]{3}", description: Code } }',
    (p) => [p.columns[0]?.pattern, p.columns[0]?.description],
    ['[A-Z]{3}', 'Code'],
  ],
  [
    'columns: { a: { type: float64, minimum: -1.50, maximum: 1e3 } }',
    (p) => [p.columns[0]?.minimum, p.columns[0]?.maximum],
    ['-1.50', '1e3'],
  ],
  // YAML would make 1 and 1.1 of two of these.
  ['columns: { a: { type: string, enum: [01, 1.10, no] } }', (p) => p.columns[0]?.enum, ['01', '1.10', 'no']],
  ['columns: { a: { type: string, from: [" Trip id ", trip] } }', (p) => p.columns[0]?.from, ['Trip id', 'trip']],
  [
    'columns: { constructor: { type: int64 }, toString: { type: int64 } }',
    (p) => p.columns.map((each) => each.name),
    ['constructor', 'toString'],
  ],
];

for (const [lines, found, expected] of EFFECTS) {
  test(lines.replace('\n', ' and '), async () => {
    assert.deepEqual(found(await read(job(...lines.split('\n')))), expected);
  });
}

test('anchors stand for what they name', async () => {
  const columns = ['columns:', '  a: &money { type: "numeric(10,2)", fill: 0.10 }', '  b: *money'];
  const pipeline = await read(job(columns.join('\n')));
  assert.deepEqual(
    pipeline.columns.map(({ name, fill, from }) => [name, fill, from]),
    [
      ['a', '0.10', ['a']],
      ['b', '0.10', ['b']],
    ],
  );
});

test('a byte order mark, CRLF and a file name without a folder do not matter', async () => {
  const pipeline = await read(`\ufeff${job().replaceAll('\n', '\r\n')}`);
  assert.equal(pipeline.name, 'taxi');
});
