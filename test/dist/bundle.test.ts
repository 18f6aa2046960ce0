import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BundleEntry, bundle, ENTRIES } from '../../scripts/bundle.ts';
import { stubText } from '../../scripts/stub.ts';
import { readRunnerOutput } from '../runtime/runner-commands.ts';
import { COMMANDS } from '../servers/runner.ts';

/** A small program in the place of ours: a dependency, a shared chunk, a native package, and a name that tempts the banner. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY: BundleEntry[] = [{ source: 'src/main.ts', bundle: 'program', stub: 'start' }];
const SOURCE = `
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import Table from 'cli-table3';
const require = createRequire(import.meta.url);
export async function main(argv, host) {
  if (argv[0] === 'throw') throw new Error('on purpose');
  if (argv[0] === 'hostile') throw new Error(argv[1]);
  if (argv[0] === 'late') setTimeout(() => { throw new Error(argv[1]); });
  if (argv[0] === 'unheard') Promise.reject(new Error(argv[1]));
  if (argv[0] === 'late' || argv[0] === 'unheard') await new Promise(() => setInterval(() => {}, 1000));
  if (argv[0] === 'wait') {
    const idle = setInterval(() => {}, 1000);
    host.stdout.write('waiting\\n');
    await new Promise((resolve) => host.signal.addEventListener('abort', resolve));
    return 1;
  }
  if (argv[0] === 'native') return typeof (await import('@duckdb/node-api')).DuckDBInstance === 'function' ? 0 : 1;
  if (argv[0] === 'much') host.stdout.write('x'.repeat(4_000_000));
  setInterval(() => {}, 1000);
  host.stdout.write(JSON.stringify(parse('a: 1')) + new Table().length + require('node:path').sep + '\\n');
  return 3;
}
`;

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-dist-'));
  await mkdir(join(folder, 'src'));
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'src/main.ts'), SOURCE);
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of await bundle({ entries: ENTRY, root: folder })) {
    await writeFile(join(folder, 'dist', name), text);
  }
});

after(() => rm(folder, { recursive: true }));

interface Finished {
  code: number | string | undefined;
  stdout: string;
  stderr: string;
}

function start(
  args: readonly string[],
  then?: (child: ReturnType<typeof execFile>) => void,
  cwd: string = ROOT,
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { maxBuffer: 1e8, timeout: 20_000, cwd },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.code ?? error.signal ?? undefined), stdout, stderr });
      },
    );
    then?.(child);
  });
}

const stub = () => join(folder, 'dist/start.mjs');

test('the entry runs as a file, ends although a timer is open, and hands on the exit code', async () => {
  assert.deepEqual(await start([stub()]), { code: 3, stdout: '{"a":1}0/\n', stderr: '' });
});

test('no output is lost at the end', async () => {
  const { code, stdout } = await start([stub(), 'much']);
  assert.equal(stdout.length, 4_000_000 + '{"a":1}0/\n'.length);
  assert.equal(code, 3);
});

test('a native package stays outside and is found beside the bundle', async () => {
  assert.equal((await start([stub(), 'native'])).code, 0);
});

test('what is thrown past main is a bug: its stack and exit code 1', async () => {
  const { code, stderr } = await start([stub(), 'throw']);
  assert.equal(code, 1);
  assert.match(stderr, /^error: this is a bug.*\n\| Error: on purpose\n\| {5}at /);
});

test('R2: a bug whose message holds commands, thrown, thrown late or rejected unheard, gives the runner none', async () => {
  const hostile = COMMANDS.map((name) => `##[${name}]x\r::${name}::x\n\u2028::${name}::x`).join('\n');
  for (const how of ['hostile', 'late', 'unheard']) {
    const { code, stdout, stderr } = await start([stub(), how, `${hostile}\u001b[2J`]);
    assert.equal(code, 1, how);
    assert.match(stderr, /^error: this is a bug in Lakeferry; please report it with these lines:\n\| Error: /);
    assert.match(stderr, /add-mask/);
    assert.deepEqual(readRunnerOutput(stdout + stderr).commands, []);
    assert.doesNotMatch(stderr, /[\r\u001b]/);
  }
});

test('the first signal aborts, so that main ends in order', async () => {
  const finished = await start([stub(), 'wait'], (child) => {
    child.stdout?.once('data', () => child.kill('SIGTERM'));
  });
  assert.deepEqual(finished, { code: 1, stdout: 'waiting\n', stderr: '' });
});

test('an older Node gets one clear line and exit code 2', async () => {
  for (const [version, refused] of [
    ['12.22.0', true],
    ['20.20.2', true],
    ['22.18.9', true],
    ['22.19.0', false],
    ['24.0.0', false],
  ] as const) {
    const preload = join(folder, `node-${version}.mjs`);
    await writeFile(
      preload,
      `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });
       Object.defineProperty(process, 'version', { value: 'v${version}' });`,
    );
    const { code, stderr } = await start(['--import', preload, stub()]);
    assert.equal(code, refused ? 2 : 3, version);
    if (refused) assert.match(stderr, new RegExp(`^error: Lakeferry needs Node.js 22.19 .*v${version}; .*\n$`));
  }
});

test('the stub has no static import and no syntax newer than Node 12', () => {
  const text = stubText('x.mjs');
  assert.doesNotMatch(text, /^\s*import\s+[^(]/m);
  assert.doesNotMatch(text, /\?\.|\?\?|\bawait\b|=>|\bconst\b|\blet\b|\bstatic\b|#\w+\s*[=(]/);
});

test('two builds are the same to the byte, whatever the folder', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'lakeferry-elsewhere-'));
  try {
    await mkdir(join(elsewhere, 'src'));
    await writeFile(join(elsewhere, 'src/main.ts'), SOURCE);
    await symlink(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
    const first = await bundle({ entries: ENTRY, root: folder });
    const second = await bundle({ entries: ENTRY, root: elsewhere });
    assert.deepEqual([...first], [...second]);
    for (const [name, text] of first) {
      assert.ok(!text.includes(folder) && !text.includes('\r\n'), name);
    }
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test('licenses.txt names what was bundled, and only that', async () => {
  const text = (await bundle({ entries: ENTRY, root: folder })).get('licenses.txt') ?? '';
  const names = [...text.matchAll(/^(\S+)@\d[^ ]* \(.+\)$/gm)].map((match) => match[1]);
  assert.ok(names.includes('yaml') && names.includes('cli-table3'), names.join());
  assert.ok(!names.includes('undici') && !names.includes('@duckdb/node-api'), names.join());
  assert.match(text, /Permission to use, copy, modify/);
});

test('the command line of dist loads as a file and is of the version that package.json names', async () => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const finished = await start([join(ROOT, 'dist/cli.mjs'), '--version']);
  assert.deepEqual(finished, { code: 0, stdout: `${version}\n`, stderr: '' });
});

test('each action of dist loads as a file, and tells a job without a pipeline file so', async () => {
  const present = await readdir(join(ROOT, 'dist'));
  for (const { stub: name } of ENTRIES.filter((entry) => entry.stub !== 'cli')) {
    assert.ok(present.includes(`${name}.mjs`), name);
    const { code, stdout, stderr } = await start([join(ROOT, 'dist', `${name}.mjs`)], undefined, folder);
    assert.deepEqual([code, stderr], [2, ''], name);
    const errors = readRunnerOutput(stdout).commands.filter((command) => command.name === 'error');
    assert.deepEqual(
      errors.map(({ data }) => data),
      [`${folder}/pipeline.yml: there is no such file; name the pipeline file with --pipeline FILE`],
    );
  }
});
