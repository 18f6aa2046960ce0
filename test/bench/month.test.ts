import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthDataset } from '../../bench/month.ts';
import { shapesOf } from '../../bench/shapes.ts';

test('the month is without the quirks that some cannot read, and has all rows', () => {
  const { columns, text } = monthDataset(5000);
  const lines = [...text()].join('').split('\r\n');
  assert.equal(lines.pop(), '');
  assert.equal(lines.length, 5001);
  assert.equal(lines[0], columns.map(({ name }) => name).join(','));
  assert.deepEqual(
    lines.filter((line) => line.split(',').length !== 18 || line.includes('\n')),
    [],
  );
  assert.ok(
    lines.some((line) => line.startsWith(',')),
    'cells without a value are there',
  );
});

test('shapes are the same each time and of about as many cells', () => {
  const texts = () => shapesOf(2400).map(({ dataset }) => [...dataset.text()].join(''));
  assert.deepEqual(texts(), texts());
  for (const { key, dataset } of shapesOf(2400).filter((shape) => shape.key !== 'quoted')) {
    const [head = '', ...lines] = [...dataset.text()].join('').trimEnd().split('\n');
    assert.equal(head.split(',').length, dataset.columns.length, key);
    assert.equal(lines.length, 2400 / dataset.columns.length, key);
  }
});

test('where all is to be distinct it is', () => {
  const lines = [...(shapesOf(6000).at(-1)?.dataset.text() ?? [])].join('').trimEnd().split('\n').slice(1);
  const columns = [0, 1, 2, 3, 4, 5].map((at) => new Set(lines.map((line) => line.split(',')[at])).size);
  assert.deepEqual(columns, Array(6).fill(1000));
});
