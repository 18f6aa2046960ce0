import type { Clock } from '../../base/ports/clock.ts';
import type { Log } from '../../base/ports/log.ts';
import type { LoadOutcome, LoadRequest, Warehouse } from '../../base/ports/warehouse.ts';
import { adoptRows } from './adopt.ts';
import { dropRows } from './drop.ts';
import { examineTable } from './examine.ts';
import { isCut, translate } from './failure.ts';
import { loadRows } from './load.ts';
import { hold } from './lock.ts';
import { readReceipts, readStored, settle } from './receipts.ts';
import { countPartition, look, tableName } from './relation.ts';
import { type Deadlines, type Session, withSession } from './session.ts';
import type { Target } from './target.ts';

export interface PostgresOptions {
  target: Target;
  clock: Clock;
  log: Log;
  deadlines?: Partial<Deadlines>;
  /** Called with each statement before it runs and after it; tests stop the world here. */
  beforeStatement?: (sql: string) => void | Promise<void>;
  afterStatement?: (sql: string) => void | Promise<void>;
}

const MINUTE = 60_000;

const DEADLINES: Deadlines = { connectMs: 15_000, statementMs: 30 * MINUTE, lockMs: 10 * MINUTE, idleMs: 2 * MINUTE };

/** A table in a PostgreSQL database. Each call has a connection of its own, so nothing is left open between loads. */
export function createPostgresWarehouse(options: PostgresOptions): Warehouse {
  const { target, clock, log, beforeStatement, afterStatement } = options;
  const deadlines = { ...DEADLINES, ...options.deadlines };
  const open = <T>(signal: AbortSignal, work: (session: Session) => Promise<T>) =>
    withSession({ target, signal, deadlines, beforeStatement, afterStatement }, work);

  /** Looks without leaving a trace, at one moment of the database. */
  async function read<T>(session: Session, work: () => Promise<T>): Promise<T> {
    await session.begin('read');
    try {
      return await work();
    } finally {
      await session.rollback();
    }
  }

  async function load(session: Session, request: LoadRequest): Promise<LoadOutcome> {
    const { partition, object } = request;
    if (object.isRemote) {
      const settled = await read(session, async () => {
        const found = await look(session, target);
        return settle(session, target, found, request, await readStored(session, target, found, partition));
      });
      if (settled) return settled;
    }
    // Before anything is locked: the object may have to come from far away.
    const file = await object.read();
    const loadedAt = new Date(clock.now()).toISOString();
    const outcome = await loadRows(session, target, request, { file, loadedAt, log, lockMs: deadlines.lockMs });
    try {
      await session.commit();
      return outcome;
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      if (isCut(error) && (await wasCommitted(request, outcome))) return outcome;
      throw translate(target, error);
    }
  }

  /**
   * The answer to a COMMIT was lost: the receipt knows. Whoever holds the partition's lock sees what became of the transaction
   * before, for the server lets go of its locks when it has ended.
   */
  async function wasCommitted(request: LoadRequest, { receipt }: LoadOutcome): Promise<boolean> {
    const { partition, signal } = request;
    log.warn(`the connection to ${target.url} broke while ${partition} was being committed; asking whether it was`);
    return open(signal, async (session) => {
      await session.begin('write');
      await hold(session, target, { whole: true }, log, deadlines.lockMs);
      const now = await readStored(session, target, await look(session, target), partition);
      await session.rollback();
      return (
        now?.publication === receipt.publication && now.loadedAt === receipt.loadedAt && now.sha256 === receipt.sha256
      );
    });
  }

  return {
    kind: 'postgres',
    url: target.url,
    id: target.id,
    rows: (signal) =>
      open(signal, (session) =>
        read(session, async () => {
          const { table } = await look(session, target);
          if (table === undefined) return undefined;
          const [row] = await session.rows(`SELECT count(*) AS total FROM ${tableName(target)}`);
          return Number(row?.['total']);
        }),
      ),
    receipts: (signal) =>
      open(signal, (session) => read(session, async () => readReceipts(session, target, await look(session, target)))),
    load: (request) => open(request.signal, (session) => load(session, request)),
    drop: (request) =>
      open(request.signal, async (session) => {
        const rows = await dropRows(session, target, request, { log, lockMs: deadlines.lockMs });
        try {
          await session.commit();
        } catch (error) {
          // Done again, it finds nothing to do.
          throw translate(target, error);
        }
        return rows;
      }),
    count: (request) =>
      open(request.signal, (session) =>
        read(session, async () => countPartition(session, target, await look(session, target), request)),
      ),
    adopt: (request) =>
      open(request.signal, async (session) => {
        const adoptedAt = new Date(clock.now()).toISOString();
        const receipt = await adoptRows(session, target, request, { adoptedAt, log, lockMs: deadlines.lockMs });
        try {
          await session.commit();
        } catch (error) {
          // Done again, it leaves the same receipt.
          throw translate(target, error);
        }
        return receipt;
      }),
    examine: (request) =>
      open(request.signal, (session) => read(session, () => examineTable(session, target, request))),
    close: async () => {},
  };
}
