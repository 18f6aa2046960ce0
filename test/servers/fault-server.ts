import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A request as it came over the wire. Header names are lower-case. */
export interface Seen {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
}

/** One answer and the fault in it. */
export interface Answer {
  /** Default 200. */
  status?: number;
  /** The words after the status, sent as Latin-1. Default `Whatever`. */
  reason?: string;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array | string;
  /** `length` (default) declares the body's length, `chunked` frames it, `close` ends it by closing the connection. */
  framing?: 'length' | 'chunked' | 'close';
  /** Declares this length instead of the true one. */
  declared?: number;
  /** Sends only so many bytes of the body and then closes. */
  cutAt?: number;
  /** `silence`: after the (cut) body nothing more is sent and nothing closed. `drip`: one byte each `dripMs`. */
  afterwards?: 'silence' | 'drip';
  dripMs?: number;
}

export interface FaultServer {
  origin: string;
  port: number;
  /** Requests in the order of their arrival. */
  seen: Seen[];
  /** Connections that were opened, whether anything was asked over them or not. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * HTTP by hand on a free port of this machine, because Node's own server repairs most of what has to be wrong here.
 * `answer` is asked once for each request; `count` is 1 for the first request to that path.
 */
export async function startFaultServer(
  answer: (seen: Seen, count: number) => Answer | Promise<Answer>,
): Promise<FaultServer> {
  const seen: Seen[] = [];
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    connections += 1;
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const request = parseRequest(text.slice(0, end));
      text = text.slice(end + 4);
      seen.push(request);
      const count = (counts.get(request.path) ?? 0) + 1;
      counts.set(request.path, count);
      void Promise.resolve(answer(request, count)).then((made) => send(socket, made));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    seen,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function parseRequest(head: string): Seen {
  const [line = '', ...rest] = head.split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = Object.fromEntries(
    rest.map((header) => {
      const colon = header.indexOf(':');
      return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
    }),
  );
  return { method, path, headers };
}

function send(socket: Socket, answer: Answer): void {
  const { framing = 'length', status = 200 } = answer;
  const body = Buffer.from(answer.body ?? '');
  const lines = [`HTTP/1.1 ${status} ${answer.reason ?? 'Whatever'}`, 'connection: close'];
  for (const [name, value] of Object.entries(answer.headers ?? {})) lines.push(`${name}: ${value}`);
  if (framing === 'chunked') lines.push('transfer-encoding: chunked');
  if (framing === 'length' && status !== 304) lines.push(`content-length: ${answer.declared ?? body.length}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  if (status === 304) {
    socket.end();
    return;
  }

  const sent = body.subarray(0, answer.cutAt ?? body.length);
  if (answer.afterwards === 'drip') {
    drip(socket, sent, answer.dripMs ?? 100);
    return;
  }
  if (framing === 'chunked') {
    if (sent.length > 0)
      socket.write(Buffer.concat([Buffer.from(`${sent.length.toString(16)}\r\n`), sent, Buffer.from('\r\n')]));
    if (answer.cutAt === undefined) socket.write('0\r\n\r\n');
  } else {
    socket.write(sent);
  }
  if (answer.afterwards === undefined) socket.end();
}

function drip(socket: Socket, bytes: Uint8Array, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < bytes.length && !socket.destroyed) socket.write(bytes.subarray(at, ++at));
    else clearInterval(timer);
  }, everyMs);
  socket.on('close', () => clearInterval(timer));
}
