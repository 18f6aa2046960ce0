import { ConflictError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Store } from '../base/ports/store.ts';
import type { ColumnSpec } from '../base/ports/warehouse.ts';
import type { Contract, PartitionSettings } from '../pipeline/pipeline.ts';
import { jsonBytes, readObject } from './content.ts';
import { ENTRY_FORMAT } from './entry.ts';
import { datasetName, LEDGERS, parseDatasetName } from './names.ts';
import { damaged, parseRecord } from './parse.ts';

/** A column that a file brought and the pipeline file does not name. */
export interface EvolvedSpec {
  name: string;
  /** The header it came with. */
  from: string;
  /** GoogleSQL, lower case. */
  type: string;
}

/** What the pipeline file said at the last publication, for people who have only the lake. */
export interface DatasetAbout {
  description: string;
  owner: string;
  /** Template of its URL, without secrets. */
  source: string;
  partitions: PartitionSettings;
  contract: Contract;
}

/** What holds for all partitions of a dataset. */
export interface DatasetFacts {
  /** Absent in lakes of before it was kept. */
  about?: DatasetAbout;
  evolved: readonly EvolvedSpec[];
  /** The table's columns, in order. */
  columns: readonly ColumnSpec[];
}

export interface DatasetRecord extends DatasetFacts {
  /** ISO 8601, UTC. */
  created: string;
}

const TRIES = 20;

function texts(value: unknown, members: readonly string[]): boolean {
  return (
    Array.isArray(value) &&
    value.every((item) =>
      members.every((member) => typeof (item as Record<string, unknown> | null)?.[member] === 'string'),
    )
  );
}

function isAbout(about: Partial<DatasetAbout> | null): boolean {
  const { description, owner, source, partitions, contract } = about ?? {};
  const are = (type: string, ...values: unknown[]) => values.every((value) => typeof value === type);
  return (
    are('string', description, owner, source, partitions?.by, partitions?.start, partitions?.timezone) &&
    are('number', partitions?.lagMs, partitions?.graceMs, contract?.maxRejected) &&
    are('string', contract?.newColumns, contract?.types)
  );
}

async function read(store: Store, dataset: string): Promise<{ record: DatasetRecord; generation: string } | undefined> {
  const name = datasetName(dataset);
  const found = await readObject(store, name);
  if (found === undefined) return undefined;
  const value = parseRecord(found.bytes, name, store.url);
  if (value['dataset'] !== dataset) throw damaged(name, store.url, `it belongs to ${String(value['dataset'])}`);
  if (typeof value['created'] !== 'string') throw damaged(name, store.url, '"created" is not a text');
  if (!texts(value['evolved'], ['name', 'from', 'type']))
    throw damaged(name, store.url, '"evolved" is no list of columns');
  if (!texts(value['columns'], ['name', 'type'])) throw damaged(name, store.url, '"columns" is no list of columns');
  const { created, evolved, columns, about } = value as unknown as DatasetRecord;
  if (about !== undefined && !isAbout(about)) throw damaged(name, store.url, '"about" does not describe a dataset');
  return { record: { created, ...(about && { about }), evolved, columns }, generation: found.generation };
}

export async function readDataset(store: Store, dataset: string): Promise<DatasetRecord | undefined> {
  return (await read(store, dataset))?.record;
}

/** Every dataset that was published into a lake, by name. */
export async function listDatasets(store: Store): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of store.list(LEDGERS)) {
    const dataset = parseDatasetName(name);
    if (dataset !== undefined) found.push(dataset);
  }
  return found;
}

/**
 * Records the columns. Evolved columns are only ever added, in the order in which they came: a writer that does not know
 * one yet (another runner, at the same time) takes nothing away. Nothing is written where nothing changes.
 */
export async function writeDataset(options: {
  store: Store;
  dataset: string;
  clock: Clock;
  facts: DatasetFacts;
}): Promise<DatasetRecord> {
  const { store, dataset, clock, facts } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      const found = await read(store, dataset);
      const old = found?.record;
      const record: DatasetRecord = {
        created: old?.created ?? new Date(clock.now()).toISOString(),
        ...merge(old, facts),
      };
      if (old !== undefined && JSON.stringify(old) === JSON.stringify(record)) return record;
      const body = jsonBytes({ format: ENTRY_FORMAT, dataset, ...record });
      await store.replace(datasetName(dataset), body, found?.generation ?? 'absent');
      return record;
    } catch (error) {
      // Another writer came between our look and our word, or in the middle of the look: look again.
      if (!(error instanceof ConflictError) || attempt === TRIES) throw error;
    }
  }
}

function merge(old: DatasetFacts | undefined, facts: DatasetFacts): DatasetFacts {
  const known = new Set(old?.evolved.map((column) => column.name));
  const evolved = [...(old?.evolved ?? []), ...facts.evolved.filter((column) => !known.has(column.name))];
  const given = new Set(facts.columns.map((column) => column.name));
  const kept = (old?.columns ?? []).filter((column) => known.has(column.name) && !given.has(column.name));
  const about = facts.about ?? old?.about;
  return { ...(about && { about }), evolved, columns: [...facts.columns, ...kept] };
}
