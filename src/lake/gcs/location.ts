import { ConfigurationError } from '../../base/errors.ts';
import { segmentsOf } from '../path.ts';

/** Where a lake lies in Google Cloud Storage. */
export interface Location {
  /** `gs://bucket/prefix`, without a closing `/`. */
  url: string;
  bucket: string;
  /** Before each object's name: empty, or with its closing `/`. */
  prefix: string;
}

/** https://cloud.google.com/storage/docs/buckets#naming; with dots up to 222 characters. */
const BUCKET = /^(?=.{3,222}$)[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?)*$/;

/** The place that a `gs://` URL names; what cannot be one is a ConfigurationError LAKE_URL. */
export function locationOf(url: string): Location {
  const [, bucket = '', path = ''] = /^gs:\/\/([^/]*)\/?(.*)$/is.exec(url) ?? [];
  if (!BUCKET.test(bucket)) {
    throw new ConfigurationError(
      'LAKE_URL',
      `the lake "${url}" names no bucket that there can be: 3 to 63 lower-case letters, digits, "-", "_" and "."; ` +
        'write gs://bucket or gs://bucket/prefix',
      { url },
    );
  }
  const prefix = path.replace(/\/$/, '');
  if (prefix !== '') segmentsOf(prefix);
  return {
    url: prefix === '' ? `gs://${bucket}` : `gs://${bucket}/${prefix}`,
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
  };
}
