import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError, LakeferryError, OutageError, reasonOf } from '../../base/errors.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Http } from '../../base/ports/http.ts';
import type { Log } from '../../base/ports/log.ts';
import type { RetryPolicy } from '../../base/retry.ts';
import { type DuckdbPackage, downloadPackage, registryOf } from './duckdb-download.ts';
import { DUCKDB_PACKAGES, DUCKDB_VERSION } from './duckdb-packages.ts';

export interface ProvideOptions {
  /** `LAKEFERRY_DUCKDB_DIR`, `RUNNER_TOOL_CACHE` or `RUNNER_TEMP`, `npm_config_registry`. */
  env: Readonly<Record<string, string | undefined>>;
  /** What a relative `LAKEFERRY_DUCKDB_DIR` begins at. */
  cwd: string;
  http: Http;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Default: what package-lock.json pins. */
  packages?: readonly DuckdbPackage[];
  /** Default: this machine's, see `targetOfMachine`. */
  target?: string;
  /** How often a download is tried again. */
  policy?: RetryPolicy;
}

const POLICY: RetryPolicy = { retries: 4, delay: { kind: 'exponential', first: 2_000, longest: 30_000 } };
/** Written last: a folder without it, or with another list in it, is not used. */
const MARKER = 'complete.json';
/** A temporary folder older than this was left by a job that died; no job unpacks for so long. */
const ABANDONED_MS = 24 * 3_600_000;
/** Enough for jobs that meet at the same broken folder. */
const PLACE_TRIES = 5;

const run = promisify(execFile);

/**
 * The folder whose node_modules hold DuckDB's native library for this runner, where nothing is installed: the one that
 * `LAKEFERRY_DUCKDB_DIR` names, or one in the runner's tool cache that is downloaded once. Several jobs may do so at the same
 * time. Throws ConfigurationError DUCKDB_DIR, DUCKDB_FOLDER, DUCKDB_PLATFORM, DUCKDB_REGISTRY, and OutageError
 * DUCKDB_DOWNLOAD, DUCKDB_CHECKSUM, DUCKDB_UNPACK.
 */
export async function provideDuckdb(options: ProvideOptions): Promise<string> {
  const { env, log } = options;
  const given = (env['LAKEFERRY_DUCKDB_DIR'] ?? '').trim();
  if (given !== '') return ownFolder(given, options.cwd);
  const cache = env['RUNNER_TOOL_CACHE'] || env['RUNNER_TEMP'];
  if (!cache) {
    throw new ConfigurationError(
      'DUCKDB_FOLDER',
      'there is no folder to keep DuckDB in: neither RUNNER_TOOL_CACHE nor RUNNER_TEMP is set, as runners set them; set one ' +
        'of them, or LAKEFERRY_DUCKDB_DIR to a folder that holds node_modules/@duckdb/node-api',
    );
  }
  const target = options.target ?? targetOfMachine();
  const packages = packagesFor(target, options.packages ?? DUCKDB_PACKAGES);
  const folder = join(cache, 'lakeferry-duckdb', DUCKDB_VERSION, target);
  try {
    if (await isComplete(folder, packages)) log.debug(`DuckDB ${DUCKDB_VERSION} lies in ${folder}`);
    else await install(folder, packages, options);
    return folder;
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason;
    if (error instanceof LakeferryError) throw error;
    // What tar wrote has lines.
    const reason = reasonOf(error)
      .trim()
      .replace(/\s*\n\s*/g, '; ');
    throw new OutageError('DUCKDB_UNPACK', `cannot unpack DuckDB into ${folder}: ${reason}`, {
      data: { folder },
      cause: error,
      retryable: false,
    });
  }
}

async function ownFolder(given: string, cwd: string): Promise<string> {
  const folder = resolve(cwd, given);
  if (await isThere(join(folder, 'node_modules/@duckdb/node-api/package.json'))) return folder;
  throw new ConfigurationError(
    'DUCKDB_DIR',
    `LAKEFERRY_DUCKDB_DIR is "${given}", but ${folder} holds no node_modules/@duckdb/node-api; run ` +
      `npm install @duckdb/node-api@${DUCKDB_VERSION} in it`,
    { folder },
  );
}

/** `linux-x64`, `linux-x64-musl`, `darwin-arm64`: the names that DuckDB gives its packages. */
function targetOfMachine(): string {
  return `${process.platform}-${process.arch}${process.platform === 'linux' && isMusl() ? '-musl' : ''}`;
}

function isMusl(): boolean {
  // Without this, Node asks the network for the names of all open connections.
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report;
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime === undefined;
}

function packagesFor(target: string, packages: readonly DuckdbPackage[]): readonly DuckdbPackage[] {
  const chosen = packages.filter((pack) => pack.target === undefined || pack.target === target);
  if (chosen.some((pack) => pack.target === target)) return chosen;
  const known = packages.flatMap((pack) => pack.target ?? []).sort();
  throw new ConfigurationError(
    'DUCKDB_PLATFORM',
    `DuckDB ${DUCKDB_VERSION} is not made for ${target}; run the job on one of ${known.join(', ')}, or leave "warehouse" out`,
    { target, known },
  );
}

function markerText(packages: readonly DuckdbPackage[]): string {
  return `${JSON.stringify(packages, null, 2)}\n`;
}

async function isComplete(folder: string, packages: readonly DuckdbPackage[]): Promise<boolean> {
  try {
    return (await readFile(join(folder, MARKER), 'utf8')) === markerText(packages);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Everything is made beside the folder, which then appears at once and whole. */
async function install(folder: string, packages: readonly DuckdbPackage[], options: ProvideOptions): Promise<void> {
  const { clock, http, log, signal } = options;
  const registry = registryOf(options.env);
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await sweep(parent, clock);
  const temporary = await mkdtemp(join(parent, '.tmp-'));
  try {
    log.info(
      `downloading DuckDB ${DUCKDB_VERSION} from ${registry.host}, once for this runner; its place is ${folder}`,
    );
    const made = join(temporary, 'made');
    // Words that the cache gives every GNU tar of this process would lead the files elsewhere.
    const { TAR_OPTIONS: _, ...tarEnv } = process.env;
    for (const pack of packages) {
      const tarball = join(temporary, 'package.tgz');
      await downloadPackage(pack, tarball, { registry, http, clock, log, signal, policy: options.policy ?? POLICY });
      // Relative names: GNU tar takes the colon of a Windows path for a host. -o: not the owners of whoever packed it.
      await run('tar', ['-xzof', 'package.tgz'], { cwd: temporary, signal, env: tarEnv });
      const home = join(made, 'node_modules', pack.name);
      await mkdir(dirname(home), { recursive: true });
      await rename(join(temporary, 'package'), home);
    }
    await writeFile(join(made, MARKER), markerText(packages));
    await place({ made, folder, away: join(temporary, 'away'), packages });
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Gives what was made its name, unless another job was faster. A folder in the way that is not whole is taken out of it. */
async function place(options: {
  made: string;
  folder: string;
  away: string;
  packages: readonly DuckdbPackage[];
}): Promise<void> {
  const { made, folder, away, packages } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(made, folder);
    } catch (error) {
      if (await isComplete(folder, packages)) return;
      if (attempt === PLACE_TRIES || !(await isThere(folder))) throw error;
    }
    await rename(folder, `${away}-${attempt}`);
  }
}

async function sweep(parent: string, clock: Clock): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith('.tmp-')) continue;
    const path = join(parent, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && clock.now() - found.mtimeMs > ABANDONED_MS)
      await rm(path, { recursive: true, force: true });
  }
}
