import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** A table as text, and what it is to become. */
export interface Dataset {
  columns: readonly DatasetColumn[];
  /** The lines of a CSV file, header first, in pieces of any size. */
  text(): Iterable<string>;
}

export interface DatasetColumn {
  name: string;
  type: 'int64' | 'float64' | 'string' | 'datetime';
}

/** The CSV as a gzip file. */
export async function writeDataset(path: string, dataset: Dataset): Promise<void> {
  await pipeline(Readable.from(dataset.text()), createGzip({ level: 6 }), createWriteStream(path));
}
