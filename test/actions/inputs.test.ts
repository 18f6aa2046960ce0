import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readRunnerOutput } from '../runtime/runner-commands.ts';
import { type ActionBench, openActions } from './bench.ts';

const PIPELINE = `name: "trips_{color}"
description: Trips of a test
owner: data@example.org
parameters: { color: yellow }
source: { url: "{color}-{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-01 }
lake: ./lake
warehouse: duckdb:trips.duckdb
columns:
  id: { type: int64, required: true }
  note: { type: string }
`;

/** What a shell would run, and what GitHub would put in place; each would leave a file named `canary`. */
const HOSTILE = [
  '$(touch canary)',
  '; touch canary #',
  '`touch canary`',
  '| touch canary',
  '&& touch canary',
  "'; touch canary; '",
  `\${{ github.token }}`,
  '--upload-pack=touch canary',
];

let bench: ActionBench;
before(async () => {
  const rows = HOSTILE.map((text, at) => `${at},"${text}"\n`).join('');
  bench = await openActions({ 'pipeline.yml': PIPELINE, 'yellow-2021-01.csv': `id,note\n${rows}` });
});
after(() => bench.close());

const errorsOf = (log: string) => {
  const { commands } = readRunnerOutput(log);
  return commands.filter(({ name }) => name === 'error').map(({ data }) => data);
};

test('R10: every wrong input is told at once, with what it should be', async () => {
  const wrong = { force: 'yes', 'dry-run': 'on', ephemeral: 'TRUE', limit: '5 GB', partitions: '2021-01\n2021-02' };
  const { code, log, outputs } = await bench.step('run', wrong);
  assert.deepEqual([code, outputs], [2, {}]);
  const told = errorsOf(log).join('\n');
  for (const [name, value] of Object.entries({ force: 'yes', 'dry-run': 'on', ephemeral: 'TRUE' })) {
    assert.ok(told.includes(`${name}: "${value}" is not true or false`), told);
  }
  assert.match(told, /limit: "5 GB" is not a whole number from 1/);
  assert.match(told, /partitions: /);
});

test('R10: blanks and line ends around a value are nothing, and a value of blanks is unset', async () => {
  const { code, log, outputs } = await bench.step('run', { 'dry-run': ' true\n', force: '  ', limit: '\n', lake: '' });
  assert.equal(code, 0, log);
  assert.equal(outputs['done'], '0', log);
  assert.ok(!(await readdir(bench.workspace)).includes('trips.duckdb'));
});

test('R10: an input that there is not is a warning with the likely name', async () => {
  const given = { 'dry-run': 'true', dry_run: 'true', '::error::x': '1', empty: '' };
  const { code, log } = await bench.step('run', given);
  assert.equal(code, 0, log);
  const { commands } = readRunnerOutput(log);
  const warned = commands.filter(({ name, data }) => name === 'warning' && data.includes('there is no input'));
  assert.equal(warned.length, 2, log);
  assert.match(log, /there is no input "dry_run", and it changes nothing; did you mean "dry-run"\?/);
  assert.deepEqual(errorsOf(log), []);
});

test('R11: what a shell would run is text: refused as a name, kept as data, and no file appears', async () => {
  for (const text of HOSTILE) {
    for (const given of [{ partitions: text }, { set: `color=${text}` }, { pipeline: text }]) {
      const { code, log } = await bench.step('run', { ...given, 'dry-run': 'true' });
      assert.equal(code, 2, `${JSON.stringify(given)}\n${log}`);
      assert.ok(errorsOf(log).length > 0, log);
    }
  }
  const text = HOSTILE.join(' ');
  // Where a branch, a job or a person may write what they like.
  const names = ['REF', 'REF_NAME', 'HEAD_REF', 'BASE_REF', 'WORKFLOW', 'JOB', 'ACTION', 'ACTOR', 'REPOSITORY'];
  const env = Object.fromEntries(names.map((name) => [`GITHUB_${name}`, text]));
  const done = await bench.step('run', { lake: `./${HOSTILE[0]}` }, env);
  assert.equal(done.code, 0, done.log);
  const parquet = Object.keys(await bench.shas(HOSTILE[0] as string));
  assert.equal(parquet.length, 1);
  for (const folder of [bench.workspace, fileURLToPath(new URL('../..', import.meta.url)), process.cwd()]) {
    assert.ok(!(await readdir(folder)).includes('canary'), folder);
  }
});

test('R11: no source of ours starts a shell', async () => {
  const root = fileURLToPath(new URL('../../src', import.meta.url));
  const starts: string[] = [];
  for (const name of (await readdir(root, { recursive: true })).filter((each) => each.endsWith('.ts'))) {
    const text = await readFile(join(root, name), 'utf8');
    for (const [, used = ''] of text.matchAll(/import \{([^}]*)\} from 'node:child_process'/g))
      starts.push(used.trim());
    assert.doesNotMatch(
      text,
      /\bshell: (?!false)|import\('node:child_process'\)|\* as \w+ from 'node:child_process'/,
      name,
    );
  }
  // Of its functions the one that takes a program and a list of words.
  assert.deepEqual([...new Set(starts)], ['execFile']);
});
