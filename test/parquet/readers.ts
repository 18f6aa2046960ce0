import { createRequire } from 'node:module';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { valueText } from '../../src/parquet/value-text.ts';
import type { Field } from '../../src/table/schema.ts';

/** Reads one column of a file as text in this project's form, by code that shares nothing with ours. */
export type Reader = (path: string, field: Field) => Promise<(string | null)[]>;

const duckdb: Reader = async (path, field) => {
  const instance = await DuckDBInstance.create();
  try {
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(
      `select "${field.name}"::varchar from read_parquet('${path.replaceAll("'", "''")}')`,
    );
    connection.closeSync();
    return found.getRows().map(([value]) => (value === null ? null : fromDuckdb(field, String(value))));
  } finally {
    instance.closeSync();
  }
};

/** DuckDB's `::varchar` in this project's form. */
export function fromDuckdb(field: Field, text: string): string {
  switch (field.type.kind) {
    case 'float64':
      return valueText(field.type, Number(text.replace('inf', 'Infinity')));
    case 'datetime':
      return text.replace(' ', 'T');
    case 'timestamp':
      return text.replace(' ', 'T').replace(/\+00$/, 'Z');
    default:
      return text;
  }
}

/** Its own dates are JavaScript's and lose microseconds, its decimals are doubles: the parsers hand over what is stored. */
const hyparquet: Reader = async (path, field) => {
  const rows = await parquetReadObjects({
    file: await asyncBufferFromFile(path),
    columns: [field.name],
    compressors,
    parsers: {
      timestampFromMilliseconds: (value) => value,
      timestampFromMicroseconds: (value) => value,
      dateFromDays: (value) => value,
    },
  });
  return rows.map((row) => {
    const value: unknown = row[field.name];
    if (value === null || value === undefined) return null;
    if (field.type.kind === 'string') return String(value);
    if (field.type.kind === 'numeric') return Number(value).toFixed(field.type.scale);
    return valueText(field.type, typeof value === 'bigint' ? value : Number(value));
  });
};

interface OldCursor {
  next(): Promise<Record<string, unknown> | null>;
}
interface OldReader {
  getCursor(): OldCursor;
  close(): Promise<void>;
}
const old = createRequire(import.meta.url)('parquetjs-lite') as {
  ParquetReader: { openFile(path: string): Promise<OldReader> };
};

const parquetjs: Reader = async (path, field) => {
  const reader = await old.ParquetReader.openFile(path);
  try {
    const cursor = reader.getCursor();
    const texts: (string | null)[] = [];
    for (let row = await cursor.next(); row !== null; row = await cursor.next()) {
      texts.push(fromParquetjs(field, row[field.name]));
    }
    return texts;
  } finally {
    await reader.close();
  }
};

function fromParquetjs(field: Field, value: unknown): string | null {
  const { type } = field;
  if (value === null || value === undefined) return null;
  if (value instanceof Date) {
    if (type.kind === 'date') return valueText(type, value.getTime() / 86_400_000);
    const scale = 'unit' in type && type.unit === 'us' ? 1000 : 1;
    return valueText(type, BigInt(Math.round(value.getTime() * scale)));
  }
  if (type.kind === 'numeric' || type.kind === 'string') return String(value);
  return valueText(type, typeof value === 'bigint' ? value : Number(value));
}

export const READERS: Readonly<Record<string, Reader>> = { duckdb, hyparquet, 'parquetjs-lite': parquetjs };
