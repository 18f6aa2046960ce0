import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './tree.ts';

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** A repository of its own with the working tree as its one commit, on the branch main. */
export interface Clone {
  folder: string;
  git(...args: string[]): string;
  /** Runs a program in the folder. */
  run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>;
  remove(): Promise<void>;
}

/** Neither the user's settings for git (signing, hooks) nor this test's own runner get into the clone. */
const { NODE_TEST_CONTEXT: _, ...OUTSIDE } = process.env;
const ENVIRONMENT = {
  ...OUTSIDE,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Clone'],
      [`GIT_${who}_EMAIL`, 'clone@example.org'],
    ]),
  ),
};

export async function cloneTree(): Promise<Clone> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-clone-'));
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' }).trim();
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const name of listed.toString().split('\0')) {
    // A file may be listed and just gone.
    if (name === '' || !existsSync(join(ROOT, name))) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await cp(join(ROOT, name), join(folder, name));
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  git('init', '--quiet', '--initial-branch=main');
  // .gitignore means the folder; a link is none.
  await writeFile(join(folder, '.git/info/exclude'), 'node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message=Start');
  return {
    folder,
    git,
    run: (command, args, env = {}) =>
      new Promise((resolve) => {
        const options = { cwd: folder, env: { ...ENVIRONMENT, ...env }, maxBuffer: 1e8, timeout: 120_000 };
        execFile(command, args, options, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
        });
      }),
    remove: () => rm(folder, { recursive: true }),
  };
}
