import { nextPartition } from '../pipeline/partitions.ts';

/** One job of the matrix: some partitions, one after the other or side by side in one process. */
export interface Leg {
  /** The job's name, unique in its matrix: `2021-01`, `2021-01..2021-03`, or `2021-01 and 4 more`. */
  name: string;
  /** The same partitions as an explicit selection, which no limit cuts: `2021-01..2021-03,2021-07`. */
  partitions: string;
}

/** GitHub refuses a larger matrix. https://docs.github.com/actions/reference/limits */
export const MOST_JOBS = 256;

/**
 * Deals partitions, in order, to at most `most` legs whose sizes differ by one at the most: minutes are billed rounded
 * up for each job, so fewer legs with several partitions each cost less than one leg a partition.
 */
export function dealLegs(partitions: readonly string[], most: number): Leg[] {
  const count = Math.min(most, partitions.length);
  const legs: Leg[] = [];
  for (let leg = 0, from = 0; leg < count; leg++) {
    const to = from + Math.ceil((partitions.length - from) / (count - leg));
    legs.push(describe(partitions.slice(from, to)));
    from = to;
  }
  return legs;
}

function describe(partitions: readonly string[]): Leg {
  const ranges = rangesOf(partitions);
  const [first = ''] = partitions;
  const name = ranges.length === 1 ? (ranges[0] as string) : `${first} and ${partitions.length - 1} more`;
  return { name, partitions: ranges.join(',') };
}

/** `2021-01, 2021-02, 2021-04` → `2021-01..2021-02`, `2021-04`: a job's inputs stay short however many days it has. */
export function rangesOf(partitions: readonly string[]): string[] {
  const ranges: [first: string, last: string][] = [];
  for (const partition of partitions) {
    const open = ranges.at(-1);
    if (open !== undefined && nextPartition(open[1]) === partition) open[1] = partition;
    else ranges.push([partition, partition]);
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}..${last}`));
}
