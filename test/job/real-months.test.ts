import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { lakeferry } from './cli-process.ts';

/**
 * Real trips that nobody in this project wrote: 24 months of 10,000 rows. What the lake holds must equal what DuckDB
 * itself reads in the CSV: rows, types, null counts, sums, minima and maxima of every column.
 */
const MONTHS = fileURLToPath(new URL('../../../shared/corpora/taxi-yellow-10k-monthly', import.meta.url));
const present = existsSync(MONTHS);

const MONEY = [
  'fare_amount',
  'extra',
  'mta_tax',
  'tip_amount',
  'tolls_amount',
  'improvement_surcharge',
  'total_amount',
  'congestion_surcharge',
];
const NUMBERS = [
  'vendor_id',
  'passenger_count',
  'rate_code_id',
  'pickup_location_id',
  'dropoff_location_id',
  'payment_type',
];
const TYPES: Record<string, string> = {
  pickup_datetime: 'TIMESTAMP',
  dropoff_datetime: 'TIMESTAMP',
  trip_distance: 'DECIMAL(10,2)',
  store_and_fwd_flag: 'VARCHAR',
  partition_date: 'DATE',
  ...Object.fromEntries(NUMBERS.map((name) => [name, 'BIGINT'])),
  ...Object.fromEntries(MONEY.map((name) => [name, 'DECIMAL(10,2)'])),
};

const PIPELINE = `
name: yellow_sample
description: Samples of real yellow taxi months
owner: data@example.org
source: { url: "months/yellow_tripdata_sample_{YYYY}-{MM}.csv.gz" }
partitions: { by: month, start: 2018-01, end: 2019-12 }
columns:
  vendor_id: { type: int64 }
  pickup_datetime: { type: datetime, required: true }
  dropoff_datetime: { type: datetime, required: true }
  passenger_count: { type: int64 }
  trip_distance: { type: "numeric(10,2)" }
  rate_code_id: { type: int64 }
  store_and_fwd_flag: { type: string, enum: [Y, N] }
  pickup_location_id: { type: int64 }
  dropoff_location_id: { type: int64 }
  payment_type: { type: int64 }
${MONEY.map((name) => `  ${name}: { type: "numeric(10,2)" }`).join('\n')}
contract: { new_columns: freeze, max_rejected: 0 }
lake: ./lake
warehouse: "duckdb:taxi.duckdb"
`;

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-months-'));
});
after(() => rm(folder, { recursive: true, force: true }));

test('24 real months: every column equals what DuckDB reads in the CSV', {
  skip: !present && 'the corpora are not here',
}, async () => {
  await mkdir(join(folder, 'months'));
  await cp(MONTHS, join(folder, 'months'), { recursive: true });
  await writeFile(join(folder, 'pipeline.yml'), PIPELINE);
  const run = await lakeferry(['run', '--partitions', 'all', '--json'], folder);
  assert.equal(run.code, 0, run.stderr);
  const { results } = JSON.parse(run.stdout) as {
    results: { partition: string; outcome: string; rowsRead: number; rows: number; rejected: number }[];
  };
  assert.equal(results.length, 24);
  for (const result of results) assert.equal(result.rowsRead, result.rows + result.rejected, result.partition);
  assert.equal(
    results.reduce((sum, result) => sum + result.rowsRead, 0),
    240_000,
  );
  assert.equal(
    results.reduce((sum, result) => sum + result.rejected, 0),
    0,
  );

  const duckdb = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await duckdb.connect();
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  for (const file of (await readdir(MONTHS)).sort()) {
    const month = /(\d{4})-(\d{2})/.exec(file);
    assert.ok(month);
    const lake = `read_parquet('${folder}/lake/yellow_sample/year=${month[1]}/month=${month[2]}/part-0.parquet', hive_partitioning = false)`;
    const columns = Object.entries(TYPES).filter(([name]) => name !== 'partition_date');
    const csv = `read_csv('${MONTHS}/${file}', auto_detect = false, strict_mode = false, header = true, delim = ',', quote = '"', columns = {${headerOrder()
      .map((name) => `'${name}': '${TYPES[name]}'`)
      .join(', ')}})`;
    const found = await query(`DESCRIBE SELECT * FROM ${lake}`);
    assert.deepEqual(Object.fromEntries(found.map((row) => [row[0], row[1]])), TYPES, file);
    const facts = columns
      .map(([name, type]) => {
        const sum = type === 'BIGINT' || type.startsWith('DECIMAL') ? `sum("${name}")` : `count(DISTINCT "${name}")`;
        return `count("${name}"), min("${name}")::VARCHAR, max("${name}")::VARCHAR, ${sum}::VARCHAR`;
      })
      .join(', ');
    assert.deepEqual(
      await query(`SELECT count(*), ${facts} FROM ${lake}`),
      await query(`SELECT count(*), ${facts} FROM ${csv}`),
      file,
    );
    assert.deepEqual(await query(`SELECT DISTINCT partition_date::VARCHAR FROM ${lake}`), [
      [`${month[1]}-${month[2]}-01`],
    ]);
  }
  await connection.run(`ATTACH '${folder}/taxi.duckdb' AS taxi (READ_ONLY)`);
  assert.deepEqual(
    await query('SELECT count(*)::INTEGER, count(DISTINCT partition_date)::INTEGER FROM taxi.yellow_sample'),
    [[240_000, 24]],
  );
  connection.closeSync();
  duckdb.closeSync();

  const again = await lakeferry(['run', '--partitions', 'all'], folder);
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stdout, /nothing to do/);
});

function headerOrder(): string[] {
  return [
    'vendor_id',
    'pickup_datetime',
    'dropoff_datetime',
    'passenger_count',
    'trip_distance',
    'rate_code_id',
    'store_and_fwd_flag',
    'pickup_location_id',
    'dropoff_location_id',
    'payment_type',
    'fare_amount',
    'extra',
    'mta_tax',
    'tip_amount',
    'tolls_amount',
    'improvement_surcharge',
    'total_amount',
    'congestion_surcharge',
  ];
}
