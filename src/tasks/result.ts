import type { LoadOutcome } from '../base/ports/warehouse.ts';
import type { Cleaning, Conversion } from '../convert/conversion.ts';
import type { Head, SourceFacts, TaskKey } from '../ledger/entry.ts';
import type { TaskName } from '../pipeline/pipeline.ts';

export const FAILURE_REASONS = ['error', 'timeout', 'crash', 'cancelled', 'schema'] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** What the note begins with by which everybody who reads on learns that these are not only the publisher's rows. */
export const EDITED_NOTE = 'write-parquet: another tool changed the Arrow file';

/** Why a partition failed, as the ledger and a person are told. */
export interface Failure {
  reason: FailureReason;
  task: string;
  code: string;
  message: string;
  exitCode: 1 | 2 | 3;
  /** How often it was tried, where an outage is tried again. */
  tries?: number;
  /** The source has no such file, as far as it says. */
  absent: boolean;
  /** What was thrown, where it is no failure that anybody expected. */
  bug?: unknown;
}

export const OUTCOMES = ['done', 'cached', 'skipped', 'not_ready', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of one partition in one process that took it all the way. */
export interface PartitionResult {
  partition: string;
  outcome: Outcome;
  /** Why it ran, from the plan. */
  because: string;
  /** One line each: what was fetched, converted, published, loaded, and why the cache hit or missed. */
  notes: string[];
  milliseconds: number;
  /** Of the fetch, where the source sent or confirmed a file. */
  tries?: number;
  conversion?: Conversion;
  /** What the lake holds of it now. */
  object?: PublishedObject;
  load?: LoadOutcome;
  failure?: Failure;
}

/** A file beside the results; `path` is relative to their folder. */
export interface ResultFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** A partition's published version. */
export interface PublishedObject {
  uri: string;
  generation: string;
  sha256: string;
  rows: number;
  /** Number of its entry in the partition's log. */
  publication: number;
}

export function describeObject(lakeUrl: string, published: NonNullable<Head['published']>): PublishedObject {
  const { number, publication } = published;
  const { name, generation, sha256 } = publication.object;
  return {
    uri: `${lakeUrl.replace(/\/$/, '')}/${name}`,
    generation,
    sha256,
    rows: publication.rows,
    publication: number,
  };
}

/**
 * What one task hands to the next of one partition: JSON. A task works on what the one before it left `done` and passes
 * everything else on as it is, so that nobody writes an `if:` for each step.
 */
export interface ResultEntry {
  partition: string;
  outcome: Outcome;
  /** The last task that it went through. */
  task: TaskName;
  because: string;
  notes: readonly string[];
  milliseconds: number;
  /** Of the fetch, where the source sent or confirmed a file. */
  tries?: number;
  source?: SourceFacts;
  raw?: ResultFile;
  arrow?: ResultFile;
  parquet?: ResultFile;
  quarantine?: ResultFile;
  /** All that cleaning counted; without the first rows, unless samples were asked for. */
  cleaning?: Omit<Cleaning, 'quarantine'>;
  key?: TaskKey;
  object?: PublishedObject;
  load?: LoadOutcome;
  failure?: Omit<Failure, 'bug'>;
}

/** A result of a whole run as an entry. Its files were this process's own and are gone. */
export function toEntry(result: PartitionResult, options: { withHead: boolean }): ResultEntry {
  const { conversion, failure, load, object, ...rest } = result;
  const task = failure?.task ?? (load === undefined ? (object === undefined ? 'fetch' : 'upload') : 'load');
  return {
    ...rest,
    task: task as TaskName,
    ...(conversion === undefined ? {} : { cleaning: withoutFiles(conversion, options) }),
    ...(object === undefined ? {} : { object }),
    ...(load === undefined ? {} : { load }),
    ...(failure === undefined ? {} : { failure: withoutBug(failure) }),
  };
}

/** The facts of a cleaned file that may leave this machine: no paths, and no row text unless it is wanted. */
export function withoutFiles(
  cleaning: Cleaning | Conversion,
  { withHead }: { withHead: boolean },
): Omit<Cleaning, 'quarantine'> {
  const { rowsRead, rows, rejected, rejectedBy, blankLines, droppedExtra, columns, report, header, evolved, format } =
    cleaning;
  const head = withHead ? cleaning.head : [];
  const read = format === undefined ? {} : { format };
  return {
    rowsRead,
    rows,
    rejected,
    rejectedBy,
    blankLines,
    droppedExtra,
    columns,
    report,
    header,
    ...read,
    evolved,
    head,
  };
}

export function withoutBug({ bug: _, ...failure }: Failure): Omit<Failure, 'bug'> {
  return failure;
}
