import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ColumnSpec } from '../../src/base/ports/warehouse.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { change, listLog, objectAt, query, testFolder, tripRequest, writeParquet } from './fixture.ts';

async function setUp(context: TestContext) {
  const folder = await testFolder(context);
  const warehouse = await openWarehouse({
    url: 'duckdb:trips.duckdb',
    dataset: 'yellow',
    directory: folder,
    clock: nodeClock,
    log: listLog(),
  });
  return { folder, file: join(folder, 'trips.duckdb'), warehouse };
}

test('every type gets its column, required ones NOT NULL, and values survive', async (context) => {
  const { folder, file, warehouse } = await setUp(context);
  const columns: ColumnSpec[] = [
    { name: 'i', type: 'int64', required: true, description: "it's an integer" },
    { name: 'f', type: 'float64', required: false },
    { name: 'n', type: 'numeric(10,2)', required: false },
    { name: 'wide', type: 'numeric(38,9)', required: false },
    { name: 'b', type: 'bool', required: false },
    { name: 's', type: 'string', required: false },
    { name: 'd', type: 'date', required: false },
    { name: 'wall', type: 'datetime', unit: 'us', required: false },
    { name: 'instant', type: 'timestamp', unit: 'ms', required: false },
    { name: 'partition_date', type: 'date', required: true },
  ];
  const path = join(folder, 'types.parquet');
  const first =
    "-9223372036854775808, 1.5, -12345678.91, 12345678901234567890123456789.123456789, true, 'é\u{1F695}', '0001-01-01', " +
    "'2021-01-01 23:59:59.123456', '2021-01-01 00:00:00.123+00', '2021-01-01'";
  const nulls = "7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2021-01-01'";
  await writeParquet(path, columns, [first, nulls]);
  const base = await tripRequest(folder, { month: '2021-01', count: 0 });
  await warehouse.load({
    ...base,
    columns,
    rows: 2,
    object: objectAt(path),
  });
  const described = await query(file, 'DESCRIBE yellow');
  assert.deepEqual(
    described.map((row) => `${row['column_name']} ${row['column_type']} ${row['null']}`),
    [
      'i BIGINT NO',
      'f DOUBLE YES',
      'n DECIMAL(10,2) YES',
      'wide DECIMAL(38,9) YES',
      'b BOOLEAN YES',
      's VARCHAR YES',
      'd DATE YES',
      'wall TIMESTAMP YES',
      'instant TIMESTAMP WITH TIME ZONE YES',
      'partition_date DATE NO',
    ],
  );
  const [row, empty] = await query(file, 'SELECT * EXCLUDE (partition_date) FROM yellow ORDER BY i');
  assert.deepEqual(row, {
    i: '-9223372036854775808',
    f: 1.5,
    n: '-12345678.91',
    wide: '12345678901234567890123456789.123456789',
    b: true,
    s: 'é\u{1F695}',
    d: '0001-01-01',
    wall: '2021-01-01 23:59:59.123456',
    instant: '2021-01-01 00:00:00.123+00',
  });
  assert.deepEqual(
    Object.values(empty ?? {}).filter((value) => value !== null),
    ['7'],
  );
  const comments = await query(
    file,
    "SELECT comment FROM duckdb_columns() WHERE column_name = 'i' AND table_name = 'yellow'",
  );
  assert.deepEqual(comments, [{ comment: "it's an integer" }]);
});

test('a null in a required column is refused by name', async (context) => {
  const { folder, warehouse } = await setUp(context);
  const columns: ColumnSpec[] = [
    { name: 'a', type: 'int64', required: true },
    { name: 'partition_date', type: 'date', required: true },
  ];
  const path = join(folder, 'nulls.parquet');
  await writeParquet(path, columns, ["NULL, '2021-01-01'"]);
  const base = await tripRequest(folder, { month: '2021-01', count: 0 });
  const load = warehouse.load({
    ...base,
    columns,
    rows: 1,
    object: objectAt(path),
  });
  await assert.rejects(load, { code: 'WAREHOUSE_DATA', exitCode: 3, message: /NOT NULL.*yellow\.a/ });
  assert.equal(await warehouse.rows(base.signal), undefined);
});

test('columns go by name, the path is no pattern, and its folders are no columns', async (context) => {
  const { folder, file, warehouse } = await setUp(context);
  const year: ColumnSpec = { name: 'year', type: 'int64', required: false };
  const day: ColumnSpec = { name: 'partition_date', type: 'date', required: true };
  const hive = join(folder, 'year=1999', 'month=01');
  await mkdir(hive, { recursive: true });
  const path = join(hive, 'part-[0]*?.parquet');
  await writeParquet(join(folder, 'plain.parquet'), [year, day], ["2021, '2021-01-01'"]);
  await copyFile(join(folder, 'plain.parquet'), path);
  await copyFile(join(folder, 'plain.parquet'), join(hive, 'part-0xx.parquet'));
  const base = await tripRequest(folder, { month: '2021-01', count: 0 });
  const request = {
    ...base,
    rows: 1,
    columns: [year, day],
    object: objectAt(path),
  };
  await warehouse.load(request);
  const turned = join(folder, 'turned.parquet');
  await writeParquet(turned, [day, year], ["'2021-02-01', 2022"]);
  await warehouse.load({
    ...request,
    partition: '2021-02',
    partitionDate: '2021-02-01',
    columns: [day, year],
    object: objectAt(turned),
  });
  assert.deepEqual(await query(file, 'SELECT year FROM yellow ORDER BY 1'), [{ year: '2021' }, { year: '2022' }]);
});

test('a file whose columns are not the published ones is refused with a diff', async (context) => {
  const { folder, warehouse } = await setUp(context);
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  const columns = request.columns.map((column) => (column.name === 'total' ? { ...column, type: 'float64' } : column));
  await assert.rejects(warehouse.load({ ...request, columns }), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'WAREHOUSE_FILE_SCHEMA');
    assert.match(error.message, /^ {2}total DOUBLE: not in the file$/m);
    assert.match(error.message, /^ {2}total DECIMAL\(10,2\): only in the file$/m);
    return true;
  });
});

test('a table without partition_date, and a view, are not ours to fill', async (context) => {
  const { folder, file, warehouse } = await setUp(context);
  await change(file, 'CREATE TABLE yellow (vendor_id BIGINT)');
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  await assert.rejects(warehouse.load(request), {
    code: 'WAREHOUSE_SCHEMA',
    message: /partition_date: absent from the table/,
  });
  await change(file, 'DROP TABLE yellow; CREATE VIEW yellow AS SELECT 1 AS vendor_id');
  await assert.rejects(warehouse.load(request), { code: 'WAREHOUSE_SCHEMA', message: /yellow: is a view/ });
});

test('a table that was dropped by hand shows as no rows and is made again', async (context) => {
  const { folder, file, warehouse } = await setUp(context);
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  await warehouse.load(request);
  await change(file, 'DROP TABLE yellow');
  assert.equal((await warehouse.receipts(request.signal)).get('2021-01')?.rowsNow, 0);
  assert.equal(await warehouse.rows(request.signal), undefined);
  assert.equal((await warehouse.load(request)).outcome, 'loaded');
  assert.equal(await warehouse.rows(request.signal), 2);
});

test('append-once does not add to rows of the month that have no receipt', async (context) => {
  const { folder, file, warehouse } = await setUp(context);
  const request = await tripRequest(folder, { month: '2021-01', count: 2, write: 'append-once' });
  await warehouse.load(request);
  await change(file, 'DROP TABLE _lakeferry_receipts');
  await assert.rejects(warehouse.load(request), {
    code: 'WAREHOUSE_APPENDED',
    message: /2 rows of 2021-01 without a receipt/,
  });
});

test('receipts of two tables in one file stay apart', async (context) => {
  const { folder, warehouse } = await setUp(context);
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  await warehouse.load(request);
  const other = await openWarehouse({
    url: 'duckdb:trips.duckdb',
    dataset: 'green',
    directory: folder,
    clock: nodeClock,
    log: listLog(),
  });
  assert.equal((await other.receipts(request.signal)).size, 0);
  assert.equal((await other.load(request)).outcome, 'loaded');
  assert.equal((await warehouse.receipts(request.signal)).size, 1);
});

test('a settled month of a remote lake asks for no file', async (context) => {
  const { folder, warehouse } = await setUp(context);
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  let asked = 0;
  const localFile = () => {
    asked++;
    return request.object.localFile();
  };
  const counted = { ...request, object: { ...request.object, uri: 'gs://lake/x', isRemote: true, localFile } };
  await warehouse.load(counted);
  await warehouse.load(counted);
  assert.equal(asked, 1);
  await warehouse.load({ ...counted, publication: 3 });
  assert.equal(asked, 2);
});

test('the settings of the session hold while the user’s SQL runs', async (context) => {
  const { folder, file, warehouse } = await setUp(context);
  const names = [
    'TimeZone',
    'threads',
    'memory_limit',
    'temp_directory',
    'autoinstall_known_extensions',
    'autoload_known_extensions',
  ];
  const list = names.map((name) => `current_setting('${name}')::VARCHAR AS "${name}"`).join(', ');
  const afterLoad = `CREATE TABLE settings AS SELECT ${list}`;
  await warehouse.load(await tripRequest(folder, { month: '2021-01', count: 2, afterLoad }));
  assert.deepEqual(await query(file, 'SELECT * FROM settings'), [
    {
      TimeZone: 'UTC',
      threads: '2',
      memory_limit: '1.8 GiB',
      temp_directory: `${file}.tmp`,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    },
  ]);
});

test('after_load: its mistakes name the statement, and everything is rolled back', async (context) => {
  const { folder, warehouse } = await setUp(context);
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  await warehouse.load(request);
  const cases: [string, RegExp][] = [
    ['CREATE TABLE x (i INT); SELECT nosuch', /statement 2: binder Error: .*"nosuch".*nothing of 2021-01/i],
    ['SELECT 1;\n\nSELEC 2', /after_load: line 3: parser error.*"SELEC"/i],
    ["SELECT 1; SELECT error('too few rows')", /statement 2: .*too few rows/i],
    ["SELECT 'secret'::BIGINT", /statement 1: a value does not convert/],
    ["SELECT * FROM read_csv('/nowhere/x.csv')", /statement 1: .*no files/i],
    ['INSERT INTO yellow SELECT * FROM yellow', /after_load: it left 4 of 2 rows of 2021-01/],
    ['CREATE TABLE x (i INT); COMMIT; BEGIN', /statement 2: it begins or ends a transaction/],
  ];
  for (const [afterLoad, message] of cases) {
    await assert.rejects(
      warehouse.load({ ...request, publication: 3, afterLoad }),
      (error: Error & { code?: string; exitCode?: number }) => {
        assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_AFTER_LOAD', 2], error.stack);
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /secret|\n/);
        return true;
      },
    );
    assert.equal((await warehouse.receipts(request.signal)).get('2021-01')?.publication, 2, afterLoad);
    assert.equal(await warehouse.rows(request.signal), 2);
  }
  assert.equal(
    (await warehouse.load({ ...request, publication: 3, afterLoad: ' -- nothing to do\n;' })).outcome,
    'loaded',
  );
});

test('an object that is no Parquet file is an error that names the table', async (context) => {
  const { folder, warehouse } = await setUp(context);
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  const path = join(folder, 'broken.parquet');
  await writeFile(path, 'PAR1 is what it should begin and end with');
  const load = warehouse.load({ ...request, object: objectAt(path) });
  await assert.rejects(load, /trips\.duckdb#yellow/);
});
