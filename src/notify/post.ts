import { ConfigurationError, OutageError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Http } from '../base/ports/http.ts';
import { isPrivateHost } from '../http/address.ts';
import { retryAfter } from '../source/status.ts';

const TIMEOUTS = { connect: 10_000, headers: 20_000, idle: 10_000 } as const;
/** An issue with its body; a page of a hundred issues. */
const MOST_BYTES = 20_000_000;

export interface PostOptions {
  http: Http;
  clock: Clock;
  signal: AbortSignal;
  method?: 'GET' | 'POST' | 'PATCH';
  /** A secret as a whole: messages name where it comes from, never what it is. */
  url: string;
  /** How messages call it: `${SLACK_WEBHOOK}`, or `api.github.com`. */
  shown: string;
  headers?: Readonly<Record<string, string>>;
  body?: object;
  /** Its name may lead to a private address; one that stands in the URL itself is meant. */
  allowPrivate?: boolean;
}

export interface Posted {
  status: number;
  headers: ReadonlyMap<string, string>;
  text: string;
}

/**
 * One request with a JSON body, to the address as it stands: no redirect is followed, because what is sent, and the address
 * itself, is for nobody else. Any status is an answer. Throws ConfigurationError NOTIFY_URL, and what the client throws.
 */
export async function post(options: PostOptions): Promise<Posted> {
  const { http, signal, shown, method = 'POST', body } = options;
  const url = parseUrl(options.url, shown);
  const isLiteral = isPrivateHost(url.hostname);
  if (url.protocol !== 'https:' && !isLiteral) {
    throw new ConfigurationError(
      'NOTIFY_URL',
      `${shown} is not an https address; what is posted would go in the clear`,
    );
  }
  try {
    const response = await http.request({
      method,
      url,
      headers: {
        'user-agent': 'lakeferry',
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeouts: TIMEOUTS,
      allowPrivate: options.allowPrivate === true || isLiteral,
      signal,
    });
    return { status: response.status, headers: response.headers, text: await readText(response.body) };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.code !== 'PRIVATE_ADDRESS') throw error;
    throw new ConfigurationError(
      'PRIVATE_ADDRESS',
      `refused to post to ${shown}: its name leads to a private or metadata address; if that is meant, use "to: webhook" with "allow_private: true"`,
    );
  }
}

/** Throws OutageError NOTIFY_STATUS unless the status is one of 200 to 299. Servers' own words are left out: they may echo what was sent. */
export function checkStatus({ status, headers }: Posted, shown: string, words: string, now: number): void {
  if (status >= 200 && status < 300) return;
  const retryAfterMs = retryAfter(headers.get('retry-after'), now);
  const isPassing = status === 408 || status === 429 || status >= 500;
  throw new OutageError('NOTIFY_STATUS', `${shown} answered ${status}: ${words}`, {
    data: { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    retryable: isPassing,
  });
}

function parseUrl(text: string, shown: string): URL {
  const url = URL.parse(text);
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw new ConfigurationError('NOTIFY_URL', `${shown} does not hold an address like https://host/path`);
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
