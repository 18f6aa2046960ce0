/**
 * `node scripts/release.ts 0.2.0` makes the commits of a release, on a clean tree, and pushes nothing:
 *   1. version, changelog and dist: the commit that the actions are taken from;
 *   2. the reusable workflows name commit 1 by its SHA, which no commit can do for itself;
 *   3. README and examples name commit 2 by its SHA, for people to copy.
 * `--pins` makes commits 2 and 3 for the commit that is checked out, without a new version.
 */
import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY, repin } from './pins.ts';

const root = process.cwd();
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
const argument = process.argv[2] ?? '';

function refuse(why: string): never {
  process.stderr.write(`error: ${why}\n`);
  process.exit(2);
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(root, path), 'utf8');
  const after = change(before);
  if (after !== before) await writeFile(join(root, path), after);
}

function commit(message: string): string {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
  return git('rev-parse', 'HEAD');
}

if (argument !== '--pins' && !/^\d+\.\d+\.\d+$/.test(argument)) refuse('name the version, like 0.2.0, or --pins');
if (git('status', '--porcelain') !== '') refuse('the tree is not clean; commit or stash first');

const { version: current } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
const version = argument === '--pins' ? current : argument;
let actions = git('rev-parse', 'HEAD');
if (argument !== '--pins') {
  const spelled = new RegExp(`(["'])${current.replaceAll('.', '\\.')}\\1`);
  await edit('package.json', (text) => text.replace(spelled, `"${version}"`));
  await edit('package-lock.json', (text) => text.replace(spelled, `"${version}"`).replace(spelled, `"${version}"`));
  await edit('src/base/version.ts', (text) => text.replace(spelled, `'${version}'`));
  await edit('CHANGELOG.md', (text) => text.replace(/^## .*not released.*$/m, `## ${version}`));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  actions = commit(`Release ${version}`);
}
for (const name of ['etl.yml', 'etl-steps.yml']) {
  await edit(`.github/workflows/${name}`, (text) => repin(text, actions, version));
}
const workflows = commit(`Take the actions of ${version} in the workflows`);
await edit('README.md', (text) => repin(text, workflows, version));
for (const name of await readdir(join(root, 'examples/callers'))) {
  await edit(`examples/callers/${name}`, (text) => repin(text, workflows, version));
}
commit(`Name the workflows of ${version} in README and examples`);
process.stdout.write(`${REPOSITORY} ${version}: actions ${actions}, workflows ${workflows}\n`);
