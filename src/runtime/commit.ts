import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit that `folder` stands at and whether its tree was changed since; empty where git cannot tell. */
export async function commitOf(folder: string): Promise<{ commit?: string; dirty?: boolean }> {
  try {
    const options = { cwd: folder, timeout: 10_000 };
    const commit = (await run('git', ['rev-parse', 'HEAD'], options)).stdout.trim();
    const status = (await run('git', ['status', '--porcelain', '--untracked-files=no'], options)).stdout;
    return { commit, dirty: status !== '' };
  } catch {
    // No git, no repository or no commit yet: a record without a commit says so by its absence.
    return {};
  }
}

/** When the last commit of `folder`'s branch was made, in milliseconds since the epoch; undefined where git cannot tell. */
export async function lastCommitAt(folder: string): Promise<number | undefined> {
  try {
    const { stdout } = await run('git', ['log', '-1', '--format=%ct'], { cwd: folder, timeout: 10_000 });
    return stdout.trim() === '' ? undefined : Number(stdout.trim()) * 1000;
  } catch {
    return undefined;
  }
}
