import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built command line as a user does: its own process, a given folder, a cache of its own, no CI variable. */
export function lakeferry(args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Finished> {
  const { CI: _, ...rest } = process.env;
  return new Promise((resolve) => {
    const options = { cwd, env: { ...rest, LAKEFERRY_CACHE_DIR: `${cwd}/.cache`, ...env }, maxBuffer: 64 * 2 ** 20 };
    execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr });
    });
  });
}
