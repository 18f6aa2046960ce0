import { ConfigurationError } from '../base/errors.ts';

/** What the first bytes say a file is. `text` is everything that carries no known mark. */
export type Format =
  | 'gzip'
  | 'text'
  | 'zip'
  | 'zstd'
  | 'Parquet'
  | 'bzip2'
  | 'xz'
  | '7z'
  | 'rar'
  | 'lz4'
  | 'compress'
  | 'encrypted Parquet'
  | 'Arrow'
  | 'Avro'
  | 'PDF'
  | 'old Excel';

/** As many bytes as the longest mark needs. */
export const MARK_BYTES = 10;

/**
 * Marks: RFC 1952 (gzip), APPNOTE 4.3 (zip), RFC 8878 (zstd, with frames that are to be skipped), the other formats' own. `PAR1` and `BZh9` could
 * begin a header line as well, so the bytes that follow them in the binary formats are compared too.
 */
const MARKS: readonly (readonly [Format, RegExp])[] = [
  ['gzip', /^\x1f\x8b/],
  ['zip', /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ['zstd', /^(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/],
  ['bzip2', /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
  ['xz', /^\xfd7zXZ\x00/],
  ['Parquet', /^PAR1[\x15\x19]/],
  ['encrypted Parquet', /^PARE[\x15\x19]/],
  ['7z', /^7z\xbc\xaf\x27\x1c/],
  ['rar', /^Rar!\x1a\x07/],
  ['lz4', /^\x04\x22\x4d\x18/],
  ['compress', /^\x1f\x9d/],
  ['Arrow', /^ARROW1\x00\x00/],
  ['Avro', /^Obj\x01/],
  ['PDF', /^%PDF-[12]\./],
  ['old Excel', /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/],
];

export function formatOf(start: Uint8Array): Format {
  const text = Buffer.from(start.subarray(0, MARK_BYTES)).toString('latin1');
  return MARKS.find(([, mark]) => mark.test(text))?.[0] ?? 'text';
}

/** Formats that can be read, whether as text or not. */
export function isReadable(format: Format): boolean {
  return format === 'text' || format === 'gzip' || format === 'zip' || format === 'zstd' || format === 'Parquet';
}

/** For a file that cannot be read. */
export function formatError(name: string, format: Format): ConfigurationError {
  const readable = 'plain text, gzip, zip, zstd and Parquet can be read';
  const message = isReadable(format)
    ? `${name} is a ${format} file where text was expected; name it itself as the source`
    : `${name} is ${/^[aeiou]/i.test(format) ? 'an' : 'a'} ${format} file; ${readable}: name a source that is one of them, or unpack it first`;
  return new ConfigurationError('FORMAT', message, { name, format });
}

/** Does text begin as an HTML page or an XML error document does? No CSV header starts with such a tag. */
export function isMarkup(start: Uint8Array): boolean {
  const text = Buffer.from(start.subarray(0, 512))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  return /^\s*<(?:!doctype\b|!--|\?xml\b|html\b|head\b|body\b|title\b|error\b|center\b|h1\b|rss\b)/i.test(text);
}

/** Warns of a name that promises another format than the bytes have; the bytes decide. */
export function mismatch(name: string, format: Format): string | undefined {
  const path = name.replace(/[?#].*$/, '').toLowerCase();
  const packed = /\.(gz|gzip|zip|zst|zstd|parquet)$/.exec(path)?.[1];
  if (format === 'text' && packed !== undefined) {
    return `${name} is named like ${packed.startsWith('gz') ? 'gzip' : packed}, but its bytes are plain text: read as plain text`;
  }
  if (format !== 'text' && /\.(?:csv|tsv|txt|dat|json|jsonl|ndjson)$/.test(path)) {
    return `${name} is named like plain text, but its bytes are ${format}: ${format === 'Parquet' ? 'read as such' : 'unpacked'}`;
  }
  return undefined;
}
