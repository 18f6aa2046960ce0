import type { CacheEntries } from './cache-entries.ts';
import type { SignedUrls } from './signed-urls.ts';
import { type Call, numberOf, TwirpError, textOf } from './twirp.ts';

/** The prefixes by which the client knows that a policy refused, and not an accident. */
const WRITE_DENIED = 'cache write denied: the token may only read';
const READ_DENIED = 'cache read denied: the token may not read';

export function cacheService(entries: CacheEntries, urls: SignedUrls): Record<string, Call> {
  return {
    'CacheService/CreateCacheEntry': async (request, { mayWriteCache }) => {
      if (!mayWriteCache) return { ok: false, message: WRITE_DENIED };
      const blob = await entries.reserve(textOf(request, 'key'), textOf(request, 'version'));
      if (blob === undefined) {
        throw new TwirpError('already_exists', 'cache entry with the same key and version already exists');
      }
      return { ok: true, signed_upload_url: urls.issue({ blob, right: 'write' }) };
    },

    'CacheService/FinalizeCacheEntryUpload': async (request, { mayWriteCache }) => {
      if (!mayWriteCache) return { ok: false, message: WRITE_DENIED };
      const [key, version] = [textOf(request, 'key'), textOf(request, 'version')];
      const id = await entries.finalize(key, version, numberOf(request, 'size_bytes'));
      if (id === undefined) return { ok: false, message: 'the upload is not complete' };
      return { ok: true, entry_id: String(id) };
    },

    'CacheService/GetCacheEntryDownloadURL': async (request, { mayReadCache }) => {
      if (!mayReadCache) throw new TwirpError('permission_denied', READ_DENIED);
      const restoreKeys = (request['restore_keys'] ?? []) as readonly string[];
      const entry = await entries.find([textOf(request, 'key'), ...restoreKeys], textOf(request, 'version'));
      if (entry === undefined) return { ok: false };
      const url = urls.issue({ blob: entry.blob, right: 'read' });
      return { ok: true, signed_download_url: url, matched_key: entry.key };
    },
  };
}
