import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from './csv-reading.ts';

const TABLE = [
  ['1', 'x'],
  ['2', 'y'],
];

for (const [name, text] of Object.entries({
  LF: 'a,b\n1,x\n2,y\n',
  'CR LF': 'a,b\r\n1,x\r\n2,y\r\n',
  CR: 'a,b\r1,x\r2,y\r',
  'header LF, rows CR LF': 'a,b\n1,x\r\n2,y\r\n',
  'all three': 'a,b\r1,x\r\n2,y\n',
  'no final line end': 'a,b\n1,x\n2,y',
  'a final empty line': 'a,b\n1,x\n2,y\n\n',
  'a final CR LF CR LF': 'a,b\r\n1,x\r\n2,y\r\n\r\n',
})) {
  test(`line ends: ${name}`, async () => {
    const read = await readText(text);
    assert.deepEqual(read.header, ['a', 'b']);
    assert.deepEqual(read.rows, TABLE);
    assert.deepEqual(read.lines, [2, 3]);
    assert.deepEqual(read.records, ['1,x', '2,y']);
    assert.deepEqual(read.malformed, []);
  });
}

test('empty lines are skipped and counted wherever they stand', async () => {
  const read = await readText('\na,b\r\n\r\n\n1,x\n\n2,y\n\n');
  assert.deepEqual(read.rows, TABLE);
  assert.deepEqual(read.lines, [5, 7]);
  assert.equal(read.counts.blank, 5);
  assert.equal(read.counts.records, 2);
});

test('in a file of one column an empty line is no row, and "" is one', async () => {
  const read = await readText('a\n1\n\n""\n2\n');
  assert.deepEqual(read.rows, [['1'], [''], ['2']]);
  assert.equal(read.counts.blank, 1);
});

test('a line of blanks is no empty line', async () => {
  const read = await readText('a\n1\n \n');
  assert.deepEqual(read.rows, [['1'], [' ']]);
});

test('quoted fields: delimiters, line ends and doubled quotes belong to the value; the record stays as it was', async () => {
  const read = await readText('a,b\n"1,5","say ""hi"""\n"two\r\nlines",""\n"""",x\n');
  assert.deepEqual(read.rows, [
    ['1,5', 'say "hi"'],
    ['two\r\nlines', ''],
    ['"', 'x'],
  ]);
  assert.deepEqual(read.lines, [2, 3, 5]);
  assert.deepEqual(read.records, ['"1,5","say ""hi"""', '"two\r\nlines",""', '"""",x']);
});

test('direct columns give the same values, unquoted too', async () => {
  const text = 'a,b\n1,"x""y"\n1,z\n';
  const read = await readText(text, { direct: ['b'] });
  assert.deepEqual(read.kinds, [['dictionary', 'direct']]);
  assert.deepEqual(read.rows, (await readText(text)).rows);
});

test('narrow and wide records are malformed and shift nothing', async () => {
  const read = await readText('a,b\n1\n2,y\n3,z,9\n,\n');
  assert.deepEqual(read.rows, [
    ['2', 'y'],
    ['', ''],
  ]);
  assert.deepEqual(
    read.malformed.map(({ line, record, rule, text }) => ({ line, record, rule, text })),
    [
      { line: 2, record: 0, rule: 'CSV_RECORD_INCONSISTENT_COLUMNS', text: '1' },
      { line: 4, record: 2, rule: 'CSV_RECORD_INCONSISTENT_COLUMNS', text: '3,z,9' },
    ],
  );
  assert.equal(read.malformed[0]?.problem, 'it has 1 fields where the header has 2');
  assert.equal(read.counts.records, 4);
});

test('empty fields beyond the header: an error, or dropped and counted when asked', async () => {
  const text = 'a,b\n1,x,,\n2,y,""\n3,z,,9\n';
  const strict = await readText(text);
  assert.equal(strict.rows.length, 0);
  assert.equal(strict.malformed.length, 3);
  assert.match(strict.malformed[0]?.problem ?? '', /extra_empty_columns/);
  const lenient = await readText(text, { csv: { extraEmptyColumns: 'drop' } });
  assert.deepEqual(lenient.rows, TABLE);
  assert.equal(lenient.counts.droppedExtra, 2);
  assert.deepEqual(
    lenient.malformed.map(({ text: original }) => original),
    ['3,z,,9'],
  );
});

test('misplaced quotes cost one record each, under the codes of csv-parse', async () => {
  const read = await readText('a,b\n"1"x,2\n1,x\n3"4,5\n2,y\n6,"never\nclosed');
  assert.deepEqual(read.rows, TABLE);
  assert.deepEqual(
    read.malformed.map(({ line, rule, text }) => [line, rule, text]),
    [
      [2, 'CSV_INVALID_CLOSING_QUOTE', '"1"x,2'],
      [4, 'INVALID_OPENING_QUOTE', '3"4,5'],
      [6, 'CSV_QUOTE_NOT_CLOSED', '6,"never\nclosed'],
    ],
  );
  for (const { problem } of read.malformed) assert.doesNotMatch(problem, /[\d"]/);
});

test('a record with a NUL is malformed; its neighbours are not', async () => {
  const read = await readText('a,b\n1,x\n\0,\0\n2,y\n');
  assert.deepEqual(read.rows, TABLE);
  assert.deepEqual(
    read.malformed.map(({ line, rule }) => [line, rule]),
    [[3, 'NUL']],
  );
});

test('names that objects trip over keep their values and order', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '10', '2'];
  const read = await readText(`${names.join(',')}\n1,2,3,4,5,6,7\n`);
  assert.deepEqual(read.header, names);
  assert.deepEqual(read.rows, [['1', '2', '3', '4', '5', '6', '7']]);
});

test('a malformed record is kept up to 64 KiB', async () => {
  const read = await readText(`a,b\n${'x'.repeat(100_000)}\n`);
  assert.equal(read.malformed[0]?.text.length, 64 * 1024);
});
