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
