import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { ContractError, reasonOf } from '../base/errors.ts';

/** What a person wants to see of any Parquet file, whoever wrote it. */
export interface ForeignParquet {
  /** Top-level columns; types in this project's words where there is one, else `list`, `struct`, `bytes` or Parquet's own name. */
  columns: readonly { name: string; type: string; nulls?: number }[];
  rows: number;
  /** The first rows, one text a column; null for null. */
  head: (string | null)[][];
}

type SchemaElement = FileMetaData['schema'][number];

/**
 * Reads types, counts and the first `rows` rows (default 2) of a Parquet file on this machine. Null counts come from its
 * statistics and are absent where a row group has none. A file that cannot be read is ContractError PARQUET_FOREIGN.
 */
export async function readForeign(options: { path: string; rows?: number }): Promise<ForeignParquet> {
  const { path, rows = 2 } = options;
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const total = Number(metadata.num_rows);
    const columns = parquetSchema(metadata).children;
    const read: unknown[][] = [];
    if (total > 0 && rows > 0) {
      await parquetRead({
        file,
        metadata,
        compressors,
        rowStart: 0,
        rowEnd: Math.min(rows, total),
        onComplete: (found) => read.push(...found),
      });
    }
    return {
      columns: columns.map(({ element }) => {
        const nulls = nullsOf(metadata, element.name);
        return { name: element.name, type: typeOf(element), ...(nulls === undefined ? {} : { nulls }) };
      }),
      rows: total,
      head: read.map((row) => row.map((value, at) => textOf(value, columns[at]?.element))),
    };
  } catch (error) {
    throw new ContractError(
      'PARQUET_FOREIGN',
      `${path}: this Parquet file cannot be read: ${reasonOf(error)}; is it whole and not encrypted?`,
      { path },
      error,
    );
  }
}

/** Nulls of a top-level column that is no list or struct. */
function nullsOf(metadata: FileMetaData, name: string): number | undefined {
  let nulls = 0;
  for (const group of metadata.row_groups) {
    const chunk = group.columns.find(
      ({ meta_data: meta }) => meta?.path_in_schema.length === 1 && meta.path_in_schema[0] === name,
    );
    const counted = chunk?.meta_data?.statistics?.null_count;
    if (counted === undefined) return undefined;
    nulls += Number(counted);
  }
  return nulls;
}

function typeOf(element: SchemaElement): string {
  const { logical_type: logical, converted_type: converted } = element;
  if (logical?.type === 'LIST' || converted === 'LIST' || element.repetition_type === 'REPEATED') return 'list';
  if (logical?.type === 'MAP' || converted === 'MAP' || converted === 'MAP_KEY_VALUE') return 'map';
  if (element.type === undefined) return 'struct';
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL')
    return `numeric(${element.precision ?? '?'},${element.scale ?? 0})`;
  if (logical?.type === 'TIMESTAMP') return logical.isAdjustedToUTC ? 'timestamp' : 'datetime';
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIMESTAMP_MICROS' || element.type === 'INT96')
    return 'timestamp';
  if (logical?.type === 'DATE' || converted === 'DATE') return 'date';
  if (logical?.type === 'STRING' || converted === 'UTF8' || converted === 'ENUM') return 'string';
  switch (element.type) {
    case 'BOOLEAN':
      return 'bool';
    case 'INT32':
    case 'INT64':
      return logical?.type === 'TIME' ? 'time' : 'int64';
    case 'FLOAT':
    case 'DOUBLE':
      return 'float64';
    case 'BYTE_ARRAY':
      return 'bytes';
    case 'FIXED_LEN_BYTE_ARRAY':
      return (logical?.type ?? 'bytes').toLowerCase();
  }
}

function textOf(value: unknown, element: SchemaElement | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return dateText(value, element);
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'object') return JSON.stringify(value, plain);
  return String(value);
}

function dateText(value: Date, element: SchemaElement | undefined): string {
  if (Number.isNaN(value.getTime())) return 'out of range';
  const type = element === undefined ? 'timestamp' : typeOf(element);
  const text = value.toISOString().replace(/\.000Z$/, 'Z');
  if (type === 'date') return text.slice(0, text.indexOf('T'));
  return type === 'datetime' ? text.slice(0, -1) : text;
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}` : value;
}
