import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { resolveTarget } from '../../src/warehouse/duckdb/target.ts';
import { createDuckdbWarehouse } from '../../src/warehouse/duckdb/warehouse.ts';
import type { PublishedMonth } from '../published-month.ts';
import type { ResultTable } from '../result.ts';
import type { SectionOptions } from '../section.ts';
import { takeTurns, timedHere } from '../turns.ts';
import { loadRequest, PARTITION_DATE, QUIET_LOG } from './request.ts';

export const DUCKDB_VERSION = version();

/** As the warehouse opens its file: both ways get the same threads and the same memory. */
const SETTINGS = { threads: '2', memory_limit: '2GB' };

/**
 * A month is replaced in a DuckDB file that holds `months` of them: by the warehouse, and by the two statements that do the same
 * by hand, in one transaction. Both from opening the file to closing it, which writes the checkpoint.
 */
export async function loadDuckdb(
  month: PublishedMonth,
  months: number,
  { folder, rounds, say }: SectionOptions,
): Promise<ResultTable> {
  const [ours, theirs] = [join(folder, `ours-${months}.duckdb`), join(folder, `by-hand-${months}.duckdb`)];
  const target = await resolveTarget({ url: `duckdb:${ours}`, dataset: 'trips', directory: folder });
  const warehouse = createDuckdbWarehouse({ target, clock: nodeClock, log: QUIET_LOG });
  let publication = 0;
  const load = async () => {
    const { outcome } = await warehouse.load(loadRequest(month, ++publication));
    if (outcome !== 'loaded') throw new Error(`the load was ${outcome}`);
  };
  const from = `read_parquet('${month.path}', hive_partitioning = false)`;
  const byHand = () =>
    execute(theirs, [
      'BEGIN TRANSACTION',
      `DELETE FROM trips WHERE partition_date = DATE '${PARTITION_DATE}'`,
      `INSERT INTO trips SELECT * FROM ${from}`,
      'COMMIT',
    ]);

  say(`DuckDB: two files of ${months} ${months === 1 ? 'month' : 'months'}`);
  await load();
  await execute(theirs, [await definition(ours)]);
  await byHand();
  for (let earlier = 1; earlier < months; earlier++) {
    const date = `DATE '2020-${String(13 - earlier).padStart(2, '0')}-01'`;
    for (const file of [ours, theirs])
      await execute(file, [`INSERT INTO trips SELECT * REPLACE (${date} AS partition_date) FROM ${from}`]);
  }
  const samples = await takeTurns(
    [
      { key: 'ours', work: () => timedHere(load) },
      { key: 'by-hand', work: () => timedHere(byHand) },
    ],
    { rounds },
  );
  await warehouse.close();
  await compare(ours, theirs);
  return {
    key: `duckdb-${months}`,
    title: `DuckDB, a table of ${months === 1 ? 'one month' : `${months} months`}`,
    rows: [
      { key: 'ours', name: 'Lakeferry: replace, count, receipt', samples: samples.get('ours') ?? [] },
      { key: 'by-hand', name: 'by hand: DELETE, INSERT', samples: samples.get('by-hand') ?? [] },
    ],
  };
}

async function execute(file: string, statements: readonly string[]): Promise<void> {
  await withDuckdb(file, async (rows) => {
    for (const statement of statements) await rows(statement);
  });
}

async function definition(file: string): Promise<string> {
  return withDuckdb(file, async (rows) => {
    const [table] = await rows(`SELECT sql FROM duckdb_tables() WHERE table_name = 'trips'`);
    return String(table?.['sql']);
  });
}

/** Two files that do not hold the same rows would not have been the same work. */
async function compare(ours: string, theirs: string): Promise<void> {
  const [one, other] = [await fingerprint(ours), await fingerprint(theirs)];
  if (one !== other) throw new Error(`the two DuckDB files differ: ${one} and ${other}`);
}

/** Of all rows, whatever their order. */
async function fingerprint(file: string): Promise<string> {
  return withDuckdb(file, async (rows) => {
    const [row] = await rows('SELECT count(*) AS total, sum(hash(trips)) AS hashes FROM trips');
    return `${row?.['total']} rows, ${row?.['hashes']}`;
  });
}

type Rows = (sql: string) => Promise<Record<string, unknown>[]>;

async function withDuckdb<T>(file: string, work: (rows: Rows) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(file, SETTINGS);
  try {
    const connection = await instance.connect();
    try {
      return await work(async (sql) => (await connection.runAndReadAll(sql)).getRowObjects());
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
