import type { ColumnSpec } from '../base/ports/warehouse.ts';

/** A column that a file brought and the pipeline file does not name: a nullable string from then on. */
export interface EvolvedColumn {
  name: string;
  /** Its header. */
  from: string;
}

export interface FinishedFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** What cleaning made of one raw file. JSON all through. */
export interface Cleaning {
  quarantine?: FinishedFile;
  /** rowsRead = rows + rejected, always. */
  rowsRead: number;
  rows: number;
  rejected: number;
  rejectedBy: Readonly<Record<string, number>>;
  blankLines: number;
  /** Rows whose empty fields beyond the header were dropped. */
  droppedExtra: number;
  columns: readonly ColumnSpec[];
  report: readonly {
    name: string;
    nulls: number;
    fills: number;
    discarded: number;
    minimum?: string;
    maximum?: string;
  }[];
  header: readonly string[];
  /** What the raw file was read as; absent where something else than a raw file was cleaned. */
  format?: 'csv' | 'ndjson' | 'parquet';
  /** Columns that this file added to the dataset. */
  evolved: readonly EvolvedColumn[];
  /** The first two rows, as text, for the preview. */
  head: readonly (readonly (string | null)[])[];
}

/** The same with the Parquet file that its rows became: the record of a cache entry. */
export interface Conversion extends Cleaning {
  parquet: FinishedFile;
}
