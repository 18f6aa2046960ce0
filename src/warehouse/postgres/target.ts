import { isIP } from 'node:net';
import { ConfigurationError } from '../../base/errors.ts';
import { sha256OfJson } from '../../base/hash.ts';
import { RECEIPTS_TABLE } from '../identifier.ts';
import { type Tls, tlsOf } from './tls.ts';

/** Where a dataset lives, one table in one database, and how to get there. */
export interface Target {
  host: string;
  port: number;
  database: string;
  schema: string;
  table: string;
  /** Never in a message, a record or an id. */
  user: string;
  /** `undefined`: the URL has none, which a server may accept. */
  password: string | undefined;
  tls: Tls;
  /** Longest wait for an answer of the server when connecting, where the URL says one. Milliseconds. */
  connectMs?: number;
  /** What messages and records show: neither user nor password. */
  url: string;
  id: string;
}

export const POSTGRES_FORM = 'postgres://user:password@host:5432/database#schema.table';

/** PostgreSQL cuts longer names off without an error, and the next look would not find them. */
const LONGEST_NAME = 63;

const DEFAULT_PORT = 5432;

/**
 * `postgres://user:password@host:port/database?sslmode=…#schema.table` → its target. Table names are compared as they
 * stand. No error repeats any of the URL: where a password with `#` or `/` in it was not encoded, every part may hold a piece
 * of it.
 */
export function resolveTarget(options: { url: string; dataset: string }): Target {
  const url = parse(options.url);
  const user = decoded(url.username, 'user');
  const password = url.password === '' ? undefined : decoded(url.password, 'password');
  const host = decoded(url.hostname, 'host')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
  const database = decoded(url.pathname.slice(1), 'database');
  if (user === '') throw refuse('names no user');
  if (host === '') throw refuse('names no host');
  if (host.includes('/')) throw refuse('names a socket folder as its host, which is not supported');
  if (database === '' || database.includes('/')) throw refuse('names no database, or more than one');
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const { schema, table } = namesOf(url.hash, options.dataset);
  const { tls, connectMs } = parametersOf(url.searchParams, host);
  const place = `${isIP(host) === 6 ? `[${host}]` : host}${port === DEFAULT_PORT ? '' : `:${port}`}`;
  const shown = schema === 'public' ? table : `${schema}.${table}`;
  return {
    host,
    port,
    database,
    schema,
    table,
    user,
    password,
    tls,
    ...(connectMs === undefined ? {} : { connectMs }),
    url: `postgres://${place}/${encodeURIComponent(database)}#${shown}`,
    id: `postgres-${sha256OfJson([isLoopback(host) ? 'localhost' : host, port, database, schema, table]).slice(0, 16)}`,
  };
}

function refuse(why: string): ConfigurationError {
  return new ConfigurationError(
    'WAREHOUSE_URL',
    `the PostgreSQL URL ${why}; write ${POSTGRES_FORM}, with %-encoding for "@", "/", "#", "?" and ":" in a password`,
  );
}

function parse(text: string): URL {
  const rest = /^postgres(?:ql)?:\/\/(.*)$/is.exec(text)?.[1];
  if (rest === undefined) throw refuse('does not begin with postgres://');
  const url = URL.parse(`postgres://${rest}`);
  if (url === null) throw refuse('cannot be understood');
  return url;
}

function decoded(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refuse(`has a "%" in its ${what} that encodes nothing (a percent sign itself is %25)`);
  }
}

function namesOf(hash: string, dataset: string): { schema: string; table: string } {
  const fragment = decoded(hash.slice(1), 'table');
  // What follows the "#" of a password that was not encoded looks like this.
  if (/[@/:?#]/.test(fragment)) throw refuse('has no table after "#"');
  const names = fragment === '' ? [dataset] : fragment.split('.');
  const table = names.at(-1) ?? '';
  const schema = names.length === 1 ? 'public' : (names[0] ?? '');
  if (names.length > 2 || table === '' || schema === '') throw refuse('does not name a table after "#"');
  if (table === RECEIPTS_TABLE) throw refuse('names the table of the receipts');
  for (const name of [schema, table]) checkName(name);
  return { schema, table };
}

/** ConfigurationError WAREHOUSE_NAME where PostgreSQL would keep another name than this one. */
export function checkName(name: string): void {
  const bytes = Buffer.byteLength(name);
  if (bytes <= LONGEST_NAME && !name.includes('\0')) return;
  throw new ConfigurationError(
    'WAREHOUSE_NAME',
    `"${name}" has ${bytes} bytes, but PostgreSQL keeps ${LONGEST_NAME} of a name; choose a shorter one`,
    { name, bytes },
  );
}

/** Parameters that libpq has and that are not here are refused, for each may mean something that would not happen. */
function parametersOf(parameters: URLSearchParams, host: string): { tls: Tls; connectMs?: number } {
  const known = new Set(['sslmode', 'sslrootcert', 'connect_timeout']);
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw refuse(`has a parameter that is not one of ${[...known].join(', ')}`);
  }
  const timeout = parameters.get('connect_timeout');
  if (timeout !== null && !/^[1-9]\d{0,4}$/.test(timeout)) {
    throw refuse('has a connect_timeout that is not a number of seconds from 1');
  }
  return {
    tls: tlsOf({
      mode: parameters.get('sslmode') ?? undefined,
      rootFile: parameters.get('sslrootcert') ?? undefined,
      isLoopback: isLoopback(host),
    }),
    ...(timeout === null ? {} : { connectMs: Number(timeout) * 1000 }),
  };
}

/** This machine, by whatever name. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
