import { cronOccurrences } from './cron.ts';
import { intervalOccurrences } from './interval.ts';
import { ruleOccurrences } from './rule.ts';
import type { Occurrences, Schedule } from './schedule.ts';

/** Throws ConfigurationError CRON or RRULE for a text that cannot be read. */
export function openSchedule(schedule: Schedule): Occurrences {
  switch (schedule.kind) {
    case 'cron':
      return cronOccurrences(schedule.cron, schedule.timezone);
    case 'every':
      return intervalOccurrences(schedule);
    case 'rrule':
      return ruleOccurrences(schedule);
  }
}
