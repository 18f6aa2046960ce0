import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clearDictionary, createByteDictionary, look, MAX_STRINGS } from '../../src/kernel/byte-dictionary.ts';

interface Packed {
  text: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

function pack(values: readonly Uint8Array[]): Packed {
  let at = 0;
  const starts = Uint32Array.from(values, (value) => {
    at += value.length;
    return at - value.length;
  });
  return {
    text: Buffer.concat(values),
    starts,
    ends: starts.map((start, k) => start + (values[k] as Uint8Array).length),
  };
}

test('positions and strings are those of a Map, in order of first appearance', () => {
  // Few bytes and all lengths around four and eight, where the key changes its form.
  const value = fc.oneof(
    fc.uint8Array({ maxLength: 3 }),
    fc.array(fc.constantFrom(0, 1, 255), { maxLength: 14 }).map((bytes) => Uint8Array.from(bytes)),
    fc.uint8Array({ minLength: 15, maxLength: 40 }),
  );
  const dictionary = createByteDictionary();
  fc.assert(
    fc.property(fc.array(value, { maxLength: 600 }), (values) => {
      const { text, starts, ends } = pack(values);
      const out = new Uint16Array(values.length + 2);
      clearDictionary(dictionary);
      const request = { dictionary, text, starts, ends, first: 0, stride: 1, count: values.length, out, outAt: 2 };
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
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('a column is read with its stride', () => {
  const { text, starts, ends } = pack(['a', 'x', 'b', 'y', 'a', 'x'].map((value) => Buffer.from(value)));
  const out = new Uint16Array(3);
  const dictionary = createByteDictionary();
  look({ dictionary, text, starts, ends, first: 1, stride: 2, count: 3, out, outAt: 0 });
  assert.deepEqual([...out], [0, 1, 0]);
});

test('a full dictionary takes known strings and stops at a new one', () => {
  const values = Array.from({ length: MAX_STRINGS }, (_, k) => Buffer.from(`value ${k}`));
  const { text, starts, ends } = pack([...values, values[7] as Buffer, Buffer.from('one too many')]);
  const out = new Uint16Array(starts.length);
  const dictionary = createByteDictionary();
  const request = { dictionary, text, starts, ends, first: 0, stride: 1, count: starts.length, out, outAt: 0 };
  assert.equal(look(request), MAX_STRINGS + 1);
  assert.equal(dictionary.size, MAX_STRINGS);
  assert.equal(out[MAX_STRINGS], 7);
  assert.equal(out[MAX_STRINGS - 1], MAX_STRINGS - 1);
});

test('strings made to collide end the dictionary instead of the run', () => {
  // Longer strings hash their first words; equal last words and swapped halves of a zero product meet in one slot chain.
  const colliding: Buffer[] = [];
  for (let k = 0; k < 60_000; k++) {
    const bytes = Buffer.alloc(8);
    // low ^ high × C is kept equal, so that every key starts its walk at the same slot.
    bytes.writeInt32BE(Math.imul(k, 0x85ebca6b), 0);
    bytes.writeInt32BE(k, 4);
    colliding.push(bytes);
  }
  const { text, starts, ends } = pack(colliding);
  const out = new Uint16Array(starts.length);
  const dictionary = createByteDictionary();
  const request = { dictionary, text, starts, ends, first: 0, stride: 1, count: starts.length, out, outAt: 0 };
  const taken = look(request);
  assert.ok(taken > 1000 && taken < 1100, `${taken} were taken`);
});
