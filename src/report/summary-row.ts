import type { Publication } from '../ledger/entry.ts';
import type { ResultRow } from './results.ts';

/** One partition of a run, as far as its summary tells of it. */
export interface SummaryRow extends ResultRow {
  failure?: { task: string; reason: string; code: string; message: string; tries?: number };
  rejectedBy?: Readonly<Record<string, number>>;
  /** One line each: what was fetched, made, published and loaded, and why the cache hit or missed. */
  notes: readonly string[];
  /** Of the fetch. */
  tries?: number;
  /** What the lake holds of it now, and what it held of partitions before it, oldest first. */
  publication?: Publication;
  before?: readonly Publication[];
  uri?: string;
  /** What another tool did to its rows between the steps. */
  edited?: string;
  /** The first rows, where they may be shown. */
  sample?: { columns: readonly string[]; rows: readonly (readonly (string | null)[])[] };
}
