import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-build-'));
  await writeFile(join(folder, 'left-over.mjs'), '');
  assert.equal((await script('build.mjs')).code, 0);
});

after(() => rm(folder, { recursive: true }));

function script(name: string): Promise<{ code: number; stderr: string }> {
  const path = fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [path, folder], (error, _, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stderr });
    });
  });
}

test('a build makes entries that can be run, and removes what it does not make', async () => {
  const names = await readdir(folder);
  assert.ok(!names.includes('left-over.mjs'));
  for (const name of ['cli.mjs', 'lakeferry.mjs', 'licenses.txt']) assert.ok(names.includes(name), name);
  assert.equal((await stat(join(folder, 'cli.mjs'))).mode & 0o111, 0o111);
});

test('nothing of this machine is in a build', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    assert.ok(!text.includes(root) && !text.includes(folder) && !text.includes('\r\n'), name);
  }
});

test('a second build touches no file that is right', async () => {
  const before = (await stat(join(folder, 'lakeferry.mjs'), { bigint: true })).mtimeNs;
  assert.equal((await script('build.mjs')).code, 0);
  assert.equal((await stat(join(folder, 'lakeferry.mjs'), { bigint: true })).mtimeNs, before);
});

test('the check names each file that is changed, missing or there without a reason', async () => {
  assert.deepEqual(await script('check-dist.mjs'), { code: 0, stderr: '' });
  await writeFile(join(folder, 'cli.mjs'), 'changed');
  await rm(join(folder, 'licenses.txt'));
  await writeFile(join(folder, 'added.mjs'), '');
  const { code, stderr } = await script('check-dist.mjs');
  assert.equal(code, 1);
  assert.deepEqual(stderr.split('\n').slice(0, 3).sort(), [
    'dist/added.mjs: the build does not make this file',
    'dist/cli.mjs: differs from what the sources make',
    'dist/licenses.txt: missing',
  ]);
  assert.match(stderr, /run "npm run build" and commit/);
});
