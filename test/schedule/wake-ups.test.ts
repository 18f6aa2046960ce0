import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSchedule } from '../../src/schedule/occurrences.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';
import { wakeUps } from '../../src/schedule/wake-ups.ts';
import { cron, every, rrule } from './dates.ts';

const NOW = Date.parse('2026-11-28T12:00Z');

const CASES: [Schedule, lines: string[], shift: number][] = [
  [cron('0 6 * * 1-5'), ['7 6 * * *'], 7],
  [cron('0 6 * * 1-5', 'Europe/Berlin'), ['7 4,5 * * *'], 7],
  [cron('17 5 * * *'), ['17 5 * * *'], 0],
  [cron('53,0 5 * * *'), ['11 5 * * *', '4 6 * * *'].sort(), 11],
  [cron('55 23 * * *'), ['55 23 * * *'], 0],
  [cron('0 9-17 * * *'), ['7 9-17 * * *'], 7],
  [cron('0,55 23 * * *'), ['2 0 * * *', '7 23 * * *'], 7],
  [cron('*/5 * * * *'), ['2-59/5 * * * *'], 7],
  [every(6), ['7 0,6,12,18 * * *'], 7],
  [every(7), ['7 * * * *'], 7],
  [every(0.25), ['7,22,37,52 * * * *'], 7],
  [rrule('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=6', 'America/New_York'), ['7 10,11 * * *'], 7],
  [rrule('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1;BYHOUR=3'), ['7 3 * * *'], 7],
  [rrule('FREQ=DAILY;COUNT=2', 'UTC', '2020-01-01T06:00'), [], 0],
];

for (const [schedule, lines, shift] of CASES) {
  test(`${JSON.stringify(schedule)} wakes up at ${lines.join(' and ')}`, () => {
    assert.deepEqual(wakeUps(openSchedule(schedule), NOW), { lines, shift });
  });
}
