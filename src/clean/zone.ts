/**
 * Wall clock → instant in a named zone, by the time zone data of the runtime (Intl), never by the machine's own zone.
 *
 * Policy: a wall clock that never showed the time (2021-03-14 02:30:00 in New York) has no instant: the value is
 * rejected. One that showed it twice (2021-11-07 01:30:00) means the earlier of the two instants.
 */
export interface Zone {
  /** Seconds of the wall clock → seconds of UTC; undefined for a time that does not exist there. */
  instant(wallSeconds: number): number | undefined;
}

const DAY = 86_400;

export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });

  /** Seconds east of Greenwich at an instant; Intl says `GMT-05:00`, `GMT` or, before standard time, `GMT-04:56:02`. */
  const ask = (utcSeconds: number): number => {
    const shown = format.formatToParts(utcSeconds * 1000).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(shown);
    if (match === null) throw new Error(`unexpected offset "${shown}" of time zone ${name}`);
    const size = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
    return match[1] === '-' ? -size : size;
  };

  // Offset of each UTC day on which it does not change; NaN on days that hold a change.
  const days = new Map<number, number>();
  const offsetAt = (utcSeconds: number): number => {
    const day = Math.floor(utcSeconds / DAY);
    let offset = days.get(day);
    if (offset === undefined) {
      const first = ask(day * DAY);
      offset = first === ask(day * DAY + DAY - 1) ? first : Number.NaN;
      days.set(day, offset);
    }
    return Number.isNaN(offset) ? ask(utcSeconds) : offset;
  };

  return {
    instant(wallSeconds) {
      // Whatever the change, the offsets a day before and a day after are the only candidates.
      const before = offsetAt(wallSeconds - DAY);
      const after = offsetAt(wallSeconds + DAY);
      const early = wallSeconds - Math.max(before, after);
      if (offsetAt(early) === Math.max(before, after)) return early;
      const late = wallSeconds - Math.min(before, after);
      return offsetAt(late) === Math.min(before, after) ? late : undefined;
    },
  };
}
