import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBench } from './bench.ts';
import { fuzz } from './fuzz.ts';
import { SEEDS } from './fuzz-seeds.ts';

test('C20: damaged files of saved seeds are a table or an error, for any chunks, and no record is lost', async (context) => {
  const bench = await openBench(context);
  const met = new Set<string>();
  for (const seed of SEEDS) {
    const { outcome, rules } = await fuzz(bench, seed);
    for (const name of [outcome, ...rules]) met.add(name);
  }
  assert.deepEqual([...met].sort(), [
    ...['CSV_ENCODING', 'CSV_HEADER', 'CSV_INVALID_CLOSING_QUOTE', 'CSV_QUOTE_NOT_CLOSED'],
    ...['CSV_RECORD_INCONSISTENT_COLUMNS', 'ENCODING', 'INVALID_OPENING_QUOTE', 'NUL', 'SCHEMA_MISSING_COLUMN'],
    ...['SCHEMA_NO_HEADER', 'table', 'type'],
  ]);
});
