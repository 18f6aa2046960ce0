import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { LakeferryError } from '../../src/base/errors.ts';
import { type ReadFile, readText } from './csv-reading.ts';

/** 818 files that DuckDB's own tests read: ragged, rejected, fuzzed, in many dialects. */
const FOLDER = '../shared/corpora/duckdb-csv';
const here = { skip: !existsSync(FOLDER) && 'the corpora are not here' };

const DELIMITERS = [',', ';', '\t', '|'];

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
