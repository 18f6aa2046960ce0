import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Field, ServedTable } from './state.ts';

/** DuckDB does the work of the engine: one database, a schema for each dataset. */
export async function openDatabase(): Promise<{ connection: DuckDBConnection; close(): void }> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    threads: '2',
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function nameOf({ dataset, table }: Pick<ServedTable, 'dataset' | 'table'>): string {
  return `${quote(dataset)}.${quote(table)}`;
}

const TYPES: Record<string, string> = {
  INTEGER: 'BIGINT',
  FLOAT: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
  STRING: 'VARCHAR',
  DATE: 'DATE',
  DATETIME: 'TIMESTAMP',
  TIMESTAMP: 'TIMESTAMP WITH TIME ZONE',
};

export function duckdbType({ type, precision, scale }: Field): string {
  if (type === 'NUMERIC' || type === 'BIGNUMERIC') {
    return precision === undefined ? 'DECIMAL(38,9)' : `DECIMAL(${precision},${scale ?? 0})`;
  }
  const found = TYPES[type];
  if (found === undefined) throw new TypeError(`no such type here: ${type}`);
  return found;
}

/** Rows as texts, the way DuckDB writes them. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<(string | null)[][]> {
  const rows = (await (await connection.run(sql)).getRowsJson()) as unknown[][];
  return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
}

export async function countOf(connection: DuckDBConnection, from: string): Promise<number> {
  return Number((await rowsOf(connection, `SELECT count(*) FROM ${from}`))[0]?.[0] ?? 0);
}
