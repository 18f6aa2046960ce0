import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, medianOf } from '../../bench/median.ts';
import { row } from './row.ts';

test('a median is the middle value, or the mean of the two in the middle, whatever their order', () => {
  assert.equal(median([5, 1, 100]), 5);
  assert.equal(median([4, 1, 100, 2]), 3);
  assert.equal(median([7]), 7);
  assert.equal(median([]), undefined);
});

test('values are compared as numbers, and the list stays as it was', () => {
  const values = [10, 9, 2];
  assert.equal(median(values), 9);
  assert.deepEqual(values, [10, 9, 2]);
});

test('the median of a measure that a round lacks is none', () => {
  assert.equal(medianOf(row('a', [1, 2, 3]), 'cpu'), 4);
  assert.equal(medianOf({ key: 'a', name: 'a', samples: [{ wall: 1, cpu: 1 }, { wall: 2 }] }, 'cpu'), undefined);
  assert.equal(medianOf(row('a', []), 'wall'), undefined);
  assert.equal(medianOf(undefined, 'wall'), undefined);
});
