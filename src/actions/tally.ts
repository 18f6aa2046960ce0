import type { ResultEntry } from '../tasks/result.ts';

/** What the outputs of a run and of a report say, from its entries. */
export function tally(entries: readonly Pick<ResultEntry, 'partition' | 'outcome'>[]): Record<string, string> {
  const count = (outcome: ResultEntry['outcome']) => String(entries.filter((each) => each.outcome === outcome).length);
  return {
    done: count('done'),
    cached: count('cached'),
    'not-ready': count('not_ready'),
    failed: count('failed'),
    'failed-partitions': entries
      .filter((each) => each.outcome === 'failed')
      .map((each) => each.partition)
      .join(','),
  };
}

/** The worst that a step left its partitions in, for its output `state`. */
export function stepState(entries: readonly Pick<ResultEntry, 'outcome'>[]): string {
  const has = (outcome: ResultEntry['outcome']) => entries.some((entry) => entry.outcome === outcome);
  if (has('failed')) return 'failed';
  if (has('not_ready')) return 'not_ready';
  return has('skipped') ? 'held' : 'done';
}
