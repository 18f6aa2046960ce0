import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from './csv-reading.ts';

function table(rows: number, value: (row: number) => string): { text: string; rows: string[][] } {
  const cells = Array.from({ length: rows }, (_, row) => [String(row % 3), value(row)]);
  return { text: `few,many\n${cells.map((row) => row.join(',')).join('\n')}\n`, rows: cells };
}

test('a column of more distinct values than a dictionary holds turns direct and keeps every value', async () => {
  const { text, rows } = table(70_000, (row) => `v${row}`);
  const read = await readText(text, { chunk: 100_000 });
  assert.deepEqual(read.kinds, [['dictionary', 'direct']]);
  assert.deepEqual(read.rows, rows);
});

test('above 20,000 rows a column with more than half of them distinct is direct', async () => {
  const kinds = async (rows: number, distinct: number) =>
    (await readText(table(rows, (row) => `v${row % distinct}`).text)).kinds[0]?.[1];
  assert.equal(await kinds(20_000, 20_000), 'dictionary');
  assert.equal(await kinds(24_000, 12_000), 'dictionary');
  assert.equal(await kinds(24_000, 12_001), 'direct');
});

test('each group begins its dictionaries anew', async () => {
  const { text, rows } = table(70_000, (row) => (row < 66_000 ? `v${row}` : 'same'));
  const read = await readText(text, { groupBytes: 590_000 });
  assert.deepEqual(read.kinds[0], ['dictionary', 'direct']);
  assert.deepEqual(read.kinds.at(-1), ['dictionary', 'dictionary']);
  assert.deepEqual(read.rows, rows);
});
