import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArrowFile, openArrow } from '../../src/arrow/arrow.ts';
import type { WrittenArrow } from '../../src/arrow/arrow-file.ts';
import type { ReadArrow } from '../../src/arrow/opened-arrow.ts';
import { columnOfValues } from '../../src/kernel/canonical.ts';
import { encodeRowGroup } from '../../src/parquet/row-group.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Column } from '../../src/table/column.ts';
import type { Field, Schema } from '../../src/table/schema.ts';
import type { ColumnType } from '../../src/table/type.ts';
import { type Stored, textsOf, valuesOf } from '../parquet/columns.ts';

export const files = nodeFiles;

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'arrow-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function write(path: string, schema: Schema, batches: readonly Batch[]): Promise<WrittenArrow> {
  const file = await createArrowFile({ files, path, schema });
  for (const batch of batches) await file.append(batch);
  return file.close();
}

export interface Read {
  schema: Schema;
  batches: Batch[];
  counts: ReadArrow;
}

export async function read(path: string, schema?: Schema): Promise<Read> {
  const { signal } = new AbortController();
  const opened = await openArrow({ files, path, signal, ...(schema === undefined ? {} : { schema }) });
  const batches: Batch[] = [];
  for await (const batch of opened.batches()) batches.push(batch);
  return { schema: opened.schema, batches, counts: opened.counts() };
}

/** Bytes that somebody else wrote, read as if they were a file of ours. */
export async function readBytes(bytes: Uint8Array, schema?: Schema): Promise<Read> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'in.arrows'), bytes);
    return read(join(folder, 'in.arrows'), schema);
  });
}

/** The same columns, kinds and order of dictionaries included, and the same bytes of Parquet. */
export function assertSame(found: Batch, expected: Batch): void {
  assert.equal(found.rows, expected.rows);
  assert.deepEqual(shapeOf(found), shapeOf(expected));
  const bytes = (batch: Batch) => encodeRowGroup(batch, { codec: 'none' });
  assert.deepEqual(bytes(found), bytes(expected));
}

export function assertAllSame(found: readonly Batch[], expected: readonly Batch[]): void {
  assert.equal(found.length, expected.length);
  for (const [at, batch] of found.entries()) assertSame(batch, expected[at] as Batch);
}

function shapeOf({ schema, columns, rows }: Batch) {
  return schema.map(({ name, type }, at) => {
    const column = columns[at] as Column;
    const texts = textsOf(type, column, rows);
    if (column.kind === 'plain') return { name, kind: column.kind, nulls: column.nulls, texts };
    const indices = [...column.indices];
    const values = Uint16Array.from({ length: Math.max(0, ...indices) }, (_, k) => k + 1);
    const dictionary = textsOf(type, { ...column, indices: values }, values.length);
    return { name, kind: column.kind, nulls: column.nulls, texts, indices, dictionary };
  });
}

/** One column of these values in the form that `clean` gives it. */
export function canonicalOf(type: ColumnType, items: readonly (Stored | null)[]): Column {
  const validity = Uint8Array.from(items, (item) => (item === null ? 0 : 1));
  const nulls = items.filter((item) => item === null).length;
  return columnOfValues({ type, values: valuesOf(type, items), validity, nulls, rows: items.length });
}

export function batchOf(fields: readonly (Field & { items: readonly (Stored | null)[] })[]): Batch {
  return {
    schema: fields.map(({ name, type, required }) => ({ name, type, required })),
    rows: fields[0]?.items.length ?? 0,
    columns: fields.map(({ type, items }) => canonicalOf(type, items)),
  };
}
