import type { Batch } from '../table/batch.ts';
import type { Schema } from '../table/schema.ts';

/** What was read of a whole stream. */
export interface ReadArrow {
  bytes: number;
  /** Of the file's bytes, lower-case hex: another one than the writer's when a tool stepped in between. */
  sha256: string;
  rows: number;
  /** Record batches, those without rows included. */
  batches: number;
}

/** An Arrow stream, opened. */
export interface OpenedArrow {
  schema: Schema;
  /**
   * One batch for each record batch, in the order of the file, columns in the order of the schema. Texts are spans into
   * the file's own bytes. Reads the file from its beginning each time. Memory: one record batch and the dictionaries.
   */
  batches(): AsyncIterable<Batch>;
  /** After the last batch: what to compare with what was written, so that no row is lost unseen. Throws Error before. */
  counts(): ReadArrow;
}
