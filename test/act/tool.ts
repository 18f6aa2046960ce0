import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { toolsFolder } from '../../scripts/tools-folder.ts';
import { ConfigurationError, OutageError } from '../../src/base/errors.ts';

/** What act.md and the parser of its log were written against; a newer one is tried, then pinned. */
export const ACT_VERSION = '0.2.89';

const run = promisify(execFile);

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The path of act, built with Go on the first call and found on later ones. A binary of that version that somebody put
 * there is as good. Throws ConfigurationError where there is neither act nor Go, OutageError where the build fails.
 */
export async function installAct(
  options: { environment?: Environment; say?: (line: string) => void } = {},
): Promise<string> {
  const { environment = process.env, say = (line) => process.stderr.write(`${line}\n`) } = options;
  const folder = join(toolsFolder(environment), `act-${ACT_VERSION}`);
  const act = join(folder, 'act');
  if (await isAct(act)) return act;

  await mkdir(folder, { recursive: true });
  const building = await mkdtemp(join(folder, 'building-'));
  try {
    say(`building act ${ACT_VERSION} into ${folder}, once; this takes a minute or two`);
    const source = `github.com/nektos/act@v${ACT_VERSION}`;
    await run('go', ['install', '-trimpath', '-ldflags=-s -w', source], {
      env: { ...environment, GOBIN: building, GOFLAGS: '-mod=mod' } as NodeJS.ProcessEnv,
      cwd: building,
    });
    await rename(join(building, 'act'), act);
  } catch (error) {
    throw asKnown(error, act);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return act;
}

async function isAct(path: string): Promise<boolean> {
  // It refuses to start without a HOME, and makes a folder for settings there.
  const answer = await run(path, ['--version'], { env: { HOME: dirname(path) } }).catch(() => undefined);
  return answer?.stdout.trim() === `act version ${ACT_VERSION}`;
}

function asKnown(error: unknown, act: string): Error {
  const { code, stderr = '' } = error as NodeJS.ErrnoException & { stderr?: string };
  if (code === 'ENOENT') {
    return new ConfigurationError(
      'ACT_NEEDS_GO',
      `act ${ACT_VERSION} is not installed, and Go, which builds it, is not on PATH; ` +
        `install Go 1.25 or newer (https://go.dev/dl), or put the act binary at ${act}`,
      { act },
    );
  }
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return new OutageError('ACT_BUILD', `go install of act ${ACT_VERSION} failed: ${last}`, { cause: error });
}
