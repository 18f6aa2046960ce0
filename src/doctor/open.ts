import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';
import { expectedSchema } from '../clean/expected-schema.ts';
import { createLogin } from '../google/login.ts';
import { createHttp } from '../http/client.ts';
import { lookAtBucket, openLake } from '../lake/open.ts';
import type { RunFacts } from '../ledger/entry.ts';
import { openLedger } from '../ledger/ledger.ts';
import { allPartitions, partitionDate } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { toColumnSpec } from '../table/schema.ts';
import { openWarehouse } from '../warehouse/open.ts';
import { attempt } from './attempt.ts';
import type { Setup } from './setup.ts';
import { lookAtSource } from './source-look.ts';
import { readWorkflows } from './workflow-file.ts';

export interface OpenSetupOptions
  extends Pick<
    Setup,
    'isGithub' | 'scratch' | 'workFolder' | 'concurrency' | 'lastCommit' | 'isPublic' | 'freeBytes' | 'tryCache'
  > {
  pipeline: Pipeline;
  env: Setup['env'];
  files: Files;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  run: RunFacts;
  duckdbFolder?: () => Promise<string | undefined>;
}

/** Milliseconds that a doctor waits for a database file that another process holds, which a run would wait for longer. */
const PATIENCE = 10_000;

/** Each part on its own, so that one that is broken hides nothing of the others; nothing is opened before a check asks. */
export function openSetup(options: OpenSetupOptions): Setup {
  const { pipeline, env, files, clock, log, signal, run, duckdbFolder, ...rest } = options;
  const http = createHttp({ env });
  const login = createLogin({ env, federation: pipeline.google, http, log });
  const lake = { files, clock, log, google: () => login.connect('storage') };
  const { source } = pipeline;
  const google = attempt(async () => {
    const storage = /^gs:/i.test(pipeline.lake ?? '') || /^gs:/i.test(source.url);
    const bigquery = /^bigquery:/i.test(pipeline.warehouse ?? '');
    if (storage) await login.connect('storage');
    if (bigquery) await login.connect('bigquery');
    return storage || bigquery;
  });
  const ledger = attempt(async () => {
    if (pipeline.lake === undefined) return { heads: new Map(), evolved: [] };
    const opened = openLedger({
      store: readOnly(openLake(pipeline.lake, lake)),
      dataset: pipeline.name,
      clock,
      run,
      log,
    });
    const [heads, dataset] = [await opened.heads(), await opened.dataset()];
    return { heads, evolved: (dataset?.evolved ?? []).map(({ name, from }) => ({ name, from })) };
  });
  const table = attempt(async () => {
    if (pipeline.warehouse === undefined) return undefined;
    const warehouse = await openWarehouse({
      url: pipeline.warehouse,
      dataset: pipeline.name,
      directory: pipeline.directory,
      timeoutMs: PATIENCE,
      clock,
      log,
      bigquery: {
        settings: { description: pipeline.description, ...pipeline.bigquery },
        lake: pipeline.lake ?? '',
        connection: () => login.connect('bigquery'),
        loads: () => new Map(),
      },
      ...(duckdbFolder === undefined ? {} : { duckdbFolder }),
    });
    try {
      const partition = allPartitions(pipeline.partitions, clock.now()).at(-1) ?? pipeline.partitions.start;
      const date = partitionDate(partition);
      const evolved = (await ledger()).value?.evolved ?? [];
      const columns = expectedSchema(pipeline, evolved, partition).map(toColumnSpec);
      return await warehouse.examine({
        ...{ columns, partition, signal },
        ...(date === undefined ? {} : { partitionDate: date }),
      });
    } finally {
      await warehouse.close();
    }
  });
  return {
    ...rest,
    ...{ pipeline, env, files, http, clock, log, signal },
    google,
    ledger,
    table,
    source: attempt(() =>
      lookAtSource({ pipeline, files, http, clock, log, signal, bucket: (url) => openLake(url, lake) }),
    ),
    bucket: attempt(async () => (pipeline.lake === undefined ? undefined : lookAtBucket(pipeline.lake, lake))),
    workflows: attempt(() => readWorkflows(files, pipeline.directory)),
  };
}

/** The ledger keeps what it derives; whoever only looks leaves no trace. */
function readOnly<T extends { replace: unknown; create: unknown }>(store: T): T {
  const refuse = async () => {
    throw new Error('a doctor writes nothing');
  };
  return { ...store, replace: refuse, create: refuse };
}
