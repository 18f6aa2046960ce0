import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindColumns } from '../../src/clean/binding.ts';
import { createCleaner } from '../../src/clean/clean.ts';
import type { Cleaned } from '../../src/clean/cleaned.ts';
import { createValueJudge } from '../../src/clean/value-judge.ts';
import { encodeRowGroup } from '../../src/parquet/row-group.ts';
import type { TextColumn } from '../../src/table/batch.ts';
import type { Column } from '../../src/table/column.ts';
import type { Field } from '../../src/table/schema.ts';
import {
  batchOf,
  cells,
  clean,
  cleanColumn,
  column,
  dictionaryTexts,
  outcomes,
  pipelineOf,
  spansOf,
} from './fixtures.ts';

test('V6: only configured texts are null; NA, N/A, NULL and \\N stay text', () => {
  const texts = ['', 'NULL', 'NA', 'N/A', '\\N', 'NV', '-9999'];
  assert.deepEqual(outcomes(column('zone', 'string'), texts), ['null', 'NULL', 'NA', 'N/A', '\\N', 'NV', '-9999']);
  assert.deepEqual(outcomes(column('zone', 'string'), texts, { nulls: ['NA', '-9999'] }), [
    '',
    'NULL',
    'null',
    'N/A',
    '\\N',
    'NV',
    'null',
  ]);
  assert.deepEqual(outcomes(column('n', 'int64'), ['-9999', '', '-999'], { nulls: ['-9999', ''] }), [
    'null',
    'null',
    '-999',
  ]);
  assert.deepEqual(outcomes(column('n', 'int64'), [''], { nulls: [] }), ['!type']);
  assert.deepEqual(outcomes(column('t', 'datetime'), ['1900-01-01 00:00:00'], { nulls: ['1900-01-01 00:00:00'] }), [
    'null',
  ]);
});

test('V7: a column that is empty in one month keeps its declared type', () => {
  const cleaned = clean({
    header: ['a', 'surcharge'],
    rows: [
      ['1', ''],
      ['1', ''],
      ['2', ''],
    ],
    pipeline: pipelineOf([column('a', 'int64'), column('surcharge', 'numeric(10,2)')]),
  });
  assert.deepEqual(cleaned.batch.schema[1]?.type, { kind: 'numeric', precision: 10, scale: 2 });
  assert.deepEqual(cleaned.batch.columns[1], {
    kind: 'dictionary',
    indices: new Uint16Array(3),
    dictionary: { physical: 'int64', data: new BigInt64Array(0) },
    nulls: 3,
  });
});

test('V13: booleans are only the configured pairs', () => {
  const texts = ['true', 'FALSE', 'True', 't', 'f', 'Y', 'N', '0', '1', 'tRUE'];
  assert.deepEqual(outcomes(column('b', 'bool'), texts), ['true', 'false', 'true', ...Array<string>(7).fill('!type')]);
  assert.deepEqual(
    outcomes(column('b', 'bool', { trueTexts: ['Y', '1'], falseTexts: ['N'] }), ['Y', 'N', '1', '0', 'true']),
    ['true', 'false', 'true', '!type', '!type'],
  );
  assert.deepEqual(outcomes(column('store_and_fwd_flag', 'string'), ['Y', 'N']), ['Y', 'N']);
});

test('V14: odd but well-typed values stay', () => {
  assert.deepEqual(outcomes(column('t', 'datetime'), ['2008-12-31 23:59:59', '2098-09-11 02:23:31']), [
    '2008-12-31 23:59:59',
    '2098-09-11 02:23:31',
  ]);
  assert.deepEqual(outcomes(column('n', 'numeric(10,2)'), ['-52.80']), ['-52.80']);
  assert.deepEqual(outcomes(column('n', 'int64'), ['0', '7', '112']), ['0', '7', '112']);
});

test('V15: text that a spreadsheet would run is data here, unchanged', () => {
  const texts = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', ' x ', 'ü\u{1f695}', '\ufeffx'];
  assert.deepEqual(outcomes(column('s', 'string'), texts), texts);
});

test('enum, minimum, maximum and pattern name the rule; limits are inclusive and compare values, not texts', () => {
  assert.deepEqual(outcomes(column('s', 'string', { enum: ['Y', 'N'] }), ['Y', 'N', 'y', '*', '']), [
    'Y',
    'N',
    '!enum',
    '!enum',
    'null',
  ]);
  assert.deepEqual(outcomes(column('n', 'numeric(10,2)', { enum: ['0.5', '1'] }), ['.50', '1.00', '2']), [
    '0.50',
    '1.00',
    '!enum',
  ]);
  assert.deepEqual(
    outcomes(column('n', 'numeric(10,2)', { minimum: '-2000', maximum: '9' }), [
      '-2000',
      '-2000.01',
      '9.00',
      '10',
      '9.01',
    ]),
    ['-2000.00', '!minimum', '9.00', '!maximum', '!maximum'],
  );
  assert.deepEqual(
    outcomes(column('n', 'int64', { minimum: '9007199254740993' }), ['9007199254740992', '9007199254740993', '5']),
    ['!minimum', '9007199254740993', '!minimum'],
  );
  assert.deepEqual(
    outcomes(column('t', 'datetime', { minimum: '2009-01-01 00:00:00', maximum: '2030-01-01 00:00:00' }), [
      '2008-12-31 23:59:59',
      '2009-01-01 00:00:00',
      '2030-01-01T00:00:00.001',
    ]),
    ['!minimum', '2009-01-01 00:00:00', '!maximum'],
  );
  assert.deepEqual(outcomes(column('f', 'float64', { minimum: '0' }), ['-0', '-1e-9', '1']), ['-0', '!minimum', '1']);
  assert.deepEqual(outcomes(column('s', 'string', { minimum: 'b' }), ['a', 'b', 'c']), ['!minimum', 'b', 'c']);
  assert.deepEqual(outcomes(column('s', 'string', { pattern: '[A-Z]{2}|\\p{L}' }), ['AB', 'ABC', 'ä', 'xAB']), [
    'AB',
    '!pattern',
    'ä',
    '!pattern',
  ]);
  // A pattern sees the text, as the file has it; limits come after it.
  assert.deepEqual(outcomes(column('n', 'int64', { pattern: '[0-9]{3}', minimum: '5' }), ['007', '7', '004', 'x']), [
    '7',
    '!pattern',
    '!minimum',
    '!type',
  ]);
});

test('required: null breaks it, fill mends it', () => {
  assert.deepEqual(outcomes(column('n', 'int64', { required: true }), ['', '1']), ['!required', '1']);
  assert.deepEqual(outcomes(column('n', 'int64', { required: true, fill: '0' }), ['', '1']), ['0', '1']);
  assert.deepEqual(outcomes(column('s', 'string', { fill: 'none' }), ['', 'x']), ['none', 'x']);
  assert.deepEqual(outcomes(column('t', 'datetime', { fill: '1970-01-01 00:00:00' }), ['']), ['1970-01-01 00:00:00']);
});

test('types: discard makes a misfit null, counts it, and fill and required see the null', () => {
  const contract = { types: 'discard' } as const;
  assert.deepEqual(outcomes(column('n', 'int64'), ['x', '1'], { contract }), ['null', '1']);
  assert.deepEqual(outcomes(column('n', 'int64', { fill: '0' }), ['x', ''], { contract }), ['0', '0']);
  assert.deepEqual(outcomes(column('n', 'int64', { required: true }), ['x'], { contract }), ['!required']);
  assert.deepEqual(outcomes(column('n', 'int64', { minimum: '5' }), ['1'], { contract }), ['!minimum']);
  for (const direct of [false, true]) {
    const cleaned = clean({
      header: ['n'],
      rows: [['x'], ['1'], ['y'], [''], ['x']],
      pipeline: pipelineOf([column('n', 'int64')], { contract }),
      direct,
    });
    assert.deepEqual(cleaned.columns, [{ name: 'n', nulls: 4, fills: 0, discarded: 3 }]);
  }
});

test('a rule that cannot be used is the pipeline’s fault, with its line', () => {
  const judge = (rule: ReturnType<typeof column>) => () =>
    createValueJudge({
      field: { name: rule.name, type: rule.type, required: false },
      rule,
      pipeline: pipelineOf([rule]),
    });
  assert.throws(judge(column('n', 'int64', { fill: 'x' })), {
    code: 'COLUMN_RULE',
    message: /^pipeline\.yml:7: column n: fill: "x" is not a whole number/,
  });
  assert.throws(judge(column('n', 'int64', { minimum: '1.5' })), /minimum: "1\.5" is not/);
  assert.throws(judge(column('n', 'int64', { maximum: '' })), /maximum: "" is not/);
  assert.throws(judge(column('n', 'int64', { enum: ['1', 'b'] })), /enum: "b" is not/);
  assert.throws(judge(column('n', 'int64', { fill: '0', minimum: '1' })), /fill: "0" breaks the column's own minimum/);
  assert.throws(judge(column('s', 'string', { pattern: '(' })), /pattern cannot be read/);
});

const TRIPS = pipelineOf([
  column('id', 'int64', { required: true }),
  column('flag', 'string', { enum: ['Y', 'N'] }),
  column('total', 'numeric(10,2)', { minimum: '0' }),
  column('at', 'datetime'),
]);
const HEADER = ['id', 'flag', 'total', 'at'];
const ROWS = [
  ['3', 'x', '-1', '2021-01-01 00:00:00'],
  ['2', 'N', '1.50', '2021-01-01 00:00:01'],
  ['', 'x', '-1', '2021-01-01 00:00:02'],
  ['1', 'Y', '-2', '2021-01-01 00:00:03'],
  ['1', 'N', '1.5', 'never'],
  ['2', 'Y', '+1.5', '2021-01-01 00:00:05'],
  ['2', 'Y', '', ''],
  ['2', 'Y', '7', '2021-01-01 00:00:07'],
];

test('a row breaks its first rule in column order; rejected rows stand in file order with malformed ones', () => {
  const text = Buffer.from('broken"record');
  const malformed = [{ line: 5, record: 3, rule: 'CSV_QUOTE', problem: 'an odd quote', text }];
  const cleaned = clean({ header: HEADER, rows: ROWS, pipeline: TRIPS, malformed });
  assert.deepEqual(
    cleaned.rejected.map(({ text: row, ...rest }) => ({ ...rest, text: Buffer.from(row).toString() })),
    [
      { line: 2, rule: 'enum', column: 'flag', value: 'x', text: '3,x,-1,2021-01-01 00:00:00' },
      { line: 4, rule: 'required', column: 'id', text: ',x,-1,2021-01-01 00:00:02' },
      { line: 5, rule: 'CSV_QUOTE', problem: 'an odd quote', text: 'broken"record' },
      { line: 5, rule: 'minimum', column: 'total', value: '-2', text: '1,Y,-2,2021-01-01 00:00:03' },
      { line: 6, rule: 'type', column: 'at', value: 'never', text: '1,N,1.5,never' },
    ],
  );
  assert.equal(cleaned.rowsRead, 9);
  assert.deepEqual(cells(cleaned), [
    ['2', 'N', '1.50', '2021-01-01 00:00:01'],
    ['2', 'Y', '1.50', '2021-01-01 00:00:05'],
    ['2', 'Y', null, null],
    ['2', 'Y', '7.00', '2021-01-01 00:00:07'],
  ]);
  assert.deepEqual(
    cleaned.columns.map(({ nulls }) => nulls),
    [0, 0, 1, 1],
  );
});

test('after cleaning a dictionary holds each kept value once, in order of first appearance, and nothing else', () => {
  const cleaned = clean({ header: HEADER, rows: ROWS, pipeline: TRIPS });
  const texts = (at: number) => dictionaryTexts(cleaned.batch.schema[at] as Field, cleaned.batch.columns[at] as Column);
  assert.deepEqual([texts(0), texts(1), texts(2)], [['2'], ['N', 'Y'], ['1.50', '7.00']]);
  const total = cleaned.batch.columns[2];
  assert.ok(total?.kind === 'dictionary' && total.dictionary.physical === 'int64');
  assert.deepEqual([...total.indices], [1, 1, 0, 2]);
  assert.deepEqual([...total.dictionary.data], [150n, 700n]);
});

test('fill joins the value it is equal to, or is one more; −0 and 0 are two', () => {
  const filled = (texts: readonly string[], rule: ReturnType<typeof column>) => {
    const { batch, columns } = clean({
      header: [rule.name],
      rows: texts.map((text) => [text]),
      pipeline: pipelineOf([rule]),
      direct: false,
    });
    return { values: dictionaryTexts(batch.schema[0] as Field, batch.columns[0] as Column), fills: columns[0]?.fills };
  };
  const many = (...texts: string[]) => [...texts, ...texts, ...texts];
  assert.deepEqual(filled(many('', 'a', 'b'), column('s', 'string', { fill: 'b' })), { values: ['b', 'a'], fills: 3 });
  assert.deepEqual(filled(many('a', '', 'b'), column('s', 'string', { fill: 'z' })), {
    values: ['a', 'z', 'b'],
    fills: 3,
  });
  assert.deepEqual(filled(many('1', '', '0', '00'), column('n', 'int64', { fill: '0' })), {
    values: ['1', '0'],
    fills: 3,
  });
  assert.deepEqual(filled(many('0', '-0', '0.0'), column('f', 'float64')), { values: ['0', '-0'], fills: 0 });
});

test('dictionary or plain is decided by the cleaned distinct count', () => {
  const kind = (texts: readonly string[]) =>
    clean({
      header: ['n'],
      rows: texts.map((text) => [text]),
      pipeline: pipelineOf([column('n', 'int64')]),
      direct: false,
    }).batch.columns[0]?.kind;
  assert.equal(kind(['1', '2', '3', '3']), 'plain');
  assert.equal(kind(['1', '2', '2', '2']), 'dictionary');
  assert.equal(kind(['1', '01', '001', '0001']), 'dictionary', 'four spellings, one value');
  assert.equal(kind(['1', 'x', 'y', 'z']), 'plain', 'one row is left');
  const plain = clean({
    header: ['n'],
    rows: [['1'], [''], ['2']],
    pipeline: pipelineOf([column('n', 'int64')]),
    direct: false,
  });
  assert.deepEqual(cells(plain), [['1'], [null], ['2']]);
  const texts = clean({
    header: ['s'],
    rows: [['b'], [''], ['a']],
    pipeline: pipelineOf([column('s', 'string')]),
    direct: false,
  });
  assert.equal(texts.batch.columns[0]?.kind, 'plain');
  assert.deepEqual(cells(texts), [['b'], [null], ['a']]);
});

test('dictionary or plain does not depend on how the reader held the texts, nor on whether the column was there', () => {
  const types = ['int64', 'float64', 'numeric(38,9)', 'bool', 'date', 'string', 'datetime', 'timestamp'];
  const texts: Record<string, string[]> = {
    bool: ['true', 'false', ''],
    date: ['2021-01-01', '', '2021-01-02'],
    string: ['b', '', 'a'],
    datetime: ['2021-01-01 00:00:00', '', '2021-01-02 00:00:00'],
    timestamp: ['2021-01-01T00:00:00Z', '', '2021-01-02T00:00:00Z'],
  };
  const bytes = ({ batch }: Cleaned) => encodeRowGroup(batch, { codec: 'none' }).bytes;
  for (const type of types) {
    for (const times of [1, 2, 4]) {
      const rows = Array.from({ length: times }, () => (texts[type] ?? ['1', '', '2']).map((text) => [text])).flat();
      const pipeline = pipelineOf([column('c', type)]);
      const held = clean({ header: ['c'], rows, pipeline, direct: false });
      const direct = clean({ header: ['c'], rows, pipeline, direct: true });
      const isDictionary = times > 1 && type !== 'datetime' && type !== 'timestamp';
      assert.equal(direct.batch.columns[0]?.kind, isDictionary ? 'dictionary' : 'plain', `${type} × ${times}`);
      assert.deepEqual(bytes(direct), bytes(held), `${type} × ${times}`);
    }
    const pipeline = pipelineOf([column('n', 'int64'), column('c', type, { optional: true })]);
    const absent = clean({ header: ['n'], rows: [['1'], ['2']], pipeline });
    const empty = clean({
      header: ['n', 'c'],
      rows: [
        ['1', ''],
        ['2', ''],
      ],
      pipeline,
    });
    assert.deepEqual(bytes(absent), bytes(empty), type);
  }
});

test('65,536 texts whose rows are all rejected leave a dictionary of none', () => {
  const count = 65_536;
  const rows = [...Array.from({ length: count - 1 }, () => ['', 'x']), ['1', ''], ['1', '']];
  const pipeline = pipelineOf([column('ok', 'int64', { required: true }), column('s', 'string')]);
  const text: TextColumn = {
    kind: 'dictionary',
    indices: Uint16Array.from(rows, (_, at) => Math.min(at, count - 1)),
    values: spansOf([...Array.from({ length: count - 1 }, (_, at) => `s${at}`), '']),
  };
  const all = batchOf(rows, [false, true]);
  const binding = bindColumns({ header: ['ok', 's'], pipeline, evolved: [], partition: 'none', file: 'f' });
  const { batch } = createCleaner({ binding, pipeline }).clean({
    ...all,
    columns: [all.columns[0] as TextColumn, text],
  });
  const left = batch.columns[1];
  assert.ok(left?.kind === 'dictionary' && left.dictionary.physical === 'bytes');
  assert.deepEqual([batch.rows, left.nulls, left.dictionary.data.starts.length], [2, 2, 0]);
});

test('65,536 distinct texts still fit, though a dictionary column cannot hold them', () => {
  const rows = Array.from({ length: 140_000 }, (_, at) => [String(at % 65_536)]);
  const values = {
    starts: new Uint32Array(65_536),
    ends: new Uint32Array(65_536),
    bytes: Buffer.from(rows.slice(0, 65_536).join('')),
  };
  let length = 0;
  for (let at = 0; at < 65_536; at++) {
    values.starts[at] = length;
    length += String(at).length;
    values.ends[at] = length;
  }
  const pipeline = pipelineOf([column('n', 'int64')]);
  const cleaned = cleanColumn(pipeline, {
    kind: 'dictionary',
    indices: Uint16Array.from(rows, ([text]) => Number(text)),
    values,
  });
  const plain = cleaned.batch.columns[0];
  assert.ok(plain?.kind === 'plain' && plain.values.physical === 'int64');
  assert.equal(plain.values.data[139_999], BigInt(139_999 % 65_536));
});

test('a value that only malformed or rejected rows used is not in the dictionary, and breaks nothing', () => {
  const cleaned = cleanColumn(pipelineOf([column('n', 'int64')]), {
    kind: 'dictionary',
    indices: Uint16Array.of(1, 1, 3, 3),
    values: { bytes: Buffer.from('x5y6'), starts: Uint32Array.of(0, 1, 2, 3), ends: Uint32Array.of(1, 2, 3, 4) },
  });
  assert.deepEqual(cells(cleaned), [['5'], ['5'], ['6'], ['6']]);
  assert.deepEqual(cleaned.rejected, []);
});

test('plain columns of every physical type lose the rejected rows too', () => {
  const types = ['int64', 'float64', 'numeric(38,9)', 'bool', 'date', 'string', 'timestamp'];
  const pipeline = pipelineOf([
    column('ok', 'bool', { required: true }),
    ...types.map((type, at) => column(`c${at}`, type)),
  ]);
  const row = (n: number) => [
    String(n),
    `${n}.5`,
    `${n}.25`,
    n % 2 === 0 ? 'true' : 'false',
    `2021-01-0${n}`,
    `s${n}`,
    `2021-01-0${n}T00:00:00Z`,
  ];
  const shown = (n: number) => [
    'true',
    String(n),
    `${n}.5`,
    `${n}.250000000`,
    String(n % 2 === 0),
    `2021-01-0${n}`,
    `s${n}`,
    `2021-01-0${n}T00:00:00Z`,
  ];
  const header = ['ok', ...types.map((_, at) => `c${at}`)];
  const rows = [
    ['', ...row(1)],
    ['true', ...row(2)],
    ['', ...row(3)],
    ['true', ...types.map(() => '')],
    ['true', ...row(5)],
  ];
  for (const direct of [false, true]) {
    const cleaned = clean({ header, rows, pipeline, direct });
    assert.deepEqual(cells(cleaned), [shown(2), ['true', ...types.map(() => null)], shown(5)]);
    assert.deepEqual(
      cleaned.rejected.map(({ line }) => line),
      [2, 4],
    );
  }
});

test('no rows, and no rows left', () => {
  const none = clean({ header: HEADER, rows: [], pipeline: TRIPS });
  assert.deepEqual([none.batch.rows, none.rejected.length, none.rowsRead], [0, 0, 0]);
  const all = clean({ header: HEADER, rows: [['', '', '', '']], pipeline: TRIPS });
  assert.deepEqual([all.batch.rows, all.rejected.length, all.rowsRead], [0, 1, 1]);
  assert.ok(all.batch.columns.every((part) => (part.kind === 'dictionary' ? part.indices.length : 0) === 0));
});

test('rejected rows are copies: the reader may write over its bytes', () => {
  const pipeline = pipelineOf([column('n', 'int64')]);
  const binding = bindColumns({ header: ['n'], pipeline, evolved: [], partition: 'none', file: 'f' });
  const text = Buffer.from('bad');
  const malformed = [{ line: 1, record: 0, rule: 'NUL', problem: 'a NUL byte', text }];
  const batch = batchOf([['x']], [false], malformed);
  const bytes = Buffer.from(batch.records.bytes);
  const { rejected } = createCleaner({ binding, pipeline }).clean({ ...batch, records: { ...batch.records, bytes } });
  bytes.fill(0);
  text.fill(0);
  assert.deepEqual(
    rejected.map((row) => Buffer.from(row.text).toString()),
    ['bad', 'x'],
  );
});

test('what the reader counted spares a second count of texts, but says nothing once values changed or rows went', () => {
  const kindOf = (texts: readonly string[], rule: Parameters<typeof column>[2], distinct?: number) => {
    const pipeline = pipelineOf([column('s', 'string', rule)]);
    const binding = bindColumns({ header: ['s'], pipeline, evolved: [], partition: 'none', file: 'f' });
    const batch = batchOf(
      texts.map((text) => [text]),
      [true],
    );
    const direct = batch.columns[0] as TextColumn & { kind: 'direct' };
    const columns = [distinct === undefined ? direct : { ...direct, distinct }];
    return createCleaner({ binding, pipeline }).clean({ ...batch, columns }).batch.columns[0]?.kind;
  };
  const same = Array.from({ length: 10 }, () => 'same');
  assert.equal(kindOf(same, {}), 'dictionary');
  // Not true, so that it shows who is asked.
  assert.equal(kindOf(same, {}, 6), 'plain');
  assert.equal(kindOf(same, {}, 5), 'dictionary');
  const half = [...same, ...Array.from({ length: 11 }, (_, at) => `no ${at}`)];
  assert.equal(kindOf(half, { enum: ['same'] }, 12), 'dictionary');
  assert.equal(kindOf([...same, ''], {}, 6), 'dictionary');
});
