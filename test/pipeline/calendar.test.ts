import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, dateIn, isDate, isTimeZone, startOfDay } from '../../src/base/calendar.ts';

test('days that exist, and days that do not', () => {
  for (const right of ['2021-01-31', '2020-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])
    assert.ok(isDate(right), right);
  for (const wrong of [
    '2021-02-29',
    '1900-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-04-31',
    '0999-01-01',
    '2021-1-1',
    '',
    '2021-01-01T00:00',
  ]) {
    assert.ok(!isDate(wrong), wrong);
  }
});

test('counting days and months across ends and leap years', () => {
  assert.equal(addDays('2020-02-28', 1), '2020-02-29');
  assert.equal(addDays('2021-02-28', 1), '2021-03-01');
  assert.equal(addDays('2021-12-31', 1), '2022-01-01');
  assert.equal(addDays('2021-03-01', -1), '2021-02-28');
  assert.equal(addMonths('2021-01-31', 1), '2021-02-01');
  assert.equal(addMonths('2021-12-15', 1), '2022-01-01');
  assert.equal(addMonths('2021-05-01', 12), '2022-05-01');
});

test('names of zones', () => {
  for (const right of ['UTC', 'America/New_York', 'Asia/Kathmandu']) assert.ok(isTimeZone(right), right);
  for (const wrong of ['', '+05:30', 'America/NewYork', 'Mars/Olympus']) assert.ok(!isTimeZone(wrong), wrong);
});

/** Zone, day, the instant at which it begins. Each was worked out from the zone's published rules, not with this code. */
const BEGINNINGS: [zone: string, date: string, instant: string][] = [
  ['UTC', '2021-02-01', '2021-02-01T00:00:00Z'],
  ['America/New_York', '2021-02-01', '2021-02-01T05:00:00Z'],
  ['America/New_York', '2021-07-01', '2021-07-01T04:00:00Z'],
  // The clock changes during the day before, and during the day itself.
  ['America/New_York', '2021-03-14', '2021-03-14T05:00:00Z'],
  ['America/New_York', '2021-03-15', '2021-03-15T04:00:00Z'],
  ['America/New_York', '2021-11-07', '2021-11-07T04:00:00Z'],
  ['America/New_York', '2021-11-08', '2021-11-08T05:00:00Z'],
  ['Europe/Vienna', '2023-04-01', '2023-03-31T22:00:00Z'],
  ['Asia/Kathmandu', '2021-01-01', '2020-12-31T18:15:00Z'],
  ['Pacific/Kiritimati', '2021-01-01', '2020-12-31T10:00:00Z'],
  ['Pacific/Pago_Pago', '2021-01-01', '2021-01-01T11:00:00Z'],
  ['Australia/Lord_Howe', '2021-10-03', '2021-10-02T13:30:00Z'],
  // Midnight does not exist: the clock goes from 23:59:59 to 01:00.
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z'],
  ['Asia/Beirut', '2021-03-28', '2021-03-27T22:00:00Z'],
  // A whole day does not exist.
  ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z'],
  // Midnight comes twice: at 01:00 the clock goes back to 00:00.
  ['America/Havana', '2021-11-07', '2021-11-07T04:00:00Z'],
];

test('the beginning of a day in its zone', () => {
  for (const [zone, date, instant] of BEGINNINGS) {
    assert.equal(new Date(startOfDay(zone, date)).toISOString(), instant.replace('Z', '.000Z'), `${zone} ${date}`);
  }
});

test('a day begins exactly once: the millisecond before is another date', () => {
  for (const zone of ['America/New_York', 'Europe/Vienna', 'America/Sao_Paulo', 'Asia/Beirut', 'Australia/Lord_Howe']) {
    for (let date = '2018-01-01'; date < '2019-01-01'; date = addDays(date, 1)) {
      const start = startOfDay(zone, date);
      assert.equal(dateIn(zone, start), date, zone);
      assert.equal(dateIn(zone, start - 1), addDays(date, -1), zone);
    }
  }
});
