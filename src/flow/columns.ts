import type { Conversion } from '../convert/conversion.ts';
import type { DatasetAbout } from '../ledger/dataset.ts';
import type { Head } from '../ledger/entry.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { redactUrl } from '../source/shown-url.ts';
import type { FlowContext } from './context.ts';

/** What the lake remembers of the pipeline file, for whoever has only the lake. */
export function aboutOf({ description, owner, source, partitions, contract }: Pipeline): DatasetAbout {
  return { description, owner, source: redactUrl(source.shownUrl), partitions, contract };
}

/** Records the columns that a file added to the dataset, and what the dataset is, before anything is published with them. */
export async function addColumns(
  context: FlowContext,
  conversion: Pick<Conversion, 'evolved' | 'columns'>,
): Promise<void> {
  await context.columnsTurn(async () => {
    const known = new Set(context.evolved.map((column) => column.name));
    const added = conversion.evolved.filter((column) => !known.has(column.name));
    const about = aboutOf(context.pipeline);
    const record = await context.ledger.dataset();
    const isKept = JSON.stringify(record?.about) === JSON.stringify(about);
    if (added.length === 0 && isKept) return;
    const evolved = [...context.evolved, ...added].map((column) => ({ ...column, type: 'string' }));
    await context.ledger.saveDataset({ about, evolved, columns: conversion.columns });
    // Not before they are saved: whoever comes next takes what is here for known.
    context.evolved.push(...added);
  });
}

/** Where the lake is the end, a failure after the publication is closed by saying the publication again: it still holds. */
export async function closeFailure(context: FlowContext, head: Head): Promise<void> {
  if (head.failed === undefined || head.published === undefined) return;
  const { publication } = head.published;
  const { head: next } = await context.ledger.append(head.partition, head, { kind: 'published', publication });
  context.heads.set(head.partition, next);
}
