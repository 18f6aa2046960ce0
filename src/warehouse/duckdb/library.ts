import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ConfigurationError, reasonOf } from '../../base/errors.ts';

export type Duckdb = typeof import('@duckdb/node-api');

const PACKAGE = '@duckdb/node-api';

/** The version this project is tested with: its successor lacks some platforms' binaries. */
const INSTALL = 'npm install @duckdb/node-api@1.5.5-r.5';

/**
 * The native library, loaded when the first database is opened: it is an optional dependency of 70 MB. Where it is not
 * installed, `folder` may bring it. The name travels as an argument, so that a bundler has nothing to resolve and leaves
 * the import to run time.
 */
export async function loadDuckdb(folder?: () => Promise<string>, name: string = PACKAGE): Promise<Duckdb> {
  try {
    return (await import(name)) as Duckdb;
  } catch (error) {
    if (folder !== undefined) return createRequire(join(await folder(), 'any.js'))(name) as Duckdb;
    throw new ConfigurationError(
      'WAREHOUSE_DUCKDB_MISSING',
      `the warehouse is a DuckDB file, but ${name} cannot be loaded (${firstLine(reasonOf(error))}); run ${INSTALL}`,
      { package: name },
      error,
    );
  }
}

export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
