import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import { examine, type Finding } from '../doctor/examine.ts';
import { openSetup } from '../doctor/open.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { lastCommitAt } from '../runtime/commit.ts';
import { freeBytes } from '../runtime/free-space.ts';
import { type GithubEvent, isFromFork, readEvent } from '../runtime/github/event.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles, removeFolder } from '../runtime/node-files.ts';
import { cacheEntries, laptop, type Session } from './session.ts';

/** Asks everything about the set-up of a pipeline; changes nothing. */
export async function examinePipeline(session: Session, pipeline: Pipeline, concurrency: number): Promise<Finding[]> {
  const { host, platform, log } = session;
  const event = await readEvent(host.env);
  const scratch = join(tmpdir(), `lakeferry-doctor-${process.pid}-${Date.now()}`);
  const setup = openSetup({
    pipeline,
    env: host.env,
    files: nodeFiles,
    clock: nodeClock,
    // What is tried again, and that a key lets somebody in, is worth a line; the answers are told at the end.
    log,
    signal: host.signal,
    run: { version: VERSION, run: 'doctor' },
    isGithub: host.env['GITHUB_ACTIONS'] === 'true',
    isPublic: event?.repository?.private === undefined ? undefined : !event.repository.private,
    scratch,
    workFolder: platform.workFolder(host),
    concurrency,
    freeBytes,
    lastCommit: () => lastCommitAt(pipeline.directory),
    tryCache: () => tryCache(session, pipeline, event),
    duckdbFolder: async () => platform.duckdbFolder?.({ host, log }),
  });
  try {
    return await examine(setup);
  } finally {
    await removeFolder(scratch);
  }
}

/** Why the cache cannot be read and written; undefined: it can. Saves nothing. */
async function tryCache(
  { host, platform, log }: Session,
  pipeline: Pipeline,
  event: GithubEvent | undefined,
): Promise<string | undefined> {
  if (platform === laptop) return tryFolder(cacheEntries(host));
  const {
    ACTIONS_RUNTIME_TOKEN: token = '',
    ACTIONS_RESULTS_URL: service = '',
    ACTIONS_CACHE_MODE: mode = '',
  } = host.env;
  if (token === '' || service === '')
    return "this job has no service for GitHub's cache: the runner's own disk is used";
  if (/^(?:read|none|write-only)$/.test(mode)) return `the workflow says cache-mode: ${mode}`;
  if (event !== undefined && isFromFork(event)) return 'a pull request from a fork may read the cache and not write it';
  const looked = await platform.cache({ pipeline, host, log }).restore('lakeferry-doctor');
  return 'miss' in looked && looked.miss.includes('out of order') ? looked.miss : undefined;
}

async function tryFolder(folder: string): Promise<string | undefined> {
  const trial = join(folder, `.doctor-${process.pid}`);
  try {
    await nodeFiles.makeFolder(folder);
    await (await nodeFiles.create(trial)).close();
    await nodeFiles.remove(trial);
    return undefined;
  } catch (error) {
    return `the cache folder cannot be written: ${reasonOf(error)}`;
  }
}
