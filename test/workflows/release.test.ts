import assert from 'node:assert/strict';
import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pinsOf, REPOSITORY } from '../../scripts/pins.ts';
import { type Clone, cloneTree, type Finished } from './clone.ts';
import type { Workflow } from './model.ts';
import { parseFile, readTreeFile } from './tree.ts';

const VERSION = '9.9.9';
const UNRELEASED = /^## .*\(not released\)$/m;

let clone: Clone;
let made: Finished;
/** The commits, oldest first: the start, then those of the release. */
let commits: string[];

before(async () => {
  clone = await cloneTree();
  // The tree may be one that was just released, and holds nothing new.
  const changelog = join(clone.folder, 'CHANGELOG.md');
  if (!UNRELEASED.test(await readFile(changelog, 'utf8'))) {
    await writeFile(changelog, '# Changelog\n\n## 9.9.8 (not released)\n\n- Something new.\n');
    clone.git('commit', '--all', '--amend', '--no-edit', '--quiet');
  }
  made = await release(VERSION);
  commits = clone.git('log', '--reverse', '--format=%H').split('\n');
});

after(() => clone.remove());

function release(...args: string[]): Promise<Finished> {
  return clone.run(process.execPath, ['scripts/release.ts', ...args]);
}

const read = (path: string): Promise<string> => readFile(join(clone.folder, path), 'utf8');
const changed = (from: string, to: string): string[] => clone.git('diff', '--name-only', from, to).split('\n');

/** The script of a step of one of the repository's workflows, run in the clone as the runner would. */
async function runStep(workflow: string, id: string, env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  const path = `.github/workflows/${workflow}.yml`;
  const { jobs } = parseFile({ path, text: await readTreeFile(path) }).data as Workflow;
  const step = Object.values(jobs)
    .flatMap(({ steps = [] }) => steps)
    .find((each) => each.id === id);
  assert.ok(step?.run !== undefined, `${path} has a step ${id} with a script`);
  const script = join(clone.folder, '.git/step.sh');
  await writeFile(script, step.run);
  return clone.run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], env);
}

test('a release is three commits', () => {
  assert.deepEqual({ code: made.code, stderr: made.stderr }, { code: 0, stderr: '' });
  assert.deepEqual(clone.git('log', '--reverse', '--format=%s').split('\n'), [
    'Start',
    'Release 9.9.9',
    'Take the actions of 9.9.9 in the workflows',
    'Name the workflows of 9.9.9 in README, docs and examples',
  ]);
  assert.equal(clone.git('status', '--porcelain'), '');
  const [, actions, workflows] = commits;
  assert.ok(made.stdout.endsWith(`${REPOSITORY} 9.9.9: actions ${actions}, workflows ${workflows}\n`), made.stdout);
});

test('the first holds the version everywhere, and the dist of it', async () => {
  const [start = '', first = ''] = commits;
  const [others, dist] = [changed(start, first), changed(start, first).filter((path) => path.startsWith('dist/'))];
  assert.deepEqual(
    others.filter((path) => !dist.includes(path)),
    ['CHANGELOG.md', 'package-lock.json', 'package.json', 'src/base/version.ts'],
  );
  assert.ok(dist.length > 0);
  const manifest = JSON.parse(await read('package.json')) as { version: string };
  const lock = JSON.parse(await read('package-lock.json')) as {
    version: string;
    packages: { '': { version: string } };
  };
  assert.deepEqual([manifest.version, lock.version, lock.packages[''].version], [VERSION, VERSION, VERSION]);
  assert.match(await read('src/base/version.ts'), /^export const VERSION = '9\.9\.9';$/m);
  const { stdout } = await clone.run(process.execPath, ['dist/cli.mjs', '--version']);
  assert.equal(stdout, '9.9.9\n');
  assert.match(await read('CHANGELOG.md'), /^## 9\.9\.9$/m);
  assert.doesNotMatch(await read('CHANGELOG.md'), UNRELEASED);
});

test('nothing but versions changes in the lockfile', () => {
  const [start = '', first = ''] = commits;
  const lines = clone.git('diff', '--unified=0', start, first, '--', 'package-lock.json').split('\n').slice(4);
  assert.equal(lines.filter((line) => /^[-+] +"version": "[\d.]+",$/.test(line)).length, 4);
  assert.equal(lines.filter((line) => /^[-+]/.test(line)).length, 4);
});

/** Every line that a commit changes names this repository, at the commit before it, and is otherwise as it was. */
function assertOnlyPins(from: string, to: string, where: RegExp): void {
  for (const path of changed(from, to)) assert.match(path, where);
  const lines = clone.git('diff', '--unified=0', from, to).split('\n');
  const sides = ['-', '+'].map((sign) =>
    lines.filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3))),
  );
  const [before = [], now = []] = sides;
  assert.ok(now.length > 0);
  const named = (line: string) => /^.(.*)@[0-9a-f]{40}(?: # v[\d.]+)?$/.exec(line)?.[1];
  for (const [index, line] of now.entries()) {
    assert.ok(line.includes(`uses: ${REPOSITORY}`), line);
    assert.ok(line.endsWith(`@${from} # v9.9.9`), line);
    assert.equal(named(line), named(before[index] ?? ''));
  }
  assert.equal(before.length, now.length);
}

test('the second changes only the lines of the workflows that name this repository', () => {
  const [, first = '', second = ''] = commits;
  assertOnlyPins(first, second, /^\.github\/workflows\/etl(?:-steps)?\.yml$/);
});

test('the third changes only the lines of README, docs and examples that name this repository', () => {
  const [, , second = '', third = ''] = commits;
  assertOnlyPins(second, third, /^(?:README\.md|docs\/.+\.md|examples\/.+\.yml)$/);
});

test('after it nothing names any other commit', async () => {
  const [, first = '', second = ''] = commits;
  const naming = clone.git('grep', '--name-only', '-e', `uses: ${REPOSITORY}`, '--', ':!dist', ':!test', ':!scripts');
  const pins: Record<string, string[]> = {};
  for (const path of naming.split('\n')) pins[path] = [...new Set(pinsOf(await read(path)))];
  for (const [path, seen] of Object.entries(pins)) {
    assert.deepEqual(seen, [path.startsWith('.github/') ? first : second], path);
  }
  assert.ok(Object.keys(pins).length >= 7, Object.keys(pins).join());
});

test('every rule of our YAML holds in the released tree', async () => {
  const { code, stdout } = await clone.run(process.execPath, ['--test', 'test/workflows/rules.test.ts']);
  assert.equal(code, 0, stdout);
});

test('the check of dist passes, and names what is out of step', async () => {
  const clean = await runStep('check-dist', 'rebuild');
  assert.equal(clean.code, 0, clean.stdout + clean.stderr);
  await appendFile(join(clone.folder, 'src/base/version.ts'), '\nglobalThis.process.title = VERSION;\n');
  await writeFile(join(clone.folder, 'dist/left-over.mjs'), '');
  clone.git('add', '--all');
  clone.git('commit', '--quiet', '--message=Drift');
  try {
    const { code, stdout } = await runStep('check-dist', 'rebuild');
    assert.equal(code, 1);
    assert.match(stdout, /dist is out of step; run "npm run build".*\n(?:.*\n)* D dist\/left-over\.mjs\n/);
    assert.match(stdout, /^ M dist\/.*\.mjs$/m);
  } finally {
    clone.git('reset', '--quiet', '--hard', 'HEAD~1');
  }
});

test('the release workflow takes these commits, and the second is the one to tag', async () => {
  const output = join(clone.folder, '.git/output');
  await writeFile(output, '');
  const { code, stderr } = await runStep('release', 'read', { VERSION, GITHUB_OUTPUT: output });
  assert.equal(code, 0, stderr);
  const text = await readFile(output, 'utf8');
  assert.match(text, new RegExp(`^commit=${commits[2]}\nnotes<<END_OF_NOTES\n[^]+\nEND_OF_NOTES\n$`));
  assert.equal((await runStep('release', 'rebuild')).code, 0);
});

test('the release workflow makes a draft of it, publishes it, and sees whether it can still be changed', async () => {
  const bin = join(clone.folder, '.git/bin');
  const calls = join(clone.folder, '.git/calls');
  await mkdir(bin);
  // In the place of GitHub's command line: writes down what it is asked, and answers the one question.
  await writeFile(
    join(bin, 'gh'),
    `#!/bin/sh\nprintf '<%s> ' "$@" >> '${calls}'\necho >> '${calls}'\n[ "$1" != api ] || echo "$IMMUTABLE"\n`,
  );
  await chmod(join(bin, 'gh'), 0o755);
  const env = {
    VERSION,
    COMMIT: commits[2] ?? '',
    NOTES: '- "quoted" $HOME',
    GH_REPO: REPOSITORY,
    GH_TOKEN: 't',
    PATH: `${bin}:${process.env['PATH']}`,
  };
  assert.equal((await runStep('release', 'draft', env)).code, 0);
  assert.equal((await runStep('release', 'publish', { ...env, IMMUTABLE: 'true' })).code, 0);
  assert.deepEqual((await readFile(calls, 'utf8')).split(' \n'), [
    `<release> <create> <v9.9.9> <--draft> <--target> <${commits[2]}> <--title> <9.9.9> <--notes> <- "quoted" $HOME>`,
    '<release> <edit> <v9.9.9> <--draft=false>',
    `<api> <repos/${REPOSITORY}/releases/tags/v9.9.9> <--jq> <.immutable>`,
    '',
  ]);
  const open = await runStep('release', 'publish', { ...env, IMMUTABLE: 'false' });
  assert.equal(open.code, 1);
  assert.match(open.stdout, /can still be changed: turn on immutable releases/);
});

/** What `--check` says after a change that is committed, and undone afterwards. */
async function checkAfter(change: () => Promise<unknown> | unknown, version = VERSION): Promise<Finished> {
  await change();
  if (clone.git('status', '--porcelain') !== '') clone.git('commit', '--quiet', '--all', '--message=Change');
  try {
    return await release('--check', version);
  } finally {
    clone.git('reset', '--quiet', '--hard', commits[3] ?? '');
  }
}

async function replaceIn(path: string, from: string | RegExp, to: string): Promise<void> {
  const text = await read(path);
  assert.notEqual(text.replace(from, to), text);
  await writeFile(join(clone.folder, path), text.replace(from, to));
}

test('a tree that is not the release is told why', async () => {
  const [start = '', first = ''] = commits;
  const cases: [change: () => unknown, says: RegExp][] = [
    [() => replaceIn('package.json', '9.9.9', '9.9.7'), /^error: package\.json says 9\.9\.7, not 9\.9\.9$/m],
    [() => replaceIn('src/base/version.ts', '9.9.9', '9.9.7'), /^error: src\/base\/version\.ts says 9\.9\.7/m],
    [() => replaceIn('CHANGELOG.md', '## 9.9.9', '## 9.9.7'), /^error: CHANGELOG\.md has no text under "## 9\.9\.9"$/m],
    [
      () => replaceIn('README.md', /@[0-9a-f]{40} # v9/, `@${start} # v9`),
      /^error: the commit of the workflows is named at .* and /m,
    ],
    [
      () => replaceIn('.github/workflows/etl.yml', new RegExp(first), start),
      /^error: the commit of the actions is named at .* and /m,
    ],
    [() => replaceIn('dist/cli.mjs', 'Node 12', 'Node 11'), /^error: action\.yml, actions, dist changed after/m],
    [
      () => replaceIn('.github/workflows/etl.yml', 'name: Lakeferry ETL', 'name: ETL'),
      /\.github\/workflows changed after/,
    ],
  ];
  for (const [change, says] of cases) {
    const { code, stdout, stderr } = await checkAfter(change);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' }, String(says));
    assert.match(stderr, says);
  }
  const other = await checkAfter(() => {}, '9.9.8');
  assert.match(other.stderr, /^error: package\.json says 9\.9\.9, not 9\.9\.8$/m);
  clone.git('tag', 'v9.9.9');
  const tagged = await checkAfter(() => {});
  clone.git('tag', '--delete', 'v9.9.9');
  assert.match(tagged.stderr, /^error: the tag v9\.9\.9 is there already\n$/);
});

test('a release is refused before anything is written', async () => {
  const refused = async (says: RegExp, ...args: string[]) => {
    const { code, stderr } = await release(...args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, says);
    assert.equal(clone.git('rev-parse', 'HEAD'), commits[3]);
  };
  await refused(/^error: name the version, like 0\.2\.0/, 'v1');
  await refused(/^error: name the version, like 0\.2\.0/, '--check', 'latest');
  await refused(/^error: 9\.9\.8 is below 9\.9\.9, which package\.json says\n$/, '9.9.8');
  await refused(/^error: CHANGELOG\.md has no section "## x\.y\.z \(not released\)"/, '9.10.0');
  clone.git('tag', 'v9.10.0');
  await refused(/^error: the tag v9\.10\.0 is there already\n$/, '9.10.0');
  clone.git('tag', '--delete', 'v9.10.0');
  await appendFile(join(clone.folder, 'CHANGELOG.md'), '\n');
  await refused(/^error: the tree is not clean/, '9.10.0');
  clone.git('checkout', '--quiet', 'CHANGELOG.md');
  assert.equal(clone.git('status', '--porcelain'), '');
});

test('--pins names the commit that is checked out, without a new version', async () => {
  const { code, stderr } = await release('--pins');
  assert.equal(code, 0, stderr);
  const [, , , third, fourth] = clone.git('log', '--reverse', '--format=%H').split('\n');
  assert.deepEqual([...new Set(pinsOf(await read('.github/workflows/etl.yml')))], [third]);
  assert.deepEqual([...new Set(pinsOf(await read('examples/callers/steps.yml')))], [fourth]);
  clone.git('reset', '--quiet', '--hard', third ?? '');
});
