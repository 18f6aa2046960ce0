import { formatCount } from '../../base/byte-size.ts';
import type { Head, Publication } from '../../ledger/entry.ts';
import { partitionDate, partitionPath } from '../../pipeline/partitions.ts';
import { publish } from '../../publish/publish.ts';
import { conversionKey } from '../../tasks/key.ts';
import { addColumns } from '../columns.ts';
import type { FlowContext } from '../context.ts';
import { holdPartition, releasePartition } from '../hold.ts';
import { type AdoptFrom, type Candidate, lookAt } from './look.ts';

export interface Adoption {
  partition: string;
  /** `adoptable`: it was only looked at. */
  outcome: 'adopted' | 'adoptable' | 'known' | 'none' | 'refused';
  rows?: number;
  what: string;
  /** Why it was refused. */
  differences: readonly string[];
  /** Rows that are in the table, and were not taken over. */
  waiting: number;
}

/**
 * Takes over what is there of a partition: the ledger gets the entries that its publication and load would have left, and no row is
 * loaded. Whoever is killed on the way says it again and goes on from there.
 */
export async function adoptPartition(
  context: FlowContext,
  partition: string,
  options: { from: AdoptFrom; who: string; dryRun: boolean; loaded: ReadonlySet<string> },
): Promise<Adoption> {
  const found = await lookAt(context, partition, options);
  if (found.kind !== 'file' && found.kind !== 'rows') {
    const differences = found.kind === 'refused' ? found.differences : [];
    const waiting = found.kind === 'known' ? 0 : found.inTable;
    return { partition, outcome: found.kind, what: found.what, differences, waiting };
  }
  const outcome = options.dryRun ? 'adoptable' : 'adopted';
  if (!options.dryRun) {
    const head = found.kind === 'file' ? await publishFound(context, partition, found, options.who) : undefined;
    await adoptRows(context, head ?? context.heads.get(partition), found.inTable);
    await letGo(context, partition, options.who);
  }
  const rows = found.kind === 'file' ? found.rows : found.inTable;
  return { partition, outcome, rows, what: describe(context, found), differences: [], waiting: 0 };
}

/**
 * Holds what was left: with a ledger beside it a run takes it for missing, and would replace rows that somebody else put into the
 * table. Where nothing was adopted there is no ledger, and runs stop before the first of them.
 */
export async function holdRest(context: FlowContext, adoptions: readonly Adoption[], who: string): Promise<void> {
  if (context.heads.size === 0) return;
  for (const { partition, waiting } of adoptions) {
    if (waiting === 0) continue;
    const why = `the table has ${formatCount(waiting)} rows that were not adopted`;
    await holdPartition(context, partition, { who, why, adopts: true });
  }
}

/** A hold of ours from an earlier time. */
async function letGo(context: FlowContext, partition: string, who: string): Promise<void> {
  if (context.heads.get(partition)?.held?.adopts !== true) return;
  await releasePartition(context, partition, { who, why: 'adopted' });
}

function describe({ warehouse }: FlowContext, found: Extract<Candidate, { kind: 'file' | 'rows' }>): string {
  const table =
    warehouse === undefined
      ? ''
      : found.inTable > 0
        ? `, its ${formatCount(found.inTable)} rows are in the table`
        : ', not in the table: the next run loads it';
  return found.kind === 'rows' ? `published before${table}` : `${found.file.place}${table}`;
}

async function publishFound(
  context: FlowContext,
  partition: string,
  found: Extract<Candidate, { kind: 'file' }>,
  who: string,
): Promise<Head> {
  const { pipeline, store, ledger, files, signal, evolved } = context;
  const { file, rows, columns, source, conversion } = found;
  await addColumns(context, { evolved: conversion?.evolved ?? [], columns });
  const facts: Omit<Publication, 'object' | 'quarantine'> = {
    source,
    rowsRead: conversion?.rowsRead ?? rows,
    rows,
    rejected: conversion?.rejected ?? 0,
    rejectedBy: conversion?.rejectedBy ?? {},
    columns,
    report: conversion?.report ?? [],
    ...(conversion?.format === undefined ? {} : { raw: { format: conversion.format, header: [...conversion.header] } }),
    taskKey: conversionKey(pipeline, partition, evolved, source.sha256),
    adopted: { who, from: file.place },
  };
  const { head } = await publish({
    ...{ store, ledger, files, signal, partition },
    dataset: pipeline.name,
    partitionPath: partitionPath(partition),
    head: context.heads.get(partition),
    parquet: file,
    ...(conversion?.quarantine === undefined ? {} : { quarantine: conversion.quarantine }),
    publication: facts,
    history: pipeline.history,
  });
  context.heads.set(partition, head);
  // Its bytes are under the stable name now: whoever reads all files must not read them twice.
  if (file.moves !== undefined) await store.delete(file.moves);
  return head;
}

/** The receipt in the warehouse, and the entry that says so. */
async function adoptRows(context: FlowContext, head: Head | undefined, inTable: number): Promise<void> {
  const { warehouse, ledger, signal } = context;
  if (warehouse === undefined || inTable === 0 || head?.published === undefined) return;
  const { partition, published } = head;
  const { rows, object } = published.publication;
  const date = partitionDate(partition);
  await warehouse.adopt({
    ...{ partition, signal, rows },
    publication: published.number,
    sha256: object.sha256,
    ...(date === undefined ? {} : { partitionDate: date }),
  });
  const appended = await ledger.append(partition, head, {
    kind: 'loaded',
    warehouse: warehouse.id,
    warehouseUrl: warehouse.url,
    publication: published.number,
    sha256: object.sha256,
    rows,
    replaced: 0,
  });
  context.heads.set(partition, appended.head);
}
