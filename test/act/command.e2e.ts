import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stageRepository } from './repository.ts';
import { ACT_VERSION, installAct } from './tool.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHA = '0123456789abcdef0123456789abcdef01234567';

const ALL = `
name: All
on:
  workflow_dispatch:
    inputs: { who: { type: string }, dry-run: { type: boolean } }
jobs:
  legs:
    runs-on: ubuntu-latest
    strategy: { matrix: { leg: [a, b, c] } }
    steps:
      - run: echo "who=\${{ inputs.who }} dry=\${{ inputs.dry-run == true }} region=\${{ vars.REGION }} extra=$EXTRA leg=\${{ matrix.leg }}"
      - run: echo "$HIDDEN is \${#HIDDEN} long"; echo "summary of $HIDDEN" >> "$GITHUB_STEP_SUMMARY"
        env: { HIDDEN: "\${{ secrets.HIDDEN }}" }
      - run: node -p "'rights ' + JSON.parse(Buffer.from(process.env.ACTIONS_RUNTIME_TOKEN.split('.')[1], 'base64url')).ac"
      - run: echo "run $GITHUB_RUN_ID of $GITHUB_REPOSITORY"; command -v only-here
  odd:
    runs-on: odd-label
    steps: [{ run: echo odd }]
`;

const NAMELESS = `
on: push
jobs:
  a:
    runs-on: ubuntu-slim
    steps: [{ run: 'echo "$GITHUB_REPOSITORY \${{ github.repository }}"' }]
`;

const SCHEDULED = `
on: { schedule: [{ cron: "17 5 * * *" }], workflow_dispatch: {} }
jobs:
  tick:
    runs-on: ubuntu-latest
    steps:
      - run: echo "event \${{ github.event_name }} cron \${{ github.event.schedule }}"
      - run: "false"
        continue-on-error: true
      - run: |
          echo 'a ##[error]b'
          echo '::warning file=a.csv,line=3::look'
      - run: exit 3
`;

const LONG = `
on: workflow_dispatch
jobs:
  long:
    runs-on: ubuntu-latest
    steps:
      - run: echo begun; sleep 300
      - run: echo cleaned up
        if: always()
`;

const ENDLESS = LONG.replace('long:', 'endless:').replace('echo cleaned up', 'echo cleaning up; sleep 300');

const CALLER = `
name: Mine
on: workflow_dispatch
jobs:
  etl:
    uses: other/toolkit/.github/workflows/etl.yml@${SHA}
    with: { month: 2021-01 }
`;

const CALLED = `
name: Etl
on: { workflow_call: { inputs: { month: { type: string } } } }
jobs:
  run:
    runs-on: ubuntu-latest
    steps:
      - uses: other/toolkit/actions/hello@${SHA}
        with: { month: "\${{ inputs.month }}" }
`;

let root = '';
let repository = '';
let tools = '';

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'lakeferry-command-'));
  repository = join(root, 'mine');
  tools = join(root, 'tools');
  await mkdir(join(tools, `act-${ACT_VERSION}`), { recursive: true });
  await symlink(await installAct(), join(tools, `act-${ACT_VERSION}`, 'act'));
  await mkdir(join(root, 'bin'));
  await writeFile(join(root, 'bin/only-here'), '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(join(root, 'event.json'), '{"schedule":"17 5 * * *"}');
  await stageRepository({
    folder: repository,
    files: {
      '.github/workflows/all.yml': ALL,
      '.github/workflows/scheduled.yml': SCHEDULED,
      '.github/workflows/long.yml': LONG,
      '.github/workflows/endless.yml': ENDLESS,
      '.github/workflows/caller.yml': CALLER,
    },
    repository: 'me/mine',
  });
});

after(() => rm(root, { recursive: true }));

interface Finished {
  code: number | null;
  stdout: string[];
  stderr: string;
}

/** Runs the command as npm does: from the project's folder, and told where the user stands. */
function act(args: string[], onOutput?: (text: string, child: ChildProcess) => void): Promise<Finished> {
  const child = spawn(process.execPath, ['scripts/act.ts', ...args], {
    cwd: ROOT,
    env: {
      PATH: `${dirname(process.execPath)}:${join(root, 'bin')}:/usr/bin:/bin`,
      INIT_CWD: root,
      LAKEFERRY_TOOLS: tools,
      HIDDEN: 'hidden value',
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes) => {
    stdout += String(bytes);
    onOutput?.(stdout, child);
  });
  child.stderr.on('data', (bytes) => {
    stderr += String(bytes);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout: stdout.trimEnd().split('\n'), stderr }));
  });
}

const workflow = (name: string) => ['--repository', 'mine', '--workflow', `.github/workflows/${name}.yml`];

test('every option reaches the workflow', async () => {
  const given = [
    '--input',
    'who=a=b',
    '--input',
    'dry-run=true',
    '--secret',
    'HIDDEN',
    '--variable',
    'REGION=eu',
  ].concat(
    [
      '--env',
      'EXTRA=1',
      '--matrix',
      'leg:b',
      '--matrix',
      'leg:c',
      '--platform',
      'odd-label=-self-hosted',
      '--cache',
      'read',
    ],
    ['--state', 'my-state'],
  );
  const { code, stdout, stderr } = await act([...workflow('all'), ...given]);
  assert.equal(code, 0, stderr);
  assert.equal(stdout[0], `state of simulated runs: ${join(root, 'my-state')}`);
  assert.ok(stdout.includes('[legs-1]   who=a=b dry=true region=eu extra=1 leg=b'), stdout.join('\n'));
  assert.ok(stdout.includes('[legs-2]   who=a=b dry=true region=eu extra=1 leg=c'));
  assert.ok(stdout.includes('[legs-1]   *** is 12 long'));
  assert.ok(stdout.includes('[legs-1]   rights [{"Scope":"refs/heads/main","Permission":1}]'));
  assert.ok(stdout.includes('[legs-1]   run 1 of me/mine'));
  assert.ok(stdout.includes(`[legs-1]   ${join(root, 'bin/only-here')}`), 'the tools of the user are found');
  const report = stdout.slice(stdout.indexOf('run 1') + 1);
  assert.deepEqual(report.slice(0, 4).sort(), [
    ...['', '  success    legs-1  {"leg":"b"}', '  success    legs-2  {"leg":"c"}', '  success    odd'],
  ]);
  assert.match(report[4] ?? '', /^summary of legs-\d, echo /);
  assert.equal(report[5], '  summary of ***');
  assert.ok(!stdout.join().includes('hidden value'));
});

test('without them: all legs, no secret, rights to write, a state of its own that counts on', async () => {
  const first = await act([...workflow('all'), '--platform', 'odd-label=-self-hosted']);
  assert.equal(first.code, 0, first.stderr);
  assert.ok(first.stdout.includes('[legs-1]   who= dry=false region= extra= leg=a'), first.stdout.join('\n'));
  assert.ok(first.stdout.includes('[legs-1]    is 0 long'));
  assert.ok(first.stdout.includes('[legs-2]   rights [{"Scope":"refs/heads/main","Permission":3}]'));
  assert.equal(
    (await act([...workflow('all'), '--platform', 'odd-label=-self-hosted'])).stdout.includes('run 2'),
    true,
  );
  const [state, ...others] = await readdir(join(tools, 'act-state'));
  assert.match(state ?? '', /^mine-[0-9a-f]{8}$/);
  assert.deepEqual(others, []);
});

test('a repository without an origin gets a name all the same', async () => {
  const folder = join(root, 'nameless');
  await stageRepository({ folder, files: { 'w.yml': NAMELESS } });
  await promisify(execFile)('git', ['-C', folder, 'remote', 'remove', 'origin']);
  const { code, stdout, stderr } = await act(['--repository', folder, '--workflow', 'w.yml', '--event', 'push']);
  assert.equal(code, 0, stderr);
  assert.ok(stdout.includes('[a]   local/repository local/repository'), stdout.join('\n'));
});

test('an unmapped label: the table is printed, then the error, with the exit code of a mistake', async () => {
  const { code, stdout, stderr } = await act(workflow('all'));
  assert.equal(code, 2);
  assert.ok(stdout.includes('[odd]   no runner for its label: never ran'));
  assert.ok(stdout.includes('  unmapped   odd'));
  assert.ok(stdout.includes('  success    legs-2  {"leg":"b"}'));
  assert.match(stderr, /^error: job odd never ran: .*--platform odd-label=-self-hosted\n$/);
});

test('event and event file; what a step prints is no command; a failure is exit code 1', async () => {
  const event = ['--event', 'schedule', '--event-file', 'event.json'];
  const { code, stdout, stderr } = await act([...workflow('scheduled'), ...event]);
  assert.equal(code, 1, stderr);
  assert.ok(stdout.includes('[tick]   event schedule cron 17 5 * * *'), stdout.join('\n'));
  assert.ok(stdout.includes('[tick]   failed; continue-on-error forgives it'));
  assert.ok(stdout.includes('[tick]   warning: a.csv:3: look'));
  assert.ok(stdout.includes('[tick]   a #\\#[error]b'));
  assert.ok(stdout.includes('[tick]   error: exit status 3'));
  assert.ok(stdout.includes('  failure    tick'));
});

test("the user's repository calls a workflow of a toolkit at a commit, which lies in a folder", async () => {
  const toolkit = join(root, 'toolkit');
  await stageRepository({
    folder: toolkit,
    files: {
      '.github/workflows/etl.yml': CALLED,
      '.gitignore': 'node_modules/\n',
      'actions/hello/action.yml': JSON.stringify({
        name: 'hello',
        description: 'hello',
        inputs: { month: { description: 'month' } },
        runs: { using: 'node24', main: '../../dist/index.mjs' },
      }),
      'dist/index.mjs': 'throw new Error("as committed");',
    },
  });
  // Not committed, ignored, deleted: what counts is the working tree as git sees it.
  const source = `
    import { existsSync } from 'node:fs';
    const at = (path) => existsSync(new URL('../' + path, import.meta.url));
    console.log('hello', process.env.INPUT_MONTH, process.version.split('.')[0], at('new.txt'), at('node_modules'));
  `;
  await writeFile(join(toolkit, 'dist/index.mjs'), source);
  await writeFile(join(toolkit, 'new.txt'), '');
  await mkdir(join(toolkit, 'node_modules'));
  await writeFile(join(toolkit, 'node_modules/big.bin'), '');

  const local = ['--local-repository', `other/toolkit@${SHA}=toolkit`];
  const { code, stdout, stderr } = await act([...workflow('caller'), ...local]);
  assert.equal(code, 0, stderr);
  assert.ok(stdout.includes('[etl/run]   hello 2021-01 v24 true false'), stdout.join('\n'));
  assert.ok(stdout.includes('  success    etl/run'));
});

test('an interrupt runs what must always run, also when npm doubles it', async () => {
  let sent = 0;
  const { code, stdout, stderr } = await act(workflow('long'), (text, child) => {
    if (sent === 0 && text.includes(']   begun')) for (; sent < 2; sent++) child.kill('SIGINT');
  });
  assert.equal(code, 1);
  assert.ok(stdout.includes('[long]   cleaned up'), stdout.join('\n'));
  assert.equal(stderr, 'error: interrupted\n');
});

test('another interrupt ends a cleanup that does not end', async () => {
  let timer: ReturnType<typeof setInterval> | undefined;
  const { code, stdout } = await act(workflow('endless'), (text, child) => {
    if (timer === undefined && text.includes(']   begun')) timer = setInterval(() => child.kill('SIGINT'), 400);
  });
  clearInterval(timer);
  assert.equal(code, 1);
  assert.ok(stdout.includes('[endless]   cleaning up'), stdout.join('\n'));
});
