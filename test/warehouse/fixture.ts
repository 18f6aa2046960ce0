import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { sha256 } from '../../src/base/hash.ts';
import type { Log } from '../../src/base/ports/log.ts';
import type { ColumnSpec, LoadObject, LoadRequest } from '../../src/base/ports/warehouse.ts';
import { openParquet } from '../../src/parquet/read.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { toColumnSpec } from '../../src/table/schema.ts';
import { parseColumnType } from '../../src/table/type.ts';
import { toDuckdbType } from '../../src/warehouse/duckdb/names.ts';

/** A folder of its own for a test, removed after it. */
export async function testFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-warehouse-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A log that keeps its lines. */
export function listLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const keep = (text: string) => void lines.push(text);
  return { lines, debug: keep, info: keep, warn: keep, error: keep, group: keep, progress: () => {} };
}

/** Rows of a DuckDB file, read by DuckDB and not by us. */
export async function query(file: string, sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: file === ':memory:' ? 'AUTOMATIC' : 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return (await (await connection.run(sql)).getRowObjectsJson()) as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Changes a DuckDB file behind the warehouse's back. */
export async function change(file: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    await connection.run(sql);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export const TRIP_COLUMNS: readonly ColumnSpec[] = [
  { name: 'vendor_id', type: 'int64', required: false, description: "who drove: it's a code" },
  { name: 'pickup_at', type: 'datetime', unit: 'ms', required: true },
  { name: 'total', type: 'numeric(10,2)', required: false },
  { name: 'partition_date', type: 'date', required: true },
];

/** Writes `rows` (SQL values of `columns`, in order) to a Parquet file, with DuckDB as the writer. */
export async function writeParquet(
  path: string,
  columns: readonly ColumnSpec[],
  rows: readonly string[],
): Promise<void> {
  const casts = columns.map((column, at) => {
    const type = toDuckdbType(parseColumnType(column.type, column.unit));
    return `CAST(c${at} AS ${type}) AS "${column.name.replaceAll('"', '""')}"`;
  });
  const names = columns.map((_, at) => `c${at}`).join(', ');
  const empty = `SELECT ${columns.map((_, at) => `NULL AS c${at}`).join(', ')} WHERE false`;
  const from = rows.length === 0 ? `(${empty})` : `(VALUES ${rows.map((row) => `(${row})`).join(', ')})`;
  await query(
    ':memory:',
    `COPY (SELECT ${casts.join(', ')} FROM ${from} AS t(${names})) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`,
  );
}

/** Rows of a month of trips; `seed` tells one version of the month from another. */
export function tripRows(month: string, count: number, seed = 1): string[] {
  return Array.from(
    { length: count },
    (_, at) => `${seed}, '${month}-01 00:00:${String(at % 60).padStart(2, '0')}.123', ${at}.25, '${month}-01'`,
  );
}

/** A Parquet file on this machine. Its rows can be read where our own writer wrote it. */
export function objectAt(path: string): LoadObject {
  return {
    uri: path,
    isRemote: false,
    localFile: async () => path,
    async read() {
      const { schema, rowGroups } = await openParquet({ files: nodeFiles, path });
      return { columns: schema.map(toColumnSpec), rowGroups };
    },
  };
}

/** A month as a request; its Parquet file is written to `folder`, by DuckDB unless `write` says otherwise. */
export async function tripRequest(
  folder: string,
  options: { month: string; count: number; seed?: number; publication?: number } & Partial<LoadRequest>,
  write = writeParquet,
): Promise<LoadRequest> {
  const { month, count, seed = 1, publication = 2, ...rest } = options;
  const path = join(folder, `${month}-${count}-${seed}.parquet`);
  await write(path, TRIP_COLUMNS, tripRows(month, count, seed));
  return {
    partition: month,
    partitionDate: `${month}-01`,
    publication,
    sha256: sha256(`${month} ${count} ${seed}`),
    rows: count,
    columns: TRIP_COLUMNS,
    object: objectAt(path),
    write: 'replace-partition',
    signal: new AbortController().signal,
    ...rest,
  };
}
