/**
 * `node scripts/release.ts 0.2.0` makes the commits of a release, on a clean tree, and pushes nothing:
 *   1. version, changelog and dist: the commit that the actions are taken from;
 *   2. the reusable workflows name commit 1 by its SHA, which no commit can do for itself; the release's tag is for this one;
 *   3. README, docs and examples name commit 2 by its SHA, for people to copy.
 * `--pins` makes commits 2 and 3 for the commit that is checked out, without a new version.
 * `--check 0.2.0` says why the commit that is checked out is not that release, or prints the commit to tag; `--notes 0.2.0`
 * prints what the changelog says of it.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY, repin } from './pins.ts';
import { pinnedFiles, readRelease, VERSION_PLACES } from './release-state.ts';

const root = process.cwd();
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

function refuse(why: string): never {
  process.stderr.write(why.replace(/^/gm, 'error: ').concat('\n'));
  process.exit(2);
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(root, path), 'utf8');
  const after = change(before);
  if (after !== before) await writeFile(join(root, path), after);
}

function commit(message: string): string {
  git('add', '--all');
  if (git('status', '--porcelain') === '') refuse(`nothing to commit for "${message}"`);
  git('commit', '--quiet', '--message', message);
  return git('rev-parse', 'HEAD');
}

function isBelow(version: string, other: string): boolean {
  const [a, b] = [version.split('.').map(Number), other.split('.').map(Number)];
  const place = a.findIndex((part, index) => part !== b[index]);
  return place >= 0 && Number(a[place]) < Number(b[place]);
}

/** Commit 1. Everything is looked at before anything is written. */
async function commitVersion(version: string, current: string): Promise<string> {
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  const heading = /^## .*\(not released\)$/m;
  if (isBelow(version, current)) refuse(`${version} is below ${current}, which package.json says`);
  if (git('tag', '--list', `v${version}`) !== '') refuse(`the tag v${version} is there already`);
  if (!heading.test(changelog)) refuse('CHANGELOG.md has no section "## x.y.z (not released)" to release');
  await edit('CHANGELOG.md', (text) => text.replace(heading, `## ${version}`));
  for (const [path, pattern] of Object.entries(VERSION_PLACES)) {
    await edit(path, (text) => text.replace(pattern, (_, before, __, after) => `${before}${version}${after}`));
  }
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  return commit(`Release ${version}`);
}

async function makeCommits(argument: string): Promise<void> {
  if (git('status', '--porcelain') !== '') refuse('the tree is not clean; commit or stash first');
  const { version: current } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const version = argument === '--pins' ? current : argument;
  const actions = argument === '--pins' ? git('rev-parse', 'HEAD') : await commitVersion(version, current);
  const files = pinnedFiles(root);
  for (const path of files.actions) await edit(path, (text) => repin(text, actions, version));
  const workflows = commit(`Take the actions of ${version} in the workflows`);
  for (const path of files.workflows) await edit(path, (text) => repin(text, workflows, version));
  commit(`Name the workflows of ${version} in README, docs and examples`);
  process.stdout.write(`${REPOSITORY} ${version}: actions ${actions}, workflows ${workflows}\n`);
}

function read(version: string) {
  try {
    return readRelease(root, version);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const [first = '', second = ''] = process.argv.slice(2);
const isVersion = (text: string) => /^\d+\.\d+\.\d+$/.test(text);
if (first === '--check' && isVersion(second)) process.stdout.write(`${read(second).workflows}\n`);
else if (first === '--notes' && isVersion(second)) process.stdout.write(`${read(second).notes}\n`);
else if (first === '--pins' || isVersion(first)) await makeCommits(first);
else refuse('name the version, like 0.2.0, or --pins, --check 0.2.0, --notes 0.2.0');
