import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinsOf } from './pins.ts';

/** What a release names, once its three commits are made. */
export interface ReleaseState {
  /** What the workflows take the actions from: the first commit. */
  actions: string;
  /** What README, docs and examples take the workflows from: the second commit, which the tag is for. */
  workflows: string;
  /** The changelog's section, without its heading. */
  notes: string;
}

/** Where the version stands, between what comes before and after it. */
export const VERSION_PLACES: Readonly<Record<string, RegExp>> = {
  'package.json': /^( {2}"version": ")([^"]*)(",)$/gm,
  'package-lock.json': /^((?: {2}| {6})"name": "lakeferry",\n +"version": ")([^"]*)(",)$/gm,
  'src/base/version.ts': /^(export const VERSION = ')([^']*)(';)$/gm,
};

/** Files below the root that name the actions' commit, and those that name the workflows'. */
export function pinnedFiles(root: string): { actions: string[]; workflows: string[] } {
  const below = (folder: string, end: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(end))
      .sort()
      .map((name) => `${folder}/${name}`);
  return {
    actions: below('.github/workflows', '.yml'),
    workflows: ['README.md', ...below('docs', '.md'), ...below('examples', '.yml')],
  };
}

/**
 * Reads what the checked-out commit says of a release. Throws one error with every reason why the commit is no release of this
 * version: numbers that differ, references that are not one commit, files that changed after they were named, a tag that is there.
 */
export function readRelease(root: string, version: string): ReleaseState {
  const problems: string[] = [];
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  const holds = (...args: string[]) => {
    try {
      git(...args);
      return true;
    } catch {
      return false;
    }
  };

  for (const [path, pattern] of Object.entries(VERSION_PLACES)) {
    const found = [...read(path).matchAll(pattern)].map((match) => match[2]);
    if (found.some((each) => each !== version)) problems.push(`${path} says ${found.join()}, not ${version}`);
  }
  const notes = notesOf(read('CHANGELOG.md'), version);
  if (notes === undefined) problems.push(`CHANGELOG.md has no text under "## ${version}"`);
  if (holds('rev-parse', '--quiet', '--verify', `refs/tags/v${version}`))
    problems.push(`the tag v${version} is there already`);

  const one = (what: string, files: readonly string[], unchanged: readonly string[]): string => {
    const pins = new Set(files.flatMap((path) => pinsOf(read(path))));
    const [pin = ''] = pins;
    if (pins.size !== 1)
      problems.push(`${what} is named at ${[...pins].join(' and ') || 'no commit'}; expected one commit`);
    else if (!holds('merge-base', '--is-ancestor', pin, 'HEAD'))
      problems.push(`${what} ${pin} is not in the history of HEAD`);
    else if (!holds('diff', '--quiet', pin, 'HEAD', '--', ...unchanged)) {
      problems.push(`${unchanged.join(', ')} changed after ${pin}, which is named as ${what}`);
    }
    return pin;
  };
  const files = pinnedFiles(root);
  const actions = one('the commit of the actions', files.actions, ['action.yml', 'actions', 'dist']);
  const workflows = one('the commit of the workflows', files.workflows, [
    'action.yml',
    'actions',
    'dist',
    '.github/workflows',
  ]);
  if (problems.length > 0 || notes === undefined) throw new Error(problems.join('\n'));
  return { actions, workflows, notes };
}

function notesOf(changelog: string, version: string): string | undefined {
  const heading = `## ${version}\n`;
  const from = changelog.indexOf(`\n${heading}`);
  if (from < 0) return undefined;
  const section = changelog.slice(from + 1 + heading.length).split(/^## /m)[0] ?? '';
  return section.trim() === '' ? undefined : section.trim();
}
