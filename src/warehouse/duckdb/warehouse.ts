import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { OutageError, reasonOf } from '../../base/errors.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Log } from '../../base/ports/log.ts';
import type { Warehouse } from '../../base/ports/warehouse.ts';
import { settledBy } from '../receipt.ts';
import { adoptRows, countRows } from './adopt.ts';
import { exists, sweepDrafts } from './creation.ts';
import { dropRows } from './drop.ts';
import { examineTable } from './examine.ts';
import { type Duckdb, loadDuckdb } from './library.ts';
import { loadFile } from './load.ts';
import { qualify } from './names.ts';
import { readReceipts } from './receipts.ts';
import { readColumns } from './schema.ts';
import { type Session, withSession } from './session.ts';
import type { Target } from './target.ts';

export interface DuckdbOptions {
  target: Target;
  clock: Clock;
  log: Log;
  timeoutMs?: number;
  /** Where the library lies if the usual import does not find it; asked at most once. */
  duckdbFolder?: () => Promise<string | undefined>;
  /** Called with each statement before it runs and after it; tests stop the world here. */
  beforeStatement?: (sql: string) => void | Promise<void>;
  afterStatement?: (sql: string) => void | Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * A table in a DuckDB file. The file is open only while a call works with it: DuckDB lets one process in at a time,
 * and partitions that are loaded by several processes take turns.
 */
export function createDuckdbWarehouse(options: DuckdbOptions): Warehouse {
  const { target, clock, log, beforeStatement, afterStatement } = options;
  // One answer for all partitions, also where it is a failure: a download that was tried to the end is not begun again by each.
  let library: Promise<Duckdb> | undefined;
  const loadLibrary = () => {
    library ??= loadDuckdb(options.duckdbFolder === undefined ? {} : { folder: options.duckdbFolder });
    return library;
  };
  /** Once a run: what processes leave that are killed meanwhile can wait for the next. */
  let swept: Promise<void> | undefined;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const open = <T>(mode: 'read' | 'write', signal: AbortSignal, work: (session: Session) => Promise<T>) =>
    withSession({ target, mode, clock, log, timeoutMs, signal, loadLibrary, beforeStatement, afterStatement }, work);

  /** Looks without leaving a trace: a file that is not there is not made. */
  async function look<T>(signal: AbortSignal, empty: T, work: (session: Session) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    return (await exists(target.file)) ? open('read', signal, work) : empty;
  }

  const warehouse: Warehouse = {
    kind: 'duckdb',
    url: target.url,
    id: target.id,
    rows: (signal) =>
      look<number | undefined>(signal, undefined, async (session) => {
        if ((await readColumns(session, target)) === undefined) return undefined;
        const table = qualify(session.catalog, target.schema, target.table);
        const [row] = await session.rows(`SELECT count(*) AS total FROM ${table}`);
        return Number(row?.['total']);
      }),
    receipts: (signal) => look(signal, new Map(), (session) => readReceipts(session, target)),
    async load(request) {
      const { signal, partition, object } = request;
      if (object.isRemote) {
        const receipts = await look(signal, new Map(), (session) => readReceipts(session, target, partition));
        const settled = settledBy(request, receipts.get(partition));
        if (settled) return settled;
      }
      // Before the file is locked: the object may have to come from far away.
      const file = resolve(await object.localFile());
      await makeFolder(target);
      swept ??= sweepDrafts({ target, clock });
      await swept;
      const loadedAt = new Date(clock.now()).toISOString();
      return open('write', signal, (session) => loadFile(session, target, request, { file, loadedAt }));
    },
    drop: async (request) =>
      (await exists(target.file)) ? open('write', request.signal, (session) => dropRows(session, target, request)) : 0,
    count: (request) => look(request.signal, 0, (session) => countRows(session, target, request)),
    async adopt(request) {
      const adoptedAt = new Date(clock.now()).toISOString();
      return open('write', request.signal, (session) => adoptRows(session, target, request, adoptedAt));
    },
    async examine(request) {
      await loadLibrary();
      return look(request.signal, { table: false, differences: [], lacking: [] }, (session) =>
        examineTable(session, target, request),
      );
    },
    close: async () => {},
  };
  return warehouse;
}

async function makeFolder(target: Target): Promise<void> {
  try {
    await mkdir(dirname(target.file), { recursive: true });
  } catch (error) {
    throw new OutageError('WAREHOUSE_OPEN', `the folder of ${target.url} cannot be made: ${reasonOf(error)}`, {
      cause: error,
      retryable: false,
    });
  }
}
