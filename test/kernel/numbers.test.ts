import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePlainDecimal } from '../../src/clean/plain-decimal.ts';
import { parsePlainFloat } from '../../src/clean/plain-float.ts';
import { theMachine } from '../../src/kernel/machine.ts';
import { distinctNumbers, type NumberForm, readNumbers } from '../../src/kernel/numbers.ts';
import type { Spans } from '../../src/table/column.ts';
import { cells, clean, column, pipelineOf } from '../clean/fixtures.ts';

const memory = theMachine().openMemory();

/** The texts behind a byte that is none of theirs; in the kernel's memory or elsewhere. */
function spansOf(texts: readonly string[], inKernel: boolean): Spans {
  const joined = Buffer.from(`#${texts.join('')}`, 'latin1');
  const bytes = inKernel ? memory.bytes(joined.length) : Buffer.alloc(joined.length);
  bytes.set(joined);
  const [starts, ends] = [new Uint32Array(texts.length), new Uint32Array(texts.length)];
  let at = 1;
  for (const [k, text] of texts.entries()) {
    starts[k] = at;
    at += text.length;
    ends[k] = at;
  }
  return { bytes, starts, ends };
}

/** The value that one of the readers of clean gives, which go digit by digit; NaN where they give none. */
function judged(text: string, { scale, limit }: NumberForm): number {
  const bytes = Buffer.from(text, 'latin1');
  const value =
    scale === undefined ? parsePlainFloat(bytes, 0, bytes.length) : parsePlainDecimal(bytes, 0, bytes.length, scale);
  return Math.abs(value) < limit ? value : Number.NaN;
}

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{0,${most}}$`));
const number = fc
  .tuple(fc.constantFrom('', '-'), digits(17), fc.constantFrom('', '.'), digits(6))
  .map((parts) => parts.join(''));
const short = fc.tuple(fc.constantFrom('', '-'), digits(2), fc.constantFrom('.', '.0')).map((parts) => parts.join(''));
const text = fc.oneof(
  number,
  short,
  fc.stringMatching(/^[-+.0-9e ]{0,6}$/),
  fc.constantFrom('', '-0', '0', '00.', '-'),
);
const form: fc.Arbitrary<NumberForm> = fc.oneof(
  fc.constant({ limit: Number.POSITIVE_INFINITY }),
  fc.record({ scale: fc.integer({ min: 0, max: 6 }), limit: fc.constantFrom(100, 1e9, Number.POSITIVE_INFINITY) }),
);

test('a column of numbers is what it is digit by digit; what is of another form stays as it was', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), form, fc.boolean(), (texts, form, inKernel) => {
      const spans = spansOf(texts, inKernel);
      const expected = texts.map((text) => judged(text, form));
      const missed = expected.flatMap((value, at) => (Number.isNaN(value) ? [at] : []));
      const doubles = new Float64Array(texts.length).fill(7);
      assert.deepEqual(readNumbers(spans, texts.length, form, doubles), missed);
      const same = expected.every((value, at) => Object.is(doubles[at], Number.isNaN(value) ? 7 : value));
      assert.ok(same, JSON.stringify({ texts, form, doubles: [...doubles] }));
      if (form.scale === undefined) return;
      const whole = new BigInt64Array(texts.length).fill(7n);
      assert.deepEqual(readNumbers(spans, texts.length, form, whole), missed);
      assert.deepEqual(
        [...whole],
        expected.map((value) => (Number.isNaN(value) ? 7n : BigInt(value))),
      );
    }),
  );
});

test('distinct numbers stand in order of first appearance, and every text knows its own', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), form, fc.boolean(), (texts, form, inKernel) => {
      const expected = texts.map((text) => judged(text, form));
      const found = distinctNumbers(spansOf(texts, inKernel), form);
      assert.ok(found !== undefined);
      assert.deepEqual(
        [...found.missed],
        expected.flatMap((value, at) => (Number.isNaN(value) ? [at] : [])),
      );
      const order: number[] = [];
      for (const [at, value] of expected.entries()) {
        const id = found.ids[at] as number;
        if (Number.isNaN(value)) assert.equal(id, 0);
        else {
          if (!order.some((each) => Object.is(each, value))) order.push(value);
          assert.ok(Object.is(found.values[id - 1], value), `${value} is −0 or not`);
        }
      }
      assert.ok(order.every((value, at) => Object.is(value, found.values[at])) && order.length === found.values.length);
    }),
  );
});

test('more texts than are read at once, and none', () => {
  const texts = Array.from({ length: 40_000 }, (_, at) => (at % 977 === 5 ? 'none' : `${at % 5000}.5`));
  const out = new Float64Array(texts.length);
  const missed = readNumbers(spansOf(texts, false), texts.length, { limit: Number.POSITIVE_INFINITY }, out);
  assert.deepEqual(
    missed,
    texts.flatMap((text, at) => (text === 'none' ? [at] : [])),
  );
  assert.ok(out.every((value, at) => texts[at] === 'none' || value === Number(texts[at])));
  assert.equal(distinctNumbers(spansOf(texts, true), { limit: Number.POSITIVE_INFINITY })?.values.length, 5000);
  assert.equal(distinctNumbers(spansOf([], true), { limit: 1 })?.values.length, 0);
});

/** Whole numbers whose first slots are few, so that a walk to a free one is long; see assembly/number.ts. */
function colliding(count: number): string[] {
  const bits = new BigUint64Array(new Float64Array(1).buffer);
  const value = new Float64Array(bits.buffer);
  const found: string[] = [];
  for (let n = 1; found.length < count; n++) {
    value[0] = n;
    const key = bits[0] as bigint;
    const slot = (BigInt.asUintN(64, (key ^ (key >> 31n)) * 0x9e3779b97f4a7c15n) >> 40n) & 4095n;
    if (slot < 64n) found.push(String(n));
  }
  return found;
}

test('values that were made to collide are given back, and read the slower way', () => {
  const texts = colliding(2000);
  assert.equal(distinctNumbers(spansOf(texts, true), { limit: Number.POSITIVE_INFINITY }), undefined);
  assert.equal(distinctNumbers(spansOf(texts.slice(0, 900), true), { limit: 1e18 })?.values.length, 900);
  const table = clean({
    header: ['n'],
    rows: texts.map((text) => [text]),
    pipeline: pipelineOf([column('n', 'float64')]),
  });
  assert.deepEqual(
    cells(table).map(([cell]) => String(cell)),
    texts,
  );
});

test('a number that means null is null, and one that is spelled otherwise is the same value', () => {
  const texts = ['-999', '1', '+1', '1.0', '1e0', '', '-999.0', '2'];
  for (const [nulls, first, size] of [
    [['', '-999'], null, 3],
    [[''], '-999', 3],
  ] as const) {
    const pipeline = pipelineOf([column('n', 'float64')], { nulls });
    const table = clean({ header: ['n'], rows: texts.map((text) => [text]), pipeline });
    assert.deepEqual(
      cells(table).map(([cell]) => cell),
      [first, '1', '1', '1', '1', null, '-999', '2'],
    );
    const values = table.batch.columns[0];
    assert.ok(values?.kind === 'dictionary' && values.dictionary.physical === 'double');
    assert.equal(values.dictionary.data.length, size);
  }
});
