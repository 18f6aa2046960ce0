import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../base/errors.ts';
import { removeFolder } from '../node-files.ts';
import { DUCKDB_PACKAGES } from './duckdb-packages.ts';
import { downloadPackage, type NpmOptions, type NpmPackage, unpackPackage } from './npm.ts';

/** `env` is read for `LAKEFERRY_DUCKDB_DIR` and `RUNNER_TOOL_CACHE` as well. */
export interface ProvideOptions extends NpmOptions {
  /** As the packages' names end: `linux-x64`, `linux-arm64-musl`. Default: this machine. */
  machine?: string;
  /** What to bring. Default: the versions of the lockfile. */
  packages?: readonly NpmPackage[];
}

const API = '@duckdb/node-api';
const BINDINGS = '@duckdb/node-bindings-';
const DONE = 'complete';

/**
 * The folder whose `node_modules` holds DuckDB. An action is used without `npm install`, and 70 MB per platform have no
 * place in `dist`: the pinned tarballs are downloaded once, checked against the lockfile's sha512, and kept in the
 * runner's tool cache. `LAKEFERRY_DUCKDB_DIR` names a folder that holds it already, for runners without a way out.
 */
export async function provideDuckdb(options: ProvideOptions): Promise<string> {
  const { env, files, log } = options;
  const own = env['LAKEFERRY_DUCKDB_DIR'];
  if (own !== undefined && own !== '') {
    if ((await files.stat(join(own, 'node_modules', API, 'package.json'))) !== undefined) return own;
    throw new ConfigurationError(
      'DUCKDB_DIR',
      `LAKEFERRY_DUCKDB_DIR is ${own}, which holds no node_modules/${API}; run "npm install ${API}@${versionOf(options)}" in that folder`,
      { folder: own },
    );
  }
  const machine = options.machine ?? thisMachine();
  const wanted = packagesFor(machine, options.packages ?? DUCKDB_PACKAGES);
  const parent = join(env['RUNNER_TOOL_CACHE'] || tmpdir(), 'lakeferry-duckdb', versionOf(options));
  const folder = join(parent, machine);
  if ((await files.stat(join(folder, DONE))) !== undefined) return folder;

  log.info(`fetching DuckDB ${versionOf(options)} for ${machine} into the tool cache`);
  const half = join(parent, `${machine}-${randomBytes(6).toString('hex')}`);
  try {
    for (const one of wanted) await unpackPackage(one, await downloadPackage(one, options), half, files);
    await (await files.create(join(half, DONE))).close();
    await files.rename(half, folder);
  } catch (error) {
    await removeFolder(half);
    // Another job of the same machine was faster; what it brought has the same hashes.
    if ((await files.stat(join(folder, DONE))) === undefined) throw error;
  }
  return folder;
}

function versionOf(options: ProvideOptions): string {
  return (options.packages ?? DUCKDB_PACKAGES).find(({ name }) => name === API)?.version ?? 'none';
}

/** Linux has two C libraries, and a native module is built for one of them. */
function thisMachine(): string {
  const name = `${process.platform}-${process.arch}`;
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return process.platform === 'linux' && header?.glibcVersionRuntime === undefined ? `${name}-musl` : name;
}

/** What every machine needs, and the native part of this one. */
function packagesFor(machine: string, all: readonly NpmPackage[]): NpmPackage[] {
  const native = `${BINDINGS}${machine}`;
  if (!all.some(({ name }) => name === native)) {
    const known = all.filter(({ name }) => name.startsWith(BINDINGS)).map(({ name }) => name.slice(BINDINGS.length));
    throw new ConfigurationError(
      'DUCKDB_PLATFORM',
      `DuckDB has no library for ${machine}, only for ${known.join(', ')}; use a runner of one of these kinds`,
      { machine },
    );
  }
  return all.filter(({ name }) => name === native || !name.startsWith(BINDINGS));
}
