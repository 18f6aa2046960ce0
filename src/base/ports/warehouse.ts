import type { RowGroup } from './columns.ts';

/** A column as plain data, the same in ledger, receipts and warehouses. `type` is GoogleSQL in lower case: `numeric(10,2)`. */
export interface ColumnSpec {
  name: string;
  type: string;
  /** Milliseconds or microseconds, for `datetime` and `timestamp` only. */
  unit?: 'ms' | 'us';
  required: boolean;
  description?: string;
}

/** What the warehouse itself remembers of the last load of a partition. */
export interface Receipt {
  partition: string;
  /** Ledger number of the `published` entry that was loaded. */
  publication: number;
  /** sha256 of the Parquet file that was loaded. */
  sha256: string;
  rows: number;
  /** Rows of this partition that the table holds now. Differs from `rows` when somebody changed the table by hand. */
  rowsNow: number;
  /** ISO 8601, UTC. */
  loadedAt: string;
}

/**
 * The Parquet file that is loaded. A warehouse takes it as it can: by its address, as a file, or by its rows. Who asks for a
 * load brings the reader along, so that a warehouse needs to know nothing of Parquet.
 */
export interface LoadObject {
  uri: string;
  /** The lake is not on this machine: what brings the file here is better not called before it is needed. */
  isRemote: boolean;
  /** The file's path here, checked; brought here where the lake is remote. */
  localFile(): Promise<string>;
  /** The same file, opened: its columns as they are, and its rows, one row group at a time. */
  read(): Promise<ColumnarFile>;
}

export interface ColumnarFile {
  columns: readonly ColumnSpec[];
  /** In file order, and the columns of each in the order of `columns`. Throws OutageError where the file is damaged. */
  rowGroups(): AsyncIterable<RowGroup>;
}

/** What the ledger remembers of a partition's last load into one warehouse: its newest `loaded` entry. */
export interface RememberedLoad {
  /** Number of the `loaded` entry. */
  number: number;
  publication: number;
  sha256: string;
  rows: number;
  /** ISO 8601, UTC. */
  at: string;
}

export interface LoadRequest {
  partition: string;
  /** First day of the partition, `2021-01-01`; absent for `by: none`, where the load replaces the whole table. */
  partitionDate?: string;
  publication: number;
  sha256: string;
  rows: number;
  /** All columns of the Parquet file, `partition_date` included, in file order. */
  columns: readonly ColumnSpec[];
  object: LoadObject;
  write: 'replace-partition' | 'append-once';
  /** SQL that runs after the partition is loaded; inside the same transaction where the warehouse has them. */
  afterLoad?: string;
  signal: AbortSignal;
}

export interface LoadOutcome {
  receipt: Receipt;
  /** `unchanged`: the receipt already named this publication and the rows agree; nothing was written. */
  outcome: 'loaded' | 'unchanged';
  /** Rows of this partition that were there before and are gone now. */
  replaced: number;
  /** Columns that were added to the table by this load. */
  added: readonly string[];
}

export interface DropRequest {
  partition: string;
  /** First day of the partition; absent for `by: none`, where all rows are meant. */
  partitionDate?: string;
  signal: AbortSignal;
}

/** A publication whose rows are in the table already, because somebody else put them there. */
export interface AdoptRequest
  extends Pick<LoadRequest, 'partition' | 'partitionDate' | 'publication' | 'sha256' | 'rows'> {
  signal: AbortSignal;
}

export interface ExamineRequest {
  /** All columns that new rows have, `partition_date` included. */
  columns: readonly ColumnSpec[];
  partition: string;
  /** First day of the partition; absent for `by: none`. */
  partitionDate?: string;
  signal: AbortSignal;
}

/** What a load of this partition would meet. */
export interface Examination {
  /** False: the first load makes the table. */
  table: boolean;
  /** Where the rows lie, where the warehouse tells: `EU`. */
  location?: string;
  /** What of the table does not fit the new rows, one line each. */
  differences: readonly string[];
  /** That the table is divided otherwise than the pipeline, in one line. */
  partitioning?: string;
  /** Rights that a load needs and this account does not have, each as somebody would grant it. */
  lacking: readonly string[];
}

/** A warehouse table. Every driver passes `test/suites/warehouse.ts`. */
export interface Warehouse {
  readonly kind: 'duckdb' | 'bigquery' | 'postgres';
  /** For messages and records, without credentials: `duckdb:taxi.duckdb/yellow_taxi`. */
  readonly url: string;
  /** Stable id of this destination in ledger entries: two spellings of one table give the same. */
  readonly id: string;
  /** Total rows of the table, or `undefined` when there is no table. */
  rows(signal: AbortSignal): Promise<number | undefined>;
  /** By partition. Empty when nothing was ever loaded. */
  receipts(signal: AbortSignal): Promise<Map<string, Receipt>>;
  /**
   * Atomic: readers see the old partition or the new one. Adds missing nullable columns; any other difference between
   * table and `columns` is `ContractError` WAREHOUSE_SCHEMA with a readable diff. `append-once` of a partition that was
   * loaded from another sha256 is `ContractError` WAREHOUSE_APPENDED.
   */
  load(request: LoadRequest): Promise<LoadOutcome>;
  /**
   * Takes a partition's rows out of the table, and its receipt; answers with the number of rows. Atomic; where there is
   * nothing of it, nothing happens.
   */
  drop(request: DropRequest): Promise<number>;
  /** Rows that the table holds of a partition, whoever put them there; 0 where there is no table. */
  count(request: DropRequest): Promise<number>;
  /**
   * Leaves the receipt that a load would have left, and no row is touched. Counted in the same transaction, where the warehouse
   * has them: other rows than `rows` are ContractError WAREHOUSE_ROWS.
   */
  adopt(request: AdoptRequest): Promise<Receipt>;
  /** Looks at table and rights without changing anything. Throws what the first call of a load would throw for any other reason. */
  examine(request: ExamineRequest): Promise<Examination>;
  close(): Promise<void>;
}
