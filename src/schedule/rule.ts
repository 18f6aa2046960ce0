import { RRuleTemporal } from 'rrule-temporal';
import { ConfigurationError } from '../base/errors.ts';
import type { Occurrences, Schedule } from './schedule.ts';

/** Parts of a rule (RFC 5545, 3.3.10) and what each value of their list may be; the library passes over what it does not know. */
const PARTS: Readonly<Record<string, (value: string) => boolean>> = {
  FREQ: (value) => /^(?:MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(value),
  INTERVAL: within(1, 10_000),
  COUNT: within(1, 1_000_000),
  // In a zone it has to be an instant.
  UNTIL: (value) => /^\d{8}T\d{6}Z$/.test(value),
  BYMINUTE: within(0, 59),
  BYHOUR: within(0, 23),
  BYDAY: (value) => /^(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)$/.test(value),
  BYMONTHDAY: within(1, 31, 'signed'),
  BYYEARDAY: within(1, 366, 'signed'),
  BYWEEKNO: within(1, 53, 'signed'),
  BYMONTH: within(1, 12),
  BYSETPOS: within(1, 366, 'signed'),
  WKST: (value) => /^(?:MO|TU|WE|TH|FR|SA|SU)$/.test(value),
};

function within(least: number, most: number, signed?: 'signed'): (value: string) => boolean {
  const form = signed === undefined ? /^\d{1,7}$/ : /^[+-]?\d{1,3}$/;
  return (value) => form.test(value) && Math.abs(Number(value)) >= least && Math.abs(Number(value)) <= most;
}

/**
 * A recurrence rule in a zone. A time that the clocks skip does not occur, as RFC 5545 has it; one that comes twice is the
 * first. Throws ConfigurationError RRULE.
 */
export function ruleOccurrences({ rrule, anchor, timezone }: Extract<Schedule, { kind: 'rrule' }>): Occurrences {
  const text = rrule.replace(/^RRULE:/i, '').toUpperCase();
  checkParts(rrule, text);
  const start = `${anchor.replace(/[-:]/g, '')}00`;
  const rule = guarded(
    rrule,
    () => new RRuleTemporal({ rruleString: `DTSTART;TZID=${timezone}:${start}\nRRULE:${text}`, strict: true }),
  );
  return {
    previous: (now) => guarded(rrule, () => rule.previous(new Date(now), true)?.epochMilliseconds),
    next: (after) => guarded(rrule, () => rule.next(new Date(after))?.epochMilliseconds),
  };
}

function checkParts(rrule: string, text: string): void {
  const seen = new Set<string>();
  for (const part of text.split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    const check = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (check === undefined)
      throw refusal(rrule, `it has no part "${name}"; its parts are ${Object.keys(PARTS).join(', ')}`);
    if (seen.has(name)) throw refusal(rrule, `${name} stands twice`);
    seen.add(name);
    const wrong = value.split(',').find((each) => !check(each));
    if (wrong !== undefined) throw refusal(rrule, `${name} cannot be "${wrong}"`);
  }
  if (!seen.has('FREQ')) throw refusal(rrule, 'FREQ is missing');
}

/** What the library finds wrong, a rule that never occurs among it. */
function guarded<T>(rrule: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { message } = error as Error;
    throw refusal(rrule, /^Maximum/.test(message) ? 'it never occurs' : message);
  }
}

function refusal(rrule: string, why: string): ConfigurationError {
  return new ConfigurationError(
    'RRULE',
    `"${rrule}" is not a recurrence rule: ${why}; write "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"`,
    { rrule },
  );
}
