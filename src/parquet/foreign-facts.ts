import { asyncBufferFromFile, type FileMetaData, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Files } from '../base/ports/files.ts';
import type { Limits } from '../pipeline/pipeline.ts';
import { foreignColumns } from './foreign-columns.ts';
import { decoding, openForeign } from './foreign-file.ts';
import type { ForeignType } from './foreign-type.ts';

/** A column of the file, in its order. */
export interface FactColumn {
  name: string;
  /** Absent where `other` has a word. */
  type?: ForeignType;
  /** List, map and struct; and what holds the values of a type of ours in another form, which whoever loads the file sees. */
  other?: string;
}

/** What somebody's Parquet file has, as far as it has to be known to take it for one of ours. */
export interface ForeignFacts {
  rows: number;
  columns: readonly FactColumn[];
  /** Nulls of a column of `columns`: by its statistics, or by reading it where there are none. */
  nulls(column: string): Promise<number>;
  /** The days of a date column, at most two different ones: `2021-01-01`. */
  days(column: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Throws what `openForeign` and `foreignColumns` throw. Whoever opens it closes it. */
export async function openFacts(options: {
  files: Files;
  path: string;
  name: string;
  limits: Limits;
}): Promise<ForeignFacts> {
  const { path, name, files, limits } = options;
  const opened = await openForeign({ files, path, name, memory: limits.memory });
  const { metadata } = opened;
  /** Values of one column, a row group at a time. */
  async function* values(column: string): AsyncGenerator<unknown[]> {
    const file = await asyncBufferFromFile(path);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      let found: unknown[] = [];
      const onComplete = (rows: unknown[][]) => {
        found = rows.map(([value]) => value);
      };
      const part = { file, metadata, compressors, columns: [column], rowStart, rowEnd, onComplete };
      await decoding(name, () => parquetRead(part));
      yield found;
      rowStart = rowEnd;
    }
  }
  return {
    rows: Number(metadata.num_rows),
    columns: foreignColumns(opened, limits.columns).map(({ path: column, type, nested }) => {
      const other = nested ?? otherForm(metadata, column);
      return {
        name: column,
        ...(type === undefined || other !== undefined ? {} : { type }),
        ...(other ? { other } : {}),
      };
    }),
    async nulls(column) {
      const counted = countedNulls(metadata, column);
      if (counted !== undefined) return counted;
      let nulls = 0;
      for await (const group of values(column))
        nulls += group.filter((value) => value === null || value === undefined).length;
      return nulls;
    },
    async days(column) {
      const days = new Set<string>();
      for await (const group of values(column)) {
        for (const value of group) days.add(value instanceof Date ? value.toISOString().slice(0, 10) : String(value));
        if (days.size > 1) break;
      }
      return [...days].slice(0, 2);
    },
    close: opened.close,
  };
}

function countedNulls(metadata: FileMetaData, column: string): number | undefined {
  let nulls = 0;
  for (const group of metadata.row_groups) {
    const chunk = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === column);
    const counted = chunk?.meta_data?.statistics?.null_count;
    if (counted === undefined) return undefined;
    nulls += Number(counted);
  }
  return nulls;
}

/** A narrower number, or bytes that do not say that they are text. */
function otherForm(metadata: FileMetaData, column: string): string | undefined {
  const element = metadata.schema.find(({ name, type }) => name === column && type !== undefined);
  const { type, logical_type: logical, converted_type: converted } = element ?? {};
  const isPlain = logical === undefined || logical.type === 'INTEGER';
  if (type === 'FLOAT') return 'float32';
  if (type === 'INT32' && isPlain && (converted === undefined || /INT_/.test(converted))) return 'int32';
  if (type === 'BYTE_ARRAY' && logical === undefined && converted === undefined) return 'bytes';
  return undefined;
}
