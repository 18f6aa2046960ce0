import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { DUCKDB_PACKAGES, DUCKDB_VERSION } from '../../src/runtime/github/duckdb-packages.ts';
import type { Answer } from '../servers/fault-server.ts';
import { query } from '../warehouse/fixture.ts';
import { type Packed, packInstalled, startRegistry } from './duckdb-registry.ts';

const PIPELINE = `
name: trips
description: Two invented months
owner: data@example.org
source: { url: "months/{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-02 }
columns: { vendor_id: { type: int64 } }
lake: ./lake
`;

const installed = (name: string) => existsSync(fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url)));

let program = '';
let tarballs: Packed[] = [];

before(async () => {
  program = await mkdtemp(join(tmpdir(), 'lakeferry-program-'));
  await build({
    entryPoints: [fileURLToPath(new URL('duckdb-child.ts', import.meta.url))],
    outfile: join(program, 'child.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    banner: {
      js: `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`,
    },
    logLevel: 'error',
  });
  // What is pinned and lies here: all that this machine needs.
  tarballs = await Promise.all(
    DUCKDB_PACKAGES.filter(({ name }) => installed(name)).map(({ name, target }) => packInstalled(name, target)),
  );
  await writeFile(join(program, 'packages.json'), JSON.stringify(tarballs.map(({ pack }) => pack)));
});

after(() => rm(program, { recursive: true }));

async function makeJob(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-job-'));
  context.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'months'));
  await writeFile(join(folder, 'months/2021-01.csv'), 'vendor_id\n1\n2\n');
  await writeFile(join(folder, 'months/2021-02.csv'), 'vendor_id\n3\n');
  await writeFile(join(folder, 'pipeline.yml'), PIPELINE);
  return folder;
}

async function openRegistry(context: TestContext, fault?: (path: string, count: number) => Answer | undefined) {
  const registry = await startRegistry(tarballs, fault);
  context.after(() => registry.close());
  return registry;
}

/** Runs the job in its folder: nothing of this process's environment but the way to programs. */
function runJob(cwd: string, env: Record<string, string>): Promise<{ code: number; output: string }> {
  const PATH = process.env['PATH'] ?? '';
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(program, 'child.mjs'), join(program, 'packages.json')],
      { cwd, env: { PATH, CI: 'true', LAKEFERRY_CACHE_DIR: join(cwd, '.cache'), ...env }, timeout: 120_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, output: stdout + stderr });
      },
    );
  });
}

const vendors = (file: string) => query(file, 'SELECT vendor_id FROM trips ORDER BY 1');
const ALL = ['1', '2', '3'].map((vendor_id) => ({ vendor_id }));

test('two jobs at once load a real database with what they download; a third one finds it', async (context) => {
  const registry = await openRegistry(context);
  const tools = join(await makeJob(context), 'tools');
  const env = {
    RUNNER_TOOL_CACHE: tools,
    npm_config_registry: registry.origin,
    LAKEFERRY_WAREHOUSE: 'duckdb:trips.duckdb',
  };
  const jobs = await Promise.all([makeJob(context), makeJob(context)]);
  for (const { code, output } of await Promise.all(jobs.map((job) => runJob(job, env)))) assert.equal(code, 0, output);
  for (const job of jobs) assert.deepEqual(await vendors(join(job, 'trips.duckdb')), ALL);
  const kept = join(tools, 'lakeferry-duckdb', DUCKDB_VERSION);
  const [target, ...others] = await readdir(kept);
  assert.match(target ?? '', new RegExp(`^${process.platform}-${process.arch}(-musl)?$`));
  assert.deepEqual(others, [], 'nothing temporary is left');

  const asked = registry.seen.length;
  assert.ok(asked >= tarballs.length, `the registry was asked ${asked} times`);
  const third = await makeJob(context);
  const { code, output } = await runJob(third, env);
  assert.equal(code, 0, output);
  assert.deepEqual(await vendors(join(third, 'trips.duckdb')), ALL);
  assert.equal(registry.seen.length, asked);

  const offline = await makeJob(context);
  const given = await runJob(offline, {
    LAKEFERRY_DUCKDB_DIR: join(kept, target ?? ''),
    LAKEFERRY_WAREHOUSE: 'duckdb:trips.duckdb',
  });
  assert.equal(given.code, 0, given.output);
  assert.deepEqual(await vendors(join(offline, 'trips.duckdb')), ALL);
});

test('without a warehouse the registry is never asked; with one that is down, once for all partitions', async (context) => {
  const registry = await openRegistry(context, () => ({ status: 503 }));
  const job = await makeJob(context);
  const env = { RUNNER_TOOL_CACHE: join(job, 'tools'), npm_config_registry: registry.origin };
  const without = await runJob(job, env);
  assert.equal(without.code, 0, without.output);
  assert.deepEqual(await readdir(join(job, 'lake')), ['_lakeferry', 'trips']);
  assert.equal(registry.seen.length, 0);
  assert.ok(!existsSync(join(job, 'tools')));

  const loading = await runJob(job, { ...env, LAKEFERRY_WAREHOUSE: 'duckdb:trips.duckdb' });
  assert.equal(loading.code, 1, loading.output);
  assert.match(
    loading.output,
    /cannot download @duckdb\/node-api@\S+ from 127\.0\.0\.1:\d+: .*status 503; .*LAKEFERRY_DUCKDB_DIR/,
  );
  assert.equal(registry.seen.length, 3, 'the tries of one download, although two partitions needed it');
});
