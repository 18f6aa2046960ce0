import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What one step of a job ended with. */
export interface Ended {
  code: number | null;
  /** All that the runner reads on standard output. */
  log: string;
  outputs: Record<string, string>;
  summary: string;
}

/** A repository that is checked out on a runner, and our actions, built from these sources. */
export interface ActionBench {
  workspace: string;
  /** Runs an action in a process of its own, with a HOME, a tool cache and a temporary folder that are empty. */
  step(
    action: string,
    inputs: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>,
  ): Promise<Ended>;
  /** Removes what steps left in the workspace, but for these files and folders. */
  keepOnly(paths: readonly string[]): Promise<void>;
  /** sha256 of each Parquet file below a folder of the workspace, by its name. */
  shas(folder: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export async function openActions(files: Readonly<Record<string, string>>): Promise<ActionBench> {
  const root = await mkdtemp(join(tmpdir(), 'lakeferry-actions-'));
  const [dist, workspace] = [join(root, 'dist'), join(root, 'workspace')];
  await mkdir(dist);
  for (const [name, text] of await bundle()) await writeFile(join(dist, name), text);
  await mkdir(workspace);
  for (const [name, text] of Object.entries(files)) await writeFile(join(workspace, name), text);
  return {
    workspace,
    async step(action, inputs, env = {}) {
      const runner = await mkdtemp(join(root, 'runner-'));
      const places: Record<string, string> = {};
      for (const name of ['HOME', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE']) {
        places[name] = join(runner, name);
        await mkdir(places[name]);
      }
      for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
        places[name] = join(runner, name);
        await writeFile(places[name], '');
      }
      const child = spawn(process.execPath, [join(dist, `${action}.mjs`)], {
        cwd: workspace,
        env: {
          PATH: process.env['PATH'],
          CI: 'true',
          GITHUB_ACTIONS: 'true',
          GITHUB_WORKSPACE: workspace,
          GITHUB_RUN_ID: '7',
          GITHUB_RUN_ATTEMPT: '1',
          GITHUB_JOB: 'tasks',
          GITHUB_ACTION: action,
          RUNNER_ENVIRONMENT: 'self-hosted',
          // Offline: the library lies where npm put it for these tests.
          LAKEFERRY_DUCKDB_DIR: ROOT,
          ...places,
          ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
          ...env,
        },
      });
      let log = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          log += text;
        });
      }
      const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
      const outputs = parseOutputs(await readFile(join(runner, 'GITHUB_OUTPUT'), 'utf8'));
      const summary = await readFile(join(runner, 'GITHUB_STEP_SUMMARY'), 'utf8');
      await rm(runner, { recursive: true });
      return { code, log, outputs, summary };
    },
    async keepOnly(paths) {
      const aside = await mkdtemp(join(root, 'kept-'));
      for (const [at, path] of paths.entries()) await rename(path, join(aside, String(at)));
      await rm(join(workspace, '.lakeferry'), { recursive: true });
      for (const [at, path] of paths.entries()) {
        await mkdir(join(path, '..'), { recursive: true });
        await rename(join(aside, String(at)), path);
      }
    },
    async shas(folder) {
      const found: Record<string, string> = {};
      for (const name of (await readdir(join(workspace, folder), { recursive: true })).sort()) {
        if (!name.endsWith('.parquet')) continue;
        const bytes = await readFile(join(workspace, folder, name));
        found[name] = createHash('sha256').update(bytes).digest('hex');
      }
      return found;
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

/** `name<<delimiter`, lines, `delimiter`: as @actions/core writes them. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [name, delimiter] = (lines[at] as string).split('<<');
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, at + 1);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}
