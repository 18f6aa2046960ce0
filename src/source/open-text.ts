import { ConfigurationError, OutageError, reasonOf } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import type { Limits } from '../pipeline/pipeline.ts';
import { decompress } from './decompress.ts';
import { type Format, formatOf, MARK_BYTES } from './format.ts';
import { unzip } from './unzip.ts';

export interface RawFile {
  files: Files;
  path: string;
  /** What the user knows it by, for messages. */
  name: string;
  limits: Limits;
  /** Told how many bytes of the file have been read. */
  onBytes?: (bytes: number) => void;
}

/** What the file is by its first bytes. Throws OutageError RAW_READ. */
export async function rawFormat({ files, path }: Pick<RawFile, 'files' | 'path'>): Promise<Format> {
  const start: Uint8Array[] = [];
  for await (const chunk of readable(files, path, MARK_BYTES)) start.push(Uint8Array.from(chunk));
  return formatOf(Buffer.concat(start));
}

/**
 * The text of a raw file on this machine, whatever it is wrapped in. Errors: see `decompress` and `unzip`; ConfigurationError
 * FORMAT for a wrapping inside of another.
 */
export async function* openText(raw: RawFile): AsyncGenerator<Uint8Array> {
  const format = await rawFormat(raw);
  const text = format === 'zip' ? unzip(raw) : decompress(metered(raw), raw);
  if (format === 'text') {
    yield* text;
    return;
  }
  let start: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of text) {
    if (start !== undefined) start = Buffer.concat([start, chunk]);
    if (start !== undefined && start.length < MARK_BYTES) continue;
    if (start !== undefined) refuseInner(raw.name, format, start);
    yield start ?? chunk;
    start = undefined;
  }
  if (start !== undefined && start.length > 0) yield start;
}

function refuseInner(name: string, outer: Format, start: Uint8Array): void {
  const inner = formatOf(start);
  if (inner === 'text') return;
  throw new ConfigurationError(
    'FORMAT',
    `${name} is a ${outer} file that holds a ${inner} file; what is inside must be text: unpack it first`,
    { name, format: inner },
  );
}

async function* metered({ files, path, onBytes }: RawFile): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of readable(files, path)) {
    done += chunk.length;
    onBytes?.(done);
    yield chunk;
  }
}

async function* readable(files: Files, path: string, end?: number): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of files.stream(path, end === undefined ? {} : { start: 0, end })) yield chunk;
  } catch (error) {
    throw new OutageError('RAW_READ', `cannot read ${path}: ${reasonOf(error)}`, { data: { path }, cause: error });
  }
}
