import { test } from 'node:test';
import { openBench } from './bench.ts';
import { roundTrip, roundTripOfGroups } from './round-trip.ts';

test('any table in any dialect comes back from its Parquet file as it was', async (context) => {
  const bench = await openBench(context);
  await roundTrip({ bench, seed: 20210101, runs: 150, maxRows: 25 });
});

test('so does one of several row groups, whatever stands at their bounds', async (context) => {
  await roundTripOfGroups({ bench: await openBench(context), seed: 7, megabytes: 11 });
});
