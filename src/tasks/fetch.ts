import { join } from 'node:path';
import type { Publication, SourceFacts } from '../ledger/entry.ts';
import { fillUrl } from '../pipeline/partitions.ts';
import { fetchSource } from '../source/fetch.ts';
import { redactUrl } from '../source/shown-url.ts';
import type { TextTap } from '../source/text-tap.ts';
import type { TaskContext } from './context.ts';
import { explainMiss, fetchKey } from './key.ts';
import { restore } from './restore.ts';

export type Fetched =
  | { kind: 'raw'; path: string; source: SourceFacts; cached: boolean; why: string; tries: number }
  /** The source is still what the publication was made from. */
  | { kind: 'unchanged' }
  | { kind: 'not_ready'; status: number; url: string };

/**
 * Brings a partition's raw file to this machine. A cached file is used only after the source said that it is still the
 * same; without one, a publication that is `reusable` asks the same question with its own validators.
 */
export async function fetchPartition(
  context: TaskContext,
  partition: string,
  published: { publication: Publication; reusable: boolean } | undefined,
  onText?: () => TextTap,
): Promise<Fetched> {
  const { pipeline, cache, clock } = context;
  const shownUrl = fillUrl(pipeline.source.shownUrl, partition);
  const { key, parts } = fetchKey(pipeline, partition);

  const looked = await restore(context, key, pipeline.tasks.fetch.cacheExpirationMs);
  const found = 'hit' in looked ? (looked.hit.record as SourceFacts) : undefined;
  // A cache that belongs to a branch may hold an older file than the one that was published since from another.
  const isOlder = published?.reusable === true && found?.sha256 !== published.publication.source.sha256;
  const cached = isOlder ? undefined : found;
  const previous = cached ?? (published?.reusable === true ? published.publication.source : undefined);
  const into = join(context.workFolder, `${partition}.raw`);
  const fetched = await fetchSource({
    url: fillUrl(pipeline.source.url, partition),
    shownUrl,
    headers: pipeline.source.headers,
    settings: pipeline.source,
    limits: pipeline.limits,
    policy: pipeline.tasks.fetch,
    subject: partition,
    into,
    http: context.http,
    ...(context.bucket === undefined ? {} : { bucket: context.bucket }),
    files: context.files,
    clock,
    log: context.log,
    signal: context.signal,
    ...(onText === undefined ? {} : { onText }),
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
    const why = 'the source says that the cached file is current';
    return { kind: 'raw', path: file.path, source: cached, cached: true, why, tries: 1 };
  }
  const { source, attempts: tries } = fetched;
  const why =
    'miss' in looked
      ? [looked.miss, explainMiss(published?.publication.taskKey, parts, 'fetch')]
          .filter((text) => text !== '')
          .join('; ')
      : explainSent(looked.hit.record as SourceFacts, source);
  if (cache !== undefined) {
    await cache.save(key, [{ name: 'raw', path: into, bytes: source.bytes, sha256: source.sha256 }], source);
  }
  return { kind: 'raw', path: into, source, cached: false, why, tries };
}

/** Why the source sent its file although one was cached: what of it changed, or that it could not be asked. */
function explainSent(cached: SourceFacts, sent: SourceFacts): string {
  if (cached.sha256 === sent.sha256)
    return 'the source sent the cached file again instead of saying that it is current';
  const facts = [
    ['etag', cached.etag, sent.etag],
    ['last-modified', cached.lastModified, sent.lastModified],
    ['sha256', cached.sha256.slice(0, 12), sent.sha256.slice(0, 12)],
  ] as const;
  const [part, old, now] = facts.find(([, a, b]) => a !== undefined && b !== undefined && a !== b) ?? facts[2];
  return `the source changed since it was cached: ${part} ${old} → ${now}`;
}
