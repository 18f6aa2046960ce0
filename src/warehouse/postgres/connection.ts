import { Client } from 'pg';
import { ConfigurationError, OutageError } from '../../base/errors.ts';
import { translate } from './failure.ts';
import type { Target } from './target.ts';
import { tlsSettings } from './tls.ts';

export interface ConnectOptions {
  target: Target;
  signal: AbortSignal;
  /** Longest wait until the server takes statements. Milliseconds. */
  connectMs: number;
}

/** A silent line is noticed by probes of the kernel's, begun after this. Milliseconds. */
const KEEP_ALIVE_MS = 30_000;

/**
 * A connection that is ready for statements. ConfigurationError where the server refuses user, database or encryption;
 * OutageError where it cannot be reached in time; the signal's reason where it aborts.
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  const { target, signal, connectMs } = options;
  signal.throwIfAborted();
  const { host, port, database, user, password } = target;
  const client = new Client({
    host,
    port,
    database,
    user,
    // Without one the library would look into the environment and into files of the user's home.
    password: password ?? (() => Promise.reject(noPassword(target))),
    ssl: await tlsSettings(target.tls),
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    application_name: 'lakeferry',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  });
  // A connection that breaks says so whenever it likes: without a listener the process would end.
  client.on('error', () => {});
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => {});
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => {
    reject(
      new OutageError('WAREHOUSE_CONNECTION', `${target.url} did not answer within ${connectMs / 1000} s`, {
        data: { connectMs },
      }),
    );
  }, connectMs);
  try {
    await Promise.race([client.connect(), stopped]);
    return client;
  } catch (error) {
    client.connection.stream.destroy();
    throw signal.aborted ? signal.reason : translate(target, error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function noPassword(target: Target): ConfigurationError {
  return new ConfigurationError(
    'WAREHOUSE_AUTH',
    `${target.url} asks for a password, and the URL has none; write postgres://user:password@…, best as \${NAME} from the environment`,
  );
}

/** Says goodbye; what does not answer is hung up on. Never throws. */
export async function release(client: Client): Promise<void> {
  const ended = client.end().catch(() => {});
  const late = setTimeout(() => client.connection.stream.destroy(), 1000);
  await ended;
  clearTimeout(late);
}

/** Cancels what the process `backend` of the server runs, over a connection of its own, like the `pg_cancel_backend` of a person. */
export async function cancelBackend(options: ConnectOptions, backend: number | undefined): Promise<void> {
  if (backend === undefined) throw new Error('there is no process to cancel');
  const client = await connect(options);
  try {
    await client.query('SELECT pg_cancel_backend($1)', [backend]);
  } finally {
    await release(client);
  }
}
