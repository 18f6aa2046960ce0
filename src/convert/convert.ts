import type { WrittenFile } from '../parquet/file.ts';
import { type CleanFileOptions, cleanFile } from './clean-file.ts';
import type { Conversion } from './conversion.ts';
import { createParquetSink, withParquet } from './parquet-output.ts';

export interface ConvertOptions extends Omit<CleanFileOptions<WrittenFile>, 'open'> {
  /** Where the Parquet file is written. */
  output: string;
}

/** Raw file → a verified Parquet file and, where rows broke a rule, a quarantine file. Errors: see `cleanFile`. */
export async function convert(options: ConvertOptions): Promise<Conversion> {
  const { pipeline, files, output, partition, log, signal } = options;
  const { written, cleaning } = await cleanFile({
    ...options,
    open: (schema) => createParquetSink({ files, path: output, schema, codec: pipeline.codec, partition, log, signal }),
  });
  return withParquet(cleaning, written);
}
