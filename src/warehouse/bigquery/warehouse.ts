import type { Clock } from '../../base/ports/clock.ts';
import type { Log } from '../../base/ports/log.ts';
import type { RememberedLoad, Warehouse } from '../../base/ports/warehouse.ts';
import type { GoogleConnection } from '../../google/connection.ts';
import { checkAdoptedRows } from '../adopted-rows.ts';
import { receiptFor } from '../receipt.ts';
import { createApi } from './api.ts';
import { countPartition, countRows } from './count.ts';
import { dropRows } from './drop.ts';
import { examineTable } from './examine.ts';
import { connect } from './library.ts';
import { loadPartition } from './load.ts';
import { countTable, readReceipts } from './receipts.ts';
import type { BigquerySettings } from './settings.ts';
import type { Target } from './target.ts';

export interface BigqueryOptions {
  target: Target;
  settings: BigquerySettings;
  /** The login, asked for when the first call is made. */
  connection: () => Promise<GoogleConnection>;
  /** The newest `loaded` entry of each partition for this warehouse, as the ledger knows them now. */
  loads: () => ReadonlyMap<string, RememberedLoad>;
  clock: Clock;
  log: Log;
  /** Milliseconds for one call. Default one minute; a query may be held back for ten seconds of it. */
  callTimeoutMs?: number;
}

const DEFAULT_CALL_TIMEOUT_MS = 60_000;

/**
 * A table in BigQuery. It keeps nothing of its own beside the table: what was loaded is in the lake's ledger, and what
 * is there now is counted. Any number of processes may load at once, a partition each.
 */
export function createBigqueryWarehouse(options: BigqueryOptions): Warehouse {
  const { target, settings, loads, clock, log } = options;
  const api = createApi({
    target,
    clock,
    log,
    open: async () => connect(await options.connection(), target.project),
    callTimeoutMs: options.callTimeoutMs ?? DEFAULT_CALL_TIMEOUT_MS,
  });
  return {
    kind: 'bigquery',
    url: target.url,
    id: target.id,
    rows: (signal) => countTable(api, signal),
    receipts: (signal) => readReceipts(api, loads(), signal),
    load: (request) => loadPartition(api, settings, request, loads().get(request.partition)),
    drop: (request) => dropRows(api, request),
    count: ({ partitionDate, signal }) => countPartition(api, partitionDate, signal),
    async adopt(request) {
      checkAdoptedRows(target.url, request, await countRows(api, request.partitionDate, request.signal));
      // The receipt is the ledger's entry and the count.
      return receiptFor(request, new Date(clock.now()).toISOString());
    },
    examine: (request) => examineTable(api, settings, request),
    close: async () => {},
  };
}
