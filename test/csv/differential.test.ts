import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readText } from './csv-reading.ts';

const SEED = { seed: 20210101, numRuns: 400 };
/** Pieces that meet at every boundary a CSV reader knows. */
const text = fc
  .array(fc.constantFrom('a', 'é', ' ', '7', ',', ',', '"', '"', '""', '\n', '\r', '\r\n', '",', ',"', '𝄞'), {
    maxLength: 40,
  })
  .map((pieces) => `x,y\n${pieces.join('')}`);
const chunk = fc.integer({ min: 1, max: 50 });

test('what csv-parse accepts is read alike', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(text, chunk, fc.integer({ min: 1, max: 100 }), async (csv, size, groupBytes) => {
      let expected: string[][] | undefined;
      let code = '';
      try {
        expected = parse(csv, {
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_column_count: true,
          skip_empty_lines: true,
        }).slice(1) as unknown as string[][];
      } catch (error) {
        code = (error as { code: string }).code;
      }
      const read = await readText(csv, { chunk: size, groupBytes });
      assert.equal(read.counts.records, read.rows.length + read.malformed.length);
      if (expected === undefined) {
        const rules = read.malformed
          .map(({ rule }) => rule)
          .filter((rule) => rule !== 'CSV_RECORD_INCONSISTENT_COLUMNS');
        assert.equal(rules[0], code);
        return;
      }
      accepted++;
      assert.deepEqual(
        read.rows,
        expected.filter((record) => record.length === 2),
      );
      assert.equal(read.malformed.length, expected.filter((record) => record.length !== 2).length);
    }),
    SEED,
  );
  assert.ok(accepted > 50, `only ${accepted} texts were accepted`);
});

test('the kernel and csv-parse give the same batches, faults and line numbers', async () => {
  await fc.assert(
    fc.asyncProperty(text, chunk, fc.integer({ min: 1, max: 100 }), async (csv, size, groupBytes) => {
      const reading = { chunk: size, groupBytes };
      const fast = await readText(csv, reading);
      // A comment mark that no text holds sends the whole file to csv-parse.
      assert.deepEqual(await readText(csv, { ...reading, csv: { comment: '\u0001' } }), fast);
    }),
    SEED,
  );
});

test('any table survives being written as CSV', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', '\r', ' ', ';', '𝄞'), maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom(',', ';', '\t', '|', '||', '; '),
      chunk,
      async (rows, lineEnd, delimiter, size) => {
        const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const csv = [['a', 'b', 'c'], ...rows].map((row) => row.map(quoted).join(delimiter) + lineEnd).join('');
        const read = await readText(csv, { csv: { delimiter }, chunk: size, groupBytes: 64 });
        assert.deepEqual(read.rows, rows);
        assert.deepEqual(read.malformed, []);
      },
    ),
    { ...SEED, numRuns: 200 },
  );
});

// Long stretches too, so that fields reach over the 64 bytes that the kernel looks at together.
const quotedValue = fc
  .array(fc.constantFrom('a', 'é', ',', '"', '"', '\n', '\r', '\r\n', 'harbour', 'x'.repeat(61)), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

test('quoted fields, cut at every byte: values, places and the text of each row are those of the file', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(quotedValue, quotedValue), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 300 }),
      async (rows, lineEnd, groupBytes) => {
        const records = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
        const csv = `x,y${lineEnd}${records.map((record) => record + lineEnd).join('')}`;
        const parsed = parse(csv, { record_delimiter: ['\r\n', '\n', '\r'] }).slice(1);
        assert.deepEqual(parsed, rows);
        const whole = await readText(csv, { groupBytes });
        assert.deepEqual(whole.rows, rows);
        assert.deepEqual(whole.records, records);
        assert.deepEqual(whole.malformed, []);
        const linesBefore = (row: number) =>
          csv.slice(0, csv.indexOf(records[row] as string)).split(/\r\n|\r|\n/).length;
        assert.equal(whole.lines[0], linesBefore(0));
        const { onBytes: _, ...wanted } = whole;
        for (let cut = 1; cut < Buffer.byteLength(csv); cut++) {
          const { onBytes: _, ...read } = await readText(csv, { groupBytes, cut });
          assert.deepEqual(read, wanted);
        }
      },
    ),
    { seed: 20210102, numRuns: 25 },
  );
});
