import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REFERENCE_ROWS, readOptions } from '../../bench/options.ts';

const SECTIONS = ['main', 'sizes', 'loads'];

test('the default is the first section at the reference size', () => {
  const options = readOptions([], SECTIONS);
  assert.deepEqual(options, { only: ['main'], rows: REFERENCE_ROWS, python: false, page: false, help: false });
});

test('sections are named by a list, several times, or all at once', () => {
  assert.deepEqual(readOptions(['--only', 'loads,main', '--only', 'sizes'], SECTIONS).only, ['loads', 'main', 'sizes']);
  assert.deepEqual(readOptions(['--only', 'all'], SECTIONS).only, SECTIONS);
});

test('rounds, rows and the two switches are read', () => {
  const options = readOptions(['--rounds', '3', '--rows', '1000', '--python', '--page'], SECTIONS);
  assert.deepEqual(options, { only: ['main'], rounds: 3, rows: 1000, python: true, page: true, help: false });
});

test('what cannot be meant is refused in one line', () => {
  assert.throws(
    () => readOptions(['--only', 'load'], SECTIONS),
    /^Error: --only load: no such section; there are main/,
  );
  assert.throws(() => readOptions(['--rounds', '0'], SECTIONS), /^Error: --rounds 0: a whole number from 1/);
  assert.throws(() => readOptions(['--rows', '1e6'], SECTIONS), /^Error: --rows 1e6: a whole number/);
  assert.throws(() => readOptions(['--round', '3'], SECTIONS), /Unknown option '--round'/);
});
