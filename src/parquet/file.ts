import { createOutputFile } from '../base/output-file.ts';
import type { Files } from '../base/ports/files.ts';
import type { Schema } from '../table/schema.ts';
import { physicalOf } from '../table/type.ts';
import type { RowGroup } from './footer.ts';
import { createFooterWriter } from './footer-writer.ts';
import { type Codec, type EncodedRowGroup, MAGIC } from './format.ts';
import { limitValue } from './range.ts';
import { valueText } from './value-text.ts';

/** What is true of one column in the whole file. */
export interface ColumnFacts {
  name: string;
  nulls: number;
  /** As text in the column's own form; absent without values, for strings, and for a float64 that holds NaN. */
  minimum?: string;
  maximum?: string;
}

export interface WrittenFile {
  path: string;
  bytes: number;
  rows: number;
  /** Of the file's bytes, lower-case hex. */
  sha256: string;
  rowGroups: number;
  columns: readonly ColumnFacts[];
}

/** A Parquet file that is being written, one row group after the other. */
export interface ParquetFile {
  /**
   * Groups are appended in the order of the calls; one call at a time. Returns what the footer will say of it; a group
   * without rows leaves no trace.
   */
  append(group: EncodedRowGroup): Promise<RowGroup | undefined>;
  /** Writes the footer and syncs the file to disk. */
  close(): Promise<WrittenFile>;
  /** Removes the file, finished or not. */
  abandon(): Promise<void>;
}

/** Creates the file, which must not exist yet. Throws OutageError PARQUET_WRITE where the disk refuses. */
export async function createParquetFile(options: {
  files: Files;
  path: string;
  schema: Schema;
  codec: Codec;
}): Promise<ParquetFile> {
  const { files, path, schema, codec } = options;
  const file = await createOutputFile({ files, path, code: 'PARQUET_WRITE' });
  const footer = createFooterWriter({ schema, codec });
  let rowGroups = 0;
  let written = 0;
  const limits = schema.map((field) => createLimits(field.type));
  try {
    await file.write(MAGIC);
  } catch (error) {
    await file.abandon();
    throw error;
  }

  return {
    abandon: file.abandon,
    async append(group) {
      if (group.rows === 0) return undefined;
      const names = group.columns.map((column) => column.name).join('\n');
      if (group.codec !== codec || names !== schema.map((field) => field.name).join('\n'))
        throw new TypeError(`${path}: a row group with other columns or another codec than the file`);
      const start = file.position();
      await file.write(group.bytes);
      const { rows, uncompressedBytes, columns } = group;
      const placed = { start, bytes: group.bytes.length, uncompressedBytes, rows, columns };
      footer.add(placed);
      rowGroups++;
      written += rows;
      for (const [at, column] of columns.entries()) limits[at]?.add(column);
      return placed;
    },
    async close() {
      const meta = footer.finish();
      const tail = new Uint8Array(meta.length + 8);
      tail.set(meta);
      new DataView(tail.buffer).setUint32(meta.length, meta.length, true);
      tail.set(MAGIC, meta.length + 4);
      await file.write(tail);
      const { bytes, sha256 } = await file.close();
      return {
        path,
        bytes,
        rows: written,
        sha256,
        rowGroups,
        columns: schema.map((field, at) => ({ name: field.name, nulls: 0, ...limits[at]?.facts() })),
      };
    },
  };
}

/** Gathers one column's facts over row groups; also what the verifier gathers from the values it reads back. */
export function createLimits(type: Schema[number]['type']): {
  add(chunk: { nulls: number; minimum?: Uint8Array; maximum?: Uint8Array; unordered: boolean }): void;
  facts(): Omit<ColumnFacts, 'name'>;
} {
  const physical = physicalOf(type);
  let nulls = 0;
  let unordered = false;
  let minimum: bigint | number | undefined;
  let maximum: bigint | number | undefined;
  return {
    add(chunk) {
      nulls += chunk.nulls;
      unordered ||= chunk.unordered;
      if (physical === 'bytes' || chunk.minimum === undefined || chunk.maximum === undefined) return;
      const [low, high] = [limitValue(physical, chunk.minimum), limitValue(physical, chunk.maximum)];
      if (minimum === undefined || low < minimum) minimum = low;
      if (maximum === undefined || high > maximum) maximum = high;
    },
    facts() {
      if (unordered || minimum === undefined || maximum === undefined) return { nulls };
      return { nulls, minimum: valueText(type, minimum), maximum: valueText(type, maximum) };
    },
  };
}
