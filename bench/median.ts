import type { ResultRow, Sample } from './result.ts';

/** The middle value; of an even number of values the mean of the two in the middle. Undefined where there is none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** The median of one measure over all rounds. Undefined where a round lacks it, or where there was none. */
export function medianOf(row: ResultRow | undefined, measure: keyof Sample): number | undefined {
  const values = (row?.samples ?? []).map((sample) => sample[measure]);
  return values.includes(undefined) ? undefined : median(values as number[]);
}
