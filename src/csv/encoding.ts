import { TextDecoder } from 'node:util';
import { ConfigurationError, ContractError, reasonOf } from '../base/errors.ts';

/** Decoded at once, so that a fault can be told to within so many bytes. */
const PIECE = 16 * 1024;

export interface EncodingOptions {
  /** A label of the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels). */
  encoding: string;
  /** Shown name of the file, for messages. */
  file: string;
  /** Told the raw bytes read so far. */
  onBytes: (bytes: number) => void;
}

/**
 * Text in its own encoding → UTF-8. A byte order mark of UTF-8 or UTF-16 wins over the declared encoding and stays in
 * the text as the three bytes of U+FEFF. UTF-8 passes through unread: invalid bytes in it are found record by record.
 * Bytes that another encoding does not have stop the file: ContractError CSV_ENCODING.
 */
export async function* toUtf8(text: AsyncIterable<Uint8Array>, options: EncodingOptions): AsyncGenerator<Uint8Array> {
  const declared = decoderFor(options.encoding, options.file).encoding;
  let encoding: string | undefined;
  let decoder: TextDecoder | undefined;
  const encoder = new TextEncoder();
  let head = new Uint8Array(0);
  let read = 0;
  let at = 0;

  function* decode(bytes: Uint8Array): Generator<Uint8Array> {
    if (encoding === 'utf-8') {
      if (bytes.length > 0) yield bytes;
      return;
    }
    decoder ??= decoderFor(encoding as string, options.file);
    for (let from = 0; from < bytes.length; from += PIECE) {
      const piece = bytes.subarray(from, from + PIECE);
      const decoded = attempt(() => (decoder as TextDecoder).decode(piece, { stream: true }), at, at + piece.length);
      at += piece.length;
      if (decoded.length > 0) yield encoder.encode(decoded);
    }
  }

  function attempt(work: () => string, from: number, to: number): string {
    try {
      return work();
    } catch (error) {
      throw new ContractError(
        'CSV_ENCODING',
        `${options.file}: a byte between offsets ${from} and ${to} is not ${encoding}; set csv.encoding to the encoding the file is written in`,
        { file: options.file, encoding, from, to },
        error,
      );
    }
  }

  for await (const chunk of text) {
    read += chunk.length;
    options.onBytes(read);
    if (encoding !== undefined) {
      yield* decode(chunk);
      continue;
    }
    // Three bytes tell every mark; a chunk may hold only one of them.
    const joined: Uint8Array<ArrayBuffer> = new Uint8Array(head.length + chunk.length);
    joined.set(head);
    joined.set(chunk, head.length);
    head = joined;
    if (head.length < 3) continue;
    encoding = markOf(head) ?? declared;
    yield* decode(head);
  }
  if (encoding === undefined) {
    encoding = markOf(head) ?? declared;
    yield* decode(head);
  }
  if (decoder !== undefined) {
    const rest = attempt(() => (decoder as TextDecoder).decode(), at, at);
    if (rest.length > 0) yield encoder.encode(rest);
  }
}

function markOf(head: Uint8Array): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decoderFor(label: string, file: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch (error) {
    throw new ConfigurationError(
      'CSV_ENCODING_NAME',
      `csv.encoding "${label}" (for ${file}) is not an encoding this Node.js can read: ${reasonOf(error)}; write a label like utf-8, windows-1252, utf-16le or shift_jis`,
      { encoding: label },
      error,
    );
  }
}
