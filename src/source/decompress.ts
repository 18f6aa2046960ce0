import type { Limits } from '../pipeline/pipeline.ts';
import { type Format, formatError, formatOf, MARK_BYTES } from './format.ts';
import { checkText, gunzip } from './gunzip.ts';
import { unzstd } from './unzstd.ts';

export interface DecompressOptions {
  /** What the user knows the file by, for messages. */
  name: string;
  limits: Limits;
}

/**
 * Raw file → text bytes, told apart by the first bytes and never by the name: gzip and zstd are unpacked strictly (see
 * `gunzip` and `unzstd`), anything without a known mark passes through. Memory is bounded by a few chunks; each holds until the
 * next one is asked for.
 *
 * Throws ConfigurationError FORMAT for what is no text, and for zip, which cannot be read from its beginning on (see
 * `openText`); ContractError GZIP_…, ZSTD_… and LIMIT_….
 */
export async function* decompress(
  raw: AsyncIterable<Uint8Array>,
  options: DecompressOptions,
): AsyncGenerator<Uint8Array> {
  yield* unpack(raw, options, (format) => {
    if (format !== 'text' && format !== 'gzip' && format !== 'zstd') throw formatError(options.name, format);
  });
}

/** The same for a caller who decides which formats pass as they are. `onFormat` is called once, before any byte goes out. */
export async function* unpack(
  raw: AsyncIterable<Uint8Array>,
  options: DecompressOptions,
  onFormat: (format: Format) => void,
): AsyncGenerator<Uint8Array> {
  const { name, limits } = options;
  const { start, rest } = await split(raw);
  const format = formatOf(start);
  try {
    onFormat(format);
  } catch (error) {
    await rest.return?.();
    throw error;
  }
  const whole = joined(start, rest);
  if (format === 'gzip') {
    yield* gunzip(whole, { name, limits });
    return;
  }
  if (format === 'zstd') {
    yield* unzstd(whole, { name, limits });
    return;
  }
  let text = 0;
  for await (const chunk of whole) {
    text += chunk.length;
    checkText(text, name, limits);
    yield chunk;
  }
}

/** Reads until the mark is whole: a server may send its bytes one by one. */
async function split(raw: AsyncIterable<Uint8Array>): Promise<{ start: Uint8Array; rest: AsyncIterator<Uint8Array> }> {
  const rest = raw[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < MARK_BYTES) {
    const next = await rest.next();
    if (next.done) break;
    // A copy: a chunk holds until the next one is asked for.
    start = Buffer.concat([start, next.value]);
  }
  return { start, rest };
}

async function* joined(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
