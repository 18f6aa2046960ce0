import type { DuckDBConnection } from '@duckdb/node-api';
import { Refusal } from '../refusal.ts';
import { JobFailure } from './job-failure.ts';

export interface Field {
  name: string;
  type: string;
  mode: string;
  description?: string;
  precision?: string;
  scale?: string;
  [other: string]: unknown;
}

export interface ServedTable {
  project: string;
  dataset: string;
  table: string;
  fields: Field[];
  timePartitioning?: { type: string; field: string };
  clustering?: { fields: string[] };
  description?: string;
  labels: Record<string, string>;
  version: number;
  /** Load jobs today, failed ones included. */
  loads: number;
}

export interface ServedDataset {
  project: string;
  dataset: string;
  location: string;
  labels: Record<string, string>;
}

export interface ServedJob {
  project: string;
  id: string;
  location: string;
  configuration: JobConfiguration;
  state: 'PENDING' | 'RUNNING' | 'DONE';
  errorResult?: { reason: string; message: string; location?: string };
  statistics: Record<string, unknown>;
  /** Begun by `jobs.query`, with a name of the server's own. */
  nameless?: boolean;
  /** For queries. */
  answer?: { fields: { name: string; type: string }[]; rows: (string | null)[][] };
  created: number;
}

export interface JobConfiguration {
  load?: Record<string, unknown>;
  query?: Record<string, unknown>;
  dryRun?: boolean;
  labels?: Record<string, string>;
}

/** What a test may turn while the server runs. */
export interface Controls {
  /** `jobs.get` calls until a job is done; its work is done at the last of them. */
  polls: number;
  /** Loads that a table takes in a day. */
  loadsPerTable: number;
  /** The next jobs that were inserted end with these, without having done anything. */
  failNext: { reason: string; message: string }[];
  /** So many query answers say `jobComplete: false` first. */
  incomplete: number;
  /** Rows of one page of a query's answer. */
  pageRows: number;
  /** What a dry run says that a query would read. */
  bytesProcessed: number;
  /** Only these bearer tokens are let in. */
  tokens?: ReadonlySet<string>;
}

export interface State {
  datasets: Map<string, ServedDataset>;
  tables: Map<string, ServedTable>;
  jobs: Map<string, ServedJob>;
  connection: DuckDBConnection;
  controls: Controls;
  /** Path of the file behind `gs://…`; undefined: there is no such object. */
  objects: (uri: string) => Promise<string | undefined>;
  now: () => number;
}

export const datasetKey = (project: string, dataset: string) => `${project}.${dataset}`;
export const tableKey = (project: string, dataset: string, table: string) => `${project}.${dataset}.${table}`;
export const jobKey = (project: string, location: string, id: string) => `${project}:${location.toLowerCase()}.${id}`;

export function getDataset(state: State, project: string, dataset: string): ServedDataset {
  const found = state.datasets.get(datasetKey(project, dataset));
  if (found === undefined) throw new Refusal(404, 'notFound', `Not found: Dataset ${project}:${dataset}`);
  return found;
}

export function getTable(state: State, project: string, dataset: string, table: string): ServedTable {
  getDataset(state, project, dataset);
  const found = state.tables.get(tableKey(project, dataset, table));
  if (found === undefined) throw new Refusal(404, 'notFound', `Not found: Table ${project}:${dataset}.${table}`);
  return found;
}

/** A job finds only what is where it runs. */
export function datasetHere(state: State, project: string, dataset: string, location: string): ServedDataset {
  const found = state.datasets.get(datasetKey(project, dataset));
  if (found === undefined || found.location.toLowerCase() !== location.toLowerCase()) {
    throw new JobFailure('notFound', `Not found: Dataset ${project}:${dataset} was not found in location ${location}`);
  }
  return found;
}
