/** What a pipeline says about its table beside the columns. */
export interface BigquerySettings {
  /** Where the dataset is: `EU`, `US`, `europe-west3`. Needed only to create one; else it is compared. */
  location?: string;
  /** Up to four columns by which rows lie together. Absent: the table's own stays. */
  clustering?: readonly string[];
  /** Set on the table; labels that others put there stay. */
  labels?: Readonly<Record<string, string>>;
  /** The table's description. Absent: the table's own stays. */
  description?: string;
  /** Bytes that one run of `after_load` may be billed for. */
  maxBytesBilled?: number;
}

/** 100 GB, about half a dollar on demand: more than a month's table of trips, less than a mistake that hurts. */
export const DEFAULT_MAX_BYTES_BILLED = 100e9;
