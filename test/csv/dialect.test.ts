import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from './csv-reading.ts';

const ROWS = [
  ['1', 'x y'],
  ['2', 'z'],
];

for (const delimiter of [';', '\t', '|', ', ', '||', '¦', '::']) {
  test(`C18: delimiter ${JSON.stringify(delimiter)}`, async () => {
    const text = `a|b\n1|"x y"\n2|z\n`.replaceAll('|', () => delimiter);
    const read = await readText(text, { csv: { delimiter } });
    assert.deepEqual(read.header, ['a', 'b']);
    assert.deepEqual(read.rows, ROWS);
    assert.deepEqual(read.lines, [2, 3]);
  });
}

test('C18: another delimiter than the file has makes one column', async () => {
  assert.deepEqual((await readText('a;b\n1;2\n')).header, ['a;b']);
});

test('C18: another quote', async () => {
  const read = await readText("a,b\n'1','it''s'\n\"2,z\n", { csv: { quote: "'" } });
  assert.deepEqual(read.rows, [
    ['1', "it's"],
    ['"2', 'z'],
  ]);
});

test('C18: no quote: quotes are text', async () => {
  for (const csv of [{ quote: '' }, { quote: '', comment: '#' }]) {
    assert.deepEqual((await readText('a,b\n"1","x"y\n', { csv })).rows, [['"1"', '"x"y']]);
  }
});

test('C21: comment lines are skipped where a record could begin, and only there', async () => {
  const text = '# made by hand\na,b\n#1,2\n1,"x y"\n\n  #\n2,#3\n"#4","\n#5"\n#';
  const read = await readText(text, { csv: { comment: '#' } });
  assert.deepEqual(read.rows, [
    ['1', 'x y'],
    ['2', '#3'],
    ['#4', '\n#5'],
  ]);
  assert.deepEqual(read.lines, [4, 7, 8]);
  assert.deepEqual(
    read.malformed.map(({ line, text: original }) => [line, original]),
    [[6, '  #']],
  );
  assert.equal(read.counts.blank, 1);
});

test('C21: without a comment mark such lines are records', async () => {
  assert.deepEqual((await readText('a,b\n#1,2\n')).rows, [['#1', '2']]);
});

test('C7, C10, C21: a fault in a file that csv-parse reads costs one record', async () => {
  const read = await readText('a||b\n"1"x||2\n1||x y\n3"||4\n2||z\n5||\n6\n\0||\n', { csv: { delimiter: '||' } });
  assert.deepEqual(read.rows, [...ROWS, ['5', '']]);
  assert.deepEqual(
    read.malformed.map(({ line, rule }) => [line, rule]),
    [
      [2, 'CSV_INVALID_CLOSING_QUOTE'],
      [4, 'INVALID_OPENING_QUOTE'],
      [7, 'CSV_RECORD_INCONSISTENT_COLUMNS'],
      [8, 'NUL'],
    ],
  );
});

test('csv-parse reads more records than it is handed at once', async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => [String(at), `"v, ${at}"`]);
  const text = `a::b\n${rows.map((row) => row.join('::')).join('\n')}\n`;
  const read = await readText(text, { csv: { delimiter: '::' }, groupBytes: 20_000 });
  assert.deepEqual(
    read.rows,
    rows.map(([key, value]) => [key, value?.slice(1, -1)]),
  );
  assert.ok(read.groups.length > 2);
});
