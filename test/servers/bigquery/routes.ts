import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import { cancelJob, getJob, insertJob, queryResults, startQuery } from './jobs.ts';
import type { State } from './state.ts';
import {
  datasetResource,
  deleteDataset,
  deleteTable,
  insertDataset,
  insertTable,
  patchDataset,
  patchTable,
  tableResource,
} from './tables.ts';

export type Route =
  | 'datasets.get'
  | 'datasets.insert'
  | 'datasets.patch'
  | 'datasets.delete'
  | 'tables.get'
  | 'tables.insert'
  | 'tables.patch'
  | 'tables.delete'
  | 'jobs.insert'
  | 'jobs.get'
  | 'jobs.cancel'
  | 'queries.insert'
  | 'queries.get';

/** What a request asks for, and how it is done. */
export interface Found {
  route: Route;
  work(state: State, body: Record<string, unknown>, request: IncomingMessage): Promise<object | undefined>;
}

/** Refuses what is no path of the interface, and another project than the one that is served. */
export function findRoute(request: IncomingMessage, project: string): Found {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  const [version, resource, asked, ...path] = url.pathname
    .replace(/^\/bigquery\//, '')
    .split('/')
    .map(decodeURIComponent);
  if (version !== 'v2' || resource !== 'projects') throw new Refusal(404, 'notFound', `Not found: ${url.pathname}`);
  if (asked !== project) throw new Refusal(404, 'notFound', `Not found: Project ${asked}`);
  const location = url.searchParams.get('location') ?? undefined;
  const pageToken = url.searchParams.get('pageToken') ?? undefined;
  const [kind, id = '', below, table = ''] = path;
  const ifMatch = request.headers['if-match'];
  const found = (name: Route, work: Found['work']): Found => ({ route: name, work });
  switch (
    `${method} ${kind}${id === '' ? '' : '/id'}${below === undefined ? '' : `/${below}`}${table === '' ? '' : '/id'}`
  ) {
    case 'POST datasets':
      return found('datasets.insert', (state, body) => insertDataset(state, project, body));
    case 'GET datasets/id':
      return found('datasets.get', async (state) => datasetResource(state, project, id));
    case 'PATCH datasets/id':
      return found('datasets.patch', async (state, body) => patchDataset(state, project, id, body));
    case 'DELETE datasets/id':
      return found('datasets.delete', (state) => deleteDataset(state, project, id));
    case 'POST datasets/id/tables':
      return found('tables.insert', (state, body) => insertTable(state, project, id, body));
    case 'GET datasets/id/tables/id':
      return found('tables.get', (state) => tableResource(state, project, id, table));
    case 'PATCH datasets/id/tables/id':
      return found('tables.patch', (state, body) => patchTable(state, { project, dataset: id, table }, body, ifMatch));
    case 'DELETE datasets/id/tables/id':
      return found('tables.delete', (state) => deleteTable(state, project, id, table));
    case 'POST jobs':
      return found('jobs.insert', (state, body) => insertJob(state, project, body));
    case 'GET jobs/id':
      return found('jobs.get', (state) => getJob(state, project, id, location));
    case 'POST jobs/id/cancel':
      return found('jobs.cancel', async (state) => cancelJob(state, project, id, location));
    case 'POST queries':
      return found('queries.insert', (state, body) => startQuery(state, project, body));
    case 'GET queries/id':
      return found('queries.get', (state) => queryResults(state, project, id, { location, pageToken }));
    default:
      throw new Refusal(404, 'notFound', `Not found: ${method} ${url.pathname}`);
  }
}
