import { appendFileSync, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface FolderServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * A publisher's web server for one folder on this machine: ETag, Last-Modified, conditional requests, and ranges under
 * If-Range. Each request becomes one line of `log`: `GET /name 304 conditional`. `port` is taken where it is free, else any.
 */
export async function serveFolder(options: { folder: string; log: string; port?: number }): Promise<FolderServer> {
  const server = createServer((request, response) => {
    response.on('finish', () => appendFileSync(options.log, logLine(request, response)));
    answer(options.folder, request, response).catch(() => response.destroy());
  });
  await listen(server, options.port ?? 0).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return listen(server, 0);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function logLine({ method, url, headers }: IncomingMessage, response: ServerResponse): string {
  const conditional = headers['if-none-match'] ?? headers['if-modified-since'];
  const words = [method, url, response.statusCode, conditional && 'conditional', headers.range];
  return `${words.filter((word) => word !== undefined && word !== '').join(' ')}\n`;
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  // Only plain names: nothing above the folder can be asked for.
  const name = /^\/([\w-]+(?:\.[\w-]+)*)$/.exec(request.url ?? '')?.[1];
  const facts = name === undefined ? undefined : await stat(join(folder, name)).catch(() => undefined);
  if (name === undefined || facts === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    return;
  }
  const etag = `"${facts.size.toString(16)}-${Math.floor(facts.mtimeMs).toString(16)}"`;
  const lastModified = facts.mtime.toUTCString();
  const headers = { etag, 'last-modified': lastModified, 'accept-ranges': 'bytes', 'content-type': 'application/gzip' };
  if (isUnchanged(request, etag, facts.mtimeMs)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = rangeOf(request, facts.size, [etag, lastModified]);
  if (range === 'beyond') {
    response.writeHead(416, { 'content-range': `bytes */${facts.size}` }).end();
    return;
  }
  const { first, last } = range ?? { first: 0, last: facts.size - 1 };
  response.writeHead(range === undefined ? 200 : 206, {
    ...headers,
    'content-length': last - first + 1,
    ...(range === undefined ? {} : { 'content-range': `bytes ${first}-${last}/${facts.size}` }),
  });
  if (request.method === 'HEAD' || facts.size === 0) {
    response.end();
    return;
  }
  const body = createReadStream(join(folder, name), { start: first, end: last });
  body.on('error', () => response.destroy());
  response.on('close', () => body.destroy());
  body.pipe(response);
}

/** If-None-Match wins over If-Modified-Since, whose unit is the second (RFC 9110, 13.2.2). */
function isUnchanged({ headers }: IncomingMessage, etag: string, mtimeMs: number): boolean {
  const none = headers['if-none-match'];
  if (none !== undefined) return none.split(',').some((each) => [etag, `W/${etag}`, '*'].includes(each.trim()));
  const since = headers['if-modified-since'];
  return since !== undefined && Math.floor(mtimeMs / 1000) * 1000 <= Date.parse(since);
}

/** One range `bytes=a-b` or `bytes=a-`; anything else, or an If-Range that no longer holds, means the whole file. */
function rangeOf({ headers }: IncomingMessage, size: number, validators: readonly string[]) {
  const match = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  const ifRange = headers['if-range'];
  if (match === null || (ifRange !== undefined && !validators.includes(String(ifRange)))) return undefined;
  const first = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return first >= size || last < first ? 'beyond' : { first, last };
}
