import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { type ZippedFile, zipOf } from '../source/zip-files.ts';
import { openBench } from './bench.ts';

const TEXT = Buffer.from(`id\n${Array.from({ length: 5000 }, (_, at) => `${(at * 7919) % 100_003}\n`).join('')}`);
const ZST = zstdCompressSync(TEXT);
/** A frame that says "pass me over", as `pzstd` writes them. */
const SKIPPED = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);
const CHECKED = zstdCompressSync(TEXT, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });

test('Z9: plain, gzip, zstd and zip of one file make the same bytes, whatever they are called', async (context) => {
  const bench = await openBench(context);
  const expected = (await bench.convert({ raw: TEXT })).conversion.parquet.sha256;
  const half = TEXT.indexOf('\n', 10_000) + 1;
  const frames = [SKIPPED, zstdCompressSync(TEXT.subarray(0, half)), SKIPPED, zstdCompressSync(TEXT.subarray(half))];
  for (const [name, raw] of Object.entries({
    'a.csv.gz': gzipSync(TEXT),
    'a.csv.zst': ZST,
    'checksum.zst': CHECKED,
    'frames.gz': Buffer.concat(frames),
    'a.zip': zipOf({ name: 'a.csv', content: TEXT }),
    'stored.csv': zipOf({ name: 'folder/a.csv', content: TEXT, stored: true, mode: 0o100644 }),
  })) {
    const { conversion } = await bench.convert({ raw, name });
    assert.deepEqual([conversion.rows, conversion.parquet.sha256], [5000, expected], name);
  }
});

test('each encoding in gzip and zip makes the bytes of the plain file, over many pieces of what is unpacked', async (context) => {
  const bench = await openBench(context);
  const rows = Array.from({ length: 25_000 }, (_, row) => `${(row * 7919) % 100_003},é${row % 977}\n`).join('');
  const text = `id,note\n${rows}`;
  const columns = 'columns: { id: { type: int64 }, note: { type: string } }';
  for (const [encoding, raw] of [
    ['utf-8', Buffer.from(text)],
    ['windows-1252', Buffer.from(text, 'latin1')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
  ] as const) {
    const lines = [columns, `csv: { encoding: ${encoding} }`];
    const expected = (await bench.convert({ lines, raw })).conversion;
    assert.equal(expected.rows, 25_000);
    for (const wrapped of [gzipSync(raw), zipOf({ name: 'a.csv', content: raw })]) {
      const { conversion } = await bench.convert({ lines, raw: wrapped });
      assert.equal(conversion.parquet.sha256, expected.parquet.sha256, encoding);
    }
  }
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
test("an archive of Python's zipfile is read, with 64-bit sizes too", {
  skip: !hasPython && 'no python3 here',
}, async (context) => {
  const bench = await openBench(context);
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-zip-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'a.csv'), TEXT);
  const options = { cwd: folder, maxBuffer: 2 ** 24, stdio: ['ignore', 'pipe', 'ignore'] as ('ignore' | 'pipe')[] };
  const make = `
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
with archive.open('a.csv', 'w', force_zip64=len(sys.argv) > 2) as entry: entry.write(open('a.csv', 'rb').read())
archive.close()`;
  execFileSync('python3', ['-c', make, 'plain.zip'], options);
  execFileSync('python3', ['-c', make, 'large.zip', '64'], options);
  for (const name of ['plain.zip', 'large.zip']) {
    assert.equal((await bench.convert({ raw: await readFile(join(folder, name)), name })).conversion.rows, 5000, name);
  }
});

test('Z8: an archive that is not one plain honest file is refused, and nothing is written', async (context) => {
  const bench = await openBench(context);
  const good: ZippedFile = { name: 'a.csv', content: TEXT };
  const cases: readonly (readonly [raw: Buffer, code: string, words: RegExp])[] = [
    [zipOf(), 'ZIP_ENTRIES', /holds 0 files/],
    [zipOf(good, { name: 'b.csv', content: 'id\n1\n' }), 'ZIP_ENTRIES', /holds 2 files and not one/],
    [zipOf({ ...good, name: '../x' }), 'ZIP_NAME', /"\.\.\/x"/],
    [zipOf({ ...good, name: 'a/../../x' }), 'ZIP_NAME', /leads out/],
    [zipOf({ ...good, name: '..\\x' }), 'ZIP_NAME', /leads out/],
    [zipOf({ ...good, name: '/etc/x' }), 'ZIP_NAME', /leads out/],
    [zipOf({ ...good, name: 'C:\\x' }), 'ZIP_NAME', /leads out/],
    [zipOf({ name: 'link', content: '/etc/passwd', stored: true, mode: 0o120777 }), 'ZIP_KIND', /a link/],
    [zipOf({ name: 'folder/', content: '', stored: true }), 'ZIP_KIND', /a folder/],
    [zipOf({ ...good, flags: 1 }), 'ZIP_ENCRYPTED', /encrypted/],
    [zipOf({ ...good, method: 12 }), 'ZIP_METHOD', /method 12/],
    [zipOf({ ...good, size: TEXT.length - 1 }), 'ZIP_SIZE', /longer than/],
    [zipOf({ ...good, size: TEXT.length + 1 }), 'ZIP_SIZE', /declares/],
    [zipOf({ ...good, crc: 1 }), 'ZIP_CHECKSUM', /checksum/],
    [zipOf({ ...good, localName: 'b.csv' }), 'ZIP_DAMAGED', /two names/],
    [zipOf(good).subarray(0, -1), 'ZIP_DAMAGED', /is it whole/],
    [Buffer.concat([zipOf(good), Buffer.from('x')]), 'ZIP_DAMAGED', /is it whole/],
    [Buffer.concat([zipOf(good).subarray(0, 40), zipOf(good).subarray(50)]), 'ZIP_DAMAGED', /its list of files/],
  ];
  for (const [raw, code, message] of cases) {
    await assert.rejects(bench.convert({ raw, name: 'trips.zip' }), { code, exitCode: 3, message }, code);
    assert.deepEqual(await bench.left(), ['raw'], code);
  }
});

test('Z8: an archive that is cut or has a byte changed is an error or the same table', async (context) => {
  const bench = await openBench(context);
  const raw = zipOf({ name: 'a.csv', content: TEXT });
  const expected = (await bench.convert({ raw })).conversion.parquet.sha256;
  for (let at = 4; at < raw.length; at += Math.ceil(raw.length / 60)) {
    await assert.rejects(bench.convert({ raw: raw.subarray(0, at) }), { code: 'ZIP_DAMAGED' }, `cut at ${at}`);
    const changed = Buffer.from(raw);
    changed[at] = (changed[at] as number) ^ 0x10;
    try {
      assert.equal((await bench.convert({ raw: changed })).conversion.parquet.sha256, expected, `changed at ${at}`);
    } catch (error) {
      assert.match((error as { code?: string }).code ?? String(error), /^ZIP_/, `changed at ${at}`);
    }
  }
});

test('Z9: zstd that is cut, changed or followed by something else is refused', async (context) => {
  const bench = await openBench(context);
  const expected = (await bench.convert({ raw: TEXT })).conversion.parquet.sha256;
  for (let at = 4; at < CHECKED.length; at += Math.ceil(CHECKED.length / 40)) {
    await assert.rejects(bench.convert({ raw: CHECKED.subarray(0, at) }), { code: 'ZSTD_TRUNCATED' }, `cut at ${at}`);
    const changed = Buffer.from(CHECKED);
    changed[at] = (changed[at] as number) ^ 0x10;
    try {
      assert.equal((await bench.convert({ raw: changed })).conversion.parquet.sha256, expected, `changed at ${at}`);
    } catch (error) {
      assert.match((error as { code?: string }).code ?? String(error), /^ZSTD_|^LIMIT_/, `changed at ${at}`);
    }
  }
  for (const behind of ['x', 'trailing', '\0\0\0\0']) {
    const raw = Buffer.concat([ZST, Buffer.from(behind)]);
    await assert.rejects(bench.convert({ raw }), { code: 'ZSTD_TRAILING' }, JSON.stringify(behind));
  }
  // A window of 1 GiB, then one block of three bytes as they are.
  const wide = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 20 << 3, 1 | (3 << 3), 0, 0, ...Buffer.from('id\n')]);
  await assert.rejects(bench.convert({ raw: wide }), { code: 'ZSTD_WINDOW', message: /larger than 128 MiB/ });
});

test('Z6: a bomb in zstd or zip ends at limits.ratio or limits.text', async (context) => {
  const bench = await openBench(context);
  const lines = ['limits: { ratio: 100 }'];
  const text = Buffer.from(`id\n${'1\n'.repeat(4_000_000)}`);
  for (const raw of [zstdCompressSync(text), zipOf({ name: 'a.csv', content: text })]) {
    await assert.rejects(bench.convert({ raw, lines }), { code: 'LIMIT_RATIO', message: /raise "limits.ratio"$/ });
    await assert.rejects(bench.convert({ raw, lines: ['limits: { text: 1MB, ratio: 100000 }'] }), {
      code: 'LIMIT_TEXT',
    });
  }
  // A small declared size does not hide a large file.
  const lying = zipOf({ name: 'a.csv', content: text, size: 10 });
  await assert.rejects(bench.convert({ raw: lying }), { code: 'ZIP_SIZE' });
});
