import type { Files } from '../base/ports/files.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { TextBatch } from '../table/batch.ts';
import type { ColumnType } from '../table/type.ts';

export type RawFormat = 'csv' | 'ndjson' | 'parquet';

/** What the pipeline file makes of one column of a file. */
export interface WantedColumn {
  name: string;
  type: ColumnType;
  /** Its rule names a time zone. */
  zoned: boolean;
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
  /** Valid when `batches` has ended. */
  counts(): { records: number; blank: number; droppedExtra: number };
  close(): Promise<void>;
}

export interface RowSourceOptions {
  raw: string;
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
