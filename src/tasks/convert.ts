import { join } from 'node:path';
import type { OutageError } from '../base/errors.ts';
import type { CachedFile } from '../base/ports/cache.ts';
import type { Conversion, EvolvedColumn, FinishedFile } from '../convert/conversion.ts';
import { convert } from '../convert/convert.ts';
import type { SourceFacts, TaskKey } from '../ledger/entry.ts';
import type { TaskName } from '../pipeline/pipeline.ts';
import type { TaskContext } from './context.ts';
import type { EarlyConversion } from './early-conversion.ts';
import { conversionKey, explainMiss } from './key.ts';
import { restore } from './restore.ts';
import { type Tries, taskOf, withPolicy } from './tries.ts';

export interface Converted {
  conversion: Conversion;
  key: TaskKey;
  cached: boolean;
  /** Why the cache hit or missed. */
  why: string;
}

/**
 * clean and write-parquet in one pass, from the cache where the key, the files and their checksums agree. Both policies
 * hold: either limit of time ends the pass, and a failure is tried again as its own task says. `made` is the key of the
 * partition's last publication, for saying what changed.
 */
export async function convertPartition(
  context: TaskContext,
  partition: string,
  raw: { path: string; source: SourceFacts },
  evolved: readonly EvolvedColumn[],
  made: TaskKey | undefined,
  early?: EarlyConversion,
): Promise<Converted> {
  const { pipeline, cache } = context;
  const key = conversionKey(pipeline, partition, evolved, raw.source.sha256);
  const looked = await restore(context, key.key, pipeline.tasks['write-parquet'].cacheExpirationMs);
  const kept = 'hit' in looked ? usable(context, looked.hit.record as Conversion, looked.hit.files) : looked;
  if ('conversion' in kept) {
    return { conversion: kept.conversion, key, cached: true, why: 'same source, same settings' };
  }
  const begun = early?.result(evolved);
  const conversion = await withPolicy(context, triesOf(partition), (signal, attempt) => {
    if (attempt === 1 && begun !== undefined) return begun(signal);
    return convert({
      raw: raw.path,
      shownName: raw.source.url,
      pipeline,
      partition,
      evolved,
      // A try that ran out of time removes its own file a moment later, and no other's.
      output: join(context.workFolder, `${partition}.${attempt}.parquet`),
      quarantine: join(context.workFolder, `${partition}.${attempt}.quarantine.parquet`),
      files: context.files,
      log: context.log,
      signal,
      ...(context.workers === undefined ? {} : { workers: context.workers }),
    });
  });
  if (cache !== undefined) await cache.save(key.key, cachedFiles(conversion), conversion);
  const why = [kept.miss, explainMiss(made, key.parts, 'convert')].filter((text) => text !== '').join('; ');
  return { conversion, key, cached: false, why };
}

/** Which of the two tasks of the pass failed. */
export function blamedTask(error: OutageError, partition: string): TaskName {
  return taskOf(error, triesOf(partition));
}

function triesOf(partition: string): Tries {
  return {
    partition,
    tasks: ['clean', 'write-parquet'],
    blame: (error) => (error.code.startsWith('PARQUET_') ? 'write-parquet' : 'clean'),
  };
}

function cachedFiles(conversion: Conversion): CachedFile[] {
  return [
    { name: 'parquet', ...conversion.parquet },
    ...(conversion.quarantine === undefined ? [] : [{ name: 'quarantine', ...conversion.quarantine }]),
  ];
}

/** The record with the paths that its files have now, or why it is of no use: a file is not there, or too much was rejected. */
function usable(
  { pipeline }: TaskContext,
  record: Conversion,
  files: readonly CachedFile[],
): { conversion: Conversion } | { miss: string } {
  const find = (name: string, wanted: FinishedFile): FinishedFile | undefined => {
    const file = files.find((candidate) => candidate.name === name && candidate.sha256 === wanted.sha256);
    return file && { path: file.path, bytes: file.bytes, sha256: file.sha256 };
  };
  const parquet = find('parquet', record.parquet);
  const quarantine = record.quarantine && find('quarantine', record.quarantine);
  if (parquet === undefined || (record.quarantine !== undefined && quarantine === undefined)) {
    return { miss: 'the cached files were incomplete' };
  }
  // Not a part of the key, because it changes no byte of what is published: it decides whether anything is.
  if (record.rejected > record.rowsRead * pipeline.contract.maxRejected) {
    return { miss: 'more rows were rejected than max_rejected allows now' };
  }
  return { conversion: { ...record, parquet, ...(quarantine === undefined ? {} : { quarantine }) } };
}
