import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { ConfigurationError } from '../../base/errors.ts';
import { sha256OfJson } from '../../base/hash.ts';
import { RECEIPTS_TABLE } from '../identifier.ts';

/** Where a dataset lives: one table in one database file. */
export interface Target {
  /** Absolute, links resolved: the name under which processes of one machine meet. */
  file: string;
  schema: string;
  table: string;
  /** What messages and records show: relative to the pipeline's folder where the file lies inside it. */
  url: string;
  id: string;
}

const EXPECTED = 'write duckdb:path/to/file.duckdb, optionally followed by #table or #schema.table';

/**
 * `duckdb:taxi.duckdb#staging.trips` → its target. DuckDB compares names without case, so the id does too.
 * https://duckdb.org/docs/stable/sql/dialect/keywords_and_identifiers
 */
export async function resolveTarget(options: { url: string; dataset: string; directory: string }): Promise<Target> {
  const { url, dataset, directory } = options;
  const [, path = '', fragment] = /^duckdb:([^#]*)(?:#(.*))?$/is.exec(url) ?? [];
  const refuse = (why: string) => new ConfigurationError('WAREHOUSE_URL', `"${url}" ${why}; ${EXPECTED}`, { url });
  if (path === '') throw refuse('names no database file');
  if (path.startsWith('//') || /^:memory:/i.test(path)) throw refuse('is not the path of a file');
  const slip = /^(.*\.duckdb)\/([^/.]+)$/i.exec(path);
  if (slip) {
    throw new ConfigurationError(
      'WAREHOUSE_URL',
      `"${url}" names its table after a "/"; write duckdb:${slip[1]}#${slip[2]}`,
      {
        url,
      },
    );
  }
  const names = fragment === undefined ? [dataset] : fragment.split('.');
  const table = names.at(-1) ?? '';
  const schema = names.length === 1 ? 'main' : (names[0] ?? '');
  if (names.length > 2 || table === '' || schema === '') throw refuse(`does not name a table after "#"`);
  if (table.toLowerCase() === RECEIPTS_TABLE) throw refuse(`names the table of the receipts`);
  const file = await realFile(resolve(directory, path));
  const inside = relative(await realFile(resolve(directory)), file);
  const shown = inside.startsWith('..') || isAbsolute(inside) ? path : inside;
  return {
    file,
    schema,
    table,
    url: `duckdb:${shown}#${schema === 'main' ? '' : `${schema}.`}${table}`,
    id: `duckdb-${sha256OfJson([file, schema.toLowerCase(), table.toLowerCase()]).slice(0, 16)}`,
  };
}

/** The path with all links resolved, for a file that may not exist yet. */
async function realFile(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    if (above === path) return path;
    const folder = await realFile(above);
    const here = join(folder, basename(path));
    // A link to a file that is still to be made: the database will appear at its end.
    const isLink = await lstat(here).then(
      (stat) => stat.isSymbolicLink(),
      () => false,
    );
    return isLink ? realFile(resolve(folder, await readlink(here))) : here;
  }
}
