import type { Files } from '../base/ports/files.ts';
import type { CutText } from '../csv/read.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { TextBatch } from '../table/batch.ts';
import type { ColumnType } from '../table/type.ts';
import type { GroupCounts } from './group-worker.ts';

export type RawFormat = 'csv' | 'ndjson' | 'parquet';

/** What the pipeline file makes of one column of a file. */
export interface WantedColumn {
  name: string;
  type: ColumnType;
  /** Its rule names a time zone. */
  zoned: boolean;
}

/** Row groups that are cut and not yet read. Whoever reads them tells what was in them. */
export interface CutRows {
  texts(): AsyncIterable<CutText>;
  onCounts(counts: GroupCounts): void;
}

/** Rows of a raw file as texts, whatever format they come in. */
export interface RowSource {
  format: RawFormat;
  /** Of what `TextBatch.lines` are the numbers, for messages. */
  counted: 'line' | 'row';
  /** The source itself has a null, see `MISSING`. */
  knowsNull: boolean;
  header(): Promise<readonly string[]>;
  batches(): AsyncIterable<TextBatch>;
  /** The row groups as texts, where worker threads can read them. */
  cut?: CutRows;
  /** Valid when `batches` has ended. */
  counts(): { records: number; blank: number; droppedExtra: number };
  close(): Promise<void>;
}

export interface RowSourceOptions {
  raw: string;
  /** The text of a CSV, in the place of `raw`. */
  text?: AsyncIterable<Uint8Array>;
  shownName: string;
  pipeline: Pipeline;
  files: Files;
  /** Asked once with the names of the columns: which are not worth a dictionary, and what is wanted of each. */
  bind: (
    header: readonly string[],
    /** Columns whose values have a type in the file already. */
    typed: readonly boolean[],
  ) => { direct: readonly boolean[]; wanted: readonly (WantedColumn | undefined)[] };
  onBytes: (done: number) => void;
  /** In place of `onBytes` where rows are what is counted. */
  onRows: (done: number, total: number) => void;
}
