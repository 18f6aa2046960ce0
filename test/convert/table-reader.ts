import { DuckDBInstance } from '@duckdb/node-api';
import type { Field } from '../../src/table/schema.ts';
import { fromDuckdb } from '../parquet/readers.ts';

/** DuckDB as a reader of Parquet files: texts in this project's form, row by row. */
export async function openTableReader() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  // Each table is written to the same path, and files of one size within one second look alike to the cache.
  await connection.run('SET enable_external_file_cache = false');
  return {
    async read(path: string, fields: readonly Field[]): Promise<(string | null)[][]> {
      const columns = fields.map(({ name }) => `"${name}"::varchar`).join(', ');
      const found = await connection.runAndReadAll(`SELECT ${columns} FROM read_parquet('${path}')`);
      return found
        .getRows()
        .map((row) => row.map((value, at) => (value === null ? null : fromDuckdb(fields[at] as Field, String(value)))));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
