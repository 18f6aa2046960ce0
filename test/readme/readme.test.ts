import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commandsOf } from './commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const readme = await readFile(join(ROOT, 'README.md'), 'utf8');

/** This very test runs on what `npm ci` installed; a fresh clone runs it in .ci/run, before the tests. */
const INSTALL = 'npm ci';

let clone = '';

before(async () => {
  clone = await mkdtemp(join(tmpdir(), 'lakeferry-readme-'));
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const name of tracked.toString().split('\0')) {
    // The demo and the command line need none of the sources; a file may be listed and just gone.
    if (name === '' || /^(src|test)\//.test(name) || !existsSync(join(ROOT, name))) continue;
    await mkdir(dirname(join(clone, name)), { recursive: true });
    await cp(join(ROOT, name), join(clone, name));
  }
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
});

after(() => rm(clone, { recursive: true }));

/** As a person types it: no CI, a home of its own, so that a second run finds what the first left, and nothing else. */
function shell(command: string): Promise<{ code: number; output: string }> {
  const { CI: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  return new Promise((resolve) => {
    const options = {
      cwd: clone,
      env: { ...env, XDG_CACHE_HOME: join(clone, '.cache') },
      timeout: 120_000,
      maxBuffer: 1e8,
    };
    execFile('bash', ['-c', command], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}

test('the README opens with the two commands', () => {
  assert.deepEqual(commandsOf(readme).slice(0, 2), [INSTALL, 'npm run demo']);
});

test('the install command is what a fresh clone runs first', async () => {
  assert.match(await readFile(join(ROOT, '.ci/run'), 'utf8'), new RegExp(`^${INSTALL} `, 'm'));
});

test('each other command of the README runs, in order', async (t) => {
  for (const command of commandsOf(readme).filter((each) => each !== INSTALL)) {
    const began = performance.now();
    const { code, output } = await shell(command);
    t.diagnostic(`${command}: ${Math.round(performance.now() - began)} ms`);
    assert.equal(code, 0, `${command}\n${output}`);
    assert.notEqual(output, '', command);
    if (command !== 'npm run demo') continue;
    assert.match(output, /2021-03-01 +330000 /, 'the question is answered from the table');
    assert.match(
      (await shell(command)).output,
      /nothing to do, 3 partitions are done/,
      'a second run has nothing to do',
    );
  }
});

test('each file that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
  assert.ok(links.length > 5);
  assert.deepEqual(
    links.filter((path) => !existsSync(join(ROOT, path))),
    [],
  );
});

test('commands are found in every kind of block', () => {
  const text = '```sh\n$ a b\n# note\n\nc \\\n  d\n```\n```yaml\nno: shell\n```\n```bash\ne\n```\n';
  assert.deepEqual(commandsOf(text), ['a b', 'c d', 'e']);
});
