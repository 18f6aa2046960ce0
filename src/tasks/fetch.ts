import { join } from 'node:path';
import { sha256OfJson } from '../base/hash.ts';
import type { CacheEntry } from '../base/ports/cache.ts';
import type { SourceFacts } from '../ledger/entry.ts';
import { fillUrl } from '../pipeline/partitions.ts';
import { fetchSource } from '../source/fetch.ts';
import { redactUrl } from '../source/shown-url.ts';
import type { TaskContext } from './context.ts';
import { TASK_VERSIONS } from './key.ts';

export type Fetched =
  | { kind: 'raw'; path: string; source: SourceFacts; cached: boolean; why: string }
  /** The source is still what the publication was made from. */
  | { kind: 'unchanged' }
  | { kind: 'not_ready'; status: number; url: string };

/**
 * Brings a partition's raw file to this machine. A cached file is used only after the source said that it is still the
 * same; without one, a published partition asks the same question with the publication's validators.
 */
export async function fetchPartition(
  context: TaskContext,
  partition: string,
  published: SourceFacts | undefined,
): Promise<Fetched> {
  const { pipeline, cache, clock } = context;
  const url = fillUrl(pipeline.source.url, partition);
  const shownUrl = fillUrl(pipeline.source.shownUrl, partition);
  const key = sha256OfJson({ task: 'fetch', version: TASK_VERSIONS.fetch, url: redactUrl(shownUrl), partition });

  const looked = await lookup(context, key);
  const cached = 'hit' in looked ? (looked.hit.record as SourceFacts) : undefined;
  const previous = cached ?? published;
  const into = join(context.workFolder, `${partition}.raw`);
  const fetched = await fetchSource({
    url,
    shownUrl,
    headers: pipeline.source.headers,
    settings: pipeline.source,
    limits: pipeline.limits,
    policy: pipeline.tasks.fetch,
    subject: partition,
    into,
    http: context.http,
    files: context.files,
    clock,
    log: context.log,
    signal: context.signal,
    ...(previous === undefined
      ? {}
      : {
          previous: {
            ...(previous.etag === undefined ? {} : { etag: previous.etag }),
            ...(previous.lastModified === undefined ? {} : { lastModified: previous.lastModified }),
          },
        }),
  });
  if (fetched.kind === 'not_ready') return { kind: 'not_ready', status: fetched.status, url: redactUrl(shownUrl) };
  if (fetched.kind === 'unchanged') {
    const file = 'hit' in looked ? looked.hit.files[0] : undefined;
    if (cached === undefined || file === undefined) return { kind: 'unchanged' };
    return {
      kind: 'raw',
      path: file.path,
      source: cached,
      cached: true,
      why: 'the source says that the cached file is current',
    };
  }
  const why = 'miss' in looked ? looked.miss : 'the source changed since the file was cached';
  const { source } = fetched;
  if (cache !== undefined) {
    await cache.save(key, [{ name: 'raw', path: into, bytes: source.bytes, sha256: source.sha256 }], source);
  }
  return { kind: 'raw', path: into, source, cached: false, why };
}

async function lookup(context: TaskContext, key: string): Promise<{ hit: CacheEntry } | { miss: string }> {
  return restore(context, key, context.pipeline.tasks.fetch.cacheExpirationMs);
}

/** A cache entry that may be used: there, sound, and younger than `expiration`; else why not. */
export async function restore(
  context: TaskContext,
  key: string,
  expiration: number | undefined,
): Promise<{ hit: CacheEntry } | { miss: string }> {
  if (context.cache === undefined) return { miss: 'the cache is off' };
  if (context.refreshCache) return { miss: 'refresh-cache was asked for' };
  const found = await context.cache.restore(key);
  if ('hit' in found && expiration !== undefined && context.clock.now() - found.hit.savedAt >= expiration) {
    return { miss: `cached ${new Date(found.hit.savedAt).toISOString()}, which is past cache_expiration` };
  }
  return found;
}
