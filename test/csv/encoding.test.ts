import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, ContractError } from '../../src/base/errors.ts';
import { readText } from './csv-reading.ts';

const TEXT = 'naïve,b\ncafé,"x€\ny"\n𝄞,z\n';
const ROWS = [
  ['café', 'x€\ny'],
  ['𝄞', 'z'],
];
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

test('E1: a byte order mark wins over the declared encoding and is in no name', async () => {
  for (const [bytes, declared] of [
    [Buffer.from(`\ufeff${TEXT}`), 'windows-1252'],
    [utf16(`\ufeff${TEXT}`), 'utf-8'],
    [utf16(`\ufeff${TEXT}`).swap16(), 'utf-8'],
  ] as const) {
    for (const chunk of [1, 2, 3, 5, 1000]) {
      const read = await readText(bytes, { csv: { encoding: declared }, chunk });
      assert.deepEqual(read.header, ['naïve', 'b']);
      assert.deepEqual(read.rows, ROWS);
      assert.equal(read.counts.bytes, bytes.length);
    }
  }
});

test('E1, E2: declared encodings are read', async () => {
  const cases: [string, Buffer, string[][]][] = [
    ['utf-16le', utf16('a,b\né,𝄞\n'), [['é', '𝄞']]],
    ['utf-16be', utf16('a,b\né,𝄞\n').swap16(), [['é', '𝄞']]],
    ['windows-1252', Buffer.from('a,b\n\xe9,\x80\n', 'latin1'), [['é', '€']]],
    ['latin1', Buffer.from('a,b\n\xe9,\xdf\n', 'latin1'), [['é', 'ß']]],
    ['iso-8859-7', Buffer.from('a,b\n\xe1,\xe2\n', 'latin1'), [['α', 'β']]],
    ['shift_jis', Buffer.from('a,b\n\x93\xfa\x96\x7b,\x83\x5c\n', 'latin1'), [['日本', 'ソ']]],
  ];
  for (const [encoding, bytes, rows] of cases) {
    for (const chunk of [1, 3, 1000])
      assert.deepEqual((await readText(bytes, { csv: { encoding }, chunk })).rows, rows);
  }
});

test('E2, E4: bytes that a declared encoding does not have stop the file, with a place and a hint', async () => {
  for (const [encoding, bytes] of [
    ['iso-8859-7', Buffer.from('a,b\n\xff,1\n', 'latin1')],
    ['shift_jis', Buffer.from('a,b\n1,\x93', 'latin1')],
    ['utf-16le', Buffer.concat([utf16('a,b\n'), Buffer.from([0x00, 0xd8, 0x41, 0x00])])],
  ] as const) {
    await assert.rejects(
      readText(bytes, { csv: { encoding } }),
      (error) =>
        error instanceof ContractError &&
        error.code === 'CSV_ENCODING' &&
        /offsets \d+ and \d+ .*csv\.encoding/.test(error.message),
    );
  }
});

test('an encoding that does not exist is the user’s mistake', async () => {
  await assert.rejects(
    readText('a\n', { csv: { encoding: 'utf-9' } }),
    (error) =>
      error instanceof ConfigurationError && error.code === 'CSV_ENCODING_NAME' && /"utf-9"/.test(error.message),
  );
});

test('E1: UTF-16 that nobody declared is recognised', async () => {
  for (const [bytes, guess] of [
    [utf16('a,b\n1,2\n'), 'utf-16le'],
    [utf16('a,b\n1,2\n').swap16(), 'utf-16be'],
  ] as const) {
    await assert.rejects(
      readText(bytes),
      (error) => error instanceof ContractError && error.message.endsWith(`set csv.encoding: ${guess}`),
    );
  }
});

test('E3: a record with invalid UTF-8 is malformed, and no value holds U+FFFD', async () => {
  const bad = [
    ['latin-1', 'caf\xe9'],
    ['overlong', '\xc0\xaf'],
    ['surrogate half', '\xed\xa0\x80'],
    ['cut', '\xe2\x82'],
    ['in quotes', '"\xff"'],
    ['in quotes, with a line end', '"x\r\n\xff\n"'],
  ] as const;
  for (const [name, bytes] of bad) {
    for (const chunk of [1, 2, 1000]) {
      const read = await readText(Buffer.from(`a,b\n1,x\n${bytes},y\n2,z\n`, 'latin1'), { chunk });
      assert.deepEqual(
        read.rows,
        [
          ['1', 'x'],
          ['2', 'z'],
        ],
        name,
      );
      assert.deepEqual(
        read.malformed.map(({ line, rule, text }) => [line, rule, text]),
        [[3, 'ENCODING', `${bytes},y`]],
      );
      const offset = 8 + bytes.search(/[\x80-\xff]/);
      assert.ok(read.malformed[0]?.problem.includes(`at offset ${offset} of the text; set csv.encoding`), name);
    }
  }
});

test('E3: a cut character at the very end is seen', async () => {
  const read = await readText(Buffer.from('a\n1\n\xe2\x82', 'latin1'));
  assert.equal(read.malformed[0]?.rule, 'ENCODING');
});

test('E3: a character of U+FFFD that the file itself holds stays', async () => {
  assert.deepEqual((await readText('a\n\ufffd\n')).rows, [['\ufffd']]);
});

test('E2: an encoding that nobody declared: each row with such bytes is malformed, with the offset and the option', async () => {
  for (const [name, bytes] of [
    ['latin-1', 'caf\xe9'],
    ['windows-1252', 'it\x92s'],
    ['shift_jis', '\x93\xfa\x96\x7b'],
    ['iso-8859-7', '\xe1\xe2\xe3'],
  ] as const) {
    const text = Buffer.from(`a,b\n1,x\n2,${bytes}\n3,"${bytes}"\n`, 'latin1');
    for (const chunk of [1, 3, 1000]) {
      for (const groupBytes of [4, 1000]) {
        const read = await readText(text, { chunk, groupBytes });
        assert.deepEqual(read.rows, [['1', 'x']], name);
        const at = bytes.search(/[\x80-\xff]/);
        const offsets = [10 + at, 10 + bytes.length + 1 + 3 + at];
        assert.deepEqual(
          read.malformed.map(({ rule, problem }) => [rule, problem]),
          offsets.map((offset) => [
            'ENCODING',
            `it holds a byte that is not UTF-8, at offset ${offset} of the text; set csv.encoding to the encoding the file is written in`,
          ]),
        );
      }
    }
  }
});

test('E4: where the encoding changes in the middle, everything before stays and everything after is malformed', async () => {
  const head = Buffer.from('a,b\n1,é\n2,𝄞\n');
  const cases: [Buffer, string[]][] = [
    [Buffer.from('3,\xe9\n4,\xfc\n', 'latin1'), ['ENCODING', 'ENCODING']],
    // In UTF-16 each letter has a NUL beside it, and so has each line end.
    [utf16('3,x\n4,y\n'), ['NUL', 'NUL', 'NUL']],
    [utf16('3,x\n').swap16(), ['NUL']],
  ];
  for (const [tail, rules] of cases) {
    for (const chunk of [1, 7, 1000]) {
      const read = await readText(Buffer.concat([head, tail]), { chunk });
      assert.deepEqual(read.rows, [
        ['1', 'é'],
        ['2', '𝄞'],
      ]);
      assert.deepEqual(
        read.malformed.map(({ rule }) => rule),
        rules,
      );
      assert.equal(read.malformed[0]?.line, 4);
    }
  }
  // The same in an encoding that was declared: the file stops.
  const declared = Buffer.concat([Buffer.from('a,b\n1,\x93\xfa\n', 'latin1'), Buffer.from('2,é\n3,à\n')]);
  await assert.rejects(
    readText(declared, { csv: { encoding: 'shift_jis' } }),
    (error) => error instanceof ContractError && error.code === 'CSV_ENCODING',
  );
});
