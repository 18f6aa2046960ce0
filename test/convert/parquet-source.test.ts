import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openParquet } from '../../src/parquet/read.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { openBench } from './bench.ts';
import { duckdbParquet } from './duckdb-file.ts';

const NAME = { name: 'trips.parquet' };

test('every flat type of a Parquet file arrives exactly: int64, decimals, times, texts, null and the empty text', async (context) => {
  const bench = await openBench(context);
  const raw = await duckdbParquet(`
    SELECT 9223372036854775807::BIGINT AS big, 18446744073709551615::UBIGINT AS ubig, 4294967295::UINTEGER AS uint,
      12345678901234567890123456789.123456789::DECIMAL(38,9) AS wide, -0.05::DECIMAL(10,2) AS money, 1::DECIMAL(9,2) AS whole,
      true AS flag, DATE '0001-01-01' AS day, TIMESTAMP '2021-01-31 10:20:30.123456' AS wall,
      TIMESTAMP_MS '1969-12-31 23:59:59.999' AS early, TIMESTAMP_NS '2021-01-31 10:20:30.000001' AS nano,
      TIMESTAMPTZ '2021-01-31 10:20:30.5+02:00' AS instant, '' AS empty, 'Zürich, "x"' AS city,
      0.1::DOUBLE AS tenth, 1e-7::DOUBLE AS tiny, 1e22::DOUBLE AS huge, 3.0::DOUBLE AS three, TIME '10:20:30.5' AS clock,
      '6ecd8c99-4036-403d-bf84-cf8400f67836'::UUID AS id
    UNION ALL SELECT ${Array(20).fill('NULL').join(', ')}`);
  const columns = {
    big: 'int64',
    ubig: 'numeric(20,0)',
    uint: 'int64',
    wide: 'numeric(38,9)',
    money: 'numeric(10,2)',
    whole: 'int64',
    flag: 'bool',
    day: 'date',
    wall: 'datetime, unit: us',
    early: 'datetime, unit: us',
    nano: 'datetime, unit: us',
    instant: 'timestamp, unit: us',
    empty: 'string',
    city: 'string',
    tenth: 'float64',
    tiny: 'numeric(12,9)',
    huge: 'numeric(38,9)',
    three: 'int64',
    clock: 'string',
    id: 'string',
  };
  const { table, conversion } = await bench.convert({ ...NAME, raw, lines: declared(columns) });
  assert.equal(conversion.rejected, 0);
  assert.deepEqual(Object.fromEntries(table.names.map((name, at) => [name, table.rows[0]?.[at]])), {
    big: '9223372036854775807',
    ubig: '18446744073709551615',
    uint: '4294967295',
    wide: '12345678901234567890123456789.123456789',
    money: '-0.05',
    whole: '1',
    flag: 'true',
    day: '0001-01-01',
    wall: '2021-01-31 10:20:30.123456',
    early: '1969-12-31 23:59:59.999000',
    nano: '2021-01-31 10:20:30.000001',
    instant: '2021-01-31T08:20:30.500000Z',
    empty: '',
    city: 'Zürich, "x"',
    tenth: '0.1',
    tiny: '0.000000100',
    huge: '10000000000000000000000.000000000',
    three: '3',
    clock: '10:20:30.5',
    id: '6ecd8c99-4036-403d-bf84-cf8400f67836',
    partition_date: '2021-01-01',
  });
  assert.deepEqual(table.rows[1]?.slice(0, -1), Array(20).fill(null));
});

test('V8: a column that is int64 one month and double the next is one type, value by value', async (context) => {
  const bench = await openBench(context);
  const lines = declared({ id: 'int64', fee: 'int64' });
  const whole = await duckdbParquet('SELECT range AS id, range::BIGINT AS fee FROM range(1000)');
  const drifted = await duckdbParquet(
    'SELECT range::DOUBLE AS id, if(range = 7, NULL, range::DOUBLE) AS fee FROM range(1000)',
  );
  const before = await bench.convert({ ...NAME, raw: whole, lines });
  const after = await bench.convert({ ...NAME, raw: drifted, lines });
  assert.deepEqual(after.conversion.columns, before.conversion.columns);
  assert.deepEqual(
    after.table.rows.map((row) => row[1]),
    before.table.rows.map((row, at) => (at === 7 ? null : row[1])),
  );
});

test('V8: a value that its declared type cannot keep is an error with column and row, without the value; under discard it is null', async (context) => {
  const bench = await openBench(context);
  const cases: readonly (readonly [select: string, type: string, words: RegExp])[] = [
    ['1.0::DOUBLE AS id UNION ALL SELECT 2.5', 'int64', /"id" is float64 .*declared as int64: the value in row 2/],
    ["'NaN'::DOUBLE AS id", 'int64', /the value in row 1/],
    ['9007199254740993::BIGINT AS id', 'float64', /"id" is int64 .*float64: the value in row 1/],
    ['1.50::DECIMAL(9,2) AS id', 'int64', /is numeric\(9,2\) .*the value in row 1/],
    ['12345678901234567.5::DECIMAL(20,1) AS id', 'float64', /the value in row 1/],
    ['true AS id', 'int64', /is bool .*the value in row 1/],
    ["DATE '2021-01-01' AS id", 'int64', /is date .*the value in row 1/],
    ["TIMESTAMPTZ '2021-01-01 00:00:00Z' AS id", 'datetime', /is timestamp .*the value in row 1/],
    ["TIMESTAMP '2021-01-01 00:00:00' AS id", 'timestamp', /is datetime .*name its zone/],
    ["TIME '10:00:00' AS id", 'datetime', /is time /],
  ];
  for (const [select, type, message] of cases) {
    const raw = await duckdbParquet(`SELECT ${select}`);
    const order = { ...NAME, raw, lines: declared({ id: type }) };
    await assert.rejects(bench.convert(order), { code: 'PARQUET_CAST', exitCode: 3, message }, select);
    assert.deepEqual(await bench.left(), ['raw']);
  }
  const raw = await duckdbParquet('SELECT 1.0::DOUBLE AS id UNION ALL SELECT 2.5');
  const lines = [...declared({ id: 'int64' }), 'contract: { types: discard }'];
  const { table } = await bench.convert({ ...NAME, raw, lines });
  assert.deepEqual(
    table.rows.map(([id]) => id),
    ['1', null],
  );
  // Nothing but nulls fits everywhere: that is how a publisher leaves a column out for a month.
  const nulls = await duckdbParquet('SELECT 1 AS id, NULL::BOOLEAN AS fee');
  const { table: empty } = await bench.convert({ ...NAME, raw: nulls, lines: declared({ id: 'int64', fee: 'int64' }) });
  assert.deepEqual(empty.rows[0]?.slice(0, 2), ['1', null]);
});

test('a wall clock is an instant where its column names the zone; format, true and false are for texts alone', async (context) => {
  const bench = await openBench(context);
  const raw = await duckdbParquet(
    "SELECT TIMESTAMP '2021-07-01 00:00:00' AS at, DATE '2021-07-01' AS day, true AS flag",
  );
  const lines = declared({
    at: 'timestamp, zone: America/New_York',
    day: 'date, format: DD/MM/YYYY',
    flag: 'bool, true: [Y], false: [N]',
  });
  const { table } = await bench.convert({ ...NAME, raw, lines });
  assert.deepEqual(table.rows[0]?.slice(0, 3), ['2021-07-01T04:00:00Z', '2021-07-01', 'true']);
});

test('a column that is new, missing or nested follows the contract', async (context) => {
  const bench = await openBench(context);
  const raw = await duckdbParquet(
    "SELECT 1 AS id, 0.75::DOUBLE AS cbd_congestion_fee, [1, 2] AS stops, {'a': 1} AS place",
  );
  const lines = (rule: string) => [...declared({ id: 'int64' }), `contract: { new_columns: ${rule} }`];
  await assert.rejects(bench.convert({ ...NAME, raw, lines: lines('freeze') }), { code: 'SCHEMA_NEW_COLUMN' });
  await assert.rejects(bench.convert({ ...NAME, raw, lines: lines('evolve') }), {
    code: 'PARQUET_NESTED',
    message: /^trips\.parquet: columns hold lists, maps or structs.*"stops" \(list\), "place" \(struct\)/,
  });
  assert.equal((await bench.convert({ ...NAME, raw, lines: lines('discard') })).conversion.rows, 1);
  const flat = await duckdbParquet('SELECT 1 AS id, 0.75::DOUBLE AS cbd_congestion_fee');
  const { conversion, table } = await bench.convert({ ...NAME, raw: flat, lines: lines('evolve') });
  assert.deepEqual(conversion.evolved, [{ name: 'cbd_congestion_fee', from: 'cbd_congestion_fee' }]);
  assert.equal(table.rows[0]?.[1], '0.75');
  const other = await duckdbParquet('SELECT 1 AS ident');
  await assert.rejects(bench.convert({ ...NAME, raw: other, lines: lines('discard') }), {
    code: 'SCHEMA_MISSING_COLUMN',
  });
});

test('rows that break a rule go to quarantine with their number and what they held', async (context) => {
  const bench = await openBench(context);
  const raw = await duckdbParquet(
    "SELECT range AS id, if(range = 200000, 'X', 'Y') AS flag, if(range = 5, 1e9, 2.5)::DOUBLE AS fee FROM range(200001)",
  );
  const lines = [
    ...declared({ id: 'int64', flag: 'string, enum: [Y, N]', fee: 'numeric(5,2)' }),
    'contract: { max_rejected: 1% }',
  ];
  const { conversion, quarantine } = await bench.convert({ ...NAME, raw, lines });
  assert.deepEqual([conversion.rowsRead, conversion.rows, conversion.rejected], [200_001, 199_999, 2]);
  assert.deepEqual(quarantine?.rows, [
    ['6', 'type', 'fee', '1000000000', '{"id":"5","flag":"Y","fee":"1000000000"}'],
    ['200001', 'enum', 'flag', 'X', '{"id":"200000","flag":"X","fee":"2.5"}'],
  ]);
  await assert.rejects(
    bench.convert({ ...NAME, raw, lines: [...lines.slice(0, 1), 'contract: { max_rejected: 0 }'] }),
    {
      code: 'TOO_MANY_REJECTED',
      message: /the first in row 6/,
    },
  );
});

test('csv.nulls names texts that mean null in Parquet too, save the empty one', async (context) => {
  const bench = await openBench(context);
  const raw = await duckdbParquet("SELECT unnest(['', 'N/A', 'x']) AS city, unnest(['NaN', '1', '2'])::DOUBLE AS fee");
  const lines = [...declared({ city: 'string', fee: 'float64' }), 'csv: { nulls: ["", N/A, NaN] }'];
  const { table } = await bench.convert({ ...NAME, raw, lines });
  assert.deepEqual(
    table.rows.map((row) => row.slice(0, 2)),
    [
      ['', null],
      [null, '1'],
      ['x', '2'],
    ],
  );
});

test("the output's bytes and row groups do not depend on the source's row groups, codec or encoding", async (context) => {
  const bench = await openBench(context);
  const select =
    "SELECT range AS id, 'city ' || (range % 700) AS city, (range * 0.25)::DOUBLE AS fee FROM range(140000)";
  const lines = declared({ id: 'int64', city: 'string', fee: 'numeric(10,2)' });
  const hashes = new Set<string>();
  for (const how of [
    'ROW_GROUP_SIZE 2048, CODEC snappy',
    'ROW_GROUP_SIZE 140000, CODEC zstd',
    'PARQUET_VERSION v2, CODEC gzip',
    'CODEC brotli',
    'CODEC lz4_raw',
    'CODEC uncompressed',
  ]) {
    const { conversion } = await bench.convert({ ...NAME, raw: await duckdbParquet(select, how), lines });
    hashes.add(conversion.parquet.sha256);
    const rows: number[] = [];
    const opened = await openParquet({ files: nodeFiles, path: conversion.parquet.path });
    for await (const batch of opened.rowGroups()) rows.push(batch.rows);
    assert.deepEqual(rows, [131_072, 8928], how);
  }
  assert.equal(hashes.size, 1);
});

test('wide rows make smaller row groups, by the footer alone', async (context) => {
  const bench = await openBench(context);
  const raw = await duckdbParquet('SELECT range AS id, repeat(md5(range::VARCHAR), 40) AS text FROM range(60000)');
  const { conversion } = await bench.convert({ ...NAME, raw, lines: declared({ id: 'int64', text: 'string' }) });
  const rows: number[] = [];
  for await (const batch of (await openParquet({ files: nodeFiles, path: conversion.parquet.path })).rowGroups()) {
    rows.push(batch.rows);
  }
  assert.deepEqual(rows, [32_768, 27_232]);
});

test('each limit that Parquet can hit is an error that names the key', async (context) => {
  const bench = await openBench(context);
  const raw = await duckdbParquet("SELECT range AS id, repeat('x', 100) || range AS text FROM range(2000)");
  const columns = declared({ id: 'int64', text: 'string' });
  for (const [limit, code] of [
    ['field: 50B', 'LIMIT_FIELD'],
    ['columns: 1', 'LIMIT_COLUMNS'],
    ['text: 10kB', 'LIMIT_TEXT'],
    ['memory: 1kB', 'LIMIT_MEMORY'],
    ['download: 1kB', undefined],
  ] as const) {
    const order = { ...NAME, raw, lines: [...columns, `limits: { ${limit} }`] };
    if (code === undefined) assert.equal((await bench.convert(order)).conversion.rows, 2000);
    else {
      const message = new RegExp(`raise "limits\\.${limit.replace(/:.*/, '')}"$`);
      await assert.rejects(bench.convert(order), { code, exitCode: 3, message }, limit);
    }
  }
});

test('a Parquet file that is cut, changed, encrypted or wrapped in gzip is an error, or the same table', async (context) => {
  const bench = await openBench(context);
  const lines = declared({ id: 'int64', city: 'string' });
  const raw = await duckdbParquet("SELECT range AS id, 'city ' || (range % 70) AS city FROM range(3000)", 'CODEC zstd');
  for (let at = 20; at < raw.length; at += Math.ceil(raw.length / 50)) {
    const order = { ...NAME, raw: raw.subarray(0, at), lines };
    await assert.rejects(bench.convert(order), { code: 'PARQUET_FOREIGN', exitCode: 3 }, `cut at ${at}`);
    const changed = Buffer.from(raw);
    changed[at] = (changed[at] as number) ^ 0x41;
    try {
      await bench.convert({ ...NAME, raw: changed, lines });
    } catch (error) {
      // DuckDB writes no checksums, so a change may as well look like another value; it must not look like our bug.
      const { code = String(error) } = error as { code?: string };
      assert.match(code, /^PARQUET_|^LIMIT_|^SCHEMA_|^TOO_MANY_/, `changed at ${at}`);
    }
    assert.ok((await bench.left()).length <= 3);
  }
  await assert.rejects(bench.convert({ ...NAME, raw: gzipSync(raw), lines }), {
    code: 'FORMAT',
    message: /is a gzip file that holds a Parquet file/,
  });
  const encrypted = Buffer.concat([Buffer.from('PARE'), raw.subarray(4)]);
  await assert.rejects(bench.convert({ ...NAME, raw: encrypted, lines }), {
    code: 'FORMAT',
    message: /an encrypted Parquet file/,
  });
});

/** The `columns:` line of a pipeline file. */
function declared(columns: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(columns).map(([name, type]) => {
    const [kind, ...rules] = type.split(/,(?![^([]*[)\]])/);
    return `${name}: { type: "${kind}"${rules.map((rule) => `,${rule}`).join('')} }`;
  });
  return [`columns: { ${entries.join(', ')} }`];
}
