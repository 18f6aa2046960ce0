import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFixedDatetime } from '../../src/clean/fixed-datetime.ts';
import * as ours from '../../src/kernel/bit-pack.ts';
import { readDatetimes } from '../../src/kernel/datetimes.ts';
import { deltaBound, packDelta, unpackDelta } from '../../src/kernel/delta.ts';
import { theMachine } from '../../src/kernel/machine.ts';
import { FIRST_SECOND, LAST_SECOND } from '../../src/table/type.ts';
import * as theirs from '../oracle/bit-pack.ts';
import * as plain from '../oracle/delta.ts';

/** What the call returns and writes, or that it throws: the two may say differently why. */
function outcome<T>(work: () => T): T | 'refused' {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof RangeError, String(error));
    return 'refused';
  }
}

const stretches = fc.array(fc.tuple(fc.nat({ max: 65_535 }), fc.integer({ min: 1, max: 40 })), { maxLength: 30 });

test('packed values have the bytes that the plain loop gives them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), stretches, (width, runs) => {
      const values = Uint16Array.from(runs.flatMap(([value, length]) => Array(length).fill(value & (2 ** width - 1))));
      const pack = (packer: typeof ours.packHybrid) => {
        const out = new Uint8Array(ours.hybridBound(values.length, width) + 3);
        return [packer(values, values.length, width, out, 3), [...out]];
      };
      assert.deepEqual(pack(ours.packHybrid), pack(theirs.packHybrid));
    }),
    { numRuns: 800, seed: 21 },
  );
});

test('levels and indices of slots are those of a filter, and come back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), stretches, fc.boolean(), fc.nat(5), (width, runs, required, skip) => {
      const size = 2 ** width;
      const all = runs.flatMap(([value, length]) => Array(length).fill(value % size) as number[]);
      const slots = Uint16Array.from(all, (slot) => (required ? Math.max(1, slot) : slot));
      const from = Math.min(skip, slots.length);
      const rows = slots.subarray(from);
      const bound = ours.hybridBound(slots.length, width);
      const [levels, indices, expected] = [new Uint8Array(bound), new Uint8Array(bound), new Uint8Array(bound)];
      const levelsEnd = ours.packLevels(slots, from, slots.length, levels, 0);
      assert.equal(
        levelsEnd,
        theirs.packHybrid(
          rows.map((slot) => Math.min(1, slot)),
          rows.length,
          1,
          expected,
          0,
        ),
      );
      assert.deepEqual(levels.subarray(0, levelsEnd), expected.subarray(0, levelsEnd));
      const indicesEnd = ours.packIndices(slots, from, slots.length, width, indices, 0);
      const present = rows.filter((slot) => slot !== 0).map((slot) => slot - 1);
      assert.equal(indicesEnd, theirs.packHybrid(present, present.length, width, expected, 0));
      assert.deepEqual(indices.subarray(0, indicesEnd), expected.subarray(0, indicesEnd));

      const head = required ? Buffer.alloc(0) : levels.subarray(0, levelsEnd);
      const body = Buffer.concat([head, Buffer.of(width), indices.subarray(0, indicesEnd)]);
      const page = { body, levels: required ? undefined : { at: 0, end: levelsEnd }, indicesAt: head.length };
      const back = new Uint16Array(slots.length);
      const largest = present.reduce((most, index) => Math.max(most, index), -1);
      const read = (limit: number) =>
        ours.unpackSlots({ ...page, values: rows.length, size: limit, slots: back, row: from });
      assert.equal(read(largest + 1), rows.length - present.length);
      assert.deepEqual(back.subarray(from), rows);
      if (largest >= 0) assert.throws(() => read(largest), RangeError);
    }),
    { numRuns: 600, seed: 22 },
  );
});

test('noise is refused, or read as the plain loop reads it', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    // Bytes that are likely to be headers of runs that fit.
    fc
      .array(fc.constantFrom(0, 1, 2, 3, 4, 5, 16, 17, 0x80, 0xff), { maxLength: 60 })
      .map((list) => Uint8Array.from(list)),
  );
  fc.assert(
    fc.property(noise, fc.integer({ min: 0, max: 17 }), fc.nat(120), (bytes, width, count) => {
      const read = (unpack: typeof ours.unpackHybrid) =>
        outcome(() => {
          const out = new Uint16Array(count);
          return [unpack(bytes, 0, bytes.length, width, count, out), [...out]];
        });
      assert.deepEqual(read(ours.unpackHybrid), read(theirs.unpackHybrid));
    }),
    { numRuns: 4000, seed: 23 },
  );
  fc.assert(
    fc.property(noise, fc.nat(200), fc.boolean(), (tail, count, isHeaded) => {
      const head = isHeaded ? [0x80, 1, 4, ...(count < 128 ? [count] : [(count & 127) | 128, count >> 7])] : [];
      const bytes = Uint8Array.from([...head, ...tail]);
      const read = (unpack: typeof unpackDelta) =>
        outcome(() => {
          const out = new BigInt64Array(count + 1);
          return [unpack(bytes, 0, bytes.length, count, out, 1), [...out]];
        });
      assert.deepEqual(read(unpackDelta), read(plain.unpackDelta));
    }),
    { numRuns: 4000, seed: 24 },
  );
});

test('differences have the bytes that the plain loop gives them, and both refuse the same', () => {
  const step = fc.oneof(
    fc.bigInt({ min: -2000n, max: 2000n }),
    fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
    fc.constantFrom(2n ** 52n, -(2n ** 52n), 2n ** 52n - 1n, 1n - 2n ** 52n, 2n ** 63n),
  );
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.array(step, { maxLength: 300 }),
      fc.nat(3),
      (first, steps, from) => {
        const all = [first];
        for (const delta of steps) all.push(BigInt.asIntN(64, (all.at(-1) as bigint) + delta));
        const values = BigInt64Array.from(all);
        const start = Math.min(from, values.length);
        const pack = (packer: typeof packDelta) => {
          const out = new Uint8Array(deltaBound(values.length) + 5);
          const end = packer(values, start, values.length, out, 5);
          return [end, end < 0 ? [] : [...out.subarray(0, end)]];
        };
        assert.deepEqual(pack(packDelta), pack(plain.packDelta));
      },
    ),
    { numRuns: 800, seed: 25 },
  );
});

test('date-times are read as the plain reader reads them, in any memory', () => {
  const two = fc.integer({ min: -3, max: 102 }).map((value) => String(value).padStart(2, '0').slice(0, 2));
  const spelled = fc.oneof(
    fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 19)),
    fc.tuple(two, two, two, two, two, two, two).map(([a, b, c, d, e, f, g]) => `${a}${b}-${c}-${d} ${e}:${f}:${g}`),
    fc.constantFrom(
      '',
      '2021-02-29 00:00:00',
      '2020-02-29T23:59:59',
      '0000-12-31 00:00:00',
      '2021-01-01 24:00:00',
      '1900-02-29 01:01:01',
    ),
    fc.tuple(fc.nat(18), fc.constantFrom('x', ' ', ':', '/', 'é')).map(([at, mark]) => {
      const good = '2021-01-31 12:34:56';
      return good.slice(0, at) + mark + good.slice(at + 1);
    }),
  );
  const read = createFixedDatetime();
  const memory = theMachine().openMemory();
  fc.assert(
    fc.property(fc.array(spelled, { maxLength: 40 }), fc.boolean(), (texts, isOurs) => {
      const encoded = texts.map((text) => Buffer.from(text));
      const length = encoded.reduce((sum, text) => sum + text.length, 0);
      const bytes = isOurs ? memory.bytes(length) : Buffer.alloc(length);
      Buffer.concat(encoded).copy(bytes);
      const ends = new Uint32Array(texts.length);
      let at = 0;
      encoded.forEach((text, k) => {
        at += text.length;
        ends[k] = at;
      });
      const starts = ends.map((end, k) => end - (encoded[k] as Buffer).length);
      const out = new BigInt64Array(texts.length).fill(7n);
      const missed = readDatetimes({ bytes, starts, ends }, texts.length, 1000, out);
      texts.forEach((_, k) => {
        const [start, end] = [starts[k] as number, ends[k] as number];
        const seconds = end - start === 19 ? read(bytes, start) : Number.NaN;
        const isGood = seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
        assert.equal(missed.includes(k), !isGood, texts[k]);
        assert.equal(out[k], isGood ? BigInt(seconds) * 1000n : 7n, texts[k]);
      });
      if (isOurs) memory.release(bytes);
    }),
    { numRuns: 1500, seed: 26 },
  );
});
