import { join } from 'node:path';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { toDuckdbType } from '../../src/warehouse/duckdb/names.ts';
import { resolveTarget } from '../../src/warehouse/postgres/target.ts';
import { createPostgresWarehouse } from '../../src/warehouse/postgres/warehouse.ts';
import { PostgresUnavailable, startPostgres } from '../../test/servers/postgres.ts';
import { query } from '../../test/warehouse/fixture.ts';
import type { PublishedMonth } from '../published-month.ts';
import type { ResultRow } from '../result.ts';
import type { SectionOptions, SectionTables } from '../section.ts';
import { takeTurns, timed } from '../turns.ts';
import { findPsql, runPsql } from './psql.ts';
import { loadRequest, PARTITION_DATE, QUIET_LOG } from './request.ts';

/** Nothing but the contestants may work on the server while the clock runs. */
const SETTINGS = ['autovacuum=off', 'max_wal_size=8GB', 'shared_buffers=2GB'];

const NAMES = {
  ours: 'Lakeferry: Parquet, DELETE, COPY, count, receipt',
  copied: '`psql \\copy` of a CSV made beforehand, old rows deleted before',
  replaced: '`psql`: DELETE and `\\copy` of that CSV',
};

/**
 * A month is replaced in PostgreSQL, from opening the published file to COMMIT, the DELETE of the old rows included, against
 * `\copy` of a CSV that was made beforehand. All tables have the same definition and the same history of loads and vacuums.
 */
export async function loadPostgres(month: PublishedMonth, options: SectionOptions): Promise<SectionTables> {
  const psql = await findPsql();
  if (psql === undefined) return absent('psql is not here; name it in PSQL');
  options.say('PostgreSQL: three tables of one month');
  try {
    const server = await startPostgres({ settings: SETTINGS });
    try {
      const rows = await race(month, { ...options, server, psql: psql.path });
      return {
        versions: { PostgreSQL: server.version, psql: psql.version },
        tables: [{ key: 'postgres', title: 'PostgreSQL, a table of one month', rows }],
      };
    } finally {
      await server.stop();
    }
  } catch (error) {
    if (error instanceof PostgresUnavailable) return absent('PostgreSQL does not run here');
    throw error;
  }
}

function absent(why: string): SectionTables {
  const rows = Object.entries(NAMES).map(([key, name]) => ({ key, name, samples: [], refused: why }));
  return { versions: {}, tables: [{ key: 'postgres', title: 'PostgreSQL, a table of one month', rows }] };
}

async function race(
  month: PublishedMonth,
  {
    folder,
    rounds,
    server,
    psql,
  }: SectionOptions & { server: Awaited<ReturnType<typeof startPostgres>>; psql: string },
): Promise<ResultRow[]> {
  const csv = join(folder, 'month.csv');
  const casts = month.schema.map(({ name, type }) => `"${name}"::${toDuckdbType(type)}`).join(', ');
  await query(':memory:', `COPY (SELECT ${casts} FROM '${month.path}') TO '${csv}' (FORMAT csv, HEADER false)`);

  const database = await server.createDatabase();
  let publication = 0;
  const load = async (table: string) => {
    const target = resolveTarget({ url: server.url(database), dataset: table });
    const warehouse = createPostgresWarehouse({ target, clock: nodeClock, log: QUIET_LOG });
    const { outcome } = await warehouse.load(loadRequest(month, ++publication));
    await warehouse.close();
    if (outcome !== 'loaded') throw new Error(`the load was ${outcome}`);
  };
  const run = (...commands: string[]) => runPsql(psql, { server, database }, commands);
  const copy = (table: string) => `\\copy ${table} from '${csv}' with (format csv)`;
  const erase = (table: string) => `DELETE FROM ${table} WHERE partition_date = '${PARTITION_DATE}'`;

  // One load each, so that all tables have the same definition and hold the month.
  for (const table of Object.keys(NAMES)) await load(table);
  const samples = await takeTurns(
    [
      { key: 'ours', work: () => timed(() => load('ours')) },
      { key: 'copied', work: () => timed(() => run(copy('copied'))) },
      { key: 'replaced', work: () => timed(() => run('BEGIN', erase('replaced'), copy('replaced'), 'COMMIT')) },
    ],
    { rounds, before: () => run(erase('copied'), 'VACUUM ours', 'VACUUM copied', 'VACUUM replaced', 'CHECKPOINT') },
  );
  for (const table of ['copied', 'replaced']) {
    const [row] = await server.query(
      database,
      `SELECT count(*) AS rows, (SELECT count(*) FROM (TABLE ours EXCEPT TABLE ${table}) d) AS other FROM ${table}`,
    );
    if (Number(row?.['rows']) !== month.rows || Number(row?.['other']) !== 0)
      throw new Error(`${table} differs from ours`);
  }
  return Object.entries(NAMES).map(([key, name]) => ({ key, name, samples: samples.get(key) ?? [] }));
}
