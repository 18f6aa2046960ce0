import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { sha256 } from '../../src/base/hash.ts';
import { createHttp } from '../../src/http/client.ts';
import { retryAfter } from '../../src/source/status.ts';
import { type Answer, type FaultServer, type Seen, startFaultServer } from '../servers/fault-server.ts';
import { type Bench, csvOf, impatient, openBench } from './bench.ts';
import { fetchAlone } from './processes.ts';

const CSV = csvOf(12_000);
const GZ = gzipSync(CSV);

describe('a download over a bad line', () => {
  let server: FaultServer;
  let bench: Bench;
  let answer: (seen: Seen, count: number) => Answer;
  before(async () => {
    server = await startFaultServer((seen, count) => answer(seen, count));
    bench = await openBench();
  });
  beforeEach(() => {
    server.seen.length = 0;
    bench.lines.length = 0;
    bench.slept.length = 0;
    bench.progress.length = 0;
  });
  after(async () => {
    await server.close();
    await bench.remove();
  });
  let path = 0;
  const url = (name = 'a.csv'): string => `${server.origin}/${++path}/${name}`;

  it('T1: a body shorter than declared is tried again, then an error with both lengths', async () => {
    answer = () => ({ body: CSV.subarray(0, 1000), declared: 5000 });
    await assert.rejects(bench.fetch(url()), { code: 'FETCH_SHORT_BODY', message: /short body, 1000 of 5000 bytes/ });
    assert.equal(server.seen.length, 3);
    assert.deepEqual(await bench.left(), []);
  });

  it('T1: and is whole after one good try', async () => {
    answer = (_, count) => (count === 1 ? { body: CSV, cutAt: 1000 } : { body: CSV });
    const fetched = await bench.fetch(url());
    assert.ok(fetched.kind === 'fetched');
    assert.equal(fetched.attempts, 2);
    assert.equal(fetched.verifiedBy, 'length');
    assert.equal(fetched.source.sha256, sha256(CSV));
    assert.deepEqual(await bench.read(), CSV);
  });

  it('T2: a cut gzip without a length has no trailer', async () => {
    answer = () => ({ body: GZ, framing: 'close', cutAt: GZ.length >> 1 });
    await assert.rejects(bench.fetch(url('a.csv.gz')), { code: 'GZIP_TRUNCATED', exitCode: 1 });
    assert.equal(server.seen.length, 3);
    answer = () => ({ body: GZ, framing: 'close' });
    const fetched = await bench.fetch(url('a.csv.gz'));
    assert.equal(fetched.kind === 'fetched' && fetched.verifiedBy, 'gzip');
  });

  it('T2: plain text without a length is refused, or taken with a warning where that is allowed', async () => {
    answer = () => ({ body: CSV, framing: 'close', cutAt: CSV.length >> 1 });
    await assert.rejects(bench.fetch(url()), { code: 'FETCH_UNVERIFIED', message: /allow_unverified_length: true/ });
    assert.equal(server.seen.length, 1);
    const fetched = await bench.fetch(url(), { settings: { allowUnverifiedLength: true } });
    assert.equal(fetched.kind === 'fetched' && fetched.verifiedBy, 'unverified');
    assert.match(bench.lines.join('\n'), /warn: 2021-01: nothing proves that .* is complete/);
  });

  it('T3: chunks that end without the last one', async () => {
    answer = () => ({ body: CSV, framing: 'chunked', cutAt: 2000 });
    await assert.rejects(bench.fetch(url()), { code: 'HTTP_CUT' });
    assert.equal(server.seen.length, 3);
    answer = () => ({ body: CSV, framing: 'chunked' });
    const fetched = await bench.fetch(url());
    assert.equal(fetched.kind === 'fetched' && fetched.verifiedBy, 'length');
  });

  it('T4: a gzip coding that is cut under correct framing is never a shorter file', async () => {
    for (const framing of ['length', 'chunked'] as const) {
      answer = () => ({ body: GZ.subarray(0, GZ.length >> 1), framing, headers: { 'content-encoding': 'gzip' } });
      const into = join(bench.folder, 'coded', framing);
      await assert.rejects(bench.fetch(url(), { into }), { code: 'GZIP_TRUNCATED' });
      assert.deepEqual(await readdir(join(bench.folder, 'coded')), []);
    }
  });

  it('T5: a gzip coding with a bad checksum, a flipped byte or bytes behind it is an error, and the process ends', async () => {
    assert.ok(GZ.length > 65_536);
    const badSum = Buffer.from(GZ);
    badSum[GZ.length - 6]! ^= 1;
    const flipped = Buffer.from(GZ);
    flipped[GZ.length >> 1]! ^= 1;
    for (const [name, body] of Object.entries({
      badSum,
      flipped,
      trailing: Buffer.concat([GZ, Buffer.from('garbage')]),
    })) {
      answer = () => ({ body, headers: { 'content-encoding': 'gzip' } });
      const into = join(bench.folder, `damaged-${name}`, 'raw');
      const { code } = await fetchAlone({ url: url(), into });
      assert.match(code, /^GZIP_/, name);
      assert.deepEqual(await readdir(join(bench.folder, `damaged-${name}`)), []);
    }
  });

  it('T6: identity is asked for; a server that codes anyway is decoded once, and that is told', async () => {
    answer = () => ({ body: GZ, headers: { 'content-encoding': 'gzip' } });
    const fetched = await bench.fetch(url());
    assert.equal(server.seen[0]?.headers['accept-encoding'], 'identity');
    assert.ok(fetched.kind === 'fetched');
    assert.equal(fetched.source.sha256, sha256(CSV));
    assert.equal(fetched.source.bytes, CSV.length);
    assert.equal(fetched.verifiedBy, 'gzip');
    assert.match(bench.lines.join('\n'), /gzip coding though none was asked for/);
    answer = () => ({ body: GZ, headers: { 'content-encoding': 'br' } });
    await assert.rejects(bench.fetch(url()), { code: 'FETCH_CODING', message: /"br"/ });
  });

  it('T7: of a gzip file in a gzip coding exactly one layer is removed', async () => {
    answer = () => ({ body: gzipSync(GZ), headers: { 'content-encoding': 'gzip' } });
    const fetched = await bench.fetch(url('a.csv.gz'));
    assert.equal(fetched.kind === 'fetched' && fetched.source.sha256, sha256(GZ));
    assert.deepEqual(await bench.read(), GZ);
  });

  it('T8: silence is noticed and tried again; a trickle ends at the deadline', async () => {
    answer = (_, count) => (count === 1 ? { body: CSV, cutAt: 1, afterwards: 'silence' } : { body: CSV });
    const http = impatient(createHttp({ env: {} }), 150);
    const fetched = await bench.fetch(url(), { http });
    assert.equal(fetched.kind === 'fetched' && fetched.attempts, 2);

    server.seen.length = 0;
    answer = () => ({ body: CSV, cutAt: 1, afterwards: 'silence' });
    await assert.rejects(bench.fetch(url(), { http }), { code: 'HTTP_IDLE_TIMEOUT' });
    assert.equal(server.seen.length, 3);

    // Each byte ends the silence, so that nothing but the deadline ends the fetch.
    const into = join(bench.folder, 'trickle', 'raw');
    answer = () => ({ body: CSV, afterwards: 'drip', dripMs: 50 });
    await assert.rejects(bench.fetch(url(), { http, into, policy: { timeoutMs: 400 } }), { code: 'DEADLINE' });
    assert.deepEqual(await readdir(join(bench.folder, 'trickle')), []);
  });

  it('T8: the caller can end it at any time, and his reason arrives', async () => {
    answer = () => ({ body: CSV, afterwards: 'drip' });
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 100);
    await assert.rejects(bench.fetch(url(), { signal: controller.signal }), reason);
  });

  it('T9: 503 twice, then the file', async () => {
    answer = (_, count) => (count < 3 ? { status: 503 } : { body: CSV });
    const fetched = await bench.fetch(url());
    assert.equal(fetched.kind === 'fetched' && fetched.attempts, 3);
    assert.equal(bench.slept.length, 2);
    assert.match(bench.lines[0] ?? '', /try 1 of 3 failed: .* answered 503/);
  });

  it('T9: Retry-After is heeded in seconds and as a date, and bounded', async () => {
    const now = 1_800_000_000_000;
    for (const [value, least, most] of [
      ['120', 120_000, 120_000],
      ['1000000000', 300_000, 300_000],
      ['soon', 1000, 2000],
      ['Fri, 01 Jan 1999 00:00:00 GMT', 1000, 2000],
    ] as const) {
      bench.slept.length = 0;
      answer = (_, count) => (count === 1 ? { status: 429, headers: { 'retry-after': value } } : { body: CSV });
      await bench.fetch(url());
      assert.ok(bench.slept[0]! >= least && bench.slept[0]! <= most, `${value}: ${bench.slept[0]}`);
    }
    assert.equal(retryAfter(new Date(now + 90_000).toUTCString(), now), 90_000);
    assert.equal(retryAfter('Fri, 31 Dec 9999 23:59:59 GMT', now), 300_000);
  });

  it('T10: what will not change by asking again is asked once', async () => {
    for (const status of [401, 403, 404, 410, 501]) {
      server.seen.length = 0;
      answer = () => ({ status, body: 'secret words of the server' });
      await assert.rejects(bench.fetch(url()), (error: Error) => {
        assert.match(error.message, new RegExp(`answered ${status}`));
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
      assert.equal(server.seen.length, 1);
    }
  });

  it('a status of not_ready is an outcome and no error', async () => {
    answer = () => ({ status: 403 });
    const fetched = await bench.fetch(url(), { settings: { notReady: [403, 404] } });
    assert.deepEqual(fetched, { kind: 'not_ready', status: 403 });
  });

  it('T11: an error page in the place of the file', async () => {
    for (const body of [
      '<!DOCTYPE html><html><body>Sorry</body></html>',
      '\ufeff\n  <html lang="en">',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
      gzipSync('<html>'),
    ]) {
      answer = () => ({ body });
      await assert.rejects(bench.fetch(url()), { code: 'FETCH_MARKUP', message: /looks like HTML\/XML/ });
    }
    assert.equal(server.seen.length, 4);
  });

  it('T12: 304 answers only who asked with a condition', async () => {
    answer = () => ({ status: 304, headers: { etag: '"v2"' } });
    const into = join(bench.folder, 'unmodified', 'raw');
    await assert.rejects(bench.fetch(url(), { into }), { code: 'FETCH_STATUS', message: /304/ });
    assert.deepEqual(await readdir(join(bench.folder, 'unmodified')), []);
    const fetched = await bench.fetch(url(), {
      previous: { etag: '"v2"', lastModified: 'Mon, 01 Feb 2021 00:00:00 GMT' },
    });
    assert.deepEqual(fetched, { kind: 'unchanged', etag: '"v2"', lastModified: 'Mon, 01 Feb 2021 00:00:00 GMT' });
    assert.equal(server.seen[1]?.headers['if-none-match'], '"v2"');
    assert.equal(server.seen[1]?.headers['if-modified-since'], 'Mon, 01 Feb 2021 00:00:00 GMT');
  });

  it('T20: an empty file is an error unless it is allowed', async () => {
    answer = () => ({ body: '' });
    await assert.rejects(bench.fetch(url()), { code: 'FETCH_EMPTY', message: /empty .*allow_empty: true/ });
    assert.equal(server.seen.length, 1);
    const fetched = await bench.fetch(url(), { settings: { allowEmpty: true } });
    assert.equal(fetched.kind === 'fetched' && fetched.source.bytes, 0);
  });

  it('T22: limits.download: a body above it is given up at once, declared or not, and leaves nothing', async () => {
    const into = join(bench.folder, 'large', 'raw');
    const above: Answer[] = [
      { body: CSV },
      { body: CSV, framing: 'chunked' },
      // Who read on to the end of this one would wait until the line is called silent.
      { body: CSV, framing: 'chunked', cutAt: 60_000, afterwards: 'silence' },
      { body: gzipSync(GZ, { level: 0 }), headers: { 'content-encoding': 'gzip' } },
    ];
    for (const each of above) {
      answer = () => each;
      await assert.rejects(bench.fetch(url(), { into, limits: { download: 50_000 } }), {
        code: 'LIMIT_DOWNLOAD',
        exitCode: 3,
        message: /is larger than 50\.0 kB; .*raise "limits\.download"/,
      });
      assert.deepEqual(await readdir(join(bench.folder, 'large')), []);
    }
    assert.equal(server.seen.length, above.length);
    answer = () => ({ body: CSV });
    assert.equal((await bench.fetch(url(), { into, limits: { download: CSV.length } })).kind, 'fetched');
  });

  it('Z6: limits.ratio, limits.text: a body that unpacks above them is given up once and for all, and leaves nothing', async () => {
    answer = () => ({ body: gzipSync(Buffer.alloc(30_000_000, 'a,')) });
    const into = join(bench.folder, 'bomb', 'raw');
    await assert.rejects(bench.fetch(url('a.csv.gz'), { into }), { code: 'LIMIT_RATIO', exitCode: 3 });
    await assert.rejects(bench.fetch(url('a.csv.gz'), { into, limits: { ratio: 5000, text: 1_000_000 } }), {
      code: 'LIMIT_TEXT',
      exitCode: 3,
    });
    assert.equal(server.seen.length, 2);
    assert.deepEqual(await readdir(join(bench.folder, 'bomb')), []);
  });

  it('Z7: the bytes decide, and a name that says otherwise is warned of', async () => {
    answer = () => ({ body: CSV });
    await bench.fetch(url('a.csv.gz'));
    assert.match(bench.lines[0] ?? '', /warn: .*named like gzip, but its bytes are plain text/);
    answer = () => ({ body: GZ });
    await bench.fetch(url('a.csv'));
    assert.match(bench.lines[1] ?? '', /warn: .*named like plain text, but its bytes are gzip/);
  });

  it('Z9: the format of a file that cannot be read is named, and it is fetched once', async () => {
    const bodies = {
      '7z': '7z\xbc\xaf\x27\x1c',
      lz4: '\x04\x22\x4d\x18',
      bzip2: 'BZh91AY&SY',
      xz: '\xfd7zXZ\0',
    };
    for (const [format, text] of Object.entries(bodies)) {
      answer = () => ({ body: Buffer.from(text, 'latin1') });
      const message = new RegExp(`is an? ${format} file; plain text, gzip, zip, zstd and Parquet can be read`);
      await assert.rejects(bench.fetch(url(`a.${format}`)), { code: 'FORMAT', message, exitCode: 2 });
    }
    assert.equal(server.seen.length, 4);
  });

  it('Z9: zip, zstd and Parquet are fetched as they are; zstd that came damaged is fetched anew', async () => {
    const whole = zstdCompressSync(CSV);
    for (const body of [Buffer.from('PK\u0003\u0004 and so on'), Buffer.from('PAR1\u0015 and so on'), whole]) {
      answer = () => ({ body });
      await bench.fetch(url('a.csv'));
      assert.deepEqual(await bench.read(), body);
    }
    const before = server.seen.length;
    answer = () => ({ body: server.seen.length === before + 1 ? whole.subarray(0, -5) : whole });
    await bench.fetch(url('a.csv.zst'));
    assert.deepEqual(await bench.read(), whole);
    assert.equal(server.seen.length, before + 2);
  });

  it('tells how far it is', async () => {
    answer = () => ({ body: CSV });
    await bench.fetch(url());
    const last = bench.progress.at(-1);
    assert.deepEqual(last, { subject: '2021-01', phase: 'fetch', done: CSV.length, total: CSV.length, unit: 'bytes' });
  });

  it('names a server that is not there', async () => {
    const gone = await startFaultServer(() => ({}));
    await gone.close();
    await assert.rejects(bench.fetch(`${gone.origin}/a.csv`), { code: 'HTTP_REFUSED', message: /ECONNREFUSED/ });
  });
});
