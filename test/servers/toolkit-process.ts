/**
 * A process that drives GitHub's own packages as an action would. They read process.env and the folder at call time and print
 * to stdout, so they get a process of their own; each request says in which folder and environment it is made.
 */
import { DefaultArtifactClient } from '@actions/artifact';
import { restoreCache, saveCache } from '@actions/cache';

export type Request =
  | { do: 'save'; paths: string[]; key: string }
  | { do: 'restore'; paths: string[]; key: string; restoreKeys?: string[]; lookupOnly?: boolean }
  | { do: 'upload'; name: string; files: string[]; skipArchive?: boolean }
  | { do: 'list' }
  | { do: 'download'; id: number; to: string; expectedHash?: string }
  | { do: 'delete'; name: string };

export interface Order {
  folder: string;
  environment: Record<string, string>;
  request: Request;
}

export interface Outcome {
  /** What the package returned; absent where it threw. */
  value?: unknown;
  /** The message of what it threw. */
  error?: string;
  /** What it printed, workflow commands included. */
  log: string;
}

/** What the packages wait between two tries: 1.5 s to 20 s, against a server on this machine for no reason. */
const schedule = globalThis.setTimeout;
globalThis.setTimeout = ((callback: () => void, delay = 0, ...rest: []) =>
  schedule(callback, delay >= 1500 && delay < 20_000 ? 1 : delay, ...rest)) as typeof setTimeout;

const initial = { ...process.env };
const artifacts = new DefaultArtifactClient();

function obey(request: Request): Promise<unknown> {
  switch (request.do) {
    case 'save':
      return saveCache(request.paths, request.key);
    case 'restore':
      return restoreCache(request.paths, request.key, request.restoreKeys, {
        lookupOnly: request.lookupOnly ?? false,
      });
    case 'upload':
      return artifacts.uploadArtifact(request.name, request.files, '.', { skipArchive: request.skipArchive ?? false });
    case 'list':
      return artifacts.listArtifacts();
    case 'download':
      return artifacts.downloadArtifact(request.id, {
        path: request.to,
        ...(request.expectedHash === undefined ? {} : { expectedHash: request.expectedHash }),
      });
    case 'delete':
      return artifacts.deleteArtifact(request.name);
  }
}

process.on('message', async ({ folder, environment, request }: Order) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, initial, environment, { GITHUB_WORKSPACE: folder, RUNNER_TEMP: `${folder}/.tmp` });
  process.chdir(folder);
  const outcome: Outcome = { log: '' };
  const write = process.stdout.write;
  process.stdout.write = ((text: string) => {
    outcome.log += text;
    return true;
  }) as typeof write;
  try {
    outcome.value = await obey(request);
  } catch (error) {
    outcome.error = (error as Error).message;
  }
  process.stdout.write = write;
  process.send?.(outcome);
});
process.send?.('ready');
