import type { WrittenFile } from '../parquet/file.ts';
import { type CleanFileOptions, cleanFile } from './clean-file.ts';
import type { Conversion } from './conversion.ts';
import { openParquet, verifyWritten, withParquet } from './parquet-output.ts';

export interface ConvertOptions extends Omit<CleanFileOptions<WrittenFile>, 'open'> {
  /** Where the Parquet file is written. */
  output: string;
}

/** Raw file → a verified Parquet file and, where rows broke a rule, a quarantine file. Errors: see `cleanFile`. */
export async function convert(options: ConvertOptions): Promise<Conversion> {
  const { pipeline, files, output } = options;
  const { schema, written, cleaning } = await cleanFile({
    ...options,
    open: (columns) => openParquet({ files, path: output, schema: columns, codec: pipeline.codec }),
  });
  try {
    await verifyWritten({ ...options, schema, written });
  } catch (error) {
    // What was rejected belongs to a file that is not there.
    await files.remove(options.quarantine);
    throw error;
  }
  return withParquet(cleaning, written);
}
