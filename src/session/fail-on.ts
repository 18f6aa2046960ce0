/** Outcomes, and the reasons of failures; `failed` stands for all of these. */
export const FAIL_ON = [
  'failed',
  'late',
  'not_ready',
  'error',
  'timeout',
  'crash',
  'cancelled',
  'schema',
  'none',
] as const;
export type FailOn = (typeof FAIL_ON)[number];
