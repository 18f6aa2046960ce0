import { ConfigurationError } from '../base/errors.ts';

/** What the first bytes say a file is. `text` is everything that carries no known mark. */
export type Format = 'gzip' | 'text' | 'zip' | 'zstd' | 'bzip2' | 'xz' | 'Parquet';

/** As many bytes as the longest mark needs. */
export const MARK_BYTES = 10;

/**
 * Marks: RFC 1952 (gzip), APPNOTE 4.3 (zip), RFC 8878 (zstd), the bzip2 and xz file formats. `PAR1` and `BZh9` could
 * begin a header line as well, so the bytes that follow them in the binary formats are compared too.
 */
const MARKS: readonly (readonly [Format, RegExp])[] = [
  ['gzip', /^\x1f\x8b/],
  ['zip', /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ['zstd', /^\x28\xb5\x2f\xfd/],
  ['bzip2', /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
  ['xz', /^\xfd7zXZ\x00/],
  ['Parquet', /^PAR1[\x15\x19]/],
];

export function formatOf(start: Uint8Array): Format {
  const text = Buffer.from(start.subarray(0, MARK_BYTES)).toString('latin1');
  return MARKS.find(([, mark]) => mark.test(text))?.[0] ?? 'text';
}

/** For a file that cannot be read as text. */
export function formatError(name: string, format: Format): ConfigurationError {
  const fix =
    format === 'Parquet'
      ? 'point "source.url" at the CSV months instead'
      : 'name a source that is plain text or gzip, or unpack it first';
  return new ConfigurationError('FORMAT', `${name} is a ${format} file; plain text and gzip can be read: ${fix}`, {
    name,
    format,
  });
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
  if (format === 'text' && /\.(?:gz|gzip)$/.test(path)) {
    return `${name} is named like gzip, but its bytes are plain text: read as plain text`;
  }
  if (format === 'gzip' && /\.(?:csv|tsv|txt|dat)$/.test(path)) {
    return `${name} is named like plain text, but its bytes are gzip: unpacked`;
  }
  return undefined;
}
