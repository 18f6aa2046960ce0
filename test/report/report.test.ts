import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision, Status } from '../../src/plan/decide.ts';
import { statusGrid } from '../../src/report/grid.ts';
import { previewLines } from '../../src/report/preview.ts';
import { resultLines } from '../../src/report/results.ts';

function decisions(...pairs: [string, Status][]): Decision[] {
  return pairs.map(([partition, status]) => ({ partition, status, action: 'none', reason: '', reusable: false }));
}

test('a grid has a line a year and a mark a month, and a legend of what occurs', () => {
  assert.deepEqual(
    statusGrid(decisions(['2020-11', 'done'], ['2020-12', 'failed'], ['2021-01', 'missing'], ['2021-02', 'not_ready'])),
    ['2020                      ■ F', '2021  · n', '', 'F failed 1   · missing 1   n not_ready 1   ■ done 1'],
  );
});

test('days stand in their month, years in their decade, and none alone', () => {
  assert.deepEqual(statusGrid(decisions(['2021-03-02', 'done'])).slice(0, 1), ['2021-03    ■']);
  assert.deepEqual(statusGrid(decisions(['2019', 'done'], ['2020', 'due'])).slice(0, 2), [
    '2010s                    ■',
    '2020s  D',
  ]);
  assert.deepEqual(statusGrid(decisions(['none', 'done'])).slice(0, 1), ['none  ■']);
});

test('a preview shows rows, types, nulls and counts, and lets nothing hostile through', () => {
  const lines = previewLines({
    columns: [
      { name: 'vendor_id', type: 'int64', nulls: 0, fills: 2 },
      { name: '::error::x', type: 'string', nulls: 1234 },
    ],
    head: [
      ['1', '##[error]boo'],
      ['2', null],
    ],
    rows: 1_369_765,
    rejected: 3,
  });
  assert.match(lines[0] ?? '', /column\s+type\s+row 1\s+row 2\s+nulls\s+filled/);
  assert.match(lines.join('\n'), /\\:: *error|\\::error::x/);
  assert.ok(!lines.join('\n').includes('##['));
  assert.match(lines.join('\n'), /1,234/);
  assert.equal(lines.at(-1), '1,369,765 rows, 3 rejected');
});

test('results end with their counts', () => {
  const lines = resultLines([
    {
      partition: '2021-01',
      outcome: 'done',
      because: 'never published',
      milliseconds: 1200,
      rows: 10,
      rejected: 0,
      bytes: 2048,
    },
    { partition: '2021-02', outcome: 'not_ready', because: 'never published', milliseconds: 30 },
  ]);
  assert.match(lines.join('\n'), /2021-01\s+done\s+10\s+0\s+2\.0 kB\s+1\.2 s\s+never published/);
  assert.equal(lines.at(-1), '1 done, 1 not_ready');
});
