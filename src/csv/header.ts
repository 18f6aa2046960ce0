import { ContractError } from '../base/errors.ts';
import { safeText } from '../base/safe-text.ts';

export interface HeaderOptions {
  /** The fields as bytes of UTF-8, quotes taken off. */
  fields: readonly Uint8Array[];
  file: string;
  line: number;
}

/** The names of the columns, trimmed. Empty names and names that occur twice are a ContractError CSV_HEADER listing them. */
export function readHeader(options: HeaderOptions): string[] {
  const names = options.fields.map((bytes) => Buffer.from(bytes).toString('utf8').trim());
  const unnamed = names.flatMap((name, at) => (name === '' ? [at + 1] : []));
  if (unnamed.length > 0) {
    throw headerError(
      options,
      `column ${unnamed.slice(0, 20).join(', ')} of ${names.length} has no name; give every column of the header a name`,
      { unnamed },
    );
  }
  const seen = new Set<string>();
  const twice = [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
  if (twice.length > 0) {
    const shown = twice.slice(0, 20).map((name) => `"${safeText(name, 100)}"`);
    throw headerError(
      options,
      `${shown.join(', ')} ${twice.length === 1 ? 'occurs' : 'occur'} more than once (names are compared trimmed); each column needs a name of its own`,
      { twice },
    );
  }
  return names;
}

function headerError(options: HeaderOptions, problem: string, data: Record<string, unknown>): ContractError {
  return new ContractError('CSV_HEADER', `${options.file}:${options.line}: the header is wrong: ${problem}`, {
    file: options.file,
    line: options.line,
    ...data,
  });
}

/** `offset` is that of the first byte that is not UTF-8, in the text of the file. */
export function notUtf8({ file, line, offset }: { file: string; line: number; offset: number }): ContractError {
  return new ContractError(
    'CSV_ENCODING',
    `${file}:${line}: the header is not UTF-8 at offset ${offset}; set csv.encoding to the encoding the file is written in, like windows-1252`,
    { file, line, offset },
  );
}

/** A NUL in the header: either text in UTF-16 that nobody declared, or not text at all. */
export function nulInHeader(header: Uint8Array, file: string, line: number): ContractError {
  const nuls = [0, 0];
  header.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2] = (nuls[at % 2] as number) + 1;
  });
  const [even, odd] = nuls as [number, number];
  const guess = even + odd < header.length / 3 ? undefined : odd > even ? 'utf-16le' : 'utf-16be';
  return guess === undefined
    ? new ContractError('NUL', `${file}:${line}: the header holds a NUL byte; is this a CSV file?`, { file, line })
    : new ContractError('CSV_ENCODING', `${file}:${line}: this looks like ${guess}; set csv.encoding: ${guess}`, {
        file,
        line,
        guess,
      });
}
