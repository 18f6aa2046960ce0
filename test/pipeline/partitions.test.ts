import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allPartitions,
  dueAt,
  fillUrl,
  isPartition,
  lateAt,
  nextPartition,
  partitionDate,
  partitionPath,
  pathColumns,
} from '../../src/pipeline/partitions.ts';
import type { PartitionSettings } from '../../src/pipeline/pipeline.ts';

const DAY = 86_400_000;

function settings(more: Partial<PartitionSettings> = {}): PartitionSettings {
  return { by: 'month', start: '2021-01', lagMs: 0, graceMs: 0, recheck: 3, timezone: 'UTC', ...more };
}

test('V16: what is a partition', () => {
  const right = { year: ['2021'], month: ['2021-01', '2021-12'], day: ['2020-02-29'], none: ['none'] } as const;
  for (const by of ['year', 'month', 'day', 'none'] as const) {
    for (const text of right[by]) assert.ok(isPartition(by, text), text);
    for (const other of (['year', 'month', 'day', 'none'] as const).filter((each) => each !== by)) {
      for (const text of right[other]) assert.ok(!isPartition(by, text), `${by} ${text}`);
    }
  }
  for (const wrong of ['2021-13', '2021-00', '2021-1', '0021-01', ' 2021-01', '2021-01/..', '2021-01\n', '']) {
    assert.ok(!isPartition('month', wrong), wrong);
  }
  for (const wrong of ['2021-02-29', '2021-02-30', '2021-1-01']) assert.ok(!isPartition('day', wrong), wrong);
});

test('V16: a text that could lead elsewhere is no partition, so that none reaches a path', () => {
  const texts = [
    '../x',
    'a/b',
    '=',
    '%2F',
    '',
    'NULL',
    'null',
    '2021-01\n',
    '\n',
    '2021/01',
    '2021-01=',
    '9'.repeat(300),
  ];
  for (const by of ['year', 'month', 'day', 'none'] as const) {
    for (const text of texts) assert.ok(!isPartition(by, text), `${by} ${JSON.stringify(text)}`);
  }
  for (const [by, partition] of [
    ['year', '2021'],
    ['month', '2021-07'],
    ['day', '2021-07-05'],
  ] as const) {
    assert.deepEqual(
      partitionPath(partition)
        .split('/')
        .map((part) => part.split('=')),
      pathColumns(by).map((name, at) => [name, partition.split('-')[at]]),
    );
  }
  assert.deepEqual(pathColumns('none'), []);
});

test('first day, path and URL of a partition', () => {
  const cases: [string, string | undefined, string, string][] = [
    ['2021', '2021-01-01', 'year=2021', 'a/2021/21/01/01'],
    ['2021-07', '2021-07-01', 'year=2021/month=07', 'a/2021/21/07/01'],
    ['2021-07-05', '2021-07-05', 'year=2021/month=07/day=05', 'a/2021/21/07/05'],
    ['none', undefined, '', 'a/{YYYY}/{YY}/{MM}/{DD}'],
  ];
  for (const [partition, date, path, url] of cases) {
    assert.equal(partitionDate(partition), date);
    assert.equal(partitionPath(partition), path);
    assert.equal(fillUrl('a/{YYYY}/{YY}/{MM}/{DD}', partition), url);
  }
  assert.equal(fillUrl('{YYYY}{MM}-{YYYY}-{color}-$' + '{YYYY}', '2021-01'), '202101-2021-{color}-$' + '{YYYY}');
});

test('one partition after another', () => {
  assert.equal(nextPartition('2021-12'), '2022-01');
  assert.equal(nextPartition('2020-02-28'), '2020-02-29');
  assert.equal(nextPartition('2021-02-28'), '2021-03-01');
  assert.equal(nextPartition('2021'), '2022');
  assert.equal(nextPartition('9999-12'), undefined);
  assert.equal(nextPartition('none'), undefined);
});

test('all partitions: from the start to the one that has begun, or to the end', () => {
  const at = (text: string) => Date.parse(text);
  assert.deepEqual(allPartitions(settings({ start: '2020-11' }), at('2021-02-28T23:59:59Z')), [
    '2020-11',
    '2020-12',
    '2021-01',
    '2021-02',
  ]);
  assert.equal(allPartitions(settings({ start: '2020-11' }), at('2021-03-01T00:00:00Z')).at(-1), '2021-03');
  assert.deepEqual(allPartitions(settings({ end: '2021-02' }), at('2026-01-01T00:00:00Z')), ['2021-01', '2021-02']);
  assert.deepEqual(allPartitions(settings({ end: '2030-12' }), at('2021-01-15T00:00:00Z')), ['2021-01']);
  assert.deepEqual(allPartitions(settings({ start: '2030-01' }), at('2021-01-15T00:00:00Z')), []);
  assert.deepEqual(allPartitions(settings({ by: 'none', start: 'none' }), 0), ['none']);
  assert.deepEqual(allPartitions(settings({ by: 'year', start: '2019' }), at('2021-01-01T00:00:00Z')), [
    '2019',
    '2020',
    '2021',
  ]);
  assert.deepEqual(allPartitions(settings({ by: 'day', start: '2020-02-28' }), at('2020-03-01T12:00:00Z')), [
    '2020-02-28',
    '2020-02-29',
    '2020-03-01',
  ]);
  // In New York it is still February.
  assert.equal(allPartitions(settings({ timezone: 'America/New_York' }), at('2021-03-01T04:59:59Z')).at(-1), '2021-02');
  assert.equal(allPartitions(settings({ timezone: 'America/New_York' }), at('2021-03-01T05:00:00Z')).at(-1), '2021-03');
});

test('25 years of days in order, each once', () => {
  const days = allPartitions(settings({ by: 'day', start: '2000-01-01' }), Date.parse('2024-12-31T12:00:00Z'));
  assert.equal(days.length, 25 * 365 + 7);
  assert.deepEqual(days, [...new Set(days)].sort());
});

test('due: the end of the last day in the zone, plus the lag; late: plus the grace', () => {
  const due = (more: Partial<PartitionSettings>, partition: string) =>
    new Date(dueAt(settings(more), partition)).toISOString();
  assert.equal(due({}, '2021-02'), '2021-03-01T00:00:00.000Z');
  assert.equal(due({}, '2020-02'), '2020-03-01T00:00:00.000Z');
  assert.equal(due({ lagMs: 45 * DAY }, '2021-01'), '2021-03-18T00:00:00.000Z');
  assert.equal(due({ by: 'year', start: '2019' }, '2020'), '2021-01-01T00:00:00.000Z');
  assert.equal(
    due({ by: 'day', start: '2021-03-13', timezone: 'America/New_York' }, '2021-03-13'),
    '2021-03-14T05:00:00.000Z',
  );
  // The day on which the clock goes forward has 23 hours.
  assert.equal(
    due({ by: 'day', start: '2021-03-13', timezone: 'America/New_York' }, '2021-03-14'),
    '2021-03-15T04:00:00.000Z',
  );
  assert.equal(due({ timezone: 'America/New_York' }, '2021-10'), '2021-11-01T04:00:00.000Z');
  assert.equal(due({ timezone: 'America/New_York' }, '2021-11'), '2021-12-01T05:00:00.000Z');
  assert.equal(due({}, '9999-12'), '+010000-01-01T00:00:00.000Z');
  assert.equal(lateAt(settings({ lagMs: DAY, graceMs: 5 * DAY }), '2021-02'), Date.parse('2021-03-07T00:00:00Z'));
  assert.equal(dueAt(settings({ by: 'none', start: 'none' }), 'none'), 0);
  assert.equal(lateAt(settings({ by: 'none', start: 'none' }), 'none'), Number.POSITIVE_INFINITY);
});
