import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../src/base/ports/clock.ts';
import type { Log } from '../../src/base/ports/log.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import { openFlow } from '../../src/flow/open.ts';
import { type FlowPlan, planFlow } from '../../src/flow/plan.ts';
import { runFlow } from '../../src/flow/run.ts';
import { openLedger } from '../../src/ledger/ledger.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { createLocalCache } from '../../src/runtime/local-cache.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { removeWorkFolder, sweepWorkFolders } from '../../src/runtime/work-folders.ts';
import { resolveTarget } from '../../src/warehouse/duckdb/target.ts';
import { createDuckdbWarehouse } from '../../src/warehouse/duckdb/warehouse.ts';
import { createFailingFiles } from './failing-files.ts';
import { createFailingStore } from './failing-store.ts';
import { createPortCalls, type PortCalls } from './port-calls.ts';
import { quickFiles } from './quick-files.ts';

/** The dataset, its lake, its database, its cache and its sources in one folder: `run` in it needs nothing else. */
export const DATASET = 'trips';
const PIPELINE = `
name: ${DATASET}
description: Trips of a few hundred rows a month
owner: data@example.org
source: { url: "source/{YYYY}-{MM}/trips.csv", not_ready: [404] }
partitions: { by: month, start: 2020-12, end: 2021-02, recheck: "last:3" }
columns:
  vendor_id: { type: int64, required: true }
  pickup_at: { type: datetime, required: true }
  passengers: { type: int64, fill: 0 }
  flag: { type: string, enum: [Y, N] }
  total: { type: "numeric(10,2)", minimum: -2000 }
contract: { new_columns: evolve, max_rejected: 1% }
history: 1
lake: ./lake
warehouse: "duckdb:trips.duckdb"
after_load: totals.sql
`;
/** Appends, so that a load which ran twice shows. */
const AFTER_LOAD = `
CREATE TABLE IF NOT EXISTS totals (trips BIGINT, earned DECIMAL(18,2));
INSERT INTO totals SELECT count(*), sum(total) FROM ${DATASET};
`;

/** A month's CSV: `rows` good rows and a bad one. `wide` has a column that the pipeline file does not name. */
export function monthText(month: string, rows: number, seed: number, wide = false): string {
  const lines = [`vendor_id,pickup_at,passengers,flag,total${wide ? ',tip' : ''}`];
  for (let at = 0; at <= rows; at++) {
    const day = String(1 + ((at * seed) % 28)).padStart(2, '0');
    const total = at === rows ? '-9999' : `${(at * seed) % 97}.${String(at % 100).padStart(2, '0')}`;
    const passengers = at % 7 === 0 ? '' : String(at % 5);
    lines.push(
      `${seed},${month}-${day} 08:00:${String(at % 60).padStart(2, '0')},${passengers},${at % 2 ? 'Y' : 'N'},${total}${wide ? `,${at % 3}.5` : ''}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

export async function writeJob(folder: string): Promise<void> {
  await mkdir(join(folder, 'source'), { recursive: true });
  await writeFile(join(folder, 'pipeline.yml'), PIPELINE);
  await writeFile(join(folder, 'totals.sql'), AFTER_LOAD);
}

/** Puts a month's source in the place of the one before, as a new file: others may link to the old one. */
export async function writeSource(folder: string, month: string, text: string): Promise<void> {
  const place = join(folder, 'source', month);
  // What stands here may be a link to the template's.
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'trips.csv'), text);
}

/** Waits for nobody: what is tried again is tried at once. */
export const hastyClock: Clock = { ...nodeClock, sleep: async () => {} };

export interface JobOptions {
  folder: string;
  log: Log;
  clock?: Clock;
  /** Sees every mutating call. */
  ports?: PortCalls;
  /** Longest wait for the database file, in milliseconds. */
  timeoutMs?: number;
  /** Called when the plan is made and nothing is done yet. */
  onPlan?: (plan: FlowPlan) => Promise<void>;
}

export interface JobOutcome {
  plan: FlowPlan;
  results: Awaited<ReturnType<typeof runFlow>>['results'];
}

/** What `lakeferry run` does in the folder, one partition after the other. */
export async function runJob(options: JobOptions): Promise<JobOutcome> {
  const context = await openJob(options);
  try {
    const plan = await planFlow(context, {
      selection: { kind: 'word', word: 'due' },
      checkSource: 'recent',
      force: false,
      limit: 50,
    });
    await options.onPlan?.(plan);
    if (plan.work.length === 0) return { plan, results: [] };
    const timeBudget = Number.POSITIVE_INFINITY;
    const { results } = await runFlow(context, plan.work, { concurrency: 1, timeBudget, onResult: () => {} });
    return { plan, results };
  } finally {
    await removeWorkFolder(context.workFolder, context.log);
    await context.warehouse?.close();
  }
}

async function openJob(options: JobOptions): Promise<FlowContext> {
  const { folder, log, clock = nodeClock, ports = createPortCalls(), timeoutMs } = options;
  const pipeline = await loadPipeline({ file: join(folder, 'pipeline.yml'), env: {}, files: nodeFiles });
  const files = createFailingFiles(quickFiles, ports);
  const cache = join(folder, 'cache');
  const workFolder = join(cache, 'work');
  const run = { version: '0.0.0', run: randomBytes(8).toString('hex') };
  await sweepWorkFolders({ folder: workFolder, files: nodeFiles, clock });
  const context = await openFlow({
    env: {},
    pipeline,
    files,
    clock,
    log,
    cache: createLocalCache({ folder: join(cache, 'entries'), maxBytes: pipeline.cacheMaxBytes, files, clock, log }),
    refreshCache: false,
    run,
    workFolder,
    signal: new AbortController().signal,
  });
  const store = createFailingStore(context.store, ports);
  return {
    ...context,
    store,
    ledger: openLedger({ store, dataset: pipeline.name, clock, run, log }),
    warehouse: createDuckdbWarehouse({
      target: await resolveTarget({ url: String(pipeline.warehouse), dataset: DATASET, directory: folder }),
      clock,
      log,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...statementHooks(ports),
    }),
  };
}

/** Counts what changes the database; looking at it does not. */
function statementHooks(ports: PortCalls) {
  let after: () => void | Promise<void> = () => {};
  return {
    async beforeStatement(sql: string): Promise<void> {
      after = () => {};
      const call = sql.trim().replace(/\s+/g, ' ');
      if (!/^(SELECT|DESCRIBE)\b/.test(call)) after = await ports.begin({ port: 'warehouse', call, subject: DATASET });
    },
    afterStatement: () => after(),
  };
}
