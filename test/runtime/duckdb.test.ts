import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import type { Log } from '../../src/base/ports/log.ts';
import { createHttp } from '../../src/http/client.ts';
import { provideDuckdb } from '../../src/runtime/github/duckdb.ts';
import type { NpmPackage } from '../../src/runtime/github/npm.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { loadDuckdb } from '../../src/warehouse/duckdb/library.ts';

const NAMES = ['@duckdb/node-api', '@duckdb/node-bindings-linux-x64', '@duckdb/node-bindings-win32-x64', 'only-there'];

let folder: string;
let server: Server;
let registry: string;
let packages: NpmPackage[];
let asked: string[];
let said: string[];
/** What the registry answers to the n-th request, if not the tarball. */
let answers: (number | 'right' | 'other bytes')[];

const nothing = () => {};
const log: Log = {
  debug: nothing,
  info: (message) => said.push(message),
  warn: (message) => said.push(message),
  error: nothing,
  group: nothing,
  progress: nothing,
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-duckdb-'));
  const tarballs = new Map<string, Buffer>();
  packages = [];
  for (const name of NAMES) {
    const source = join(folder, 'source', name, 'package');
    await mkdir(source, { recursive: true });
    await writeFile(join(source, 'package.json'), JSON.stringify({ name, version: '1.2.3', main: './index.js' }));
    await writeFile(join(source, 'index.js'), `module.exports = { whoami: '${name}' };`);
    const tarball = join(folder, 'source', `${name.replace('/', '-')}.tgz`);
    await promisify(execFile)('tar', ['-czf', tarball, '-C', join(source, '..'), 'package']);
    const bytes = await readFile(tarball);
    tarballs.set(`/npm/${name}/-/${name.replace(/^.*\//, '')}-1.2.3.tgz`, bytes);
    packages.push({
      name,
      version: '1.2.3',
      integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    });
  }
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.shift();
    const bytes = tarballs.get(request.url ?? '');
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (bytes === undefined) response.writeHead(404).end();
    else response.end(answer === 'other bytes' ? Buffer.concat([bytes, Buffer.of(0)]) : bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/npm/`;
});

after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  asked = [];
  said = [];
  answers = [];
});

const provide = (tools: string, more: { machine?: string; env?: Record<string, string> } = {}) =>
  provideDuckdb({
    env: { npm_config_registry: registry, RUNNER_TOOL_CACHE: join(folder, tools), ...more.env },
    machine: more.machine ?? 'linux-x64',
    packages,
    files: nodeFiles,
    http: createHttp({ env: {} }),
    clock: { ...nodeClock, sleep: async () => {} },
    log,
    signal: new AbortController().signal,
  });

test('the tarballs of this machine are brought once, and are found by the import that failed', async () => {
  const provided = await provide('once');
  assert.equal(provided, join(folder, 'once', 'lakeferry-duckdb', '1.2.3', 'linux-x64'));
  assert.deepEqual(
    asked.map((url) => url.replace(/^.*\//, '')),
    ['node-api-1.2.3.tgz', 'node-bindings-linux-x64-1.2.3.tgz', 'only-there-1.2.3.tgz'],
  );
  assert.deepEqual(await readdir(join(provided, 'node_modules', '@duckdb')), ['node-api', 'node-bindings-linux-x64']);
  assert.equal(await provide('once'), provided);
  assert.equal(asked.length, 3, 'the tool cache answers the second time');

  const library: unknown = await loadDuckdb(async () => provided, 'only-there');
  assert.deepEqual(library, { whoami: 'only-there' });
});

test('LAKEFERRY_DUCKDB_DIR is used as it is, and nothing is asked of a registry', async () => {
  const own = await provide('own');
  asked = [];
  assert.equal(await provide('other', { env: { LAKEFERRY_DUCKDB_DIR: own } }), own);
  await assert.rejects(provide('other', { env: { LAKEFERRY_DUCKDB_DIR: folder } }), {
    code: 'DUCKDB_DIR',
    exitCode: 2,
    message: `LAKEFERRY_DUCKDB_DIR is ${folder}, which holds no node_modules/@duckdb/node-api; run "npm install @duckdb/node-api@1.2.3" in that folder`,
  });
  assert.deepEqual(asked, []);
});

test('a busy registry is asked again; each wait is said', async () => {
  answers = [503, 429];
  await provide('busy');
  assert.equal(asked.length, 5);
  assert.equal(said.filter((line) => /it answered (503|429);.*trying again in/.test(line)).length, 2);
});

test('other bytes than those of the lockfile are never unpacked', async () => {
  answers = Array.from({ length: 4 }, () => 'other bytes' as const);
  await assert.rejects(provide('wrong'), {
    code: 'NPM_DOWNLOAD',
    exitCode: 1,
    message:
      /^cannot fetch @duckdb\/node-api 1\.2\.3 from 127\.0\.0\.1:\d+: what came does not have the sha512 of the lockfile; where a runner cannot reach it, set LAKEFERRY_DUCKDB_DIR/,
  });
  assert.equal(asked.length, 4);
  assert.deepEqual(await readdir(join(folder, 'wrong')).catch(() => []), []);
});

test('a tarball that the registry does not have ends it at once, and leaves nothing half done', async () => {
  answers = ['right', 404];
  await assert.rejects(provide('absent'), { code: 'NPM_DOWNLOAD', message: /it answered 404/ });
  assert.equal(asked.length, 2);
  assert.deepEqual(await readdir(join(folder, 'absent', 'lakeferry-duckdb', '1.2.3')), []);
});

test('several jobs of one machine end with one whole copy', async () => {
  const all = await Promise.all([provide('race'), provide('race'), provide('race')]);
  assert.equal(new Set(all).size, 1);
  assert.deepEqual(await readdir(join(folder, 'race', 'lakeferry-duckdb', '1.2.3')), ['linux-x64']);
});

test('a machine that has no library is told which have', async () => {
  await assert.rejects(provide('machine', { machine: 'plan9-mips' }), {
    code: 'DUCKDB_PLATFORM',
    exitCode: 2,
    message: 'DuckDB has no library for plan9-mips, only for linux-x64, win32-x64; use a runner of one of these kinds',
  });
});
