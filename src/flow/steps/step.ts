import { LakeferryError } from '../../base/errors.ts';
import { inParallel } from '../../base/in-parallel.ts';
import type { TaskName } from '../../pipeline/pipeline.ts';
import type { TaskContext } from '../../tasks/context.ts';
import { type ResultEntry, withoutBug } from '../../tasks/result.ts';
import { describeFailure } from '../failure.ts';

/** Where a step finds what the one before it left, and where it leaves its own: paths of two results files. */
export interface StepPaths {
  from: string;
  to: string;
}

export interface StepOptions {
  entries: readonly ResultEntry[];
  /** Which entries are worked on: what the task before left `done`. All others are handed on untouched. */
  takes: (entry: ResultEntry) => boolean;
  task: TaskName;
  /** Entries at once. */
  concurrency: number;
  work: (entry: ResultEntry) => Promise<ResultEntry>;
  /** Told of a failure and what was thrown; what it returns is added to the failed entry. */
  onFailure?: (entry: ResultEntry, error: unknown) => Promise<Partial<ResultEntry>>;
  onResult: (entry: ResultEntry) => void;
}

/** Takes a task's entries through it. A failed partition stops nothing but itself: its entry says so, and is handed on. */
export function takeStep(context: TaskContext, options: StepOptions): Promise<ResultEntry[]> {
  const { task } = options;
  return inParallel(options.entries, options.concurrency, async (entry) => {
    if (!options.takes(entry)) return entry;
    const started = context.clock.now();
    const spent = () => entry.milliseconds + context.clock.now() - started;
    let next: ResultEntry;
    try {
      next = { ...(await options.work(entry)), task, milliseconds: spent() };
    } catch (error) {
      const failure = describeFailure(error, task, context.signal);
      const bug = failure.bug instanceof Error ? (failure.bug.stack ?? '').split('\n') : [];
      if (bug.length > 0) context.log.group('This is a bug in Lakeferry:', bug);
      const added = (await options.onFailure?.(entry, error)) ?? {};
      next = { ...entry, ...added, task, outcome: 'failed', failure: withoutBug(failure), milliseconds: spent() };
    }
    context.log.progress({ subject: entry.partition, phase: 'end', done: 1, total: 1, unit: 'rows' });
    options.onResult(next);
    return next;
  });
}

/** The usual choice. */
export function doneBy(task: TaskName): (entry: ResultEntry) => boolean {
  return (entry) => entry.outcome === 'done' && entry.task === task;
}

/** A part of an entry that the step before must have left. */
export function required<T>(value: T | undefined, entry: ResultEntry, what: string): T {
  if (value !== undefined) return value;
  throw new LakeferryError(
    2,
    'RESULTS_ENTRY',
    `the results hold no ${what} of ${entry.partition}; run the steps in order`,
  );
}
