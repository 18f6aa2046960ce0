import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigurationError, OutageError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { formatOwner, thisProcess } from '../../src/base/owner.ts';
import type { Files } from '../../src/base/ports/files.ts';
import { createFolderStore } from '../../src/lake/folder.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { contentOf, namesBelow, storeSuite } from '../suites/store.ts';
import { createWorkspace } from './workspace.ts';

const workspace = createWorkspace();
const open = (folder: string, files: Files = nodeFiles) => createFolderStore({ folder, files, clock: nodeClock });
const DAY = 86_400_000;
const bytes = (text: string): Uint8Array => Buffer.from(text);

storeSuite(
  'folder',
  async () => open(workspace.folder()),
  (content) => workspace.file(content),
);

test('a generation is size, mtime and ctime in nanoseconds', async () => {
  const folder = workspace.folder();
  const made = await open(folder).create('x', bytes('abc'));
  const found = await stat(join(folder, 'x'), { bigint: true });
  assert.equal(made.generation, `3-${found.mtimeNs}-${found.ctimeNs}`);
});

test('an object is on this machine: its path is known', async () => {
  const folder = workspace.folder();
  const store = open(folder);
  await store.create('a/x', bytes('abc'));
  assert.equal((await store.get('a/x'))?.localPath, join(folder, 'a', 'x'));
  assert.equal(store.url, folder);
});

test('unfinished files of dead processes and old ones are swept by the next writer; living ones stay and are not listed', async () => {
  const folder = workspace.folder();
  await mkdir(folder, { recursive: true });
  const me = await thisProcess(nodeFiles);
  const name = (owner: Partial<typeof me>, end: string): string =>
    `.lakeferry-${formatOwner({ ...me, ...owner })}-${end}.tmp`;
  const dead = name({ pid: 2 ** 22 + 1 }, 'dead');
  const reused = name({ start: '1' }, 'reused');
  const rebooted = name({ boot: 'ffffffff' }, 'rebooted');
  const alive = name({}, 'alive');
  const foreign = name({ host: 'ffffffff' }, 'foreign');
  const old = name({ host: 'ffffffff' }, 'old');
  const odd = '.lakeferry-odd.tmp';
  const lock = dead.replace('.lakeferry-', `.lakeferry-${'0'.repeat(16)}-`).replace('.tmp', '.lock');
  for (const each of [dead, reused, rebooted, alive, foreign, old, odd, lock]) await writeFile(join(folder, each), '');
  const twoDaysAgo = new Date(Date.now() - 2 * DAY);
  await utimes(join(folder, old), twoDaysAgo, twoDaysAgo);
  const store = open(folder);
  await store.create('a/x', bytes('x'));
  const left = new Set(await readdir(folder));
  const gone = process.platform === 'linux' ? [dead, reused, rebooted, old, lock] : [dead, old, lock];
  for (const each of gone) assert.ok(!left.has(each), each);
  for (const each of [alive, foreign, odd, 'a']) assert.ok(left.has(each), each);
  assert.deepEqual(await namesBelow(store, ''), ['a/x']);
});

test('a lock of a dead process is removed, one of a living process is respected', async () => {
  const folder = workspace.folder();
  const store = open(folder);
  const { generation } = await store.create('x', bytes('1'));
  const me = await thisProcess(nodeFiles);
  const prefix = `.lakeferry-${sha256('x').slice(0, 16)}-`;
  const lock = (owner: Partial<typeof me>): string =>
    join(folder, `${prefix}${formatOwner({ ...me, ...owner })}-abc.lock`);
  await writeFile(lock({ pid: 2 ** 22 + 1 }), '');
  const { generation: second } = await store.replace('x', bytes('2'), generation);
  assert.deepEqual(await readdir(folder), ['x']);

  // Another machine's cannot be asked: respected while it is young.
  const foreign = lock({ host: 'ffffffff' });
  await writeFile(foreign, '');
  const impatient = createFolderStore({ folder, files: nodeFiles, clock: { ...nodeClock, sleep: async () => {} } });
  await assert.rejects(impatient.replace('x', bytes('3'), second), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'LAKE_LOCKED');
    assert.ok(error.message.includes(foreign), error.message);
    return true;
  });
  assert.equal(await contentOf(store, 'x'), '2');
  const past = new Date(Date.now() - 3_600_000);
  await utimes(foreign, past, past);
  await store.replace('x', bytes('3'), second);
  assert.deepEqual(await readdir(folder), ['x']);
});

test('a lock names its process, and the waiting writer goes on when it is released', async () => {
  const folder = workspace.folder();
  let locks: string[] = [];
  const { generation } = await open(folder).create('x', bytes('1'));
  const watching: Files = {
    ...nodeFiles,
    async rename(from, to) {
      locks = (await readdir(folder)).filter((name) => name.endsWith('.lock'));
      await nodeFiles.rename(from, to);
    },
  };
  await open(folder, watching).replace('x', bytes('2'), generation);
  assert.equal(locks.length, 1);
  assert.ok(locks[0]?.includes(`-${process.pid}-`), locks[0]);
  assert.ok(locks[0]?.includes(sha256(hostname()).slice(0, 8)), locks[0]);
  assert.deepEqual(await readdir(folder), ['x']);
});

test('a lock that cannot be removed at the first try is removed at a later one', async () => {
  const folder = workspace.folder();
  const { generation } = await open(folder).create('x', bytes('1'));
  let refusals = 3;
  const stubborn: Files = {
    ...nodeFiles,
    async remove(path) {
      if (path.endsWith('.lock') && refusals-- > 0) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
      await nodeFiles.remove(path);
    },
  };
  await open(folder, stubborn).replace('x', bytes('2'), generation);
  assert.deepEqual(await readdir(folder), ['x']);
});

test('F3: a link or a file in place of a folder is refused: nothing is written elsewhere', async () => {
  const folder = workspace.folder();
  const elsewhere = workspace.folder();
  await mkdir(folder);
  await mkdir(elsewhere);
  await writeFile(join(elsewhere, 'x'), 'theirs');
  await symlink(elsewhere, join(folder, 'a'));
  const store = open(folder);
  const refused = (error: unknown): boolean =>
    error instanceof ConfigurationError &&
    error.code === 'LAKE_NOT_A_FOLDER' &&
    error.message.includes(join(folder, 'a'));
  await assert.rejects(store.create('a/y', bytes('y')), refused);
  await assert.rejects(store.replace('a/b/y', bytes('y'), 'absent'), refused);
  await assert.rejects(store.delete('a/x'), refused);
  assert.equal(await readFile(join(elsewhere, 'x'), 'utf8'), 'theirs');
  assert.deepEqual(await readdir(elsewhere), ['x']);
});

test('a file system without hard links is named as what it is', async () => {
  const folder = workspace.folder();
  const linkless: Files = {
    ...nodeFiles,
    link: async () => {
      throw Object.assign(new Error('ENOTSUP: operation not supported'), { code: 'ENOTSUP' });
    },
  };
  await assert.rejects(open(folder, linkless).create('x', bytes('1')), { code: 'LAKE_LINKS' });
  assert.deepEqual(await readdir(folder), []);
});

test('an error of the file system names object, lake and cause', async () => {
  const folder = workspace.folder();
  const full: Files = {
    ...nodeFiles,
    async create(path, options) {
      const file = await nodeFiles.create(path, options);
      return {
        ...file,
        write: () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })),
      };
    },
  };
  await assert.rejects(open(folder, full).create('a/x', bytes('1')), (error: unknown) => {
    assert.ok(error instanceof OutageError);
    assert.equal(error.code, 'LAKE_ENOSPC');
    assert.equal(error.retryable, false);
    assert.equal(error.message, `cannot create a/x in the lake ${folder}: ENOSPC: no space left`);
    assert.equal((error.cause as NodeJS.ErrnoException).code, 'ENOSPC');
    return true;
  });
  assert.deepEqual(await readdir(join(folder, 'a')), []);
});
