import type { Files } from '../base/ports/files.ts';
import { type Binding, bindColumns } from '../clean/binding.ts';
import { partitionDate } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { EvolvedColumn } from './conversion.ts';
import { openRows } from './open-rows.ts';
import { wantedColumns } from './wanted.ts';

/**
 * How the header of a raw file meets the pipeline's columns; reads no row. Of a text, plain or packed as a stream, the beginning
 * is enough. Throws what the reader and `bindColumns` throw.
 */
export async function bindFile(options: {
  raw: string;
  shownName: string;
  pipeline: Pipeline;
  partition: string;
  evolved: readonly EvolvedColumn[];
  files: Files;
}): Promise<Binding> {
  const { files, pipeline, partition, evolved, shownName: file } = options;
  const date = partitionDate(partition);
  let binding: Binding | undefined;
  const reader = await openRows({
    raw: options.raw,
    shownName: file,
    pipeline,
    files,
    bind(header) {
      binding = bindColumns({
        ...{ header, pipeline, evolved, partition, file },
        ...(date === undefined ? {} : { partitionDate: date }),
      });
      return { direct: binding.direct, wanted: wantedColumns(binding, header.length) };
    },
    onBytes: () => {},
    onRows: () => {},
  });
  try {
    await reader.header();
  } finally {
    await reader.close();
  }
  if (binding === undefined) throw new Error(`the reader of ${file} gave a header without asking for its columns`);
  return binding;
}
