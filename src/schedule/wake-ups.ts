import type { Occurrences } from './schedule.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const MINUTE_MS = 60_000;
const DAY_MS = DAY * MINUTE_MS;

/** GitHub starts nothing more often than this many minutes. */
const CLOSEST = 5;
/** Prime, so that common steps do not meet 0 again. */
const SHIFTS = [0, 7, 11, 13, 17];
/** So many moments of each month show every time of day, and both sides of each change of the clocks. */
const LOOKED_AT = 400;
const MONTHS = 13;

export interface WakeUps {
  /** Lines of cron in UTC. */
  lines: string[];
  /** Minutes that they come after the schedule's own. */
  shift: number;
}

/**
 * When a workflow has to wake up so that the gate finds each occurrence soon: every day at the times of day, in UTC, that
 * occurrences of a year have. A zone with daylight saving has two for each. Every day, because GitHub drops ticks: what a
 * dropped one missed is planned a day later, and a tick that finds the gate closed does nothing.
 * Not at minute 0, when GitHub is busiest.
 */
export function wakeUps(occurrences: Occurrences, now: number): WakeUps {
  const times = timesOfDay(occurrences, now);
  const shift = SHIFTS.find((minutes) => times.every((time) => (time + minutes) % HOUR !== 0)) ?? 7;
  const minutesOf = new Map<number, Set<number>>();
  for (const time of times) {
    const at = (time + shift) % DAY;
    const hour = Math.floor(at / HOUR);
    minutesOf.set(hour, (minutesOf.get(hour) ?? new Set()).add(at % HOUR));
  }
  const hoursOf = new Map<string, number[]>();
  for (const [hour, minutes] of [...minutesOf].sort(([a], [b]) => a - b)) {
    const field = minuteField([...minutes].sort((a, b) => a - b));
    hoursOf.set(field, [...(hoursOf.get(field) ?? []), hour]);
  }
  return { lines: [...hoursOf].map(([minutes, hours]) => `${minutes} ${hourField(hours)} * * *`), shift };
}

/** Minutes of the day, UTC. */
function timesOfDay(occurrences: Occurrences, now: number): number[] {
  const times = new Set<number>();
  for (let month = 0; month < MONTHS; month++) {
    const from = now + month * 31 * DAY_MS;
    let at = occurrences.next(from);
    for (let count = 0; count < LOOKED_AT && at !== undefined && at - from < 31 * DAY_MS; count++) {
      times.add(Math.floor(at / MINUTE_MS) % DAY);
      at = occurrences.next(at);
    }
  }
  return [...times].sort((a, b) => a - b);
}

function minuteField(minutes: readonly number[]): string {
  const isTooClose = minutes.some((minute, at) => at > 0 && minute - (minutes[at - 1] as number) < CLOSEST);
  return isTooClose || minutes.length >= HOUR / CLOSEST ? `2-59/${CLOSEST}` : minutes.join(',');
}

/** `4,5,6` is `4-6`, and all of them are `*`. */
function hourField(hours: readonly number[]): string {
  if (hours.length === 24) return '*';
  const ranges: [first: number, last: number][] = [];
  for (const hour of hours) {
    const open = ranges.at(-1);
    if (open?.[1] === hour - 1) open[1] = hour;
    else ranges.push([hour, hour]);
  }
  return ranges
    .map(([first, last]) => (last - first < 2 ? [...new Set([first, last])].join(',') : `${first}-${last}`))
    .join(',');
}
