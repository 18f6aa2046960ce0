import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { checkMemory } from '../../src/convert/memory-limit.ts';
import { openBench } from './bench.ts';

const TEXT = Buffer.from(`id\n${Array.from({ length: 3000 }, (_, at) => `${(at * 7919) % 100_003}\n`).join('')}`);
const GZ = gzipSync(TEXT);
const PACKED_TEXT = Buffer.from(`id\n${'1\n'.repeat(750_000)}`);

test('Z1: a gzip file that is cut at any of 64 places gives no table, and leaves none', async (context) => {
  const bench = await openBench(context);
  const places = [...Array(24).keys()];
  for (let behind = 1; behind <= 8; behind++) places.push(GZ.length - behind);
  for (let at = 24; places.length < 64; at += Math.floor(GZ.length / 33)) places.push(at);
  for (const at of places) {
    // Two bytes make a gzip file; what is shorter is a text without the column.
    const code = at === 0 ? 'CSV_EMPTY' : at === 1 ? 'SCHEMA_MISSING_COLUMN' : 'GZIP_TRUNCATED';
    await assert.rejects(bench.convert({ raw: GZ.subarray(0, at), name: 'trips.csv.gz' }), { code }, `cut at ${at}`);
    assert.deepEqual(await bench.left(), ['raw'], `cut at ${at}`);
  }
});

test('Z2, Z4: wrong checksum, wrong length and a damaged second member give no table, and leave none', async (context) => {
  const bench = await openBench(context);
  for (const [name, raw] of [
    ['checksum', damaged(GZ, GZ.length - 8)],
    ['length', damaged(GZ, GZ.length - 4)],
    ['second member', Buffer.concat([GZ, damaged(GZ, GZ.length - 8)])],
    ['cut second member', Buffer.concat([GZ, GZ.subarray(0, GZ.length >> 1)])],
  ] as const) {
    await assert.rejects(bench.convert({ raw, name: 'trips.csv.gz' }), { code: /^GZIP_/ }, name);
    assert.deepEqual(await bench.left(), ['raw'], name);
  }
});

test('Z3, Z7: members and names do not matter: the same text is the same table', async (context) => {
  const bench = await openBench(context);
  const half = TEXT.length >> 1;
  const members = Buffer.concat([gzipSync(TEXT.subarray(0, half)), gzipSync(''), gzipSync(TEXT.subarray(half))]);
  const expected = (await bench.convert({ raw: TEXT })).conversion.parquet.sha256;
  for (const [name, raw] of [
    ['trips.csv.gz', TEXT],
    ['trips.csv', GZ],
    ['trips.csv.gz', members],
  ] as const) {
    const { conversion } = await bench.convert({ raw, name });
    assert.deepEqual([conversion.rows, conversion.parquet.sha256], [3000, expected], name);
  }
});

test('Z9: a format that cannot be read is named', async (context) => {
  const bench = await openBench(context);
  const marks = { bzip2: 'BZh91AY&SY', xz: '\xfd7zXZ\0', '7z': '7z\xbc\xaf\x27\x1c', lz4: '\x04\x22\x4d\x18' };
  for (const [format, mark] of Object.entries(marks)) {
    const message = new RegExp(`^trips\\.csv is a ${format} file; plain text, gzip, zip, zstd and Parquet can be read`);
    const raw = Buffer.from(`${mark} and so on`, 'latin1');
    await assert.rejects(bench.convert({ raw }), { code: 'FORMAT', exitCode: 2, message });
    await assert.rejects(bench.convert({ raw: gzipSync(raw) }), {
      code: 'FORMAT',
      message: new RegExp(`^trips\\.csv is a gzip file that holds a ${format} file`),
    });
    assert.deepEqual(await bench.left(), ['raw']);
  }
});

/** Each key under `limits`, a file that is just within, one that is just beyond, and the error. */
const LIMITS: readonly (readonly [line: string, within: string | Buffer, beyond: string | Buffer, code: string])[] = [
  ['field: 10B', `id\n${'1'.repeat(10)}\n`, `id\n${'1'.repeat(11)}\n`, 'CSV_LIMIT_FIELD'],
  ['record: 15B', `id,b\n"1",${'x'.repeat(11)}\n`, `id,b\n"1",${'x'.repeat(12)}\n`, 'CSV_LIMIT_RECORD'],
  ['columns: 2', 'id,b\n1,2\n', 'id,b,c\n1,2,3\n', 'CSV_LIMIT_COLUMNS'],
  ['header: 5B', 'id,bc\n1,2\n', 'id,bcd\n1,2\n', 'CSV_LIMIT_HEADER'],
  ['text: 100B', `id\n${'1\n'.repeat(48)}\n`, `id\n${'1\n'.repeat(48)}\n\n`, 'LIMIT_TEXT'],
  ['ratio: 300', packed({ level: 1 }), packed({ level: 9 }), 'LIMIT_RATIO'],
];
for (const [line, within, beyond, code] of LIMITS) {
  test(`limits.${line}: what is within is read, what is beyond is an error that names the key`, async (context) => {
    const bench = await openBench(context);
    const lines = [`limits: { ${line} }`, 'contract: { new_columns: discard, max_rejected: 100% }'];
    assert.ok((await bench.convert({ lines, raw: within })).conversion.rowsRead > 0);
    const key = `limits\\.${line.replace(/:.*/, '')}`;
    await assert.rejects(bench.convert({ lines, raw: beyond }), {
      code,
      exitCode: 3,
      message: new RegExp(`^trips\\.csv\\b[^\n]*raise "?${key}"?$`),
    });
  });
}

test('Z6: limits.ratio: so much text out of one byte, and not one more', async (context) => {
  const bench = await openBench(context);
  const raw = packed({ level: 9 });
  const most = Math.ceil(PACKED_TEXT.length / raw.length);
  assert.equal((await bench.convert({ lines: [`limits: { ratio: ${most} }`], raw })).conversion.rows, 750_000);
  await assert.rejects(bench.convert({ lines: [`limits: { ratio: ${most - 1} }`], raw }), { code: 'LIMIT_RATIO' });
});

test('limits.memory: so many bytes, and not one more', () => {
  checkMemory('trips.csv', 1000, 1000);
  assert.throws(() => checkMemory('trips.csv', 1000, 1001), { code: 'LIMIT_MEMORY', exitCode: 3 });
});

test('limits.memory: a process that takes more ends with an error that names the key', async (context) => {
  const bench = await openBench(context);
  assert.equal((await bench.convert({ lines: ['limits: { memory: 8GiB }'], raw: TEXT })).conversion.rows, 3000);
  await assert.rejects(bench.convert({ lines: ['limits: { memory: 20MiB }'], raw: TEXT }), {
    code: 'LIMIT_MEMORY',
    exitCode: 3,
    message: /^trips\.csv: the process takes [^\n]* more than 21\.0 MB; [^\n]*raise "limits\.memory"$/,
  });
  assert.deepEqual(await bench.left(), ['raw']);
});

/** Rows that are all alike: 200 times smaller at level 1, 1,000 times at level 9. Below 1 MiB no ratio is too high. */
function packed({ level }: { level: number }): Buffer {
  return gzipSync(PACKED_TEXT, { level });
}

function damaged(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}
