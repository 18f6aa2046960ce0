/**
 * `npm run bench:load`: replaces a month of the reference size in PostgreSQL, from opening the published Parquet file to COMMIT, the
 * DELETE of the old rows included, against `psql \copy` of a CSV that was made beforehand into a table without the month. All
 * tables have the same definition and the same history of loads, deletes and vacuums. In one run, in turns; prints medians and
 * fails below the bound. Needs psql: on PATH, where Debian puts it, or in PSQL.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMonth } from '../demo/months.ts';
import { openParquet } from '../src/parquet/read.ts';
import { nodeClock } from '../src/runtime/node-clock.ts';
import { nodeFiles } from '../src/runtime/node-files.ts';
import { toColumnSpec } from '../src/table/schema.ts';
import { toDuckdbType } from '../src/warehouse/duckdb/names.ts';
import { resolveTarget } from '../src/warehouse/postgres/target.ts';
import { createPostgresWarehouse } from '../src/warehouse/postgres/warehouse.ts';
import { startPostgres } from '../test/servers/postgres.ts';
import { query } from '../test/warehouse/fixture.ts';

/** Rows of the official month 2021-01, rounded. */
const ROWS = Number(process.env.ROWS ?? 1_370_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
/** Of the rows per second of `\copy` alone. */
const LEAST = 1.0;

const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'lakeferry-load-'));

async function findPsql() {
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin', 'psql'));
  for (const psql of [process.env.PSQL, 'psql', ...newest]) {
    if (psql && spawnSync(psql, ['--version']).status === 0) return psql;
  }
  throw new Error('psql is not here; name it in PSQL');
}

/** The month in a lake, as a run leaves it. */
async function publish() {
  await writeMonth(join(folder, 'yellow_tripdata_2021-01.csv.gz'), { month: '2021-01', rows: ROWS, seed: 2021 });
  const text = await readFile(join(root, 'demo', 'pipeline.yml'), 'utf8');
  const edited = text
    .replace(/\$\{LAKEFERRY_DEMO_SOURCE\}\//, '')
    .replace(/^lake: .*$/m, 'lake: ./lake')
    .replace(/^warehouse: .*$/m, '');
  await writeFile(join(folder, 'pipeline.yml'), edited);
  const args = [join(root, 'dist', 'cli.mjs'), 'run', '--partitions', '2021-01', '--cache', 'false'];
  execFileSync(process.execPath, args, { cwd: folder });
  return join(folder, 'lake', 'yellow_taxi', 'year=2021', 'month=01', 'part-0.parquet');
}

const seconds = async (work) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const psql = await findPsql();
// Nothing but the two may work on the server while the clock runs.
const server = await startPostgres({ settings: ['autovacuum=off', 'max_wal_size=8GB', 'shared_buffers=2GB'] });
try {
  const parquet = await publish();
  const csv = join(folder, 'month.csv');
  const opened = await openParquet({ files: nodeFiles, path: parquet });
  const columns = opened.schema.map(toColumnSpec);
  const casts = opened.schema.map(({ name, type }) => `"${name}"::${toDuckdbType(type)}`).join(', ');
  await query(':memory:', `COPY (SELECT ${casts} FROM '${parquet}') TO '${csv}' (FORMAT csv, HEADER false)`);

  const database = await server.createDatabase();
  const load = async (table, publication) => {
    const target = resolveTarget({ url: server.url(database), dataset: table });
    const warehouse = createPostgresWarehouse({ target, clock: nodeClock, log: { info() {}, warn() {} } });
    const { outcome } = await warehouse.load({
      partition: '2021-01',
      partitionDate: '2021-01-01',
      publication,
      sha256: '0'.repeat(64),
      rows: opened.rows,
      columns,
      object: {
        uri: parquet,
        isRemote: false,
        localFile: async () => parquet,
        async read() {
          const { schema, rowGroups } = await openParquet({ files: nodeFiles, path: parquet });
          return { columns: schema.map(toColumnSpec), rowGroups };
        },
      },
      write: 'replace-partition',
      signal: new AbortController().signal,
    });
    if (outcome !== 'loaded') throw new Error(`the load was ${outcome}`);
  };
  const run = (...commands) =>
    execFileSync(psql, ['-q', '-v', 'ON_ERROR_STOP=1', ...commands.flatMap((command) => ['-c', command])], {
      env: {
        ...process.env,
        PGHOST: server.host,
        PGPORT: String(server.port),
        PGUSER: server.user,
        PGPASSWORD: server.password,
        PGDATABASE: database,
      },
    });
  const copy = (table) => `\\copy ${table} from '${csv}' with (format csv)`;
  const erase = (table) => `DELETE FROM ${table} WHERE partition_date = '2021-01-01'`;

  // One load each, so that all tables have the same definition and hold the month.
  for (const table of ['ours', 'copied', 'replaced']) await load(table, 1);
  const times = { ours: [], copied: [], replaced: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    run(erase('copied'), 'VACUUM ours', 'VACUUM copied', 'VACUUM replaced', 'CHECKPOINT');
    const ways = [
      ['ours', () => load('ours', round + 1)],
      ['copied', () => run(copy('copied'))],
      ['replaced', () => run('BEGIN', erase('replaced'), copy('replaced'), 'COMMIT')],
    ];
    // Each is the first in turn: the system still writes out what was cleared away before.
    for (let at = 0; at < ways.length; at++) {
      const [name, work] = ways[(at + round) % ways.length];
      times[name].push(await seconds(work));
    }
  }
  for (const table of ['copied', 'replaced']) {
    const [row] = await server.query(
      database,
      `SELECT count(*) AS rows, (SELECT count(*) FROM (TABLE ours EXCEPT TABLE ${table}) d) AS other FROM ${table}`,
    );
    if (Number(row.rows) !== opened.rows || Number(row.other) !== 0) throw new Error(`${table} differs from ours`);
  }
  const rate = (name) => opened.rows / median(times[name]);
  const line = (what, name) =>
    `${what.padEnd(44)} ${median(times[name]).toFixed(2)} s  ${(rate(name) / 1000).toFixed(0)} k rows/s  (${times[name].map((time) => time.toFixed(2)).join(' ')})\n`;
  process.stdout.write(`${opened.rows} rows x ${columns.length} columns, PostgreSQL ${server.version}\n`);
  process.stdout.write(line('Parquet, DELETE, COPY, count, COMMIT: ours', 'ours'));
  process.stdout.write(line('\\copy of a CSV, the month deleted before', 'copied'));
  process.stdout.write(line('DELETE and \\copy of a CSV', 'replaced'));
  const [alone, whole] = [rate('ours') / rate('copied'), rate('ours') / rate('replaced')];
  process.stdout.write(
    `ours is ${alone.toFixed(2)} x \\copy alone (at least ${LEAST}), ${whole.toFixed(2)} x DELETE and \\copy\n`,
  );
  if (alone < LEAST) process.exitCode = 1;
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}
