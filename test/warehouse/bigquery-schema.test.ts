import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnSpec } from '../../src/base/ports/warehouse.ts';
import type { Table } from '../../src/warehouse/bigquery/resource.ts';
import { fitTable, partitioningOf, toTableField } from '../../src/warehouse/bigquery/schema.ts';
import { loadJobs, startBench } from './bigquery-fixture.ts';

const DAY: ColumnSpec = { name: 'partition_date', type: 'date', required: true };
const ID: ColumnSpec = { name: 'id', type: 'int64', required: false };
const month = (partition: string) => ({ partition, partitionDate: `${partition}-01` });
const fieldsOf = (table: Record<string, unknown>) =>
  (table['schema'] as { fields: { name: string; type: string; mode: string }[] }).fields.map(
    ({ name, type, mode }) => `${name} ${type} ${mode}`,
  );

test('G11: a table is made with the columns, descriptions, partitioning, clustering and labels of the pipeline', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const settings = {
    description: 'Trips, one file a month',
    clustering: ['id'],
    labels: { team: 'data' },
    location: 'EU',
  };
  const described: ColumnSpec = { ...ID, description: 'number of the trip' };
  await open({ settings }).load(await requestOf([described, DAY], ["1, '2021-01-01'"]));
  const table = await server.table('taxi', 'yellow');
  assert.deepEqual(fieldsOf(table), ['id INTEGER NULLABLE', 'partition_date DATE REQUIRED']);
  assert.deepEqual(
    [table['description'], table['clustering'], table['labels'], table['timePartitioning'], table['location']],
    ['Trips, one file a month', { fields: ['id'] }, { team: 'data' }, { type: 'MONTH', field: 'partition_date' }, 'EU'],
  );
  assert.match(JSON.stringify(table['schema']), /number of the trip/);
});

test('days, months, years and no partitions each make the table that they need, and load into their part of it', async (context) => {
  for (const [partition, day, type, decorator] of [
    ['2021-01-15', '2021-01-15', 'DAY', '$20210115'],
    ['2021-01', '2021-01-01', 'MONTH', '$202101'],
    ['2021', '2021-01-01', 'YEAR', '$2021'],
  ] as const) {
    const { server, open, requestOf } = await startBench(context);
    const changes = { partition, partitionDate: day };
    await open().load(await requestOf([ID, DAY], [`1, '${day}'`], changes));
    await open().load(await requestOf([ID, DAY], [`2, '${day}'`], { ...changes, publication: 3 }));
    assert.deepEqual((await server.table('taxi', 'yellow'))['timePartitioning'], { type, field: 'partition_date' });
    assert.deepEqual(await server.sql('SELECT id FROM taxi.yellow'), [['2']]);
    const destinations = server.jobs().flatMap((job) => {
      const { load } = job['configuration'] as { load?: { destinationTable: { tableId: string } } };
      return load === undefined ? [] : [load.destinationTable.tableId];
    });
    assert.deepEqual(destinations, [`yellow${decorator}`, `yellow${decorator}`]);
  }
  const { server, open, requestOf } = await startBench(context);
  const { partitionDate: _, ...whole } = await requestOf([ID], ['1'], { partition: 'none' });
  await open().load(whole);
  assert.equal((await server.table('taxi', 'yellow'))['timePartitioning'], undefined);
});

test('G11: a new column joins at the end by the load itself, and a failing load leaves the table as it was', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const surcharge: ColumnSpec = { name: 'congestion_surcharge', type: 'numeric(10,2)', required: false };
  await open().load(await requestOf([ID, DAY], ["1, '2018-12-01'"], month('2018-12')));
  const next = await requestOf([ID, surcharge, DAY], ["2, 2.50, '2019-01-01'"], month('2019-01'));
  const astray = { ...next, ...month('2019-02') };
  await assert.rejects(open().load(astray), { code: 'WAREHOUSE_COUNT', message: /different partitions/ });
  assert.deepEqual(fieldsOf(await server.table('taxi', 'yellow')).length, 2);
  assert.deepEqual((await open().load(next)).added, ['congestion_surcharge']);
  assert.deepEqual(fieldsOf(await server.table('taxi', 'yellow')), [
    'id INTEGER NULLABLE',
    'partition_date DATE REQUIRED',
    'congestion_surcharge NUMERIC NULLABLE',
  ]);
  assert.deepEqual(await server.sql('SELECT id, congestion_surcharge FROM taxi.yellow ORDER BY id'), [
    ['1', null],
    ['2', '2.50'],
  ]);
});

test('G11: other order, other case and absent columns of a month find their places by name', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const note: ColumnSpec = { name: 'note', type: 'string', required: false };
  await open().load(await requestOf([ID, note, DAY], ["1, 'x', '2021-01-01'"]));
  await open().load(await requestOf([DAY, note, { ...ID, name: 'ID' }], ["'2021-02-01', 'y', 2"], month('2021-02')));
  await open().load(await requestOf([ID, DAY], ["3, '2021-03-01'"], month('2021-03')));
  assert.deepEqual(await server.sql('SELECT id, note FROM taxi.yellow ORDER BY id'), [
    ['1', 'x'],
    ['2', 'y'],
    ['3', null],
  ]);
});

test('G11: a column of another type, a renamed one and other partitions stop before a job is made, with a readable diff', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const amount: ColumnSpec = { name: 'amount', type: 'numeric(10,2)', required: true };
  await open().load(await requestOf([ID, amount, DAY], ["1, 2.5, '2021-01-01'"]));
  const refused = async (columns: ColumnSpec[], row: string, lines: RegExp[], changes = month('2021-02')) => {
    const wanted = await requestOf(columns, [row], changes);
    await assert.rejects(open().load(wanted), (error: Error & { code?: string; exitCode?: number }) => {
      assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_SCHEMA', 3]);
      assert.match(error.message, /^bigquery:\/\/acme-data\/taxi\/yellow does not fit the new rows:\n/);
      for (const line of lines) assert.match(error.message, line);
      return true;
    });
  };
  await refused([{ ...ID, type: 'float64' }, amount, DAY], "1, 2, '2021-02-01'", [
    /^ {2}id: INT64 in the table, FLOAT64 in the new rows$/m,
  ]);
  await refused([ID, { ...amount, type: 'numeric(12,3)' }, DAY], "1, 2, '2021-02-01'", [
    /^ {2}amount: NUMERIC\(10,2\) in the table, NUMERIC\(12,3\) in the new rows$/m,
  ]);
  await refused([ID, { ...amount, name: 'total' }, DAY], "1, 2, '2021-02-01'", [
    /^ {2}amount: NOT NULL in the table, absent from the new rows$/m,
  ]);
  await refused(
    [ID, amount, DAY],
    "1, 2, '2021-02-03'",
    [
      /^ {2}partitioning: MONTH of partition_date in the table, DAY of partition_date in the pipeline; it cannot be changed/m,
    ],
    { partition: '2021-02-03', partitionDate: '2021-02-03' },
  );
  const { partitionDate: _, ...whole } = await requestOf([ID, amount], ['1, 2'], { partition: 'none' });
  await assert.rejects(open().load(whole), /partitioning: MONTH of partition_date in the table, none in the pipeline/);
  assert.equal(loadJobs(server).length, 1);
});

test('a table of somebody else is judged by what it can hold', () => {
  const table = (fields: object[], more: object = {}): Table =>
    ({
      tableReference: { projectId: 'p', datasetId: 'd', tableId: 't' },
      schema: { fields },
      ...more,
    }) as Table;
  const check = (type: string, field: object) => {
    const column: ColumnSpec = { name: 'a', type, required: false };
    return fitTable(table([{ name: 'a', ...field }]), [column], undefined).differences;
  };
  assert.deepEqual(check('numeric(10,2)', { type: 'NUMERIC' }), []);
  assert.deepEqual(check('numeric(38,9)', { type: 'BIGNUMERIC' }), []);
  assert.deepEqual(check('numeric(10,2)', { type: 'NUMERIC', precision: '12', scale: '4' }), []);
  assert.deepEqual(check('int64', { type: 'INT64' }), []);
  assert.deepEqual(check('numeric(5)', { type: 'NUMERIC', precision: '5' }), []);
  assert.deepEqual(check('numeric(10,2)', { type: 'NUMERIC', precision: '10' }), [
    'a: NUMERIC(10,0) in the table, NUMERIC(10,2) in the new rows',
  ]);
  assert.deepEqual(check('numeric(38,9)', { type: 'NUMERIC', precision: '38', scale: '9' }), []);
  assert.deepEqual(check('string', { type: 'STRING', mode: 'REPEATED' }), [
    'a: ARRAY of STRING in the table, STRING in the new rows',
  ]);
  assert.deepEqual(check('datetime', { type: 'TIMESTAMP' }), ['a: TIMESTAMP in the table, DATETIME in the new rows']);
  assert.deepEqual(fitTable(table([], { type: 'VIEW' }), [ID], undefined).differences, ['t: is a view, not a table']);
  const day = partitioningOf('2021-01-01', '2021-01-01');
  assert.deepEqual(fitTable(table([], { rangePartitioning: {} }), [], day).differences, [
    'partitioning: a range of integers in the table, DAY of partition_date in the pipeline; it cannot be changed afterwards',
  ]);
  assert.deepEqual(fitTable(table([], { timePartitioning: { type: 'DAY' } }), [], day).differences.length, 1);
  // What others put on a column stays on it.
  const kept = fitTable(table([{ name: 'ID', type: 'INTEGER', policyTags: { names: ['x'] } }]), [ID], undefined);
  assert.deepEqual(kept.fields, [{ name: 'ID', type: 'INTEGER', policyTags: { names: ['x'] } }]);
});

test('columns of a pipeline as columns of a table', () => {
  const typed = (type: string) => {
    const { type: name, precision, scale } = toTableField({ name: 'a', type, required: false });
    return [name, precision, scale].filter((each) => each !== undefined).join(' ');
  };
  assert.deepEqual(
    [
      'int64',
      'float64',
      'bool',
      'string',
      'date',
      'datetime',
      'timestamp',
      'numeric(10,2)',
      'numeric',
      'numeric(5)',
    ].map(typed),
    [
      'INTEGER',
      'FLOAT',
      'BOOLEAN',
      'STRING',
      'DATE',
      'DATETIME',
      'TIMESTAMP',
      'NUMERIC 10 2',
      'NUMERIC',
      'NUMERIC 5 0',
    ],
  );
  assert.throws(() => partitioningOf('2021-1', '2021-01-01'), TypeError);
});

test('what the pipeline says anew about a table is told to it once: descriptions, labels, clustering', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const rows = (at: string, columns: ColumnSpec[] = [ID, DAY]) => requestOf(columns, [`1, '${at}-01'`], month(at));
  await open().load(await rows('2021-01'));
  await server.sql('SELECT 1');
  const settings = { location: 'EU', description: 'Trips', labels: { team: 'data' }, clustering: ['id'] };
  const described: ColumnSpec[] = [{ ...ID, description: 'number' }, DAY];
  await open({ settings }).load(await rows('2021-02', described));
  await open({ settings }).load(await rows('2021-03', described));
  assert.equal(server.calls.filter((route) => route === 'tables.patch').length, 1);
  const table = await server.table('taxi', 'yellow');
  assert.deepEqual(
    [table['description'], table['labels'], table['clustering']],
    ['Trips', { team: 'data' }, { fields: ['id'] }],
  );
  assert.match(JSON.stringify(table['schema']), /"description":"number"/);
  // Nothing said: nothing changed.
  await open().load(await rows('2021-04'));
  assert.equal(server.calls.filter((route) => route === 'tables.patch').length, 1);
});

test('a table that somebody changes between look and change is looked at again', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  await open().load(await requestOf([ID, DAY], ["1, '2021-01-01'"]));
  const settings = { location: 'EU', description: 'Trips' };
  server.fault('tables.patch', { kind: 'status', status: 412, reason: 'conditionNotMet' });
  await open({ settings }).load(await requestOf([ID, DAY], ["1, '2021-02-01'"], month('2021-02')));
  assert.equal((await server.table('taxi', 'yellow'))['description'], 'Trips');
  const conflict = { kind: 'status', status: 412, reason: 'conditionNotMet' } as const;
  server.fault('tables.patch', conflict, conflict, conflict, conflict, conflict);
  const other = { location: 'EU', description: 'Others' };
  const wanted = await requestOf([ID, DAY], ["1, '2021-03-01'"], month('2021-03'));
  await assert.rejects(open({ settings: other }).load(wanted), { code: 'WAREHOUSE_TABLE_CHANGED' });
});

test('a dataset is made only where the pipeline says where', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  const wanted = await requestOf([ID, DAY], ["1, '2021-01-01'"]);
  await assert.rejects(open({ settings: { location: undefined } as never }).load(wanted), {
    code: 'WAREHOUSE_DATASET',
    exitCode: 2,
    message:
      /project acme-data has no dataset "taxi"; create it where the lake's bucket is, or write "bigquery: \{ location: EU \}"/,
  });
  await open({ settings: { location: 'europe-west3' } }).load(wanted);
  assert.equal((await server.table('taxi', 'yellow'))['location'], 'europe-west3');
  // An existing one needs no word.
  await open({ settings: { location: undefined } as never }).load({ ...wanted, publication: 3 });
});

test('G11: a file that says NOT NULL where the table does not is told with the way out', async (context) => {
  const { server, open, requestOf } = await startBench(context);
  await open().load(await requestOf([ID, DAY], ["1, '2021-01-01'"]));
  const next = await requestOf([ID, DAY], ["2, '2021-02-01'"], month('2021-02'));
  const columnData = [{ name: 'id', data: [2n], type: 'INT64' as const, nullable: false }];
  await writeFile(await next.object.localFile(), Buffer.from(parquetWriteBuffer({ columnData })));
  await assert.rejects(open().load(next), {
    code: 'WAREHOUSE_SCHEMA',
    message: /drop "required" from id in the pipeline, or name a new table/,
  });
  assert.deepEqual(await server.sql('SELECT id FROM taxi.yellow'), [['1']]);
});

test('G11: two months that each bring a column at the same moment: whoever is second looks again', async (context) => {
  const { server, open, requestOf, log } = await startBench(context);
  await open().load(await requestOf([ID, DAY], ["1, '2021-01-01'"]));
  const column = (name: string): ColumnSpec => ({ name, type: 'string', required: false });
  const first = await requestOf([ID, column('a'), DAY], ["2, 'x', '2021-02-01'"], month('2021-02'));
  const second = await requestOf([ID, column('b'), DAY], ["3, 'y', '2021-03-01'"], month('2021-03'));
  let overtaken = false;
  server.onCall = async (route) => {
    if (route !== 'jobs.insert' || overtaken) return;
    overtaken = true;
    await open().load(second);
  };
  assert.deepEqual((await open().load(first)).added, ['a']);
  assert.match(log.lines.join('\n'), /got a new column meanwhile; looking again/);
  assert.deepEqual(await server.sql('SELECT id, a, b FROM taxi.yellow ORDER BY id'), [
    ['1', null, null],
    ['2', 'x', null],
    ['3', null, 'y'],
  ]);
});
