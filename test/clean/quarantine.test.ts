import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RejectedRow } from '../../src/clean/cleaned.ts';
import { createProfile, factsOf } from '../../src/clean/profile.ts';
import { QUARANTINE_SCHEMA, quarantineBatch } from '../../src/clean/quarantine.ts';
import { cells, clean, column, pipelineOf } from './fixtures.ts';

test('rejected rows as a table', () => {
  const rows: RejectedRow[] = [
    { line: 2, rule: 'minimum', column: 'total', value: '-1', text: Buffer.from('1,"-1",ü\u{1f695}\\x41') },
    { line: 5_000_000_000, rule: 'CSV_RECORD_INCONSISTENT_COLUMNS', text: Buffer.from('') },
    { line: 9, rule: 'required', column: 'id', text: Buffer.from(',x') },
  ];
  const batch = quarantineBatch(rows);
  assert.equal(batch.schema, QUARANTINE_SCHEMA);
  assert.deepEqual(
    QUARANTINE_SCHEMA.map(({ name, type, required }) => [name, type.kind, required]),
    [
      ['line', 'int64', true],
      ['rule', 'string', true],
      ['column', 'string', false],
      ['value', 'string', false],
      ['text', 'string', true],
    ],
  );
  assert.deepEqual(cells({ batch, rejected: [], columns: [], rowsRead: 3 }), [
    ['2', 'minimum', 'total', '-1', '1,"-1",ü\u{1f695}\\x41'],
    ['5000000000', 'CSV_RECORD_INCONSISTENT_COLUMNS', null, null, ''],
    ['9', 'required', 'id', null, ',x'],
  ]);
  assert.equal(quarantineBatch([]).rows, 0);
});

test('bytes that are no UTF-8 are spelled out, and can be had back', () => {
  const shown = (bytes: number[]) =>
    cells({
      batch: quarantineBatch([{ line: 1, rule: 'ENCODING', text: Uint8Array.from(bytes) }]),
      rejected: [],
      columns: [],
      rowsRead: 1,
    })[0]?.[4];
  assert.equal(shown([0x4d, 0xfc, 0x2c, 0xc3, 0xbc]), 'M\\xfc,ü');
  assert.equal(shown([0xff, 0x5c, 0x78]), '\\xff\\\\x');
  assert.equal(shown([0xed, 0xa0, 0x80, 0x41]), '\\xed\\xa0\\x80A', 'a surrogate is no character');
  assert.equal(shown([0x41, 0xe2, 0x82]), 'A\\xe2\\x82', 'cut inside a character');
  assert.equal(shown([0xc0, 0x80]), '\\xc0\\x80', 'an overlong form');
});

test('a profile adds up groups, and proves that nothing was lost', () => {
  const pipeline = pipelineOf([
    column('id', 'int64', { required: true }),
    column('n', 'int64', { fill: '0', maximum: '9' }),
    column('s', 'string'),
  ]);
  const header = ['id', 'n', 's'];
  const malformed = [{ line: 9, record: 4, rule: 'NUL', problem: 'a NUL byte', text: Buffer.from('\0') }];
  const first = clean({
    header,
    rows: [
      ['1', '', 'x'],
      ['', '1', 'x'],
      ['2', '10', 'x'],
    ],
    pipeline,
    malformed,
  });
  const second = clean({
    header,
    rows: [
      ['3', '11', 'x'],
      ['4', '5', ''],
      ['5', '', ''],
    ],
    pipeline,
  });
  const profile = createProfile(first.batch.schema);
  profile.add(factsOf(first));
  profile.add(factsOf(second));
  profile.assertNothingLost();
  assert.deepEqual(profile.result(), {
    rowsRead: 7,
    rows: 3,
    rejected: 4,
    rejectedBy: { 'id required': 1, 'n maximum': 2, NUL: 1 },
    firstRejected: { line: 3, rule: 'required', column: 'id' },
    columns: [
      { name: 'id', nulls: 0, fills: 0, discarded: 0 },
      { name: 'n', nulls: 0, fills: 2, discarded: 0 },
      { name: 's', nulls: 2, fills: 0, discarded: 0 },
    ],
    head: [
      ['1', '0', 'x'],
      ['4', '5', null],
    ],
  });
  profile.add({ ...factsOf(second), rejected: [] });
  assert.throws(() => profile.assertNothingLost(), /rows were lost in cleaning: 10 read, 5 kept, 4 rejected/);
});
