import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresServer } from '../../test/servers/postgres.ts';

const execute = promisify(execFile);

/** Where Debian puts the programs of each version. */
const DEBIAN = '/usr/lib/postgresql';

/** The program: PSQL names it, or it is on PATH, or where Debian puts it. Undefined where it is not. */
export async function findPsql(): Promise<{ path: string; version: string } | undefined> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin', 'psql'));
  for (const path of [process.env['PSQL'], 'psql', ...newest]) {
    if (!path) continue;
    const version = await execute(path, ['--version']).then(
      ({ stdout }) => /\d+(?:\.\d+)*/.exec(stdout)?.[0] ?? '',
      () => undefined,
    );
    if (version !== undefined) return { path, version };
  }
  return undefined;
}

/** Runs commands in one session, one after the other; the first that fails ends it. */
export async function runPsql(
  psql: string,
  { server, database }: { server: PostgresServer; database: string },
  commands: readonly string[],
): Promise<void> {
  const words = ['-q', '-v', 'ON_ERROR_STOP=1', ...commands.flatMap((command) => ['-c', command])];
  await execute(psql, words, {
    env: {
      ...process.env,
      PGHOST: server.host,
      PGPORT: String(server.port),
      PGUSER: server.user,
      PGPASSWORD: server.password,
      PGDATABASE: database,
    },
  });
}
