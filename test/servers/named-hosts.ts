import { createServer, request as send } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { selfSigned } from '../http/certificate.ts';

const DAY = 86_400_000;

/** A machine on which the names of the world lead to servers of ours: what is built for them runs with no word about where it is. */
export interface NamedHosts {
  /** The variables of a process that goes through it; `NODE_EXTRA_CA_CERTS` is for the caller to add. */
  env: Readonly<Record<string, string>>;
  /** What the process has to trust. */
  cert: string;
  /** Hosts that somebody wanted to reach, in order, without repeats. */
  asked(): string[];
  close(): Promise<void>;
}

/**
 * A proxy for HTTPS (RFC 9110, 9.3.6) that ends TLS with a certificate of its own and passes each request on to the origin
 * that `hosts` has for its name; other names are refused.
 */
export async function startNamedHosts(hosts: Readonly<Record<string, string>>): Promise<NamedHosts> {
  const validity = { from: new Date(Date.now() - DAY), to: new Date(Date.now() + DAY) };
  const { key, cert } = selfSigned(validity, Object.keys(hosts));
  const asked = new Set<string>();
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };

  const inside = createTlsServer({ key, cert }, (request, response) => {
    const { host = '' } = request.headers;
    const to = new URL(request.url ?? '/', hosts[host.replace(/:443$/, '')]);
    const headers = { ...request.headers, 'x-forwarded-proto': 'https' };
    const onward = send(to, { method: request.method ?? 'GET', headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  inside.on('connection', keep);
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const { port: insidePort } = inside.address() as AddressInfo;

  const proxy = createServer((_, response) => response.writeHead(501).end());
  proxy.on('connection', keep);
  proxy.on('connect', (request, socket: Socket, head: Buffer) => {
    const [host = ''] = (request.url ?? '').split(':');
    asked.add(host);
    if (hosts[host] === undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const onward = connect(insidePort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    keep(onward);
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;

  return {
    env: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '127.0.0.1' },
    cert,
    asked: () => [...asked],
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([proxy, inside].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
