import { after, type TestContext, test } from 'node:test';
import type { Warehouse } from '../../src/base/ports/warehouse.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { resolveTarget } from '../../src/warehouse/postgres/target.ts';
import { createPostgresWarehouse, type PostgresOptions } from '../../src/warehouse/postgres/warehouse.ts';
import { type PostgresServer, PostgresUnavailable, type StartOptions, startPostgres } from '../servers/postgres.ts';
import { listLog, testFolder } from './fixture.ts';

/** Another server than npm's: the folder of its binaries. */
const BIN = process.env['LAKEFERRY_TEST_POSTGRES_BIN'] ?? '';

/** Where it is set, a server that does not run is a failure and not a skipped line. */
const NEEDED = (process.env['LAKEFERRY_NEED_POSTGRES'] ?? '') !== '';

/** The tests of a file on one server, which stops behind the last of them; one skipped line where it does not run. */
export async function withPostgres(
  define: (server: PostgresServer) => void,
  options: StartOptions = {},
): Promise<void> {
  try {
    const server = await startPostgres(BIN === '' ? options : { ...options, bin: BIN });
    after(() => server.stop());
    define(server);
  } catch (error) {
    if (NEEDED || !(error instanceof PostgresUnavailable)) throw error;
    test('PostgreSQL', { skip: `its server does not run here: ${error.message}` }, () => {});
  }
}

/** A database of a test's own and a folder for its files. */
export interface Place {
  database: string;
  url: string;
  folder: string;
  log: ReturnType<typeof listLog>;
  query(sql: string): Promise<Record<string, unknown>[]>;
  open(options?: Partial<PostgresOptions> & { url?: string; dataset?: string }): Warehouse;
}

export async function newPlace(context: TestContext, server: PostgresServer): Promise<Place> {
  const database = await server.createDatabase();
  const log = listLog();
  const own = server.url(database);
  return {
    database,
    url: own,
    folder: await testFolder(context),
    log,
    query: (sql) => server.query(database, sql),
    open: ({ url = own, dataset = 'yellow', ...options } = {}) =>
      createPostgresWarehouse({ target: resolveTarget({ url, dataset }), clock: nodeClock, log, ...options }),
  };
}
