import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Reading, readText } from './csv-reading.ts';

const TABLE = [
  ['1', 'x'],
  ['2', 'y'],
];

/** No text holds this mark, so that csv-parse reads the file and not the kernel. */
const WAYS = { kernel: {}, 'csv-parse': { comment: '\u0001' } };

const LINE_ENDS = {
  LF: 'a,b\n1,x\n2,y\n',
  'CR LF': 'a,b\r\n1,x\r\n2,y\r\n',
  CR: 'a,b\r1,x\r2,y\r',
  'header LF, rows CR LF': 'a,b\n1,x\r\n2,y\r\n',
  'all three': 'a,b\r1,x\r\n2,y\n',
};
const FILE_ENDS = {
  'no final line end': 'a,b\n1,x\n2,y',
  'no final line end, quoted': 'a,b\n1,x\n2,"y"',
  'a final empty line': 'a,b\n1,x\n2,y\n\n',
  'a final CR LF CR LF': 'a,b\r\n1,x\r\n2,y\r\n\r\n',
};

async function isTable(text: string, csv: Reading['csv'] = {}): Promise<void> {
  const read = await readText(text, { csv });
  assert.deepEqual(read.header, ['a', 'b']);
  assert.deepEqual(read.rows, TABLE);
  assert.deepEqual(read.lines, [2, 3]);
  assert.deepEqual(
    read.records.map((record) => record.replaceAll('"', '')),
    ['1,x', '2,y'],
  );
  assert.deepEqual(read.malformed, []);
}

for (const [way, csv] of Object.entries(WAYS)) {
  for (const [name, text] of Object.entries(LINE_ENDS)) {
    test(`C3: line ends, by ${way}: ${name}`, () => isTable(text, csv));
  }
  for (const [name, text] of Object.entries(FILE_ENDS)) {
    test(`C5: the end of the file, by ${way}: ${name}`, () => isTable(text, csv));
  }
}

test('C4: empty lines are skipped and counted wherever they stand', async () => {
  for (const csv of Object.values(WAYS)) {
    const read = await readText('\na,b\r\n\r\n\n1,x\n\n2,y\n\n', { csv });
    assert.deepEqual(read.rows, TABLE);
    assert.deepEqual(read.lines, [5, 7]);
    assert.equal(read.counts.blank, 5);
    assert.equal(read.counts.records, 2);
  }
});

test('C4: in a file of one column an empty line is no row, and "" is one', async () => {
  const read = await readText('a\n1\n\n""\n2\n');
  assert.deepEqual(read.rows, [['1'], [''], ['2']]);
  assert.equal(read.counts.blank, 1);
});

test('C4: a line of blanks is no empty line', async () => {
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

test('C7: narrow and wide records are malformed and shift nothing', async () => {
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

test('C6: empty fields beyond the header: an error, or dropped and counted when asked', async () => {
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

test('C10: misplaced quotes cost one record each, under the codes of csv-parse', async () => {
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

test('C21: a record with a NUL is malformed; its neighbours are not', async () => {
  const read = await readText('a,b\n1,x\n\0,\0\n2,y\n');
  assert.deepEqual(read.rows, TABLE);
  assert.deepEqual(
    read.malformed.map(({ line, rule }) => [line, rule]),
    [[3, 'NUL']],
  );
});

test('C21: a NUL at the end of a file, or a tail of them, is one malformed record and part of no value', async () => {
  for (const [tail, rows] of [
    ['\n\0', TABLE],
    ['\n\0\0\0\0\n', TABLE],
    ['\0', TABLE.slice(0, 1)],
    ['\n"\0",z\n', TABLE],
  ] as const) {
    for (const csv of Object.values(WAYS)) {
      const read = await readText(`a,b\n1,x\n2,y${tail}`, { csv });
      assert.deepEqual(read.rows, rows, JSON.stringify(tail));
      assert.deepEqual(
        read.malformed.map(({ rule, problem }) => [rule, problem]),
        [['NUL', 'it holds a NUL byte']],
      );
    }
  }
});

test('C13: names that objects trip over keep their values and order', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '10', '2'];
  const read = await readText(`${names.join(',')}\n1,2,3,4,5,6,7\n`);
  assert.deepEqual(read.header, names);
  assert.deepEqual(read.rows, [['1', '2', '3', '4', '5', '6', '7']]);
});

test('a malformed record is kept up to 64 KiB', async () => {
  const read = await readText(`a,b\n${'x'.repeat(100_000)}\n`);
  assert.equal(read.malformed[0]?.text.length, 64 * 1024);
});

/** What collections of bad CSV files agree on, with the lines and the rule that they break here. */
const BAD: readonly (readonly [kind: string, text: string, rule: string, lines: readonly number[]])[] = [
  ['a header with fewer fields than the rows', 'a\n1,x\n2,y\n', 'CSV_RECORD_INCONSISTENT_COLUMNS', [2, 3]],
  ['a header with more fields than the rows', 'a,b,c\n1,x\n2,y\n', 'CSV_RECORD_INCONSISTENT_COLUMNS', [2, 3]],
  ['a quote that is missing', 'a,b\n1,"x\n2,y\n', 'CSV_QUOTE_NOT_CLOSED', [2]],
  ['a quote inside a quoted field', 'a,b\n1,"x"y"\n2,y\n', 'CSV_INVALID_CLOSING_QUOTE', [2]],
  ['a quote inside an unquoted field', 'a,b\n1,x"y\n2,y\n', 'INVALID_OPENING_QUOTE', [2]],
];
for (const [kind, text, rule, lines] of BAD) {
  test(`C2: malformed, by line: ${kind}`, async () => {
    for (const csv of Object.values(WAYS)) {
      const read = await readText(text, { csv });
      assert.deepEqual(
        read.malformed.map((record) => [record.line, record.rule]),
        lines.map((line) => [line, rule]),
      );
      assert.equal(read.counts.records, read.rows.length + read.malformed.length);
    }
  });
}

/** What such collections agree on as good. */
const GOOD: readonly (readonly [kind: string, text: string, rows: readonly (readonly string[])[]])[] = [
  [
    'all fields empty',
    'a,b\n,\n,\n',
    [
      ['', ''],
      ['', ''],
    ],
  ],
  ['an empty field', 'a,b,c\n1,,3\n', [['1', '', '3']]],
  ['one column', 'a\n1\n2\n', [['1'], ['2']]],
  ['one column, empty', 'a\n""\n', [['']]],
  ['a header alone', 'a,b\n', []],
  ['leading blanks', 'a,b\n 1,  x\n', [[' 1', '  x']]],
  ['trailing blanks', 'a,b\n1 ,x  \n', [['1 ', 'x  ']]],
  ['quotes around nothing', 'a,b\n"",""\n', [['', '']]],
  ['a delimiter in quotes', 'a,b\n"1,5",x\n', [['1,5', 'x']]],
  ['a quote in quotes', 'a,b\n"say ""hi""",x\n', [['say "hi"', 'x']]],
  ['a line end in quotes', 'a,b\n"two\nlines",x\n', [['two\nlines', 'x']]],
  ['a CR LF in quotes', 'a,b\r\n"two\r\nlines",x\r\n', [['two\r\nlines', 'x']]],
  ['blanks in quotes', 'a,b\n" 1 "," "\n', [[' 1 ', ' ']]],
  ['an apostrophe', "a,b\n1,O'Neill\n", [['1', "O'Neill"]]],
  ['JSON in quotes', 'a,b\n1,"{""x"": [1, ""y""]}"\n', [['1', '{"x": [1, "y"]}']]],
  ['letters of other scripts', 'a,ü\n日本,ʎ𝄞\n', [['日本', 'ʎ𝄞']]],
  ['a quoted header', '"a","b, c"\n1,x\n', [['1', 'x']]],
  ['a quoted last field without a line end', 'a,b\n1,"x"', [['1', 'x']]],
];
for (const [kind, text, rows] of GOOD) {
  test(`C1: read as it is: ${kind}`, async () => {
    for (const csv of Object.values(WAYS)) {
      const read = await readText(text, { csv });
      assert.deepEqual([read.rows, read.malformed], [rows, []]);
    }
  });
}
