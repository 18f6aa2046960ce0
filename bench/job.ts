import type { DatasetColumn } from './dataset.ts';

export type Codec = 'zstd' | 'gzip';

/** One conversion, for a program of bench/peers: the path of this as JSON is its argument. */
export interface Job {
  /** A gzip file of CSV. */
  input: string;
  /** The Parquet file to write. */
  output: string;
  codec: Codec;
  columns: readonly DatasetColumn[];
  /** `2021-01`, for Lakeferry, whose unit of work it is; and the same columns as a pipeline file. */
  partition: string;
  pipeline: string;
  /** Absent: true. Lakeferry alone minds it. */
  threads?: boolean;
}
