import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { OutageError } from '../../base/errors.ts';
import { type ConnectOptions, cancelBackend, connect, release } from './connection.ts';
import { stateOf, translate } from './failure.ts';

export type Parameter = string | number | null;
export type Row = Record<string, unknown>;

/** Longest waits, in milliseconds. */
export interface Deadlines {
  /** For a connection that is ready for statements. */
  connectMs: number;
  /** For one statement. */
  statementMs: number;
  /** For a lock that another session holds. */
  lockMs: number;
  /** For any sign of life: of the server's while rows are sent and behind `statementMs`, of ours while a transaction is open. */
  idleMs: number;
}

/** One connection, one statement at a time. Each is refused after the signal has aborted, and one that runs is cancelled. */
export interface Session {
  /** All rows of the answer; 64-bit integers are texts. */
  rows(sql: string, parameters?: readonly Parameter[]): Promise<Row[]>;
  /** The number of rows that were changed. */
  run(sql: string, parameters?: readonly Parameter[]): Promise<number>;
  /** Sends the chunks as the data of a COPY … FROM STDIN; returns the number of rows that the server took. */
  copy(sql: string, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** Somebody else's SQL, `label` for it. Throws what it was told, untranslated: its author reads it. */
  script(label: string, sql: string): Promise<void>;
  begin(mode: 'read' | 'write'): Promise<void>;
  /** Throws what it was told, untranslated: whoever commits must know whether the answer was lost. */
  commit(): Promise<void>;
  /** Ends an open transaction without effect, also after an abort. Never throws: a closed connection does the same. */
  rollback(): Promise<void>;
}

export interface SessionOptions extends Omit<ConnectOptions, 'connectMs'> {
  deadlines: Deadlines;
  /** Called with each statement before it runs; tests stop the world here. What it throws counts as the statement's error. */
  beforeStatement?: ((sql: string) => void | Promise<void>) | undefined;
  /** Called with each statement that has run. */
  afterStatement?: ((sql: string) => void | Promise<void>) | undefined;
}

/** How long a cancelled statement, or the last word of a broken connection, is waited for. */
const LAST_WORD_MS = 5000;

/** Connects, does `work`, and always lets the connection go. */
export async function withSession<T>(options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const { deadlines, target, signal } = options;
  const connecting = { target, signal, connectMs: target.connectMs ?? deadlines.connectMs };
  const client = await connect(connecting);
  try {
    const session = await createSession(client, options);
    return await work(session);
  } finally {
    await release(client);
  }
}

async function createSession(client: Client, options: SessionOptions): Promise<Session> {
  const { deadlines, target, signal } = options;
  /** The server's own process: asked by SQL, because between us and it there may be a pooler. */
  let backend: number | undefined;

  /** Runs one call so that an abort cancels it and silence ends it. `limitMs` begins anew at each `alive`. */
  async function guarded<T>(sql: string, limitMs: number, call: (alive: () => void) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    let silent: OutageError | undefined;
    const hangUp = () => client.connection.stream.destroy();
    const alive = () => timer.refresh();
    const timer = setTimeout(() => {
      silent = new OutageError('WAREHOUSE_SILENT', `${target.url} did not answer for ${limitMs / 1000} s`, {
        data: { limitMs },
      });
      hangUp();
    }, limitMs);
    let last: NodeJS.Timeout | undefined;
    const cancel = () => {
      last = setTimeout(hangUp, LAST_WORD_MS);
      cancelBackend({ target, signal: AbortSignal.timeout(LAST_WORD_MS), connectMs: LAST_WORD_MS }, backend).catch(
        hangUp,
      );
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await options.beforeStatement?.(sql);
      signal.throwIfAborted();
      const answer = await call(alive);
      await options.afterStatement?.(sql);
      return answer;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw silent ?? error;
    } finally {
      clearTimeout(timer);
      clearTimeout(last);
      signal.removeEventListener('abort', cancel);
    }
  }

  // The server's own limit comes first, and says more than ours: this one is for a server that has gone silent.
  const patience = deadlines.statementMs + deadlines.idleMs;
  const execute = async (sql: string, parameters: readonly Parameter[] = []) => {
    try {
      const call = () => (parameters.length === 0 ? client.query(sql) : client.query(sql, [...parameters]));
      return await guarded(sql, patience, call);
    } catch (error) {
      throw translate(target, error);
    }
  };

  const session: Session = {
    rows: async (sql, parameters) => (await execute(sql, parameters)).rows as Row[],
    run: async (sql, parameters) => (await execute(sql, parameters)).rowCount ?? 0,
    async copy(sql, chunks) {
      try {
        return await guarded(sql, deadlines.idleMs, (alive) => sendCopy(client, sql, chunks, alive, patience));
      } catch (error) {
        throw translate(target, error);
      }
    },
    async script(label, sql) {
      await guarded(label, patience, () => client.query(sql));
    },
    async begin(mode) {
      const { statementMs, lockMs, idleMs } = deadlines;
      const level = mode === 'read' ? 'REPEATABLE READ READ ONLY' : 'READ COMMITTED READ WRITE';
      // Local to the transaction: a pooler gives the connection to somebody else afterwards.
      await execute(
        `BEGIN ISOLATION LEVEL ${level}; SET LOCAL statement_timeout = ${statementMs}; SET LOCAL lock_timeout = ${lockMs}; ` +
          `SET LOCAL idle_in_transaction_session_timeout = ${idleMs}; SET LOCAL TimeZone = 'UTC'; ` +
          // In the middle of a COPY the server waits for us without a limit of its own: a host that is gone must be found out.
          'SET LOCAL tcp_keepalives_idle = 30; SET LOCAL tcp_keepalives_interval = 10; SET LOCAL tcp_keepalives_count = 3; ' +
          'SET LOCAL standard_conforming_strings = on',
      );
    },
    async commit() {
      const answer = await guarded('COMMIT', patience, () => client.query('COMMIT'));
      if (answer.command !== 'COMMIT') throw new Error(`the transaction ended with ${answer.command}`);
    },
    async rollback() {
      const end = client.query('ROLLBACK').catch(() => {});
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, LAST_WORD_MS).unref())]);
    },
  };
  const [row] = await session.rows('SELECT pg_backend_pid() AS pid');
  backend = Number(row?.['pid']);
  return session;
}

/**
 * One chunk is with the server's socket before the next one is asked for, so whoever makes them may use one buffer again and
 * again. An error of `chunks` is sent to the server, which then refuses the COPY.
 */
async function sendCopy(
  client: Client,
  sql: string,
  chunks: AsyncIterable<Uint8Array>,
  alive: () => void,
  patience: number,
): Promise<number> {
  const { stream } = client.connection;
  const copy = client.query(copyFrom(sql));
  const { promise: failed, reject } = Promise.withResolvers<never>();
  // Stays until the end: a connection that dies tells it more than once.
  copy.on('error', reject);
  failed.catch(() => {});
  try {
    for await (const chunk of chunks) {
      // The package writes to a connection that it has let go of.
      await Promise.race([failed, undefined]);
      // Below its mark the socket says yes to what it still holds, and the buffer behind a chunk is used again.
      const kept = chunk.length < stream.writableHighWaterMark ? Uint8Array.from(chunk) : chunk;
      const sent = new Promise<void>((resolve, refuse) =>
        copy.write(kept, (error) => (error ? refuse(error) : resolve())),
      );
      await Promise.race([sent, failed]);
      alive();
    }
  } catch (error) {
    await refuseCopy(copy, error);
    throw error;
  }
  const done = new Promise<void>((resolve) => copy.end(resolve));
  // What the server does after the last row, a deferred check say, counts as a statement's time.
  const beat = setInterval(alive, 1000);
  const late = setTimeout(() => clearInterval(beat), patience);
  try {
    await Promise.race([done, failed]);
  } finally {
    clearInterval(beat);
    clearTimeout(late);
  }
  return copy.rowCount;
}

/** Ends the COPY with an error, so that the connection takes a ROLLBACK. Where the server refused first there is nothing to end. */
async function refuseCopy(copy: ReturnType<typeof copyFrom>, error: unknown): Promise<void> {
  if (stateOf(error) !== '' || copy.destroyed) return;
  const closed = new Promise<void>((resolve) => copy.once('close', resolve));
  copy.destroy(new Error('the rows cannot be sent'));
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, LAST_WORD_MS).unref())]);
}
