import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { monthText } from '../../demo/months.ts';
import { partitionsBetween } from '../../src/pipeline/partitions.ts';
import type { Answer } from '../servers/fault-server.ts';
import { freePort } from '../servers/free-port.ts';
import { startNamedHosts } from '../servers/named-hosts.ts';
import { type Publisher, startPublisher } from '../servers/publisher.ts';
import { installedPackage } from './package.ts';

/** A newcomer's machine: an empty home, Node with npm, git, and a publisher that has the months which the pages speak of. */
export interface Machine {
  home: string;
  /** The variables by which a process finds the publisher under the name of the world's. */
  env: Readonly<Record<string, string>>;
  /** By path below `MIRROR`. */
  publisher: Publisher;
  /** A line in a shell that stays where the last one went; its code, and all it printed. */
  type(line: string): Promise<{ code: number; output: string }>;
  /** A line that does not end by itself: what it printed until it named an address, what is there, and it is interrupted. */
  visit(line: string): Promise<{ output: string; page: string }>;
  /** A variable of the shell, from now on. */
  set(name: string, value: string): void;
  /** Puts the package, as it is packed, where `npm install` would. */
  install(): Promise<void>;
  /** A file, as an editor saves it, below the folder where the shell is. */
  save(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
}

/** The lecture's mirror of the official months, small and invented. */
export const MIRROR = '/DataTalksClub/nyc-tlc-data/releases/download/yellow';
const MONTHS = partitionsBetween('2019-01', '2021-07');

function monthOf(month: string): Answer {
  const body = gzipSync([...monthText({ month, rows: 2000, seed: 2021 })].join(''));
  return { headers: { etag: `"${month}"`, 'content-type': 'application/octet-stream' }, body };
}

export async function startMachine(context: TestContext): Promise<Machine> {
  const home = await mkdtemp(join(tmpdir(), 'lakeferry-newcomer-'));
  const publisher = await startPublisher();
  for (const month of MONTHS) {
    publisher.files.set(`${MIRROR}/yellow_tripdata_${month}.csv.gz`, ({ headers }) =>
      headers['if-none-match'] === `"${month}"` ? { status: 304 } : monthOf(month),
    );
  }
  const names = await startNamedHosts({ 'github.com': publisher.origin });
  const cert = join(home, '.cert.pem');
  await writeFile(cert, names.cert);
  context.after(async () => {
    await names.close();
    await publisher.close();
    await rm(home, { recursive: true });
  });
  const ways = { ...names.env, NODE_EXTRA_CA_CERTS: cert };
  const env: Record<string, string> = {
    // What `npx` does with a folder's own tools.
    PATH: `node_modules/.bin:${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: home,
    LANG: 'C.UTF-8',
    ...ways,
    GIT_AUTHOR_NAME: 'N',
    GIT_AUTHOR_EMAIL: 'n@example.org',
    GIT_COMMITTER_NAME: 'N',
    GIT_COMMITTER_EMAIL: 'n@example.org',
  };
  let folder = home;
  return {
    home,
    env: ways,
    publisher,
    type: (line) =>
      new Promise((resolve) => {
        const where = join(home, '.where');
        const options = { cwd: folder, env, timeout: 120_000, maxBuffer: 1e8 };
        execFile('bash', ['-c', `${line}\ncode=$?; pwd > ${where}; exit $code`], options, (error, stdout, stderr) => {
          const code = error === null ? 0 : Number(error.code ?? 1);
          readFile(where, 'utf8')
            .then((text) => {
              folder = text.trim();
            })
            .finally(() => resolve({ code, output: stdout + stderr }));
        });
      }),
    async visit(line) {
      // The usual one may be another test's.
      const port = String(await freePort());
      // A group of its own: Ctrl-C in a terminal reaches all of them.
      const child = spawn('bash', ['-c', line], {
        cwd: folder,
        env: { ...env, LAKEFERRY_PORT: port },
        detached: true,
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      try {
        let output = '';
        const address = await new Promise<string>((resolve, reject) => {
          const look = (bytes: Buffer) => {
            output += String(bytes);
            const [found] = /http:\/\/\S+/.exec(output) ?? [];
            if (found !== undefined) resolve(found);
          };
          child.stdout.on('data', look);
          child.stderr.on('data', look);
          child.once('exit', () => reject(new Error(`${line} ended: ${output}`)));
          setTimeout(() => reject(new Error(`${line} names no address: ${output}`)), 60_000).unref();
        });
        return { output, page: await (await fetch(address)).text() };
      } finally {
        if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGINT');
        await ended;
      }
    },
    set(name, value) {
      env[name] = value;
    },
    install: () => symlink(installedPackage(), join(folder, 'node_modules')),
    async save(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    read: (path) => readFile(join(folder, path), 'utf8'),
  };
}
