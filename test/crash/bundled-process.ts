import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { JobAnswer, JobOrder } from './job-process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Finished {
  /** What ended it, where it did not end by itself. */
  signal: string | undefined;
  /** Mutating calls that it had begun. */
  begun: number;
  /** Absent when it was killed. */
  answer?: JobAnswer;
  /** From its first mutating call to its end; what comes before is the start of the process. */
  milliseconds: number;
}

export interface RunningJob {
  child: ChildProcess;
  /** Resolves with the first mutating call. */
  begun: Promise<void>;
  finished: Promise<Finished>;
}

export interface JobProgram {
  start(order: JobOrder): RunningJob;
}

/**
 * `job-process.ts` in one file of JavaScript in `folder`: hundreds of processes start it, and each would strip types from
 * 150 files first. What V8 compiled is shared by them, too.
 */
export async function bundleJob(folder: string): Promise<JobProgram> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'job-process.mjs');
  // The native library stays where it is installed.
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await build({
    entryPoints: [join(ROOT, 'test/crash/job-process.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: ['@duckdb/node-api'],
    banner: {
      js: `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`,
    },
    logLevel: 'error',
  });
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled'), NODE_TEST_CONTEXT: undefined };
  return {
    start(order) {
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      let since = performance.now();
      const child = spawn(process.execPath, [file, JSON.stringify(order)], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env,
        // One that waits for a test that has failed.
        timeout: 60_000,
      });
      let out = '';
      let err = '';
      child.stdout.on('data', (bytes) => {
        if (out === '') since = performance.now();
        out += bytes;
        begin();
      });
      child.stderr.on('data', (bytes) => {
        err += bytes;
      });
      const finished = new Promise<Finished>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code, signal) => {
          const [dots = '', json] = out.split('\n');
          if (signal === null && code !== 0) return reject(new Error(`the process ended with ${code}: ${err}`));
          resolve({
            signal: signal ?? undefined,
            begun: dots.length,
            milliseconds: performance.now() - since,
            ...(json === undefined || json === '' ? {} : { answer: JSON.parse(json) as JobAnswer }),
          });
        });
      });
      return { child, begun, finished };
    },
  };
}

/** Waits until the process has made the file; it must not end before. */
export async function waitForFile(path: string, { finished }: RunningJob): Promise<void> {
  let isOver = false;
  const over = finished.finally(() => {
    isOver = true;
  });
  while (!existsSync(path) && !isOver) await sleep(2);
  if (!existsSync(path)) throw new Error(`the process ended before it made ${path}: ${JSON.stringify(await over)}`);
}
