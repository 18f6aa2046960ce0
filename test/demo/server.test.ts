import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type FolderServer, serveFolder } from '../../demo/server.ts';
import { publishMonths } from '../../demo/source.ts';

let folder = '';
let server: FolderServer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-server-'));
  await writeFile(join(folder, 'month.csv.gz'), 'abcdefghij');
  await utimes(join(folder, 'month.csv.gz'), 1_700_000_000, 1_700_000_000);
  server = await serveFolder({ folder, log: join(folder, 'log') });
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function get(headers: Record<string, string> = {}, path = '/month.csv.gz', method = 'GET') {
  const response = await fetch(`${server.url}${path}`, { method, headers });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

test('a file comes whole, with its validators and length', async () => {
  const { status, body, headers } = await get();
  assert.deepEqual([status, body, headers.get('content-length')], [200, 'abcdefghij', '10']);
  assert.match(headers.get('etag') ?? '', /^"[\w-]+"$/);
  assert.equal(headers.get('last-modified'), 'Tue, 14 Nov 2023 22:13:20 GMT');
  assert.equal((await get({}, '/month.csv.gz', 'HEAD')).body, '');
});

test('a conditional request is answered 304 while nothing changed', async () => {
  const etag = (await get()).headers.get('etag') ?? '';
  assert.equal((await get({ 'if-none-match': etag })).status, 304);
  assert.equal((await get({ 'if-none-match': '"other"' })).status, 200);
  assert.equal((await get({ 'if-modified-since': 'Tue, 14 Nov 2023 22:13:20 GMT' })).status, 304);
  assert.equal((await get({ 'if-modified-since': 'Tue, 14 Nov 2023 22:13:19 GMT' })).status, 200);
  assert.equal((await get({ 'if-none-match': '"other"', 'if-modified-since': new Date().toUTCString() })).status, 200);
});

test('a range is answered 206, and the whole file where If-Range no longer holds', async () => {
  const etag = (await get()).headers.get('etag') ?? '';
  const part = await get({ range: 'bytes=4-', 'if-range': etag });
  assert.deepEqual([part.status, part.body, part.headers.get('content-range')], [206, 'efghij', 'bytes 4-9/10']);
  assert.equal((await get({ range: 'bytes=2-3' })).body, 'cd');
  assert.deepEqual([(await get({ range: 'bytes=4-', 'if-range': '"old"' })).body.length], [10]);
  const beyond = await get({ range: 'bytes=10-' });
  assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, 'bytes */10']);
});

test('what is not there, or lies elsewhere, is 404; what only reads is let in', async () => {
  for (const path of ['/other.csv.gz', '/', '/..%2fsecret', '/.hidden', '/month.csv.gz?x=1']) {
    assert.equal((await get({}, path)).status, 404, path);
  }
  assert.equal((await get({}, '/month.csv.gz', 'POST')).status, 405);
});

test('each request is a line of the log', async () => {
  await writeFile(join(folder, 'log'), '');
  const etag = (await get()).headers.get('etag') ?? '';
  await get({ 'if-none-match': etag });
  await get({ range: 'bytes=1-2' });
  await get({}, '/april');
  assert.deepEqual((await readFile(join(folder, 'log'), 'utf8')).split('\n'), [
    'GET /month.csv.gz 200',
    'GET /month.csv.gz 304 conditional',
    'GET /month.csv.gz 206 bytes=1-2',
    'GET /april 404',
    '',
  ]);
});

test('a port that is taken is replaced by another', async () => {
  const second = await serveFolder({ folder, log: join(folder, 'log'), port: server.port });
  assert.notEqual(second.port, server.port);
  await second.close();
});

test('the months are made once and keep their address', async () => {
  const home = join(folder, 'home');
  const made: string[] = [];
  const start = () => publishMonths({ folder: home, rows: 50, onMonth: (month) => made.push(month) });
  const first = await start();
  const etag = (await fetch(`${first.url}/yellow_tripdata_2021-02.csv.gz`)).headers.get('etag');
  await first.close();
  await rm(join(home, 'source', 'yellow_tripdata_2021-02.csv.gz'));
  const second = await start();
  const again = await fetch(`${second.url}/yellow_tripdata_2021-02.csv.gz`, { method: 'HEAD' });
  const april = await fetch(`${second.url}/yellow_tripdata_2021-04.csv.gz`);
  await second.close();
  assert.equal(second.url, first.url);
  assert.deepEqual(made, ['2021-01', '2021-02', '2021-03', '2021-02']);
  assert.equal(again.headers.get('etag'), etag, 'the same text again is the same publication');
  assert.equal(april.status, 404);
  assert.equal(await readFile(join(home, 'server.log'), 'utf8').then((text) => text.split('\n').length), 3);
});
