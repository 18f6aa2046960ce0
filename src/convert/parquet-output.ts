import { freeBuffer } from '../base/memory.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';
import { createParquetFile, type WrittenFile } from '../parquet/file.ts';
import type { EncodedRowGroup } from '../parquet/format.ts';
import { encodeRowGroup } from '../parquet/row-group.ts';
import { createVerifier } from '../parquet/verify.ts';
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
  const sink = await createParquetSink(options);
  try {
    for await (const batch of options.batches) {
      signal.throwIfAborted();
      if (batch.rows > 0) await sink.append(batch);
    }
    return await sink.close();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
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

/**
 * A new Parquet file that takes row groups; one of that name is replaced. Each group is read back from the disk as soon as it is
 * there, and the rest when the file is whole: see `createVerifier`. Errors: its own and those of `createParquetFile`; whoever
 * meets one abandons the file.
 */
export async function createParquetSink(options: {
  files: Files;
  path: string;
  schema: Schema;
  codec: Pipeline['codec'];
  partition: string;
  log: Log;
  signal: AbortSignal;
}): Promise<BatchSink<WrittenFile>> {
  const { files, path, codec, log, partition } = options;
  await files.remove(path);
  const file = await createParquetFile(options);
  const verifier = createVerifier(options);

  async function appendEncoded(group: EncodedRowGroup): Promise<void> {
    const written = await file.append(group);
    if (written !== undefined) await verifier.check(written);
    freeBuffer(group.bytes);
  }

  return {
    append: (batch) => appendEncoded(encodeRowGroup(batch, { codec })),
    appendEncoded,
    async close() {
      const written = await file.close();
      const progress = { subject: partition, phase: 'verify', total: written.rows, unit: 'rows' } as const;
      log.progress({ ...progress, done: 0 });
      await verifier.finish(written);
      verifier.close();
      log.progress({ ...progress, done: written.rows });
      return written;
    },
    async abandon() {
      verifier.close();
      await file.abandon();
    },
  };
}
