import type { Store } from '../base/ports/store.ts';
import type { Head, SourceFacts } from '../ledger/entry.ts';
import { foldEntries } from '../ledger/fold.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { partitionPath } from '../pipeline/partitions.ts';
import { type Published, publish } from '../publish/publish.ts';
import type { TaskContext } from './context.ts';
import type { Converted } from './convert.ts';
import { withPolicy } from './tries.ts';

/** A converted partition → the lake's one version of it, and the entry that says so. Safe to call again at any point. */
export async function uploadPartition(
  context: TaskContext,
  target: { store: Store; ledger: Ledger },
  partition: string,
  given: {
    head: Head | undefined;
    source: SourceFacts;
    converted: Pick<Converted, 'conversion' | 'key'>;
    /** When its first task began, by the clock; for tasks that ran apart: now less what they took. Absent: it came from no source. */
    begun?: number;
    /** Part of each try, before the publication begins. */
    prepare: () => Promise<void>;
  },
): Promise<Published> {
  const { pipeline, files, clock } = context;
  const { store, ledger } = target;
  const { conversion, key } = given.converted;
  const { begun } = given;
  let last: Promise<unknown> = Promise.resolve();
  return withPolicy(context, { partition, tasks: ['upload'] }, async (signal, attempt) => {
    // A try that ran out of time may still be between object and entry, and its intent is in the log.
    await last.catch(() => {});
    await given.prepare();
    signal.throwIfAborted();
    const published = publish({
      store,
      ledger,
      dataset: pipeline.name,
      partition,
      partitionPath: partitionPath(partition),
      head: attempt === 1 ? given.head : await readHead(ledger, partition),
      parquet: conversion.parquet,
      ...(conversion.quarantine === undefined ? {} : { quarantine: conversion.quarantine }),
      publication: {
        source: given.source,
        rowsRead: conversion.rowsRead,
        rows: conversion.rows,
        rejected: conversion.rejected,
        rejectedBy: conversion.rejectedBy,
        columns: conversion.columns,
        report: conversion.report,
        ...(conversion.format === undefined
          ? {}
          : { raw: { format: conversion.format, header: [...conversion.header] } }),
        taskKey: key,
      },
      ...(begun === undefined ? {} : { spent: () => clock.now() - begun }),
      history: pipeline.history,
      files,
      signal,
    });
    last = published;
    return published;
  });
}

async function readHead(ledger: Ledger, partition: string): Promise<Head | undefined> {
  const entries = await ledger.entries(partition);
  return entries.length === 0 ? undefined : foldEntries(entries);
}
