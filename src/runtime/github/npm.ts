import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError, OutageError, reasonOf } from '../../base/errors.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Files } from '../../base/ports/files.ts';
import type { Http } from '../../base/ports/http.ts';
import type { Log } from '../../base/ports/log.ts';
import { withRetries } from '../../base/retry.ts';

export interface NpmOptions {
  /** `npm_config_registry` is read here. */
  env: Readonly<Record<string, string | undefined>>;
  files: Files;
  http: Http;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

export interface NpmPackage {
  name: string;
  version: string;
  /** As npm writes it: `sha512-` and base64. */
  integrity: string;
}

const REGISTRY = 'https://registry.npmjs.org';
const RETRY = { retries: 3, delay: { kind: 'exponential', first: 1000, longest: 10_000 } } as const;
const TIMEOUTS = { connect: 10_000, headers: 30_000, idle: 30_000 };
/** For the whole of one download, and of one unpacking. Milliseconds. */
const LIMIT_MS = 300_000;
/** Far above the largest that is wanted (30 MB): a bound on what a wrong server can make us hold. */
const LARGEST = 200 * 1024 * 1024;

/** The tarball, whose sha512 is the one expected. OutageError NPM_DOWNLOAD after the last try. */
export async function downloadPackage(one: NpmPackage, options: NpmOptions): Promise<Uint8Array> {
  const { http, clock, log, signal } = options;
  const base = (options.env['npm_config_registry'] || REGISTRY).replace(/\/+$/, '');
  const url = new URL(`${base}/${one.name}/-/${one.name.replace(/^.*\//, '')}-${one.version}.tgz`);
  const fail = (why: string, retryable: boolean, cause?: unknown) =>
    new OutageError(
      'NPM_DOWNLOAD',
      `cannot fetch ${one.name} ${one.version} from ${url.host}: ${why}; where a runner cannot reach it, set LAKEFERRY_DUCKDB_DIR to a folder that holds it`,
      { data: { package: one.name }, cause, retryable },
    );
  const attempt = async () => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
    try {
      const answer = await http.request({
        method: 'GET',
        url,
        headers: { accept: 'application/octet-stream' },
        timeouts: TIMEOUTS,
        // A company's own registry has an address of its own network.
        allowPrivate: true,
        signal: limit,
      });
      if (answer.status !== 200) {
        await answer.discard();
        throw fail(`it answered ${answer.status}`, answer.status >= 500 || answer.status === 429);
      }
      const bytes = await readAll(answer.body, () => fail(`it sent more than ${LARGEST} bytes`, false));
      const seen = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
      if (seen !== one.integrity) throw fail('what came does not have the sha512 of the lockfile', true);
      return bytes;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof OutageError && error.code === 'NPM_DOWNLOAD') throw error;
      throw fail(reasonOf(error), !(error instanceof ConfigurationError), error);
    }
  };
  return withRetries(RETRY, clock, signal, attempt, ({ error, waitMs }) =>
    log.warn(`${error.message}; trying again in ${waitMs / 1000} s`),
  );
}

async function readAll(body: AsyncIterable<Uint8Array>, tooLarge: () => Error): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > LARGEST) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Every runner has a `tar`: GNU's, BSD's, or Windows' own. Npm's archives hold one folder, which is left out. */
export async function unpackPackage(one: NpmPackage, archive: Uint8Array, half: string, files: Files): Promise<void> {
  const target = join(half, 'node_modules', one.name);
  const file = join(half, `${one.name.replace(/^.*\//, '')}.tgz`);
  await files.makeFolder(target);
  const written = await files.create(file);
  await written.write(archive);
  await written.close();
  // What the cache has GNU tar read before its own words is not meant for this archive.
  const { TAR_OPTIONS: _, ...env } = process.env;
  await promisify(execFile)('tar', ['-xzf', file, '-C', target, '--strip-components=1'], { env, timeout: LIMIT_MS });
  await files.remove(file);
}
