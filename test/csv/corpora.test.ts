import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readText } from './csv-reading.ts';

// Real files that nobody in this project wrote; the tests run where the files are, and say so where they are not.
const CORPORA = '../shared/corpora';

function filesOf(folder: string, ending: string): string[] {
  const path = join(CORPORA, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(path, name));
}

const spectrum = filesOf('csv-spectrum/csvs', '.csv');
test('C1: csv-spectrum is here with its 12 files', {
  skip: spectrum.length === 0 && 'csv-spectrum is not here',
}, () => {
  assert.equal(spectrum.length, 12);
});

for (const file of spectrum) {
  test(`C1: csv-spectrum: ${file.split('/').at(-1)}`, async () => {
    const bytes = readFileSync(file);
    const read = await readText(bytes, { chunk: 7 });
    if (file.endsWith('location_coordinates.csv')) {
      // Its one record has a quote inside an unquoted field, and its JSON another phone number than the file.
      assert.deepEqual([read.rows, read.malformed.map(({ rule }) => rule)], [[], ['INVALID_OPENING_QUOTE']]);
      return;
    }
    let json = readFileSync(file.replaceAll('csvs', 'json').replace('.csv', '.json'), 'utf8');
    // Files named CR LF that a checkout has turned into LF.
    if (!bytes.includes('\r')) json = json.replaceAll('\\r\\n', '\\n');
    const rows = read.rows.map((row) => Object.fromEntries(read.header.map((name, at) => [name, row[at]])));
    assert.deepEqual(rows, JSON.parse(json));
  });
}

const months = filesOf('taxi-raw-100rows', '.csv');
test('C3, C4, C6: the heads of the official months: every row is read, as csv-parse reads it', {
  skip: months.length === 0 && 'the official months are not here',
}, async () => {
  let rows = 0;
  let dropped = 0;
  let blank = 0;
  for (const file of months) {
    const bytes = readFileSync(file);
    const read = await readText(bytes, { chunk: 1000, csv: { extraEmptyColumns: 'drop' } });
    const [, ...expected] = parse(bytes, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as string[][];
    assert.deepEqual(read.malformed, [], file);
    assert.deepEqual(
      read.rows,
      expected.map((row) => row.slice(0, read.header.length)),
      file,
    );
    assert.ok(read.header.every((name) => name === name.trim() && name !== ''));
    assert.ok(read.rows.every((row) => !row.at(-1)?.includes('\r')));
    rows += read.rows.length;
    dropped += read.counts.droppedExtra;
    blank += read.counts.blank;
  }
  assert.ok(rows > 5000, `${rows} rows`);
  assert.ok(dropped > 0, 'the months of late 2016 are wider than their header');
  assert.ok(blank > 0, 'some months have an empty line behind the header');
});

for (const file of filesOf('taxi-yellow-10k-monthly', '.csv.gz').slice(11, 14)) {
  test(`a month of 10,000 rows: ${file.split('/').at(-1)}`, async () => {
    const read = await readText(gunzipSync(readFileSync(file)), { chunk: 65_536, groupBytes: 300_000 });
    assert.deepEqual([read.header.length, read.rows.length, read.malformed.length], [18, 10_000, 0]);
    assert.ok(read.groups.length > 2);
  });
}
