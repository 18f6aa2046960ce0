import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { decompress } from '../../src/source/decompress.ts';
import { csvOf, LIMITS, openBench } from './bench.ts';
import { fetchAlone } from './processes.ts';

const TEXT = csvOf(3000);
const GZ = gzipSync(TEXT);
/** For chunks of one byte, each of which costs a turn of zlib's thread. */
const SHORT = csvOf(60);

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpacked(bytes: Uint8Array, size = 4096, limits = LIMITS): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of decompress(inChunks(bytes, size), { name: 'a.csv.gz', limits })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads to the end without keeping anything. */
async function drain(input: AsyncIterable<Uint8Array>, limits = LIMITS): Promise<void> {
  for await (const _ of decompress(input, { name: 'a.csv.gz', limits }));
}

/** Gzip of so many MiB of zeros, each packed into a kilobyte. Its checksum is missing: nobody should get that far. */
function bombOf(mebibytes: number): Buffer {
  const finishFlush = constants.Z_FULL_FLUSH;
  const block = deflateRawSync(Buffer.alloc(1 << 20), { level: 9, finishFlush });
  return Buffer.concat([gzipSync('').subarray(0, 10), ...Array<Buffer>(mebibytes).fill(block)]);
}

describe('decompress', () => {
  it('passes plain text through, and nothing as nothing', async () => {
    for (const size of [1, 7, 4096, 1 << 20]) assert.deepEqual(await unpacked(TEXT, size), TEXT);
    for (const text of ['', 'a', 'PK,PAR1\n', 'BZh9,x\n', '\u001f']) {
      assert.equal((await unpacked(Buffer.from(text))).toString(), text);
    }
  });

  it('unpacks gzip whatever the chunks', async () => {
    for (const size of [1000, 65_536, 1 << 20]) assert.deepEqual(await unpacked(GZ, size), TEXT);
    for (const size of [1, 2, 3, 7]) assert.deepEqual(await unpacked(gzipSync(SHORT), size), SHORT);
  });

  it('Z1: gzip that is cut at any of 64 places is refused, and nothing of it stays', async () => {
    const places = [...Array(20).keys()].map((at) => at + 2);
    for (let at = 22; places.length < 56; at += Math.floor(GZ.length / 37)) places.push(at);
    for (let behind = 1; behind <= 8; behind++) places.push(GZ.length - behind);
    assert.equal(places.length, 64);
    for (const at of places) {
      await assert.rejects(unpacked(GZ.subarray(0, at)), { code: 'GZIP_TRUNCATED', exitCode: 3 }, `cut at ${at}`);
    }
    const bench = await openBench();
    try {
      const cut = join(bench.folder, 'cut.csv.gz');
      for (const at of places) {
        await writeFile(cut, GZ.subarray(0, at));
        await assert.rejects(bench.fetch(cut), { code: 'GZIP_TRUNCATED' });
        assert.deepEqual(await bench.left(), ['cut.csv.gz'], `cut at ${at}`);
      }
    } finally {
      await bench.remove();
    }
  });

  it('Z2: refuses a wrong checksum and a wrong length', async () => {
    for (const behind of [8, 5, 4, 1]) {
      const bad = Buffer.from(GZ);
      bad[bad.length - behind]! ^= 1;
      await assert.rejects(unpacked(bad), { code: 'GZIP_CORRUPT' });
    }
  });

  it('a flipped byte is an error or changes nothing', async () => {
    for (let at = 0; at < GZ.length; at += 97) {
      const bad = Buffer.from(GZ);
      bad[at]! ^= 0x10;
      const result = await unpacked(bad).catch((error: Error & { code?: string }) => error);
      if (result instanceof Error) assert.match(String((result as { code?: string }).code), /^GZIP_/);
      else assert.ok(result.equals(TEXT) || result.equals(bad), `byte ${at}`);
    }
  });

  it('Z3: reads all members, empty ones too, wherever the chunks end', async () => {
    const empty = gzipSync('');
    const many = Buffer.concat([empty, ...Array(50).fill(gzipSync('a,b\n')), empty, gzipSync('end')]);
    const expected = `${'a,b\n'.repeat(50)}end`;
    for (const size of [1, 5, 20, 21, 24, 100, 10_000]) {
      assert.equal((await unpacked(many, size)).toString(), expected, `chunks of ${size}`);
    }
    assert.equal((await unpacked(empty)).length, 0);
  });

  it('Z3: reads blocked gzip (bgzf): an extra field in each header, an empty member at the end', async () => {
    const block = (text: string): Buffer => {
      const plain = gzipSync(text);
      const extra = Buffer.from([6, 0, 0x42, 0x43, 2, 0, 0, 0]);
      const header = Buffer.from(plain.subarray(0, 10));
      header[3] = 4;
      extra.writeUInt16LE(plain.length + extra.length - 1, 6);
      return Buffer.concat([header, extra, plain.subarray(10)]);
    };
    const bytes = Buffer.concat([block('a,b\n'), block('1,2\n'), block('')]);
    assert.equal((await unpacked(bytes, 13)).toString(), 'a,b\n1,2\n');
  });

  it('Z4: a good first member does not excuse a second that is cut or damaged', async () => {
    for (const keep of [1, 2, 5, 12, GZ.length >> 1, GZ.length - 1]) {
      await assert.rejects(unpacked(Buffer.concat([GZ, GZ.subarray(0, keep)])), { code: 'GZIP_TRUNCATED' });
    }
    const bad = Buffer.from(GZ);
    bad[GZ.length - 8]! ^= 1;
    await assert.rejects(unpacked(Buffer.concat([GZ, bad])), { code: 'GZIP_CORRUPT' });
  });

  it('Z5: zeros behind the end are padding; anything else is an error, wherever the chunks end', async () => {
    const zeros = Buffer.alloc(600);
    const gz = gzipSync(SHORT);
    const garbage = [Buffer.from('garbage'), Buffer.concat([zeros, Buffer.from('x')]), Buffer.concat([zeros, gz])];
    for (const size of [1, 100, gz.length, gz.length + 3, 1 << 20]) {
      assert.deepEqual(await unpacked(Buffer.concat([gz, zeros]), size), SHORT);
      for (const [kind, bytes] of garbage.entries()) {
        const code = kind === 0 ? 'GZIP_CORRUPT' : 'GZIP_TRAILING';
        await assert.rejects(unpacked(Buffer.concat([gz, bytes]), size), { code }, `${kind} in chunks of ${size}`);
      }
    }
  });

  it('Z6: a bomb of 1 MB stops at ratio and byte limit, fetched or on the disk, and the process stays below 256 MiB', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lakeferry-bomb-'));
    try {
      const bomb = join(folder, 'a.csv.gz');
      await writeFile(bomb, bombOf(1024));
      const into = join(folder, 'raw');
      for (const unpackOnly of [false, true]) {
        for (const [code, limits] of [
          ['LIMIT_RATIO', {}],
          ['LIMIT_TEXT', { ratio: 2000, text: 900_000_000 }],
        ] as const) {
          const report = await fetchAlone({ url: bomb, into, limits, unpackOnly });
          assert.equal(report.code, code);
          assert.ok(report.peakMebibytes < 256, `${code}: ${report.peakMebibytes} MiB`);
        }
      }
      assert.deepEqual(await readdir(folder), ['a.csv.gz']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('Z6: stops a bomb of many small members', async () => {
    const member = gzipSync(Buffer.alloc(100_000));
    const bomb = Buffer.concat(Array(100).fill(member));
    assert.ok(bomb.length < 14_000);
    await assert.rejects(drain(inChunks(bomb, 1000)), { code: 'LIMIT_RATIO', message: /raise "limits\.ratio"/ });
    await assert.rejects(drain(inChunks(bomb, 1000), { ...LIMITS, ratio: 2000, text: 5_000_000 }), {
      code: 'LIMIT_TEXT',
      message: /more text than 5\.0 MB; .*raise "limits\.text"/,
    });
    await drain(inChunks(bomb, 1000), { ...LIMITS, ratio: 2000, text: 10_000_000 });
  });

  it('counts plain text against the byte limit, and leaves short files of equal lines alone', async () => {
    await assert.rejects(drain(inChunks(TEXT, 1000), { ...LIMITS, text: 5000 }), { code: 'LIMIT_TEXT' });
    const even = Buffer.alloc(900_000, '0,');
    assert.deepEqual(await unpacked(gzipSync(even)), even);
  });

  it('Z9: names the formats that it does not read', async () => {
    const marks: readonly (readonly [string, number[]])[] = [
      ['zip', [0x50, 0x4b, 3, 4, 20, 0]],
      ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
      ['rar', [...Buffer.from('Rar!'), 0x1a, 7]],
      ['lz4', [4, 0x22, 0x4d, 0x18]],
      ['bzip2', [...Buffer.from('BZh91AY&SY')]],
      ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
      ['Parquet', [...Buffer.from('PAR1'), 0x15, 4]],
    ];
    for (const [format, bytes] of marks) {
      for (const size of [1, 100]) {
        await assert.rejects(unpacked(Buffer.from(bytes), size), {
          code: 'FORMAT',
          message: new RegExp(`a\\.csv\\.gz is a ${format} file`),
        });
      }
    }
  });

  it('hands on an error of its input, and closes the input when its reader leaves', async () => {
    const broken = new Error('disk');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield GZ.subarray(0, 5000);
      throw broken;
    }
    await assert.rejects(drain(failing()), broken);

    let closed = 0;
    async function* watched(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
      try {
        yield* inChunks(bytes, 100);
      } finally {
        closed++;
      }
    }
    for (const bytes of [GZ, TEXT]) {
      for await (const _ of decompress(watched(bytes), { name: 'a', limits: LIMITS })) break;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(closed, 2);
  });
});
