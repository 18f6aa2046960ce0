import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError, reasonOf } from '../../base/errors.ts';

export type Duckdb = typeof import('@duckdb/node-api');

export interface LibraryOptions {
  /** Default: DuckDB's own name. */
  name?: string;
  /** The folder whose node_modules hold the library; asked only where the usual import does not find it. */
  folder?: () => Promise<string | undefined>;
}

const PACKAGE = '@duckdb/node-api';

/** The version this project is tested with: its successor lacks some platforms' binaries. */
const INSTALL = 'npm install @duckdb/node-api@1.5.5-r.5';

/**
 * The native library, loaded when the first database is opened: it is an optional dependency of 70 MB. Throws
 * ConfigurationError WAREHOUSE_DUCKDB_MISSING, and what `folder` throws.
 */
export async function loadDuckdb(options: LibraryOptions = {}): Promise<Duckdb> {
  const { name = PACKAGE } = options;
  try {
    return await load(name);
  } catch (error) {
    // What is there and broken is told; another one beside it would hide it.
    const folder = isAbsent(error) ? await options.folder?.() : undefined;
    if (folder === undefined) throw missing(name, `${name} cannot be loaded`, error);
    try {
      const find = createRequire(join(folder, 'node_modules', 'from-here.js'));
      return await load(pathToFileURL(find.resolve(name)).href);
    } catch (inFolder) {
      throw missing(name, `${name} cannot be loaded from ${folder}`, inFolder);
    }
  }
}

/** The name travels as an argument, so that a bundler has nothing to resolve and leaves the import to run time. */
async function load(name: string): Promise<Duckdb> {
  return (await import(name)) as Duckdb;
}

/** The package, or the one with this platform's binary that it asks for. */
function isAbsent(error: unknown): boolean {
  return ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function missing(name: string, what: string, error: unknown): ConfigurationError {
  return new ConfigurationError(
    'WAREHOUSE_DUCKDB_MISSING',
    `the warehouse is a DuckDB file, but ${what} (${firstLine(reasonOf(error))}); run ${INSTALL}`,
    { package: name },
    error,
  );
}

export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
