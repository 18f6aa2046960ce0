import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { monthText, writeMonth } from '../../demo/months.ts';

const OPTIONS = { month: '2021-02', rows: 60_000, seed: 7 };

test('a month has the shape and the quirks of an official one', () => {
  const text = [...monthText(OPTIONS)].join('');
  const [header = '', blank, ...records] = text.split('\n');
  assert.equal(header.split(',').length, 18);
  assert.ok(!header.endsWith('\r'), 'the header ends LF');
  assert.equal(blank, '\r', 'one blank line after the header');
  assert.equal(records.pop(), '', 'the last row ends too');
  assert.ok(
    records.every((record) => record.endsWith('\r')),
    'the rows end CR LF',
  );

  const rows = records.map((record) => record.slice(0, -1).split(','));
  assert.equal(rows.length, OPTIONS.rows + 1);
  assert.deepEqual(
    rows.filter((row) => row.length !== 18).map((row) => row.length),
    [3],
    'one row is cut short',
  );

  const whole = rows.filter((row) => row.length === 18);
  const firstEmpty = whole.findIndex((row) => row[3] === '');
  assert.equal(firstEmpty, 55_800, 'the block without passenger_count is the last 7 %');
  assert.ok(whole.every((row, at) => (row[3] === '') === at >= firstEmpty));
  assert.ok(whole.every((row) => Number.isFinite(Number(row[16])) && /^-?\d+(\.\d{1,2})?$/.test(row[16] ?? '')));
  assert.equal(whole.filter((row) => row[1]?.startsWith('2008-12-31')).length, 1, 'a date outside the month');
  assert.ok(whole.every((row) => /^(2021-0[23]|2008-12)-\d\d \d\d:\d\d:\d\d$/.test(row[1] ?? '')));
});

test('the same options give the same text, another seed or month another', () => {
  const sha = (options: typeof OPTIONS) => {
    const hash = createHash('sha256');
    for (const part of monthText(options)) hash.update(part);
    return hash.digest('hex');
  };
  assert.equal(sha({ ...OPTIONS, rows: 3000 }), sha({ ...OPTIONS, rows: 3000 }));
  assert.notEqual(sha({ ...OPTIONS, rows: 3000 }), sha({ ...OPTIONS, rows: 3000, seed: 8 }));
  assert.notEqual(sha({ ...OPTIONS, rows: 3000 }), sha({ ...OPTIONS, rows: 3000, month: '2021-03' }));
});

test('the gzip file holds the text, and no partial file stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-months-'));
  try {
    await writeMonth(join(folder, 'm.csv.gz'), { ...OPTIONS, rows: 5000 });
    const text = gunzipSync(await readFile(join(folder, 'm.csv.gz'))).toString();
    assert.equal(text, [...monthText({ ...OPTIONS, rows: 5000 })].join(''));
    assert.deepEqual(await readdir(folder), ['m.csv.gz']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
