import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { sha256 } from '../../src/base/hash.ts';
import { filesOf } from '../publish/bench.ts';
import { DATASET } from './job.ts';

export const MONTHS = ['2020-12', '2021-01', '2021-02'] as const;
export type Month = (typeof MONTHS)[number];

/** What a month's log says, folded by nobody's code but this. */
export interface LogState {
  kinds: readonly string[];
  /** An intent without its `published`. */
  open: boolean;
  /** Number and sha256 of the newest publication. */
  published?: { number: number; sha256: string; quarantine: string | undefined };
}

/** Lake, ledger, table and leftovers of a job's folder, read with as little of our own code as can be. */
export interface JobState {
  /** Every object of the lake that a reader may look at: name → sha256. Logs and `heads.json` are not among them. */
  objects: ReadonlyMap<string, string>;
  logs: ReadonlyMap<Month, LogState>;
  /** Month → number and hash of its rows, whatever their order. */
  table: ReadonlyMap<string, string>;
  /** `month publication sha256 rows`, by month. */
  receipts: readonly string[];
  /** What `after_load` left: how often it ran, and the largest totals that it saw. */
  totals: readonly string[];
  /** Files that somebody began and did not finish. */
  unfinished: readonly string[];
}

export function objectOf(month: Month): string {
  return `${DATASET}/year=${month.slice(0, 4)}/month=${month.slice(5)}/part-0.parquet`;
}

export async function readState(folder: string): Promise<JobState> {
  const lake = join(folder, 'lake');
  const objects = new Map<string, string>();
  const logs = new Map<Month, LogState>(MONTHS.map((month) => [month, { kinds: [], open: false }]));
  const entries = new Map<string, unknown[]>();
  const unfinished = await leftovers(folder);
  for (const name of await filesOf(lake)) {
    if (name.includes('.lakeferry-')) continue;
    const bytes = await readFile(join(lake, name));
    const month = /\/log\/([^/]+)\/\d{6}\.json$/.exec(name)?.[1];
    // Each one parses: an entry is there whole or not at all.
    if (month !== undefined) entries.set(month, [...(entries.get(month) ?? []), JSON.parse(bytes.toString())]);
    else if (!name.endsWith('/heads.json')) objects.set(name, sha256(bytes));
  }
  for (const [month, log] of entries) logs.set(month as Month, foldLog(log as LogLine[]));
  return { objects, logs, unfinished, ...(await readTables(join(folder, `${DATASET}.duckdb`))) };
}

interface LogLine {
  number: number;
  kind: string;
  publication?: { object: { sha256: string }; quarantine?: { name: string } };
}

function foldLog(log: readonly LogLine[]): LogState {
  assert.deepEqual(
    log.map(({ number }) => number),
    log.map((_, at) => at + 1),
  );
  const kinds = log.map(({ kind }) => kind);
  const last = log.findLast(({ kind }) => kind === 'published');
  return {
    kinds,
    open: kinds.lastIndexOf('publishing') > kinds.lastIndexOf('published'),
    ...(last?.publication === undefined
      ? {}
      : {
          published: {
            number: last.number,
            sha256: last.publication.object.sha256,
            quarantine: last.publication.quarantine?.name,
          },
        }),
  };
}

/** By DuckDB itself, in one opening of the file. A column that a later month added says nothing about earlier rows. */
async function readTables(file: string): Promise<Pick<JobState, 'table' | 'receipts' | 'totals'>> {
  if (!existsSync(file)) return { table: new Map(), receipts: [], totals: [] };
  // DuckDB looks for its log beside the name that it is given.
  const instance = await DuckDBInstance.create(await realpath(file), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const read = async (sql: string) => (await (await connection.run(sql)).getRowsJson()).map((row) => row.map(String));
  try {
    const rows = await read(
      `WITH texts AS (SELECT partition_date AS day, replace(t::VARCHAR, ', ''tip'': NULL', '') AS text FROM ${DATASET} t)
       SELECT strftime(day, '%Y-%m'), count(*) || ' rows ' || md5(string_agg(text, chr(10) ORDER BY text))
       FROM texts GROUP BY 1`,
    );
    const receipts = await read(
      'SELECT "partition", publication, sha256, "rows" FROM _lakeferry_receipts ORDER BY "partition"',
    );
    const totals = await read('SELECT count(*), max(trips), max(earned) FROM totals');
    const lines = (table: string[][]) => table.map((row) => row.join(' '));
    return {
      table: new Map(rows as [string, string][]),
      receipts: lines(receipts),
      totals: lines(totals),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Unfinished files of the lake, of the database and of the runs themselves. The cache sweeps its own after an hour. */
async function leftovers(folder: string): Promise<string[]> {
  const own = (await filesOf(join(folder, 'lake'))).filter((name) => name.includes('.lakeferry-'));
  const work = join(folder, 'cache', 'work');
  const runs = existsSync(work) ? await readdir(work) : [];
  const drafts = (await readdir(folder)).filter((name) => /^trips\.duckdb\..+/.test(name) && !name.endsWith('.wal'));
  return [...own, ...runs, ...drafts];
}
