/**
 * The parts of BigQuery's REST resources that this driver reads and writes. 64-bit integers travel as text.
 * https://cloud.google.com/bigquery/docs/reference/rest
 */

/** A column of a table. What we do not name (policy tags, collations) is carried along as it came. */
export interface TableField {
  name: string;
  type: string;
  mode?: string;
  description?: string;
  precision?: string;
  scale?: string;
  [other: string]: unknown;
}

export interface TimePartitioning {
  type: string;
  field?: string;
  [other: string]: unknown;
}

export interface TableReference {
  projectId: string;
  datasetId: string;
  tableId: string;
}

export interface Table {
  tableReference: TableReference;
  /** `TABLE`, `VIEW`, `EXTERNAL` … */
  type?: string;
  etag?: string;
  location?: string;
  numRows?: string;
  description?: string;
  labels?: Record<string, string>;
  schema?: { fields?: TableField[] };
  timePartitioning?: TimePartitioning;
  rangePartitioning?: unknown;
  clustering?: { fields: string[] };
}

export interface Dataset {
  datasetReference: { projectId: string; datasetId: string };
  location?: string;
  description?: string;
  labels?: Record<string, string>;
}

export interface LoadConfiguration {
  sourceUris: string[];
  sourceFormat: 'PARQUET';
  destinationTable: TableReference;
  schema: { fields: TableField[] };
  autodetect: false;
  createDisposition: 'CREATE_NEVER';
  writeDisposition: 'WRITE_TRUNCATE' | 'WRITE_APPEND';
  schemaUpdateOptions?: string[];
  decimalTargetTypes: string[];
  clustering?: { fields: string[] };
}

export interface QueryConfiguration {
  query: string;
  useLegacySql: false;
  defaultDataset: { projectId: string; datasetId: string };
  maximumBytesBilled?: string;
}

export interface JobConfiguration {
  load?: LoadConfiguration;
  query?: QueryConfiguration;
  dryRun?: boolean;
  labels?: Record<string, string>;
}

/** One of Google's error entries. `location` is where in the request or in the data, not where in the world. */
export interface ErrorProto {
  reason?: string;
  message?: string;
  location?: string;
}

export interface JobReference {
  projectId: string;
  jobId: string;
  location: string;
}

export interface Job {
  jobReference: JobReference;
  configuration: JobConfiguration;
  status: { state: string; errorResult?: ErrorProto; errors?: ErrorProto[] };
  statistics?: {
    /** Milliseconds since the epoch. */
    endTime?: string;
    load?: { outputRows?: string };
    query?: { totalBytesProcessed?: string };
    totalBytesProcessed?: string;
  };
}

export interface QueryAnswer {
  jobComplete: boolean;
  jobReference?: { projectId: string; jobId?: string; location?: string };
  rows?: { f: { v: string | null }[] }[];
  pageToken?: string;
}
