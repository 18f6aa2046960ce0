// What the two peers in JavaScript share: the rows of a gzip file, read by csv-parse, each cell in its type.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** Yields arrays of texts. */
export function readRows(input) {
  const parser = parse({ from_line: 2 });
  pipeline(createReadStream(input), createGunzip({ chunkSize: 1 << 18 }), parser, () => {});
  return parser;
}

export const toInstant = (text) => new Date(`${text.replace(' ', 'T')}Z`);
