import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError, type LakeferryError } from '../../src/base/errors.ts';
import type { Fault } from '../servers/results/faults.ts';
import type { TokenOptions } from '../servers/results/runtime-token.ts';
import { type Answered, startResultsServer } from '../servers/results/server.ts';
import { followAct } from './act-process.ts';
import { actArguments, type Wanted } from './arguments.ts';
import type { Entry, Remark } from './entries.ts';
import { type Job, Jobs } from './jobs.ts';
import { omissionOf } from './omission.ts';
import { copyTree, openCheckout } from './repository.ts';
import { claimRun } from './runs.ts';
import { installAct } from './tool.ts';
import { readWorkflow } from './workflow.ts';

/** The Node.js that Actions uses; act takes whatever `node` comes first on its PATH and never asks for the version. */
const NODE = fileURLToPath(new URL('../../node_modules/node/bin', import.meta.url));

export interface RunOptions extends Wanted {
  /** Caches, artifacts, fetched actions and the number of the last run; the next run on the same folder finds them. */
  state: string;
  secrets?: Readonly<Record<string, string>>;
  /** What steps find behind Node on PATH. Default the system's folders. */
  path?: string;
  /** What the token of the run may do with caches. */
  cache?: NonNullable<TokenOptions['cache']>;
  /** What goes wrong at the results server. */
  faults?: readonly Fault[];
  /** Called for every line while the run goes on; secrets are starred out. */
  onEntry?: (entry: Entry | Remark) => void;
  /** Ends the run as a cancel on GitHub does: `always()` steps of running jobs still run. Rejects with its reason. */
  signal?: AbortSignal;
  /** After `signal`: ends the run at once. */
  force?: AbortSignal;
}

export interface Run {
  /** GITHUB_RUN_ID. */
  id: number;
  /** act's own word. 0 does not mean that every job ran: look at the jobs. */
  exitCode: number;
  jobs: Job[];
  /** What act said outside any job. */
  remarks: Remark[];
  /** What the results server was asked, in this run alone. */
  requests: Answered[];
}

/**
 * Runs one workflow under act as a run on GitHub: fresh token and run number, an environment with nothing of the host's in it,
 * caches and artifacts served by our own results server. A job that failed is a result; what act left out without a
 * word is an error. Throws ConfigurationError for what the caller can mend, OutageError where act broke down.
 */
export async function runWorkflow(options: RunOptions): Promise<Run> {
  const { run, omission } = await observeWorkflow(options);
  if (omission !== undefined) throw omission;
  return run;
}

/** The same for a reader who wants to see the run first, and then what was left out of it. */
export async function observeWorkflow(options: RunOptions): Promise<{ run: Run; omission?: LakeferryError }> {
  const { secrets = {}, signal } = options;
  const state = resolve(options.state);
  signal?.throwIfAborted();
  await access(join(NODE, 'node')).catch((error: unknown) => {
    throw new ConfigurationError('ACT_NO_NODE', 'node_modules has no Node.js 24 yet; run: npm ci', {}, error);
  });
  const act = await installAct();
  const checkout = await openCheckout(options.repository);
  const workflow = await readWorkflow(join(checkout.folder, options.workflow));

  const scratch = await mkdtemp(join(tmpdir(), 'lakeferry-act-'));
  const results = await mkdir(state, { recursive: true }).then(() =>
    startResultsServer({ folder: join(state, 'results'), faults: options.faults ?? [] }),
  );
  try {
    const id = await claimRun(state);
    const home = join(scratch, 'home');
    await mkdir(home);
    // JSON is YAML. A file, because the arguments of a process can be read by every user of the machine.
    const secretsFile = join(scratch, 'secrets.yml');
    // Without a token of its own act would ask the GitHub command line for the user's.
    await writeFile(secretsFile, JSON.stringify({ GITHUB_TOKEN: '', ...secrets }), { mode: 0o600 });
    const jobs = new Jobs(Object.values(secrets));
    const { exitCode, remarks } = await followAct({
      act,
      args: actArguments({
        ...options,
        repository: checkout.folder,
        localRepositories: await stageLocal(options.localRepositories ?? {}, scratch),
        environment: {
          GITHUB_RUN_ID: String(id),
          GITHUB_RUN_NUMBER: String(id),
          GITHUB_RETENTION_DAYS: '90',
          ...(checkout.hasOrigin ? {} : { GITHUB_REPOSITORY: 'local/repository' }),
          ...results.environment({ run: String(id), cache: options.cache ?? 'write' }),
          ...options.environment,
        },
        actionCache: join(state, 'actions'),
        secretsFile,
      }),
      home,
      path: `${NODE}:${options.path ?? '/usr/local/bin:/usr/bin:/bin'}`,
      jobs,
      ...(options.onEntry === undefined ? {} : { onEntry: options.onEntry }),
      ...(signal === undefined ? {} : { signal }),
      ...(options.force === undefined ? {} : { force: options.force }),
    });
    signal?.throwIfAborted();
    const run: Run = { id, exitCode, jobs: jobs.all(), remarks, requests: results.answered };
    const omission = omissionOf(run, workflow, jobs);
    return { run, ...(omission === undefined ? {} : { omission }) };
  } finally {
    await results.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function stageLocal(
  repositories: Readonly<Record<string, string>>,
  scratch: string,
): Promise<Record<string, string>> {
  const staged: Record<string, string> = {};
  for (const [place, [reference, folder]] of Object.entries(repositories).entries()) {
    if (!/^[^/@]+\/[^/@]+@.+$/.test(reference)) {
      throw new ConfigurationError(
        'ACT_LOCAL_REPOSITORY',
        `${reference} does not name a repository; write owner/name@ref as in the workflow's uses:`,
      );
    }
    staged[reference] = join(scratch, `repository-${place}`);
    await copyTree(folder, staged[reference]);
  }
  return staged;
}
