import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { MalformedRecord } from '../../src/table/batch.ts';
import { type CorpusFile, readCorpusFile } from './corpus-files.ts';
import { byCsvParse, byOurs, headerByOurs, openDuckDb, type Reading } from './corpus-readers.ts';
import type { ReadFile } from './csv-reading.ts';

export interface Conformance {
  /** Files whose every row was compared, and files that were compared up to the first record that no rule covers. */
  whole: number;
  toFault: number;
  /** Names of files that csv-parse or DuckDB reads otherwise. */
  different: string[];
  /** Of the first record that is neither a row nor too wide or narrow: rule → files. */
  faults: Record<string, number>;
}

/** A record as wide as it likes has one reading; one with misplaced quotes, a NUL or bytes that are no text has none. */
type Fault = Pick<MalformedRecord, 'line' | 'rule'>;

/**
 * Reads each file by our scanner, by our way through csv-parse, by csv-parse alone and by DuckDB. The first two must agree
 * in everything, rows, faults and counts alike. A text that RFC 4180 does not cover has one reading up to its first fault:
 * rows are compared to there, with csv-parse the fault too. No file may take 5 s or lose a record.
 */
export async function compareReaders(names: readonly string[]): Promise<Conformance> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-corpora-'));
  const duckdb = await openDuckDb(join(folder, 'file.csv'));
  const conformance: Conformance = { whole: 0, toFault: 0, different: [], faults: {} };
  try {
    for (const name of names) {
      const file = readCorpusFile(name);
      const theirs = byCsvParse(file);
      const ours = await readBothWays(file, theirs.width);
      const fault = ours.malformed.find(({ rule }) => rule !== 'CSV_RECORD_INCONSISTENT_COLUMNS');
      const rows =
        fault === undefined ? ours.rows : ours.rows.filter((_, at) => (ours.lines[at] as number) < fault.line);
      if (fault === undefined) await checkHeader(file, theirs);
      const isEqual =
        isAlike(rows, fault, theirs) &&
        (fault === undefined || isSameFault(fault, theirs)) &&
        isAlike(file.rowsAt > 0 ? rows.slice(1) : rows, fault, await duckdb.read(file, theirs.width));
      if (!isEqual) conformance.different.push(name);
      if (fault === undefined) conformance.whole++;
      else {
        conformance.toFault++;
        conformance.faults[fault.rule] = (conformance.faults[fault.rule] ?? 0) + 1;
      }
    }
  } finally {
    duckdb.close();
    await rm(folder, { recursive: true });
  }
  return conformance;
}

async function readBothWays(file: CorpusFile, width: number): Promise<ReadFile> {
  const readings: ReadFile[] = [];
  for (const whole of [false, true]) {
    const start = performance.now();
    const read = await byOurs(file, width, whole);
    assert.ok(performance.now() - start < 5000, `${file.name} takes too long`);
    assert.equal(read.counts.records, read.rows.length + read.malformed.length, file.name);
    readings.push(read);
  }
  const [kernel, whole] = readings as [ReadFile, ReadFile];
  // Not `deepEqual`: some of these tables would be messages of megabytes.
  assert.ok(isDeepStrictEqual(whole, kernel), `${file.name}: the two ways differ`);
  return kernel;
}

/** The first record is the header, trimmed, unless names are missing or occur twice. */
async function checkHeader(file: CorpusFile, { first }: Reading): Promise<void> {
  const names = first?.map((name) => name.trim());
  const isUnfit = names !== undefined && (names.includes('') || new Set(names).size < names.length);
  const expected = isUnfit ? 'CSV_HEADER' : (names ?? 'CSV_EMPTY');
  assert.ok(isDeepStrictEqual(await headerByOurs(file), expected), `${file.name}: another header`);
}

function isAlike(rows: readonly string[][], fault: Fault | undefined, theirs: Reading): boolean {
  if (fault === undefined) return theirs.fault === undefined && isSame(rows, theirs.rows);
  return isSame(rows, theirs.rows.slice(0, rows.length)) || (theirs.fault !== undefined && theirs.rows.length === 0);
}

/** csv-parse knows neither NUL nor bytes; what is no UTF-8 it never sees. */
function isSameFault({ rule }: Fault, theirs: Reading): boolean {
  return ['NUL', 'ENCODING'].includes(rule) || theirs.fault === 'ENCODING' || theirs.fault === rule;
}

function isSame(a: readonly string[][], b: readonly string[][]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
