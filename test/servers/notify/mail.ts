import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Delivered {
  from: string;
  to: string[];
  /** As it came: headers, an empty line, the body. */
  raw: string;
}

/** A mail server on this machine, that wants a password. */
export interface MailServer {
  url: string;
  port: number;
  delivered: Delivered[];
  /** Answers to the next mails in the place of taking them. */
  refusals: number[];
  close(): Promise<void>;
}

export const USER = 'etl';
export const PASSWORD = 'p@ss/w0rd';

export async function startMail(options: { secure?: boolean; key?: string; cert?: string } = {}): Promise<MailServer> {
  const delivered: Delivered[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    ...options,
    // Loopback needs no encryption, so that a password may go without.
    allowInsecureAuth: true,
    disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
    onAuth({ username, password }, _, done) {
      if (username === USER && password === PASSWORD) done(null, { user: username });
      else done(Object.assign(new Error('535 no'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _, done) {
      if (address.startsWith('nobody@')) done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      else done();
    },
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        raw += text;
      });
      stream.on('end', () => {
        const code = refusals.shift();
        if (code !== undefined) return done(Object.assign(new Error('not now'), { responseCode: code }));
        const { mailFrom, rcptTo } = session.envelope;
        delivered.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
        });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `${options.secure === true ? 'smtps' : 'smtp'}://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    port,
    delivered,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Headers by lower-case name, unfolded; encoded words stay as they are. */
export function headersOf(raw: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  const [head = ''] = raw.split(/\r?\n\r?\n/);
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}
