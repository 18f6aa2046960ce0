import assert from 'node:assert/strict';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import type { HttpRequest } from '../../src/base/ports/http.ts';
import { createHttp } from '../../src/http/client.ts';
import { pipelineJsonSchema } from '../../src/pipeline/schema.ts';
import { type FaultServer, startFaultServer } from '../servers/fault-server.ts';
import { selfSigned } from './certificate.ts';

const DAY = 86_400_000;

function get(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url: new URL(url),
    headers: {},
    timeouts: { connect: 2000, headers: 2000, idle: 2000 },
    allowPrivate: true,
    signal: new AbortController().signal,
    ...changes,
  };
}

async function text(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('the HTTP client', () => {
  let server: FaultServer;
  const http = createHttp({ env: {} });
  before(async () => {
    server = await startFaultServer((seen) => {
      if (seen.path === '/moved') return { status: 302, headers: { location: '/x' } };
      if (seen.path === '/open') return { body: 'abc', framing: 'close' };
      if (seen.path === '/cut') return { body: 'abcdef', cutAt: 3 };
      if (seen.path === '/silent') return { body: 'abcdef', cutAt: 3, afterwards: 'silence' };
      return { body: 'abc', headers: { 'X-Two': 'a', 'Content-Encoding': 'gzip' } };
    });
  });
  after(() => server.close());

  it('hands on status, headers in lower case and raw bytes', async () => {
    const answer = await http.request(get(`${server.origin}/x`, { headers: { 'x-mine': '1' } }));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-two'), 'a');
    assert.equal(answer.headers.get('content-encoding'), 'gzip');
    assert.equal(answer.framed, true);
    assert.equal(await text(answer.body), 'abc');
    assert.equal(server.seen.at(-1)?.headers['x-mine'], '1');
  });

  it('follows no redirect, and knows a body without a frame', async () => {
    const moved = await http.request(get(`${server.origin}/moved`));
    assert.equal(moved.status, 302);
    await moved.discard();
    const open = await http.request(get(`${server.origin}/open`));
    assert.equal(open.framed, false);
    assert.equal(await text(open.body), 'abc');
  });

  it('gives all that arrived before it tells that a body is cut, or silent', async () => {
    for (const [path, code] of [
      ['/cut', 'HTTP_CUT'],
      ['/silent', 'HTTP_IDLE_TIMEOUT'],
    ] as const) {
      const answer = await http.request(
        get(server.origin + path, { timeouts: { connect: 500, headers: 500, idle: 200 } }),
      );
      let seen = '';
      await assert.rejects(
        async () => {
          for await (const chunk of answer.body) seen += Buffer.from(chunk).toString();
        },
        { code, exitCode: 1 },
      );
      assert.equal(seen, 'abc');
    }
  });

  it('a body that was discarded or not yet read breaks nothing', async () => {
    const answer = await http.request(get(`${server.origin}/cut`));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await answer.discard();
    await assert.rejects(text(answer.body));
  });

  it('a server that does not answer is left in time; the signal frees at once', async () => {
    const mute = createPlainServer(() => {});
    const url = `http://127.0.0.1:${await listen(mute)}/`;
    const timeouts = { connect: 500, headers: 150, idle: 500 };
    await assert.rejects(http.request(get(url, { timeouts })), { code: 'HTTP_HEADERS_TIMEOUT' });
    const reason = new Error('enough');
    await assert.rejects(http.request(get(url, { signal: AbortSignal.timeout(50) })), { name: 'TimeoutError' });
    await assert.rejects(http.request(get(url, { signal: AbortSignal.abort(reason) })), reason);
    mute.closeAllConnections();
    mute.close();
  });

  it('T16: refuses private hosts and names before it connects, unless allowed', async () => {
    const before = server.seen.length;
    await assert.rejects(http.request(get(`${server.origin}/x`, { allowPrivate: false })), { code: 'PRIVATE_ADDRESS' });
    const named = createHttp({ env: {}, resolve: async () => [{ address: '::ffff:7f00:1', family: 6 }] });
    const request = get(`http://example.org:${server.port}/`, { allowPrivate: false });
    await assert.rejects(named.request(request), { code: 'PRIVATE_ADDRESS' });
    assert.equal(server.seen.length, before);
  });

  it('a name that cannot be resolved is an outage', async () => {
    const lost = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const nameless = createHttp({ env: {}, resolve: () => Promise.reject(lost) });
    await assert.rejects(nameless.request(get('http://example.org/')), { code: 'HTTP_DNS', retryable: true });
  });

  it('something else than HTTP is told as such', async () => {
    const other = createPlainServer();
    other.on('connection', (socket) => socket.end('SSH-2.0-x\r\n'));
    const url = `http://127.0.0.1:${await listen(other)}/`;
    await assert.rejects(http.request(get(url)), { code: 'HTTP_PROTOCOL' });
    other.close();
  });
});

describe('certificates', () => {
  const servers: Server[] = [];
  const http = createHttp({ env: {} });
  async function serve(validity: { from: Date; to: Date }): Promise<{ url: string; cert: string }> {
    const made = selfSigned(validity);
    const server = createServer(made, (_, response) => response.end('a,b\n'));
    servers.push(server);
    return { url: `https://127.0.0.1:${await listen(server)}/`, cert: made.cert };
  }
  after(() => {
    for (const server of servers) server.close();
  });
  const now = Date.now();

  it('T21: one that nobody vouches for is refused for good, whatever the environment says', async () => {
    const { url } = await serve({ from: new Date(now - DAY), to: new Date(now + DAY) });
    const held = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    try {
      for (const value of [undefined, '0']) {
        if (value !== undefined) process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = value;
        await assert.rejects(createHttp({ env: {} }).request(get(url)), {
          code: 'HTTP_TLS',
          retryable: false,
          message: /DEPTH_ZERO_SELF_SIGNED_CERT/,
        });
      }
    } finally {
      if (held === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = held;
    }
  });

  it('T21: one that is vouched for is taken, unless it has expired or names another host', async () => {
    const good = await serve({ from: new Date(now - DAY), to: new Date(now + DAY) });
    const old = await serve({ from: new Date(now - 3 * DAY), to: new Date(now - DAY) });
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, good.cert, old.cert]);
    try {
      assert.equal(await text((await http.request(get(good.url))).body), 'a,b\n');
      await assert.rejects(http.request(get(old.url)), { code: 'HTTP_TLS', message: /CERT_HAS_EXPIRED/ });
      const renamed = createHttp({ env: {}, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
      const elsewhere = good.url.replace('127.0.0.1', 'example.org');
      await assert.rejects(renamed.request(get(elsewhere)), { code: 'HTTP_TLS', message: /ALTNAME/ });
    } finally {
      setDefaultCACertificates(before);
    }
  });
});

describe('the pipeline file', () => {
  it('T21: has no key that turns the check of certificates off', () => {
    const keys: string[] = [];
    JSON.stringify(pipelineJsonSchema(), (key, value) => {
      keys.push(key);
      return value;
    });
    assert.ok(keys.includes('allow_private'));
    assert.deepEqual(
      keys.filter((key) => /tls|ssl|cert|insecure|verify|trust/i.test(key)),
      [],
    );
  });
});

describe('a proxy from the environment', () => {
  let server: FaultServer;
  let port: number;
  const asked: string[] = [];
  const proxy = createPlainServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
    response.end('through the proxy');
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const [host, targetPort] = (request.url ?? '').split(':');
    if (host !== 'localhost') {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const target = connect(Number(targetPort), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    for (const side of [target, socket]) side.on('error', () => {});
  });
  before(async () => {
    server = await startFaultServer(() => ({ body: 'direct' }));
    port = await listen(proxy);
  });
  after(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await server.close();
  });
  const isPublic = async () => [{ address: '93.184.215.14', family: 4 }];

  it('is used for the request, with its password, and not for what NO_PROXY names', async () => {
    const env = { http_proxy: `http://ann:pass@127.0.0.1:${port}`, NO_PROXY: '127.0.0.1' };
    const http = createHttp({ env, resolve: isPublic });
    const answer = await http.request(get('http://example.org/a.csv', { allowPrivate: false }));
    assert.equal(await text(answer.body), 'through the proxy');
    assert.equal(asked.at(-1), `GET http://example.org/a.csv Basic ${Buffer.from('ann:pass').toString('base64')}`);
    assert.equal(await text((await http.request(get(server.origin))).body), 'direct');
    assert.equal(asked.length, 1);
  });

  it('is asked for a tunnel to https, inside of which the certificate is checked', async () => {
    const made = selfSigned({ from: new Date(Date.now() - DAY), to: new Date(Date.now() + DAY) });
    const secure = createServer(made, (_, response) => response.end('through the tunnel'));
    const url = `https://localhost:${await listen(secure)}/`;
    const proxied = () => createHttp({ env: { HTTPS_PROXY: `http://127.0.0.1:${port}` } }).request(get(url));
    await assert.rejects(proxied(), { code: 'HTTP_TLS' });
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, made.cert]);
    try {
      assert.equal(await text((await proxied()).body), 'through the tunnel');
    } finally {
      setDefaultCACertificates(before);
      secure.closeAllConnections();
      secure.close();
    }
    assert.equal(asked.at(-1), `CONNECT ${new URL(url).host}`);
  });

  it('that refuses a tunnel is an error without the password', async () => {
    const http = createHttp({ env: { HTTPS_PROXY: `http://ann:hidden@127.0.0.1:${port}` }, resolve: isPublic });
    await assert.rejects(http.request(get('https://example.org/a.csv', { allowPrivate: false })), (error: Error) => {
      assert.equal((error as Error & { code?: string }).code, 'HTTP_PROXY');
      assert.doesNotMatch(inspect(error, { depth: 9 }), /hidden/);
      return true;
    });
    assert.equal(asked.at(-1), 'CONNECT example.org:443');
  });

  it('T16: does not open the way to private addresses', async () => {
    const before = asked.length;
    const env = { HTTP_PROXY: `http://127.0.0.1:${port}` };
    const private4 = createHttp({ env, resolve: async () => [{ address: '10.0.0.1', family: 4 }] });
    const refused = { code: 'PRIVATE_ADDRESS' };
    await assert.rejects(private4.request(get('http://example.org/', { allowPrivate: false })), refused);
    await assert.rejects(private4.request(get('http://10.0.0.1/', { allowPrivate: false })), refused);
    assert.equal(asked.length, before);
    const blind = createHttp({ env, resolve: () => Promise.reject(new Error('no DNS here')) });
    await (await blind.request(get('http://example.org/', { allowPrivate: false }))).discard();
    assert.equal(asked.length, before + 1);
  });
});
