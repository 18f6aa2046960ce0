import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError } from '../../src/base/errors.ts';

const run = promisify(execFile);

/** Neither the user's git settings (signing, hooks, templates) nor the clock get into a staged commit. */
const PLAIN = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Stage',
  GIT_AUTHOR_EMAIL: 'stage@example.org',
  GIT_AUTHOR_DATE: '2021-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Stage',
  GIT_COMMITTER_EMAIL: 'stage@example.org',
  GIT_COMMITTER_DATE: '2021-01-01T00:00:00Z',
};

async function stagingGit(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...args], { env: { PATH: process.env['PATH'], ...PLAIN } });
  return stdout;
}

/** With the user's settings, such as which folders of others are safe, but in this folder whatever GIT_DIR says. */
async function git(folder: string, ...args: string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const { stdout } = await run('git', ['-C', folder, ...args], { env: { PATH, HOME }, maxBuffer: 64 * 2 ** 20 });
  return stdout;
}

/**
 * A git repository with one commit on `main` and an origin that is only a name: act takes `github.repository` and the
 * commit from there. Files are named by their path. Returns the commit.
 */
export async function stageRepository(options: {
  folder: string;
  files: Readonly<Record<string, string | Uint8Array>>;
  /** `owner/name`; default `example/pipeline`. */
  repository?: string;
}): Promise<string> {
  const { folder, files, repository = 'example/pipeline' } = options;
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await stagingGit(folder, 'init', '--quiet', '--initial-branch=main');
  // A dist folder that is ignored is committed all the same: it is what actions run.
  await stagingGit(folder, 'add', '--all', '--force');
  await stagingGit(folder, 'commit', '--quiet', '--message=Stage');
  await stagingGit(folder, 'remote', 'add', 'origin', `https://github.com/${repository}`);
  return (await stagingGit(folder, 'rev-parse', 'HEAD')).trim();
}

/** What act needs to know of a repository that exists. */
export interface Checkout {
  /** Its top folder. */
  folder: string;
  /** Whether `origin` is set; without it act invents a name. */
  hasOrigin: boolean;
}

/** Looks at the repository around a folder. Throws ConfigurationError where there is none, or none with a commit. */
export async function openCheckout(folder: string): Promise<Checkout> {
  try {
    const top = (await git(folder, 'rev-parse', '--show-toplevel')).trim();
    await git(folder, 'rev-parse', '--verify', 'HEAD');
    const remotes = (await git(folder, 'remote')).split('\n');
    return { folder: top, hasOrigin: remotes.includes('origin') };
  } catch (error) {
    const [said = ''] = (error as { stderr?: string }).stderr?.split('\n') ?? [];
    throw new ConfigurationError(
      'ACT_NO_REPOSITORY',
      `${folder} is not a git repository with a commit, which a workflow run needs (${said}); ` +
        'run there: git init && git add --all && git commit --message=First',
      { folder },
      error,
    );
  }
}

/**
 * Copies what git would take: tracked files, and new ones that are not ignored, as they are in the working tree. act itself
 * would copy node_modules with every action.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  const { folder } = await openCheckout(from);
  const listed = await git(folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate');
  const deleted = new Set((await git(folder, 'ls-files', '-z', '--deleted')).split('\0'));
  for (const path of listed.split('\0')) {
    if (path !== '' && !deleted.has(path)) {
      await cp(join(folder, path), join(to, path), { recursive: true, verbatimSymlinks: true });
    }
  }
}
