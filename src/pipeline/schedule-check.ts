import { isDate } from '../base/calendar.ts';
import { parseDuration } from '../base/duration.ts';
import { ConfigurationError } from '../base/errors.ts';
import { openSchedule } from '../schedule/occurrences.ts';
import type { PipelineDocument } from './document.ts';
import type { Problem } from './problems.ts';
import { scheduleOf } from './resolve.ts';
import type { PipelineFile } from './schema.ts';

const KINDS = ['cron', 'every', 'rrule'] as const;

/** GitHub starts no workflow more often. https://docs.github.com/actions/reference/events-that-trigger-workflows#schedule */
const SHORTEST = 5 * 60_000;

/** Whether a `schedule:`, right in its parts, can be read as a whole and ever occurs. */
export function checkSchedule(
  document: PipelineDocument,
  schedule: NonNullable<PipelineFile['schedule']>,
  zone: string | undefined,
): Problem[] {
  const tell = (key: string, message: string, hint: string) => [
    document.problem(['schedule', key], `schedule${key === '' ? '' : `.${key}`}${message}`, { hint }),
  ];
  const given = KINDS.filter((kind) => schedule[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    const what = kind === undefined ? ' says neither cron nor every nor rrule' : `: ${given.join(' and ')} at once`;
    return [document.problem(['schedule'], `schedule${what}`, { hint: 'write one of them', at: 'key' })];
  }
  const { anchor } = schedule;
  if (kind === 'cron' && anchor !== undefined) return tell('anchor', ' has no meaning with cron', 'remove it');
  if (anchor !== undefined && !isWallTime(anchor)) {
    return tell('anchor', `: there is no ${anchor}`, 'write a time that a clock can show, like 2021-01-01T06:00');
  }
  if (kind === 'every' && parseDuration(schedule.every ?? '') < SHORTEST) {
    return tell('every', `: ${schedule.every} is too short`, 'GitHub starts no workflow more often than every 5m');
  }
  try {
    const resolved = scheduleOf(schedule, zone);
    // From before the age of computers: a rule that has ended is right, one that never began is not.
    if (openSchedule(resolved).next(0) !== undefined) return [];
    return tell(kind, ` never occurs: "${schedule[kind]}"`, 'look at its days and months');
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const [what = '', hint = ''] = error.message.split('; write ');
    return tell(kind, `: ${what}`, `write ${hint}`);
  }
}

function isWallTime(text: string): boolean {
  const [date = '', time = '00:00'] = text.split('T');
  return isDate(date) && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time);
}
