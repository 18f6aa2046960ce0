import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sha256 } from '../../src/base/hash.ts';
import { type Answer, type FaultServer, type Seen, startFaultServer } from '../servers/fault-server.ts';
import { type Bench, csvOf, openBench } from './bench.ts';

const OLD = csvOf(12_000);
const NEW = Buffer.from(OLD.toString().replaceAll('1', '7'));

/** What an honest server answers to `Range: bytes=n-`. */
function rest(body: Buffer, seen: Seen, changes: Record<string, string> = {}): Answer {
  const from = Number(/^bytes=(\d+)-$/.exec(seen.headers['range'] ?? '')?.[1]);
  const headers = { etag: '"a"', 'content-range': `bytes ${from}-${body.length - 1}/${body.length}`, ...changes };
  return { status: 206, body: body.subarray(from), headers };
}

describe('a download that broke off', () => {
  let server: FaultServer;
  let bench: Bench;
  let answer: (seen: Seen, count: number) => Answer;
  before(async () => {
    server = await startFaultServer((seen, count) => answer(seen, count));
    bench = await openBench();
  });
  beforeEach(() => {
    server.seen.length = 0;
  });
  after(async () => {
    await server.close();
    await bench.remove();
  });
  let path = 0;
  const url = (): string => `${server.origin}/${++path}/a.csv`;
  const cut = (body: Buffer, etag: string | undefined, cutAt = 100_000): Answer => ({
    body,
    cutAt,
    headers: etag === undefined ? {} : { etag },
  });

  async function fetchTo(expected: Buffer): Promise<number> {
    const fetched = await bench.fetch(url());
    assert.ok(fetched.kind === 'fetched');
    assert.equal(fetched.source.sha256, sha256(expected));
    assert.equal(fetched.source.bytes, expected.length);
    assert.deepEqual(await bench.read(), expected);
    assert.deepEqual(await bench.left(), ['raw']);
    return fetched.attempts;
  }

  it('continues where it stopped, bound to the strong ETag', async () => {
    answer = (seen, count) => (count === 1 ? cut(OLD, '"a"') : rest(OLD, seen));
    assert.equal(await fetchTo(OLD), 2);
    assert.equal(server.seen[1]?.headers['range'], 'bytes=100000-');
    assert.equal(server.seen[1]?.headers['if-range'], '"a"');
  });

  it('continues a gzip file, and its checksum still holds over both parts', async () => {
    const gz = gzipSync(OLD);
    answer = (seen, count) => (count === 1 ? cut(gz, '"a"', 40_000) : rest(gz, seen));
    await fetchTo(gz);
  });

  it('continues more than once', async () => {
    answer = (seen, count) => {
      if (count === 1) return cut(OLD, '"a"', 50_000);
      return count === 2 ? { ...rest(OLD, seen), cutAt: 30_000 } : rest(OLD, seen);
    };
    assert.equal(await fetchTo(OLD), 3);
    assert.equal(server.seen[2]?.headers['range'], 'bytes=80000-');
  });

  it('T13: a file that changed meanwhile is read from its beginning', async () => {
    answer = (_, count) => (count === 1 ? cut(OLD, '"a"') : { body: NEW, headers: { etag: '"b"' } });
    assert.equal(await fetchTo(NEW), 2);
  });

  it('T14: a 206 that is not the asked-for rest is never appended', async () => {
    const size = OLD.length;
    for (const changes of [
      { 'content-range': `bytes 99999-${size - 1}/${size}` },
      { 'content-range': `bytes 0-${size - 1}/${size}` },
      { 'content-range': `bytes 100000-${size}/${size + 1}` },
      { 'content-range': `bytes 100000-100100/${size}` },
      { 'content-range': `bytes 100000-${size - 1}/*` },
      { 'content-range': 'nonsense' },
      { 'content-range': '' },
      { etag: '"b"' },
      { 'content-encoding': 'gzip' },
    ]) {
      answer = (seen, count) => {
        if (count === 1) return cut(OLD, '"a"');
        return seen.headers['range'] === undefined ? { body: OLD, headers: { etag: '"a"' } } : rest(OLD, seen, changes);
      };
      assert.equal(await fetchTo(OLD), 2, JSON.stringify(changes));
    }
  });

  it('T14: nor is a 206 that nobody asked for a file', async () => {
    answer = () => ({
      status: 206,
      body: OLD,
      headers: { 'content-range': `bytes 0-${OLD.length - 1}/${OLD.length}` },
    });
    await assert.rejects(bench.fetch(url()), { code: 'FETCH_STATUS', message: /answered 206/ });
  });

  it('begins again after 416', async () => {
    answer = (seen, count) => {
      if (count === 1) return cut(OLD, '"a"');
      return seen.headers['range'] === undefined ? { body: OLD } : { status: 416 };
    };
    await fetchTo(OLD);
  });

  it('T15: a weak ETag or none continues nothing', async () => {
    for (const etag of ['W/"a"', undefined]) {
      server.seen.length = 0;
      answer = (_, count) => (count === 1 ? cut(OLD, etag) : { body: OLD });
      await fetchTo(OLD);
      assert.equal(server.seen[1]?.headers['range'], undefined);
      assert.equal(server.seen[1]?.headers['if-range'], undefined);
    }
  });

  it('a cut at any place gives the whole file or an error', async () => {
    for (let cutAt = 0; cutAt < OLD.length; cutAt += 16_384) {
      answer = (seen, count) =>
        count === 1 ? cut(OLD, '"a"', cutAt) : seen.headers['range'] ? rest(OLD, seen) : { body: OLD };
      await fetchTo(OLD);
    }
  });
});
