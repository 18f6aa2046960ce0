import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError, reasonOf } from '../base/errors.ts';
import type { FileStat, Files } from '../base/ports/files.ts';
import { copyContent } from './content.ts';
import type { FetchOptions, TryOutcome } from './outcome.ts';
import { redactUrl } from './shown-url.ts';

/** The path that a source URL names; `undefined` when it is http(s). */
export function localPath(url: string, shownUrl: string): string | undefined {
  if (/^https?:/i.test(url)) return undefined;
  if (isAbsolute(url)) return url;
  try {
    if (/^file:/i.test(url)) return fileURLToPath(url);
  } catch {
    // Another machine's file, or an encoded slash: refused below.
  }
  throw new ConfigurationError(
    'SOURCE_URL',
    `${redactUrl(shownUrl)} is not a URL that can be fetched; write https://host/path, file:///folder/name or an absolute path`,
  );
}

/**
 * Stands in for an ETag. The time of its last change can be set back (`touch`, `cp -p`, an archive that is unpacked), the
 * time of its inode's cannot.
 */
export function fileTag(stat: FileStat): string {
  return `"${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}"`;
}

/** Is something there, and a file? */
export async function statFile(files: Files, path: string, shown: string): Promise<FileStat | undefined> {
  const stat = await files.stat(path);
  if (stat?.isDirectory) {
    throw new ConfigurationError('SOURCE_FOLDER', `${shown} is a folder; name a file in "source.url"`);
  }
  return stat;
}

/** Copies a file of this machine, inspected like a download. A file that changes meanwhile is an OutageError, tried again. */
export async function copyFile(options: FetchOptions, path: string, signal: AbortSignal): Promise<TryOutcome> {
  const { files, settings } = options;
  const shown = redactUrl(options.shownUrl);
  const stat = await statFile(files, path, shown);
  if (stat === undefined) {
    if (settings.notReady.includes(404)) return { kind: 'not_ready', status: 404 };
    throw new ConfigurationError('SOURCE_MISSING', `${shown}: there is no such file; check "source.url"`);
  }
  return copyContent(
    options,
    {
      etag: fileTag(stat),
      bytes: stat.size,
      stream: () => readable(files, path, shown),
      async tagNow() {
        const after = await files.stat(path);
        return after === undefined ? undefined : fileTag(after);
      },
    },
    signal,
  );
}

async function* readable(files: Files, path: string, shown: string): AsyncGenerator<Uint8Array> {
  try {
    yield* files.stream(path);
  } catch (error) {
    throw new ConfigurationError('SOURCE_READ', `cannot read ${shown}: ${reasonOf(error)}`, {}, error);
  }
}
