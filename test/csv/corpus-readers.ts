import { writeFile } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { CsvError, parse } from 'csv-parse/sync';
import { LakeferryError } from '../../src/base/errors.ts';
import type { CorpusFile } from './corpus-files.ts';
import { headerOf, type ReadFile, readText } from './csv-reading.ts';

const LIMITS = { field: 2 ** 24, columns: 20_000, header: 2 ** 24 };
/** No file holds this text: empty fields stay empty texts. */
const NO_NULL = '\u0001no such text\u0001';

/** What a reader makes of a file whose first line is a row like any other. */
export interface Reading {
  /** Rows as wide as the first record; of a file that is given up, those before. */
  rows: string[][];
  /** The first record, however wide the others are; absent where there is none. */
  first?: readonly string[];
  /** Why the reader gave up: nothing behind this record is in `rows`. */
  fault?: string;
}

/** The whole file by csv-parse, as text: bytes that are no UTF-8 are no text to it. */
export function byCsvParse({ bytes, csv }: CorpusFile): Reading & { width: number } {
  const rows: string[][] = [];
  let fault: string | undefined;
  let text: string;
  try {
    text = new TextDecoder(csv.encoding, { fatal: true }).decode(bytes);
  } catch {
    text = bytes.toString('utf8').replace(/^\ufeff/, '');
    fault = 'ENCODING';
  }
  try {
    parse(text, {
      delimiter: csv.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (record: string[]) => {
        rows.push(record);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    fault ??= error.code;
  }
  const width = rows[0]?.length ?? (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').split(csv.delimiter).length;
  const fitting = rows.flatMap((row) => {
    if (row.length === width) return [row];
    const isWider = csv.extraEmptyColumns === 'drop' && row.length > width && row.slice(width).every((v) => v === '');
    return isWider ? [row.slice(0, width)] : [];
  });
  return {
    rows: fitting,
    width,
    ...(rows[0] === undefined ? {} : { first: rows[0] }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** Ours: a header is put before the file, so that its own first line is a row. `whole`: read by csv-parse, not by the kernel. */
export function byOurs({ bytes, csv }: CorpusFile, width: number, whole = false): Promise<ReadFile> {
  const header = Array.from({ length: width }, (_, at) => `c${at}`).join(csv.delimiter);
  const mark = bytes.subarray(0, csv.encoding === 'utf-16le' ? 2 : bytes.indexOf('\ufeff') === 0 ? 3 : 0);
  const line = Buffer.from(`${header}\n`, csv.encoding === 'utf-16le' ? 'utf16le' : 'utf8');
  const text = Buffer.concat([mark, line, bytes.subarray(mark.length)]);
  // A comment mark that no file holds at the start of a line sends the whole file to csv-parse.
  const comment = whole ? { comment: '\u0001no such mark' } : {};
  return readText(text, { csv: { ...csv, ...comment }, limits: LIMITS, chunk: 65_536 });
}

/** The file's own header as we read it: its names, or the code of the error. Anything else that is thrown is a bug. */
export async function headerByOurs({ bytes, csv }: CorpusFile): Promise<readonly string[] | string> {
  try {
    return await headerOf(bytes, { csv, limits: LIMITS, chunk: 65_536 });
  } catch (error) {
    if (error instanceof LakeferryError) return error.code;
    throw error;
  }
}

export interface DuckDbReader {
  read(file: CorpusFile, width: number): Promise<Reading>;
  close(): void;
}

/** DuckDB under the same declared dialect; `path` is a file that it may write to. */
export async function openDuckDb(path: string): Promise<DuckDbReader> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection: DuckDBConnection = await instance.connect();
  // Each file is written to the same path, and files of one size within one second look alike to the cache.
  await connection.run('SET enable_external_file_cache = false');
  return {
    async read({ bytes, csv, rowsAt }, width) {
      await writeFile(path, bytes.subarray(rowsAt));
      const columns = Array.from({ length: width }, (_, at) => `'c${at}': 'VARCHAR'`).join(', ');
      const options = [
        `auto_detect = false, header = false, quote = '"', escape = '"', columns = {${columns}}`,
        `delim = '${csv.delimiter}', encoding = '${csv.encoding === 'utf-16le' ? 'utf-16' : 'utf-8'}'`,
        // Records of another width are left out, as ours are.
        `nullstr = '${NO_NULL}', ignore_errors = true, max_line_size = 20000000, hive_partitioning = false`,
        "parallel = false, compression = 'none'",
      ];
      try {
        const found = await connection.runAndReadAll(`SELECT * FROM read_csv('${path}', ${options.join(', ')})`);
        return { rows: found.getRowsJson() as string[][] };
      } catch (error) {
        return { rows: [], fault: (error as Error).message };
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
