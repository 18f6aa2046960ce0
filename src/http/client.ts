import type { Dispatcher } from 'undici';
import type { Http, HttpRequest, HttpResponse } from '../base/ports/http.ts';
import { isPrivateHost } from './address.ts';
import { collectBody } from './body.ts';
import { describeFailure } from './failure.ts';
import { createLookup, privateAddressError, type Resolve, resolveBySystem, resolvePublic } from './guard.ts';

export interface HttpOptions {
  /** How names become addresses. Default: the system's resolver. */
  resolve?: Resolve;
  /** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` (or their lower-case forms) are read. Default: `process.env`. */
  env?: Readonly<Record<string, string | undefined>>;
}

/** At the first request: half of all code, and a run between folders makes none. */
const loadUndici = () => import('./library.ts');

/**
 * HTTP/1.1 over undici: raw bytes, no redirects, no decoding, no retries, certificates always checked.
 * Failures are `OutageError`s with code HTTP_…, or ConfigurationError PRIVATE_ADDRESS; a signal's own reason passes through.
 */
export function createHttp(options: HttpOptions = {}): Http {
  const resolve = options.resolve ?? resolveBySystem;
  const proxies = proxiesOf(options.env ?? process.env);
  const agents = new Map<string, Dispatcher>();

  async function agentFor(allowPrivate: boolean, connect: number): Promise<Dispatcher> {
    const { Agent, EnvHttpProxyAgent } = await loadUndici();
    const key = `${allowPrivate} ${connect}`;
    let agent = agents.get(key);
    if (agent === undefined) {
      // Explicit, so that no environment variable turns the check of certificates off.
      const tls = { rejectUnauthorized: true };
      const shared = {
        allowH2: false,
        connectTimeout: connect,
        connect: { ...tls, timeout: connect, lookup: createLookup(resolve, allowPrivate) },
      };
      agent =
        proxies === undefined
          ? new Agent(shared)
          : new EnvHttpProxyAgent({ ...shared, ...proxies, requestTls: tls, proxyTls: tls });
      agents.set(key, agent);
    }
    return agent;
  }

  return {
    async request(request) {
      const { url, signal, timeouts, allowPrivate } = request;
      try {
        signal.throwIfAborted();
        if (!allowPrivate) await refusePrivate(url.hostname, proxies === undefined ? undefined : resolve);
        const { request: send } = await loadUndici();
        const answer = await send(url, {
          method: request.method,
          headers: request.headers,
          ...(request.body === undefined ? {} : { body: request.body }),
          dispatcher: await agentFor(allowPrivate, timeouts.connect),
          headersTimeout: timeouts.headers,
          bodyTimeout: timeouts.idle,
          signal,
        });
        return toResponse(answer, request);
      } catch (error) {
        throw describeFailure(error, url.host, signal);
      }
    },
  };
}

/**
 * Behind a proxy it is the proxy that resolves, so the look-up at connect time never sees the target. Its name is
 * resolved here as well; where this machine cannot (many networks with a proxy have no outside DNS), the proxy decides.
 */
async function refusePrivate(host: string, resolve: Resolve | undefined): Promise<void> {
  if (isPrivateHost(host)) throw privateAddressError(host, host);
  if (resolve === undefined) return;
  try {
    await resolvePublic(host, resolve);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'PRIVATE_ADDRESS') throw error;
  }
}

function toResponse(answer: Dispatcher.ResponseData, request: HttpRequest): HttpResponse {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value);
  }
  const { url, signal } = request;
  const arrived = collectBody(answer.body);
  async function* body(): AsyncIterable<Uint8Array> {
    try {
      yield* arrived;
    } catch (error) {
      throw describeFailure(error, url.host, signal, 'body');
    }
  }
  return {
    status: answer.statusCode,
    headers,
    body: body(),
    framed: headers.has('content-length') || /\bchunked\b/i.test(headers.get('transfer-encoding') ?? ''),
    async discard() {
      answer.body.destroy();
    },
  };
}

function proxiesOf(
  env: Readonly<Record<string, string | undefined>>,
): { httpProxy: string; httpsProxy: string; noProxy: string } | undefined {
  const either = (name: string): string => env[name.toLowerCase()] || env[name] || '';
  const [httpProxy, httpsProxy] = [either('HTTP_PROXY'), either('HTTPS_PROXY')];
  if (httpProxy === '' && httpsProxy === '') return undefined;
  return { httpProxy, httpsProxy, noProxy: either('NO_PROXY') };
}
