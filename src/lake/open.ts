import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Store } from '../base/ports/store.ts';
import { createFolderStore } from './folder.ts';

/** Opens the lake at a folder path or `file:` URL. Touches nothing: the folder is made by the first write. */
export function openLake(url: string, options: { files: Files; clock: Clock }): Store {
  return createFolderStore({ folder: folderOf(url), ...options });
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
    `the lake "${url}" is not supported by this version: ${scheme}: is no folder; use a folder, like ./lake`,
    { url, scheme },
  );
}
