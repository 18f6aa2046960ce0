import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { cells, clean, column, pipelineOf } from './fixtures.ts';

/** Real months, where they are at hand. None of their fields is quoted, so that splitting at commas reads them. */
const CORPORA = new URL('../../../shared/corpora/', import.meta.url);
const MONTHS = new URL('taxi-yellow-10k-monthly/', CORPORA);
const HEADS = new URL('taxi-raw-100rows/yellow-taxi/', CORPORA);
const EXCEL = new URL('taxi-excel-dates/yellow_tripdata_2021-01.csv', CORPORA);

function table(text: string): { header: string[]; rows: string[][] } {
  const [header, ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(','));
  return { header: (header as string[]).map((name) => name.trim()), rows };
}

/** Text as a typed column must show it again: the independent half of the comparison. */
function shown(text: string | undefined, type: string): string | null {
  if (text === undefined || text === '') return null;
  return type.startsWith('numeric') ? Number(text).toFixed(2) : text;
}

const wanted = (name: string): string => {
  if (/datetime$/i.test(name)) return 'datetime';
  if (/^(vendor_id|passenger_count|rate_code_id|payment_type|pickup_location_id|dropoff_location_id)$/.test(name))
    return 'int64';
  return /amount|extra|tax|surcharge|distance/.test(name) ? 'numeric(10,2)' : 'string';
};

test('V14: two real months: every cell is what the text says', {
  skip: !existsSync(MONTHS) && 'the taxi months are not here',
}, () => {
  for (const month of ['2018-06', '2019-01']) {
    const bytes = readFileSync(new URL(`yellow_tripdata_sample_${month}.csv.gz`, MONTHS));
    const { header, rows } = table(gunzipSync(bytes).toString());
    const types = header.map(wanted);
    const cleaned = clean({
      header,
      rows,
      pipeline: pipelineOf(header.map((name, at) => column(name, types[at] as string))),
    });
    assert.deepEqual(
      cleaned.rejected.map(({ rule, column: name, value }) => [rule, name, value]),
      [],
    );
    assert.equal(cleaned.batch.rows, 10_000);
    const found = cells(cleaned);
    rows.forEach((row, at) => {
      assert.deepEqual(
        found[at],
        header.map((_, c) => shown(row[c], types[c] as string)),
        `${month} row ${at}`,
      );
    });
  }
});

test('V14: 24 real months: trips of other months, trips that end before they begin and odd counts are all kept', {
  skip: !existsSync(MONTHS) && 'the taxi months are not here',
}, () => {
  const columns = ['pickup_datetime', 'dropoff_datetime', 'passenger_count', 'total_amount'];
  const pipeline = pipelineOf(
    columns.map((name) => column(name, wanted(name))),
    { contract: { newColumns: 'discard' } },
  );
  const counts = { rows: 0, strays: 0, backwards: 0, negative: 0, empty: 0, full: 0 };
  for (const name of readdirSync(MONTHS).sort()) {
    const month = /\d{4}-\d{2}/.exec(name)?.[0] as string;
    const cleaned = clean({ ...table(gunzipSync(readFileSync(new URL(name, MONTHS))).toString()), pipeline });
    assert.equal(cleaned.rejected.length, 0, month);
    for (const [pickup, dropoff, passengers, total] of cells(cleaned) as [string, string, string, string][]) {
      counts.rows++;
      if (!pickup.startsWith(month)) counts.strays++;
      if (dropoff < pickup) counts.backwards++;
      if (Number(total) < 0) counts.negative++;
      if (passengers === '0') counts.empty++;
      if (Number(passengers) >= 7) counts.full++;
    }
  }
  // As Python's csv module counts them.
  assert.deepEqual(counts, { rows: 240_000, strays: 8, backwards: 2, negative: 308, empty: 4515, full: 4 });
});

test('V2, V3: the heads of all months 2009 … 2017: binary noise becomes the decimal it spells, or is rejected', {
  skip: !existsSync(HEADS) && 'the heads of the official months are not here',
}, () => {
  let noisy = 0;
  let inexact = 0;
  for (const name of readdirSync(HEADS).filter((file) => file.endsWith('.csv'))) {
    const { header, rows } = table(readFileSync(new URL(name, HEADS), 'utf8'));
    const money = header.filter((text) => /total_am/i.test(text) || /^fare_am/i.test(text));
    const columns = money.map((text, at) => column(`c${at}`, 'numeric(10,2)', { from: [text] }));
    const cleaned = clean({ header, rows, pipeline: pipelineOf(columns, { contract: { newColumns: 'discard' } }) });
    // Sums that are off by one unit in the last place are not the double of any amount: no rule can call them exact.
    for (const { value } of cleaned.rejected) {
      assert.ok((String(Number(value)).split('.')[1] ?? '').length > 2, `${name}: ${value}`);
      inexact++;
    }
    const rejected = new Set(cleaned.rejected.map(({ line }) => line - 2));
    const places = money.map((text) => header.indexOf(text));
    const found = cells(cleaned);
    rows
      .filter((_, at) => !rejected.has(at))
      .forEach((row, at) => {
        noisy += places.filter((place) => (row[place] as string).length > 15).length;
        assert.deepEqual(
          found[at]?.slice(0, money.length),
          places.map((place) => shown(row[place], 'numeric')),
          name,
        );
      });
  }
  assert.ok(noisy > 500 && inexact < noisy / 50, `${noisy} noisy values seen, ${inexact} inexact`);
});

test('V11: a month re-saved by a spreadsheet: rejected without a format, read with one', {
  skip: !existsSync(EXCEL) && 'the month from a spreadsheet is not here',
}, () => {
  const { header, rows } = table(readFileSync(EXCEL, 'utf8'));
  const read = (more: { format?: string }) =>
    clean({
      header,
      rows,
      pipeline: pipelineOf([column('tpep_pickup_datetime', 'datetime', more)], { contract: { newColumns: 'discard' } }),
    });
  assert.equal(read({}).batch.rows, 0);
  const formatted = read({ format: 'DD/MM/YYYY HH:mm' });
  assert.equal(formatted.batch.rows, rows.length);
  assert.deepEqual(cells(formatted)[0], ['2021-01-01 00:30:00']);
});
