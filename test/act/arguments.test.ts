import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actArguments, THIS_MACHINE } from './arguments.ts';

const LEAST = { repository: '/r', workflow: 'w.yml', actionCache: '/a', secretsFile: '/s.yml' };

/** Every value that a flag is given. */
const valuesOf = (args: readonly string[], flag: string) =>
  args.flatMap((each, place) => (each === flag ? [args[place + 1]] : []));

test('the least: a dispatch, JSON, nothing read from the repository that was not asked for', () => {
  const args = actArguments(LEAST);
  assert.equal(args[0], 'workflow_dispatch');
  for (const flag of ['--json', '--verbose', '--rm', '--no-cache-server']) assert.ok(args.includes(flag), flag);
  for (const flag of ['--env-file=', '--var-file=', '--input-file=']) assert.ok(args.includes(flag), flag);
  assert.deepEqual(valuesOf(args, '--directory'), ['/r']);
  assert.deepEqual(valuesOf(args, '--workflows'), ['w.yml']);
  assert.deepEqual(valuesOf(args, '--action-cache-path'), ['/a']);
  assert.deepEqual(valuesOf(args, '--secret-file'), ['/s.yml']);
  assert.ok(valuesOf(args, '--platform').includes('ubuntu-latest=-self-hosted'));
  assert.equal(valuesOf(args, '--platform').length, Object.keys(THIS_MACHINE).length);
  for (const flag of ['--input', '--env', '--var', '--matrix', '--eventpath', '--local-repository']) {
    assert.deepEqual(valuesOf(args, flag), []);
  }
});

test('all that can be asked for', () => {
  const args = actArguments({
    ...LEAST,
    event: 'schedule',
    inputs: { from: '2021-01', text: 'a=b\nc' },
    eventFile: '/e.json',
    matrix: [
      { key: 'month', value: '2021-01' },
      { key: 'month', value: '2021-02' },
    ],
    variables: { REGION: 'eu' },
    environment: { A: '1' },
    localRepositories: { 'o/n@v1': '/local' },
    platforms: { 'ubuntu-latest': 'image:tag' },
  });
  assert.equal(args[0], 'schedule');
  assert.deepEqual(valuesOf(args, '--input'), ['from=2021-01', 'text=a=b\nc']);
  assert.deepEqual(valuesOf(args, '--eventpath'), ['/e.json']);
  assert.deepEqual(valuesOf(args, '--matrix'), ['month:2021-01', 'month:2021-02']);
  assert.deepEqual(valuesOf(args, '--var'), ['REGION=eu']);
  assert.deepEqual(valuesOf(args, '--env'), ['A=1']);
  assert.deepEqual(valuesOf(args, '--local-repository'), ['o/n@v1=/local']);
  assert.deepEqual(valuesOf(args, '--platform'), ['ubuntu-latest=image:tag']);
});
