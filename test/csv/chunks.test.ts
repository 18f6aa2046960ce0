import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReadFile, type Reading, readText } from './csv-reading.ts';

const TRICKY = Buffer.concat([
  Buffer.from(
    '\ufeffid,näme,"no, te"\r\n\r\n1,"two\r\nlines ""𝄞""",x\n2,é,\r3,"",""""\r\n\n4,"a\rb",y\r\r\n5,z\n6,"q"z,1\n7,q"z,"1',
  ),
  Buffer.from([0x0a, 0x22, 0x0a, 0x38, 0x2c, 0xe9, 0x2c, 0x0a]),
  Buffer.from('9,\0,1\n10,11,12,,\r\n13,"14\n""\r\n""",15\n16,17,"18'),
]);

function withoutTimes(read: ReadFile): Omit<ReadFile, 'onBytes'> {
  const { onBytes: _, ...rest } = read;
  return rest;
}

const readings: Record<string, Reading> = {
  'one group': {},
  'small groups': { groupBytes: 40 },
  'a group for each byte': { groupBytes: 1 },
  'direct columns': { groupBytes: 40, direct: ['näme', 'no, te'] },
  'extra fields dropped': { csv: { extraEmptyColumns: 'drop' } },
  'comments, read by csv-parse': { groupBytes: 40, csv: { comment: '1' } },
  'a long delimiter, read by csv-parse': { groupBytes: 40, csv: { delimiter: '::' } },
};

for (const [name, reading] of Object.entries(readings)) {
  test(`C8: the same batches for every chunk size and every cut: ${name}`, async () => {
    const delimiter = reading.csv?.delimiter ?? ',';
    const text = Buffer.from(TRICKY.toString('latin1').replaceAll(',', delimiter), 'latin1');
    const whole = withoutTimes(await readText(text, reading));
    assert.ok(whole.rows.length + whole.malformed.length > 3);
    for (let chunk = 1; chunk <= 64; chunk++) {
      assert.deepEqual(withoutTimes(await readText(text, { ...reading, chunk })), whole, `chunks of ${chunk}`);
    }
    for (let cut = 1; cut < text.length; cut++) {
      assert.deepEqual(withoutTimes(await readText(text, { ...reading, cut })), whole, `cut at ${cut}`);
    }
  });
}

/** Readable in each encoding below: quotes, doubled ones, line ends of all kinds in and outside of them. */
const READABLE = [
  'id,n,"no, te"\r\n\r\n1,"two\r\nlines ""x""",x\n2,z,\r3,"",""""\r\n\n4,"a\rb",y\r\r\n5,"14\n""\r\n""",15\n16,17,',
  '日本ソ',
].join('');
const ENCODED = {
  'utf-8': Buffer.from(`\ufeff${READABLE}`),
  'utf-16le': Buffer.from(`\ufeff${READABLE}`, 'utf16le'),
  'utf-16be': Buffer.from(`\ufeff${READABLE}`, 'utf16le').swap16(),
  // The last byte of its last letter is a backslash.
  shift_jis: Buffer.from(READABLE.replace('日本ソ', '\x93\xfa\x96\x7b\x83\x5c'), 'latin1'),
};

for (const [encoding, text] of Object.entries(ENCODED)) {
  test(`C8: the same batches for every chunk size and every cut: ${encoding}`, async () => {
    const reading = { csv: { encoding }, groupBytes: 40 };
    const whole = withoutTimes(await readText(text, reading));
    assert.deepEqual([whole.rows.length, whole.malformed.length, whole.rows.at(-1)?.[2]], [6, 0, '日本ソ']);
    for (let chunk = 1; chunk <= 64; chunk++) {
      assert.deepEqual(withoutTimes(await readText(text, { ...reading, chunk })), whole, `chunks of ${chunk}`);
    }
    for (let cut = 1; cut < text.length; cut++) {
      assert.deepEqual(withoutTimes(await readText(text, { ...reading, cut })), whole, `cut at ${cut}`);
    }
  });
}

test('a group ends at the first record end at or behind a multiple of groupBytes, from the first byte of the file', async () => {
  // 4 bytes of header, then records that end at 8, 12, 16, …
  const text = `a,b\n${'1,2\n'.repeat(6)}`;
  const groups = async (groupBytes: number) => (await readText(text, { groupBytes })).groups;
  assert.deepEqual(await groups(8), [1, 2, 2, 1]);
  assert.deepEqual(await groups(9), [2, 2, 2]);
  assert.deepEqual(await groups(12), [2, 3, 1]);
  assert.deepEqual(await groups(28), [6]);
  assert.deepEqual(await groups(1), [1, 1, 1, 1, 1, 1]);
  // A byte order mark is text of the file; a record over several multiples closes them all.
  assert.deepEqual((await readText(`\ufeff${text}`, { groupBytes: 11 })).groups, [1, 3, 2]);
  assert.deepEqual((await readText('a\n1\n123456789012\n2\n3\n', { groupBytes: 4 })).groups, [1, 1, 2]);
});

test('groups do not depend on the encoding of the file', async () => {
  const text = `a,b\n${'é,2\n'.repeat(20)}`;
  const utf8 = await readText(text, { groupBytes: 16 });
  const utf16 = await readText(Buffer.from(text, 'utf16le'), { groupBytes: 16, csv: { encoding: 'utf-16le' } });
  assert.deepEqual(utf16.groups, utf8.groups);
});

test('progress is told in bytes read', async () => {
  const read = await readText('a,b\n1,2\n', { chunk: 3 });
  assert.deepEqual(read.onBytes, [3, 6, 8]);
  assert.equal(read.counts.bytes, 8);
});
