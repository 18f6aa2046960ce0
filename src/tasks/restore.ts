import type { CacheEntry } from '../base/ports/cache.ts';
import type { TaskContext } from './context.ts';

/** A cache entry that may be used: there, sound, and younger than `expiration` (milliseconds); else why not. */
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
