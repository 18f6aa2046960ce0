import type { SendingPolicy } from './notify.ts';
import type { CsvSettings, Limits, TaskName, TaskPolicy } from './pipeline.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A dialect that nobody described: RFC 4180. */
export const DEFAULT_CSV: CsvSettings = {
  delimiter: ',',
  quote: '"',
  nulls: [''],
  encoding: 'utf-8',
  extraEmptyColumns: 'error',
};

/** Generous for data, tight enough that a broken or hostile file ends as an error and not as a full disk. */
export const DEFAULT_LIMITS: Limits = {
  field: 16 * 2 ** 20,
  // BigQuery takes no longer row: https://cloud.google.com/bigquery/quotas#load_jobs
  record: 100e6,
  columns: 10_000,
  header: 2 ** 20,
  download: 20e9,
  text: 200e9,
  ratio: 1000,
  memory: 4 * 2 ** 30,
};

const PATIENT = { kind: 'exponential', first: 2000, longest: 60_000 } as const;

/** Somebody else's server deserves patience; what happens on our own side is tried once more. */
const FETCH: TaskPolicy = { retries: 3, retryDelay: PATIENT, timeoutMs: 20 * MINUTE };
const OTHER: TaskPolicy = { retries: 1, retryDelay: PATIENT, timeoutMs: 30 * MINUTE };

export const DEFAULT_TASKS: Readonly<Record<TaskName, TaskPolicy>> = {
  fetch: FETCH,
  clean: OTHER,
  'write-parquet': OTHER,
  upload: OTHER,
  load: OTHER,
};

/** A message is small, and whoever waits for it wants to know soon. */
export const DEFAULT_SENDING: SendingPolicy = { retries: 3, retryDelay: PATIENT, timeoutMs: 2 * MINUTE };

export const DEFAULT_LAG = 0;
export const DEFAULT_GRACE = 30 * DAY;
export const DEFAULT_RECHECK = 3;
export const DEFAULT_TIMEZONE = 'UTC';
export const DEFAULT_ANCHOR = '2000-01-01T00:00';
export const DEFAULT_HISTORY = 3;
export const DEFAULT_CACHE_MAX = 1e9;
