import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnNames } from '../../src/init/column-name.ts';
import { neighboursOf } from '../../src/init/neighbours.ts';
import { nameOf, templateOf } from '../../src/init/url-template.ts';

test('the date of a file becomes tokens, wherever parts of it stand, and nothing else does', () => {
  const cases: [url: string, template: string, partition: string | undefined][] = [
    ['https://h/yellow_tripdata_2021-01.csv.gz', 'https://h/yellow_tripdata_{YYYY}-{MM}.csv.gz', '2021-01'],
    ['https://h/2021/trips_2021-01.csv', 'https://h/{YYYY}/trips_{YYYY}-{MM}.csv', '2021-01'],
    ['https://h/2021/01/trips.csv', 'https://h/{YYYY}/{MM}/trips.csv', '2021-01'],
    ['https://h/year=2021/month=01/part-0.parquet', 'https://h/year={YYYY}/month={MM}/part-0.parquet', '2021-01'],
    ['obs/2022-12-30.csv', 'obs/{YYYY}-{MM}-{DD}.csv', '2022-12-30'],
    ['https://h/20221230/x_20221230.json', 'https://h/{YYYY}{MM}{DD}/x_{YYYY}{MM}{DD}.json', '2022-12-30'],
    ['https://h/release-2019/census_2021.csv', 'https://h/release-2019/census_{YYYY}.csv', '2021'],
    ['https://2021.example.org/zones.csv', 'https://2021.example.org/zones.csv', undefined],
    ['https://h/id-123456789/zones.csv', 'https://h/id-123456789/zones.csv', undefined],
    ['https://h/t_{YYYY}-{MM}.csv', 'https://h/t_{YYYY}-{MM}.csv', undefined],
  ];
  for (const [url, template, partition] of cases) {
    const found = templateOf(url);
    assert.deepEqual([found.url, found.partition], [template, partition], url);
  }
  assert.deepEqual(
    ['{YYYY}-{MM}-{DD}', '{YYYY}-{MM}', '{YYYY}', ''].map((part) => templateOf(`https://h/${part}x.csv`).by),
    ['day', 'month', 'year', 'none'],
  );
});

test('a dataset is named by its file, without date and endings', () => {
  const cases = {
    'https://h/a/yellow_tripdata_{YYYY}-{MM}.csv.gz': 'yellow_tripdata',
    'https://h/taxi zones.csv?key=1': 'taxi_zones',
    'observations/{YYYY}-{MM}-{DD}.csv': 'observations',
    'https://h/{YYYY}.csv': 'h',
  };
  for (const [url, name] of Object.entries(cases)) assert.equal(nameOf(url), name, url);
});

test('headers become names that every warehouse takes, each once', () => {
  assert.deepEqual(
    columnNames([
      'VendorID',
      'tpep_pickup_datetime',
      'PULocationID',
      'Trip Distance (km)',
      'Größe',
      '2nd',
      '',
      'vendor id',
      'year',
    ]),
    [
      'vendor_id',
      'tpep_pickup_datetime',
      'pu_location_id',
      'trip_distance_km',
      'grosse',
      '_2nd',
      'column',
      'vendor_id_2',
      'year_in_file',
    ],
  );
});

test('beside a partition lie the next, the one before and the one of a year ago', () => {
  assert.deepEqual(neighboursOf('2021-01'), ['2021-02', '2020-12', '2020-01']);
  assert.deepEqual(neighboursOf('2021-12-31'), ['2022-01-01', '2021-12-30', '2020-12-01']);
  assert.deepEqual(neighboursOf('2021'), ['2022', '2020']);
});
