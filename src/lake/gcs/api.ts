import { withDeadline } from '../../base/deadline.ts';
import { formatDuration } from '../../base/duration.ts';
import { LakeferryError } from '../../base/errors.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Files } from '../../base/ports/files.ts';
import type { Log } from '../../base/ports/log.ts';
import { type RetryPolicy, withRetries } from '../../base/retry.ts';
import type { GoogleConnection } from '../../google/connection.ts';
import { isBug, problemOf } from '../../google/problem.ts';
import { callFailure, isNoBucket } from './failure.ts';
import { type Library, openLibrary } from './library.ts';
import type { Location } from './location.ts';

/** Google's client counts no time; these are milliseconds. */
export interface Timeouts {
  /** One call without content. */
  call: number;
  /** Silence while content comes. */
  idle: number;
  /** The slowest upload that is waited for, in bytes a second. */
  bytesPerSecond: number;
}

export const TIMEOUTS: Timeouts = { call: 60_000, idle: 60_000, bytesPerSecond: 100_000 };

/** https://cloud.google.com/storage/docs/retry-strategy#exponential-backoff */
const PATIENCE: RetryPolicy = { retries: 4, delay: { kind: 'exponential', first: 1000, longest: 20_000 } };

export interface ApiOptions {
  location: Location;
  /** The login, asked for when the first call is made. */
  connect: () => Promise<GoogleConnection>;
  files: Files;
  clock: Clock;
  log: Log;
  /** Default `TIMEOUTS`. */
  timeouts?: Partial<Timeouts>;
}

/** Calls with a deadline each, tried again while that makes sense. */
export interface Api {
  location: Location;
  files: Files;
  clock: Clock;
  timeouts: Timeouts;
  /** Throws what the login throws. */
  library(): Promise<Library>;
  /**
   * One try. `what` completes "cannot …"; a status among `expected` is an answer: the call resolves to its number. Everything
   * else is an error of ours.
   */
  once: Answer;
  /** Tries by policy. */
  call: Answer;
  retry<T>(work: (attempt: number) => Promise<T>): Promise<T>;
}

/** A number comes only where some statuses are expected. */
export interface Answer {
  <T>(call: Call<T> & { expected: readonly number[] }): Promise<T | number>;
  <T>(call: Call<T> & { expected?: never }): Promise<T>;
}

export interface Call<T> {
  what: string;
  expected?: readonly number[];
  /** Milliseconds; default `timeouts.call`. */
  limit?: number;
  /** `signal` aborts when the time is up: what goes on then should end. */
  send(library: Library, signal: AbortSignal): Promise<T>;
}

export function createApi(options: ApiOptions): Api {
  const { location, clock, log, files } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  let library: Promise<Library> | undefined;
  const open = () => {
    library ??= options.connect().then(openLibrary);
    return library;
  };
  const never = new AbortController().signal;

  const once = (async <T>({ what, expected = [], limit = timeouts.call, send }: Call<T>): Promise<T | number> => {
    const opened = await open();
    try {
      return await withDeadline(`trying to ${what} in the lake ${location.url}`, limit, never, (signal) =>
        send(opened, signal),
      );
    } catch (error) {
      if (error instanceof LakeferryError || isBug(error)) throw error;
      const problem = problemOf(error);
      const { status } = problem;
      // No object is an answer where that is expected, no bucket is none.
      if (status !== undefined && expected.includes(status) && !isNoBucket(problem)) return status;
      throw callFailure(location, what, error);
    }
  }) as Answer;
  const retry = <T>(work: (attempt: number) => Promise<T>) =>
    withRetries(PATIENCE, clock, never, work, ({ attempt, tries, error, waitMs }) =>
      log.warn(`${error.message}; try ${attempt} of ${tries}, the next in ${formatDuration(waitMs)}`),
    );
  const call = (<T>(asked: Call<T> & { expected?: never }) => retry(() => once(asked))) as Answer;
  return { location, files, clock, timeouts, library: open, once, retry, call };
}
