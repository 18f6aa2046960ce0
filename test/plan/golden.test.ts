import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPartitions } from '../../src/pipeline/partitions.ts';
import type { PartitionSettings } from '../../src/pipeline/pipeline.ts';
import { decide } from '../../src/plan/decide.ts';

/** What a plan of a lake that holds nothing says: the last partition that may run, and each that still waits, with its day. */
function planned(text: string): string {
  const [by, start, lag, timezone, now] = text.split(/ +/) as [PartitionSettings['by'], string, string, string, string];
  const lagMs = Number.parseInt(lag, 10) * 86_400_000;
  const settings: PartitionSettings = { by, start, lagMs, graceMs: 0, recheck: 0, timezone };
  const at = Date.parse(now);
  const decisions = allPartitions(settings, at).map((partition) => decide({ partition }, settings, at));
  const ready = decisions.filter(({ action }) => action === 'run');
  const waits = decisions
    .filter(({ action }) => action === 'none')
    .map(({ partition, reason }) => `${partition} ${reason}`);
  return [`${ready.length} to run, last ${ready.at(-1)?.partition}`, ...waits].join('; ');
}

// by, start, lag, time zone, now → plan
const GOLDEN: Readonly<Record<string, string>> = {
  // The end of a month, to the millisecond.
  'month 2021-01 0d UTC 2021-01-31T23:59:59.999Z': '0 to run, last undefined; 2021-01 due from 2021-02-01',
  'month 2021-01 0d UTC 2021-02-01T00:00:00.000Z': '1 to run, last 2021-01; 2021-02 due from 2021-03-01',
  'month 2020-11 0d UTC 2021-01-01T00:00:00Z': '2 to run, last 2020-12; 2021-01 due from 2021-02-01',
  // February, with and without its 29th day, and in the years that the century rule touches.
  'month 2020-02 0d UTC 2020-02-29T12:00:00Z': '0 to run, last undefined; 2020-02 due from 2020-03-01',
  'day 2020-02-27 0d UTC 2020-03-01T12:00:00Z': '3 to run, last 2020-02-29; 2020-03-01 due from 2020-03-02',
  'day 2021-02-27 0d UTC 2021-03-01T12:00:00Z': '2 to run, last 2021-02-28; 2021-03-01 due from 2021-03-02',
  'day 2000-02-28 0d UTC 2000-03-01T12:00:00Z': '2 to run, last 2000-02-29; 2000-03-01 due from 2000-03-02',
  'day 2100-02-27 0d UTC 2100-03-01T12:00:00Z': '2 to run, last 2100-02-28; 2100-03-01 due from 2100-03-02',
  // A year of 366 days ends where one of 365 does.
  'year 2019 0d UTC 2020-12-31T23:59:59Z': '1 to run, last 2019; 2020 due from 2021-01-01',
  'year 2019 0d UTC 2021-01-01T00:00:00Z': '2 to run, last 2020; 2021 due from 2022-01-01',
  // The lag counts from the end of the partition.
  'month 2021-01 45d UTC 2021-03-17T23:59:59Z':
    '0 to run, last undefined; 2021-01 due from 2021-03-18; 2021-02 due from 2021-04-15; 2021-03 due from 2021-05-16',
  'month 2021-01 45d UTC 2021-03-18T00:00:00Z':
    '1 to run, last 2021-01; 2021-02 due from 2021-04-15; 2021-03 due from 2021-05-16',
  // Midnight is the zone's: five hours behind in winter, four in summer; ahead of UTC by thirteen and by five and three quarters.
  'month 2021-01 0d America/New_York 2021-02-01T04:59:59Z': '0 to run, last undefined; 2021-01 due from 2021-02-01',
  'month 2021-01 0d America/New_York 2021-02-01T05:00:00Z': '1 to run, last 2021-01; 2021-02 due from 2021-03-01',
  'month 2021-06 0d America/New_York 2021-07-01T03:59:59Z': '0 to run, last undefined; 2021-06 due from 2021-07-01',
  'month 2021-06 0d America/New_York 2021-07-01T04:00:00Z': '1 to run, last 2021-06; 2021-07 due from 2021-08-01',
  'month 2021-01 0d Pacific/Auckland 2021-01-31T10:59:59Z': '0 to run, last undefined; 2021-01 due from 2021-01-31',
  'month 2021-01 0d Pacific/Auckland 2021-01-31T11:00:00Z': '1 to run, last 2021-01; 2021-02 due from 2021-02-28',
  'day 2021-01-30 0d Asia/Kathmandu 2021-01-31T18:15:00Z': '2 to run, last 2021-01-31; 2021-02-01 due from 2021-02-01',
  // Days of 23 and 25 hours: clocks go forward on 14 March and back on 7 November in New York.
  'day 2021-03-13 0d America/New_York 2021-03-15T03:59:59Z':
    '1 to run, last 2021-03-13; 2021-03-14 due from 2021-03-15',
  'day 2021-03-13 0d America/New_York 2021-03-15T04:00:00Z':
    '2 to run, last 2021-03-14; 2021-03-15 due from 2021-03-16',
  'day 2021-11-06 0d America/New_York 2021-11-08T04:59:59Z':
    '1 to run, last 2021-11-06; 2021-11-07 due from 2021-11-08',
  'day 2021-11-06 0d America/New_York 2021-11-08T05:00:00Z':
    '2 to run, last 2021-11-07; 2021-11-08 due from 2021-11-09',
  // A day that a zone skipped whole: Samoa went from 29 to 31 December 2011. Its publisher has no file of the 30th.
  'day 2011-12-29 0d Pacific/Apia 2011-12-31T10:00:01Z': '3 to run, last 2011-12-31; 2012-01-01 due from 2012-01-01',
};

for (const [question, answer] of Object.entries(GOLDEN)) {
  test(`planned: ${question}`, () => assert.equal(planned(question), answer));
}
