import type { ColumnSpec } from '../base/ports/warehouse.ts';
import type { DatasetAbout } from '../ledger/dataset.ts';
import type { Entry } from '../ledger/entry.ts';
import { foldEntries } from '../ledger/fold.ts';
import { allPartitions } from '../pipeline/partitions.ts';
import { type Decision, decide, STATUSES, type Status, worst } from '../plan/decide.ts';
import { type PartitionModel, partitionModel } from './partition.ts';
import { type RunModel, runsOf } from './run.ts';
import { type SchemaEra, schemaEras } from './schema-era.ts';

/** What was read of one dataset. */
export interface DatasetLook {
  name: string;
  about?: DatasetAbout;
  /** The table's columns, in order, and the names of those that files brought. */
  columns: readonly ColumnSpec[];
  evolved: readonly string[];
  logs: ReadonlyMap<string, readonly Entry[]>;
  /** What was decided with lake and warehouse in sight; absent: the ledger has to tell alone. */
  decisions?: readonly Decision[];
}

export interface DatasetModel {
  name: string;
  about?: DatasetAbout;
  columns: readonly ColumnSpec[];
  evolved: readonly string[];
  /** In order. */
  partitions: readonly PartitionModel[];
  runs: readonly RunModel[];
  eras: readonly SchemaEra[];
  state: Status;
  counts: Readonly<Record<Status, number>>;
  /** Of what the lake holds. */
  rows: number;
  bytes: number;
  rejected: number;
  /** The newest partition that is published. */
  newest?: string;
  /** Milliseconds since the epoch of the first entry: what was due before had nobody who waited for it. */
  began?: number;
}

/** Pure: the same ledger and time give the same model. */
export function datasetModel(look: DatasetLook, now: number): DatasetModel {
  const { name, about, columns, evolved, logs } = look;
  const schedule = about?.partitions;
  const decisions = look.decisions ?? decideFromLedger(look, now);
  const partitions = decisions.map((decision) =>
    partitionModel({ decision, entries: logs.get(decision.partition) ?? [], schedule, now }),
  );
  const published = partitions.filter(({ publication }) => publication !== undefined);
  const sum = (of: (partition: PartitionModel) => number | undefined) =>
    published.reduce((total, partition) => total + (of(partition) ?? 0), 0);
  const counts = Object.fromEntries(
    STATUSES.map((status) => [status, partitions.filter((each) => each.status === status).length]),
  ) as Record<Status, number>;
  const newest = published.at(-1)?.partition;
  const starts = [...logs.values()].flatMap(([first]) => (first === undefined ? [] : [Date.parse(first.at)]));
  return {
    name,
    ...(about === undefined ? {} : { about }),
    columns,
    evolved,
    partitions,
    runs: runsOf(logs),
    eras: schemaEras(partitions),
    state: worst(partitions.map(({ status }) => status)),
    counts,
    rows: sum(({ publication }) => publication?.rows),
    bytes: sum(({ publication }) => publication?.object.bytes),
    rejected: sum(({ publication }) => publication?.rejected),
    ...(newest === undefined ? {} : { newest }),
    ...(starts.length === 0 ? {} : { began: starts.reduce((a, b) => Math.min(a, b)) }),
  };
}

/** Without lake and warehouse in sight: the newest `loaded` entry stands for the receipt, where anything was ever loaded. */
function decideFromLedger({ about, logs }: DatasetLook, now: number): Decision[] {
  const settings = about?.partitions ?? { by: 'none', start: '', lagMs: 0, graceMs: 0, recheck: 0, timezone: 'UTC' };
  const begun = about === undefined ? [] : allPartitions(settings, now);
  const heads = new Map([...logs].map(([partition, entries]) => [partition, foldEntries(entries)]));
  const isLoaded = [...heads.values()].some(({ loaded }) => Object.keys(loaded).length > 0);
  return [...new Set([...begun, ...heads.keys()])].sort().map((partition) => {
    const head = heads.get(partition);
    const loads = Object.values(head?.loaded ?? {}).sort((a, b) => b.number - a.number);
    const [load] = loads;
    const receipt = load && { ...load, partition, rowsNow: load.rows, loadedAt: load.at };
    return decide({ partition, ...(head && { head }), ...(isLoaded && { receipt: receipt ?? 'none' }) }, settings, now);
  });
}
