import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { LakeferryError } from '../../src/base/errors.ts';
import { type ReadFile, readText } from './csv-reading.ts';

/** 818 files that DuckDB's own tests read: ragged, rejected, fuzzed, in many dialects. */
const FOLDER = '../shared/corpora/duckdb-csv';
const here = { skip: !existsSync(FOLDER) && 'the corpora are not here' };

const DELIMITERS = [',', ';', '\t', '|'];

const MIXED = 'one file has LF, CR LF or CR at once: all end a line here (C3); DuckDB refuses them or loses rows';
const BLANK_FIRST = 'an empty line is skipped wherever it stands (C4); DuckDB takes the first one for the header';

/**
 * Texts that keep to RFC 4180 and that DuckDB reads otherwise under the same declared dialect, each with the rule of
 * docs/faults.md that ours follows. A row that is no longer true fails.
 */
const DUCKDB_DIFFERS: Readonly<Record<string, string>> = {
  'auto/multi_column_string_mix.csv': MIXED,
  'auto/multi_column_string_mix_r_n.csv': MIXED,
  'bug_12596.csv':
    'an empty field beyond the header is an error unless csv.extra_empty_columns drops it (C6); DuckDB drops it',
  'empty_first_line.csv': BLANK_FIRST,
  'fuzzing/2.csv': MIXED,
  'inconsistent_cells.csv': BLANK_FIRST,
  'mixed_new_line.csv': MIXED,
  'mixed_new_line_2.csv': MIXED,
  'one_r_n_two.csv': MIXED,
  'repromarket.csv': MIXED,
  'test/mixed_line_endings.csv': MIXED,
};

function files(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(FOLDER, name)).isFile())
    .sort();
}

/** Nobody declares a dialect for these files, so the header line does: the delimiter that it holds most of. */
function delimiterOf(bytes: Buffer): string {
  const header = /[^\r\n]+/.exec(bytes.toString('latin1'))?.[0] ?? '';
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** The table, or the code of the error. Anything else that is thrown is a bug and fails the test. */
async function outcomeOf(bytes: Buffer, delimiter: string): Promise<ReadFile | string> {
  try {
    return await readText(bytes, {
      csv: { delimiter },
      limits: { field: 2 ** 24, columns: 20_000, header: 2 ** 20 },
      chunk: 65_536,
    });
  } catch (error) {
    if (error instanceof LakeferryError) return error.code;
    throw error;
  }
}

test(
  'C20: no file of a fuzzer or of DuckDB crashes the reader, holds it up or makes a record vanish',
  here,
  async () => {
    const names = files();
    assert.equal(names.length, 818);
    const before = process.memoryUsage.rss();
    for (const name of names) {
      const bytes = readFileSync(join(FOLDER, name));
      for (const delimiter of new Set([delimiterOf(bytes), ','])) {
        const start = performance.now();
        const outcome = await outcomeOf(bytes, delimiter);
        assert.ok(performance.now() - start < 5000, name);
        if (typeof outcome === 'string') continue;
        const { counts, rows, malformed } = outcome;
        assert.equal(counts.records, rows.length + malformed.length, name);
        assert.ok(
          rows.every((row) => row.length === outcome.header.length),
          name,
        );
      }
    }
    assert.ok(process.memoryUsage.rss() - before < 512 * 2 ** 20);
  },
);

test('every text that keeps to RFC 4180 is read as csv-parse reads it: rows, widths, order', here, async () => {
  let equal = 0;
  const codes: Record<string, number> = {};
  for (const name of files()) {
    const bytes = readFileSync(join(FOLDER, name));
    const delimiter = delimiterOf(bytes);
    const records = expected(bytes, delimiter);
    // What csv-parse refuses, or what is no text, has no one reading that another reader could share.
    if (records === undefined || bytes.includes(0) || !isUtf8(bytes)) continue;
    const outcome = await outcomeOf(bytes, delimiter);
    const [header = [], ...rows] = records;
    if (typeof outcome === 'string') {
      codes[outcome] = (codes[outcome] ?? 0) + 1;
      const names = header.map((text) => text.trim().toLowerCase());
      const isUnfit = names.includes('') || new Set(names).size < names.length;
      assert.equal(outcome, records.length === 0 ? 'CSV_EMPTY' : isUnfit ? 'CSV_HEADER' : 'a table', name);
      continue;
    }
    assert.deepEqual(
      outcome.header,
      header.map((text) => text.trim()),
      name,
    );
    assert.deepEqual(
      outcome.rows,
      rows.filter((row) => row.length === header.length),
      name,
    );
    assert.equal(outcome.malformed.length, rows.filter((row) => row.length !== header.length).length, name);
    equal++;
  }
  assert.ok(equal > 400, `${equal} files are equal, ${JSON.stringify(codes)}`);
});

test(
  'the same texts are read as DuckDB reads them under the same dialect, or the difference is listed',
  here,
  async () => {
    const duckdb = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await duckdb.connect();
    const different: string[] = [];
    let compared = 0;
    for (const name of files()) {
      const bytes = readFileSync(join(FOLDER, name));
      const delimiter = delimiterOf(bytes);
      if (expected(bytes, delimiter) === undefined || bytes.includes(0) || !isUtf8(bytes)) continue;
      const outcome = await outcomeOf(bytes, delimiter);
      if (typeof outcome === 'string') continue;
      compared++;
      const columns = outcome.header.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ');
      const options = [
        `auto_detect = false, header = true, delim = '${delimiter}', quote = '"', escape = '"', columns = {${columns}}`,
        // A text that no file holds: empty fields are empty texts. Rows that do not fit are left out, as ours are.
        "nullstr = '\u0001', ignore_errors = true, max_line_size = 20000000, hive_partitioning = false",
      ];
      const path = join(FOLDER, name).replaceAll("'", "''");
      try {
        const found = await connection.runAndReadAll(`SELECT * FROM read_csv('${path}', ${options.join(', ')})`);
        assert.deepEqual(found.getRowsJson(), outcome.rows);
      } catch {
        different.push(name);
      }
    }
    connection.closeSync();
    duckdb.closeSync();
    assert.deepEqual(different, Object.keys(DUCKDB_DIFFERS));
    assert.ok(different.length <= compared * 0.05, `${different.length} of ${compared}`);
  },
);

function expected(bytes: Buffer, delimiter: string): string[][] | undefined {
  try {
    return parse(bytes, {
      delimiter,
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as string[][];
  } catch {
    return undefined;
  }
}
