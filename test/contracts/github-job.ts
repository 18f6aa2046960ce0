import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../src/base/hash.ts';
import type { CachedFile, CacheEntry } from '../../src/base/ports/cache.ts';
import { makeRuntimeToken } from '../servers/results/runtime-token.ts';
import type { Order, Outcome, Step } from './github-process.ts';

export type { Outcome, Step } from './github-process.ts';

const PROGRAM = fileURLToPath(new URL('./github-process.ts', import.meta.url));

/** What a cache answers. */
export type Found = { hit: CacheEntry } | { miss: string };

/** A process in which jobs run, one order at a time. */
export class Runner {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** `program`: what was built from it. */
  static async start(program = PROGRAM): Promise<Runner> {
    const child = fork(program, { env: { PATH: process.env['PATH'] } });
    await once(child, 'message');
    return new Runner(child);
  }

  async run(order: Order): Promise<Outcome> {
    this.#child.send(order);
    const [outcome] = (await once(this.#child, 'message')) as [Outcome];
    return outcome;
  }

  async stop(): Promise<void> {
    // What was given up may still hold the process.
    this.#child.kill();
    await once(this.#child, 'exit');
  }
}

/** A job of a workflow run: a workspace of its own, and the environment that a runner gives to actions. */
export class Job {
  readonly workspace: string;
  readonly #runner: Runner;
  readonly #environment: Record<string, string>;

  private constructor(runner: Runner, workspace: string, environment: Record<string, string>) {
    this.#runner = runner;
    this.workspace = workspace;
    this.#environment = environment;
  }

  static async open(runner: Runner, root: string, environment: Record<string, string>): Promise<Job> {
    return new Job(runner, await mkdtemp(join(root, 'job-')), environment);
  }

  do(steps: Step[], options: Partial<Omit<Order, 'steps'>> = {}): Promise<Outcome> {
    const { workspace } = this;
    const environment = { ...this.#environment, ...options.environment };
    return this.#runner.run({ workspace, maxBytes: 1_000_000, ...options, environment, steps });
  }

  /** Restores on a cache of its own. */
  async restore(key: string): Promise<Outcome & { found: Found }> {
    const outcome = await this.do([{ do: 'restore', key }]);
    return { ...outcome, found: outcome.results[0] as Found };
  }

  /** Writes a file into the job's temporary folder. */
  async file(content: string, name = 'raw'): Promise<CachedFile> {
    const path = join(this.workspace, '.tmp', sha256(content).slice(0, 8), name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return { name, path, bytes: Buffer.byteLength(content), sha256: sha256(content) };
  }

  async save(key: string, content = 'abc', record: unknown = { rows: 1 }): Promise<Outcome> {
    return this.do([{ do: 'save', key, files: [await this.file(content)], record }]);
  }
}

/** A service that answers as it is told, for `use` alone; the environment leads to it. */
export async function withService<T>(
  answer: RequestListener,
  use: (environment: Record<string, string>) => Promise<T>,
): Promise<T> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use({
      ACTIONS_RESULTS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      ACTIONS_RUNTIME_TOKEN: makeRuntimeToken({ run: '1' }),
      ACTIONS_CACHE_SERVICE_V2: 'true',
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}
