import type { Clock } from '../base/ports/clock.ts';
import type { Progress } from '../base/ports/log.ts';

/** How far a phase has come since it began. */
export interface Pace {
  /** Milliseconds. */
  since: number;
  /** Bytes or rows. */
  moved: number;
  /** It begins here: it is new, or it fell back because it began again. */
  begins: boolean;
}

/** Keeps for each subject when its phase began and where. A phase that falls back (a download begun anew) begins again. */
export function createPaces(clock: Clock): { see(progress: Progress): Pace; forget(subject: string): void } {
  const known = new Map<string, { phase: string; first: number; from: number; done: number }>();
  return {
    see({ subject, phase, done }) {
      const now = clock.now();
      const seen = known.get(subject);
      if (seen === undefined || seen.phase !== phase || done < seen.done) {
        known.set(subject, { phase, first: now, from: done, done });
        return { since: 0, moved: 0, begins: true };
      }
      seen.done = done;
      return { since: now - seen.first, moved: done - seen.from, begins: false };
    },
    forget(subject) {
      known.delete(subject);
    },
  };
}
