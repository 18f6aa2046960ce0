import type { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { Clock } from '../../base/ports/clock.ts';
import type { Log } from '../../base/ports/log.ts';
import { createDatabase } from './creation.ts';
import { isLocked, lockedError, openError, scriptError, statementError, syntaxError } from './failure.ts';
import type { Duckdb } from './library.ts';
import type { Target } from './target.ts';
import { inTurn } from './turn.ts';

export type Parameter = string | number | null;
export type Row = Record<string, unknown>;

/** An open database file. One statement at a time; each is refused after the signal has aborted. */
export interface Session {
  /** Name of the database, for qualified names. */
  catalog: string;
  /** All rows of the answer; 64-bit integers are bigint. */
  rows(sql: string, parameters?: readonly Parameter[]): Promise<Row[]>;
  /** The number of rows that were changed. */
  run(sql: string, parameters?: readonly Parameter[]): Promise<number>;
  /** Statements of somebody else's SQL one by one, each prepared after the one before it has run. */
  statements(
    sql: string,
  ): Promise<{ count: number; run(at: number): Promise<void>; isTransaction(at: number): Promise<boolean> }>;
  /** Ends an open transaction without effect, also after an abort. */
  rollback(): Promise<void>;
}

export interface SessionOptions {
  target: Target;
  mode: 'read' | 'write';
  clock: Clock;
  log: Log;
  /** Longest wait for another process, in milliseconds. */
  timeoutMs: number;
  signal: AbortSignal;
  loadLibrary: () => Promise<Duckdb>;
  /** Called with each statement before it runs; tests stop the world here. What it throws counts as the statement's error. */
  beforeStatement?: ((sql: string) => void | Promise<void>) | undefined;
  /** Called with each statement that has run: between COMMIT and the closing of the file is a moment of its own. */
  afterStatement?: ((sql: string) => void | Promise<void>) | undefined;
}

/** DuckDB takes 80 % of the machine's memory unless told otherwise; beside a running conversion that is too much. */
const MEMORY_LIMIT = '2GB';
const THREADS = '2';

/** DuckDB forgets an interrupt that arrives before the statement has begun, so it is repeated until the statement ends. */
const INTERRUPT_EVERY_MS = 20;

/** Opens the file, does `work`, and always lets the file go, so that other processes get their turn. */
export async function withSession<T>(options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const { file } = options.target;
  return inTurn(file, options.signal, async () => {
    const instance = await openInstance(options);
    try {
      const connection = await instance.connect();
      try {
        return await work(await createSession(connection, options));
      } finally {
        connection.closeSync();
      }
    } finally {
      instance.closeSync();
    }
  });
}

async function openInstance(options: SessionOptions): Promise<DuckDBInstance> {
  const { target, clock, log, signal, timeoutMs } = options;
  const duckdb = await options.loadLibrary();
  const settings = {
    access_mode: options.mode === 'read' ? 'READ_ONLY' : 'READ_WRITE',
    // Left on, a query that looks like it needs one downloads an extension at run time and loads it as native code.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: MEMORY_LIMIT,
    threads: THREADS,
    temp_directory: `${target.file}.tmp`,
  };
  const begun = clock.now();
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      if (options.mode === 'write') await createDatabase(duckdb, options);
      return await duckdb.DuckDBInstance.create(target.file, settings);
    } catch (error) {
      if (!isLocked(error)) throw openError(target, error);
      if (clock.now() - begun >= timeoutMs) throw lockedError(target, timeoutMs, error);
      if (attempt === 1) log.info(`${target.url} is in use by another process; waiting up to ${timeoutMs / 1000} s`);
      await clock.sleep(Math.round(50 + 200 * clock.random()), signal);
    }
  }
}

async function createSession(connection: DuckDBConnection, options: SessionOptions): Promise<Session> {
  const { signal, target } = options;

  /** Runs one call of the library so that an abort interrupts it. */
  async function interruptible<T>(sql: string, call: () => Promise<T>, translate = statementError): Promise<T> {
    signal.throwIfAborted();
    let timer: NodeJS.Timeout | undefined;
    const interrupt = () => {
      connection.interrupt();
      timer ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
    };
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      await options.beforeStatement?.(sql);
      signal.throwIfAborted();
      const answer = await call();
      await options.afterStatement?.(sql);
      return answer;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw translate(target, error);
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', interrupt);
    }
  }

  const execute = (sql: string, parameters: readonly Parameter[] = []) =>
    interruptible(sql, () => connection.run(sql, [...parameters]));

  const session: Session = {
    catalog: '',
    rows: async (sql, parameters) => (await execute(sql, parameters)).getRowObjectsJS() as Promise<Row[]>,
    run: async (sql, parameters) => (await execute(sql, parameters)).rowsChanged,
    async statements(sql) {
      // The library fails on a text without any statement (an empty file, only comments): the first one is ours, uncounted.
      const extracted = await connection.extractStatements(`SELECT 1;${sql}`).catch((error) => {
        throw syntaxError(error);
      });
      const { StatementType } = await options.loadLibrary();
      let open: { at: number; prepared: DuckDBPreparedStatement } | undefined;
      const prepare = async (at: number) => {
        if (open?.at !== at) {
          open?.prepared.destroySync();
          open = { at, prepared: await extracted.prepare(at + 1) };
        }
        return open.prepared;
      };
      return {
        count: extracted.count - 1,
        isTransaction: async (at) => (await prepare(at)).statementType === StatementType.TRANSACTION,
        run: async (at) => {
          const prepared = await prepare(at);
          await interruptible(`after_load statement ${at + 1}`, () => prepared.run(), scriptError);
        },
      };
    },
    async rollback() {
      await connection.run('ROLLBACK').catch(() => {});
    },
  };
  // Set once for the whole session: casts between text, dates and instants must not depend on where the machine stands.
  await connection.run("SET TimeZone = 'UTC'");
  const [first] = await (await connection.run('SELECT current_database() AS catalog')).getRowObjectsJS();
  session.catalog = String(first?.['catalog']);
  return session;
}
