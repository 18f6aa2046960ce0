import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { formatOwner, thisProcess } from '../base/owner.ts';
import type { Cache } from '../base/ports/cache.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';
import type { Workers } from '../base/ports/workers.ts';
import { createLogin } from '../google/login.ts';
import { createHttp } from '../http/client.ts';
import { openLake } from '../lake/open.ts';
import type { RunFacts } from '../ledger/entry.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { openWarehouse } from '../warehouse/open.ts';
import type { FlowContext } from './context.ts';
import { loadsInto } from './loads.ts';
import { createTurns } from './turns.ts';

export interface OpenOptions {
  pipeline: Pipeline;
  files: Files;
  clock: Clock;
  log: Log;
  cache?: Cache;
  refreshCache: boolean;
  run: RunFacts;
  /** Below it the run gets a folder of its own, whose name tells its process, so that what a dead one left can be told. */
  workFolder: string;
  /** The folder whose node_modules hold DuckDB, asked only where a database is opened and the usual import finds none. */
  duckdbFolder?: () => Promise<string | undefined>;
  signal: AbortSignal;
  /** Rows in a table that this lake did not fill are taken over: there is nothing to refuse. */
  foreignTable?: boolean;
  /** Absent: everything is done in this thread. */
  workers?: Workers;
  /** Where credentials and emulators are named. */
  env: Readonly<Record<string, string | undefined>>;
}

/** Opens lake, ledger and warehouse of a pipeline, and reads what the ledger knows. */
export async function openFlow(options: OpenOptions): Promise<FlowContext> {
  const { pipeline, files, clock, log, signal } = options;
  if (pipeline.lake === undefined) {
    throw new ConfigurationError('NO_LAKE', `${pipeline.file} names no lake; add "lake: ./lake" or pass --lake ./lake`);
  }
  const http = createHttp({ env: options.env });
  const login = createLogin({ env: options.env, federation: pipeline.google, http, log });
  const bucket = (url: string) => openLake(url, { files, clock, log, google: () => login.connect('storage') });
  const store = bucket(pipeline.lake);
  const ledger = openLedger({ store, dataset: pipeline.name, clock, run: options.run, log });
  const heads = await ledger.heads();
  const known = await ledger.dataset();
  const warehouse =
    pipeline.warehouse === undefined
      ? undefined
      : await openWarehouse({
          url: pipeline.warehouse,
          dataset: pipeline.name,
          directory: pipeline.directory,
          clock,
          log,
          bigquery: {
            settings: { description: pipeline.description, ...pipeline.bigquery },
            lake: store.url,
            connection: () => login.connect('bigquery'),
            loads: (id) => loadsInto(heads, id),
          },
          ...(options.duckdbFolder === undefined ? {} : { duckdbFolder: options.duckdbFolder }),
        });
  const context: FlowContext = {
    pipeline,
    files,
    clock,
    log,
    signal,
    http,
    bucket,
    refreshCache: options.refreshCache,
    workFolder: join(options.workFolder, `${formatOwner(await thisProcess(files))}-${options.run.run}`),
    store,
    ledger,
    run: options.run,
    heads,
    evolved: (known?.evolved ?? []).map(({ name, from }) => ({ name, from })),
    loadTurn: createTurns(),
    columnsTurn: createTurns(),
    ...(options.cache === undefined ? {} : { cache: options.cache }),
    ...(warehouse === undefined ? {} : { warehouse }),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  };
  if (options.foreignTable !== true) await refuseForeignTable(context);
  return context;
}

/** A table that already holds rows while the lake has no ledger was not filled by us: nothing of it may be replaced unasked. */
async function refuseForeignTable(context: FlowContext): Promise<void> {
  if (context.heads.size > 0 || context.warehouse === undefined) return;
  const rows = await context.warehouse.rows(context.signal);
  if (rows === undefined || rows === 0) return;
  // Unless another run began the lake after we had looked, and has come as far as the table.
  for (const [partition, head] of await context.ledger.heads()) context.heads.set(partition, head);
  if (context.heads.size > 0) return;
  throw new ConfigurationError(
    'FOREIGN_TABLE',
    `${context.warehouse.url} already holds ${rows} rows, but the lake ${context.store.url} has no ledger for ` +
      `${context.pipeline.name}; point "lake" at the lake that filled it, or name a new table in "warehouse"; ` +
      '"lakeferry adopt" takes over what is there',
    { rows },
  );
}
