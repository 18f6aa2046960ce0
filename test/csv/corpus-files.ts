import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { CsvSettings } from '../../src/pipeline/pipeline.ts';

// Real files that nobody in this project wrote; the tests run where the files are, and say so where they are not.
const CORPORA = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));
export const here = { skip: !existsSync(CORPORA) && 'the corpora are not here' };

/** One CSV, whatever it was packed in. */
export interface CorpusFile {
  /** `folder/name` below the corpora. */
  name: string;
  bytes: Buffer;
  csv: Pick<CsvSettings, 'delimiter' | 'encoding' | 'extraEmptyColumns'>;
  /** Where the rows begin when the header ends by LF and the rows by CR LF; else 0. */
  rowsAt: number;
}

/** How many CSV files each folder holds: DuckDB's under any name, elsewhere by their ending. */
export const COUNTS: Readonly<Record<string, number>> = {
  'apache-parquet-testing': 4,
  'csv-spectrum': 12,
  'duckdb-csv': 818,
  'taxi-excel-dates': 1,
  'taxi-raw-100rows': 109,
  'taxi-reference': 10,
  'taxi-yellow-10k-monthly': 24,
};

export function corpusNames(): string[] {
  return Object.keys(COUNTS).flatMap((folder) =>
    readdirSync(join(CORPORA, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && (folder === 'duckdb-csv' || /\.(csv|tsv)(\.gz)?$/.test(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name).slice(CORPORA.length + 1))
      .sort(),
  );
}

export function readCorpusFile(name: string): CorpusFile {
  const bytes = unpacked(readFileSync(join(CORPORA, name)));
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const isTaxi = name.startsWith('taxi-');
  return {
    name,
    bytes,
    csv: {
      delimiter: delimiterOf(bytes),
      encoding,
      // The official months of late 2016 are wider than their header.
      extraEmptyColumns: isTaxi ? 'drop' : 'error',
    },
    rowsAt: isTaxi ? (/^[^\r\n]*\n(?=[^\n]*\r\n)/.exec(bytes.toString('latin1'))?.[0].length ?? 0) : 0,
  };
}

function unpacked(bytes: Buffer): Buffer {
  if (bytes.length < 4) return bytes;
  if (bytes.readUInt16BE(0) === 0x1f8b) return gunzipSync(bytes);
  return bytes.readUInt32LE(0) === 0xfd2fb528 ? zstdDecompressSync(bytes) : bytes;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** Nobody declares a dialect for these files, so the first line does: the delimiter that it holds most of. */
function delimiterOf(bytes: Buffer): string {
  const header = /[^\r\n]+/.exec(bytes.toString('latin1'))?.[0] ?? '';
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
