import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BindOptions } from '../../src/clean/bind-options.ts';
import { bindColumns } from '../../src/clean/binding.ts';
import { createCleaner } from '../../src/clean/clean.ts';
import { columnName, nearestName } from '../../src/clean/header-name.ts';
import { batchOf, cells, column, pipelineOf } from './fixtures.ts';

const COLUMNS = [
  column('vendor_id', 'int64', { from: ['VendorID', 'vendor_id'], description: 'who' }),
  column('pickup_at', 'datetime', { from: ['tpep_pickup_datetime'], required: true, line: 12 }),
  column('total', 'numeric(10,2)', { line: 13 }),
  column('surcharge', 'numeric(10,2)', { optional: true }),
];
const HEADER = ['VendorID', 'tpep_pickup_datetime', 'total', 'surcharge'];

function bind(
  header: readonly string[],
  more: Partial<BindOptions> & { newColumns?: 'evolve' | 'freeze' | 'discard' } = {},
) {
  const { newColumns = 'evolve', ...options } = more;
  return bindColumns({
    header,
    pipeline: pipelineOf(COLUMNS, { contract: { newColumns } }),
    evolved: [],
    partition: '2021-01',
    file: 'trips.csv',
    ...options,
  });
}

test('the pipeline’s columns in its order, then new ones, then partition_date', () => {
  const binding = bind(['tip', 'total', 'vendor_id', 'tpep_pickup_datetime', 'Airport_fee'], {
    evolved: [{ name: 'cbd_fee', from: 'CBD fee' }],
    partitionDate: '2021-01-01',
  });
  assert.deepEqual(
    binding.schema.map(({ name, type, required }) => [name, type.kind, required]),
    [
      ['vendor_id', 'int64', false],
      ['pickup_at', 'datetime', true],
      ['total', 'numeric', false],
      ['surcharge', 'numeric', false],
      ['cbd_fee', 'string', false],
      ['tip', 'string', false],
      ['airport_fee', 'string', false],
      ['partition_date', 'date', true],
    ],
  );
  assert.equal(binding.schema[0]?.description, 'who');
  assert.deepEqual(binding.direct, [false, false, false, true, false]);
  assert.deepEqual(binding.added, [
    { name: 'tip', from: 'tip' },
    { name: 'airport_fee', from: 'Airport_fee' },
  ]);
  assert.equal(binding.warnings.length, 2);
  assert.equal(bind(HEADER).schema.length, 4, 'no partition_date without a date');
});

test('the bound columns carry their values; absent ones are null or fill', () => {
  const columns = [
    column('a', 'int64'),
    column('gone', 'int64', { optional: true }),
    column('filled', 'int64', { optional: true, required: true, fill: '7' }),
    column('word', 'string', { optional: true, fill: 'none' }),
  ];
  const pipeline = pipelineOf(columns);
  const header = ['extra', 'a'];
  const binding = bindColumns({
    header,
    pipeline,
    evolved: [{ name: 'old', from: 'old' }],
    partition: '2021-01',
    partitionDate: '2021-01-01',
    file: 'f',
  });
  const cleaned = createCleaner({ binding, pipeline }).clean(
    batchOf(
      [
        ['x', '1'],
        ['', '1'],
        ['x', '1'],
      ],
      binding.direct,
    ),
  );
  assert.deepEqual(cells(cleaned), [
    ['1', null, '7', 'none', null, 'x', '2021-01-01'],
    ['1', null, '7', 'none', null, null, '2021-01-01'],
    ['1', null, '7', 'none', null, 'x', '2021-01-01'],
  ]);
  assert.deepEqual(
    cleaned.columns.map(({ nulls, fills }) => [nulls, fills]),
    [
      [0, 0],
      [3, 0],
      [0, 3],
      [0, 3],
      [3, 0],
      [1, 0],
      [0, 0],
    ],
  );
});

test('C2: missing columns: all of them, with the nearest header and the fix', () => {
  assert.throws(() => bind(['VendorID', 'Trip_Pickup_DateTime', 'surcharge']), {
    code: 'SCHEMA_MISSING_COLUMN',
    exitCode: 3,
    message:
      'trips.csv: the header lacks 2 columns: ' +
      'pickup_at (pipeline.yml:12, looked for "tpep_pickup_datetime"; is it "Trip_Pickup_DateTime"? then write from: [tpep_pickup_datetime, Trip_Pickup_DateTime]); ' +
      'total (pipeline.yml:13, looked for "total"; if files may lack it, add optional: true)',
  });
  const strict = pipelineOf([column('a', 'int64'), column('b', 'int64', { optional: true, required: true })]);
  assert.throws(
    () => bindColumns({ header: ['a'], pipeline: strict, evolved: [], partition: 'none', file: 'f' }),
    { code: 'SCHEMA_MISSING_COLUMN' },
    'required, so it cannot be absent without a fill',
  );
});

test('new columns: freeze names all of them, discard leaves them out, evolve adds them', () => {
  const header = [...HEADER, 'tip', 'Airport fee'];
  assert.throws(() => bind(header, { newColumns: 'freeze' }), {
    code: 'SCHEMA_NEW_COLUMN',
    message: /2 columns that pipeline\.yml does not name: "tip", "Airport fee"; add them to columns/,
  });
  const discarded = bind(header, { newColumns: 'discard' });
  assert.deepEqual(discarded.ignored, ['tip', 'Airport fee']);
  assert.deepEqual(discarded.direct, [false, true, false, false, true, true]);
  assert.equal(discarded.schema.length, 4);
  assert.match(discarded.warnings.join(), /tip, Airport fee/);
  assert.deepEqual(bind(header).added, [
    { name: 'tip', from: 'tip' },
    { name: 'airport_fee', from: 'Airport fee' },
  ]);
  const known = bind(header, {
    newColumns: 'freeze',
    evolved: [
      { name: 'tip', from: 'tip' },
      { name: 'airport_fee', from: 'Airport fee' },
    ],
  });
  assert.deepEqual([known.added, known.schema.length], [[], 6], 'what an earlier file added is not new');
});

test('an evolved column that the pipeline file has since named, and one whose header changed its spelling', () => {
  const named = bind(HEADER, { evolved: [{ name: 'total', from: 'Total' }] });
  assert.equal(named.schema.length, 4);
  const renamed = bind([...HEADER, 'airport_fee'], { evolved: [{ name: 'airport_fee', from: 'Airport_fee' }] });
  assert.deepEqual([renamed.added, renamed.sources[4]], [[], { kind: 'header', at: 4 }]);
  assert.match(
    renamed.warnings.join(),
    /"airport_fee" is read as the column airport_fee, which came from "Airport_fee"/,
  );
});

test('C12, C14: a new header that makes no column name, or one that is taken', () => {
  const named = { code: 'SCHEMA_COLUMN_NAME' };
  assert.throws(() => bind([...HEADER, 'TOTAL']), {
    ...named,
    message: /would become the column total, which is there already; name it in pipeline\.yml/,
  });
  for (const [first, second] of [
    ['Tip', 'tip'],
    ['tip', 'TIP'],
    ['a b', 'a.b'],
    ['\u00e9', 'e\u0301'],
  ] as const) {
    const message = new RegExp(`new header ${JSON.stringify(second).replaceAll('.', '\\.')} would become the column`);
    assert.throws(() => bind([...HEADER, first, second]), { ...named, message });
  }
  assert.throws(() => bind([...HEADER, 'partition date']), named);
  // A reader that knows the hive rule would find them twice.
  for (const header of ['Month', 'YEAR']) {
    assert.throws(() => bind([...HEADER, header]), { ...named, message: /which is in the lake's path already/ });
  }
  assert.deepEqual(bind([...HEADER, 'day']).added, [{ name: 'day', from: 'day' }]);
  assert.throws(() => bind([...HEADER, 'x'.repeat(301)]), { ...named, message: /cannot be made a column name/ });
  assert.throws(() => bind([...HEADER, '温度']), { ...named, message: /cannot be made a column name/ });
});

test('two headers for one column, and one header for two columns', () => {
  assert.throws(() => bind([...HEADER, 'vendor_id']), {
    code: 'SCHEMA_AMBIGUOUS_COLUMN',
    message: /headers "VendorID" and "vendor_id" both match the column vendor_id/,
  });
  const twice = pipelineOf([column('a', 'int64', { from: ['x'] }), column('b', 'int64', { from: ['x'] })]);
  assert.throws(() => bindColumns({ header: ['x'], pipeline: twice, evolved: [], partition: 'none', file: 'f' }), {
    code: 'SCHEMA_AMBIGUOUS_COLUMN',
    message: /header "x" matches the columns a and b/,
  });
});

test('C2, C16, C18: a wrong delimiter and a missing header line are told for what they are', () => {
  assert.throws(() => bind(['VendorID;tpep_pickup_datetime;total']), {
    code: 'SCHEMA_DELIMITER',
    message:
      /^trips\.csv:1: 1 column found, expected 4: is csv\.delimiter right\? The line holds ";"; pipeline\.yml says ","$/,
  });
  const nine = pipelineOf(Array.from({ length: 9 }, (_, at) => column(`c${at}`, 'int64')));
  const semicolons = { ...nine, csv: { ...nine.csv, delimiter: ';' } };
  for (const delimiter of [';', '\t', '|', ',']) {
    const header = [nine.columns.map(({ name }) => name).join(delimiter)];
    const pipeline = delimiter === ',' ? semicolons : nine;
    assert.throws(() => bindColumns({ header, pipeline, evolved: [], partition: 'none', file: 'f' }), {
      code: 'SCHEMA_DELIMITER',
      message: /1 column found, expected 9/,
    });
  }
  assert.throws(() => bind(['VendorID']), { code: 'SCHEMA_MISSING_COLUMN' });
  assert.throws(
    () => bind(['1', '2021-01-01 00:30:10', '9.5', 'N']),
    (error: Error & { code: string }) => {
      assert.equal(error.code, 'SCHEMA_NO_HEADER');
      assert.match(error.message, /^trips\.csv:1: the first line looks like data/);
      assert.doesNotMatch(error.message, /9\.5/, 'row text stays out of messages');
      return true;
    },
  );
  assert.throws(() => bind(['alpha', 'beta', 'gamma', 'delta']), { code: 'SCHEMA_MISSING_COLUMN' });
});

test('C13, C14: headers as column names', () => {
  const names: Record<string, string | undefined> = {
    Airport_fee: 'airport_fee',
    PULocationID: 'pu_location_id',
    VendorID: 'vendor_id',
    'Trip Distance (mi)': 'trip_distance_mi',
    '1st': '_1st',
    Größe: 'gro_e',
    é: 'e',
    ['__proto__']: 'proto',
    constructor: 'constructor',
    hasOwnProperty: 'has_own_property',
    '0': '_0',
    '10': '_10',
    'a.b': 'a_b',
    ' Trip_type ': 'trip_type',
    _PARTITIONTIME: 'partitiontime',
    _TABLE_SUFFIX: 'table_suffix',
    _FILE_NAME: 'file_name',
    '%': undefined,
    温度: undefined,
  };
  for (const [header, name] of Object.entries(names)) assert.equal(columnName(header), name, header);
  assert.equal(columnName('x'.repeat(64)), undefined);
  assert.equal(columnName('x'.repeat(63)), 'x'.repeat(63));
});

test('the nearest header', () => {
  assert.equal(nearestName(['tpep_pickup_datetime'], ['dropoff_datetime', 'pickup_datetime']), 'pickup_datetime');
  assert.equal(nearestName(['total_amount'], ['Total_Amt', 'Tip_Amt']), 'Total_Amt');
  assert.equal(nearestName(['vendor_id'], ['latitude', '温']), undefined);
});
