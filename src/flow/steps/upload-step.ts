import { dirname } from 'node:path';
import { ContractError } from '../../base/errors.ts';
import type { Conversion } from '../../convert/conversion.ts';
import { describeObject, type ResultEntry } from '../../tasks/result.ts';
import { pathOf, type Results } from '../../tasks/results-file.ts';
import { uploadPartition } from '../../tasks/upload.ts';
import { addColumns } from '../columns.ts';
import type { FlowContext } from '../context.ts';
import { describeFailure, recordFailure } from '../failure.ts';
import { checkVolume } from '../volume.ts';
import { doneBy, required, type StepPaths, takeStep } from './step.ts';

/**
 * Parquet files → the lake. Seals what the steps without a lake could not: their failures go into the ledger here, and
 * the rejected rows of a partition that broke its contract into the quarantine.
 */
export async function uploadStep(
  context: FlowContext,
  results: Results,
  options: StepPaths & { onResult: (entry: ResultEntry) => void },
): Promise<Results> {
  await context.files.makeFolder(dirname(options.to));
  for (const entry of results.entries) await sealFailure(context, entry, options);
  const entries = await takeStep(context, {
    ...options,
    concurrency: 1,
    entries: results.entries,
    takes: doneBy('write-parquet'),
    task: 'upload',
    work: (entry) => uploadOne(context, entry, options),
    async onFailure({ partition }, error) {
      await recordFailure(context, partition, describeFailure(error, 'upload', context.signal), error);
      return {};
    },
  });
  // The files of the steps before belong to them, and nobody needs them any more.
  return { ...results, entries: entries.map(({ raw: _, arrow: __, parquet: ___, quarantine: ____, ...rest }) => rest) };
}

async function sealFailure(context: FlowContext, entry: ResultEntry, { from }: StepPaths): Promise<void> {
  const { failure, partition, quarantine } = entry;
  if (failure === undefined || entry.task === 'fetch') return;
  const path = quarantine && pathOf(from, quarantine);
  const error = new ContractError(failure.code, failure.message, path === undefined ? {} : { quarantine: path });
  await recordFailure(context, partition, failure, error);
}

async function uploadOne(context: FlowContext, entry: ResultEntry, { from }: StepPaths): Promise<ResultEntry> {
  const { partition } = entry;
  const parquet = required(entry.parquet, entry, 'Parquet file');
  const cleaning = required(entry.cleaning, entry, 'counts of cleaning');
  const local = (file: { path: string; bytes: number; sha256: string }) => ({ ...file, path: pathOf(from, file) });
  const conversion: Conversion = {
    ...cleaning,
    parquet: local(parquet),
    ...(entry.quarantine === undefined ? {} : { quarantine: local(entry.quarantine) }),
  };
  checkVolume(context, partition, conversion.rows);
  const published = await uploadPartition(context, context, partition, {
    head: context.heads.get(partition),
    source: required(entry.source, entry, 'source'),
    converted: { conversion, key: required(entry.key, entry, 'task key') },
    begun: context.clock.now() - entry.milliseconds,
    prepare: () => addColumns(context, conversion),
  });
  context.heads.set(partition, published.head);
  const { head } = published;
  return {
    ...entry,
    notes: [
      ...entry.notes,
      `upload: ${published.unchanged ? 'unchanged' : 'published'} ${published.publication.object.name}`,
    ],
    ...(head.published === undefined ? {} : { object: describeObject(context.store.url, head.published) }),
  };
}
