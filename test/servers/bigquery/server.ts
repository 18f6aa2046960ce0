import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invalid, Refusal } from '../refusal.ts';
import { openDatabase, rowsOf } from './database.ts';
import { jobResource, runJob } from './jobs.ts';
import { translate } from './query.ts';
import { type Found, findRoute, type Route } from './routes.ts';
import { type Controls, getTable, type State } from './state.ts';
import { tableResource } from './tables.ts';

/**
 * What happens instead of an answer. `lost`: the work is done, then the connection breaks; with a status the answer says
 * so though the work is done. `stall`: nothing is answered, ever. `forget`: the job that is asked for is gone.
 */
export type Fault =
  | { kind: 'status'; status: number; reason?: string; message?: string }
  | { kind: 'reset' }
  | { kind: 'stall' }
  | { kind: 'lost'; status?: number }
  | { kind: 'garbage' }
  | { kind: 'forget' };

export interface BigqueryServer {
  /** `http://127.0.0.1:…` */
  origin: string;
  controls: Controls;
  /** Routes in the order of their calls. */
  calls: Route[];
  /** Jobs as their resources, in the order of their making; the server's own for `queries.insert` included. */
  jobs(): Record<string, unknown>[];
  /** The next calls of a route meet these faults, one each; `undefined` lets one pass. */
  fault(route: Route, ...faults: (Fault | undefined)[]): void;
  /** Called before each call is worked on. */
  onCall: (route: Route, body: unknown) => void | Promise<void>;
  /** Lets time pass: every job that has begun comes to its end. */
  settle(): Promise<void>;
  /** A query in GoogleSQL or DuckDB's SQL, beside the interface; rows as texts. */
  sql(text: string): Promise<(string | null)[][]>;
  /** The table's resource, beside the interface. */
  table(dataset: string, table: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface ServerOptions {
  project?: string;
  /** Where the bytes of `gs://…` are; a path on this machine. */
  objects: (uri: string) => Promise<string | undefined>;
}

export const PROJECT = 'acme-data';

/** BigQuery's REST interface over HTTP, strict where a lax client would lose or double rows; DuckDB is its engine. */
export async function startBigquery(options: ServerOptions): Promise<BigqueryServer> {
  const { project = PROJECT } = options;
  const database = await openDatabase();
  const controls: Controls = {
    polls: 2,
    loadsPerTable: 1500,
    failNext: [],
    incomplete: 0,
    pageRows: 10_000,
    bytesProcessed: 1000,
  };
  const { connection } = database;
  const { objects } = options;
  const state: State = {
    datasets: new Map(),
    tables: new Map(),
    jobs: new Map(),
    connection,
    controls,
    objects,
    now: () => Date.now(),
  };
  const faults = new Map<Route, (Fault | undefined)[]>();
  const calls: Route[] = [];
  // One call at a time: the engine has one connection, and BigQuery's metadata is consistent.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  const server = createServer((request, response) => {
    void handle(request, response).catch((error) => {
      answer(response, 500, { error: { code: 500, message: String(error), errors: [{ reason: 'internalError' }] } });
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body: Record<string, unknown> = {};
    let found: Found | undefined;
    let fault: Fault | undefined;
    try {
      const text = await readBody(request);
      found = findRoute(request, project);
      calls.push(found.route);
      body = parseBody(request, text);
      await self.onCall(found.route, body);
      fault = faults.get(found.route)?.shift();
      if (fault?.kind === 'stall') return;
      if (fault?.kind === 'reset') {
        request.socket.destroy();
        return;
      }
      if (fault?.kind === 'garbage') {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>');
        return;
      }
      if (fault?.kind === 'status')
        throw new Refusal(fault.status, fault.reason ?? 'backendError', fault.message ?? 'scripted');
      if (fault?.kind === 'forget') state.jobs.clear();
      checkToken(request, controls);
      const { work } = found;
      const made = await inTurn(() => work(state, body, request));
      if (fault?.kind === 'lost' && fault.status === undefined) request.socket.destroy();
      else if (fault?.kind === 'lost') throw new Refusal(fault.status ?? 503, 'backendError', 'scripted');
      else if (made === undefined) response.writeHead(204).end();
      else answer(response, 200, made);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A refusal is an answer like others, and is lost like them.
      if (fault?.kind === 'lost' && fault.status === undefined) request.socket.destroy();
      else answer(response, error.status, error.toJson());
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: BigqueryServer = {
    origin: `http://127.0.0.1:${port}`,
    controls,
    calls,
    jobs: () => [...state.jobs.values()].map((job) => jobResource(job) as Record<string, unknown>),
    fault: (name, ...more) => void faults.set(name, [...(faults.get(name) ?? []), ...more]),
    onCall: () => {},
    settle: () =>
      inTurn(async () => {
        for (const job of state.jobs.values()) await runJob(state, job);
      }),
    sql: (text) => inTurn(() => rowsOf(connection, translate(text))),
    table: (dataset, table) =>
      inTurn(async () => {
        getTable(state, project, dataset, table);
        return (await tableResource(state, project, dataset, table)) as Record<string, unknown>;
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await turn;
      database.close();
    },
  };
  return self;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody(request: IncomingMessage, text: string): Record<string, unknown> {
  if (text === '') return {};
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw invalid('The body is not said to be JSON.');
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Refusal(400, 'parseError', 'Parse Error');
  }
}

function checkToken(request: IncomingMessage, controls: Controls): void {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (controls.tokens === undefined || controls.tokens.has(token)) return;
  throw new Refusal(401, 'authError', 'Request had invalid authentication credentials.');
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
}
