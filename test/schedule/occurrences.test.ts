import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wallTimeIn } from '../../src/base/calendar.ts';
import { openSchedule } from '../../src/schedule/occurrences.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';
import { cron, datesAfter, every, rrule } from './dates.ts';

const BERLIN = 'Europe/Berlin';

/** Schedule, where to begin, what comes: Berlin skips 02:00–03:00 on 2026-03-29 and has it twice on 2026-10-25. */
const GOLDEN: [what: string, schedule: Schedule, from: string, dates: string[]][] = [
  [
    'cron in a zone keeps its time on the wall',
    cron('0 6 * * 1-5', BERLIN),
    '2026-03-27T00:00Z',
    ['2026-03-27T05:00Z', '2026-03-30T04:00Z', '2026-03-31T04:00Z'],
  ],
  [
    'cron: a time that is skipped is the moment of the change',
    cron('30 2 * * *', BERLIN),
    '2026-03-28T00:00Z',
    ['2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-30T00:30Z'],
  ],
  [
    'cron: so is one of several fixed times',
    cron('30 2,14 * * *', BERLIN),
    '2026-03-28T20:00Z',
    ['2026-03-29T01:00Z', '2026-03-29T12:30Z'],
  ],
  [
    'cron: a time that comes twice is done once, the first time',
    cron('30 2 * * *', BERLIN),
    '2026-10-24T12:00Z',
    ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ],
  [
    'cron: every hour is every hour, in a gap and in an overlap',
    cron('0 * * * *', BERLIN),
    '2026-10-24T23:30Z',
    ['2026-10-25T00:00Z', '2026-10-25T01:00Z', '2026-10-25T02:00Z'],
  ],
  ['cron: a day that a month has not is left out', cron('0 6 31 * *'), '2026-01-31T06:00Z', ['2026-03-31T06:00Z']],
  [
    'cron: the last day of the month',
    cron('0 6 L * *'),
    '2028-01-31T06:00Z',
    ['2028-02-29T06:00Z', '2028-03-31T06:00Z'],
  ],
  [
    'cron: the last weekday of the month',
    cron('0 6 LW * *'),
    '2026-01-01T00:00Z',
    ['2026-01-30T06:00Z', '2026-02-27T06:00Z'],
  ],
  ['cron: the second Monday', cron('0 6 * * MON#2'), '2026-01-01T00:00Z', ['2026-01-12T06:00Z', '2026-02-09T06:00Z']],
  [
    'cron: midnight that is skipped (Beirut)',
    cron('0 0 * * *', 'Asia/Beirut'),
    '2026-03-27T23:00Z',
    ['2026-03-28T22:00Z', '2026-03-29T21:00Z'],
  ],
  [
    'every day follows the clock on the wall',
    every(24, BERLIN, '2026-01-01T06:00'),
    '2026-03-28T00:00Z',
    ['2026-03-28T05:00Z', '2026-03-29T04:00Z', '2026-03-30T04:00Z'],
  ],
  [
    'every day: a time that is skipped is the moment of the change',
    every(24, BERLIN, '2026-01-01T02:30'),
    '2026-03-28T12:00Z',
    ['2026-03-29T01:00Z', '2026-03-30T00:30Z'],
  ],
  [
    'every day: a time that comes twice is the first one',
    every(24, BERLIN, '2026-01-01T02:30'),
    '2026-10-24T12:00Z',
    ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ],
  [
    'every six hours is elapsed time, whatever the clock on the wall does',
    every(6, BERLIN, '2026-03-28T00:00'),
    '2026-03-28T17:00Z',
    ['2026-03-28T23:00Z', '2026-03-29T05:00Z', '2026-03-29T11:00Z'],
  ],
  [
    'every two weeks counts from the anchor',
    every(14 * 24, 'UTC', '2026-01-05T00:00'),
    '2026-01-06T00:00Z',
    ['2026-01-19T00:00Z', '2026-02-02T00:00Z'],
  ],
  ['nothing comes before the anchor', every(24, 'UTC', '2026-05-01T06:00'), '2026-01-01T00:00Z', ['2026-05-01T06:00Z']],
  [
    'the last weekday of each month',
    rrule('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=6', BERLIN),
    '2026-01-31T00:00Z',
    ['2026-02-27T05:00Z', '2026-03-31T04:00Z', '2026-04-30T04:00Z', '2026-05-29T04:00Z'],
  ],
  [
    'a rule: a time that is skipped does not occur, as RFC 5545 has it',
    rrule('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', BERLIN),
    '2026-03-28T00:00Z',
    ['2026-03-28T01:30Z', '2026-03-30T00:30Z'],
  ],
  [
    'a rule: a time that comes twice is the first one',
    rrule('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', BERLIN),
    '2026-10-24T12:00Z',
    ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ],
  [
    'a rule ends',
    rrule('FREQ=DAILY;COUNT=3', 'UTC', '2026-01-01T06:00'),
    '2026-01-02T00:00Z',
    ['2026-01-02T06:00Z', '2026-01-03T06:00Z'],
  ],
  [
    'a rule counts from its anchor',
    rrule('FREQ=WEEKLY;INTERVAL=2', 'UTC', '2026-01-05T06:00'),
    '2026-01-05T06:00Z',
    ['2026-01-19T06:00Z'],
  ],
  [
    'a rule may have its name before it, in any case',
    rrule('RRULE:freq=yearly;bymonth=2;bymonthday=29'),
    '2026-01-01T00:00Z',
    ['2028-02-29T00:00Z'],
  ],
];

for (const [what, schedule, from, dates] of GOLDEN) {
  test(what, () => assert.deepEqual(datesAfter(schedule, from, dates.length), dates));
}

test('after the last there is none, and before the first there was none', () => {
  const once = openSchedule(rrule('FREQ=DAILY;COUNT=1', 'UTC', '2026-01-01T06:00'));
  assert.equal(once.next(Date.parse('2026-01-01T06:00Z')), undefined);
  assert.equal(once.previous(Date.parse('2026-01-01T05:59Z')), undefined);
  assert.equal(openSchedule(every(24, 'UTC', '2026-05-01T06:00')).previous(Date.parse('2026-05-01T05:00Z')), undefined);
});

test('the previous one is the last of those that came, at any moment, the changes of the clocks among them', () => {
  const zones = [BERLIN, 'America/Havana', 'Australia/Lord_Howe', 'Asia/Beirut', 'UTC'];
  const schedules = zones.flatMap((zone) => [
    cron('30 2 * * *', zone),
    cron('*/20 * * * *', zone),
    every(24, zone, '2025-06-01T00:30'),
    every(7, zone, '2025-06-01T00:30'),
    rrule('FREQ=DAILY;BYHOUR=0,2;BYMINUTE=30', zone, '2025-06-01T00:00'),
  ]);
  const year = Date.parse('2026-01-01');
  fc.assert(
    fc.property(
      fc.constantFrom(...schedules),
      fc.integer({ min: 0, max: 366 * 24 * 60 }).map((minute) => year + minute * 60_000),
      (schedule, now) => {
        const occurrences = openSchedule(schedule);
        const previous = occurrences.previous(now);
        assert.ok(previous !== undefined && previous <= now);
        const next = occurrences.next(previous);
        assert.ok(next !== undefined && next > now, `${JSON.stringify(schedule)} ${new Date(now).toISOString()}`);
        assert.equal(occurrences.previous(previous), previous);
        assert.equal(occurrences.next(now), next);
      },
    ),
    { numRuns: 500 },
  );
});

test('the zone is what it is read in', () => {
  for (const zone of ['America/New_York', 'Asia/Kolkata']) {
    const at = openSchedule(cron('15 9 * * *', zone)).next(Date.parse('2026-07-01')) ?? 0;
    assert.equal(wallTimeIn(zone, at).slice(11), '09:15');
  }
});

test('what cannot be read is refused, with what is wrong', () => {
  const wrong: [Schedule, RegExp][] = [
    [cron('61 * * * *'), /"61 \* \* \* \*" is not five fields of cron: .*61; write "0 6 \* \* 1-5"/],
    [cron('* * * *'), /is not five fields/],
    [cron('0 0 6 * * *'), /is not five fields of cron: requires exactly 5 parts/],
    [cron('? 6 * * *'), /"\?" has no meaning here/],
    [rrule('FREQ=SOMETIMES'), /FREQ cannot be "SOMETIMES"/],
    [rrule('FREQ=SECONDLY'), /FREQ cannot be "SECONDLY"/],
    [rrule('BYDAY=MO'), /FREQ is missing/],
    [rrule('FREQ=DAILY;BYHOUR=6,25'), /BYHOUR cannot be "25"/],
    [rrule('FREQ=DAILY;BYEASTER=0'), /it has no part "BYEASTER"; its parts are FREQ, /],
    [rrule('FREQ=DAILY;UNTIL=20260101'), /UNTIL cannot be "20260101"/],
    [rrule('FREQ=DAILY;FREQ=WEEKLY'), /FREQ stands twice/],
    [rrule('FREQ=DAILY;COUNT=1;UNTIL=20260101T000000Z'), /COUNT and UNTIL/],
    [rrule('FREQ=MONTHLY;BYMONTHDAY=0'), /BYMONTHDAY cannot be "0"/],
  ];
  for (const [schedule, message] of wrong) {
    assert.throws(() => openSchedule(schedule), { name: 'ConfigurationError', message });
  }
  assert.throws(() => openSchedule(rrule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).next(0), /it never occurs/);
});
