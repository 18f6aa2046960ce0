import { join } from 'node:path';
import { withDeadline } from '../base/deadline.ts';
import type { CachedFile } from '../base/ports/cache.ts';
import { withRetries } from '../base/retry.ts';
import type { Conversion, EvolvedColumn, FinishedFile } from '../convert/conversion.ts';
import { convert } from '../convert/convert.ts';
import type { SourceFacts, TaskKey } from '../ledger/entry.ts';
import type { TaskContext } from './context.ts';
import { restore } from './fetch.ts';
import { conversionKey } from './key.ts';

export interface Converted {
  conversion: Conversion;
  key: TaskKey;
  cached: boolean;
  /** Why the cache hit or missed. */
  why: string;
}

/** clean and write-parquet in one pass, from the cache where the key, the files and their checksums agree. */
export async function convertPartition(
  context: TaskContext,
  partition: string,
  raw: { path: string; source: SourceFacts },
  evolved: readonly EvolvedColumn[],
): Promise<Converted> {
  const { pipeline, cache } = context;
  const key = conversionKey(pipeline, partition, evolved, raw.source.sha256);
  const looked = await restore(context, key.key, pipeline.tasks['write-parquet'].cacheExpirationMs);
  if ('hit' in looked) {
    const conversion = withFiles(looked.hit.record as Conversion, looked.hit.files);
    if (conversion !== undefined) return { conversion, key, cached: true, why: 'same source, same settings' };
  }
  const policy = pipeline.tasks.clean;
  const conversion = await withRetries(
    { retries: policy.retries, delay: policy.retryDelay },
    context.clock,
    context.signal,
    () =>
      withDeadline(`cleaning ${partition}`, policy.timeoutMs, context.signal, (signal) =>
        convert({
          raw: raw.path,
          shownName: raw.source.url,
          pipeline,
          partition,
          evolved,
          output: join(context.workFolder, `${partition}.parquet`),
          quarantine: join(context.workFolder, `${partition}.quarantine.parquet`),
          files: context.files,
          log: context.log,
          signal,
        }),
      ),
  );
  if (cache !== undefined) await cache.save(key.key, cachedFiles(conversion), conversion);
  return { conversion, key, cached: false, why: 'miss' in looked ? looked.miss : 'the cached files were incomplete' };
}

function cachedFiles(conversion: Conversion): CachedFile[] {
  return [
    { name: 'parquet', ...conversion.parquet },
    ...(conversion.quarantine === undefined ? [] : [{ name: 'quarantine', ...conversion.quarantine }]),
  ];
}

/** The record with the paths that its files have now; undefined when a file that it names is not among them. */
function withFiles(record: Conversion, files: readonly CachedFile[]): Conversion | undefined {
  const find = (name: string, wanted: FinishedFile): FinishedFile | undefined => {
    const file = files.find((candidate) => candidate.name === name && candidate.sha256 === wanted.sha256);
    return file && { path: file.path, bytes: file.bytes, sha256: file.sha256 };
  };
  const parquet = find('parquet', record.parquet);
  const quarantine = record.quarantine && find('quarantine', record.quarantine);
  if (parquet === undefined || (record.quarantine !== undefined && quarantine === undefined)) return undefined;
  return { ...record, parquet, ...(quarantine === undefined ? {} : { quarantine }) };
}
