import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBench } from '../convert/bench.ts';
import { flipBytes } from '../convert/flips.ts';
import { fuzz } from '../convert/fuzz.ts';
import { roundTrip, roundTripOfGroups } from '../convert/round-trip.ts';

/** `LAKEFERRY_FUZZ_SEED=2` meets other tables, dialects and places. */
const SEED = Number(process.env['LAKEFERRY_FUZZ_SEED'] || 1);

test('2,000 tables in any dialect come back from their Parquet files as they were', async (context) => {
  await roundTrip({ bench: await openBench(context), seed: SEED, runs: 2000, maxRows: 60 });
});

test('20 tables with more rows than a dictionary is judged by come back too', async (context) => {
  await roundTrip({ bench: await openBench(context), seed: SEED, runs: 20, minRows: 21_000, maxRows: 25_000 });
});

test('so do 6 tables of several row groups, whatever stands at their bounds', async (context) => {
  const bench = await openBench(context);
  for (let at = 0; at < 6; at++) await roundTripOfGroups({ bench, seed: SEED * 100 + at, megabytes: 33 });
});

test('Z2: a byte changed in any of 2,000 places of a .csv.gz is an error, or the same table', async (context) => {
  const outcomes = await flipBytes({ bench: await openBench(context), seed: SEED, places: 2000 });
  context.diagnostic(JSON.stringify(outcomes));
  assert.ok((outcomes['GZIP_CORRUPT'] ?? 0) > 1200);
});

test('C20: 3,000 damaged files are a table or an error, for any chunks, and no record is lost', async (context) => {
  const bench = await openBench(context);
  for (let at = 0; at < 3000; at++) await fuzz(bench, SEED * 100_000 + at);
});
