import { OutageError, reasonOf } from '../base/errors.ts';
import { sha256OfFile } from '../base/hash.ts';
import { releaseBuffers } from '../base/memory.ts';
import type { Files } from '../base/ports/files.ts';
import type { Column } from '../table/column.ts';
import type { Field, Schema } from '../table/schema.ts';
import { formatColumnType } from '../table/type.ts';
import { type ColumnFacts, createLimits } from './file.ts';
import type { RowGroup } from './footer.ts';
import { limitBytes, rangeOf } from './range.ts';
import { openFooter, readColumns } from './read.ts';

export interface VerifyOptions {
  files: Files;
  path: string;
  schema: Schema;
  /** What the writer says about the file; `createParquetFile` returns it. */
  expected: { rows: number; sha256: string; columns: readonly ColumnFacts[] };
  signal?: AbortSignal;
}

/**
 * Reads the file back: its hash, its schema, each page's checksum and values; counts rows and nulls and finds minimum and
 * maximum anew. Resolves when all is as expected, else OutageError PARQUET_VERIFY says what differs: writing it again
 * may help. Memory: one row group as it lies in the file, one column of it decoded.
 */
export async function verifyParquet(options: VerifyOptions): Promise<void> {
  const { files, path, schema, expected, signal } = options;
  signal?.throwIfAborted();
  try {
    const { sha256 } = await sha256OfFile(files, path);
    same(path, 'its sha256', sha256, expected.sha256);
    const footer = await openFooter(files, path);
    same(path, 'the number of columns in its schema', footer.schema.length, schema.length);
    for (const [at, field] of footer.schema.entries())
      same(path, `column ${at + 1}`, shapeOf(field), shapeOf(schema[at] as Field));
    const found = schema.map((field) => createLimits(field.type));
    let rows = 0;
    for (const group of footer.groups) {
      rows += group.rows;
      for await (const { column, at } of readColumns(files, path, footer, group)) {
        signal?.throwIfAborted();
        found[at]?.add(examine(path, schema[at] as Field, column, group.columns[at] as RowGroup['columns'][number]));
      }
      releaseBuffers();
    }
    same(path, 'the number of rows', rows, expected.rows);
    same(path, 'the number of columns', schema.length, expected.columns.length);
    for (const [at, column] of expected.columns.entries()) {
      const facts = found[at]?.facts();
      same(path, `the name of column ${at + 1}`, schema[at]?.name, column.name);
      same(path, `the number of nulls in ${column.name}`, facts?.nulls, column.nulls);
      same(path, `the minimum of ${column.name}`, facts?.minimum, column.minimum);
      same(path, `the maximum of ${column.name}`, facts?.maximum, column.maximum);
    }
  } catch (error) {
    if (signal?.aborted || (error instanceof OutageError && error.code === 'PARQUET_VERIFY')) throw error;
    throw differs(path, reasonOf(error), error);
  }
}

/** What the values of a chunk really are; differs from its statistics in the footer → error. */
function examine(path: string, field: Field, column: Column, chunk: RowGroup['columns'][number]) {
  const range = rangeOf(column);
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const limits = typeof range === 'string' ? undefined : range;
  const minimum = limits && limitBytes(values, limits.least, 'minimum');
  const maximum = limits && limitBytes(values, limits.greatest, 'maximum');
  same(path, `the minimum of ${field.name} in a row group`, hex(minimum), hex(chunk.minimum));
  same(path, `the maximum of ${field.name} in a row group`, hex(maximum), hex(chunk.maximum));
  return {
    nulls: column.nulls,
    unordered: range === 'unordered',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function shapeOf(field: Field): string {
  const unit = 'unit' in field.type ? ` ${field.type.unit}` : '';
  return `${field.name} ${formatColumnType(field.type)}${unit}${field.required ? ' required' : ''}`;
}

function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('hex');
}

function same<T>(path: string, what: string, found: T, expected: T): void {
  if (found !== expected) throw differs(path, `${what} is ${found ?? 'absent'}, expected ${expected ?? 'none'}`);
}

function differs(path: string, what: string, cause?: unknown): OutageError {
  return new OutageError('PARQUET_VERIFY', `${path} was read back and differs: ${what}`, {
    data: { path, what },
    ...(cause === undefined ? {} : { cause }),
  });
}
