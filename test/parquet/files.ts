import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createParquetFile, type WrittenFile } from '../../src/parquet/file.ts';
import type { Codec } from '../../src/parquet/format.ts';
import { encodeRowGroup } from '../../src/parquet/row-group.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';

export const files = nodeFiles;

/** A folder that is gone after the test. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'parquet-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function write(
  path: string,
  schema: Schema,
  batches: readonly Batch[],
  codec: Codec,
): Promise<WrittenFile> {
  const file = await createParquetFile({ files, path, schema, codec });
  for (const batch of batches) await file.append(encodeRowGroup(batch, { codec }));
  return file.close();
}
