import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { collapse, countLines, scan, skipRecords } from '../../src/kernel/scan.ts';
import { createScanBlock, releaseScanBlock, type ScanBlock } from '../../src/kernel/scan-block.ts';
import { wasmKernel } from '../../src/kernel/wasm-kernel.ts';
import { scan as judge } from '../oracle/scan.ts';
import { skipRecords as judgeSkip } from '../oracle/skip-records.ts';
import { typescriptKernel } from '../oracle/typescript-kernel.ts';

const COMMA = { delimiter: 44, quote: 34 };
const memory = wasmKernel.openMemory();
const text64k = memory.bytes(1 << 16);
const blockOf = (records: number, fields: number) => createScanBlock(memory, { records, fields });

/** The text in the kernel's memory; what lies behind it there is full of bytes that would mean something. */
function place(text: Uint8Array): Uint8Array {
  text64k.fill('",\r\n');
  text64k.set(text);
  return text64k.subarray(0, text.length);
}

interface Found {
  records: { text: string; line: number; odd: number; fields: string[]; escaped: number[] }[];
  blank: number;
  lines: number;
}

/** Scans `text` as if it came in pieces that end at `cuts`, with room for few records and fields. */
function scanAll(text: Uint8Array, cuts: readonly number[], block: ScanBlock, dialect = COMMA): Found {
  place(text);
  const found: Found = { records: [], blank: 0, lines: 0 };
  const string = (from: number, to: number) => Buffer.from(text.subarray(from, to)).toString();
  let start = 0;
  for (const end of [...cuts, text.length]) {
    for (;;) {
      const before = start;
      scan({ text: text64k, start, end, final: end === text.length, stopAt: Infinity, dialect }, block);
      for (let r = 0; r < block.records; r++) {
        const fields: string[] = [];
        const escaped: number[] = [];
        for (let f = block.firstField[r] as number; f < (block.firstField[r + 1] as number); f++) {
          fields.push(string(block.fieldSpans[2 * f] as number, block.fieldSpans[2 * f + 1] as number));
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
  assert.deepEqual(scanAll(text, [], blockOf(100, 100)), {
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
        const [large, small] = [blockOf(1000, 1000), blockOf(room, 70)];
        const whole = scanAll(text, [], large);
        assert.deepEqual(scanAll(text, cuts, small), whole);
        for (const block of [large, small]) releaseScanBlock(memory, block);
      },
    ),
    { seed: 7, numRuns: 1500 },
  );
});

test('it stops behind the first record that ends at stopAt or later', () => {
  const text = place(Buffer.from('ab\r\n\ncd\nef\n'));
  const block = blockOf(10, 10);
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
  const block = blockOf(10, 10);
  const text = place(Buffer.from('a,b\nc,"d,e'));
  scan({ text, start: 0, end: text.length, final: false, stopAt: Infinity, dialect: COMMA }, block);
  assert.deepEqual([block.records, block.consumed, block.cutField, block.cutFields], [1, 4, 7, 1]);
});

test('one record that does not fit leaves an empty block that says so', () => {
  const block = blockOf(10, 3);
  const text = place(Buffer.from('a,b,c,d\n'));
  scan({ text, start: 0, end: text.length, final: true, stopAt: Infinity, dialect: COMMA }, block);
  assert.deepEqual([block.records, block.full, block.consumed], [0, true, 0]);
});

test('another dialect, and none that quotes', () => {
  const text = Buffer.from(`'a|b'|"c"\n`);
  const fields = (quote: number) => scanAll(text, [], blockOf(9, 9), { delimiter: 124, quote }).records[0]?.fields;
  assert.deepEqual(fields(39), ['a|b', '"c"']);
  assert.deepEqual(fields(256), ["'a", "b'", '"c"']);
});

/** All that a block says, the parts of its arrays that are not filled left out. */
function said(block: ScanBlock) {
  const { records, fields, recordStarts, recordEnds, recordLines, firstField, odd, fieldSpans, escaped } = block;
  const { blank, lines, escapes, odds, consumed, stopped, full, cutField, cutFields } = block;
  const { leastFields, mostFields, longest } = block;
  return {
    ...(records === 0 ? {} : { leastFields, mostFields, longest }),
    ...{ records, fields, blank, lines, escapes, odds, consumed, stopped, full, cutField, cutFields },
    recordStarts: [...recordStarts.subarray(0, records)],
    recordEnds: [...recordEnds.subarray(0, records)],
    recordLines: [...recordLines.subarray(0, records)],
    firstField: [...firstField.subarray(0, records + 1)],
    odd: [...odd.subarray(0, records)],
    fieldSpans: [...fieldSpans.subarray(0, 2 * fields)],
    escaped: [...escaped.subarray(0, fields)],
  };
}

// Stretches around 16 and 64 bytes, where the compiled scan changes its window; control characters, which it stumbles over.
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', ',', '"', '""', '\n', '\r', '\r\n', 'bc', ';', '\t', '\0', 'é') },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 140 }).map((length) => 'x'.repeat(length)) },
  { weight: 1, arbitrary: fc.integer({ min: 14, max: 66 }).map((length) => `"${'y\n,'.repeat(length)}"`) },
);

test('the compiled scan says what the plain one says, wherever it begins, ends and stops', () => {
  const blocks = [1, 3, 50].flatMap((records) =>
    [1, 7, 200].map((fields) => [blockOf(records, fields), blockOf(records, fields)]),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 50 }),
      fc.nat(),
      fc.nat(),
      fc.boolean(),
      fc.option(fc.nat(400), { nil: Infinity }),
      fc.constantFrom(COMMA, { delimiter: 59, quote: 34 }, { delimiter: 44, quote: 256 }, { delimiter: 9, quote: 39 }),
      fc.nat({ max: blocks.length - 1 }),
      (pieces, from, to, final, stopAt, dialect, at) => {
        const text = Buffer.from(pieces.join(''));
        const start = from % (text.length + 1);
        const end = start + (to % (text.length - start + 1));
        const [ours, theirs] = blocks[at] as [ScanBlock, ScanBlock];
        scan({ text: place(text), start, end, final, stopAt, dialect }, ours);
        judge({ text: text.subarray(0, end), start, end, final, stopAt, dialect }, theirs);
        assert.deepEqual(said(ours), said(theirs));
      },
    ),
    { seed: 12, numRuns: 4000 },
  );
});

const dialects = fc.constantFrom(
  COMMA,
  { delimiter: 59, quote: 34 },
  { delimiter: 44, quote: 256 },
  { delimiter: 9, quote: 39 },
);

test('records are skipped up to the last certain end: the plain way finds the same, and the scan agrees', () => {
  const block = blockOf(1000, 10_000);
  let skips = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 50 }), fc.nat(), fc.nat(), dialects, (pieces, from, to, dialect) => {
      const text = Buffer.from(pieces.join(''));
      // The text begins where a record may begin.
      const start = from % (text.length + 1);
      const end = start + (to % (text.length - start + 1));
      const skipped = skipRecords({ text: place(text), start, end, dialect });
      assert.equal(skipped, judgeSkip({ text, start, end, dialect }));
      if (skipped === start) return;
      skips++;
      scan({ text: text64k, start, end: text.length, final: true, stopAt: Infinity, dialect }, block);
      const { records, odd, recordEnds } = block;
      const passed = [...recordEnds.subarray(0, records)].filter((at) => at < skipped).length;
      assert.ok(!odd.subarray(0, passed).includes(1), 'an odd record was passed over');
      scan({ text: text64k, start, end: skipped, final: false, stopAt: Infinity, dialect }, block);
      assert.equal(block.consumed, skipped);
      assert.equal(countLines(text64k, start, skipped), block.lines);
    }),
    { seed: 14, numRuns: 4000 },
  );
  assert.ok(skips > 500, `only ${skips} texts had something to skip`);
});

test('doubled quotes become one at the end of their field, and leave a NUL each', () => {
  const value = fc.array(fc.constantFrom('a', '""', ',', '\n', 'é', 'x'.repeat(7), 'y'.repeat(19)), { maxLength: 20 });
  const [ours, theirs] = [blockOf(10, 10), blockOf(10, 10)];
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (values) => {
      const text = Buffer.from(`${values.map((pieces) => `"${pieces.join('')}"`).join(',')}\n`);
      place(text);
      const bounds = { start: 0, end: text.length, final: true, stopAt: Infinity, dialect: COMMA };
      scan({ text: text64k, ...bounds }, ours);
      scan({ text: text64k, ...bounds }, theirs);
      const bytes = Buffer.from(text);
      collapse(ours, ours.fields, text64k, 34);
      typescriptKernel.collapse(theirs, theirs.fields, bytes, 34);
      assert.deepEqual([...text64k.subarray(0, text.length)], [...bytes]);
      assert.deepEqual(said(ours), said(theirs));
    }),
    { seed: 15, numRuns: 1000 },
  );
});

test('lines are counted as the scan counts them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', 'x'.repeat(15)), { maxLength: 60 }), (pieces) => {
      const text = Buffer.from(pieces.join(''));
      assert.equal(countLines(place(text), 0, text.length), text.toString().split(/\r\n|\r|\n/).length - 1);
    }),
    { seed: 13, numRuns: 500 },
  );
});
