import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitsRoughly } from '../../src/pipeline/fit.ts';
import { parseColumnType } from '../../src/table/type.ts';
import { job, problemsOf, read } from './text-files.ts';

const columns = (text: string) => job(`columns: { ${text} }`);

test('the trap: an unquoted numeric(10,2) in a flow map', async () => {
  for (const text of [
    'a: { type: numeric(10,2) }',
    'a: { type: numeric(10, 2), required: true }',
    'a: {type: numeric(10,2),fill: 0}',
  ]) {
    const problems = await problemsOf(columns(text));
    assert.deepEqual(
      problems.map(({ message, hint }) => [message, hint]),
      [['an unquoted numeric(10,2) inside { } splits at its comma', 'quote it: "numeric(10,2)"']],
      text,
    );
    assert.ok(
      columns(text)
        .split('\n')
        [(problems[0]?.line ?? 0) - 1]?.slice((problems[0]?.column ?? 0) - 1)
        .startsWith('numeric(10'),
    );
  }
  const block = await read(job('columns:\n  a:\n    type: numeric(10,2)'));
  assert.deepEqual(block.columns[0]?.type, { kind: 'numeric', precision: 10, scale: 2 });
});

/** Columns, and the one problem that they make. */
const REFUSED: [text: string, message: RegExp][] = [
  ['a: { type: int46 }', /^columns.a.type: "int46" is not a type$/],
  ['a: { type: "numeric(40,2)" }', /^columns.a.type: "numeric\(40,2\)" does not fit: numeric\(p,s\) needs/],
  ['a: {}', /^columns.a has no "type"$/],
  ['a: int64', /^columns.a: "int64" is not a mapping$/],
  ['a: { type: int64, frm: b }', /^columns.a has no key "frm"$/],
  ['a: { type: int64 }, A: { type: int64 }', /^columns: "A" and "a" differ only in case/],
  ['"a b": { type: int64 }', /^columns: "a b" is not a name/],
  ['a.b: { type: int64 }', /^columns: "a.b" is not a name/],
  ['1a: { type: int64 }', /^columns: "1a" is not a name/],
  ['é: { type: int64 }', /^columns: "é" is not a name/],
  ['__proto__: { type: int64 }', /^columns: "__proto__" is not a name/],
  [`${'a'.repeat(301)}: { type: int64 }`, /^columns: "a+" is not a name/],
  ['_PARTITIONTIME: { type: int64 }', /begins with a prefix that BigQuery keeps/],
  ['_table_x: { type: int64 }', /begins with a prefix that BigQuery keeps/],
  ['_FILE_NAME: { type: int64 }', /begins with a prefix that BigQuery keeps/],
  ['partition_date: { type: date }', /says which partition a row belongs to/],
  ['Partition_Date: { type: date }', /says which partition a row belongs to/],
  ['Month: { type: int64 }', /is in the lake's path already \(year=…\/month=…\)/],
  [
    'a: { type: int64, from: x }, b: { type: int64, from: [y, x] }',
    /^columns.b and columns.a both claim the header "x"$/,
  ],
  ['a: { type: int64, from: b }, b: { type: int64 }', /^columns.b and columns.a both claim the header "b"$/],
  ['a: { type: int64, from: [x, " x "] }', /^columns.a.from names "x" twice$/],
  ['a: { type: int64, from: [] }', /^columns.a.from: a list is not a header or a list of headers$/],
  ['a: { type: int64, from: " " }', /^columns.a.from: " " is not/],
  ['a: { type: string, pattern: "(" }', /^columns.a.pattern: "\(" is not a regular expression$/],
  ['a: { type: string, pattern: "a)|(b" }', /is not a regular expression$/],
  ['a: { type: int64, fill: x }', /^columns.a.fill: "x" is not a value of type int64$/],
  ['a: { type: int64, fill: 1.5 }', /^columns.a.fill: "1.5" is not a value of type int64$/],
  ['a: { type: int64, enum: [1, two] }', /^columns.a.enum\[1\]: "two" is not a value of type int64$/],
  ['a: { type: int64, enum: [] }', /^columns.a.enum: a list is not a list with something in it$/],
  ['a: { type: "numeric(4,2)", maximum: 100 }', /^columns.a.maximum: "100" is not a value of type numeric\(4,2\)$/],
  ['a: { type: date, minimum: 2021-02-30 }', /^columns.a.minimum: "2021-02-30" is not a value of type date$/],
  ['a: { type: string, minimum: 1 }', /^columns.a.minimum has no meaning for string$/],
  ['a: { type: int64, unit: us }', /^columns.a.unit has no meaning for int64$/],
  ['a: { type: datetime, unit: ns }', /^columns.a.unit: "ns" is not one of ms, us$/],
  ['a: { type: datetime, zone: UTC }', /^columns.a.zone has no meaning for datetime$/],
  ['a: { type: int64, format: YYYY-MM-DD }', /^columns.a.format has no meaning for int64$/],
  ['a: { type: date, format: yyyy-mm-dd }', /needs YYYY, MM, DD exactly once$/],
  ['a: { type: date, format: YYYY-MM-DD MM }', /needs MM exactly once$/],
  ['a: { type: string, true: Y, false: N }', /^columns.a.(?:true|false) has no meaning for string$/],
  ['a: { type: bool, true: Y }', /^columns.a says what true is and not its opposite$/],
  ['a: { type: bool, true: [Y, J], false: [N, J] }', /^columns.a: "J" means both true and false$/],
  ['a: { type: bool, true: Y, false: N, fill: true }', /^columns.a.fill: "true" is not a value of type bool$/],
  ['a: { type: int64, minimum: 5, maximum: 1 }', /^columns.a: the minimum 5 is above the maximum 1$/],
  ['a: { type: date, minimum: 2021-02-01, maximum: 2021-01-01 }', /is above the maximum/],
  ['a: { type: string, enum: [Y, N], fill: X }', /^columns.a.fill: "X" is not in the enum/],
  ['a: { type: int64, required: true, optional: true }', /^columns.a may be absent and must not be null/],
  ['a: { type: int64, required: "true" }', /^columns.a.required: "true" is not true or false$/],
];

for (const [text, message] of REFUSED) {
  test(`refused: ${text.slice(0, 70)}`, async () => {
    const problems = await problemsOf(columns(text));
    for (const problem of problems) assert.match(problem.message, message);
    assert.ok(problems.every((problem) => problem.hint !== undefined && problem.line === 6));
    assert.ok(problems.length <= (text.includes('true: Y, false: N }') ? 2 : 1), JSON.stringify(problems));
  });
}

test('no columns at all', async () => {
  assert.deepEqual(
    (await problemsOf(job('columns: {}'))).map((problem) => problem.message),
    ['columns: there is none'],
  );
});

test('names that stay free', async () => {
  const names = ['year', 'month', 'day', '_x', 'a1', 'prototype'];
  const text = job(
    'partitions: { by: none }',
    'source: { url: all.csv }',
    `columns: { ${names.map((name) => `${name}: { type: int64 }`).join(', ')} }`,
  );
  assert.deepEqual(
    (await read(text)).columns.map((column) => column.name),
    names,
  );
  const right = await read(
    columns('a: { type: int64, required: true, optional: true, fill: 0 }, day: { type: int64 }'),
  );
  assert.equal(right.columns[0]?.fill, '0');
});

test('what fits a type, roughly', () => {
  const fits = (type: string, text: string, more: { hasFormat?: boolean; booleans?: string[] } = {}) =>
    fitsRoughly(text, { type: parseColumnType(type), hasFormat: false, booleans: [], ...more });
  const right: Record<string, string[]> = {
    int64: ['0', '-5', '007', '9223372036854775807', '-9223372036854775808'],
    float64: ['1', '-1.5', '.5', '5.', '1e3', '-1E-3'],
    'numeric(4,2)': ['1', '12.34', '-99.99', '.5', '0012.3400'],
    bool: ['true', 'FALSE', 'Y', '0'],
    string: ['', 'anything'],
    date: ['2021-02-28', '0001-01-01'],
    datetime: ['2021-02-28', '2021-02-28 12:00', '2021-02-28T12:00:00.123'],
    timestamp: ['2021-02-28T12:00:00Z', '2021-02-28 12:00:00+05:30', '2021-02-28 12:00:00'],
  };
  const wrong: Record<string, string[]> = {
    int64: ['', '1.0', '9223372036854775808', '0x1F', '1_000', '1e3', '-'],
    float64: ['', 'NaN', '1e400', '1,5', '0x1'],
    'numeric(4,2)': ['', '100', '1.234', '1e1', '.'],
    bool: ['', 'maybe'],
    date: ['', '2021-02-29', '28.02.2021', '2021-02-28 12:00'],
    datetime: ['12:00', '2021-02-30 12:00'],
    timestamp: ['12:00Z', '2021-13-01T00:00:00Z'],
  };
  for (const [type, texts] of Object.entries(right))
    for (const text of texts) assert.ok(fits(type, text), `${type} ${text}`);
  for (const [type, texts] of Object.entries(wrong))
    for (const text of texts) assert.ok(!fits(type, text), `${type} ${text}`);
  assert.ok(fits('date', '28.02.2021', { hasFormat: true }));
  assert.ok(fits('bool', 'J', { booleans: ['J', 'N'] }) && !fits('bool', 'true', { booleans: ['J', 'N'] }));
});
