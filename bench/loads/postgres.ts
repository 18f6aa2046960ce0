import { join } from 'node:path';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { toDuckdbType } from '../../src/warehouse/duckdb/names.ts';
import { resolveTarget } from '../../src/warehouse/postgres/target.ts';
import { createPostgresWarehouse } from '../../src/warehouse/postgres/warehouse.ts';
import { PostgresUnavailable, startPostgres } from '../../test/servers/postgres.ts';
import { query } from '../../test/warehouse/fixture.ts';
import type { PublishedMonth } from '../published-month.ts';
import type { Sample } from '../result.ts';
import type { SectionOptions, SectionTables } from '../section.ts';
import { takeTurns, timed } from '../turns.ts';
import { findPsql, runPsql } from './psql.ts';
import { loadRequest, PARTITION_DATE, QUIET_LOG } from './request.ts';

/** Nothing but the contestants may work on the server while the clock runs. */
const SETTINGS = ['autovacuum=off', 'max_wal_size=8GB', 'shared_buffers=2GB'];

const COPIED = '`psql \\copy` of a CSV made beforehand';

/** The tables of the page: which table of the database is behind each row, and what it is called. */
const PAGE = [
  {
    key: 'postgres-first',
    title: 'PostgreSQL, the first load of a month',
    rows: [
      { key: 'ours', table: 'first', name: 'Lakeferry: Parquet, COPY, count, receipt' },
      { key: 'copied', table: 'copied', name: COPIED },
    ],
  },
  {
    key: 'postgres',
    title: 'PostgreSQL, a table of one month',
    rows: [
      { key: 'ours', table: 'ours', name: 'Lakeferry: Parquet, DELETE, COPY, count, receipt' },
      { key: 'copied', table: 'copied', name: `${COPIED}, old rows deleted before` },
      { key: 'replaced', table: 'replaced', name: '`psql`: DELETE and `\\copy` of that CSV' },
    ],
  },
];

const TABLES = ['first', 'ours', 'copied', 'replaced'];

/** Those whose old rows are gone, vacuum included, before the clock runs. */
const EMPTIED = ['first', 'copied'];

/**
 * A month is loaded into PostgreSQL, from opening the published file to COMMIT, against `\copy` of a CSV that was made beforehand:
 * into a table without it, and in its own place, the DELETE of the old rows included. All tables have the same definition and the
 * same history of loads and vacuums.
 */
export async function loadPostgres(month: PublishedMonth, options: SectionOptions): Promise<SectionTables> {
  const psql = await findPsql();
  if (psql === undefined) return absent('psql is not here; name it in PSQL');
  options.say('PostgreSQL: four tables of one month');
  try {
    const server = await startPostgres({ settings: SETTINGS });
    try {
      const samples = await race(month, { ...options, server, psql: psql.path });
      const rowsOf = (rows: (typeof PAGE)[number]['rows']) =>
        rows.map(({ key, table, name }) => ({ key, name, samples: samples.get(table) ?? [] }));
      return {
        versions: { PostgreSQL: server.version, psql: psql.version },
        tables: PAGE.map(({ key, title, rows }) => ({ key, title, rows: rowsOf(rows) })),
      };
    } finally {
      await server.stop();
    }
  } catch (error) {
    if (error instanceof PostgresUnavailable) return absent('PostgreSQL does not run here');
    throw error;
  }
}

function absent(refused: string): SectionTables {
  const tables = PAGE.map(({ key, title, rows }) => ({
    key,
    title,
    rows: rows.map((row) => ({ key: row.key, name: row.name, samples: [], refused })),
  }));
  return { versions: {}, tables };
}

/** The samples of each table of the database. */
async function race(
  month: PublishedMonth,
  {
    folder,
    rounds,
    server,
    psql,
  }: SectionOptions & { server: Awaited<ReturnType<typeof startPostgres>>; psql: string },
): Promise<Map<string, Sample[]>> {
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
  for (const table of TABLES) await load(table);
  const samples = await takeTurns(
    [
      { key: 'first', work: () => timed(() => load('first')) },
      { key: 'ours', work: () => timed(() => load('ours')) },
      { key: 'copied', work: () => timed(() => run(copy('copied'))) },
      { key: 'replaced', work: () => timed(() => run('BEGIN', erase('replaced'), copy('replaced'), 'COMMIT')) },
    ],
    {
      rounds,
      before: () => run(...EMPTIED.map(erase), ...TABLES.map((table) => `VACUUM ${table}`), 'CHECKPOINT'),
    },
  );
  for (const table of TABLES) {
    const [row] = await server.query(
      database,
      `SELECT count(*) AS rows, (SELECT count(*) FROM (TABLE ours EXCEPT TABLE ${table}) d) AS other FROM ${table}`,
    );
    if (Number(row?.['rows']) !== month.rows || Number(row?.['other']) !== 0)
      throw new Error(`${table} differs from ours`);
  }
  return samples;
}
