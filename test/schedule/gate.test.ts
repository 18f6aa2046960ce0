import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askGate } from '../../src/schedule/gate.ts';
import { openSchedule } from '../../src/schedule/occurrences.ts';
import { cron, every, rrule } from './dates.ts';

const at = (text: string) => Date.parse(text);
const weekly = openSchedule(cron('0 6 * * 1'));

test('an occurrence that has passed since the last plan opens the gate, and no other tick does', () => {
  const planned = at('2026-11-16T06:00Z');
  assert.deepEqual(askGate(weekly, planned, at('2026-11-23T05:59Z')), {
    kind: 'closed',
    occurrence: planned,
    next: at('2026-11-23T06:00Z'),
  });
  assert.deepEqual(askGate(weekly, planned, at('2026-11-23T06:00Z')), {
    kind: 'open',
    occurrence: at('2026-11-23T06:00Z'),
  });
});

test('a tick that comes late, or days later, finds the gate open: what was missed is made up for once', () => {
  const planned = at('2026-10-26T06:00Z');
  const gate = askGate(weekly, planned, at('2026-11-25T17:03Z'));
  assert.deepEqual(gate, { kind: 'open', occurrence: at('2026-11-23T06:00Z') });
  assert.equal(askGate(weekly, at('2026-11-23T06:00Z'), at('2026-11-25T18:03Z')).kind, 'closed');
});

test('nothing was ever planned: what has passed counts, what has not begun does not', () => {
  assert.equal(askGate(weekly, undefined, at('2026-11-25T00:00Z')).kind, 'open');
  const later = openSchedule(every(24, 'UTC', '2027-01-01T00:00'));
  assert.deepEqual(askGate(later, undefined, at('2026-11-25T00:00Z')), {
    kind: 'closed',
    next: at('2027-01-01T00:00Z'),
  });
});

test('a schedule that has ended stays closed after its last occurrence', () => {
  const ended = openSchedule(rrule('FREQ=DAILY;COUNT=2', 'UTC', '2026-01-01T06:00'));
  const last = at('2026-01-02T06:00Z');
  assert.deepEqual(askGate(ended, last, at('2026-03-01T00:00Z')), { kind: 'closed', occurrence: last });
});

test('of two ticks for two sides of a change of the clocks only one finds it open', () => {
  const berlin = openSchedule(cron('0 6 * * *', 'Europe/Berlin'));
  const opened: string[] = [];
  let planned: number | undefined = at('2026-10-23T04:00Z');
  for (const day of ['2026-10-24', '2026-10-25', '2026-10-26']) {
    for (const hour of ['04:07', '05:07']) {
      const gate = askGate(berlin, planned, at(`${day}T${hour}Z`));
      if (gate.kind === 'open') {
        planned = gate.occurrence;
        opened.push(`${day}T${hour}`);
      }
    }
  }
  assert.deepEqual(opened, ['2026-10-24T04:07', '2026-10-25T05:07', '2026-10-26T05:07']);
});
