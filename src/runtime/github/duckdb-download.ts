import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withDeadline } from '../../base/deadline.ts';
import { ConfigurationError, OutageError } from '../../base/errors.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Http, HttpResponse } from '../../base/ports/http.ts';
import type { Log } from '../../base/ports/log.ts';
import { type RetryPolicy, withRetries } from '../../base/retry.ts';

/** A tarball of a package registry, as package-lock.json pins it. */
export interface DuckdbPackage {
  name: string;
  version: string;
  /** `sha512-` and Base64, the form of npm. */
  integrity: string;
  /** The one platform that it is for, like `linux-x64` or `linux-x64-musl`; absent: every platform needs it. */
  target?: string;
}

export interface DownloadOptions {
  /** Where packages lie: `<registry>/<name>/-/<last part of the name>-<version>.tgz`. */
  registry: URL;
  /** Tried again as it says; each try has `TRY_MS`. */
  policy: RetryPolicy;
  http: Http;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

/** What a user without that registry can do; every error of this file ends with it. */
export const OFFLINE =
  'without a registry, set LAKEFERRY_DUCKDB_DIR to a folder that holds node_modules/@duckdb/node-api, as npm installs it';

/** Some 25 MB are to come: what takes longer than this has stalled. */
const TRY_MS = 5 * 60_000;
const TIMEOUTS = { connect: 10_000, headers: 30_000, idle: 30_000 };
/** Far above the largest of them: a bound on what a wrong server can fill the disk with. */
const MOST_BYTES = 200 * 2 ** 20;
/** Mirrors often keep the bytes elsewhere. */
const MOST_REDIRECTS = 5;

/** The public registry, or the one that npm's own variable names. Throws ConfigurationError DUCKDB_REGISTRY. */
export function registryOf(env: Readonly<Record<string, string | undefined>>): URL {
  const text = env['npm_config_registry'] || env['NPM_CONFIG_REGISTRY'] || 'https://registry.npmjs.org';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The value is not shown: a registry's address may hold a token.
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ConfigurationError(
      'DUCKDB_REGISTRY',
      'npm_config_registry names no registry that DuckDB can be downloaded from; expected an address without user and ' +
        `password, like https://registry.npmjs.org; ${OFFLINE}`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/**
 * Downloads a package to a new file and compares its checksum. Throws OutageError DUCKDB_DOWNLOAD after the last try, and
 * DUCKDB_CHECKSUM at once: a wrong file does not become right. Neither is marked retryable: it was tried again here. What it
 * leaves in `path` after a failure is the caller's to remove.
 */
export async function downloadPackage(pack: DuckdbPackage, path: string, options: DownloadOptions): Promise<void> {
  const { registry, policy, clock, log, signal } = options;
  const title = `${pack.name}@${pack.version}`;
  const from = `${title} from ${registry.host}`;
  try {
    await withRetries(
      policy,
      clock,
      signal,
      () => withDeadline(`downloading ${from}`, TRY_MS, signal, (inner) => fetchOnce(pack, path, options, inner)),
      ({ error, attempt, tries }) => log.warn(`${from}: try ${attempt} of ${tries} failed: ${error.message}`),
    );
  } catch (error) {
    if (!(error instanceof OutageError) || error.code === 'DUCKDB_CHECKSUM') throw error;
    throw new OutageError('DUCKDB_DOWNLOAD', `cannot download ${from}: ${error.message}; ${OFFLINE}`, {
      data: { package: title, host: registry.host, reason: error.code },
      cause: error,
      retryable: false,
    });
  }
}

async function fetchOnce(
  pack: DuckdbPackage,
  path: string,
  { registry, http }: DownloadOptions,
  signal: AbortSignal,
): Promise<void> {
  const base = pack.name.slice(pack.name.lastIndexOf('/') + 1);
  const { body } = await follow(new URL(`${pack.name}/-/${base}-${pack.version}.tgz`, registry), http, signal);
  const hash = createHash('sha512');
  async function* hashed(): AsyncIterable<Uint8Array> {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) {
        throw new OutageError('DUCKDB_SIZE', `${registry.host} sends more than ${MOST_BYTES} bytes`, {
          retryable: false,
        });
      }
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(Readable.from(hashed()), createWriteStream(path), { signal });
  const seen = `sha512-${hash.digest('base64')}`;
  if (seen === pack.integrity) return;
  throw new OutageError(
    'DUCKDB_CHECKSUM',
    `${pack.name}@${pack.version} from ${registry.host} is not the file that this version was tested with: its checksum ` +
      `is ${seen}, expected ${pack.integrity}; it was not used; mend the registry, or ${OFFLINE}`,
    { data: { package: pack.name, host: registry.host, seen, expected: pack.integrity }, retryable: false },
  );
}

/** The answer 200 behind the redirects. */
async function follow(url: URL, http: Http, signal: AbortSignal): Promise<HttpResponse> {
  for (let at = url, redirects = 0; ; redirects++) {
    // Companies keep their mirrors inside; the checksum says what may come from where.
    const request = { method: 'GET', url: at, headers: {}, timeouts: TIMEOUTS, allowPrivate: true, signal } as const;
    const answer = await http.request(request);
    if (answer.status === 200) return answer;
    await answer.discard();
    const location = answer.headers.get('location');
    const moved = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
    if (!moved || redirects === MOST_REDIRECTS || !URL.canParse(location, at.href)) {
      const { status } = answer;
      throw new OutageError('DUCKDB_STATUS', `${at.host} answers with status ${status}`, {
        data: { status },
        retryable: status === 408 || status === 429 || status >= 500,
      });
    }
    at = new URL(location, at);
  }
}
