import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partitionsBetween } from '../../src/pipeline/partitions.ts';
import type { PartitionSettings } from '../../src/pipeline/pipeline.ts';
import { parseSelection } from '../../src/pipeline/selection.ts';
import { dealLegs } from '../../src/plan/legs.ts';

function settings(by: PartitionSettings['by'], start: string): PartitionSettings {
  return { by, start, lagMs: 0, graceMs: 0, recheck: 0, timezone: 'UTC' };
}

test('as many legs as partitions, where there may be as many', () => {
  assert.deepEqual(dealLegs(['2021-01', '2021-02', '2021-04'], 20), [
    { name: '2021-01', partitions: '2021-01' },
    { name: '2021-02', partitions: '2021-02' },
    { name: '2021-04', partitions: '2021-04' },
  ]);
  assert.deepEqual(dealLegs([], 20), []);
  assert.deepEqual(dealLegs(['none'], 20), [{ name: 'none', partitions: 'none' }]);
});

test('fewer legs hold neighbours, in sizes that differ by one at the most', () => {
  assert.deepEqual(dealLegs(partitionsBetween('2021-01', '2021-07'), 3), [
    { name: '2021-01..2021-03', partitions: '2021-01..2021-03' },
    { name: '2021-04..2021-05', partitions: '2021-04..2021-05' },
    { name: '2021-06..2021-07', partitions: '2021-06..2021-07' },
  ]);
});

test('a leg with gaps is a list of ranges', () => {
  assert.deepEqual(dealLegs(['2020-12', '2021-01', '2021-03', '2021-05', '2021-06'], 1), [
    { name: '2020-12 and 4 more', partitions: '2020-12..2021-01,2021-03,2021-05..2021-06' },
  ]);
});

test('25 years of days: 20 legs, each day once and in order, names unique, inputs short', () => {
  const days = partitionsBetween('2000-02-28', '2025-02-26');
  assert.equal(days.length, 9131);
  const legs = dealLegs(days, 20);
  assert.equal(legs.length, 20);
  assert.equal(new Set(legs.map((leg) => leg.name)).size, 20);
  const back = legs.flatMap((leg) => {
    const selection = parseSelection(leg.partitions, settings('day', '2000-02-28'));
    return selection.kind === 'list' ? selection.partitions : [];
  });
  assert.deepEqual(back, days);
  assert.ok(legs.every((leg) => leg.partitions.length < 30));
});

test('ranges cross the ends of months, leap years and years', () => {
  assert.deepEqual(dealLegs(['2023-12-31', '2024-01-01'], 1)[0]?.partitions, '2023-12-31..2024-01-01');
  assert.deepEqual(dealLegs(['2024-02-28', '2024-02-29', '2024-03-01'], 1)[0]?.partitions, '2024-02-28..2024-03-01');
  assert.deepEqual(dealLegs(['2023-02-28', '2023-03-01'], 1)[0]?.partitions, '2023-02-28..2023-03-01');
  assert.deepEqual(dealLegs(['2019', '2020'], 1)[0]?.partitions, '2019..2020');
});
