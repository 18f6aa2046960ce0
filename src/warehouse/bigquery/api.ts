import type { BigQuery } from '@google-cloud/bigquery';
import { withDeadline } from '../../base/deadline.ts';
import { formatDuration } from '../../base/duration.ts';
import { OutageError } from '../../base/errors.ts';
import type { Clock } from '../../base/ports/clock.ts';
import type { Log } from '../../base/ports/log.ts';
import { type RetryPolicy, withRetries } from '../../base/retry.ts';
import { isBug, problemOf } from '../../google/problem.ts';
import { callFailure } from './failure.ts';
import type { Target } from './target.ts';

/** One call of BigQuery's REST interface. `uri` is below the project: `/datasets/taxi`. */
export interface Call {
  /** Completes "BigQuery could not …". */
  what: string;
  method: 'GET' | 'POST' | 'PATCH';
  uri: string;
  body?: object;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Statuses that are answers, not failures: the call resolves to the number. */
  expected?: readonly number[];
}

/** Calls with a deadline each, tried again while that makes sense. */
export interface Api {
  target: Target;
  clock: Clock;
  log: Log;
  call<T>(call: Call, signal: AbortSignal): Promise<T | number>;
}

export interface ApiOptions {
  target: Target;
  clock: Clock;
  log: Log;
  open: () => Promise<BigQuery>;
  /** Milliseconds for one call. */
  callTimeoutMs: number;
}

/** Rate limits of BigQuery are counted over tens of seconds. */
const PATIENCE: RetryPolicy = { retries: 4, delay: { kind: 'exponential', first: 1000, longest: 20_000 } };

export function createApi(options: ApiOptions): Api {
  const { target, clock, log, callTimeoutMs } = options;
  let client: Promise<BigQuery> | undefined;

  async function once<T>(call: Call): Promise<T | number> {
    // What the login throws is its own to explain.
    client ??= options.open();
    const opened = await client;
    try {
      return (await send(opened, call)) as T;
    } catch (error) {
      if (isBug(error)) throw error;
      const { status } = problemOf(error);
      if (status !== undefined && call.expected?.includes(status)) return status;
      throw callFailure(target, call.what, error);
    }
  }

  return {
    target,
    clock,
    log,
    call: <T>(call: Call, signal: AbortSignal) =>
      withRetries(
        PATIENCE,
        clock,
        signal,
        () => {
          signal.throwIfAborted();
          return withDeadline(`${target.url}: asking BigQuery to ${call.what}`, callTimeoutMs, signal, () =>
            once<T>(call),
          );
        },
        ({ attempt, tries, error, waitMs }) =>
          log.warn(`${error.message}; try ${attempt} of ${tries}, the next in ${formatDuration(waitMs)}`),
      ),
  };
}

/** The answer's body; an empty one is an outage, because each of these calls answers with a resource. */
function send(client: BigQuery, { method, uri, body, query, headers, what }: Call): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client.request(
      {
        method,
        uri,
        ...(body === undefined ? {} : { json: body }),
        ...(query === undefined ? {} : { qs: query }),
        ...(headers === undefined ? {} : { headers }),
      },
      (error, answer: unknown) => {
        if (error) reject(error);
        else if (typeof answer !== 'object' || answer === null) {
          reject(new OutageError('WAREHOUSE_ANSWER', `BigQuery gave no readable answer when asked to ${what}`));
        } else resolve(answer);
      },
    );
  });
}
