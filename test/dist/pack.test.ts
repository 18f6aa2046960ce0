import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** An empty folder into which the packed package was installed, as a user does it. */
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-pack-'));
  const packed = await command('npm', ['pack', '--silent', '--pack-destination', folder], ROOT);
  assert.equal(packed.code, 0, packed.output);
  const [tarball = ''] = await readdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  // Everything but the native library is inside: no registry is asked.
  const flags = ['--offline', '--omit=optional', '--no-audit', '--no-fund', '--no-package-lock'];
  const installed = await command('npm', ['install', ...flags, `./${tarball}`], folder);
  assert.equal(installed.code, 0, installed.output);
});

after(() => rm(folder, { recursive: true, force: true }));

/** With the Node that runs this test first on the path, so that `npx` starts the package under it. */
function command(name: string, args: readonly string[], cwd: string): Promise<{ code: number; output: string }> {
  const { CI: _, NODE_TEST_CONTEXT: __, ...rest } = process.env;
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  const env = { ...rest, PATH: path, LAKEFERRY_CACHE_DIR: join(folder, '.cache') };
  return new Promise((resolve) => {
    execFile(name, args, { cwd, env, timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}

test('what is packed is what runs, and what a user reads; no source and no test', async () => {
  const packed = await readdir(join(folder, 'node_modules/lakeferry'));
  assert.deepEqual(packed.sort(), [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'examples',
    'package.json',
    'schema',
  ]);
});

test('npx lakeferry run works in an empty folder, into a lake alone and into DuckDB', async () => {
  const version = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')).version as string;
  assert.equal((await command('npx', ['--no-install', 'lakeferry', '--version'], folder)).output.trim(), version);
  const example = join(folder, 'node_modules/lakeferry/examples/weather');
  await cp(example, folder, { recursive: true });
  const pipeline = await readFile(join(example, 'pipeline.yml'), 'utf8');
  await writeFile(join(folder, 'lake-only.yml'), pipeline.replace(/^warehouse:.*\n/m, ''));
  const alone = await command('npx', ['--no-install', 'lakeferry', 'run', '--pipeline', 'lake-only.yml'], folder);
  assert.equal(alone.code, 0, alone.output);
  assert.match(alone.output, /4 done/);
  // Without its optional dependency the table is out of reach, and the message says how to get it.
  const without = await command('npx', ['--no-install', 'lakeferry', 'run'], folder);
  assert.equal(without.code, 2, without.output);
  assert.match(without.output, /run npm install @duckdb\/node-api@/);
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(join(ROOT, 'node_modules/@duckdb'), join(folder, 'node_modules/@duckdb'));
  const loaded = await command('npx', ['--no-install', 'lakeferry', 'run'], folder);
  assert.equal(loaded.code, 0, loaded.output);
  assert.match(loaded.output, /4 done/);
});
