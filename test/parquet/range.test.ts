import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rangeOf } from '../../src/parquet/range.ts';

// Equal beginnings around four and 32 bytes, where the comparison changes its way; bytes above 127, and zeros, which end nothing.
const text = fc
  .tuple(
    fc.constantFrom('', 'a', 'abc', 'abcd', 'x'.repeat(31), 'x'.repeat(32), 'x'.repeat(40)),
    fc.uint8Array({ maxLength: 5 }),
    fc.constantFrom(0, 1, 127, 128, 255),
  )
  .map(([head, tail, last]) => Buffer.concat([Buffer.from(head), tail, Buffer.of(last).subarray(0, last & 1)]));

test('the least and the greatest text are those of a comparison byte by byte, each where it stands first', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { minLength: 1, maxLength: 30 }), fc.boolean(), (rows, any) => {
      const bytes = Buffer.concat(rows.map(([value]) => value));
      let at = 0;
      const ends = Uint32Array.from(rows, ([{ length }]) => {
        at += length;
        return at;
      });
      const starts = ends.map((end, row) => end - (rows[row]?.[0].length as number));
      const validity = Uint8Array.from(rows, ([, isThere]) => (any && !isThere ? 0 : 1));
      const nulls = validity.filter((flag) => flag === 0).length;
      const values = { physical: 'bytes', data: { bytes, starts, ends } } as const;
      const found = rangeOf({ kind: 'plain', values, nulls, ...(nulls > 0 ? { validity } : {}) });
      const sorted = rows.flatMap(([value], row) => (validity[row] === 0 ? [] : [{ value, row }]));
      sorted.sort((a, b) => Buffer.compare(a.value, b.value) || a.row - b.row);
      const greatest = sorted.find(({ value }) => value.equals(sorted.at(-1)?.value as Buffer));
      assert.deepEqual(
        found,
        sorted.length === 0 ? 'none' : { least: sorted[0]?.row as number, greatest: greatest?.row as number },
      );
    }),
    { seed: 16, numRuns: 2000 },
  );
});
