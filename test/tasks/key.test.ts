import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { conversionKey, explainMiss, fetchKey, settingParts, staleParts } from '../../src/tasks/key.ts';
import { job, read, type Surroundings } from '../pipeline/text-files.ts';

const COLUMNS =
  'columns: { id: { type: int64, required: true }, at: { type: datetime, from: [seen, at] }, fee: { type: "numeric(5,2)" } }';
const SOURCE = 'source: { url: "https://example.org/{YYYY}-{MM}.csv" }';
const base = job(COLUMNS, SOURCE);
const at = (pipeline: Pipeline) => conversionKey(pipeline, '2021-01', [], 'a'.repeat(64));

async function changed(text: string, surroundings: Surroundings = {}): Promise<string[]> {
  const [before, after] = [at(await read(base)), at(await read(text, surroundings))];
  const parts = Object.keys(after.parts).filter((part) => after.parts[part] !== before.parts[part]);
  assert.equal(after.key === before.key, parts.length === 0, 'the key is made of its parts');
  return parts;
}

const SAME: Record<string, string> = {
  'a comment': `# about trips\n${base}`,
  'another owner': job('owner: others@example.org', COLUMNS, SOURCE),
  'another description': job('description: All trips', COLUMNS, SOURCE),
  'a description of a column': job(COLUMNS.replace('required: true', 'required: true, description: Number'), SOURCE),
  'another order of keys': base.split('\n').reverse().join('\n'),
  'another order inside a column': job(
    COLUMNS.replace('type: int64, required: true', 'required: true, type: int64'),
    SOURCE,
  ),
  'a default written out': job(
    COLUMNS.replace('type: int64,', 'type: int64, optional: false,'),
    SOURCE,
    'csv: { delimiter: ",", encoding: UTF8 }',
    'parquet: { codec: zstd }',
  ),
  'one header in a list': job(COLUMNS.replace('id: { type', 'id: { from: [id], type'), SOURCE),
  'another place of data': job(COLUMNS, SOURCE, 'lake: ./other', 'warehouse: "duckdb:other.duckdb"', 'history: 9'),
  'when and how it runs': job(
    COLUMNS,
    SOURCE,
    'partitions: { by: month, start: 2020-01, lag: 3d, grace: 9d, recheck: last:9 }',
    'tasks: { fetch: { retries: 9, cache_expiration: 1d } }',
    'cache_max: 5GB',
    'write: append-once',
  ),
  'how many rows may be rejected': job(COLUMNS, SOURCE, 'contract: { max_rejected: 5% }'),
};

for (const [what, text] of Object.entries(SAME)) {
  test(`${what} changes no key`, async () => {
    assert.deepEqual(await changed(text), []);
  });
}

const rule = (from: string, to: string) => job(COLUMNS.replace(from, to), SOURCE);

const ONE_PART: [part: string, text: string][] = [
  ['url', job(COLUMNS, 'source: { url: "https://example.org/v2/{YYYY}-{MM}.csv" }')],
  ...[
    'delimiter: ";"',
    'quote: "\'"',
    'nulls: [NA]',
    'encoding: latin1',
    'comment: "#"',
    'extra_empty_columns: drop',
  ].map((line): [string, string] => ['csv', job(COLUMNS, SOURCE, `csv: { ${line} }`)]),
  ['contract', job(COLUMNS, SOURCE, 'contract: { new_columns: evolve }')],
  ['contract', job(COLUMNS, SOURCE, 'contract: { types: discard }')],
  ['parquet', job(COLUMNS, SOURCE, 'parquet: { codec: none }')],
  ...[
    rule('id: {', 'number: { from: id,'),
    rule('int64', 'float64'),
    rule('numeric(5,2)', 'numeric(6,2)'),
    rule('type: datetime', 'type: datetime, unit: us'),
    rule('[seen, at]', '[at, seen]'),
    rule('required: true', 'required: false'),
    rule('required: true', 'required: true, fill: 0'),
    rule('required: true', 'required: true, minimum: 1'),
    rule('required: true', 'required: true, maximum: 1'),
    rule('required: true', 'required: true, enum: [1]'),
    rule('required: true', 'required: true, pattern: "1"'),
    rule('"numeric(5,2)"', '"numeric(5,2)", optional: true'),
    rule('type: datetime', 'type: datetime, format: "DD.MM.YYYY"'),
    job(
      'columns: { at: { type: datetime, from: [seen, at] }, id: { type: int64, required: true }, fee: { type: "numeric(5,2)" } }',
      SOURCE,
    ),
  ].map((text): [string, string] => ['columns', text]),
];

for (const [part, text] of ONE_PART) {
  const line = text.split('\n').find((each) => !base.split('\n').includes(each));
  test(`the part "${part}" and no other: ${line}`, async () => {
    assert.deepEqual(await changed(text), [part]);
  });
}

test('zone and texts of truth belong to the columns too', async () => {
  const parts = async (column: string) => settingParts(await read(job(`columns: { a: ${column} }`)), '2021-01').columns;
  const seen = await Promise.all(
    [
      '{ type: timestamp }',
      '{ type: timestamp, zone: Europe/Vienna }',
      '{ type: bool }',
      '{ type: bool, true: [Y], false: [N] }',
      '{ type: bool, true: [Y], false: ["0"] }',
    ].map(parts),
  );
  assert.equal(new Set(seen).size, seen.length);
});

test('partition, source and the columns of earlier months are parts as well', async () => {
  const pipeline = await read(base);
  const { key, parts } = at(pipeline);
  const others = [
    conversionKey(pipeline, '2021-02', [], 'a'.repeat(64)),
    conversionKey(pipeline, '2021-01', [], 'b'.repeat(64)),
    conversionKey(pipeline, '2021-01', [{ name: 'tip', from: 'Tip' }], 'a'.repeat(64)),
  ];
  assert.deepEqual(
    others.map((other) => Object.keys(parts).filter((part) => other.parts[part] !== parts[part])),
    [['url'], ['source'], ['evolved']],
  );
  assert.equal(new Set([key, ...others.map((other) => other.key)]).size, 4);

  const single = await read(
    job(COLUMNS, 'source: { url: one.csv }', 'partitions: { by: month, start: 2021-01, end: 2021-01 }'),
  );
  assert.notEqual(at(single).key, conversionKey(single, '2021-02', [], 'a'.repeat(64)).key, 'also under one URL');
});

test('a secret in the URL is in no part and changes no key', async () => {
  const url = (token: string) => `source: { url: "https://example.org/{YYYY}-{MM}.csv?token=${token}" }`;
  const withEnvironment = async (value: string) => read(job(COLUMNS, url('${' + 'TOKEN}')), { env: { TOKEN: value } });
  for (const [one, other] of [
    [await read(job(COLUMNS, url('typed-one'))), await read(job(COLUMNS, url('typed-two')))],
    [await withEnvironment('secret-one'), await withEnvironment('secret-two')],
  ] as const) {
    assert.deepEqual(at(one), at(other));
    assert.deepEqual(fetchKey(one, '2021-01'), fetchKey(other, '2021-01'));
    assert.doesNotMatch(JSON.stringify([at(one), fetchKey(one, '2021-01')]), /one/);
  }
});

test('a fetched file is known by URL and version alone', async () => {
  const keys = await Promise.all(
    [base, rule('int64', 'float64'), job(COLUMNS, SOURCE, 'csv: { delimiter: ";" }')].map(async (text) =>
      fetchKey(await read(text), '2021-01'),
    ),
  );
  assert.equal(new Set(keys.map(({ key }) => key)).size, 1);
  const [first] = keys;
  assert.deepEqual(Object.keys(first?.parts ?? {}), ['fetch', 'url']);
  assert.notEqual(fetchKey(await read(base), '2021-02').key, first?.key);
});

test('what changed is told part by part, old → new', async () => {
  const before = at(await read(base));
  const after = at(
    await read(job(COLUMNS, 'source: { url: "https://example.org/v2/{YYYY}.{MM}.csv" }', 'parquet: { codec: none }')),
  );
  assert.equal(
    explainMiss(before, { ...after.parts, source: 'b'.repeat(64) }, 'convert'),
    'changed since it was published: parquet zstd → none, upstream',
  );
  assert.equal(
    explainMiss(before, { url: after.parts['url'] ?? '' }, 'fetch'),
    'changed since it was published: url https://example.org/2021-01.csv → https://example.org/v2/2021.01.csv',
  );
  assert.equal(explainMiss(before, before.parts, 'convert'), '');
  assert.equal(explainMiss(undefined, after.parts, 'convert'), '');
  assert.equal(
    explainMiss({ key: 'k', parts: {} }, { parquet: 'zstd' }, 'convert'),
    'changed since it was published: parquet none → zstd',
  );
});

test('stale is what settings changed, not what the source or other months brought', async () => {
  const pipeline = await read(base);
  const made = conversionKey(pipeline, '2021-01', [{ name: 'tip', from: 'Tip' }], 'b'.repeat(64));
  assert.deepEqual(staleParts(pipeline, '2021-01', made), []);
  const other = await read(job(COLUMNS, SOURCE, 'parquet: { codec: gzip }'));
  assert.deepEqual(staleParts(other, '2021-01', made), [{ part: 'parquet', old: 'zstd', new: 'gzip' }]);
});
