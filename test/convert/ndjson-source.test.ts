import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { openParquet } from '../../src/parquet/read.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { zipOf } from '../source/zip-files.ts';
import { openBench } from './bench.ts';

const NAME = { name: 'trips.json' };
const COLUMNS =
  'columns: { id: { type: int64 }, fee: { type: "numeric(38,9)", optional: true }, city: { type: string, optional: true } }';

test('JSON Lines are told by their first brace; numbers keep every digit, null and the empty text stay two things', async (context) => {
  const bench = await openBench(context);
  const raw = [
    '\ufeff \t',
    '{"id":9223372036854775807,"fee":12345678901234567890123456789.123456789,"city":"Z\\u00fcrich \\"x\\"\\n"}',
    '  { "fee" : null , "city" : "" , "id" : -1 }\r',
    '',
    '{"id":"7","city":"😀"}',
  ].join('\n');
  const { table, conversion } = await bench.convert({ ...NAME, raw, lines: [COLUMNS] });
  assert.deepEqual(
    table.rows.map((row) => row.slice(0, 3)),
    [
      ['9223372036854775807', '12345678901234567890123456789.123456789', 'Zürich "x"\n'],
      ['-1', null, ''],
      ['7', null, '😀'],
    ],
  );
  assert.deepEqual([conversion.rowsRead, conversion.blankLines], [3, 2]);
});

test('a line that is no object, and a value that breaks a rule, go to quarantine with their line', async (context) => {
  const bench = await openBench(context);
  const bad: readonly (readonly [line: string, rule: string, value?: string])[] = [
    ['{"id":1', 'JSON_SYNTAX'],
    ['{"id":01}', 'JSON_SYNTAX'],
    ['{"id":1,}', 'JSON_SYNTAX'],
    ['{"id":1} {"id":2}', 'JSON_SYNTAX'],
    ["{'id':1}", 'JSON_SYNTAX'],
    ['{"id":NaN}', 'JSON_SYNTAX'],
    ['{"city":"a\tb","id":1}', 'JSON_SYNTAX'],
    ['{"city":"\\x","id":1}', 'JSON_SYNTAX'],
    ['[1]', 'JSON_NOT_OBJECT'],
    ['7', 'JSON_NOT_OBJECT'],
    ['{"id":1,"id":2}', 'JSON_DUPLICATE_KEY'],
    ['{"id":1,"city":"\\ud800"}', 'JSON_SURROGATE'],
    ['{"id":[1]}', 'JSON_NESTED'],
    ['{"id":1.0}', 'type', '1.0'],
    ['{"id":1e3}', 'type', '1e3'],
    ['{"id":9223372036854775808}', 'type', '9223372036854775808'],
    ['{"id":true}', 'type', 'true'],
    ['{"id":""}', 'type', ''],
  ];
  const raw = ['{"id":1}', ...bad.map(([line]) => line), '{"id":2}'].join('\n');
  const lines = [COLUMNS, 'contract: { max_rejected: 100% }'];
  const { table, quarantine, conversion } = await bench.convert({ ...NAME, raw, lines });
  assert.deepEqual(
    table.rows.map(([id]) => id),
    ['1', '2'],
  );
  assert.deepEqual(
    quarantine?.rows.map(([line, rule, , value, text]) => [line, rule, value, text]),
    bad.map(([line, rule, value], at) => [String(at + 2), rule, value ?? null, line]),
  );
  assert.equal(conversion.rowsRead, bad.length + 2);
  const invalid = Buffer.concat([Buffer.from('{"id":1}\n{"city":"'), Buffer.from([0xff]), Buffer.from('"}\n')]);
  const found = await bench.convert({ ...NAME, raw: invalid, lines });
  assert.deepEqual(found.quarantine?.rows[0]?.slice(0, 2), ['2', 'ENCODING']);
  await assert.rejects(bench.convert({ ...NAME, raw, lines: [COLUMNS] }), {
    code: 'TOO_MANY_REJECTED',
    message: /the first on line 2: it is no JSON from character 8 on/,
  });
});

test('a key that comes last in the file follows new_columns; lists and objects are text in string columns', async (context) => {
  const bench = await openBench(context);
  const raw = '{"id":1}\n{"id":2,"Tip Amount":{"usd":1.50},"city":[1, 2.0]}\n';
  const evolve = [COLUMNS, 'contract: { new_columns: evolve }'];
  const { table, conversion } = await bench.convert({ ...NAME, raw, lines: evolve });
  assert.deepEqual(conversion.evolved, [{ name: 'tip_amount', from: 'Tip Amount' }]);
  assert.deepEqual(table.names.slice(0, 4), ['id', 'fee', 'city', 'tip_amount']);
  assert.deepEqual(table.rows[1]?.slice(0, 4), ['2', null, '[1, 2.0]', '{"usd":1.50}']);
  const lines = (rule: string) => [COLUMNS, `contract: { new_columns: ${rule} }`];
  await assert.rejects(bench.convert({ ...NAME, raw, lines: lines('freeze') }), { code: 'SCHEMA_NEW_COLUMN' });
  assert.equal(
    (await bench.convert({ ...NAME, raw, lines: lines('discard') })).table.names.includes('tip_amount'),
    false,
  );
  await assert.rejects(bench.convert({ ...NAME, raw: '{"ident":1}', lines: [COLUMNS] }), {
    code: 'SCHEMA_MISSING_COLUMN',
  });
});

test('plain, gzip, zstd and zip of JSON Lines are the same bytes, and as many row groups as their text says', async (context) => {
  const bench = await openBench(context);
  const raw = Buffer.from(
    Array.from(
      { length: 60_000 },
      (_, id) => `{"id":${id},"city":"city ${id % 50}","note":"${'x'.repeat(200)}"}\n`,
    ).join(''),
  );
  const lines = ['columns: { id: { type: int64 }, city: { type: string } }', 'contract: { new_columns: discard }'];
  const hashes = new Set<string>();
  let groups = 0;
  for (const wrapped of [raw, gzipSync(raw), zstdCompressSync(raw), zipOf({ name: 'a.json', content: raw })]) {
    const { conversion } = await bench.convert({ ...NAME, raw: wrapped, lines });
    assert.equal(conversion.rows, 60_000);
    hashes.add(conversion.parquet.sha256);
    groups = 0;
    const opened = await openParquet({ files: nodeFiles, path: conversion.parquet.path });
    for await (const _ of opened.rowGroups()) groups++;
  }
  assert.equal(hashes.size, 1);
  assert.equal(groups, Math.ceil(raw.length / (10 * 2 ** 20)));
});

test('limits.field bounds a line of JSON and limits.columns its keys; a file without an object is an error', async (context) => {
  const bench = await openBench(context);
  const long = `{"id":1}\n{"id":2,"city":"${'x'.repeat(100)}"}\n`;
  await assert.rejects(bench.convert({ ...NAME, raw: long, lines: [COLUMNS, 'limits: { field: 100B }'] }), {
    code: 'LIMIT_FIELD',
    message: /^trips\.json:2: the line is longer than .*raise limits\.field$/,
  });
  await assert.rejects(
    bench.convert({ ...NAME, raw: '{"id":1,"a":2,"b":3}', lines: [COLUMNS, 'limits: { columns: 2 }'] }),
    {
      code: 'LIMIT_COLUMNS',
      message: /raise limits\.columns$/,
    },
  );
  await assert.rejects(bench.convert({ ...NAME, raw: '{"id":1', lines: [COLUMNS] }), { code: 'NDJSON_EMPTY' });
});
