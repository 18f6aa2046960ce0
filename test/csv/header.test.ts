import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContractError } from '../../src/base/errors.ts';
import { readText } from './csv-reading.ts';

const refused = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof ContractError && error.code === code && message.test(error.message);

test('E5: names are trimmed; composed and decomposed letters stay apart, what cannot be seen stays', async () => {
  const unseen = ['\u202eabc', '\u05d0\u05d1', '\u200bzero', '\u2066x\u2069', 'ze\u200dro'];
  const read = await readText(` vendor ,"a, b","say ""x""",\u00e9,e\u0301,${unseen.join(',')}\n`);
  assert.deepEqual(read.header, ['vendor', 'a, b', 'say "x"', '\u00e9', 'e\u0301', ...unseen]);
});

test('C15: a header alone is an empty table', async () => {
  for (const text of ['a,b', 'a,b\n', 'a,b\r\n\r\n']) {
    const read = await readText(text);
    assert.deepEqual([read.header, read.rows, read.counts.records], [['a', 'b'], [], 0]);
  }
});

test('C15: no header at all is an error, unless a table without rows was asked for', async () => {
  for (const text of ['', '\ufeff', '\n', '\r\n\r\n', '\ufeff\n']) {
    await assert.rejects(readText(text), refused('CSV_EMPTY', /^trips\.csv: /));
    const read = await readText(text, { whenEmpty: ['a', 'b'] });
    assert.deepEqual([read.header, read.rows, read.counts.records], [['a', 'b'], [], 0]);
  }
  assert.deepEqual((await readText('x\n1\n', { whenEmpty: ['a', 'b'] })).header, ['x']);
});

test('C12: names that are missing or occur twice are listed', async () => {
  await assert.rejects(readText('a,,b, \n1,2,3,4\n'), refused('CSV_HEADER', /trips\.csv:1: .*column 2, 4 of 4/));
  await assert.rejects(
    readText('\na,b,a ,b\n'),
    refused('CSV_HEADER', /trips\.csv:2: .*"a", "b" occur more than once/),
  );
  await assert.rejects(readText('a\u001b[31m,a\u001b[31m\n'), refused('CSV_HEADER', /"a\\u\{1b\}\[31m"/));
});

test('C2, C10, C21, E2, E3: a header that cannot be read says why', async () => {
  await assert.rejects(readText('a,"b"c\n'), refused('CSV_INVALID_CLOSING_QUOTE', /trips\.csv:1: the header/));
  await assert.rejects(readText('a,"b\n'), refused('CSV_QUOTE_NOT_CLOSED', /never closed/));
  await assert.rejects(readText('a\0b,c\n'), refused('NUL', /NUL byte/));
  await assert.rejects(
    readText(Buffer.from('caf\xe9,b\n', 'latin1')),
    refused('CSV_ENCODING', /^trips\.csv:1: .* at offset 3; set csv\.encoding/),
  );
  for (const header of ['a,\xc0\xaf\n', 'a,"\xed\xa0\x80"\n', '\n\na,\xe2\x82']) {
    const hint = new RegExp(`at offset ${header.search(/[\x80-\xff]/)};`);
    for (const chunk of [1, 100]) {
      await assert.rejects(readText(Buffer.from(header, 'latin1'), { chunk }), refused('CSV_ENCODING', hint));
    }
  }
});
