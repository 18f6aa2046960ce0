import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scan } from '../../src/kernel/scan.ts';
import { createScanBlock, type ScanBlock } from '../../src/kernel/scan-block.ts';

const COMMA = { delimiter: 44, quote: 34 };

interface Found {
  records: { text: string; line: number; odd: number; fields: string[]; escaped: number[] }[];
  blank: number;
  lines: number;
}

/** Scans `text` as if it came in pieces that end at `cuts`, with room for few records and fields. */
function scanAll(text: Uint8Array, cuts: readonly number[], block: ScanBlock, dialect = COMMA): Found {
  const found: Found = { records: [], blank: 0, lines: 0 };
  const string = (from: number, to: number) => Buffer.from(text.subarray(from, to)).toString();
  let start = 0;
  for (const end of [...cuts, text.length]) {
    for (;;) {
      const before = start;
      scan({ text, start, end, final: end === text.length, stopAt: Infinity, dialect }, block);
      for (let r = 0; r < block.records; r++) {
        const fields: string[] = [];
        const escaped: number[] = [];
        for (let f = block.firstField[r] as number; f < (block.firstField[r + 1] as number); f++) {
          fields.push(string(block.fieldStarts[f] as number, block.fieldEnds[f] as number));
          escaped.push(block.escaped[f] as number);
        }
        found.records.push({
          text: string(block.recordStarts[r] as number, block.recordEnds[r] as number),
          line: found.lines + (block.recordLines[r] as number),
          odd: block.odd[r] as number,
          fields,
          escaped,
        });
      }
      found.blank += block.blank;
      found.lines += block.lines;
      start = block.consumed;
      assert.ok(!block.full || start > before, 'the block is too small for the test');
      if (!block.full) break;
    }
  }
  assert.equal(start, text.length);
  return found;
}

test('fields, quotes, line ends and faults', () => {
  const text = Buffer.from('a,"b ""x""",\r\n\r\n"l\r\nm",\n1,"2"3,"4\r5"6,7\n,');
  assert.deepEqual(scanAll(text, [], createScanBlock(100, 100)), {
    records: [
      { text: 'a,"b ""x""",', line: 0, odd: 0, fields: ['a', 'b ""x""', ''], escaped: [0, 1, 0] },
      { text: '"l\r\nm",', line: 2, odd: 0, fields: ['l\r\nm', ''], escaped: [0, 0] },
      // Behind the fault quotes mean nothing: the bare CR ends the record.
      { text: '1,"2"3,"4', line: 4, odd: 1, fields: ['1', '2"3,"4'], escaped: [0, 0] },
      { text: '5"6,7', line: 5, odd: 1, fields: ['5"6,7'], escaped: [0] },
      { text: ',', line: 6, odd: 0, fields: ['', ''], escaped: [0, 0] },
    ],
    blank: 1,
    lines: 6,
  });
});

test('any cuts and any room give what one scan gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ',', '"', '""', '\n', '\r', '\r\n', 'bc'), { maxLength: 60 }),
      fc.array(fc.nat(120), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      (pieces, marks, room) => {
        const text = Buffer.from(pieces.join(''));
        const cuts = marks.filter((mark) => mark < text.length).sort((a, b) => a - b);
        const whole = scanAll(text, [], createScanBlock(1000, 1000));
        assert.deepEqual(scanAll(text, cuts, createScanBlock(room, 70)), whole);
      },
    ),
    { seed: 7, numRuns: 1500 },
  );
});

test('it stops behind the first record that ends at stopAt or later', () => {
  const text = Buffer.from('ab\r\n\ncd\nef\n');
  const block = createScanBlock(10, 10);
  for (const [stopAt, consumed] of [
    [0, 4],
    [4, 4],
    [5, 8],
    [8, 8],
    [9, 11],
  ] as const) {
    scan({ text, start: 0, end: text.length, final: true, stopAt, dialect: COMMA }, block);
    assert.deepEqual([block.consumed, block.stopped], [consumed, true]);
  }
});

test('it tells where the text cut a field', () => {
  const block = createScanBlock(10, 10);
  const text = Buffer.from('a,b\nc,"d,e');
  scan({ text, start: 0, end: text.length, final: false, stopAt: Infinity, dialect: COMMA }, block);
  assert.deepEqual([block.records, block.consumed, block.cutField, block.cutFields], [1, 4, 7, 1]);
});

test('one record that does not fit leaves an empty block that says so', () => {
  const block = createScanBlock(10, 3);
  const text = Buffer.from('a,b,c,d\n');
  scan({ text, start: 0, end: text.length, final: true, stopAt: Infinity, dialect: COMMA }, block);
  assert.deepEqual([block.records, block.full, block.consumed], [0, true, 0]);
});

test('another dialect, and none that quotes', () => {
  const text = Buffer.from(`'a|b'|"c"\n`);
  const fields = (quote: number) =>
    scanAll(text, [], createScanBlock(9, 9), { delimiter: 124, quote }).records[0]?.fields;
  assert.deepEqual(fields(39), ['a|b', '"c"']);
  assert.deepEqual(fields(256), ["'a", "b'", '"c"']);
});
