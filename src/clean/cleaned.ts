import type { Batch } from '../table/batch.ts';

/** A row that broke a rule, for the quarantine. Its columns are `QUARANTINE_SCHEMA`'s. */
export interface RejectedRow {
  /** 1-based line on which the row starts. */
  line: number;
  /** `type`, `required`, `enum`, `minimum`, `maximum`, `pattern`, or the code of a malformed record. */
  rule: string;
  /** The column whose rule broke; absent for a malformed record. */
  column?: string;
  /** The value that broke it, as text; absent for a malformed record and for `required`. */
  value?: string;
  /** What is wrong with a malformed record, in words that hold none of its text; absent for a broken rule. */
  problem?: string;
  /** The whole row as it stands in the file. */
  text: Uint8Array;
}

/** What happened in one column of one row group. */
export interface ColumnCounts {
  name: string;
  /** Nulls among the kept rows, after `fill`. */
  nulls: number;
  /** Nulls that `fill` replaced. */
  fills: number;
  /** Values that became null under `contract.types: discard`. */
  discarded: number;
}

/** One row group after its rules. */
export interface Cleaned {
  /** Records that came in, malformed ones included; counted from the input, so that it can prove that nothing was lost. */
  rowsRead: number;
  batch: Batch;
  /** In the order of the file. */
  rejected: readonly RejectedRow[];
  /** One for each column of the schema. */
  columns: readonly ColumnCounts[];
}
