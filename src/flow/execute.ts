import { OutageError } from '../base/errors.ts';
import type { NewEntry } from '../ledger/entry.ts';
import type { Decision } from '../plan/decide.ts';
import { blamedTask, convertPartition } from '../tasks/convert.ts';
import { createEarlyConversion, type EarlyConversion } from '../tasks/early-conversion.ts';
import { fetchPartition } from '../tasks/fetch.ts';
import { loadPartition } from '../tasks/load.ts';
import { describeObject, type PartitionResult } from '../tasks/result.ts';
import { uploadPartition } from '../tasks/upload.ts';
import { addColumns, closeFailure } from './columns.ts';
import type { FlowContext } from './context.ts';
import { describeFailure, recordFailure } from './failure.ts';
import { checkVolume } from './volume.ts';

/** Takes one decision through its tasks. Never throws: a failure is a result, recorded in the ledger where that still works. */
export async function executePartition(context: FlowContext, decision: Decision): Promise<PartitionResult> {
  const started = context.clock.now();
  const { partition } = decision;
  const result: PartitionResult = { partition, outcome: 'done', because: decision.reason, notes: [], milliseconds: 0 };
  const at = { task: 'fetch', begun: started };
  try {
    await walk(context, decision, result, at);
  } catch (error) {
    const isPass = at.task === 'clean' && error instanceof OutageError;
    const task = isPass ? blamedTask(error, partition) : at.task;
    result.outcome = 'failed';
    result.failure = describeFailure(error, task, context.signal);
    await recordFailure(context, partition, result.failure, error);
  }
  result.milliseconds = context.clock.now() - started;
  context.log.progress({ subject: partition, phase: 'end', done: 1, total: 1, unit: 'rows' });
  return result;
}

async function walk(
  context: FlowContext,
  decision: Decision,
  result: PartitionResult,
  at: { task: string; begun: number },
): Promise<void> {
  const { partition } = decision;
  if (decision.action === 'run') await bring(context, decision, result, at);
  const head = context.heads.get(partition);
  if (result.outcome === 'not_ready' || head?.published === undefined) return;
  result.object = describeObject(context.store.url, head.published);
  const { warehouse } = context;
  if (warehouse === undefined) {
    await closeFailure(context, head);
    return;
  }
  at.task = 'load';
  const { rows } = head.published.publication;
  context.log.progress({ subject: partition, phase: 'load', done: 0, total: rows, unit: 'rows' });
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, head));
  context.heads.set(partition, loaded.head);
  result.load = loaded.outcome;
  result.notes.push(`load: ${loaded.outcome.outcome} ${loaded.outcome.receipt.rows} rows`);
}

/** From the source into the lake. A large file is converted while it is fetched; it is published when both are over. */
async function bring(
  context: FlowContext,
  decision: Decision,
  result: PartitionResult,
  at: { task: string; begun: number },
): Promise<void> {
  const early = createEarlyConversion(context, decision.partition, [...context.evolved]);
  try {
    await bringWith(context, decision, result, at, early);
  } finally {
    await early.abandon();
  }
}

async function bringWith(
  context: FlowContext,
  decision: Decision,
  result: PartitionResult,
  at: { task: string; begun: number },
  early: EarlyConversion,
): Promise<void> {
  const { partition, reusable } = decision;
  const { notes } = result;
  const head = context.heads.get(partition);
  const publication = head?.published?.publication;
  const fetched = await fetchPartition(context, partition, publication && { publication, reusable }, early.tap);
  if (fetched.kind === 'not_ready') {
    result.outcome = 'not_ready';
    notes.push(`not published yet: the source answered ${fetched.status}`);
    await remember(context, partition, { kind: 'not_ready', status: fetched.status, url: fetched.url });
    return;
  }
  if (fetched.kind === 'unchanged') {
    result.outcome = 'cached';
    notes.push('fetch: the source is unchanged since it was published');
    return;
  }
  result.tries = fetched.tries;
  notes.push(`fetch: ${fetched.cached ? 'cache hit' : 'downloaded'} (${fetched.why})`);
  at.task = 'clean';
  const converted = await convertPartition(
    context,
    partition,
    fetched,
    [...context.evolved],
    publication?.taskKey,
    early,
  );
  result.conversion = converted.conversion;
  notes.push(`clean, write-parquet: ${converted.cached ? 'cache hit' : 'made'} (${converted.why})`);
  at.task = 'upload';
  checkVolume(context, partition, converted.conversion.rows);
  const { bytes } = converted.conversion.parquet;
  context.log.progress({ subject: partition, phase: 'upload', done: 0, total: bytes, unit: 'bytes' });
  const published = await uploadPartition(context, context, partition, {
    head,
    source: fetched.source,
    converted,
    begun: at.begun,
    prepare: () => addColumns(context, converted.conversion),
  });
  context.heads.set(partition, published.head);
  notes.push(`upload: ${published.unchanged ? 'unchanged' : 'published'} ${published.publication.object.name}`);
}

async function remember(context: FlowContext, partition: string, entry: NewEntry): Promise<void> {
  const { head } = await context.ledger.append(partition, context.heads.get(partition), entry);
  context.heads.set(partition, head);
}
