import { parseDuration } from './duration.ts';
import { ConfigurationError, OutageError } from './errors.ts';
import type { Clock } from './ports/clock.ts';

/** How long to wait before try n. `exponential`: first, doubled each time, up to `longest`; a list: its last value repeats. */
export type RetryDelay =
  | { kind: 'exponential'; first: number; longest: number }
  | { kind: 'list'; delays: readonly number[] };

export interface RetryPolicy {
  /** Further tries after the first. */
  retries: number;
  delay: RetryDelay;
}

/** `exponential(2s, 60s)`, `10s` or `[1s, 10s, 1m]`. */
export function parseRetryDelay(text: string): RetryDelay {
  const exponential = /^exponential\(\s*([^,\s]+)\s*,\s*([^,\s)]+)\s*\)$/.exec(text);
  if (exponential) {
    const [first, longest] = [parseDuration(exponential[1] as string), parseDuration(exponential[2] as string)];
    if (first > longest) {
      throw new ConfigurationError(
        'RETRY_DELAY',
        `"${text}" starts above its limit; write exponential(first, longest), like exponential(2s, 60s)`,
        { text },
      );
    }
    return { kind: 'exponential', first, longest };
  }
  const list = text
    .replace(/^\[(.*)\]$/, '$1')
    .split(',')
    .map((part) => part.trim());
  return { kind: 'list', delays: list.map(parseDuration) };
}

/**
 * Milliseconds before retry `n` (1 = the first retry). Jitter is drawn from the upper half, so that delays of many
 * jobs really differ and yet never fall below half of what was asked for.
 */
export function retryDelay(delay: RetryDelay, n: number, random: number): number {
  const asked =
    delay.kind === 'exponential'
      ? Math.min(delay.longest, delay.first * 2 ** (n - 1))
      : (delay.delays[Math.min(n, delay.delays.length) - 1] ?? 0);
  return Math.round(asked * (0.5 + random / 2));
}

/** What a retry is told by: the number of the failed try, its error, how many tries there are, and the wait before the next. */
export interface FailedTry {
  attempt: number;
  tries: number;
  error: OutageError;
  waitMs: number;
}

/**
 * Calls `work` until it succeeds, fails for good, or the tries are used up; the error that is thrown then says how many they were. Only `OutageError`s marked retryable are
 * tried again; a `retryAfterMs` in their data (a server's Retry-After) replaces the policy's wait when it is longer.
 * Where two tasks share one piece of work, `policy` is chosen by the error: each task's failures have its own patience.
 */
export async function withRetries<T>(
  policy: RetryPolicy | ((error: OutageError) => RetryPolicy),
  clock: Clock,
  signal: AbortSignal,
  work: (attempt: number) => Promise<T>,
  onRetry: (failed: FailedTry) => void = () => {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (error instanceof OutageError) error.tries = attempt;
      if (!(error instanceof OutageError) || !error.retryable || signal.aborted) throw error;
      const { retries, delay } = typeof policy === 'function' ? policy(error) : policy;
      if (attempt > retries) throw error;
      const asked = error.data['retryAfterMs'];
      const planned = retryDelay(delay, attempt, clock.random());
      const waitMs = typeof asked === 'number' ? Math.max(asked, planned) : planned;
      onRetry({ attempt, tries: retries + 1, error, waitMs });
      await clock.sleep(waitMs, signal);
    }
  }
}
