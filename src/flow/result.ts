import type { LoadOutcome } from '../base/ports/warehouse.ts';
import type { Conversion } from '../convert/conversion.ts';

export const FAILURE_REASONS = ['error', 'timeout', 'crash', 'cancelled', 'schema'] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** Why a partition failed, as the ledger and a person are told. */
export interface Failure {
  reason: FailureReason;
  task: string;
  code: string;
  message: string;
  exitCode: 1 | 2 | 3;
  /** The source has no such file, as far as it says. */
  absent: boolean;
  /** What was thrown, where it is no failure that anybody expected. */
  bug?: unknown;
}

/** What became of one partition in this run. */
export interface PartitionResult {
  partition: string;
  outcome: 'done' | 'cached' | 'not_ready' | 'failed';
  /** Why it ran, from the plan. */
  because: string;
  /** One line each: what was fetched, converted, published, loaded, and why the cache hit or missed. */
  notes: string[];
  milliseconds: number;
  conversion?: Conversion;
  load?: LoadOutcome;
  failure?: Failure;
}
