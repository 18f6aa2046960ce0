import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBench } from './bench.ts';
import { flipBytes } from './flips.ts';

test('Z2: a byte changed in any of 667 places of a .csv.gz is an error, or the same table', async (context) => {
  const outcomes = await flipBytes({ bench: await openBench(context), seed: 1, places: 667 });
  context.diagnostic(JSON.stringify(outcomes));
  assert.ok((outcomes['same'] ?? 0) > 0, 'the time in the header says nothing');
  assert.ok((outcomes['GZIP_CORRUPT'] ?? 0) > 400);
});
