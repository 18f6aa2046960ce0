import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellText } from '../../src/table/cell-text.ts';
import type { Values } from '../../src/table/column.ts';
import { parseColumnType, type TimeUnit } from '../../src/table/type.ts';

function text(type: string, values: Values, unit?: TimeUnit): string | null {
  return cellText(
    { name: 'c', type: parseColumnType(type, unit), required: false },
    { kind: 'plain', values, nulls: 0 },
    0,
  );
}

const whole = (value: bigint): Values => ({ physical: 'int64', data: BigInt64Array.of(value) });
const instant = BigInt(Date.UTC(2021, 0, 1, 0, 30, 10));

test('each type has one form', () => {
  assert.equal(text('int64', whole(-(2n ** 63n))), '-9223372036854775808');
  assert.equal(text('float64', { physical: 'double', data: Float64Array.of(-0) }), '-0');
  assert.equal(text('float64', { physical: 'double', data: Float64Array.of(0.1) }), '0.1');
  assert.equal(text('bool', { physical: 'boolean', data: Uint8Array.of(1) }), 'true');
  assert.equal(text('date', { physical: 'int32', data: Int32Array.of(-719_162) }), '0001-01-01');
  assert.equal(
    text('string', {
      physical: 'bytes',
      data: { bytes: Buffer.from('xäy'), starts: Uint32Array.of(1), ends: Uint32Array.of(3) },
    }),
    'ä',
  );
});

test('decimals keep their scale and sign', () => {
  assert.equal(text('numeric(10,2)', whole(1250n)), '12.50');
  assert.equal(text('numeric(10,2)', whole(-5n)), '-0.05');
  assert.equal(text('numeric(10,0)', whole(-5n)), '-5');
  const bytes = Uint8Array.from([...Array<number>(15).fill(255), 251]);
  assert.equal(text('numeric(38,9)', { physical: 'decimal', data: bytes }), '-0.000000005');
});

test('times show a fraction only where there is one', () => {
  assert.equal(text('datetime', whole(instant)), '2021-01-01 00:30:10');
  assert.equal(text('datetime', whole(instant + 5n)), '2021-01-01 00:30:10.005');
  assert.equal(text('timestamp', whole(instant)), '2021-01-01T00:30:10Z');
  assert.equal(text('timestamp', whole(instant * 1000n + 5n), 'us'), '2021-01-01T00:30:10.000005Z');
  assert.equal(text('datetime', whole(-1n)), '1969-12-31 23:59:59.999');
});

test('nulls of both kinds of column', () => {
  const field = { name: 'n', type: parseColumnType('int64'), required: false };
  const values: Values = { physical: 'int64', data: BigInt64Array.of(7n, 8n) };
  const plain = { kind: 'plain', values, validity: Uint8Array.of(0, 1), nulls: 1 } as const;
  assert.deepEqual(
    [0, 1].map((row) => cellText(field, plain, row)),
    [null, '8'],
  );
  const coded = { kind: 'dictionary', indices: Uint16Array.of(2, 0, 1), dictionary: values, nulls: 1 } as const;
  assert.deepEqual(
    [0, 1, 2].map((row) => cellText(field, coded, row)),
    ['8', null, '7'],
  );
});
