import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { theMachine } from '../../src/kernel/machine.ts';
import { decompress } from '../../src/source/decompress.ts';
import { csvOf, LIMITS, openBench } from './bench.ts';
import { fetchAlone } from './processes.ts';

const TEXT = csvOf(3000);
const GZ = gzipSync(TEXT);
/** For chunks of one byte, each of which is a step. */
const SHORT = csvOf(60);

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = Buffer.from(bytes.subarray(at, at + size));
    yield chunk;
    // It holds until the next one is asked for, and no longer.
    chunk.fill(0xff);
  }
}

async function unpacked(bytes: Uint8Array, size = 4096, limits = LIMITS): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  // Copies: a chunk holds until the next one is asked for.
  for await (const chunk of decompress(inChunks(bytes, size), { name: 'a.csv.gz', limits }))
    chunks.push(Buffer.from(chunk));
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

  it('reads a header with all that may stand in it, wherever the chunks end, and checks its checksum', async () => {
    const fields = {
      1: Buffer.alloc(0),
      4: Buffer.of(3, 0, 0, 0, 1),
      8: Buffer.from('a.csv\0'),
      16: Buffer.from('é\0'),
    };
    const plain = gzipSync('a,b\n');
    for (let flags = 0; flags < 32; flags++) {
      const head = Buffer.from(plain.subarray(0, 10));
      head[3] = flags;
      const parts = Object.entries(fields).flatMap(([flag, bytes]) => ((flags & Number(flag)) !== 0 ? [bytes] : []));
      const header = Buffer.concat([head, ...parts]);
      const checksum = Buffer.alloc((flags & 2) !== 0 ? 2 : 0);
      if (checksum.length > 0) checksum.writeUInt16LE(crc32(header) & 0xffff);
      const bytes = Buffer.concat([header, checksum, plain.subarray(10)]);
      for (const size of [1, 3, 11, 100]) assert.equal((await unpacked(bytes, size)).toString(), 'a,b\n', `${flags}`);
      for (let at = 2; at < header.length + checksum.length; at++) {
        await assert.rejects(unpacked(bytes.subarray(0, at), 5), { code: 'GZIP_TRUNCATED' }, `${flags} cut at ${at}`);
      }
      if (checksum.length === 0) continue;
      bytes[header.length - 1]! ^= 1;
      await assert.rejects(unpacked(bytes), { code: /^GZIP_/ }, `${flags} with a wrong checksum`);
    }
    for (const [at, value] of [
      [2, 7],
      [3, 0x20],
      [3, 0x80],
    ] as const) {
      const bytes = Buffer.from(plain);
      bytes[at] = value;
      await assert.rejects(unpacked(bytes), { code: 'GZIP_CORRUPT' }, `byte ${at} is ${value}`);
    }
  });

  it('any of 2,000 damages is an error or changes nothing', async () => {
    const gz = Buffer.concat([gzipSync(csvOf(200)), gzipSync(csvOf(90), { strategy: constants.Z_FIXED })]);
    const text = Buffer.concat([csvOf(200), csvOf(90)]);
    let seed = 1;
    const below = (limit: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * limit);
    };
    for (let round = 0; round < 2000; round++) {
      const bad = Buffer.from(gz);
      // Behind the first two bytes, by which it would be something else.
      for (let times = 1 + below(3); times > 0; times--) bad[2 + below(gz.length - 2)]! ^= 1 + below(255);
      const cut = round % 4 === 0 ? bad.subarray(0, 2 + below(bad.length - 2)) : bad;
      const result = await unpacked(cut, 1 + below(3000)).catch((error: Error & { code?: string }) => error);
      if (result instanceof Error) assert.match(String((result as { code?: string }).code), /^GZIP_/, `round ${round}`);
      else assert.ok(result.equals(text), `round ${round}`);
    }
  });

  it('lets others have their turn while one chunk becomes many times its size', async () => {
    let turns = 0;
    const count = (): void => {
      turns++;
      turn = setImmediate(count);
    };
    let turn = setImmediate(count);
    let pieces = 0;
    const zeros = gzipSync(Buffer.alloc(50 << 20));
    for await (const piece of decompress(inChunks(zeros, zeros.length), {
      name: 'a',
      limits: { ...LIMITS, ratio: 2000 },
    })) {
      assert.ok(piece.length <= 256 * 1024);
      pieces++;
    }
    clearImmediate(turn);
    assert.ok(pieces >= 200 && turns >= pieces - 1, `${turns} turns in ${pieces} pieces`);
  });

  it('gives the kernel its memory back at the end, at an error, and where its reader leaves', async () => {
    const before = theMachine().bytes().length;
    for (let round = 0; round < 200; round++) {
      await unpacked(gzipSync(SHORT));
      await assert.rejects(unpacked(GZ.subarray(0, 100)), { code: 'GZIP_TRUNCATED' });
      await assert.rejects(unpacked(Buffer.concat([GZ.subarray(0, 50), GZ])), { code: 'GZIP_CORRUPT' });
      for await (const _ of decompress(inChunks(GZ, 1000), { name: 'a', limits: LIMITS })) break;
    }
    assert.ok(theMachine().bytes().length <= before + (1 << 20));
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
