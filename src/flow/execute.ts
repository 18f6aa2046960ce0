import { ConflictError, ContractError, LakeferryError, OutageError, reasonOf } from '../base/errors.ts';
import { sha256OfFile } from '../base/hash.ts';
import type { LoadOutcome } from '../base/ports/warehouse.ts';
import type { Conversion } from '../convert/conversion.ts';
import { quarantineName } from '../lake/names.ts';
import type { NewEntry } from '../ledger/entry.ts';
import { partitionPath } from '../pipeline/partitions.ts';
import type { Decision } from '../plan/decide.ts';
import { publish } from '../publish/publish.ts';
import { convertPartition } from '../tasks/convert.ts';
import { fetchPartition } from '../tasks/fetch.ts';
import { loadPartition } from '../tasks/load.ts';
import type { FlowContext } from './context.ts';

export type FailureReason = 'error' | 'timeout' | 'crash' | 'cancelled' | 'schema';

/** What became of one partition in this run. */
export interface PartitionResult {
  partition: string;
  outcome: 'done' | 'cached' | 'not_ready' | 'failed';
  /** Why it ran, from the plan. */
  because: string;
  /** One line each: what was fetched, converted, published, loaded, and why the cache hit or missed. */
  notes: string[];
  milliseconds: number;
  conversion?: Conversion;
  load?: LoadOutcome;
  failure?: { reason: FailureReason; task: string; code: string; message: string; exitCode: 1 | 2 | 3; bug?: unknown };
}

/** Takes one decision through its tasks. Never throws: a failure is a result, recorded in the ledger where that still works. */
export async function executePartition(context: FlowContext, decision: Decision): Promise<PartitionResult> {
  const started = context.clock.now();
  const result: PartitionResult = {
    partition: decision.partition,
    outcome: 'done',
    because: decision.reason,
    notes: [],
    milliseconds: 0,
  };
  const at = { task: 'fetch' };
  try {
    await walk(context, decision, result, at);
  } catch (error) {
    await fail(context, result, at.task, error);
  }
  result.milliseconds = context.clock.now() - started;
  return result;
}

async function walk(
  context: FlowContext,
  decision: Decision,
  result: PartitionResult,
  at: { task: string },
): Promise<void> {
  const { partition } = decision;
  let head = context.heads.get(partition);
  if (decision.action === 'run') {
    const fetched = await fetchPartition(
      context,
      partition,
      decision.reusable ? head?.published?.publication.source : undefined,
    );
    if (fetched.kind === 'not_ready') {
      result.outcome = 'not_ready';
      result.notes.push(`not published yet: the source answered ${fetched.status}`);
      await remember(context, partition, { kind: 'not_ready', status: fetched.status, url: fetched.url });
      return;
    }
    if (fetched.kind === 'unchanged') {
      result.outcome = 'cached';
      result.notes.push('fetch: the source is unchanged since it was published');
    } else {
      result.notes.push(`fetch: ${fetched.cached ? 'cache hit' : 'downloaded'} (${fetched.why})`);
      at.task = 'clean';
      const evolved = [...context.evolved];
      const converted = await convertPartition(context, partition, fetched, evolved);
      result.conversion = converted.conversion;
      result.notes.push(`clean, write-parquet: ${converted.cached ? 'cache hit' : 'made'} (${converted.why})`);
      at.task = 'upload';
      await addColumns(context, converted.conversion);
      const { conversion } = converted;
      const published = await publish({
        store: context.store,
        ledger: context.ledger,
        dataset: context.pipeline.name,
        partition,
        partitionPath: partitionPath(partition),
        head,
        parquet: conversion.parquet,
        ...(conversion.quarantine === undefined ? {} : { quarantine: conversion.quarantine }),
        publication: {
          source: fetched.source,
          rowsRead: conversion.rowsRead,
          rows: conversion.rows,
          rejected: conversion.rejected,
          rejectedBy: conversion.rejectedBy,
          columns: conversion.columns,
          report: conversion.report,
          taskKey: converted.key,
        },
        history: context.pipeline.history,
        files: context.files,
        signal: context.signal,
      });
      head = published.head;
      context.heads.set(partition, head);
      result.notes.push(
        `upload: ${published.unchanged ? 'unchanged' : 'published'} ${published.publication.object.name}`,
      );
    }
  }
  const { warehouse } = context;
  if (warehouse === undefined || head?.published === undefined) return;
  at.task = 'load';
  const publishedHead = head;
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, publishedHead));
  context.heads.set(partition, loaded.head);
  result.load = loaded.outcome;
  result.notes.push(`load: ${loaded.outcome.outcome} ${loaded.outcome.receipt.rows} rows`);
}

async function addColumns(context: FlowContext, conversion: Conversion): Promise<void> {
  await context.columnsTurn(async () => {
    const known = new Set(context.evolved.map((column) => column.name));
    const added = conversion.evolved.filter((column) => !known.has(column.name));
    if (added.length === 0 && (await context.ledger.dataset()) !== undefined) return;
    context.evolved.push(...added);
    await context.ledger.saveDataset({
      evolved: context.evolved.map((column) => ({ ...column, type: 'string' })),
      columns: conversion.columns,
    });
  });
}

async function fail(context: FlowContext, result: PartitionResult, task: string, error: unknown): Promise<void> {
  const known = error instanceof LakeferryError;
  const reason: FailureReason = context.signal.aborted
    ? 'cancelled'
    : error instanceof OutageError && error.code === 'DEADLINE'
      ? 'timeout'
      : error instanceof ContractError && /^(SCHEMA|WAREHOUSE_SCHEMA)/.test(error.code)
        ? 'schema'
        : 'error';
  result.outcome = 'failed';
  result.failure = {
    reason,
    task,
    code: known ? error.code : ((error as NodeJS.ErrnoException)?.code ?? 'BUG'),
    message: reasonOf(error),
    exitCode: known ? error.exitCode : 1,
    ...(known || (error as NodeJS.ErrnoException)?.code !== undefined ? {} : { bug: error }),
  };
  await keepRejected(context, result.partition, error);
  // Whoever won the race has written the log already; what we would add is not about the partition.
  if (error instanceof ConflictError || reason === 'cancelled') return;
  const { code, message } = result.failure;
  try {
    await remember(context, result.partition, { kind: 'failed', reason, task, code, message });
  } catch (second) {
    context.log.warn(`${result.partition}: the failure could not be recorded in the ledger: ${reasonOf(second)}`);
  }
}

/** A partition that broke its contract leaves its rejected rows in the lake, so that a person can look at them. */
async function keepRejected(context: FlowContext, partition: string, error: unknown): Promise<void> {
  if (!(error instanceof ContractError) || typeof error.data['quarantine'] !== 'string') return;
  const file = error.data['quarantine'];
  try {
    const { sha256, bytes } = await sha256OfFile(context.files, file);
    const name = quarantineName(context.pipeline.name, partition, sha256);
    if ((await context.store.get(name)) === undefined) await context.store.create(name, { file, bytes, sha256 });
    context.log.warn(`${partition}: the rejected rows are in ${context.store.url}/${name}`);
  } catch (second) {
    context.log.warn(`${partition}: the rejected rows could not be kept: ${reasonOf(second)}`);
  }
}

async function remember(context: FlowContext, partition: string, entry: NewEntry): Promise<void> {
  const { head } = await context.ledger.append(partition, context.heads.get(partition), entry);
  context.heads.set(partition, head);
}
