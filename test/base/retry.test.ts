import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, OutageError } from '../../src/base/errors.ts';
import type { Clock } from '../../src/base/ports/clock.ts';
import { parseRetryDelay, retryDelay, withRetries } from '../../src/base/retry.ts';

function fakeClock(draws: number[]): Clock & { slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    random: () => draws.shift() ?? 0.5,
    sleep: async (ms) => {
      slept.push(ms);
    },
  };
}

const outage = (data: Record<string, unknown> = {}) => new OutageError('X', 'x', { data });

test('exponential delays double up to their limit, and jitter really differs', () => {
  const delay = parseRetryDelay('exponential(2s, 60s)');
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7].map((n) => retryDelay(delay, n, 1)),
    [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000],
  );
  const drawn = new Set(Array.from({ length: 100 }, (_, at) => retryDelay(delay, 3, at / 100)));
  assert.ok(drawn.size > 90);
  assert.ok(Math.min(...drawn) >= 4000 && Math.max(...drawn) <= 8000);
});

test('a list repeats its last value', () => {
  const delay = parseRetryDelay('[1s, 10s]');
  assert.deepEqual(
    [1, 2, 3].map((n) => retryDelay(delay, n, 1)),
    [1000, 10_000, 10_000],
  );
});

test('a delay that is no delay says what form is expected', () => {
  assert.throws(() => parseRetryDelay('exponential(60s, 2s)'), /exponential\(first, longest\)/);
  assert.throws(() => parseRetryDelay('soon'), /"soon" is not a duration/);
});

test('outages are tried again, other errors are not', async () => {
  const clock = fakeClock([1, 1]);
  let calls = 0;
  const policy = { retries: 3, delay: parseRetryDelay('1s') };
  const answer = await withRetries(policy, clock, new AbortController().signal, async () => {
    if (++calls < 3) throw outage();
    return 'ok';
  });
  assert.deepEqual([answer, calls, clock.slept], ['ok', 3, [1000, 1000]]);

  calls = 0;
  const mistake = withRetries(policy, clock, new AbortController().signal, async () => {
    calls++;
    throw new ConfigurationError('Y', 'y');
  });
  await assert.rejects(mistake, { code: 'Y' });
  assert.equal(calls, 1);
});

test('tries end, and Retry-After lengthens the wait', async () => {
  const clock = fakeClock([1, 1]);
  let calls = 0;
  const work = withRetries(
    { retries: 1, delay: parseRetryDelay('1s') },
    clock,
    new AbortController().signal,
    async () => {
      calls++;
      throw outage({ retryAfterMs: 7000 });
    },
  );
  await assert.rejects(work, { code: 'X' });
  assert.deepEqual([calls, clock.slept], [2, [7000]]);
});
