import { availableParallelism, totalmem } from 'node:os';
import { parseDuration } from '../base/duration.ts';
import { ConfigurationError } from '../base/errors.ts';
import { FAIL_ON, type FailOn } from './fail-on.ts';
import { SAMPLES, type Samples } from './samples.ts';
import { type CacheWords, isCi, type Session } from './session.ts';

export interface RunWords extends CacheWords {
  /** Partitions at once. */
  concurrency: number;
  /** Milliseconds. */
  timeBudget: number;
  dryRun: boolean;
  /** Writing to what is not on this machine needs no other yes. */
  yes: boolean;
  from: 'source' | 'lake';
  samples: Samples;
  failOn: readonly FailOn[];
}

/** A partition at work needs about this much, so that many at once stay within the machine's memory. */
const BYTES_PER_PARTITION = 512 * 2 ** 20;

/** The words of `run` beside those that choose work. What is wrong with them is told by `inputs.check`. */
export function readRunWords({ inputs, host }: Session): RunWords {
  return {
    concurrency: readConcurrency({ inputs }),
    workers: inputs.parsed('workers', (text) => (text === 'auto' ? 'auto' : parseCount(text)), 'auto'),
    timeBudget: inputs.parsed('time-budget', parseDuration, parseDuration('5h')),
    dryRun: inputs.bool('dry-run', false),
    yes: inputs.bool('yes', false),
    from: inputs.choice('from', ['source', 'lake'], 'source'),
    samples: readSamples({ inputs, host }),
    failOn: readFailOn({ inputs }),
    cache: inputs.bool('cache', true),
    refreshCache: inputs.bool('refresh-cache', false),
  };
}

export function readConcurrency({ inputs }: Pick<Session, 'inputs'>): number {
  const auto = defaultConcurrency();
  return inputs.parsed('concurrency', (text) => (text === 'auto' ? auto : parseCount(text)), auto);
}

/** Partitions at once: as many as there are cores, and as a quarter of the memory holds. */
export function defaultConcurrency(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 4 / BYTES_PER_PARTITION)));
}

export function readSamples({ inputs, host }: Pick<Session, 'inputs' | 'host'>): Samples {
  return inputs.choice('samples', SAMPLES, isCi(host) ? 'none' : 'full');
}

export function readFailOn({ inputs }: Pick<Session, 'inputs'>): readonly FailOn[] {
  return inputs.choices('fail-on', FAIL_ON, ['failed', 'late']);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new ConfigurationError('CONCURRENCY', `"${text}" is not a whole number from 1 to 9999, or auto`);
}
