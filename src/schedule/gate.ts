import type { Occurrences } from './schedule.ts';

/** Whether a tick of the clock may plan. Moments in milliseconds since the epoch. */
export type Gate =
  /** `occurrence` has passed and was not planned; however many were missed before it, one plan does the work of all. */
  | { kind: 'open'; occurrence: number }
  /** `occurrence`: the newest, planned already; absent: the schedule has not begun. `next` is absent where it has ended. */
  | { kind: 'closed'; occurrence?: number; next?: number };

/**
 * Pure. `planned` is the newest occurrence that a plan was finished for; absent: none ever was. A clock that ran late, or
 * not at all, opens the gate whenever it comes.
 */
export function askGate(occurrences: Occurrences, planned: number | undefined, now: number): Gate {
  const occurrence = occurrences.previous(now);
  if (occurrence !== undefined && (planned === undefined || occurrence > planned)) return { kind: 'open', occurrence };
  const next = occurrences.next(now);
  return {
    kind: 'closed',
    ...(occurrence === undefined ? {} : { occurrence }),
    ...(next === undefined ? {} : { next }),
  };
}
