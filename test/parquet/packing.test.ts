import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bitWidthOf, hybridBound, packHybrid, unpackHybrid } from '../../src/kernel/bit-pack.ts';
import { deltaBound, packDelta, unpackDelta } from '../../src/kernel/delta.ts';

const BOUND = 2n ** 63n;

test('indices come back, for every width and every mix of runs, within the promised bound', () => {
  const stretches = fc.array(fc.tuple(fc.nat({ max: 65_535 }), fc.integer({ min: 1, max: 40 })), { maxLength: 30 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), stretches, (width, runs) => {
      const values = Uint16Array.from(runs.flatMap(([value, length]) => Array(length).fill(value & (2 ** width - 1))));
      const bound = hybridBound(values.length, width);
      const out = new Uint8Array(bound + 8).fill(0xee);
      const end = packHybrid(values, values.length, width, out, 0);
      assert.ok(end <= bound);
      const back = new Uint16Array(values.length);
      assert.equal(unpackHybrid(out, 0, end, width, values.length, back), end);
      assert.deepEqual(back, values);
      if (values.length > 0)
        assert.throws(
          () => unpackHybrid(out, 0, end - 1, width, values.length, new Uint16Array(values.length)),
          RangeError,
        );
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('the example of the format: 0 to 7 in three bits are 88 c6 fa', () => {
  const out = new Uint8Array(32);
  const end = packHybrid(Uint16Array.of(0, 1, 2, 3, 4, 5, 6, 7), 8, 3, out, 0);
  assert.deepEqual([...out.subarray(0, end)], [0x03, 0x88, 0xc6, 0xfa]);
  assert.deepEqual([0, 1, 2, 255, 256, 65_534].map(bitWidthOf), [1, 1, 2, 8, 9, 16]);
});

test('runs of noise end in a RangeError or in values, never beyond the page', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 0, max: 16 }), (noise, width) => {
      try {
        assert.ok(unpackHybrid(noise, 0, noise.length, width, 100, new Uint16Array(100)) <= noise.length);
      } catch (error) {
        assert.ok(error instanceof RangeError);
      }
      try {
        assert.ok(unpackDelta(noise, 0, noise.length, 3, new BigInt64Array(3), 0) <= noise.length);
      } catch (error) {
        assert.ok(error instanceof RangeError);
      }
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test('differences come back exactly, at any distance from zero; too far apart they are refused', () => {
  const steps = fc.array(
    fc.oneof(fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -(2n ** 52n) + 1n, max: 2n ** 52n - 1n })),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(fc.bigInt({ min: -BOUND, max: BOUND - 1n }), steps, (first, deltas) => {
      const all = [first];
      for (const delta of deltas) {
        const next = (all.at(-1) as bigint) + delta;
        all.push(next >= -BOUND && next < BOUND ? next : (all.at(-1) as bigint));
      }
      const values = BigInt64Array.from(all);
      const out = new Uint8Array(deltaBound(values.length));
      const end = packDelta(values, 0, values.length, out, 0);
      assert.ok(end > 0 && end <= out.length);
      const back = new BigInt64Array(values.length);
      assert.equal(unpackDelta(out, 0, end, values.length, back, 0), end);
      assert.deepEqual(back, values);
    }),
    { numRuns: 300, seed: 3 },
  );
  const far = BigInt64Array.of(0n, 2n ** 52n);
  assert.equal(packDelta(far, 0, 2, new Uint8Array(deltaBound(2)), 0), -1);
  assert.equal(packDelta(BigInt64Array.of(BOUND - 1n, -BOUND), 0, 2, new Uint8Array(deltaBound(2)), 0), -1);
});
