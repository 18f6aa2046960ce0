import { ConfigurationError, LakeferryError, OutageError } from '../base/errors.ts';
import type { Http, HttpResponse } from '../base/ports/http.ts';
import { isPrivateHost } from '../http/address.ts';
import type { SourceSettings } from '../pipeline/pipeline.ts';
import { redactUrl, showTarget } from './shown-url.ts';

/** Per-phase limits in milliseconds; the whole fetch has the task's `timeout` besides. */
export const TIMEOUTS = { connect: 10_000, headers: 60_000, idle: 30_000 } as const;

const LONGEST_CHAIN = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface OpenOptions {
  url: string;
  shownUrl: string;
  headers: Readonly<Record<string, string>>;
  settings: Pick<SourceSettings, 'allowPrivate'>;
  http: Http;
  signal: AbortSignal;
}

/** An answer that is no redirect, and what it may be called in messages. */
export interface Opened {
  response: HttpResponse;
  /** The URL as the user knows it, and where redirects led, both without secrets. */
  where: string;
}

/**
 * One GET, redirects followed by our own rules: at most 10, http(s) only, never from https down to http, every hop's
 * address checked, and the user's headers and password sent to the origin that the user named and to no other.
 * `own` are headers that every hop may see: conditions and ranges.
 */
export async function openUrl(options: OpenOptions, own: Readonly<Record<string, string>>): Promise<Opened> {
  const shown = redactUrl(options.shownUrl);
  const first = parseUrl(options.url, shown);
  const hasSecrets = options.url !== options.shownUrl || shown !== options.shownUrl;
  const authorization = basicAuthorization(first);
  let url = first;
  for (let hop = 0; hop <= LONGEST_CHAIN; hop++) {
    const isFirstOrigin = url.origin === first.origin;
    const where = hop === 0 ? shown : `${shown} (redirected to ${showTarget(url, hasSecrets)})`;
    const target = new URL(url);
    target.username = '';
    target.password = '';
    target.hash = '';
    const response = await askFor(options, where, {
      url: target,
      headers: {
        'user-agent': 'lakeferry',
        accept: '*/*',
        ...(isFirstOrigin ? { ...authorization, ...lowerCase(options.headers) } : {}),
        ...own,
        'accept-encoding': 'identity',
      },
      // What the user typed is meant; the same address behind somebody else's redirect is not.
      allowPrivate: options.settings.allowPrivate || (isFirstOrigin && isPrivateHost(url.hostname)),
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === undefined) return { response, where };
    await response.discard();
    url = nextHop(url, location, shown, hasSecrets);
  }
  throw new OutageError('FETCH_REDIRECT', `${shown} redirects more than ${LONGEST_CHAIN} times, perhaps in a loop`, {
    retryable: false,
  });
}

async function askFor(
  options: OpenOptions,
  where: string,
  hop: { url: URL; headers: Record<string, string>; allowPrivate: boolean },
): Promise<HttpResponse> {
  try {
    return await options.http.request({ method: 'GET', timeouts: TIMEOUTS, signal: options.signal, ...hop });
  } catch (error) {
    throw withPlace(error, where);
  }
}

/** The same error with the URL, as the user knows it, in front. */
export function withPlace(error: unknown, where: string): unknown {
  if (!(error instanceof LakeferryError) || error.code === 'DEADLINE' || error.message.startsWith(where)) return error;
  const message = `${where}: ${error.message}`;
  const data = { ...error.data };
  if (error instanceof OutageError) {
    return new OutageError(error.code, message, { data, cause: error, retryable: error.retryable });
  }
  return error instanceof ConfigurationError ? new ConfigurationError(error.code, message, data, error) : error;
}

function parseUrl(url: string, shown: string): URL {
  const parsed = URL.parse(url);
  if (parsed !== null) return parsed;
  throw new ConfigurationError(
    'SOURCE_URL',
    `${shown} is not a URL that can be fetched; write https://host/path, file:///folder/name or an absolute path`,
  );
}

function nextHop(from: URL, location: string, shown: string, hasSecrets: boolean): URL {
  const url = URL.parse(location, from.href);
  const refuse = (why: string): never => {
    const target = url === null ? 'something that is no URL' : showTarget(url, hasSecrets);
    throw new OutageError('FETCH_REDIRECT', `${shown} redirects to ${target}, which is refused: ${why}`, {
      retryable: false,
    });
  };
  if (url === null) return refuse('it cannot be read');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('only http and https are followed');
  if (from.protocol === 'https:' && url.protocol === 'http:') return refuse('it leaves https');
  return url;
}

/** `https://user:password@host/` → the header that says so (RFC 7617). */
function basicAuthorization(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {};
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
