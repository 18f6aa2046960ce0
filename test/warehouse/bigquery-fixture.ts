import type { TestContext } from 'node:test';
import { PassThroughClient } from 'google-auth-library';
import { sha256 } from '../../src/base/hash.ts';
import type { Clock } from '../../src/base/ports/clock.ts';
import type { ColumnSpec, LoadRequest, RememberedLoad, Warehouse } from '../../src/base/ports/warehouse.ts';
import type { GoogleConnection } from '../../src/google/connection.ts';
import type { BigquerySettings } from '../../src/warehouse/bigquery/settings.ts';
import { resolveTarget } from '../../src/warehouse/bigquery/target.ts';
import { createBigqueryWarehouse } from '../../src/warehouse/bigquery/warehouse.ts';
import { type BigqueryServer, PROJECT, startBigquery } from '../servers/bigquery/server.ts';
import type { TripMonth } from '../suites/warehouse.ts';
import { listLog, objectAt, testFolder, tripRequest, writeParquet } from './fixture.ts';

/** Time that passes only while somebody sleeps. */
export interface TestClock extends Clock {
  slept: number[];
  /** Called before each sleep. */
  onSleep: (ms: number) => void | Promise<void>;
  pass(ms: number): void;
}

export function testClock(): TestClock {
  let now = Date.parse('2026-03-01T06:00:00Z');
  const clock: TestClock = {
    slept: [],
    onSleep: () => {},
    pass(ms) {
      now += ms;
    },
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      await clock.onSleep(ms);
      clock.slept.push(ms);
      now += ms;
      signal?.throwIfAborted();
    },
    random: () => 0.5,
  };
  return clock;
}

export interface OpenOptions {
  settings?: BigquerySettings;
  connection?: GoogleConnection;
  callTimeoutMs?: number;
  clock?: TestClock;
  /** Default: the ledger of the bench. */
  loads?: Map<string, RememberedLoad>;
}

/** A server, a bucket that is a folder, and a ledger that is a map. */
export interface Bench {
  server: BigqueryServer;
  folder: string;
  loads: Map<string, RememberedLoad>;
  log: ReturnType<typeof listLog>;
  open(options?: OpenOptions): Warehouse;
  request(month: TripMonth & Partial<LoadRequest>): Promise<LoadRequest>;
  requestOf(
    columns: readonly ColumnSpec[],
    rows: readonly string[],
    changes?: Partial<LoadRequest>,
  ): Promise<LoadRequest>;
  /** `month vendor_id count` of each group in the table, sorted. */
  groups(): Promise<string[]>;
}

export async function startBench(context: TestContext): Promise<Bench> {
  const folder = await testFolder(context);
  const objects = new Map<string, string>();
  const server = await startBigquery({ objects: async (uri) => objects.get(uri) });
  context.after(() => server.close());
  const loads = new Map<string, RememberedLoad>();
  const log = listLog();
  /** The same file behind a gs:// URL that is named by its content. */
  const uploaded = (request: LoadRequest, mark: string): LoadRequest => {
    const uri = `gs://lake/yellow/${mark}.parquet`;
    objects.set(uri, request.object.uri);
    return { ...request, object: { ...request.object, uri, isRemote: true } };
  };
  return {
    server,
    folder,
    loads,
    log,
    open(options = {}) {
      const ledger = options.loads ?? loads;
      const warehouse = createBigqueryWarehouse({
        target: resolveTarget({ url: `bigquery://${PROJECT}/taxi`, dataset: 'yellow' }),
        settings: { location: 'EU', ...options.settings },
        connection: async () => ({
          apiEndpoint: server.origin,
          authClient: new PassThroughClient(),
          ...options.connection,
        }),
        loads: () => ledger,
        clock: options.clock ?? testClock(),
        log,
        callTimeoutMs: options.callTimeoutMs ?? 20_000,
      });
      return withLedger(warehouse, ledger);
    },
    async request({ month, count, seed = 1, ...rest }) {
      const request = await tripRequest(folder, { month, count, seed, ...rest });
      return uploaded(request, `${month}-${count}-${seed}`);
    },
    async requestOf(columns, rows, changes = {}) {
      const mark = sha256(JSON.stringify([columns, rows]));
      const path = `${folder}/${mark}.parquet`;
      await writeParquet(path, columns, rows);
      const base = await tripRequest(folder, { month: '2021-01', count: 0 });
      const object = objectAt(path);
      return { ...uploaded({ ...base, object }, mark), sha256: mark, rows: rows.length, columns, ...changes };
    },
    groups: async () =>
      (
        await server.sql(
          `SELECT strftime(partition_date, '%Y-%m') || ' ' || vendor_id || ' ' || count(*) AS line
           FROM taxi.yellow GROUP BY partition_date, vendor_id ORDER BY line`,
        )
      ).map(([line]) => line ?? ''),
  };
}

/** The ids and ends of all load jobs, in the order of their making. */
export function loadJobs(server: BigqueryServer): { id: string; end: string }[] {
  return server.jobs().flatMap((job) => {
    const { configuration, jobReference, status } = job as {
      configuration: { load?: object };
      jobReference: { jobId: string };
      status: { state: string; errorResult?: { reason: string } };
    };
    if (configuration.load === undefined) return [];
    return [{ id: jobReference.jobId, end: status.errorResult?.reason ?? status.state }];
  });
}

/** Writes the `loaded` entry after each load, under the same condition as the task `load` does. */
function withLedger(warehouse: Warehouse, loads: Map<string, RememberedLoad>): Warehouse {
  let number = 100;
  return {
    ...warehouse,
    async load(request) {
      const outcome = await warehouse.load(request);
      const { receipt } = outcome;
      if (outcome.outcome === 'loaded' || loads.get(request.partition)?.publication !== request.publication) {
        number += 1;
        const { publication, sha256, rows, loadedAt } = receipt;
        loads.set(request.partition, { number, publication, sha256, rows, at: loadedAt });
      }
      return outcome;
    },
  };
}
