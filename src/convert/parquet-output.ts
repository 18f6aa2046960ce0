import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';
import { createParquetFile, type ParquetFile, type WrittenFile } from '../parquet/file.ts';
import { encodeRowGroup } from '../parquet/row-group.ts';
import { verifyParquet } from '../parquet/verify.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Batch } from '../table/batch.ts';
import type { Schema } from '../table/schema.ts';
import type { BatchSink } from './clean-file.ts';
import type { Cleaning, Conversion } from './conversion.ts';

/** Row groups, from wherever, → a verified Parquet file. Nothing in this file reads CSV, so that nobody who only writes loads it. */
export async function writeParquet(options: {
  batches: AsyncIterable<Batch>;
  schema: Schema;
  codec: Pipeline['codec'];
  path: string;
  partition: string;
  files: Files;
  log: Log;
  signal: AbortSignal;
}): Promise<WrittenFile> {
  const { signal } = options;
  const sink = await openParquet(options);
  let written: WrittenFile;
  try {
    for await (const batch of options.batches) {
      signal.throwIfAborted();
      if (batch.rows > 0) await sink.append(batch);
    }
    written = await sink.close();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  await verifyWritten({ ...options, written });
  return written;
}

/** What is known of a cleaned file once its Parquet file is there: least and greatest values come from the encoder. */
export function withParquet(cleaning: Cleaning, written: WrittenFile): Conversion {
  const limits = new Map(written.columns.map((column) => [column.name, column]));
  return {
    parquet: { path: written.path, bytes: written.bytes, sha256: written.sha256 },
    ...cleaning,
    report: cleaning.report.map((column) => {
      const range = limits.get(column.name);
      return {
        ...column,
        ...(range?.minimum === undefined ? {} : { minimum: range.minimum }),
        ...(range?.maximum === undefined ? {} : { maximum: range.maximum }),
      };
    }),
  };
}

/** A new Parquet file that takes row groups; one of that name is replaced. Errors: see `createParquetFile`. */
export async function openParquet(options: {
  files: Files;
  path: string;
  schema: Schema;
  codec: Pipeline['codec'];
}): Promise<BatchSink<WrittenFile>> {
  const { files, path, schema, codec } = options;
  await files.remove(path);
  const file: ParquetFile = await createParquetFile({ files, path, schema, codec });
  return { ...file, append: (batch) => file.append(encodeRowGroup(batch, { codec })), appendEncoded: file.append };
}

/**
 * Reads the file back. One that is not as it was written is removed, so that nobody takes it for whole. Errors: see
 * `verifyParquet`.
 */
export async function verifyWritten(options: {
  written: WrittenFile;
  schema: Schema;
  partition: string;
  files: Files;
  log: Log;
  signal: AbortSignal;
}): Promise<void> {
  const { files, log, partition, schema, signal, written } = options;
  const progress = { subject: partition, phase: 'verify', total: written.rows, unit: 'rows' } as const;
  log.progress({ ...progress, done: 0 });
  try {
    await verifyParquet({ files, path: written.path, schema, expected: written, signal });
  } catch (error) {
    await files.remove(written.path);
    throw error;
  }
  log.progress({ ...progress, done: written.rows });
}
