import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareReaders } from './conformance.ts';
import { DIFFERENCES } from './corpus-differences.ts';
import { COUNTS, corpusNames, here } from './corpus-files.ts';

/** `LAKEFERRY_CORPORA_SEED=2` takes another third; test/heavy takes all of them. */
const SEED = Number(process.env['LAKEFERRY_CORPORA_SEED'] || 0);

test(
  'C20: a third of all real CSV files is read as csv-parse and DuckDB read them, or the difference is listed',
  here,
  async (context) => {
    const names = corpusNames();
    const folders = names.map((name) => name.replace(/\/.*/, ''));
    assert.deepEqual(
      Object.keys(COUNTS).map((folder) => folders.filter((each) => each === folder).length),
      Object.values(COUNTS),
    );
    const before = process.memoryUsage.rss();
    const taken = names.filter((name, at) => at % 3 === SEED % 3 || name in DIFFERENCES);
    const { whole, toFault, different, faults } = await compareReaders(taken);
    context.diagnostic(
      `${whole} files whole, ${toFault} to a fault (${JSON.stringify(faults)}), ${different.length} listed`,
    );
    assert.deepEqual(different, Object.keys(DIFFERENCES));
    assert.ok(different.length <= 0.05 * names.length);
    assert.ok(whole > 180 && toFault > 90, `${whole}, ${toFault}`);
    assert.ok(process.memoryUsage.rss() - before < 512 * 2 ** 20);
  },
);
