import { ConfigurationError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { RememberedLoad, Warehouse } from '../base/ports/warehouse.ts';
import type { GoogleConnection } from '../google/connection.ts';
import { refuseLocalFile } from './bigquery/load.ts';
import type { BigquerySettings } from './bigquery/settings.ts';
import { resolveTarget as resolveBigquery } from './bigquery/target.ts';
import { createBigqueryWarehouse } from './bigquery/warehouse.ts';
import { resolveTarget } from './duckdb/target.ts';
import { createDuckdbWarehouse } from './duckdb/warehouse.ts';
import { POSTGRES_FORM, resolveTarget as resolvePostgresTarget } from './postgres/target.ts';

export interface OpenWarehouseOptions {
  /**
   * `duckdb:path/to/file.duckdb` or `postgres://user:password@host:port/database`, optionally with `#table` or
   * `#schema.table`; or `bigquery://project/dataset[/table]`.
   */
  url: string;
  /** The table's name where the URL names none. */
  dataset: string;
  /** Relative database files are resolved against this folder. */
  directory: string;
  /** How long to wait for a database file that another process holds. Milliseconds, default 60 s. */
  timeoutMs?: number;
  /** The folder whose node_modules hold DuckDB, asked only where a database is opened and the usual import finds none. */
  duckdbFolder?: () => Promise<string | undefined>;
  /** What BigQuery needs beside its URL; the others ask for none of it. */
  bigquery?: BigqueryNeeds;
  clock: Clock;
  log: Log;
}

export interface BigqueryNeeds {
  settings: BigquerySettings;
  /** The lake's URL: BigQuery fetches the files from there itself. */
  lake: string;
  /** The login, asked for when the first call is made. */
  connection: () => Promise<GoogleConnection>;
  /** By partition, what the ledger remembers now of the last load into the warehouse with this id. */
  loads: (warehouse: string) => ReadonlyMap<string, RememberedLoad>;
}

const FORMS = `duckdb:taxi.duckdb, duckdb:taxi.duckdb#schema.table, ${POSTGRES_FORM} or bigquery://project/dataset/table`;

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
  if (scheme === 'bigquery') {
    if (options.bigquery === undefined) throw new TypeError('a BigQuery warehouse was opened without its needs');
    const { settings, lake, connection, loads } = options.bigquery;
    const target = resolveBigquery({ url: options.url, dataset: options.dataset });
    refuseLocalFile(target, lake);
    const { clock, log } = options;
    return createBigqueryWarehouse({ target, settings, connection, loads: () => loads(target.id), clock, log });
  }
  const seen = scheme === undefined ? 'has no scheme' : `has the unknown scheme "${scheme}:"`;
  throw new ConfigurationError('WAREHOUSE_URL', `the warehouse URL ${seen}; write ${FORMS}`, {
    ...(scheme === undefined ? {} : { scheme }),
  });
}
