import type { Batch } from '../table/batch.ts';

export interface WrittenArrow {
  path: string;
  bytes: number;
  /** Of the file's bytes, lower-case hex. */
  sha256: string;
  rows: number;
  /** Record batches: as many as row groups were appended, those without rows included. */
  batches: number;
}

/** An Arrow stream that is being written: one record batch a row group. */
export interface ArrowFile {
  /** One call at a time. Memory: one row group in Arrow's form. */
  append(batch: Batch): Promise<void>;
  /** Writes the end-of-stream mark and syncs the file to disk. */
  close(): Promise<WrittenArrow>;
  /** Removes the file, finished or not. */
  abandon(): Promise<void>;
}
