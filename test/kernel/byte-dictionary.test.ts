import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createByteDictionary, look, MAX_STRINGS } from '../../src/kernel/byte-dictionary.ts';
import { theMachine } from '../../src/kernel/machine.ts';
import * as judge from '../oracle/byte-dictionary.ts';

interface Packed {
  text: Uint8Array;
  spans: Uint32Array;
  out: Uint16Array;
}

const memory = theMachine().openMemory();

/** The values one after the other, in the kernel's memory, with room for `more` positions than there are values. */
function pack(values: readonly Uint8Array[], more = 0): Packed {
  const length = values.reduce((sum, value) => sum + value.length, 0);
  const text = memory.bytes(length);
  const spans = memory.words(2 * values.length);
  let at = 0;
  for (const [k, value] of values.entries()) {
    text.set(value, at);
    spans[2 * k] = at;
    at += value.length;
    spans[2 * k + 1] = at;
  }
  return { text, spans, out: memory.shorts(values.length + more) };
}

function release(packed: Packed): void {
  for (const array of Object.values(packed)) memory.release(array);
}

test('positions and strings are those of a Map, in order of first appearance', () => {
  // Few bytes and all lengths around four and eight, where the key changes its form.
  const value = fc.oneof(
    fc.uint8Array({ maxLength: 3 }),
    fc.array(fc.constantFrom(0, 1, 255), { maxLength: 14 }).map((bytes) => Uint8Array.from(bytes)),
    fc.uint8Array({ minLength: 15, maxLength: 40 }),
  );
  const dictionary = createByteDictionary(memory);
  fc.assert(
    fc.property(fc.array(value, { maxLength: 600 }), (values) => {
      const packed = pack(values, 2);
      const { text, spans, out } = packed;
      dictionary.clear();
      const request = { dictionary, text, spans, first: 0, stride: 1, count: values.length, out, outAt: 2 };
      assert.equal(look(request), values.length);
      const expected = new Map<string, number>();
      values.forEach((bytes, k) => {
        const key = Buffer.from(bytes).toString('hex');
        if (!expected.has(key)) expected.set(key, expected.size);
        assert.equal(out[k + 2], expected.get(key));
      });
      assert.equal(dictionary.size, expected.size);
      const strings = Array.from({ length: dictionary.size }, (_, k) =>
        Buffer.from(text.subarray(dictionary.starts[k], dictionary.ends[k])).toString('hex'),
      );
      assert.deepEqual(strings, [...expected.keys()]);
      release(packed);
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('a column is read with its stride', () => {
  const { text, spans, out } = pack(['a', 'x', 'b', 'y', 'a', 'x'].map((value) => Buffer.from(value)));
  const dictionary = createByteDictionary(memory);
  look({ dictionary, text, spans, first: 1, stride: 2, count: 3, out, outAt: 0 });
  assert.deepEqual([...out.subarray(0, 3)], [0, 1, 0]);
});

test('a full dictionary takes known strings and stops at a new one', () => {
  const values = Array.from({ length: MAX_STRINGS }, (_, k) => Buffer.from(`value ${k}`));
  const { text, spans, out } = pack([...values, values[7] as Buffer, Buffer.from('one too many')]);
  const dictionary = createByteDictionary(memory);
  const request = { dictionary, text, spans, first: 0, stride: 1, count: spans.length / 2, out, outAt: 0 };
  assert.equal(look(request), MAX_STRINGS + 1);
  assert.equal(dictionary.size, MAX_STRINGS);
  assert.equal(out[MAX_STRINGS], 7);
  assert.equal(out[MAX_STRINGS - 1], MAX_STRINGS - 1);
});

test('strings made to collide end the dictionary instead of the run', () => {
  // The way back through `slotOf` of assembly/dictionary.ts: keys whose products are small all begin at slot 0.
  const wrap = (value: bigint) => BigInt.asUintN(64, value);
  const multiplier = 0x9e3779b97f4a7c15n;
  let inverse = 1n;
  for (let round = 0; round < 6; round++) inverse = wrap(inverse * (2n - multiplier * inverse));
  const colliding = Array.from({ length: 60_000 }, (_, k) => {
    const mixed = wrap(BigInt(k) * inverse);
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(mixed ^ (mixed >> 31n) ^ (mixed >> 62n));
    return bytes;
  });
  const { text, spans, out } = pack(colliding);
  const dictionary = createByteDictionary(memory);
  const request = { dictionary, text, spans, first: 0, stride: 1, count: spans.length / 2, out, outAt: 0 };
  const taken = look(request);
  assert.ok(taken > 1000 && taken < 1100, `${taken} were taken`);
});

test('positions are those of the plain dictionary, for fields that lie anywhere and may overlap', () => {
  const bytes = memory.bytes(4096);
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 200, maxLength: 400 }),
      fc.nat(12),
      fc.nat(30),
      (noise, least, most) => {
        bytes.fill(0xee);
        bytes.set(noise);
        const spans = memory.words(2 * noise.length);
        for (let k = 0; k < noise.length; k++) {
          spans[2 * k] = k;
          spans[2 * k + 1] = Math.min(noise.length, k + least + (k % (most + 1)));
        }
        const fields = { text: bytes, spans, first: 0, stride: 1, count: noise.length };
        const ours = memory.shorts(noise.length);
        const theirs = new Uint16Array(noise.length);
        const dictionary = createByteDictionary(memory);
        assert.equal(look({ ...fields, dictionary, out: ours, outAt: 0 }), noise.length);
        judge.look({ ...fields, dictionary: judge.createByteDictionary(), out: theirs, outAt: 0 });
        assert.deepEqual([...ours], [...theirs]);
        for (const array of [spans, ours]) memory.release(array);
      },
    ),
    { seed: 14, numRuns: 300 },
  );
});
