import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { copyTree, openCheckout, stageRepository } from './repository.ts';
import { claimRun } from './runs.ts';
import { readWorkflow } from './workflow.ts';

const run = promisify(execFile);

let root = '';

before(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'lakeferry-stage-')));
});

after(() => rm(root, { recursive: true }));

test('a staged repository has one commit, always the same, and an origin that is a name', async () => {
  const files = { 'a/b.txt': 'text', '.gitignore': 'dist/\n', 'dist/index.mjs': new Uint8Array([1, 2]) };
  const first = await stageRepository({ folder: join(root, 'one'), files });
  const second = await stageRepository({ folder: join(root, 'two'), files, repository: 'me/mine' });
  assert.equal(first, second);
  const git = async (...args: string[]) => (await run('git', ['-C', join(root, 'two'), ...args])).stdout.trim();
  assert.equal(await git('log', '--format=%H %s'), `${second} Stage`);
  assert.equal(await git('branch', '--show-current'), 'main');
  assert.equal(await git('remote', 'get-url', 'origin'), 'https://github.com/me/mine');
  assert.deepEqual((await git('ls-files')).split('\n'), ['.gitignore', 'a/b.txt', 'dist/index.mjs']);
  assert.equal(await git('status', '--porcelain'), '');
});

test('a checkout is found from a folder inside it; without a commit or a repository a line says what to do', async () => {
  const folder = join(root, 'checkout');
  await stageRepository({ folder, files: { 'a/b.txt': '' } });
  assert.deepEqual(await openCheckout(join(folder, 'a')), { folder, hasOrigin: true });
  await run('git', ['-C', folder, 'remote', 'remove', 'origin']);
  assert.equal((await openCheckout(folder)).hasOrigin, false);

  const empty = join(root, 'empty');
  await run('git', ['init', '--quiet', empty]);
  for (const [wrong, said] of [
    [empty, 'fatal: Needed a single revision'],
    [join(root, 'absent'), `fatal: cannot change to '${join(root, 'absent')}': No such file or directory`],
  ]) {
    await assert.rejects(openCheckout(wrong ?? ''), {
      code: 'ACT_NO_REPOSITORY',
      message: `${wrong} is not a git repository with a commit, which a workflow run needs (${said}); run there: git init && git add --all && git commit --message=First`,
    });
  }
});

test('a tree is copied as git sees it: changed and new files, no ignored, no deleted ones', async () => {
  const from = join(root, 'from');
  const files = { 'a.txt': 'old', 'gone.txt': '', '.gitignore': 'big/\n', 'run.sh': '' };
  await stageRepository({ folder: from, files });
  await writeFile(join(from, 'a.txt'), 'changed');
  await writeFile(join(from, 'new.txt'), 'new');
  await rm(join(from, 'gone.txt'));
  await mkdir(join(from, 'big'));
  await writeFile(join(from, 'big/file'), '');
  const to = join(root, 'to');
  await copyTree(from, to);
  assert.equal(await readFile(join(to, 'a.txt'), 'utf8'), 'changed');
  assert.equal(await readFile(join(to, 'new.txt'), 'utf8'), 'new');
  for (const absent of ['gone.txt', 'big', '.git']) await assert.rejects(access(join(to, absent)), { code: 'ENOENT' });
});

test('a run number is given out once, also to many at once', async () => {
  const state = join(root, 'state');
  assert.equal(await claimRun(state), 1);
  const many = await Promise.all(Array.from({ length: 8 }, () => claimRun(state)));
  assert.deepEqual(many.sort(), [2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(await claimRun(state), 10);
});

test('a workflow file tells its name, or lends that of its file, and its jobs', async () => {
  const path = join(root, 'flow.yml');
  await writeFile(path, 'on: push\njobs:\n  a: { runs-on: x }\n  b: { uses: ./c.yml }\n');
  const jobs = [
    { id: 'a', isCall: false },
    { id: 'b', isCall: true },
  ];
  assert.deepEqual(await readWorkflow(path), { name: 'flow.yml', jobs });
  await writeFile(path, `name: Flow\n${await readFile(path, 'utf8')}`);
  assert.deepEqual(await readWorkflow(path), { name: 'Flow', jobs });
  await writeFile(path, 'just text');
  await assert.rejects(readWorkflow(path), { code: 'ACT_NO_WORKFLOW', exitCode: 2 });
  await assert.rejects(readWorkflow(join(root, 'absent.yml')), /cannot read the workflow .*absent\.yml: ENOENT/);
});
