import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { crc32c } from './gcs/crc32c.ts';
import { startGcs } from './gcs/server.ts';

/** A server with a bucket, and a client that is as lax as a test wants it. */
async function setUp(context: TestContext) {
  const server = await startGcs({ buckets: ['b'] });
  context.after(() => server.close());
  const send = async (
    method: string,
    path: string,
    body?: string | Uint8Array,
    headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(`${server.origin}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: body as string }),
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const multipart = (name: string, content: string, declared: object = {}, query = '') =>
    send(
      'POST',
      `/upload/storage/v1/b/b/o?uploadType=multipart${query}`,
      `--x\r\ncontent-type: application/json\r\n\r\n${JSON.stringify({ name, ...declared })}\r\n--x\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--x--`,
      { 'content-type': 'multipart/related; boundary=x' },
    );
  const begin = async (name: string, query = '', declared: object = {}) => {
    const answer = await send(
      'POST',
      `/upload/storage/v1/b/b/o?uploadType=resumable&name=${name}${query}`,
      JSON.stringify(declared),
    );
    return {
      ...answer,
      path: new URL(answer.headers.get('location') ?? server.origin).href.slice(server.origin.length),
    };
  };
  return { server, send, multipart, begin };
}

const PIECE = 256 * 1024;

test('CRC32C is the one of the standard', () => {
  assert.equal(Buffer.from(crc32c(Buffer.from('123456789')), 'base64').toString('hex'), 'e3069283');
});

test('a bucket, an object or a generation that is not there is 404; a path of no interface too', async (context) => {
  const { send, multipart } = await setUp(context);
  await multipart('a', 'one');
  for (const path of [
    '/storage/v1/b/c/o',
    '/storage/v1/b/c/o/a',
    '/storage/v1/b/b/o/z',
    '/storage/v1/b/b/o/a?generation=1',
    '/b/b/o/a',
    '/nothing',
  ])
    assert.equal((await send('GET', path)).status, 404, path);
  assert.equal((await send('DELETE', '/storage/v1/b/b/o/z')).status, 404);
  assert.match((await send('GET', '/storage/v1/b/c/o')).text, /The specified bucket does not exist/);
});

test('preconditions hold for uploads and deletes, at the beginning of a session and at its end', async (context) => {
  const { server, send, multipart, begin } = await setUp(context);
  assert.equal((await multipart('a', 'one', {}, '&ifGenerationMatch=0')).status, 200);
  assert.equal((await multipart('a', 'two', {}, '&ifGenerationMatch=0')).status, 412);
  assert.equal((await begin('a', '&ifGenerationMatch=0')).status, 412);
  const session = await begin('new', '&ifGenerationMatch=0');
  server.put('b', 'new', 'theirs');
  assert.equal((await send('PUT', session.path, 'mine', { 'content-range': 'bytes 0-3/4' })).status, 412);
  assert.equal(server.content('b', 'new')?.toString(), 'theirs');
  assert.equal((await send('DELETE', '/storage/v1/b/b/o/a?ifGenerationMatch=7')).status, 412);
  assert.equal((await multipart('a', 'x', {}, '&ifGenerationMatch=one')).status, 400);
});

test('a checksum that does not fit stores nothing', async (context) => {
  const { server, send, multipart, begin } = await setUp(context);
  assert.equal((await multipart('a', 'one', { crc32c: crc32c(Buffer.from('two')) })).status, 400);
  assert.equal((await multipart('a', 'one', { md5Hash: 'AAAA' })).status, 400);
  assert.equal((await multipart('a', 'one', { crc32c: crc32c(Buffer.from('one')) })).status, 200);
  const session = await begin('s', '', { crc32c: crc32c(Buffer.from('two')) });
  assert.equal((await send('PUT', session.path, 'one', { 'content-range': 'bytes 0-2/3' })).status, 400);
  assert.deepEqual(server.names('b'), ['a']);
});

test('chunks come in order and in whole pieces; the server says what it has', async (context) => {
  const { server, send, begin } = await setUp(context);
  const { path } = await begin('a');
  const piece = Buffer.alloc(PIECE, 'x');
  const put = (range: string, body?: Uint8Array | string) => send('PUT', path, body, { 'content-range': range });
  assert.equal((await put('bytes 0-9/*', Buffer.alloc(10))).status, 400, 'no whole piece');
  const first = await put(`bytes 0-${PIECE - 1}/*`, piece);
  assert.deepEqual([first.status, first.headers.get('range')], [308, `bytes=0-${PIECE - 1}`]);
  assert.equal((await put(`bytes 0-${PIECE - 1}/*`, piece)).status, 503, 'the same again');
  assert.equal((await put(`bytes ${2 * PIECE}-${3 * PIECE - 1}/*`, piece)).status, 503, 'a hole');
  assert.equal(
    (await put(`bytes ${PIECE}-${PIECE + 99}/${PIECE + 10}`, Buffer.alloc(100))).status,
    400,
    'beyond its end',
  );
  assert.equal((await put(`bytes ${PIECE}-${PIECE + 5}/*`, Buffer.alloc(7))).status, 400, 'another length');
  assert.equal((await put('from here on', piece)).status, 400);
  assert.equal((await put('bytes */*')).headers.get('range'), `bytes=0-${PIECE - 1}`);
  assert.equal((await put(`bytes ${PIECE}-${PIECE + 4}/${PIECE + 5}`, 'end!\n')).status, 200);
  assert.equal((await put('bytes */*')).status, 200, 'a finished session answers with its object');
  assert.equal(server.content('b', 'a')?.length, PIECE + 5);
  assert.equal(
    (await send('PUT', path.replace(/upload_id=\w+/, 'upload_id=none'), 'x', { 'content-range': 'bytes 0-0/1' }))
      .status,
    404,
  );
});

test('a multipart body needs its boundary, two parts and JSON in the first; a name must be one', async (context) => {
  const { send, multipart } = await setUp(context);
  const post = (body: string, type: string) =>
    send('POST', '/upload/storage/v1/b/b/o?uploadType=multipart', body, { 'content-type': type });
  const type = 'multipart/related; boundary=x';
  assert.equal((await post('--x--', 'text/plain')).status, 400);
  assert.equal((await post('nothing', type)).status, 400);
  assert.equal((await post('--x\r\ncontent-type: application/json\r\n\r\n{"name":"a"}\r\n--x--', type)).status, 400);
  assert.equal((await post('--x\r\ncontent-type: text/plain\r\n\r\n{}\r\n--x\r\n\r\nx\r\n--x--', type)).status, 400);
  assert.equal(
    (await post('--x\r\ncontent-type: application/json\r\n\r\n{}\r\n--x\r\n\r\nx\r\n--x--', type)).status,
    400,
  );
  for (const name of ['', 'a\nb', 'x'.repeat(1025)]) assert.equal((await multipart(name, 'x')).status, 400);
});

test('listings come in pages and in the order of bytes; ranges begin inside', async (context) => {
  const { server, send } = await setUp(context);
  server.page = 2;
  for (const name of ['a', 'b/1', 'b/2', 'ä', '😀', '｡']) server.put('b', name, name);
  const names: string[] = [];
  for (let token: string | undefined = ''; token !== undefined; ) {
    const page = JSON.parse((await send('GET', `/storage/v1/b/b/o?pageToken=${token}`)).text) as {
      items?: { name: string }[];
      nextPageToken?: string;
    };
    assert.ok((page.items ?? []).length <= 2);
    names.push(...(page.items ?? []).map(({ name }) => name));
    token = page.nextPageToken;
  }
  assert.deepEqual(names, ['a', 'b/1', 'b/2', 'ä', '｡', '😀']);
  const part = await send('GET', '/storage/v1/b/b/o/b%2F1?alt=media', undefined, { range: 'bytes=1-' });
  assert.deepEqual([part.status, part.text, part.headers.get('content-range')], [206, '/1', 'bytes 1-2/3']);
  assert.equal((await send('GET', '/storage/v1/b/b/o/b%2F1?alt=media', undefined, { range: 'bytes=3-' })).status, 416);
});

test('where tokens are asked for, a call without the right one is 401', async (context) => {
  const { server, send } = await setUp(context);
  server.tokens = new Set(['right']);
  assert.equal((await send('GET', '/storage/v1/b/b/o')).status, 401);
  assert.equal((await send('GET', '/storage/v1/b/b/o', undefined, { authorization: 'Bearer wrong' })).status, 401);
  assert.equal((await send('GET', '/storage/v1/b/b/o', undefined, { authorization: 'Bearer right' })).status, 200);
});
