import { Cron } from 'croner';
import { ConfigurationError } from '../base/errors.ts';
import type { Occurrences } from './schedule.ts';

const SECOND = 1000;

/**
 * Five fields in a zone. As in Vixie's cron, a job at fixed times that the clocks skip is done right after the change, and one
 * that would come twice is done once; fields with `*` follow the clock as it runs. Throws ConfigurationError CRON.
 */
export function cronOccurrences(cron: string, timezone: string): Occurrences {
  // Filled in with the moment of reading, so that no two runs would agree.
  if (cron.includes('?')) throw refusal(cron, '"?" has no meaning here');
  let job: Cron;
  try {
    job = new Cron(cron, { timezone, paused: true, mode: '5-part', fixedTimeRule: 'no-wildcard' });
  } catch (error) {
    throw refusal(cron, String((error as Error).message).replace(/^CronPattern: (?:mode '5-part' )?/, ''));
  }
  return {
    // The library's "previous" is before its reference, and it counts whole seconds.
    previous: (now) => job.previousRuns(1, new Date(Math.floor(now / SECOND) * SECOND + SECOND))[0]?.getTime(),
    next: (after) => job.nextRun(new Date(after))?.getTime(),
  };
}

function refusal(cron: string, why: string): ConfigurationError {
  return new ConfigurationError('CRON', `"${cron}" is not five fields of cron: ${why}; write "0 6 * * 1-5"`, { cron });
}
