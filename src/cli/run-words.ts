import { availableParallelism, totalmem } from 'node:os';
import { parseDuration } from '../base/duration.ts';
import { ConfigurationError } from '../base/errors.ts';
import { type CacheWords, isCi, type Session } from './session.ts';

const SAMPLES = ['none', 'masked', 'full'] as const;
export type Samples = (typeof SAMPLES)[number];

/** Outcomes, and the reasons of failures; `failed` stands for all of these. */
export const FAIL_ON = ['failed', 'late', 'not_ready', 'error', 'timeout', 'cancelled', 'schema', 'none'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface RunWords extends CacheWords {
  /** Partitions at once. */
  concurrency: number;
  /** Milliseconds. */
  timeBudget: number;
  dryRun: boolean;
  samples: Samples;
  failOn: readonly FailOn[];
}

/** A partition at work needs about this much, so that many at once stay within the machine's memory. */
const BYTES_PER_PARTITION = 512 * 2 ** 20;

/** The words of `run` beside those that choose work. What is wrong with them is told by `inputs.check`. */
export function readRunWords({ inputs, host }: Session): RunWords {
  const auto = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 4 / BYTES_PER_PARTITION)));
  return {
    concurrency: inputs.parsed('concurrency', (text) => (text === 'auto' ? auto : parseCount(text)), auto),
    timeBudget: inputs.parsed('time-budget', parseDuration, parseDuration('5h')),
    dryRun: inputs.bool('dry-run', false),
    samples: inputs.choice('samples', SAMPLES, isCi(host) ? 'none' : 'full'),
    failOn: inputs.choices('fail-on', FAIL_ON, ['failed', 'late']),
    cache: inputs.bool('cache', true),
    refreshCache: inputs.bool('refresh-cache', false),
  };
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new ConfigurationError('CONCURRENCY', `"${text}" is not a whole number from 1 to 9999, or auto`);
}
