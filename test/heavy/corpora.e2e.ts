import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareReaders } from '../csv/conformance.ts';
import { DIFFERENCES } from '../csv/corpus-differences.ts';
import { corpusNames, here } from '../csv/corpus-files.ts';

test(
  'C20: every real CSV file is read as csv-parse and DuckDB read it, or the difference is listed',
  here,
  async (context) => {
    const { whole, toFault, different, faults } = await compareReaders(corpusNames());
    context.diagnostic(
      `${whole} files whole, ${toFault} to a fault (${JSON.stringify(faults)}), ${different.length} listed`,
    );
    assert.deepEqual(different, Object.keys(DIFFERENCES));
    assert.ok(different.length <= 0.05 * (whole + toFault));
  },
);
