import { join } from 'node:path';
import { LakeferryError } from '../base/errors.ts';
import type { Conversion, EvolvedColumn } from '../convert/conversion.ts';
import { fillUrl } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { TaskContext } from '../tasks/context.ts';
import { convertPartition } from '../tasks/convert.ts';
import { fetchPartition } from '../tasks/fetch.ts';

/** One partition, made of the same raw file by two versions of a pipeline. Nothing is published. */
export interface Sample {
  partition: string;
  before?: Made;
  after: Made;
  /** The raw file's. */
  bytes: number;
  /** For fetching it and making the new version. */
  milliseconds: number;
}

/** What came of it; a contract that is broken is an answer, too. */
export type Made = { conversion: Conversion } | { failure: LakeferryError };

/** Undefined where the source does not have it yet. Throws what a fetch throws. */
export async function samplePartition(
  context: TaskContext,
  partition: string,
  { before, evolved }: { before: Pipeline | undefined; evolved: readonly EvolvedColumn[] },
): Promise<Sample | undefined> {
  const { clock, files, workFolder, pipeline } = context;
  await files.makeFolder(workFolder);
  const started = clock.now();
  const raw = await fetchPartition(context, partition, undefined);
  if (raw.kind !== 'raw') return undefined;
  const make = async (by: Pipeline, from: typeof raw, folder: string): Promise<Made> => {
    await files.makeFolder(folder);
    try {
      const { conversion } = await convertPartition(
        { ...context, pipeline: by, workFolder: folder },
        partition,
        from,
        evolved,
        undefined,
      );
      return { conversion };
    } catch (error) {
      if (error instanceof LakeferryError && error.exitCode === 3) return { failure: error };
      throw error;
    }
  };
  const after = await make(pipeline, raw, join(workFolder, 'after'));
  const sample = { partition, after, bytes: raw.source.bytes, milliseconds: clock.now() - started };
  if (before === undefined) return sample;
  const isSameFile = fillUrl(before.source.url, partition) === fillUrl(pipeline.source.url, partition);
  const folder = join(workFolder, 'before');
  await files.makeFolder(folder);
  const old = isSameFile
    ? raw
    : await fetchPartition({ ...context, pipeline: before, workFolder: folder }, partition, undefined);
  return old.kind === 'raw' ? { ...sample, before: await make(before, old, folder) } : sample;
}
