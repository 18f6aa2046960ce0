/**
 * A process that uses this project's cache and artifacts on GitHub's own packages, as an action does. The packages read
 * process.env, the working directory and stdout, so that they get a process of their own.
 */
import type { CachedFile } from '../../src/base/ports/cache.ts';
import type { Log } from '../../src/base/ports/log.ts';
import { downloadArtifacts, uploadArtifact } from '../../src/runtime/github/artifacts.ts';
import { createActionsCache } from '../../src/runtime/github/cache.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';

export type Step =
  | { do: 'save'; key: string; files: CachedFile[]; record: unknown }
  | { do: 'restore'; key: string }
  | { do: 'upload'; name: string; files: string[]; folder: string }
  | { do: 'download'; prefix: string; into: string }
  /** All at once. */
  | { do: 'together'; steps: Step[] };

export interface Order {
  workspace: string;
  environment: Record<string, string>;
  maxBytes: number;
  /** The working directory; default the workspace. */
  folder?: string;
  /** Deadlines pass at once, for a server that never answers. */
  impatient?: boolean;
  /** One after the other, on one cache. */
  steps: Step[];
}

export interface Outcome {
  results: unknown[];
  /** `level: message`. */
  log: string[];
  /** What reached stdout and stderr past the log. */
  printed: string;
}

const initial = { ...process.env };
let impatient = false;

/**
 * What the packages wait between two tries — whole seconds at first —, against a server on this machine for no reason; and
 * our own deadlines.
 */
const schedule = globalThis.setTimeout;
globalThis.setTimeout = ((callback: () => void, delay = 0, ...rest: []) => {
  const isDeadline = delay === 10_000 || delay === 300_000;
  const isPause = !isDeadline && delay >= 3000 && delay < 30_000 && delay % 1000 === 0;
  return schedule(callback, isPause ? 1 : isDeadline && impatient ? 200 : delay, ...rest);
}) as typeof setTimeout;

let printed = '';
for (const stream of [process.stdout, process.stderr]) {
  stream.write = ((text: string | Uint8Array) => {
    printed += typeof text === 'string' ? text : Buffer.from(text).toString();
    return true;
  }) as typeof stream.write;
}

async function obey(order: Order): Promise<Outcome> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, initial, order.environment, {
    GITHUB_WORKSPACE: order.workspace,
    RUNNER_TEMP: `${order.workspace}/.tmp`,
  });
  process.chdir(order.folder ?? order.workspace);
  impatient = order.impatient ?? false;
  const said: string[] = [];
  const say = (level: string) => (message: string) => void said.push(`${level}: ${message}`);
  const log: Log = {
    debug: say('debug'),
    info: say('info'),
    warn: say('warning'),
    error: say('error'),
    group: say('group'),
    progress: () => {},
  };
  const cache = createActionsCache({
    env: process.env,
    maxBytes: order.maxBytes,
    files: nodeFiles,
    clock: nodeClock,
    log,
  });
  const run = async (step: Step): Promise<unknown> => {
    switch (step.do) {
      case 'save':
        return cache.save(step.key, step.files, step.record);
      case 'restore':
        return cache.restore(step.key);
      case 'upload':
        return uploadArtifact({ env: process.env, name: step.name, files: step.files, folder: step.folder, log });
      case 'download':
        return (await downloadArtifacts({ env: process.env, prefix: step.prefix, into: step.into, log })).folders;
      case 'together':
        return Promise.all(step.steps.map(run));
    }
  };
  printed = '';
  const results: unknown[] = [];
  for (const step of order.steps) results.push((await run(step)) ?? null);
  return { results, log: said, printed };
}

process.on('message', (order: Order) => {
  obey(order).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => process.send?.({ results: [], log: [`thrown: ${(error as Error).stack}`], printed: '' }),
  );
});
process.send?.('ready');
