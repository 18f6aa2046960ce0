import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { createPlainLog } from '../../src/runtime/plain-log.ts';
import { OUTPUT, openBench, QUARANTINE } from './bench.ts';

const TWO = ['columns: { a: { type: int64 }, b: { type: string } }'];
const LENIENT = [...TWO, 'contract: { max_rejected: 100% }'];
const DATE = '2021-01-01';

test('C6: rows wider than the header by empty fields: an error, or dropped with a warning that counts them', async (context) => {
  const bench = await openBench(context);
  const raw = 'a,b\n1,x,,\n2,y,""\n3,z\n';
  await assert.rejects(bench.convert({ lines: TWO, raw }), {
    code: 'TOO_MANY_REJECTED',
    message:
      /2 of 3 rows .*the first on line 2: it has 4 fields where the header has 2, .*csv\.extra_empty_columns: drop/,
  });
  const dropped = await bench.convert({ lines: [...TWO, 'csv: { extra_empty_columns: drop }'], raw });
  assert.deepEqual(dropped.table.rows, [
    ['1', 'x', DATE],
    ['2', 'y', DATE],
    ['3', 'z', DATE],
  ]);
  assert.equal(dropped.conversion.droppedExtra, 2);
  assert.match(dropped.log.join('\n'), /^warn: 2021-01: 2 rows are wider than the header by empty fields/);
  const narrow = await bench.convert({ lines: [...TWO, 'csv: { extra_empty_columns: drop }'], raw: 'a,b\n1,x\n' });
  assert.deepEqual(narrow.log, []);
});

test('C2, C7, C10, C21: a record that is no row: an error that names its line, or a row of the quarantine', async (context) => {
  const bench = await openBench(context);
  const cases: [record: string, rule: string, kept: string][] = [
    ['2', 'CSV_RECORD_INCONSISTENT_COLUMNS', '2'],
    ['2,y,9', 'CSV_RECORD_INCONSISTENT_COLUMNS', '2,y,9'],
    ['2,"y"z', 'CSV_INVALID_CLOSING_QUOTE', '2,"y"z'],
    ['2,y"z', 'INVALID_OPENING_QUOTE', '2,y"z'],
    ['2,\0', 'NUL', '2,\0'],
    ['2,"open', 'CSV_QUOTE_NOT_CLOSED', '2,"open'],
  ];
  for (const [record, rule, kept] of cases) {
    const raw = `a,b\n1,x\n3,z\n${record}`;
    await assert.rejects(bench.convert({ lines: TWO, raw }), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'TOO_MANY_REJECTED');
      assert.match(error.message, new RegExp(`^trips\\.csv: 1 of 3 rows .*: ${rule} × 1, the first on line 4: `));
      assert.doesNotMatch(error.message, /\n|\0|"open/);
      return true;
    });
    assert.ok(!(await bench.left()).includes(OUTPUT), 'no partial output at the final name');
    const { conversion, table, quarantine } = await bench.convert({ lines: LENIENT, raw });
    assert.deepEqual(table.rows, [
      ['1', 'x', DATE],
      ['3', 'z', DATE],
    ]);
    assert.deepEqual(quarantine?.rows, [['4', rule, null, null, kept]]);
    assert.deepEqual([conversion.rowsRead, conversion.rows, conversion.rejected], [3, 2, 1]);
  }
});

test('a value that breaks a rule is told by line, column and rule, never by its text', async (context) => {
  const bench = await openBench(context);
  const raw = 'a,b\n1,x\nsecret,y\n2,z\nworse,y\n';
  await assert.rejects(bench.convert({ lines: TWO, raw }), {
    message:
      'trips.csv: 2 of 4 rows were rejected (50.000 %), more than max_rejected = 0 %: a type × 2, the first on line 3; ' +
      'look at the quarantine, then change the rule or the limit',
  });
});

test('C13: headers that objects trip over keep their values and their order', async (context) => {
  const bench = await openBench(context);
  const { table } = await bench.convert({
    lines: ['contract: { new_columns: evolve }'],
    raw: 'id,__proto__,constructor,toString,hasOwnProperty,10,2,0\n1,a,b,c,d,e,f,g\n',
  });
  assert.deepEqual(table.names, [
    ...['id', 'proto', 'constructor', 'to_string', 'has_own_property', '_10', '_2', '_0', 'partition_date'],
  ]);
  assert.deepEqual(table.rows, [['1', 'a', 'b', 'c', 'd', 'e', 'f', 'g', DATE]]);
});

test('C14: a header that warehouses refuse gets a name that they take, and the record says from which', async (context) => {
  const bench = await openBench(context);
  const { conversion, log } = await bench.convert({
    lines: ['contract: { new_columns: evolve }'],
    raw: 'id,Trip Type,a.b,1st,_PARTITIONTIME,_TABLE_SUFFIX,_FILE_NAME\n1,2,3,4,5,6,7\n',
  });
  assert.deepEqual(conversion.evolved, [
    { name: 'trip_type', from: 'Trip Type' },
    { name: 'a_b', from: 'a.b' },
    { name: '_1st', from: '1st' },
    { name: 'partitiontime', from: '_PARTITIONTIME' },
    { name: 'table_suffix', from: '_TABLE_SUFFIX' },
    { name: 'file_name', from: '_FILE_NAME' },
  ]);
  assert.equal(log.filter((line) => /^warn: .*was added as a nullable string/.test(line)).length, 6);
  const clash = bench.convert({ lines: ['contract: { new_columns: evolve }'], raw: 'id,a b,a.b\n1,2,3\n' });
  await assert.rejects(clash, { code: 'SCHEMA_COLUMN_NAME', message: /"a\.b" would become the column a_b/ });
});

test('C15: a header alone is a typed table without rows; a file without text is one only where allow_empty says so', async (context) => {
  const bench = await openBench(context);
  const columns = 'columns: { a: { type: int64, required: true }, b: { type: "numeric(10,2)", from: [B, b] } }';
  const source = 'source: { url: "{YYYY}-{MM}.csv", allow_empty: true }';
  const types = [
    ['a', 'int64', true],
    ['b', 'numeric(10,2)', false],
    ['partition_date', 'date', true],
  ];
  for (const raw of ['', '\ufeff', '\n', '\r\n\r\n', '\ufeff\n']) {
    await assert.rejects(bench.convert({ lines: [columns], raw }), { code: 'CSV_EMPTY', exitCode: 3 });
    assert.deepEqual(await bench.left(), ['raw']);
  }
  for (const [lines, raw] of [
    [[columns], 'a,B'],
    [[columns, source], 'a,b\n'],
    [[columns, source], ''],
    [[columns, source], '\ufeff\n'],
  ] as const) {
    const { conversion, table } = await bench.convert({ lines, raw });
    assert.deepEqual(
      conversion.columns.map(({ name, type, required }) => [name, type, required]),
      types,
    );
    assert.deepEqual([table.rows, conversion.rowsRead], [[], 0]);
  }
});

test('E2: an encoding that nobody declared is an error with offset and option; declared, it is read', async (context) => {
  const bench = await openBench(context);
  for (const [encoding, bytes, text] of [
    ['latin1', 'caf\xe9', 'café'],
    ['windows-1252', 'it\x92s', 'it’s'],
    ['shift_jis', '\x93\xfa\x96\x7b', '日本'],
    ['iso-8859-7', '\xe1\xe2\xe3', 'αβγ'],
  ] as const) {
    const raw = Buffer.from(`a,b\n1,x\n2,${bytes}\n`, 'latin1');
    const offset = 10 + bytes.search(/[\x80-\xff]/);
    await assert.rejects(bench.convert({ lines: TWO, raw }), {
      code: 'TOO_MANY_REJECTED',
      exitCode: 3,
      message: new RegExp(
        `ENCODING × 1, the first on line 3: it holds a byte that is not UTF-8, at offset ${offset} of the text; set csv\\.encoding`,
      ),
    });
    assert.ok(!(await bench.left()).includes(OUTPUT));
    const { table } = await bench.convert({ lines: [...TWO, `csv: { encoding: ${encoding} }`], raw });
    assert.deepEqual(table.rows[1], ['2', text, DATE]);
  }
});

test('E3, E4: whatever is wrong with the bytes, no file holds U+FFFD, and the original can be had back', async (context) => {
  const bench = await openBench(context);
  const bad = ['\xe9', '\xc0\xaf', '\xed\xa0\x80', '\xe2\x82', '"\xff"', '"a\n\xf0\x9d"'];
  const raw = Buffer.from(`a,b\n1,x\n${bad.map((bytes) => `2,${bytes}\n`).join('')}3,\xe2`, 'latin1');
  const { conversion, table, quarantine } = await bench.convert({ lines: LENIENT, raw });
  assert.deepEqual(table.rows, [['1', 'x', DATE]]);
  assert.deepEqual(conversion.rejectedBy, { ENCODING: bad.length + 1 });
  assert.deepEqual(quarantine?.rows.at(0), ['3', 'ENCODING', null, null, '2,\\xe9']);
  for (const name of [OUTPUT, QUARANTINE]) {
    assert.ok(!(await readFile(join(bench.folder, name))).includes('\ufffd'), name);
  }
});

test('E5: names that cannot be seen are kept in the record and shown escaped in the log', async (context) => {
  const bench = await openBench(context);
  const headers = ['\u202eabc', '\u05d0bc\u200b', 'ze\u200dro', '\u2066x\u2069'];
  const { conversion, log } = await bench.convert({
    lines: ['contract: { new_columns: evolve }'],
    raw: `id,${headers.join(',')}\n1,2,3,4,5\n`,
  });
  assert.deepEqual(
    conversion.evolved.map(({ from }) => from),
    headers,
  );
  let printed = '';
  const out = new Writable({
    write(chunk, _, done) {
      printed += String(chunk);
      done();
    },
  });
  const plain = createPlainLog({ out, clock: nodeClock, verbose: true, mask: (line) => line });
  for (const line of log) plain.warn(line);
  plain.group(headers[0] as string, headers);
  assert.doesNotMatch(printed, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  for (const mark of ['\\u{202e}abc', '\u05d0bc\\u{200b}', 'ze\\u{200d}ro', '\\u{2066}x\\u{2069}']) {
    assert.ok(printed.split(mark).length >= 3, `${mark} is told in a warning and in the group`);
  }
});
