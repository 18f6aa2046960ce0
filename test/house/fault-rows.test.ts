import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROWS, rowsOf, rowsOfPage, testNames, testsByRow } from './fault-rows.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

test('each row of docs/faults.md is held by a test', async (t) => {
  const found = await testsByRow(at('test'));
  for (const row of ROWS) for (const name of found.get(row) ?? []) t.diagnostic(`${row} → ${name}`);
  assert.deepEqual(
    ROWS.filter((row) => !found.has(row)),
    [],
  );
});

test('no test names a row that docs/faults.md does not have', async () => {
  const found = await testsByRow(at('test'));
  const letters = new Set(ROWS.map((row) => row.charAt(0)).filter((letter) => letter !== 'R'));
  // Of what is printed, whole runs hold more rows than the page has yet.
  const unknown = [...found].filter(([row]) => letters.has(row.charAt(0)) && !ROWS.includes(row));
  assert.deepEqual(unknown, []);
});

test('docs/faults.md has these rows and a fault and an outcome for each', async () => {
  const page = await readFile(at('docs/faults.md'), 'utf8');
  assert.deepEqual(rowsOfPage(page), ROWS);
  const whole = page.split('\n').filter((line) => /^\| [A-Z]\d+ \| [^|]{4,} \| [^|]{4,} \|$/.test(line));
  assert.equal(whole.length, ROWS.length);
});

test('names and their rows are read from the text', () => {
  const text = [
    "test('T1, T3: it\\'s cut', async () => {",
    '  it(`Z1: $[name]`, () => {});',
    '  test("C8: said", () => {});',
    'test(',
    "  'V16: far away',",
    "describe('F1: no test', () => {});",
    "test('C8 without a colon', () => {});",
  ].join('\n');
  const names = testNames(text);
  assert.deepEqual(names, ["T1, T3: it\\'s cut", 'Z1: $[name]', 'C8: said', 'V16: far away', 'C8 without a colon']);
  assert.deepEqual(names.map(rowsOf), [['T1', 'T3'], ['Z1'], ['C8'], ['V16'], []]);
});
