import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFloat64 } from '../../src/clean/float64.ts';
import { parseInt64 } from '../../src/clean/int64.ts';
import { parseNumeric } from '../../src/clean/numeric.ts';
import { parsePlainDecimal } from '../../src/clean/plain-decimal.ts';
import { column, outcomes } from './fixtures.ts';

/** Numbers elsewhere, and in no column here: separators, another base, other digits, blanks that do not break. */
const ODD = ['1_000', '0x1F', '१२', '\u00a012', '12\u00a0', '\u00a012\u00a0'];

test('V1: int64 is exact over its whole range, and rejected beyond it', () => {
  assert.deepEqual(
    outcomes(column('n', 'int64'), [
      '9007199254740993',
      '-9007199254740993',
      '9223372036854775807',
      '-9223372036854775808',
      '9223372036854775808',
      '-9223372036854775809',
      '18446744073709551616',
    ]),
    ['9007199254740993', '-9007199254740993', '9223372036854775807', '-9223372036854775808', '!type', '!type', '!type'],
  );
});

test('V2: int64 reads digits with a sign and leading zeros, nothing else', () => {
  assert.deepEqual(outcomes(column('n', 'int64'), ['00', '007', '+5', '-0', '-12', '+007']), [
    '0',
    '7',
    '5',
    '0',
    '-12',
    '7',
  ]);
  for (const text of ['1.0', '1e3', '.50', '5.', ...ODD, ' 12', '12 ', '-', '+', '--1', '1-', '\t1']) {
    assert.deepEqual(outcomes(column('n', 'int64'), [text]), ['!type'], JSON.stringify(text));
  }
});

test('V2: numeric and float64 read .50 and 5. as well', () => {
  assert.deepEqual(
    outcomes(column('n', 'numeric(10,2)'), ['.50', '5.', '-.5', '+1.25', '007', '12.500', '-0', '0.00']),
    ['0.50', '5.00', '-0.50', '1.25', '7.00', '12.50', '0.00', '0.00'],
  );
  assert.deepEqual(outcomes(column('n', 'float64'), ['.50', '5.', '1e3', '1E-2', '+.5']), [
    '0.5',
    '5',
    '1000',
    '0.01',
    '0.5',
  ]);
  for (const text of [...ODD, '.', '', '-', '+.', '1.2.3', '1e3', ' 1', '1 ', 'e5']) {
    assert.deepEqual(outcomes(column('n', 'numeric(10,2)'), [text], { nulls: [] }), ['!type'], text);
  }
  for (const text of [...ODD, '.', '', '-', '1.2.3', '1e', '1e1.5', ' 1', '1 ', 'e5', '1f', '1d']) {
    assert.deepEqual(outcomes(column('n', 'float64'), [text], { nulls: [] }), ['!type'], text);
  }
});

test('V3: binary noise of at least 15 digits is the double it spells; other extra digits are rejected', () => {
  assert.deepEqual(
    outcomes(column('n', 'numeric(10,2)'), [
      '2.6299999999999999',
      '8.9000000000000004',
      '-9.4000000000000004',
      '2.6000000000000001',
      '2.630000000000000000',
      '2.635',
      '2.62999999999999',
      '40.695922000000003',
      '0.000000000000001',
      '4.4408920985006262e-16',
    ]),
    ['2.63', '8.90', '-9.40', '2.60', '2.63', '!type', '!type', '!type', '!type', '!type'],
  );
  assert.deepEqual(outcomes(column('n', 'numeric(10,6)'), ['40.695922000000003']), ['40.695922']);
  assert.equal(parseFloat64('2.6299999999999999'), 2.63);
});

test('V1, V3: numeric keeps to its precision, and wide decimals are exact', () => {
  assert.deepEqual(outcomes(column('n', 'numeric(4,2)'), ['99.99', '-99.99', '100', '100.00', '000099.99']), [
    '99.99',
    '-99.99',
    '!type',
    '!type',
    '99.99',
  ]);
  assert.deepEqual(
    outcomes(column('n', 'numeric(38,9)'), [
      '12345678901234567890123456789.123456789',
      '-12345678901234567890123456789.123456789',
      '-0.000000001',
      '123456789012345678901234567890',
    ]),
    ['12345678901234567890123456789.123456789', '-12345678901234567890123456789.123456789', '-0.000000001', '!type'],
  );
  assert.deepEqual(outcomes(column('n', 'numeric(18,2)'), ['9999999999999999.99', '-9007199254740993.01']), [
    '9999999999999999.99',
    '-9007199254740993.01',
  ]);
});

test('V4: NaN and infinities are rejected, −0 is kept, overflow is rejected, underflow is 0', () => {
  assert.deepEqual(
    outcomes(column('n', 'float64'), [
      'NaN',
      'nan',
      'Infinity',
      '-Infinity',
      'inf',
      '-0',
      '-0.0',
      '1e400',
      '-1e400',
      '1e-400',
    ]),
    ['!type', '!type', '!type', '!type', '!type', '-0', '-0', '!type', '!type', '0'],
  );
  assert.deepEqual(outcomes(column('n', 'float64'), ['NaN', '1'], { nulls: ['NaN'] }), ['null', '1']);
});

test('V5: thousands separators, currencies, brackets, per cent and the minus sign of typesetters are rejected', () => {
  for (const type of ['int64', 'float64', 'numeric(10,2)']) {
    for (const text of ['1,234.56', '1.234,56', '$45.39', '(5.00)', '12%', '−5']) {
      assert.deepEqual(outcomes(column('n', type), [text]), ['!type'], `${text} as ${type}`);
    }
  }
});

test('the way without strings reads what the full parsers read', () => {
  const text = fc.stringMatching(/^[+-]?[0-9]{0,17}\.?[0-9]{0,4}$/);
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 4 }), (spelled, scale) => {
      const bytes = Buffer.from(`x${spelled}y`);
      const fast = parsePlainDecimal(bytes, 1, bytes.length - 1, scale);
      if (!Number.isNaN(fast)) {
        assert.equal(scale === 0 ? parseInt64(spelled) : parseNumeric(spelled, 18, scale), fast);
        assert.ok(!Object.is(fast, -0));
      }
    }),
    { numRuns: 3000, seed: 1 },
  );
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      assert.deepEqual(outcomes(column('n', 'int64'), [String(value)]), [String(value)]);
    }),
    { numRuns: 200, seed: 2 },
  );
  assert.equal(parsePlainDecimal(Buffer.from('12.5'), 0, 4, 2), 1250);
  assert.equal(parsePlainDecimal(Buffer.from('999999999999999'), 0, 15, 0), 999999999999999);
});
