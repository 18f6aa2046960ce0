import { addDays, dateIn, instantAt } from '../base/calendar.ts';
import type { Occurrences, Schedule } from './schedule.ts';

const DAY = 86_400_000;

/**
 * Every so often since the anchor. Whole days follow the clock on the wall, so that "every day at six" stays at six when the
 * clocks change; anything else is elapsed time.
 */
export function intervalOccurrences({ everyMs, anchor, timezone }: Extract<Schedule, { kind: 'every' }>): Occurrences {
  const at = everyMs % DAY === 0 ? wallClock(anchor, everyMs / DAY, timezone) : elapsed(anchor, everyMs, timezone);
  /** The newest count whose moment is not after `now`; below 0: not begun. */
  const countAt = (now: number): number => {
    let count = at.guess(now);
    while (at.moment(count) > now) count--;
    return count;
  };
  return {
    previous(now) {
      const count = countAt(now);
      return count < 0 ? undefined : at.moment(count);
    },
    next: (after) => at.moment(Math.max(0, countAt(after) + 1)),
  };
}

interface Counted {
  moment(count: number): number;
  /** A count near `now`, not below the right one. */
  guess(now: number): number;
}

function elapsed(anchor: string, everyMs: number, timezone: string): Counted {
  const first = instantAt(timezone, anchor);
  return { moment: (count) => first + count * everyMs, guess: (now) => Math.floor((now - first) / everyMs) };
}

function wallClock(anchor: string, days: number, timezone: string): Counted {
  const [date = '', time = ''] = anchor.split('T');
  return {
    moment: (count) => instantAt(timezone, `${addDays(date, count * days)}T${time}`),
    guess: (now) => Math.floor((Date.parse(dateIn(timezone, now)) - Date.parse(date)) / DAY / days),
  };
}
