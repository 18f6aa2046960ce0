import { execFile } from 'node:child_process';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';

const run = promisify(execFile);
const MOST_BYTES = 64 * 2 ** 20;

/**
 * The files as git had them at a revision, as far as they are read; everything else is what it is now. `folder` lies in the
 * repository. Throws ConfigurationError REVISION where git knows none of that name.
 */
export async function filesAt(options: { folder: string; revision: string; files: Files }): Promise<Files> {
  const { folder, revision, files } = options;
  const git = (...words: string[]) =>
    run('git', words, { cwd: folder, timeout: 10_000, encoding: 'buffer', maxBuffer: MOST_BYTES });
  let commit: string;
  try {
    // What begins with a hyphen would be an option.
    const { stdout } = await git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`);
    commit = stdout.toString().trim();
  } catch (error) {
    throw new ConfigurationError(
      'REVISION',
      `base: git finds no "${revision}" from ${folder}; name a file or a revision, and in a job check out with fetch-depth: 2`,
      { revision },
      error,
    );
  }
  return {
    ...files,
    async read(path) {
      try {
        return (await git('show', `${commit}:./${relative(folder, path)}`)).stdout;
      } catch (error) {
        // As the file system says it: whoever reads knows what to make of that.
        throw Object.assign(new Error(`${path} was not there at ${revision}`, { cause: error }), { code: 'ENOENT' });
      }
    },
  };
}
