import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toolsFolder } from './tools-folder.ts';

/** A checker of workflows that npm does not bring. */
export interface Linter {
  name: string;
  version: string;
  /** The binary below the tool's own folder. */
  binary: string;
  /** What must be on this machine, and where it comes from. */
  needs: string;
  /** Fills an empty folder. */
  install(folder: string, version: string): Promise<Finished>;
  /** Arguments that come before the files. */
  options: readonly string[];
  /** What it must find in `SEED`. */
  finds: readonly RegExp[];
}

/** A workflow with a mistake for each. `./actions/plan` is there; it has no such input and no such output. */
export const SEED = `name: seed
on: push
jobs:
  seed:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - id: plan
        uses: ./actions/plan
        with: { partition: 2021-01 }
      - run: echo \${{ steps.plan.outputs.matrices }}
      - run: echo \${{ github.head_ref }}
`;

export const LINTERS: readonly Linter[] = [
  {
    name: 'actionlint',
    version: '1.7.12',
    binary: 'actionlint',
    needs: 'Go, from https://go.dev/dl',
    install: (folder, version) =>
      finish('go', ['install', '-trimpath', `github.com/rhysd/actionlint/cmd/actionlint@v${version}`], {
        env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' },
        cwd: folder,
      }),
    options: [
      // It asks these where they are; what holds must not depend on it.
      ...['-no-color', '-shellcheck=', '-pyflakes='],
      // It takes a quoted 'true' for a boolean. That values are quoted is held by test/workflows/rules/callers.ts.
      ...['-ignore', 'is typed as string by reusable workflow .* bool value cannot be assigned'],
    ],
    finds: [
      /input "partition" is not defined/,
      /property "matrices" is not defined/,
      /"github\.head_ref" is potentially untrusted/,
    ],
  },
  {
    name: 'zizmor',
    version: '1.32.0',
    binary: 'bin/zizmor',
    needs: 'Python 3 with venv and pip, from https://www.python.org/downloads',
    async install(folder, version) {
      const made = await finish('python3', ['-m', 'venv', folder]);
      if (made.code !== 0) return made;
      const pip = ['install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:', `zizmor==${version}`];
      return finish(join(folder, 'bin/pip'), pip);
    },
    options: ['--offline', '--persona=pedantic', '--no-progress', '--color=never', '--quiet'],
    finds: [
      /error\[template-injection\]/,
      /error\[unpinned-uses\]/,
      /warning\[artipacked\]/,
      /\[excessive-permissions\]/,
    ],
  },
];

export interface Finished {
  /** Undefined: it could not be started. */
  code: number | undefined;
  output: string;
}

export function finish(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(command, args, { ...options, maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ code, output: code === undefined ? String(error?.message) : stdout + stderr });
    });
  });
}

/** The path of a linter of exactly its version, installed on the first call and found on later ones; or why it is not there. */
export async function installLinter(linter: Linter): Promise<{ path: string } | { missing: string }> {
  const { name, version, binary, needs } = linter;
  const folder = join(toolsFolder(), `${name}-${version}`);
  const path = join(folder, binary);
  if (await isIt(path, version)) return { path };
  // An installation that was broken off: a venv cannot be moved, so it is made in its place.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { code, output } = await linter.install(folder, version);
  if (await isIt(path, version)) return { path };
  await rm(folder, { recursive: true, force: true });
  const why = code === undefined ? `it needs ${needs}` : output.trim();
  return { missing: `${name} ${version} is not here and could not be installed: ${why}` };
}

async function isIt(path: string, version: string): Promise<boolean> {
  const { output } = await finish(path, ['--version']);
  return output.split(/\s/).some((word) => word === version || word === `v${version}`);
}
