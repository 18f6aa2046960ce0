import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError, reasonOf } from '../base/errors.ts';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

/**
 * Serves texts by path (`index.html`, `yellow_taxi/index.html`) to this machine alone, until it is closed. `port` 0 takes
 * any that is free. Throws ConfigurationError PORT where the port cannot be had.
 */
export async function serveFiles(
  files: ReadonlyMap<string, string>,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => answer(files, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new ConfigurationError('PORT', `cannot serve on port ${port}: ${reasonOf(error)}; name another one`, {}, error),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(files: ReadonlyMap<string, string>, request: IncomingMessage, response: ServerResponse): void {
  const end = (status: number, type: string, text: string) => {
    response.writeHead(status, {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
  // A name of somebody else's that was made to lead here would let his pages read ours.
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? '')) {
    end(403, 'text/plain', 'this server answers to 127.0.0.1 alone\n');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    end(405, 'text/plain', 'only GET and HEAD\n');
    return;
  }
  const path = (request.url ?? '/').replace(/[?#].*$/, '').slice(1);
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const text = files.get(name);
  if (text === undefined) end(404, 'text/plain', 'there is no such page\n');
  else end(200, TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain', text);
}
