import type { Pipeline } from '../pipeline/pipeline.ts';

/** What one file's header is bound with. */
export interface BindOptions {
  header: readonly string[];
  pipeline: Pipeline;
  /** Columns that earlier files added. */
  evolved: readonly { name: string; from: string }[];
  partition: string;
  /** `2021-01-01`; absent for `by: none`. */
  partitionDate?: string;
  /** The file as the user knows it, for messages. */
  file: string;
}
