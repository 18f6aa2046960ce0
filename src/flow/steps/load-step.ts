import { dirname } from 'node:path';
import { OutageError } from '../../base/errors.ts';
import { loadPartition } from '../../tasks/load.ts';
import type { ResultEntry } from '../../tasks/result.ts';
import type { Results } from '../../tasks/results-file.ts';
import { closeFailure } from '../columns.ts';
import type { FlowContext } from '../context.ts';
import { describeFailure, recordFailure } from '../failure.ts';
import { type StepPaths, takeStep } from './step.ts';

/** Published partitions, just uploaded or found unchanged, → the warehouse. Without one the lake is the end. */
export async function loadStep(
  context: FlowContext,
  results: Results,
  options: StepPaths & { onResult: (entry: ResultEntry) => void },
): Promise<Results> {
  await context.files.makeFolder(dirname(options.to));
  const entries = await takeStep(context, {
    ...options,
    concurrency: 1,
    entries: results.entries,
    takes: (entry) => (entry.outcome === 'done' && entry.task === 'upload') || entry.outcome === 'cached',
    task: 'load',
    work: (entry) => loadOne(context, entry),
    async onFailure({ partition }, error) {
      await recordFailure(context, partition, describeFailure(error, 'load', context.signal), error);
      return {};
    },
  });
  return { ...results, entries };
}

async function loadOne(context: FlowContext, entry: ResultEntry): Promise<ResultEntry> {
  const { partition } = entry;
  const head = context.heads.get(partition);
  if (head?.published === undefined || entry.object === undefined) {
    throw new OutageError(
      'NOT_PUBLISHED',
      `${partition} is not published in ${context.store.url}; run "upload" before "load"`,
      {
        retryable: false,
      },
    );
  }
  const { warehouse } = context;
  if (warehouse === undefined) {
    await closeFailure(context, head);
    return entry;
  }
  const loaded = await loadPartition(context, { ...context, warehouse }, head);
  context.heads.set(partition, loaded.head);
  const { outcome } = loaded;
  return { ...entry, load: outcome, notes: [...entry.notes, `load: ${outcome.outcome} ${outcome.receipt.rows} rows`] };
}
