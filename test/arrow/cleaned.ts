import assert from 'node:assert/strict';
import { type Binding, bindColumns } from '../../src/clean/binding.ts';
import { createCleaner } from '../../src/clean/clean.ts';
import { readCsv } from '../../src/csv/read.ts';
import { wasmKernel } from '../../src/kernel/wasm-kernel.ts';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { decompress } from '../../src/source/decompress.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';
import { files } from './streams.ts';

/** The cleaned row groups of a CSV file, as `clean` hands them over. */
export async function cleaned(options: {
  raw: string;
  pipeline: Pipeline;
  partitionDate: string;
}): Promise<{ schema: Schema; batches: AsyncIterable<Batch> }> {
  const { raw, pipeline, partitionDate } = options;
  const { csv, limits } = pipeline;
  let binding: Binding | undefined;
  const reader = readCsv(decompress(files.stream(raw), { name: raw, limits }), {
    csv,
    limits,
    file: raw,
    kernel: wasmKernel,
    direct: (header) => {
      binding = bindColumns({ header, pipeline, evolved: [], partition: partitionDate, file: raw, partitionDate });
      return binding.direct;
    },
  });
  await reader.header();
  assert.ok(binding);
  const cleaner = createCleaner({ binding, pipeline });
  async function* batches(): AsyncGenerator<Batch> {
    for await (const text of reader.batches()) yield cleaner.clean(text).batch;
  }
  return { schema: binding.schema, batches: batches() };
}
