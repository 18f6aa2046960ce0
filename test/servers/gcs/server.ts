import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../refusal.ts';
import { bucketOf, checkCondition, objectOf, resource, type State, store } from './state.ts';
import { beginSession, conditionOf, multipart, putChunk } from './uploads.ts';

export type Route =
  | 'buckets.get'
  | 'buckets.testPermissions'
  | 'objects.list'
  | 'objects.get'
  | 'objects.read'
  | 'objects.delete'
  | 'objects.insert'
  | 'sessions.begin'
  | 'sessions.put';

/**
 * What happens instead of an answer. `lost`: the work is done, then the connection breaks; with a status the answer says so
 * though the work is done. `late`: a chunk's first `bytes` are taken, then the status comes. `cut`: half of a body, then a
 * reset. `flip`: one bit of a body is another one, on its way in or out. `stall`: nothing is answered, ever; of a body the
 * first half comes. `forget`: the sessions are gone.
 */
export type Fault =
  | { kind: 'status'; status: number; reason?: string; message?: string }
  | { kind: 'late'; status: number; bytes: number }
  | { kind: 'lost'; status?: number }
  | { kind: 'reset' | 'stall' | 'cut' | 'flip' | 'forget' };

export interface GcsServer {
  /** `http://127.0.0.1:…` */
  origin: string;
  /** Names in a page of a listing, at most; the client's own wish is respected where it is smaller. */
  page: number;
  /** Where it is set, every call has to bring one of these. */
  tokens: ReadonlySet<string> | undefined;
  /** Of every bucket; undefined: the account may not see it. */
  location: string | undefined;
  /** What the account says that it may do; undefined: everything. */
  permissions: ReadonlySet<string> | undefined;
  /** Routes in the order of their calls. */
  calls: Route[];
  /** The next calls of a route meet these faults, one each; `undefined` lets one pass. */
  fault(route: Route, ...faults: (Fault | undefined)[]): void;
  /** Called before each call is worked on. */
  onCall: (route: Route, request: IncomingMessage) => void | Promise<void>;
  /** The content of an object, beside the interface. */
  content(bucket: string, name: string): Buffer | undefined;
  /** Puts an object there, beside the interface, as somebody else would. */
  put(bucket: string, name: string, content: string | Uint8Array): void;
  /** All names of a bucket, sorted. */
  names(bucket: string): string[];
  state: State;
  close(): Promise<void>;
}

/** Google Cloud Storage's JSON interface over HTTP, strict where a lax client would lose or overwrite something. */
export async function startGcs(options: { buckets: readonly string[] }): Promise<GcsServer> {
  const state: State = {
    buckets: new Map(options.buckets.map((name) => [name, new Map()])),
    sessions: new Map(),
    generation: Date.now() * 1000,
  };
  const faults = new Map<Route, (Fault | undefined)[]>();
  const server = createServer((request, response) => {
    void handle(request, response).catch((error) => {
      if (!response.headersSent) json(response, 500, { error: { code: 500, message: String(error) } });
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    let fault: Fault | undefined;
    try {
      const body = await readBody(request);
      const { route, bucket, name } = findRoute(request.method ?? 'GET', url);
      self.calls.push(route);
      await self.onCall(route, request);
      fault = faults.get(route)?.shift();
      if (fault?.kind === 'reset') return void request.socket.destroy();
      if (fault?.kind === 'stall' && route !== 'objects.read') return;
      if (fault?.kind === 'status')
        throw new Refusal(fault.status, fault.reason ?? 'backendError', fault.message ?? 'scripted');
      if (fault?.kind === 'forget') state.sessions.clear();
      checkToken(request, self.tokens);
      if (fault?.kind === 'late') {
        const [, start = '0', total = '*'] =
          /^bytes (\d+)-\d+\/(\S+)/.exec(request.headers['content-range'] ?? '') ?? [];
        const taken = body.subarray(0, fault.bytes);
        putChunk(
          state,
          url.searchParams.get('upload_id') ?? '',
          `bytes ${start}-${Number(start) + taken.length - 1}/${total}`,
          taken,
        );
        throw new Refusal(fault.status, 'backendError', 'scripted');
      }
      const sent = fault?.kind === 'flip' ? flipped(body, route === 'objects.insert' ? body.length - 60 : 10) : body;
      const answer = work(route, bucket, name, url.searchParams, request, sent);
      if (fault?.kind === 'lost') {
        if (fault.status === undefined) return void request.socket.destroy();
        throw new Refusal(fault.status, 'backendError', 'scripted');
      }
      if (Buffer.isBuffer(answer.body) && fault !== undefined) return spoil(response, answer, fault);
      if (Buffer.isBuffer(answer.body)) response.writeHead(answer.status, answer.headers).end(answer.body);
      else json(response, answer.status, answer.body, answer.headers);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (fault?.kind === 'lost' && fault.status === undefined) request.socket.destroy();
      else json(response, error.status, error.toJson());
    }
  }

  function work(
    route: Route,
    bucket: string,
    name: string,
    query: URLSearchParams,
    request: IncomingMessage,
    body: Buffer,
  ): Answer {
    switch (route) {
      case 'buckets.get':
        bucketOf(state, bucket);
        if (self.location === undefined) {
          throw new Refusal(403, 'forbidden', 'The account does not have storage.buckets.get access.');
        }
        return { status: 200, body: { kind: 'storage#bucket', name: bucket, location: self.location } };
      case 'buckets.testPermissions': {
        bucketOf(state, bucket);
        const asked = query.getAll('permissions');
        const permissions = asked.filter((each) => self.permissions?.has(each) ?? true);
        // Google leaves an empty list out.
        const told = permissions.length === 0 ? {} : { permissions };
        return { status: 200, body: { kind: 'storage#testIamPermissionsResponse', ...told } };
      }
      case 'objects.list':
        return { status: 200, body: list(bucket, query) };
      case 'objects.get':
        return { status: 200, body: resource(bucket, objectOf(state, bucket, name, query.get('generation'))) };
      case 'objects.read':
        return read(bucket, name, query, request.headers.range);
      case 'objects.delete':
        objectOf(state, bucket, name, query.get('generation'));
        checkCondition(state, bucket, name, conditionOf(query));
        bucketOf(state, bucket).delete(name);
        return { status: 204 };
      case 'objects.insert':
        return {
          status: 200,
          body: resource(bucket, multipart(state, bucket, request.headers['content-type'] ?? '', body, query)),
        };
      case 'sessions.begin': {
        const id = beginSession(state, bucket, body, query);
        const origin =
          request.headers['x-forwarded-proto'] === 'https' ? `https://${request.headers.host}` : self.origin;
        const location = `${origin}/upload/storage/v1/b/${bucket}/o?uploadType=resumable&upload_id=${id}`;
        return { status: 200, headers: { location } };
      }
      case 'sessions.put': {
        const made = putChunk(state, query.get('upload_id') ?? '', request.headers['content-range'] ?? '', body);
        if ('resource' in made) return { status: 200, body: made.resource };
        return { status: 308, headers: made.received === 0 ? {} : { range: `bytes=0-${made.received - 1}` } };
      }
    }
  }

  function list(bucket: string, query: URLSearchParams): object {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('pageToken') ?? '';
    const most = Math.min(self.page, Number(query.get('maxResults') ?? 1000), 1000);
    const names = [...bucketOf(state, bucket).keys()]
      .filter((name) => name.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const from = after === '' ? 0 : names.indexOf(Buffer.from(after, 'base64url').toString()) + 1;
    const page = names.slice(from, from + most);
    const items = page.map((name) => resource(bucket, objectOf(state, bucket, name, null)));
    const more = from + most < names.length;
    return {
      kind: 'storage#objects',
      ...(items.length === 0 ? {} : { items }),
      ...(more ? { nextPageToken: Buffer.from(page.at(-1) ?? '').toString('base64url') } : {}),
    };
  }

  function read(bucket: string, name: string, query: URLSearchParams, range: string | undefined): Answer {
    const version = objectOf(state, bucket, name, query.get('generation'));
    const headers = {
      'content-type': version.contentType,
      'x-goog-generation': String(version.generation),
      'x-goog-hash': `crc32c=${version.crc32c},md5=${version.md5}`,
    };
    if (range === undefined) return { status: 200, body: version.bytes, headers };
    const start = Number(/^bytes=(\d+)-\d*$/.exec(range)?.[1] ?? Number.NaN);
    if (!(start < version.bytes.length))
      throw new Refusal(416, 'requestedRangeNotSatisfiable', 'The requested range cannot be satisfied.');
    const last = version.bytes.length - 1;
    const said = { ...headers, 'content-range': `bytes ${start}-${last}/${version.bytes.length}` };
    return { status: 206, body: version.bytes.subarray(start), headers: said };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: GcsServer = {
    origin: `http://127.0.0.1:${port}`,
    page: 1000,
    tokens: undefined,
    location: 'EU',
    permissions: undefined,
    calls: [],
    fault: (route, ...more) => void faults.set(route, [...(faults.get(route) ?? []), ...more]),
    onCall: () => {},
    content: (bucket, name) => bucketOf(state, bucket).get(name)?.bytes,
    put: (bucket, name, content) => void store(state, bucket, { name }, Buffer.from(content), undefined),
    names: (bucket) => [...bucketOf(state, bucket).keys()].sort(),
    state,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

interface Answer {
  status: number;
  /** Bytes are content, an object is JSON, and nothing is nothing. */
  body?: Buffer | object;
  headers?: Record<string, string>;
}

/** https://cloud.google.com/storage/docs/json_api/v1 */
function findRoute(method: string, url: URL): { route: Route; bucket: string; name: string } {
  const [, only, test] = /^\/storage\/v1\/b\/([^/]+)(\/iam\/testPermissions)?$/.exec(url.pathname) ?? [];
  if (only !== undefined && method === 'GET') {
    const route = test === undefined ? 'buckets.get' : 'buckets.testPermissions';
    return { route, bucket: decodeURIComponent(only), name: '' };
  }
  const [, upload, bucket = '', name] =
    /^\/(?:(upload|download)\/)?storage\/v1\/b\/([^/]+)\/o(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
  const found = { bucket: decodeURIComponent(bucket), name: decodeURIComponent(name ?? '') };
  const type = url.searchParams.get('uploadType');
  if (upload === 'upload' && name === undefined) {
    if (method === 'POST' && type === 'multipart') return { route: 'objects.insert', ...found };
    if (method === 'POST' && type === 'resumable') return { route: 'sessions.begin', ...found };
    if (method === 'PUT' && url.searchParams.has('upload_id')) return { route: 'sessions.put', ...found };
  }
  if (upload !== 'upload' && bucket !== '') {
    if (method === 'GET' && name === undefined) return { route: 'objects.list', ...found };
    if (method === 'GET' && url.searchParams.get('alt') === 'media') return { route: 'objects.read', ...found };
    if (method === 'GET') return { route: 'objects.get', ...found };
    if (method === 'DELETE' && name !== undefined) return { route: 'objects.delete', ...found };
  }
  throw new Refusal(404, 'notFound', `Not found: ${method} ${url.pathname}`);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function checkToken(request: IncomingMessage, tokens: ReadonlySet<string> | undefined): void {
  if (tokens === undefined) return;
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || !tokens.has(token)) throw new Refusal(401, 'authError', 'Invalid Credentials');
}

function flipped(body: Buffer, at: number): Buffer {
  const copy = Buffer.from(body);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** Content that does not come as it is. */
function spoil(response: ServerResponse, { status, body, headers }: Answer, fault: Fault): void {
  const content = body as Buffer;
  response.writeHead(status, { ...headers, 'content-length': content.length });
  if (fault.kind === 'flip') return void response.end(flipped(content, content.length >> 1));
  response.write(content.subarray(0, content.length >> 1), () => {
    if (fault.kind === 'cut') response.socket?.destroy();
  });
}

function json(
  response: ServerResponse,
  status: number,
  body: object | undefined,
  headers: Record<string, string> = {},
): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  const length = { 'content-length': Buffer.byteLength(text) };
  response
    .writeHead(status, {
      ...(text === '' ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
      ...length,
      ...headers,
    })
    .end(text);
}
