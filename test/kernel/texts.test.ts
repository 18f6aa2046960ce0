import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { theMachine } from '../../src/kernel/machine.ts';
import { joinTexts } from '../../src/kernel/texts.ts';

const memory = theMachine().openMemory();
const bytes = memory.bytes(1024);
for (let at = 0; at < bytes.length; at++) bytes[at] = at % 251;

test('texts are joined with their lengths, wherever they lie, nulls left out', () => {
  // Around 16, of which the kernel moves so many at once; spans may overlap and be empty.
  const span = fc.tuple(fc.nat(900), fc.oneof(fc.nat(3), fc.integer({ min: 14, max: 34 })), fc.boolean());
  fc.assert(
    fc.property(fc.array(span, { maxLength: 40 }), fc.boolean(), fc.nat(40), (spans, hasNulls, skip) => {
      const starts = Uint32Array.from(spans, ([start]) => start);
      const ends = Uint32Array.from(spans, ([start, length]) => start + length);
      const validity = hasNulls ? Uint8Array.from(spans, ([, , isThere]) => (isThere ? 1 : 0)) : undefined;
      const from = Math.min(skip, spans.length);
      const joined = joinTexts({ bytes, starts, ends }, from, spans.length, validity);
      const expected = spans.slice(from).flatMap(([start, length, isThere]) => {
        if (hasNulls && !isThere) return [];
        const size = Buffer.alloc(4);
        size.writeUInt32LE(length);
        return [size, bytes.subarray(start, start + length)];
      });
      assert.deepEqual(Buffer.from(joined as Uint8Array), Buffer.concat(expected));
    }),
    { seed: 17, numRuns: 500 },
  );
});

test('texts outside of the kernel memory are left to the caller', () => {
  const spans = { bytes: Buffer.from('ab'), starts: Uint32Array.of(0), ends: Uint32Array.of(2) };
  assert.equal(joinTexts(spans, 0, 1, undefined), undefined);
});
