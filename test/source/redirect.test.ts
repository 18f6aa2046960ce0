import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Http } from '../../src/base/ports/http.ts';
import { createHttp } from '../../src/http/client.ts';
import { type Answer, type FaultServer, type Seen, startFaultServer } from '../servers/fault-server.ts';
import { type Bench, openBench } from './bench.ts';

const CSV = 'a,b\n1,2\n';
const to = (location: string, status = 302): Answer => ({ status, headers: { location } });

describe('a redirect', () => {
  let server: FaultServer;
  let other: FaultServer;
  let bench: Bench;
  let answer: (seen: Seen, count: number) => Answer;
  before(async () => {
    server = await startFaultServer((seen, count) => answer(seen, count));
    other = await startFaultServer(() => ({ body: CSV }));
    bench = await openBench();
  });
  beforeEach(() => {
    server.seen.length = 0;
    other.seen.length = 0;
    bench.lines.length = 0;
  });
  after(async () => {
    await server.close();
    await other.close();
    await bench.remove();
  });

  it('within an origin is followed, relative or absolute', async () => {
    answer = (seen) =>
      seen.path === '/b' ? { body: CSV } : to(seen.path === '/a' ? './b' : `${server.origin}/a`, 308);
    assert.equal((await bench.fetch(`${server.origin}/0`)).kind, 'fetched');
  });

  const refused = [
    'http://169.254.169.254/latest/',
    'http://168.63.129.16/',
    'http://metadata.google.internal/',
    'http://localhost/',
    'http://[::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://0.0.0.0/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://10.1.2.3/',
  ];
  for (const target of refused) {
    it(`T16: to ${target} is refused before a byte is sent`, async () => {
      answer = () => to(target);
      await assert.rejects(bench.fetch(`${server.origin}/a`), {
        code: 'PRIVATE_ADDRESS',
        exitCode: 2,
        message: /allow_private: true/,
      });
      assert.equal(server.seen.length, 1);
    });
  }

  it('T16: to this machine, however its address is spelled, no connection is opened', async () => {
    const opened = other.connections();
    const spellings = ['localhost', '127.0.0.1', '0.0.0.0', '2130706433', '0x7f.1', '0177.0.0.1', '[::ffff:127.0.0.1]'];
    for (const host of spellings) {
      answer = () => to(`http://${host}:${other.port}/x`);
      await assert.rejects(bench.fetch(`${server.origin}/a`), { code: 'PRIVATE_ADDRESS' }, host);
    }
    assert.equal(other.connections(), opened);
  });

  it('T16: to another port of this machine is refused too, and followed where that is allowed', async () => {
    const opened = other.connections();
    answer = () => to(`${other.origin}/x`);
    await assert.rejects(bench.fetch(`${server.origin}/a`), { code: 'PRIVATE_ADDRESS' });
    assert.equal(other.connections(), opened);
    assert.equal((await bench.fetch(`${server.origin}/a`, { settings: { allowPrivate: true } })).kind, 'fetched');
    assert.equal(other.seen.length, 1);
  });

  it('T16: a name that resolves to a private address is refused, one of several suffices', async () => {
    const http = createHttp({
      env: {},
      resolve: async () => [
        { address: '203.0.114.7', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    const url = `http://files.example.org:${other.port}/a`;
    const opened = other.connections();
    await assert.rejects(bench.fetch(url, { http }), { code: 'PRIVATE_ADDRESS', message: /127\.0\.0\.1/ });
    assert.equal(other.connections(), opened);
    const local = createHttp({ env: {}, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    assert.equal((await bench.fetch(url, { http: local, settings: { allowPrivate: true } })).kind, 'fetched');
  });

  it('T16: each hop is judged by the addresses that its own name has at that moment', async () => {
    const asked: string[] = [];
    const http = createHttp({
      env: {},
      resolve: async (host) => {
        asked.push(host);
        return [{ address: host === 'inside.example.org' ? '169.254.169.254' : '203.0.114.7', family: 4 }];
      },
    });
    // The user's own hop is on this machine because he typed its address; what it leads to is not his word any more.
    answer = (seen) => to(seen.path === '/a' ? '/b' : `http://inside.example.org:${other.port}/x`);
    await assert.rejects(bench.fetch(`${server.origin}/a`, { http }), {
      code: 'PRIVATE_ADDRESS',
      message: /inside\.example\.org \(169\.254\.169\.254\)/,
    });
    assert.deepEqual(asked, ['inside.example.org']);
    assert.equal(server.seen.length, 2);
    const local = createHttp({ env: {}, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const settings = { allowPrivate: true };
    assert.equal((await bench.fetch(`${server.origin}/a`, { http: local, settings })).kind, 'fetched');
  });

  it('T16: from https down to http is refused', async () => {
    const http: Http = {
      request: async () => ({
        status: 301,
        headers: new Map([['location', 'http://example.org/a.csv?sig=hidden']]),
        body: (async function* () {})(),
        framed: true,
        discard: async () => {},
      }),
    };
    await assert.rejects(bench.fetch('https://example.org/a.csv', { http }), {
      code: 'FETCH_REDIRECT',
      message: 'https://example.org/a.csv redirects to http://example.org/a.csv, which is refused: it leaves https',
    });
  });

  it("T17: to another origin takes no header of the user's with it", async () => {
    answer = () => to(`${other.origin}/x`);
    await bench.fetch(`${server.origin.replace('//', '//ann:pass@')}/a`, {
      headers: { 'X-Api-Key': 'k', Cookie: 'c=1' },
      settings: { allowPrivate: true },
    });
    assert.equal(server.seen[0]?.headers['x-api-key'], 'k');
    assert.equal(server.seen[0]?.headers['cookie'], 'c=1');
    assert.equal(server.seen[0]?.headers['authorization'], `Basic ${Buffer.from('ann:pass').toString('base64')}`);
    for (const name of ['x-api-key', 'cookie', 'authorization']) assert.equal(other.seen[0]?.headers[name], undefined);
  });

  it('T18: in a loop ends', async () => {
    answer = () => to('/a');
    await assert.rejects(bench.fetch(`${server.origin}/a`), { code: 'FETCH_REDIRECT', message: /more than 10 times/ });
    assert.equal(server.seen.length, 11);
  });

  for (const target of ['file:///etc/hostname', 'data:text/csv,a', 'ftp://example.org/a', 'http://[bad']) {
    it(`T18: to ${target} is refused`, async () => {
      answer = () => to(target);
      await assert.rejects(bench.fetch(`${server.origin}/a`), { code: 'FETCH_REDIRECT' });
      assert.equal(server.seen.length, 1);
    });
  }

  it('a redirect status without a target is an error', async () => {
    answer = () => ({ status: 302 });
    await assert.rejects(bench.fetch(`${server.origin}/a`), { code: 'FETCH_STATUS' });
  });
});
