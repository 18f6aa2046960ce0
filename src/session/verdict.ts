import { exitCodeFor } from '../base/exit-code.ts';
import { lateAt } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Failure, Outcome } from '../tasks/result.ts';
import type { FailOn } from './fail-on.ts';

/** All failures of one kind give that kind's code; a mixture is 1. Only what `fail-on` names counts. */
export function exitCode(
  results: readonly { partition: string; outcome: Outcome; failure?: Omit<Failure, 'bug'> }[],
  pipeline: Pipeline,
  failOn: readonly FailOn[],
  now: number,
): number {
  const codes = new Set<number>();
  for (const { partition, outcome, failure } of results) {
    if (failure !== undefined && failOn.some((each) => each === 'failed' || each === failure.reason)) {
      codes.add(failure.exitCode);
    }
    if (outcome !== 'not_ready') continue;
    const isLate = now >= lateAt(pipeline.partitions, partition);
    if (failOn.includes('not_ready') || (failOn.includes('late') && isLate)) codes.add(1);
  }
  return exitCodeFor(codes);
}
