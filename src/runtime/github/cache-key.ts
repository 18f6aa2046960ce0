import { sha256, sha256OfJson } from '../../base/hash.ts';
import type { CachedFile } from '../../base/ports/cache.ts';

/** What all of a key's entries are called first: short, without a comma, and nothing of a pipeline can be read from it. */
export function prefixOf(key: string): string {
  return `lakeferry-v2-${sha256(key)}-`;
}

/** The service's name of one entry. */
export function serviceKey(key: string, revision: string): string {
  return prefixOf(key) + revision;
}

/**
 * Which of a key's entries it is. The service replaces none, so that each has a name of its own: made of the bytes in it and
 * of the entry that was there and would not do (`after`). Who saves the same at the same moment takes the same name.
 */
export function revisionOf({ files, after }: { files: readonly CachedFile[]; after: string | undefined }): string {
  const bytes = files.map(({ name, sha256: sum }) => [name, sum]);
  return sha256OfJson({ files: bytes, after: after ?? '' });
}

/** The revision in a name of the service; undefined where the name is no entry of this key. */
export function revisionIn(name: string, key: string): string | undefined {
  const rest = name.startsWith(prefixOf(key)) ? name.slice(prefixOf(key).length) : '';
  return /^[0-9a-f]{64}$/.test(rest) ? rest : undefined;
}
