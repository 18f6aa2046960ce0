import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeMonth } from '../../demo/months.ts';
import { createArrowFile, openArrow } from '../../src/arrow/arrow.ts';
import { createParquetFile, type WrittenFile } from '../../src/parquet/file.ts';
import { encodeRowGroup } from '../../src/parquet/row-group.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';
import { column, pipelineOf } from '../clean/fixtures.ts';
import { cleaned } from './cleaned.ts';
import { files, withFolder } from './streams.ts';

/** Real trips that nobody in this project wrote: 24 months of 10,000 rows. */
const MONTHS = fileURLToPath(new URL('../../../shared/corpora/taxi-yellow-10k-monthly', import.meta.url));

const whole = (name: string, ...from: string[]) => column(name, 'int64', { from: [name, ...from] });
const time = (name: string) => column(name, 'datetime', { from: [name, `tpep_${name}`], required: true });
const TRIPS = pipelineOf([
  whole('vendor_id', 'VendorID'),
  time('pickup_datetime'),
  time('dropoff_datetime'),
  whole('passenger_count'),
  column('trip_distance', 'numeric(10,2)'),
  whole('rate_code_id', 'RatecodeID'),
  column('store_and_fwd_flag', 'string', { enum: ['Y', 'N'] }),
  whole('pickup_location_id', 'PULocationID'),
  whole('dropoff_location_id', 'DOLocationID'),
  whole('payment_type'),
  column('fare_amount', 'float64'),
  ...['extra', 'mta_tax', 'tip_amount', 'tolls_amount', 'improvement_surcharge', 'total_amount'].map((name) =>
    column(name, 'numeric(10,2)'),
  ),
  column('congestion_surcharge', 'numeric(30,2)', { optional: true }),
  // No month has it: a column of nulls, and one of a single value.
  column('nothing', 'timestamp', { optional: true }),
  column('always', 'datetime', { optional: true, fill: '2021-01-01 00:00:00' }),
]);

async function toParquet(path: string, schema: Schema, batches: AsyncIterable<Batch>): Promise<WrittenFile> {
  const file = await createParquetFile({ files, path, schema, codec: 'zstd' });
  for await (const batch of batches) await file.append(encodeRowGroup(batch, { codec: 'zstd' }));
  return file.close();
}

/** One step and two steps over the same file; returns the row groups. */
async function assertSameWay(raw: string, folder: string): Promise<number> {
  const name = (kind: string) => join(folder, `${raw.replace(/.*\//, '')}.${kind}`);
  const clean = () => cleaned({ raw, pipeline: TRIPS, partitionDate: '2021-01-01' });
  const { schema, batches } = await clean();
  const direct = await toParquet(name('direct.parquet'), schema, batches);
  const file = await createArrowFile({ files, path: name('arrows'), schema });
  for await (const batch of (await clean()).batches) await file.append(batch);
  const written = await file.close();
  const opened = await openArrow({ files, path: written.path, schema, signal: new AbortController().signal });
  const stepped = await toParquet(name('stepped.parquet'), schema, opened.batches());
  assert.deepEqual({ ...stepped, path: '' }, { ...direct, path: '' }, raw);
  const { path: _, ...counts } = written;
  assert.deepEqual(opened.counts(), counts);
  assert.equal(written.rows, direct.rows);
  return direct.rowGroups;
}

test('24 real months: clean → arrow → parquet gives the bytes of clean → parquet', {
  skip: !existsSync(MONTHS) && 'the corpora are not here',
}, async () => {
  await withFolder(async (folder) => {
    const months = readdirSync(MONTHS).filter((name) => name.endsWith('.csv.gz'));
    assert.equal(months.length, 24);
    for (const month of months) await assertSameWay(join(MONTHS, month), folder);
  });
});

test('a month of several row groups', async () => {
  await withFolder(async (folder) => {
    const raw = join(folder, 'yellow_tripdata_2021-01.csv.gz');
    await writeMonth(raw, { month: '2021-01', rows: 250_000, seed: 7 });
    assert.ok((await assertSameWay(raw, folder)) > 1);
  });
});
