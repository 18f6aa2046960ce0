import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnSpec } from '../../src/base/ports/warehouse.ts';
import { startBench } from './bigquery-fixture.ts';

/** Values as SQL literals, and as the table shows them. */
const TYPES: [type: string, unit: 'ms' | 'us' | undefined, values: [literal: string, shown: string | null][]][] = [
  [
    'int64',
    undefined,
    [
      ['9223372036854775807', '9223372036854775807'],
      ['-9223372036854775808', '-9223372036854775808'],
      ['NULL', null],
    ],
  ],
  [
    'float64',
    undefined,
    [
      ['0.1', '0.1'],
      ['1e300', '1e+300'],
      ["'NaN'", 'NaN'],
    ],
  ],
  [
    'bool',
    undefined,
    [
      ['true', 'true'],
      ['false', 'false'],
      ['NULL', null],
    ],
  ],
  [
    'string',
    undefined,
    [
      ["''", ''],
      ["'Zürich 🚕 — Ωmega'", 'Zürich 🚕 — Ωmega'],
      ['NULL', null],
    ],
  ],
  [
    'date',
    undefined,
    [
      ["'0001-01-01'", '0001-01-01'],
      ["'9999-12-31'", '9999-12-31'],
      ["'2020-02-29'", '2020-02-29'],
    ],
  ],
  [
    'datetime',
    'us',
    [
      ["'2021-03-14 02:30:00.789123'", '2021-03-14 02:30:00.789123'],
      ["'0001-01-01 00:00:00'", '0001-01-01 00:00:00'],
      ['NULL', null],
    ],
  ],
  [
    'datetime',
    'ms',
    [
      ["'2021-11-07 01:30:00.123'", '2021-11-07 01:30:00.123'],
      ['NULL', null],
      ['NULL', null],
    ],
  ],
  [
    'timestamp',
    'us',
    [
      ["'2021-03-14 02:30:00.789123+00'", '2021-03-14 02:30:00.789123+00'],
      ["'2021-03-14 02:30:00+05:30'", '2021-03-13 21:00:00+00'],
      ['NULL', null],
    ],
  ],
  [
    'numeric(10,2)',
    undefined,
    [
      ['12345678.90', '12345678.90'],
      ['-0.01', '-0.01'],
      ['NULL', null],
    ],
  ],
  [
    'numeric(38,9)',
    undefined,
    [
      ['99999999999999999999999999999.999999999', '99999999999999999999999999999.999999999'],
      ['-0.000000001', '-0.000000001'],
      ['NULL', null],
    ],
  ],
  [
    'numeric(29,0)',
    undefined,
    [
      ['99999999999999999999999999999', '99999999999999999999999999999'],
      ['0', '0'],
      ['NULL', null],
    ],
  ],
];

test('every type comes out as it went in', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const columns: ColumnSpec[] = TYPES.map(([type, unit], at) => ({
    name: `c${at}`,
    type,
    required: false,
    ...(unit === undefined ? {} : { unit }),
  }));
  const rows = [0, 1, 2].map((row) => TYPES.map(([, , values]) => values[row]?.[0]).join(', '));
  const { partitionDate: _, ...whole } = await requestOf(columns, rows, { partition: 'none' });
  await open().load(whole);
  const found = await server.sql('SELECT * FROM taxi.yellow');
  for (const [at, [type, , values]] of TYPES.entries()) {
    assert.deepEqual(
      found.map((row) => row[at]),
      values.map(([, shown]) => shown),
      type,
    );
  }
  const loads = server
    .jobs()
    .map((job) => (job['configuration'] as { load?: { autodetect: boolean; decimalTargetTypes: string[] } }).load);
  const used = loads.find((each) => each !== undefined);
  assert.deepEqual([used?.autodetect, used?.decimalTargetTypes], [false, ['NUMERIC', 'BIGNUMERIC']]);
});

test('a file with other types than its columns say is refused by the job, and told without a value', async (context) => {
  const { open, requestOf } = await startBench(context);
  const wanted = await requestOf(
    [
      { name: 'a', type: 'string', required: false },
      { name: 'partition_date', type: 'date', required: true },
    ],
    ["'s3cret', '2021-01-01'"],
  );
  const [, day] = wanted.columns;
  const columns = [{ name: 'a', type: 'int64', required: false }, day as ColumnSpec];
  await assert.rejects(open().load({ ...wanted, columns }), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'WAREHOUSE_DATA');
    assert.match(error.message, /did not load 2021-01: invalid: .*Parquet column 'a' has type VARCHAR/);
    assert.doesNotMatch(error.message, /s3cret/);
    return true;
  });
});
