import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { artifactService } from './artifact-service.ts';
import { Artifacts } from './artifacts.ts';
import { refuse, serveBlob } from './blob-service.ts';
import { Blobs } from './blobs.ts';
import { CacheEntries } from './cache-entries.ts';
import { cacheService } from './cache-service.ts';
import { type Fault, FaultScript, type Route } from './faults.ts';
import { makeRuntimeToken, readRuntimeToken, type TokenOptions } from './runtime-token.ts';
import { SignedUrls } from './signed-urls.ts';
import { type Call, type Fields, methodOf, TwirpError } from './twirp.ts';

/** One request, as it was answered. */
export interface Answered {
  route: Route;
  /** The run of its token; blobs have none. */
  run?: string;
  /** 0 where the connection was broken on purpose. */
  status: number;
}

export interface ResultsServer {
  url: string;
  /** Requests in the order in which they came. */
  answered: Answered[];
  /** What a runner sets for actions, so that the toolkit's packages find this server. */
  environment(token: TokenOptions): Record<string, string>;
  close(): Promise<void>;
}

/**
 * GitHub's results service on a port of this machine: the cache (version 2) and artifacts (version 4), as @actions/cache and
 * @actions/artifact speak to it. Everything lies in `folder`, so that a later server on the same folder goes on from there.
 * Throws what `listen` throws.
 */
export async function startResultsServer(options: {
  folder: string;
  /** Default 0: any free one. */
  port?: number;
  faults?: readonly Fault[];
}): Promise<ResultsServer> {
  const { folder, port = 0 } = options;
  const answered: Answered[] = [];
  const faults = new FaultScript(options.faults);
  const blobs = new Blobs(join(folder, 'blobs'));
  const urls = new SignedUrls(() => url);
  const entries = new CacheEntries(folder, blobs);
  const calls = { ...cacheService(entries, urls), ...artifactService(new Artifacts(folder, blobs), urls) };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || request.socket.destroyed) response.destroy();
      else reply(response, 500, { code: 'internal', msg: String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(request.url ?? '/', url);
    const method = methodOf(target.pathname);
    const call = method === undefined ? undefined : calls[method];
    const isBlob = target.pathname.startsWith('/blobs/') && /^(?:GET|PUT)$/.test(request.method ?? '');
    if (!isBlob && (call === undefined || request.method !== 'POST')) {
      request.resume();
      const error = new TwirpError('bad_route', 'no such method');
      return reply(response, error.status, error.body);
    }

    const route = (isBlob ? `${request.method?.toLowerCase()}-blob` : method?.split('/')[1]) as Route;
    const bearer = readRuntimeToken(request.headers.authorization);
    const entry: Answered = { route, status: 0, ...(bearer === undefined || isBlob ? {} : { run: bearer.run }) };
    answered.push(entry);
    response.on('close', () => {
      if (response.headersSent) entry.status = response.statusCode;
    });

    const fault = faults.next(route);
    if (fault === 'reset') {
      request.socket.resetAndDestroy();
    } else if (isBlob) {
      if (typeof fault === 'number') return refuse(request, response, fault, 'OnPurpose');
      if (fault === 'evict') await blobs.remove(target.pathname.slice('/blobs/'.length));
      await serveBlob({ blobs, urls, url: target, request, response });
    } else {
      const body = (await request.toArray()).join('');
      if (typeof fault === 'number') return reply(response, fault, { code: 'internal', msg: 'on purpose' });
      await answer(response, async () => {
        if (bearer === undefined) throw new TwirpError('unauthenticated', 'no runtime token, or an expired one');
        if (fault === 'deny') Object.assign(bearer, { mayReadCache: false, mayWriteCache: false });
        const fields = parsed(body);
        if (fault === 'evict') {
          const found = await entries.find([String(fields['key'])], String(fields['version']));
          if (found !== undefined) await entries.evict(found);
        }
        return await (call as Call)(fields, bearer);
      });
    }
  }

  return {
    url,
    answered,
    environment: (token) => ({
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_RUNTIME_TOKEN: makeRuntimeToken(token),
      ACTIONS_CACHE_SERVICE_V2: 'true',
    }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(response: ServerResponse, call: () => Promise<Fields>): Promise<void> {
  try {
    reply(response, 200, await call());
  } catch (error) {
    if (!(error instanceof TwirpError)) throw error;
    reply(response, error.status, error.body);
  }
}

function parsed(body: string): Fields {
  try {
    return JSON.parse(body) as Fields;
  } catch {
    throw new TwirpError('invalid_argument', 'the request is not JSON');
  }
}

function reply(response: ServerResponse, status: number, body: Fields): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
