import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Cache } from '../../src/base/ports/cache.ts';
import type { Clock } from '../../src/base/ports/clock.ts';
import type { Files } from '../../src/base/ports/files.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import { openFlow } from '../../src/flow/open.ts';
import { type PlanOptions, planFlow } from '../../src/flow/plan.ts';
import { runFlow } from '../../src/flow/run.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { createLocalCache } from '../../src/runtime/local-cache.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import type { PartitionResult } from '../../src/tasks/result.ts';
import { quickFiles } from '../crash/quick-files.ts';
import type { Job } from '../job/job.ts';
import { createSilentLog } from '../ledger/records.ts';

/** Time that passes only when somebody sleeps, and with chance so near to 1 that it shortens no wait. */
export function createSleepyClock(): Clock & { slept: number[]; pass(ms: number): void } {
  let now = Date.parse('2024-06-01T00:00:00Z');
  const slept: number[] = [];
  let drawn = 0;
  return {
    slept,
    now: () => now,
    random: () => 1 - ++drawn * 1e-9,
    pass(ms) {
      now += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}

export interface FlowRun {
  context: FlowContext;
  /** By partition. */
  results: Map<string, PartitionResult>;
  /** Every message, debug included. */
  said: string[];
  slept: number[];
  left: number;
}

export interface FlowOptions {
  files?: Files;
  clock?: ReturnType<typeof createSleepyClock>;
  /** Instead of the job's own cache folder; `none`: no cache. */
  cache?: Cache | 'none';
  refreshCache?: boolean;
  signal?: AbortSignal;
  plan?: Partial<PlanOptions>;
  concurrency?: number;
  timeBudget?: number;
  onResult?: (result: PartitionResult) => void;
  /** Changes what was opened before anything is done with it. */
  change?: (context: FlowContext) => FlowContext;
}

/** One whole run of a job's pipeline file, as `lakeferry run` does it, with ports of the test's own. */
export async function flow(job: Job, options: FlowOptions = {}): Promise<FlowRun> {
  const { files = quickFiles, clock = createSleepyClock(), change = (context: FlowContext) => context } = options;
  const log = createSilentLog();
  const pipeline = await loadPipeline({ file: join(job.folder, 'pipeline.yml'), env: {}, files: nodeFiles });
  const cache =
    options.cache ??
    createLocalCache({
      folder: join(job.folder, '.cache/entries'),
      maxBytes: pipeline.cacheMaxBytes,
      files: quickFiles,
      clock,
      log,
    });
  const opened = await openFlow({
    env: {},
    pipeline,
    files,
    clock,
    log,
    ...(cache === 'none' ? {} : { cache }),
    refreshCache: options.refreshCache ?? false,
    run: { version: '0.0.0', run: randomBytes(4).toString('hex') },
    workFolder: join(job.folder, '.cache/work'),
    signal: options.signal ?? new AbortController().signal,
  });
  const context = change(opened);
  const plan = await planFlow(context, {
    selection: { kind: 'word', word: 'due' },
    checkSource: 'recent',
    force: false,
    limit: 50,
    ...options.plan,
  });
  const { results, left } = await runFlow(context, plan.work, {
    concurrency: options.concurrency ?? 1,
    timeBudget: options.timeBudget ?? 3_600_000,
    onResult: options.onResult ?? (() => {}),
  });
  await context.warehouse?.close();
  return {
    context,
    results: new Map(results.map((result) => [result.partition, result])),
    said: log.said,
    slept: clock.slept,
    left,
  };
}

/** The outcomes, or the code and task of the failure. */
export function outcomesOf(run: FlowRun): string[] {
  return [...run.results.values()].map(({ partition, outcome, failure }) =>
    failure === undefined ? `${partition} ${outcome}` : `${partition} ${failure.code} in ${failure.task}`,
  );
}
