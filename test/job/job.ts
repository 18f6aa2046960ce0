import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { TestContext } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Entry } from '../../src/ledger/entry.ts';
import { type Publisher, startPublisher } from '../servers/publisher.ts';

/** A small job in a folder of its own: a publisher with months, a pipeline file, a lake and a table. */
export interface Job {
  folder: string;
  publisher: Publisher;
  /** Writes pipeline.yml; a line takes the place of the file's own line of the same key, a bare `lake:` removes it. */
  write(...lines: string[]): Promise<void>;
  /** Rows of texts from the DuckDB table. */
  ask(sql: string): Promise<string[][]>;
  /** Changes the DuckDB file by hand. */
  meddle(sql: string): Promise<void>;
  /** Every file of the lake with its size, times and content's sha256, by name. */
  lake(): Promise<Map<string, string>>;
  /** A partition's log. */
  log(partition: string): Promise<Entry[]>;
  object(month: string): string;
}

/** Three rows of a month; `more` tells one version of it from another. */
export function monthText(month: string, more = ''): string {
  return `id,note\n1,first of ${month}\n2,second${more}\n3,\n`;
}

/** The line that gives a job its table; without it the lake is the end. */
export const WAREHOUSE = 'warehouse: "duckdb:trips.duckdb"';

export const MONTHS = ['2021-01', '2021-02', '2021-03'];

export async function createJob(context: TestContext, months: readonly string[] = MONTHS): Promise<Job> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-job-'));
  const publisher = await startPublisher(
    Object.fromEntries(months.map((month) => [`/${month}.csv`, monthText(month)])),
  );
  context.after(async () => {
    await publisher.close();
    await rm(folder, { recursive: true, force: true });
  });
  const connect = async <T>(
    sql: string,
    mode: 'READ_ONLY' | 'READ_WRITE',
    read: (rows: unknown[][]) => T,
  ): Promise<T> => {
    const instance = await DuckDBInstance.create(join(folder, 'trips.duckdb'), { access_mode: mode });
    try {
      const connection = await instance.connect();
      const rows = (await connection.runAndReadAll(sql)).getRows();
      connection.closeSync();
      return read(rows as unknown[][]);
    } finally {
      instance.closeSync();
    }
  };
  const job: Job = {
    folder,
    publisher,
    write: (...lines) => writeFile(join(folder, 'pipeline.yml'), pipelineText(publisher.origin, lines)),
    ask: (sql) => connect(sql, 'READ_ONLY', (rows) => rows.map((row) => row.map((value) => String(value)))),
    meddle: (sql) => connect(sql, 'READ_WRITE', () => {}),
    lake: () => filesWithFacts(join(folder, 'lake')),
    async log(partition) {
      const path = join(folder, 'lake/_lakeferry/trips/log', partition);
      const names = (await readdir(path).catch(() => [])).sort();
      return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(path, name), 'utf8')) as Entry));
    },
    object: (month) => join(folder, `lake/trips/year=${month.slice(0, 4)}/month=${month.slice(5)}/part-0.parquet`),
  };
  await job.write();
  return job;
}

function pipelineText(origin: string, lines: readonly string[]): string {
  const keyOf = (line: string) => /^\s*(\w+):/.exec(line)?.[1] ?? line;
  const base = [
    'name: trips',
    'description: Trips of a test',
    'owner: data@example.org',
    `source: { url: "${origin}/{YYYY}-{MM}.csv", not_ready: [404] }`,
    'partitions: { by: month, start: 2021-01, end: 2021-03 }',
    'columns: { id: { type: int64, required: true }, note: { type: string } }',
    'tasks: { fetch: { retries: 0 } }',
    'lake: ./lake',
  ];
  const keys = lines.map(keyOf);
  const given = lines.filter((line) => !/^\w+:$/.test(line));
  return [...base.filter((line) => !keys.includes(keyOf(line))), ...given, ''].join('\n');
}

async function filesWithFacts(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const facts = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, string]> => {
        const path = join(entry.parentPath, entry.name);
        const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
        const sha256 = createHash('sha256')
          .update(await readFile(path))
          .digest('hex');
        return [relative(folder, path), `${size} ${mtimeNs} ${ctimeNs} ${ino} ${sha256}`];
      }),
  );
  return new Map(facts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
