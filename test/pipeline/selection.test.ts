import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError } from '../../src/base/errors.ts';
import type { PartitionSettings } from '../../src/pipeline/pipeline.ts';
import { parseSelection, SELECTION_WORDS } from '../../src/pipeline/selection.ts';

const months: PartitionSettings = { by: 'month', start: '2019-01', lagMs: 0, graceMs: 0, recheck: 3, timezone: 'UTC' };
const ended: PartitionSettings = { ...months, end: '2021-07' };
const days: PartitionSettings = { ...months, by: 'day', start: '2020-02-01' };
const whole: PartitionSettings = { ...months, by: 'none', start: 'none' };

test('every form', () => {
  const list = (text: string, settings = months) => {
    const selection = parseSelection(text, settings);
    assert.equal(selection.kind, 'list');
    return selection.kind === 'list' ? selection.partitions : [];
  };
  assert.deepEqual(list('2021-01'), ['2021-01']);
  assert.deepEqual(list('2020-11..2021-02'), ['2020-11', '2020-12', '2021-01', '2021-02']);
  assert.deepEqual(list('2021-01..2021-01'), ['2021-01']);
  assert.deepEqual(list('2021-03,2021-01'), ['2021-01', '2021-03']);
  assert.deepEqual(list(' 2021-03 , 2021-01 .. 2021-02 ,2021-02\n'), ['2021-01', '2021-02', '2021-03']);
  assert.deepEqual(list('2020-02-28..2020-03-01', days), ['2020-02-28', '2020-02-29', '2020-03-01']);
  assert.deepEqual(list('2019-01..2021-07', ended).length, 31);
  assert.deepEqual(list('none', whole), ['none']);
  assert.deepEqual(parseSelection('last:3', months), { kind: 'last', count: 3 });
  assert.deepEqual(parseSelection(' last : 12 ', months), { kind: 'last', count: 12 });
  for (const word of SELECTION_WORDS) assert.deepEqual(parseSelection(` ${word} `, months), { kind: 'word', word });
});

test('V16: what is refused, in one line with the form expected', () => {
  const cases: [text: string, settings: PartitionSettings, why: RegExp][] = [
    ['2021-1', months, /"2021-1" is not a month like 2021-01; write 2019-01, 2019-01\.\.2019-02/],
    ['2021-01-05', months, /is not a month/],
    ['2021-01', days, /is not a day like 2021-01-05/],
    ['2021-02-30', days, /is not a day/],
    ['2021-01,03', months, /"03" is not a month/],
    ['2021-01,', months, /has an empty part/],
    ['', months, /has an empty part/],
    ['2021-01..', months, /"" is not a month/],
    ['2021-01..2021-02..2021-03', months, /is not a range/],
    ['2021-06..2021-01', months, /runs backwards/],
    ['2018-12', months, /2018-12 is outside the pipeline's partitions, which begin at 2019-01;/],
    ['2021-06..2021-08', ended, /2021-08 is outside .* begin at 2019-01 and end at 2021-07;/],
    ['last:0', months, /selects nothing/],
    ['last:-1', months, /is not a month/],
    ['latest', months, /is not a month/],
    ['../x', months, /"\.\.\/x" is not a month|"" is not a month|is not a range/],
    ['a/b', months, /"a\/b" is not a month/],
    ['%2F', months, /"%2F" is not a month/],
    ['=', months, /"=" is not a month/],
    ['NULL', months, /"NULL" is not a month/],
    ['9'.repeat(300), months, /is not a month/],
    ['due,failed', months, /"due" is not a month/],
    ['2021-01', whole, /"2021-01" is not "none".*; write none, last:3, due/],
    ['2020-02-01..9999-12-31', days, /more than 100000 partitions/],
  ];
  for (const [text, settings, why] of cases) {
    assert.throws(
      () => parseSelection(text, settings),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.equal(error.code, 'SELECTION');
        assert.match(error.message, why);
        assert.ok(!error.message.includes('\n'));
        return true;
      },
      text,
    );
  }
});
