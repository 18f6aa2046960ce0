import { ConfigurationError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Warehouse } from '../base/ports/warehouse.ts';
import { resolveTarget } from './duckdb/target.ts';
import { createDuckdbWarehouse } from './duckdb/warehouse.ts';
import { POSTGRES_FORM, resolveTarget as resolvePostgresTarget } from './postgres/target.ts';

export interface OpenWarehouseOptions {
  /** `duckdb:path/to/file.duckdb` or `postgres://user:password@host:port/database`, optionally with `#table` or `#schema.table`. */
  url: string;
  /** The table's name where the URL names none. */
  dataset: string;
  /** Relative database files are resolved against this folder. */
  directory: string;
  /** How long to wait for a database file that another process holds. Milliseconds, default 60 s. */
  timeoutMs?: number;
  /** The folder whose node_modules hold DuckDB, asked only where a database is opened and the usual import finds none. */
  duckdbFolder?: () => Promise<string | undefined>;
  clock: Clock;
  log: Log;
}

const FORMS = `duckdb:taxi.duckdb, duckdb:taxi.duckdb#schema.table or ${POSTGRES_FORM}`;

/** Schemes that the design names and that this version has no driver for. */
const PLANNED = new Set(['bigquery']);

/**
 * The driver for a warehouse URL. Touches neither network nor files' contents: a mistake in the URL is a
 * ConfigurationError here, everything else shows at the first call. The URL's text is never repeated whole in an error,
 * because it may carry a password.
 */
export async function openWarehouse(options: OpenWarehouseOptions): Promise<Warehouse> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(options.url)?.[1]?.toLowerCase();
  if (scheme === 'duckdb') {
    const target = await resolveTarget({ url: options.url, dataset: options.dataset, directory: options.directory });
    return createDuckdbWarehouse({
      target,
      clock: options.clock,
      log: options.log,
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      ...(options.duckdbFolder === undefined ? {} : { duckdbFolder: options.duckdbFolder }),
    });
  }
  if (scheme === 'postgres' || scheme === 'postgresql') {
    const target = resolvePostgresTarget({ url: options.url, dataset: options.dataset });
    // Its client is loaded where it is needed, and nowhere else.
    const { createPostgresWarehouse } = await import('./postgres/warehouse.ts');
    return createPostgresWarehouse({ target, clock: options.clock, log: options.log });
  }
  if (scheme !== undefined && PLANNED.has(scheme)) {
    throw new ConfigurationError(
      'WAREHOUSE_UNSUPPORTED',
      `warehouse "${scheme}:…" is not supported by this version; use ${FORMS}`,
      { scheme },
    );
  }
  const seen = scheme === undefined ? 'has no scheme' : `has the unknown scheme "${scheme}:"`;
  throw new ConfigurationError('WAREHOUSE_URL', `the warehouse URL ${seen}; write ${FORMS}`, {
    ...(scheme === undefined ? {} : { scheme }),
  });
}
