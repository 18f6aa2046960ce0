import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDatetime } from '../../src/clean/datetime.ts';
import { createFixedDatetime } from '../../src/clean/fixed-datetime.ts';
import { createValueJudge } from '../../src/clean/value-judge.ts';
import { createZone } from '../../src/clean/zone.ts';
import { column, outcomes, pipelineOf } from './fixtures.ts';

test('V9: dates from 0001-01-01 to 9999-12-31, and no roll-over', () => {
  assert.deepEqual(
    outcomes(column('d', 'date'), [
      '0001-01-01',
      '9999-12-31',
      '1899-12-31',
      '2020-02-29',
      '2000-02-29',
      '1970-01-01',
      '1969-12-31',
    ]),
    ['0001-01-01', '9999-12-31', '1899-12-31', '2020-02-29', '2000-02-29', '1970-01-01', '1969-12-31'],
  );
  for (const text of [
    '2021-02-30',
    '2021-02-29',
    '1900-02-29',
    '2021-13-01',
    '2021-00-01',
    '2021-01-00',
    '2021-04-31',
    '0000-12-31',
    '10000-01-01',
    '-0001-01-01',
    '2021-1-1',
    '20210101',
    '2021-01-01 00:00:00',
    '01/02/2021',
    '2021/01/01',
    ' 2021-01-01',
  ]) {
    assert.deepEqual(outcomes(column('d', 'date'), [text]), ['!type'], text);
  }
});

test('V9: date-times: no 24:00:00, no :60, the same range', () => {
  const at = column('t', 'datetime');
  assert.deepEqual(
    outcomes(at, [
      '2021-01-01 00:30:10',
      '2021-01-01T00:30:10',
      '0001-01-01 00:00:00',
      '9999-12-31 23:59:59',
      '1899-06-30 12:00:00',
      '2021-01-01 00:30',
    ]),
    [
      '2021-01-01 00:30:10',
      '2021-01-01 00:30:10',
      '0001-01-01 00:00:00',
      '9999-12-31 23:59:59',
      '1899-06-30 12:00:00',
      '2021-01-01 00:30:00',
    ],
  );
  for (const text of [
    '2021-01-01 24:00:00',
    '2021-01-01 23:59:60',
    '2021-01-01 23:60:00',
    '2021-02-30 00:00:00',
    '2021-13-01 00:00:00',
    '10000-01-01 00:00:00',
    '0000-12-31 00:00:00',
    '2021-01-01',
    '2021-01-01 00:30:10Z',
    '2021-01-01 00:30:10+00:00',
    '2021-01-01  0:30:10',
    '2021-01-01 0:30:10',
    '2021-01-01_00:30:10',
    '2021-01-01 00:30:1x',
    '2021:01-01 00:30:10',
  ]) {
    assert.deepEqual(outcomes(at, [text]), ['!type'], text);
  }
});

test('V10: a datetime is a wall clock: times that New York skipped or repeated stay what they are', () => {
  assert.deepEqual(outcomes(column('t', 'datetime'), ['2021-03-14 02:30:00', '2021-11-07 01:30:00']), [
    '2021-03-14 02:30:00',
    '2021-11-07 01:30:00',
  ]);
});

test('V10: a timestamp with a zone: skipped times are rejected, repeated ones are the earlier instant', () => {
  const zoned = column('t', 'timestamp', { zone: 'America/New_York' });
  assert.deepEqual(
    outcomes(zoned, [
      '2021-01-15 12:00:00',
      '2021-07-15 12:00:00',
      '2021-03-14 01:59:59',
      '2021-03-14 02:00:00',
      '2021-03-14 02:30:00',
      '2021-03-14 02:59:59',
      '2021-03-14 03:00:00',
      '2021-11-07 00:59:59',
      '2021-11-07 01:00:00',
      '2021-11-07 01:30:00',
      '2021-11-07 01:59:59',
      '2021-11-07 02:00:00',
      '2021-11-07 01:30:00-05:00',
    ]),
    [
      '2021-01-15T17:00:00Z',
      '2021-07-15T16:00:00Z',
      '2021-03-14T06:59:59Z',
      '!type',
      '!type',
      '!type',
      '2021-03-14T07:00:00Z',
      '2021-11-07T04:59:59Z',
      '2021-11-07T05:00:00Z',
      '2021-11-07T05:30:00Z',
      '2021-11-07T05:59:59Z',
      '2021-11-07T07:00:00Z',
      '2021-11-07T06:30:00Z',
    ],
  );
});

test('zones with odd offsets, other hemispheres, and a day that never was', () => {
  const instant = (zone: string, text: string) => {
    const seconds = createZone(zone).instant((parseDatetime(text, 'ms') as number) / 1000);
    return seconds === undefined ? undefined : new Date(seconds * 1000).toISOString().slice(0, 19);
  };
  assert.equal(instant('Asia/Kathmandu', '2021-01-01 00:00:00'), '2020-12-31T18:15:00');
  assert.equal(instant('Australia/Lord_Howe', '2021-01-01 12:00:00'), '2021-01-01T01:00:00');
  assert.equal(instant('Pacific/Apia', '2011-12-29 12:00:00'), '2011-12-29T22:00:00');
  assert.equal(instant('Pacific/Apia', '2011-12-30 12:00:00'), undefined);
  assert.equal(instant('Pacific/Apia', '2011-12-31 12:00:00'), '2011-12-30T22:00:00');
  assert.equal(instant('America/New_York', '1883-01-01 00:00:00'), '1883-01-01T04:56:02');
  assert.equal(instant('UTC', '0001-01-01 00:00:00'), '0001-01-01T00:00:00');
});

test('V12: timestamps with Z, offsets and fractions', () => {
  const at = column('t', 'timestamp');
  assert.deepEqual(
    outcomes(at, [
      '2021-01-01T00:30:10Z',
      '2021-01-01 00:30:10 UTC',
      '2021-01-01T00:30:10+05:30',
      '2021-01-01T00:30:10-0500',
      '2021-01-01 00:30:10+00',
      '2021-01-01T00:30:10.123Z',
      '2021-01-01T00:30:10.123000000Z',
      '2021-01-01T00:30Z',
    ]),
    [
      '2021-01-01T00:30:10Z',
      '2021-01-01T00:30:10Z',
      '2020-12-31T19:00:10Z',
      '2021-01-01T05:30:10Z',
      '2021-01-01T00:30:10Z',
      '2021-01-01T00:30:10.123Z',
      '2021-01-01T00:30:10.123Z',
      '2021-01-01T00:30:00Z',
    ],
  );
  for (const text of [
    '2021-01-01T00:30:10',
    '2021-01-01T00:30:10+15:00',
    '2021-01-01T00:30:10+05:60',
    '2021-01-01T00:30:10.1234Z',
    '2021-01-01T00:30:10.123000001Z',
    '2021-01-01T00:30:10 EST',
    '2021-01-01',
    '2021-01-01Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
  ]) {
    assert.deepEqual(outcomes(at, [text]), ['!type'], text);
  }
});

test('V12: `unit: us` keeps six digits, exactly and over the whole range', () => {
  for (const [type, tail] of [
    ['datetime', ''],
    ['timestamp', 'Z'],
  ] as const) {
    assert.deepEqual(
      outcomes(column('t', type, { unit: 'us' }), [
        `2021-01-01T00:30:10.123456${tail}`,
        `0001-01-01T00:00:00.000001${tail}`,
        `9999-12-31T23:59:59.999999${tail}`,
        `9999-12-31T23:59:59${tail}`,
        `2021-01-01T00:30:10.1234567${tail}`,
        `2021-01-01T00:30:10.123456000${tail}`,
      ]).map((text) => text.replace(' ', 'T').replace('Z', '')),
      [
        '2021-01-01T00:30:10.123456',
        '0001-01-01T00:00:00.000001',
        '9999-12-31T23:59:59.999999',
        '9999-12-31T23:59:59',
        '!type',
        '2021-01-01T00:30:10.123456',
      ],
    );
  }
});

test('V11: a spreadsheet date is never guessed, only read by a format', () => {
  assert.deepEqual(outcomes(column('t', 'datetime'), ['01/02/2021 0:30']), ['!type']);
  assert.deepEqual(
    outcomes(column('t', 'datetime', { format: 'DD/MM/YYYY HH:mm' }), [
      '01/02/2021 0:30',
      '13/02/2021 23:59',
      '1/2/2021 00:00',
      '02/13/2021 0:30',
      '2021-02-01 00:30:00',
    ]),
    ['2021-02-01 00:30:00', '2021-02-13 23:59:00', '2021-02-01 00:00:00', '!type', '!type'],
  );
});

test('format: every part, literals, and what it leaves out', () => {
  assert.deepEqual(
    outcomes(column('t', 'datetime', { format: 'YYYYMMDDTHHmmss.SSS' }), [
      '20210131T235959.250',
      '2021131T235959.250',
      '20210131T245959.250',
    ]),
    ['2021-01-31 23:59:59.250', '!type', '!type'],
  );
  assert.deepEqual(
    outcomes(column('t', 'datetime', { format: 'DD.MM.YYYY HH:mm:ss.SSSSSS', unit: 'us' }), [
      '31.01.2021 1:02:03.000004',
    ]),
    ['2021-01-31 01:02:03.000004'],
  );
  assert.deepEqual(
    outcomes(column('d', 'date', { format: 'MM/DD/YYYY' }), ['02/13/2021', '2/3/2021', '13/02/2021', '02-13-2021']),
    ['2021-02-13', '2021-02-03', '!type', '!type'],
  );
  assert.deepEqual(
    outcomes(column('t', 'timestamp', { format: 'DD.MM.YYYY HH:mm', zone: 'Europe/Berlin' }), [
      '01.07.2021 12:00',
      '28.03.2021 02:30',
      '31.10.2021 02:30',
    ]),
    ['2021-07-01T10:00:00Z', '!type', '2021-10-31T00:30:00Z'],
  );
});

test('a format or zone that cannot be used is the pipeline’s fault, with its line', () => {
  const judge = (rule: ReturnType<typeof column>) => () =>
    createValueJudge({
      field: { name: rule.name, type: rule.type, required: false },
      rule,
      pipeline: pipelineOf([rule]),
    });
  assert.throws(judge(column('t', 'datetime', { format: 'DD/MM/YY' })), {
    code: 'COLUMN_RULE',
    message: /^pipeline\.yml:7: column t: format "DD\/MM\/YY".*"YY" is not one of/,
  });
  assert.throws(judge(column('t', 'datetime', { format: 'HH:mm' })), /does not say where the year stands/);
  assert.throws(judge(column('t', 'datetime', { format: 'DD/MM/YYYY DD' })), /names the day twice/);
  assert.throws(judge(column('t', 'date', { format: 'DD/MM/YYYY HH' })), /use type: datetime/);
  assert.throws(judge(column('t', 'timestamp', { format: 'DD/MM/YYYY' })), /needs the zone/);
  assert.throws(judge(column('t', 'timestamp', { zone: 'New York' })), /"New York" is not a time zone/);
});

test('the 19-byte way reads what the full parser reads', () => {
  const read = createFixedDatetime();
  const part = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const form = fc
    .tuple(part(4), part(2), part(2), fc.constantFrom(' ', 'T', '_'), part(2), part(2), part(2))
    .map(([y, mo, d, between, h, mi, s]) => `${y}-${mo}-${d}${between}${h}:${mi}:${s}`);
  const valid = fc
    .integer({ min: -62_135_596_800, max: 253_402_300_799 })
    .map((s) => new Date(s * 1000).toISOString().slice(0, 19));
  fc.assert(
    fc.property(fc.oneof(form, valid), fc.nat(18), fc.constantFrom('', 'x', '/', ':'), (text, at, spoil) => {
      const spelled = spoil === '' ? text : text.slice(0, at) + spoil + text.slice(at + 1);
      const seconds = read(Buffer.from(`,${spelled},`), 1);
      assert.equal(Number.isNaN(seconds) ? undefined : seconds * 1000, parseDatetime(spelled, 'ms'), spelled);
    }),
    { numRuns: 5000, seed: 3 },
  );
  fc.assert(
    fc.property(valid, (text) => {
      assert.equal(parseDatetime(text, 'ms'), Date.parse(`${text}Z`));
    }),
    { numRuns: 2000, seed: 4 },
  );
});

test('V10: the machine’s zone changes nothing', () => {
  if (process.env['LAKEFERRY_TEST_ZONE'] !== undefined) return;
  for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']) {
    const run = spawnSync(process.execPath, ['--test', '--test-name-pattern=V(9|10|12)', import.meta.filename], {
      env: { ...process.env, TZ: zone, LAKEFERRY_TEST_ZONE: '1', NODE_TEST_CONTEXT: undefined },
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, `${zone}\n${run.stdout}`);
  }
});
