import type { ColumnSpec } from '../base/ports/warehouse.ts';

export const ENTRY_FORMAT = 1;

export type EntryKind = 'publishing' | 'published' | 'loaded' | 'failed' | 'not_ready' | 'held' | 'released';

/** Who wrote an entry, with what. */
export interface RunFacts {
  /** Lakeferry's version. */
  version: string;
  /** Unique for each process. */
  run: string;
  /** Commit of the pipeline's repository and whether the tree was dirty, where there is one. */
  commit?: string;
  dirty?: boolean;
}

export interface SourceFacts {
  /** Without secrets. */
  url: string;
  etag?: string;
  lastModified?: string;
  /** Of the raw file. */
  bytes: number;
  sha256: string;
}

export interface ObjectFacts {
  name: string;
  generation: string;
  bytes: number;
  sha256: string;
}

export interface ColumnReport {
  name: string;
  nulls: number;
  fills: number;
  discarded: number;
  /** As text in the column's own form; absent when there is no value, and for strings. */
  minimum?: string;
  maximum?: string;
}

/** A task's key and the hashed parts it was made of, so that a later miss can say which part changed. */
export interface TaskKey {
  key: string;
  parts: Readonly<Record<string, string>>;
}

/** What is true of a published partition. */
export interface Publication {
  source: SourceFacts;
  object: ObjectFacts;
  rowsRead: number;
  rows: number;
  rejected: number;
  rejectedBy: Readonly<Record<string, number>>;
  quarantine?: ObjectFacts;
  columns: readonly ColumnSpec[];
  report: readonly ColumnReport[];
  /** How the raw file was read, so that rows of it that were rejected can be read again. */
  raw?: { format: 'csv' | 'ndjson' | 'parquet'; header: readonly string[] };
  /** Key of everything up to the Parquet bytes. */
  taskKey: TaskKey;
  /**
   * Its file or its rows were there already, and taken over. Of a file that was found nobody saw how it was made: `source` says what
   * the source was at that time, with the sha256 of the Parquet file.
   */
  adopted?: { who: string; from: string };
}

/** Why a partition is left as it is until it is released. */
export interface Hold {
  who: string;
  why: string;
  /** Number of the `published` entry that is brought back meanwhile. */
  restores?: number;
  /** It is taken out of lake and table meanwhile. */
  drops?: boolean;
  /** Rows that this lake did not load are in the table, until somebody says what becomes of them. */
  adopts?: boolean;
}

interface EntryBase {
  format: typeof ENTRY_FORMAT;
  dataset: string;
  partition: string;
  /** Its place in the partition's log, from 1. */
  number: number;
  /** ISO 8601, UTC. */
  at: string;
  run: RunFacts;
}

/** One line of a partition's history: created once, never changed. */
export type Entry = EntryBase &
  (
    | {
        kind: 'publishing' /** The bytes about to be published. */;
        sha256: string /** Generation that may be replaced. */;
        base: string | 'absent';
      }
    | {
        kind: 'published';
        publication: Publication;
        /** What it took from the first task on, in milliseconds; absent where nothing was made from its source. */
        milliseconds?: number;
      }
    | {
        kind: 'loaded';
        /** Warehouse.id and .url */
        warehouse: string;
        warehouseUrl: string;
        /** Number of the `published` entry. */
        publication: number;
        sha256: string;
        rows: number;
        replaced: number;
        afterLoad?: string;
      }
    | {
        kind: 'failed';
        reason: 'error' | 'timeout' | 'crash' | 'cancelled' | 'schema';
        task: string;
        code: string;
        message: string;
        /** It was the data that broke its contract. */
        contract?: boolean;
      }
    | { kind: 'not_ready'; status: number; url: string }
    | ({ kind: 'held' } & Hold)
    | { kind: 'released'; who: string; why: string }
  );

/** An entry before the ledger gives it its number, time and author. */
export type NewEntry = Entry extends infer E ? (E extends Entry ? Omit<E, keyof EntryBase> : never) : never;

/** The state of one partition: its log, folded. */
export interface Head {
  partition: string;
  /** Number of the last entry. */
  number: number;
  kind: EntryKind;
  at: string;
  /** The newest publication and the number of its entry. */
  published?: { number: number; at: string; publication: Publication };
  /** The newest load into each warehouse, by Warehouse.id. */
  loaded: Readonly<Record<string, { number: number; publication: number; sha256: string; rows: number; at: string }>>;
  /** An intent without its `published`. */
  open?: { number: number; sha256: string; base: string | 'absent' };
  /** The last attempt failed, or found nothing, after the newest publication. */
  failed?: {
    number: number;
    reason: string;
    task: string;
    code: string;
    message: string;
    contract?: boolean;
    at: string;
  };
  notReady?: { number: number; status: number; at: string };
  held?: Hold & { number: number; at: string };
}
