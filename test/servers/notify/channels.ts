import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pingsIn, RULES } from './rules.ts';

export interface Arrived {
  path: string;
  body: unknown;
  headers: Readonly<Record<string, string | undefined>>;
  /** Whom it would have pinged. */
  pings: string[];
}

/** An answer in the place of the channel's own. */
export interface Fault {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** The message is taken, and no answer comes. */
  silent?: boolean;
  /** Called when the message has been taken, before the answer. */
  taken?: () => void;
}

/** Slack, Teams, Discord and any webhook on this machine, that refuse what the real ones refuse. */
export interface Channels {
  origin: string;
  /** What was taken, in order. */
  arrived: Arrived[];
  /** What was refused, and why. */
  refused: { path: string; why: string }[];
  /** Requests that came, taken or not. */
  asked: string[];
  /** By path; each is used once. */
  faults: Map<string, Fault[]>;
  close(): Promise<void>;
}

export async function startChannels(): Promise<Channels> {
  const server = createServer((request, response) => {
    void answer(request).then(({ status, headers = {}, words = '' }) => {
      if (status === 0) return;
      response.writeHead(status, headers);
      response.end(words);
    });
  });
  const channels: Channels = {
    origin: '',
    arrived: [],
    refused: [],
    asked: [],
    faults: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(
    request: IncomingMessage,
  ): Promise<{ status: number; headers?: Fault['headers']; words?: string }> {
    const path = (request.url ?? '').split('?')[0] as string;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    channels.asked.push(path);
    const fault = channels.faults.get(path)?.shift();
    if (fault?.status !== undefined) return { status: fault.status, ...(fault.headers && { headers: fault.headers }) };
    const rule = RULES[path];
    const refuse = (status: number, why: string) => {
      channels.refused.push({ path, why });
      return { status, words: why };
    };
    if (rule === undefined) return refuse(404, 'no such webhook');
    if (request.method !== 'POST') return refuse(405, 'method');
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return refuse(415, 'content-type');
    let body: unknown;
    try {
      body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return refuse(400, 'not JSON');
    }
    const why = rule.check(body, bytes.length);
    if (why !== undefined) return refuse(why === 'RequestEntityTooLarge' ? 413 : 400, why);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    channels.arrived.push({ path, body, headers, pings: pingsIn(path, body) });
    fault?.taken?.();
    return fault?.silent === true ? { status: 0 } : { status: rule.status, words: rule.words };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  channels.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return channels;
}
