import type { RowGroup } from '../base/ports/columns.ts';
import type { Spans } from './column.ts';
import type { Schema } from './schema.ts';

/**
 * Most rows of a row group. Ours end after 10 MiB of text, which is at most 5 million rows; a reader needs a bound
 * because six bytes can claim a billion nulls.
 */
export const MOST_ROWS = 2 ** 24;

/** One row group of typed columns, in schema order. Never row objects. */
export interface Batch extends RowGroup {
  schema: Schema;
}

/**
 * A column as the CSV reader found it, before anything is known about its type.
 * `dictionary`: `indices[row]` is a position in `values` (0-based; distinct byte strings in order of first appearance).
 * `direct`: one span a row, for columns with too many distinct values and for date-times. Of the texts at least `distinct` are
 * different, as far as the reader counted them.
 */
export type TextColumn =
  | { kind: 'dictionary'; indices: Uint16Array; values: Spans }
  | { kind: 'direct'; values: Spans; distinct?: number };

/** A record that cannot be split into the header's columns. */
export interface MalformedRecord {
  /** 1-based line on which it starts, and its place among all records of the file (0-based, malformed ones included). */
  line: number;
  record: number;
  /** Stable reason: csv-parse's own code (`CSV_RECORD_INCONSISTENT_COLUMNS` …), `ENCODING`, `NUL` … */
  rule: string;
  /** One lower-case sentence without any of the record's text. */
  problem: string;
  /** The record as it stands in the file, without its line end; cut at `MAX_ORIGINAL_TEXT` bytes. */
  text: Uint8Array;
}

export const MAX_ORIGINAL_TEXT = 64 * 1024;

/** One row group of text: what `csv` hands to `clean`. */
export interface TextBatch {
  /** Row group number, from 0. */
  group: number;
  /** Well-formed rows. */
  rows: number;
  /** One for each column of the header, in the header's order. */
  columns: readonly TextColumn[];
  /** 1-based line on which each row starts; of a source without lines, the number of the row. */
  lines: Uint32Array;
  /** Each row as it stands in the file, without its line end. */
  records: Spans;
  /**
   * In the place of `records` where the file has no text of a row, or none as it stood: one is made up for those that are
   * rejected.
   */
  recordText?: (row: number) => Uint8Array;
  malformed: readonly MalformedRecord[];
}
