import { ConfigurationError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Http } from '../base/ports/http.ts';
import type { Log } from '../base/ports/log.ts';
import { type Preview, previewText } from '../convert/preview.ts';
import { readForeign } from '../parquet/foreign.ts';
import { DEFAULT_CSV, DEFAULT_LIMITS, DEFAULT_TASKS } from '../pipeline/defaults.ts';
import { fetchSource } from '../source/fetch.ts';
import { openText } from '../source/open-text.ts';

/** What one file holds. */
export interface Look extends Preview {
  format: 'Parquet' | 'text';
  /** What separates the fields of a CSV. */
  delimiter?: string;
}

/** Looks at a whole file on this machine: names, types (guessed for texts), first rows, row count, empty fields. */
export async function lookAtFile(options: {
  path: string;
  /** For messages. */
  shown: string;
  files: Files;
  delimiter?: string | undefined;
}): Promise<Look> {
  const { path, shown, files } = options;
  if ((await firstBytes(files, path, shown)) === 'PAR1') {
    const { columns, head, rows } = await readForeign({ path });
    return { format: 'Parquet', columns: [...columns], head, rows, malformed: 0 };
  }
  const open = () => openText({ files, path, name: shown, limits: DEFAULT_LIMITS });
  const delimiter = options.delimiter ?? (await likelyDelimiter(open()));
  const csv = { ...DEFAULT_CSV, delimiter, extraEmptyColumns: 'drop' } as const;
  return { format: 'text', delimiter, ...(await previewText({ open, name: shown, csv, limits: DEFAULT_LIMITS })) };
}

export interface DownloadOptions {
  url: string;
  shown: string;
  into: string;
  /** Statuses that mean that there is no such file. */
  missing: readonly number[];
  http: Http;
  files: Files;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

/** Brings a file to this machine, as a pipeline without settings would; undefined where there is none. */
export async function downloadOnce(options: DownloadOptions): Promise<string | undefined> {
  const { url, shown, missing, ...rest } = options;
  const place = { url, shownUrl: shown, headers: {} };
  const none = { allowPrivate: false, allowUnverifiedLength: false, allowEmpty: false };
  const fetched = await fetchSource({
    ...rest,
    ...place,
    settings: { ...place, ...none, notReady: [...missing] },
    limits: DEFAULT_LIMITS,
    policy: DEFAULT_TASKS.fetch,
    subject: shown,
  });
  if (fetched.kind === 'not_ready') return undefined;
  if (fetched.kind !== 'fetched') throw new Error(`a download without conditions was answered ${fetched.kind}`);
  return fetched.path;
}

/** Four of them, as text. */
async function firstBytes(files: Files, path: string, shown: string): Promise<string> {
  const stat = await files.stat(path);
  if (stat === undefined || stat.isDirectory) {
    throw new ConfigurationError(
      'PREVIEW_FILE',
      `${shown}: ${stat === undefined ? 'there is no such file' : 'this is a folder'}; give a CSV or Parquet file`,
    );
  }
  for await (const chunk of files.stream(path, { end: 4 })) return new TextDecoder('latin1').decode(chunk);
  return '';
}

/** The character that the header line holds most of. */
async function likelyDelimiter(start: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of start) {
    text += new TextDecoder().decode(chunk.subarray(0, 65_536));
    if (text.includes('\n') || text.length > 65_536) break;
  }
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
