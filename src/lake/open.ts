import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import type { GoogleConnection } from '../google/connection.ts';
import { createFolderStore } from './folder.ts';
import { type BucketFacts, inspectBucket } from './gcs/bucket.ts';
import { locationOf } from './gcs/location.ts';
import { createGcsStore } from './gcs/store.ts';

export interface OpenLakeOptions {
  files: Files;
  clock: Clock;
  log: Log;
  /** The login, asked for when a bucket is first called. */
  google: () => Promise<GoogleConnection>;
}

/**
 * Opens the lake at a folder path, `file:` or `gs://bucket/prefix`. Touches nothing: a folder is made by the first write, and a
 * bucket is there or is not.
 */
export function openLake(url: string, options: OpenLakeOptions): Store {
  const { files, clock, log, google } = options;
  if (/^gs:/i.test(url)) return createGcsStore({ location: locationOf(url), connect: google, files, clock, log });
  return createFolderStore({ folder: folderOf(url), files, clock });
}

/** What there is to know of the bucket of a `gs://` URL; undefined for a folder. */
export async function lookAtBucket(url: string, options: OpenLakeOptions): Promise<BucketFacts | undefined> {
  const { google, ...rest } = options;
  return /^gs:/i.test(url) ? inspectBucket({ location: locationOf(url), connect: google, ...rest }) : undefined;
}

function folderOf(url: string): string {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):/.exec(url)?.[1]?.toLowerCase();
  if (url.trim() === '' || url.includes('\0')) {
    throw new ConfigurationError('LAKE_URL', 'the lake has an empty or unusable name; use a folder, like ./lake', {
      url,
    });
  }
  if (scheme === undefined) return resolve(url);
  if (scheme === 'file') {
    try {
      return fileURLToPath(url);
    } catch (error) {
      throw new ConfigurationError(
        'LAKE_URL',
        `the lake "${url}" is not a usable file URL; write its path, like ./lake`,
        { url },
        error,
      );
    }
  }
  throw new ConfigurationError(
    'LAKE_UNSUPPORTED',
    `the lake "${url}" is not supported by this version: ${scheme}: is neither a folder nor Google Cloud Storage; use a folder, like ./lake, or gs://bucket/prefix`,
    { url, scheme },
  );
}
