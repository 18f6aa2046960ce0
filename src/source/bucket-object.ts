import { ConfigurationError, ConflictError, OutageError } from '../base/errors.ts';
import { copyContent } from './content.ts';
import type { FetchOptions, TryOutcome } from './outcome.ts';
import { redactUrl } from './shown-url.ts';

/** `gs://bucket/a/b.csv` → the bucket's URL and the object's name; undefined for any other URL. */
export function bucketObject(url: string): { bucket: string; name: string } | undefined {
  const [, bucket, name] = /^(gs:\/\/[^/]+)\/(.+)$/is.exec(url) ?? [];
  return bucket === undefined || name === undefined ? undefined : { bucket, name };
}

/** Stands in for an ETag: the object's generation, which every change moves. */
export const generationTag = (generation: string): string => `"${generation}"`;

/** The object as it is now; undefined: it is not there. */
export async function lookAtObject({ bucket: open, shownUrl }: Pick<FetchOptions, 'bucket' | 'shownUrl'>, url: string) {
  const place = bucketObject(url);
  if (place === undefined || open === undefined) {
    throw new ConfigurationError(
      'SOURCE_URL',
      `${redactUrl(shownUrl)} is not a URL that can be fetched here; write gs://bucket/name, and download it with a pipeline file`,
    );
  }
  return open(place.bucket).get(place.name);
}

/** Copies an object of a bucket, by its generation. */
export async function copyObject(options: FetchOptions, signal: AbortSignal): Promise<TryOutcome> {
  const shown = redactUrl(options.shownUrl);
  const found = await lookAtObject(options, options.url);
  if (found === undefined) {
    if (options.settings.notReady.includes(404)) return { kind: 'not_ready', status: 404 };
    throw new ConfigurationError('SOURCE_MISSING', `${shown}: there is no such object; check "source.url"`);
  }
  const etag = generationTag(found.generation);
  async function* stream(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of (await found?.open()) ?? []) yield chunk as Uint8Array;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      throw new OutageError('FETCH_CHANGED', `${shown} changed while it was read`, { cause: error });
    }
  }
  // What came has this generation, whatever the name has by now.
  return copyContent(options, { etag, bytes: found.bytes, stream, tagNow: async () => etag }, signal);
}
