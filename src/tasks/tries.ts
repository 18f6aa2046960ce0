import { withDeadline } from '../base/deadline.ts';
import { formatDuration } from '../base/duration.ts';
import type { OutageError } from '../base/errors.ts';
import { withRetries } from '../base/retry.ts';
import type { TaskName } from '../pipeline/pipeline.ts';
import type { TaskContext } from './context.ts';

export interface Tries {
  partition: string;
  /** More than one where one pass does the work of several: each one's limit of time holds for the whole pass. */
  tasks: readonly [TaskName, ...TaskName[]];
  /** Whose failure an error is, where there are several tasks; a limit of time that passed knows by itself. */
  blame?: (error: OutageError) => TaskName;
}

/**
 * Does a piece of work as the policy of its task says: a limit of time for each try, and further tries after outages,
 * each of them told. `work` gets the signal of its try and its number, from 1.
 */
export function withPolicy<T>(
  context: TaskContext,
  options: Tries,
  work: (signal: AbortSignal, attempt: number) => Promise<T>,
): Promise<T> {
  const { clock, log, pipeline, signal } = context;
  const { partition, tasks } = options;
  return withRetries(
    (error) => {
      const { retries, retryDelay } = pipeline.tasks[taskOf(error, options)];
      return { retries, delay: retryDelay };
    },
    clock,
    signal,
    (attempt) => {
      const limited = tasks.reduce<(signal: AbortSignal) => Promise<T>>(
        (inner, task) => (outer) =>
          withDeadline(limitOf(task, partition), pipeline.tasks[task].timeoutMs, outer, inner),
        (inner) => work(inner, attempt),
      );
      return limited(signal);
    },
    ({ attempt, tries, error, waitMs }) =>
      log.warn(
        `${partition}: try ${attempt} of ${tries} of ${taskOf(error, options)} failed: ${error.message}; ` +
          `next in ${formatDuration(waitMs)}`,
      ),
  );
}

/** Which of the tasks failed. */
export function taskOf(error: OutageError, { partition, tasks, blame }: Tries): TaskName {
  const timed = tasks.find((task) => error.code === 'DEADLINE' && error.data['what'] === limitOf(task, partition));
  return timed ?? (tasks.length === 1 ? tasks[0] : (blame?.(error) ?? tasks[0]));
}

function limitOf(task: TaskName, partition: string): string {
  return `${task} of ${partition}`;
}
