import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDuckdb } from '../../bench/loads/duckdb.ts';
import { publishMonth } from '../../bench/published-month.ts';
import { testFolder } from './folder.ts';

test('a month is replaced by the warehouse and by hand, and both files hold the same rows', async (t) => {
  const folder = await testFolder(t);
  const month = await publishMonth(folder, 2000);
  assert.equal(month.rows, 2000);
  for (const months of [1, 3]) {
    const options = { folder, rounds: 2, rows: 2000, python: false, say: () => {} };
    const { key, rows } = await loadDuckdb(month, months, options);
    assert.equal(key, `duckdb-${months}`);
    assert.deepEqual(
      rows.map((row) => [row.key, row.samples.length]),
      [
        ['ours', 2],
        ['by-hand', 2],
      ],
    );
  }
});
