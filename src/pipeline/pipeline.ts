import type { RetryDelay } from '../base/retry.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { ColumnType } from '../table/type.ts';
import type { Channel } from './notify.ts';

/** A pipeline file, read, checked, its parameters filled in and every word turned into what it means. */
export interface Pipeline {
  /** Path of the file as the user gave it, for messages. */
  file: string;
  /** Absolute folder of the file: relative paths in it are resolved against this. */
  directory: string;
  name: string;
  description: string;
  owner: string;
  parameters: Readonly<Record<string, string>>;
  source: SourceSettings;
  csv: CsvSettings;
  partitions: PartitionSettings;
  columns: readonly ColumnRule[];
  contract: Contract;
  /** As written, parameters and `${NAME}` filled in; relative folders made absolute. Absent values come from flags. */
  lake?: string;
  warehouse?: string;
  /** Which of the two were written as relative paths: such a place is another one in each job of a workflow. */
  relative: readonly ('lake' | 'warehouse')[];
  write: 'replace-partition' | 'append-once';
  /** What the data are like as a whole. `rowsWithin`: a share of the median, from 0 to 1. */
  expect?: { rowsWithin: number };
  bigquery?: BigquerySection;
  google?: GoogleSection;
  /** When a scheduled workflow plans; absent: each time that it wakes up. */
  schedule?: Schedule;
  /** Who is told when a partition breaks and when it is well again. */
  notify?: readonly Channel[];
  /** The SQL file, read. */
  afterLoad?: { path: string; sql: string };
  codec: 'zstd' | 'gzip' | 'none';
  /** Superseded versions kept. */
  history: number;
  tasks: Readonly<Record<TaskName, TaskPolicy>>;
  limits: Limits;
  cacheMaxBytes: number;
  /** Where its parts stand, for messages: lines counted from 1. Absent: the file does not have that part. */
  lines: Readonly<{ source: number } & Partial<Record<PipelinePart, number>>>;
  /** Values from the environment that nobody may see, for masking; read with `secretsOf`. */
  secrets?: readonly string[];
}

/** Parts in which the cause of a failure may lie. */
export const PIPELINE_PARTS = [
  'source',
  'csv',
  'columns',
  'contract',
  'expect',
  'limits',
  'google',
  'lake',
  'warehouse',
  'notify',
] as const;
export type PipelinePart = (typeof PIPELINE_PARTS)[number];

export interface SourceSettings {
  /** With `{YYYY}`, `{MM}`, `{DD}` still in it; `fillUrl` fills them. May hold secrets from the environment. */
  url: string;
  /** The same without secrets: `${NAME}` stays as written. This one goes into records, keys and messages. */
  shownUrl: string;
  headers: Readonly<Record<string, string>>;
  /** Statuses that mean "not published yet". */
  notReady: readonly number[];
  allowPrivate: boolean;
  allowUnverifiedLength: boolean;
  allowEmpty: boolean;
}

export interface CsvSettings {
  /** One or more characters. */
  delimiter: string;
  quote: string;
  /** Texts that mean null, quoted or not. */
  nulls: readonly string[];
  /** A label of the Encoding Standard: `utf-8`, `windows-1252`, `utf-16le` … A byte order mark wins over it. */
  encoding: string;
  /** Lines that start with this are skipped; absent: there are no comments. */
  comment?: string;
  /** What happens to empty fields beyond the header's last column. */
  extraEmptyColumns: 'error' | 'drop';
}

export interface PartitionSettings {
  by: 'month' | 'day' | 'year' | 'none';
  /** First partition: `2019-01`; `none` for `by: none`. */
  start: string;
  /** Last partition, for a dataset that ended. */
  end?: string;
  /** A partition is due this long after its last day ended. */
  lagMs: number;
  /** After lag + grace a partition that is still not ready is late. */
  graceMs: number;
  /** How many of the newest published partitions are asked whether their source changed. */
  recheck: number;
  /** IANA zone in which the partition's last day ends. */
  timezone: string;
}

/** One column of the table and what a value must be. Texts are in the file's form; `clean` turns them into values once. */
export interface ColumnRule {
  name: string;
  type: ColumnType;
  /** Headers it may have, trimmed, compared exactly. Default: its own name. */
  from: readonly string[];
  /** Null is a broken rule. */
  required: boolean;
  /** The column may be absent from a file; its values are then null, or `fill`. */
  optional: boolean;
  /** Stands in for null. */
  fill?: string;
  enum?: readonly string[];
  minimum?: string;
  maximum?: string;
  /** JavaScript regular expression with the `u` flag, matched against the whole text. */
  pattern?: string;
  /** For date, datetime, timestamp: `YYYY MM DD HH mm ss SSS SSSSSS` and literal characters. Absent: ISO 8601. */
  format?: string;
  /** For timestamp: the zone of texts without an offset. */
  zone?: string;
  /** For bool. */
  trueTexts?: readonly string[];
  falseTexts?: readonly string[];
  description?: string;
  /** Where the column stands in the pipeline file, for messages. */
  line: number;
}

/** Login from a GitHub job without a key. https://cloud.google.com/iam/docs/workload-identity-federation */
export interface GoogleSection {
  /** `projects/123456/locations/global/workloadIdentityPools/my-pool/providers/my-provider`. */
  workloadIdentityProvider: string;
  /** Who is impersonated. */
  serviceAccount?: string;
}

/** What only a table in BigQuery knows. */
export interface BigquerySection {
  /** Where the dataset is, and is created if it is absent. */
  location?: string;
  /** One to four columns. */
  clustering?: readonly string[];
  labels?: Readonly<Record<string, string>>;
  /** Bytes that one run of `after_load` may be billed for. */
  maxBytesBilled?: number;
}

export interface Contract {
  /** `evolve`: added as a nullable string; `freeze`: a header that no column names stops the partition; `discard`: left out. */
  newColumns: 'evolve' | 'freeze' | 'discard';
  /** `freeze`: a value that does not fit its type breaks a rule; `discard`: it becomes null and is counted. */
  types: 'freeze' | 'discard';
  /** Share of rows, 0…1. More rejected rows than this and the partition does not count. */
  maxRejected: number;
}

export const TASKS = ['fetch', 'clean', 'write-parquet', 'upload', 'load'] as const;
export type TaskName = (typeof TASKS)[number];

export interface TaskPolicy {
  retries: number;
  retryDelay: RetryDelay;
  /** Milliseconds for one try; of fetch, for all of its tries and waits. */
  timeoutMs: number;
  /** Milliseconds; absent: a cached result never expires. */
  cacheExpirationMs?: number;
}

/** Each one that is hit is a clear error. Bytes unless said otherwise. */
export interface Limits {
  /** Longest field of a record. */
  field: number;
  /** Longest record of a CSV, its quotes and delimiters included. */
  record: number;
  /** Most columns of a header (count). */
  columns: number;
  /** Longest header line. */
  header: number;
  /** Largest download. */
  download: number;
  /** Most text after decompression. */
  text: number;
  /** Most text bytes out of one compressed byte (ratio). */
  ratio: number;
  /** Most memory of the process, looked at after each row group, and most that one part of a Parquet file may claim. */
  memory: number;
}
