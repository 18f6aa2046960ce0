import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableText } from '../../bench/table-text.ts';
import { row } from './row.ts';

test('each measure is a median with the first row divided by it; a refused row says why', () => {
  const text = tableText({
    key: 'zstd',
    title: 'zstd',
    rows: [
      row('ours', [1, 2, 9], { bytes: 19_000_000 }),
      row('peer', [4, 4, 5], { bytes: 38_000_000 }),
      row('wrong', [], { refused: 'its cells differ: fare (1)' }),
    ],
  });
  assert.equal(
    text,
    [
      '|  | wall, s | CPU, s | peak, MiB | out, MB | wall, least to most |',
      '|---|---:|---:|---:|---:|---:|',
      '| ours | 2.00 | 4.00 | 100 | 19.0 | 1.00 to 9.00 |',
      '| peer | 4.00 (0.50) | 8.00 (0.50) | 100 (1.00) | 38.0 (0.50) | 4.00 to 5.00 |',
      '| wrong | no figure: its cells differ: fare (1) |  |  |  |  |',
    ].join('\n'),
  );
});

test('a measure that no row has is no column, and one round has no range', () => {
  const text = tableText({ key: 'a', title: 'a', rows: [{ key: 'a', name: 'a', samples: [{ wall: 0.0414 }] }] });
  assert.deepEqual(text.split('\n'), ['|  | wall, s |', '|---|---:|', '| a | 0.041 |']);
});

test('where all rows are refused there is still a table', () => {
  const text = tableText({ key: 'a', title: 'a', rows: [row('one', [], { refused: 'it is not here' })] });
  assert.deepEqual(text.split('\n'), ['|  |  |', '|---|---:|', '| one | no figure: it is not here |']);
});
