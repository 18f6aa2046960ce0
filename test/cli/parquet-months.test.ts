import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { runMain } from './in-process.ts';

/** The publisher's own months: full, official, Parquet. What the lake and the warehouse hold must be what DuckDB reads in them. */
const MONTHS = fileURLToPath(new URL('../../../shared/corpora/taxi-green-parquet', import.meta.url));

/** Column of the table, its type, and what the publisher calls it. */
const COLUMNS: readonly (readonly [name: string, type: string, from: string])[] = [
  ['vendor_id', 'int64', 'VendorID'],
  ['pickup_at', 'datetime', 'lpep_pickup_datetime'],
  ['dropoff_at', 'datetime', 'lpep_dropoff_datetime'],
  ['store_and_fwd_flag', 'string', 'store_and_fwd_flag'],
  ['rate_code_id', 'int64', 'RatecodeID'],
  ['pickup_location_id', 'int64', 'PULocationID'],
  ['passenger_count', 'int64', 'passenger_count'],
  ['trip_distance', 'float64', 'trip_distance'],
  ['fare_amount', 'numeric(10,2)', 'fare_amount'],
  ['ehail_fee', 'numeric(10,2)', 'ehail_fee'],
  ['total_amount', 'numeric(10,2)', 'total_amount'],
  ['payment_type', 'int64', 'payment_type'],
  ['trip_type', 'int64', 'trip_type'],
];
const SQL_TYPES: Readonly<Record<string, string>> = {
  int64: 'BIGINT',
  datetime: 'TIMESTAMP',
  string: 'VARCHAR',
  float64: 'DOUBLE',
  'numeric(10,2)': 'DECIMAL(10,2)',
};

test('two real months of Parquet end in a folder lake and DuckDB as DuckDB itself reads them', {
  skip: !existsSync(MONTHS) && 'the corpora are not here',
}, async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-parquet-months-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const lines = COLUMNS.map(([name, type, from]) => `  ${name}: { type: "${type}", from: ${from} }`);
  await writeFile(
    join(folder, 'pipeline.yml'),
    `name: green
description: Green taxi months as the publisher has them
owner: data@example.org
source: { url: "${MONTHS}/green_tripdata_{YYYY}-{MM}.parquet" }
partitions: { by: month, start: 2023-12, end: 2024-01 }
columns:
${lines.join('\n')}
contract: { new_columns: discard, max_rejected: 0 }
lake: ./lake
warehouse: "duckdb:taxi.duckdb"
`,
  );
  const run = await runMain(['run', '--partitions', 'all', '--json'], { folder });
  assert.equal(run.code, 0, run.stderr);
  const { results } = JSON.parse(run.stdout) as { results: { rowsRead: number; rows: number; rejected: number }[] };
  assert.deepEqual(
    results.map(({ rowsRead, rows, rejected }) => [rowsRead, rows, rejected]),
    [
      [64_215, 64_215, 0],
      [56_551, 56_551, 0],
    ],
  );

  const duckdb = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await duckdb.connect();
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  await connection.run(`ATTACH '${folder}/taxi.duckdb' AS taxi (READ_ONLY)`);
  for (const month of ['2023-12', '2024-01']) {
    const [year, number] = month.split('-');
    const lake = `read_parquet('${folder}/lake/green/year=${year}/month=${number}/part-0.parquet', hive_partitioning = false)`;
    const table = `(FROM taxi.green WHERE partition_date = DATE '${month}-01')`;
    const theirs = `read_parquet('${MONTHS}/green_tripdata_${month}.parquet')`;
    const ours = COLUMNS.map(([name]) => `"${name}"`).join(', ');
    const cast = COLUMNS.map(([, type, from]) => `"${from}"::${SQL_TYPES[type]}`).join(', ');
    for (const place of [lake, table]) {
      const left = await query(
        `SELECT count(*)::INTEGER FROM (SELECT ${ours} FROM ${place} EXCEPT ALL SELECT ${cast} FROM ${theirs})`,
      );
      const right = await query(
        `SELECT count(*)::INTEGER FROM (SELECT ${cast} FROM ${theirs} EXCEPT ALL SELECT ${ours} FROM ${place})`,
      );
      assert.deepEqual([left, right], [[[0]], [[0]]], month);
    }
  }
  connection.closeSync();
  duckdb.closeSync();
  const again = await runMain(['run', '--partitions', 'all'], { folder });
  assert.match(again.stdout, /nothing to do/);
});
