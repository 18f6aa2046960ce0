import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/act.ts', import.meta.url));

function act(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env: { PATH: '' } }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test('help names every option', async () => {
  const { code, stdout } = await act('--help');
  assert.equal(code, 0);
  const flags = [
    'workflow',
    'repository',
    'event',
    'input',
    'event-file',
    'secret',
    'variable',
    'env',
    'matrix',
  ].concat(['local-repository', 'platform', 'cache', 'state']);
  assert.deepEqual(
    [...stdout.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, flag]) => flag),
    flags,
  );
});

test('a wrong command line is one line and exit code 2', async () => {
  const workflow = ['--workflow', 'w.yml'];
  for (const [args, message] of [
    [[], '--workflow is missing; example: --workflow .github/workflows/etl.yml'],
    [[...workflow, '--cache', 'all'], '--cache all: expected write, read or none'],
    [[...workflow, '--input', 'x'], '--input x: expected NAME=VALUE'],
    [[...workflow, '--matrix', 'x=1'], '--matrix x=1: expected NAME:VALUE'],
    [[...workflow, '--secret', 'ABSENT'], '--secret ABSENT: there is no variable ABSENT in the environment'],
    [[...workflow, '--dry'], "unknown option '--dry'.*; see --help"],
  ] as const) {
    const { code, stdout, stderr } = await act(...args);
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.match(stderr, new RegExp(`^error: ${message}\n$`));
  }
});
