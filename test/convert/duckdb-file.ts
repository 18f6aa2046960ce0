import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** A Parquet file as DuckDB writes it: the rows of a query, and how to write them. */
export async function duckdbParquet(select: string, how = ''): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-duckdb-'));
  const duckdb = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await duckdb.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`COPY (${select}) TO '${folder}/a.parquet' (FORMAT parquet${how === '' ? '' : `, ${how}`})`);
    return await readFile(join(folder, 'a.parquet'));
  } finally {
    connection.closeSync();
    duckdb.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}
