import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError } from '../../src/base/errors.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { nearest } from '../../src/pipeline/nearest.ts';
import { formatProblems, PipelineProblems } from '../../src/pipeline/problems.ts';
import { job, problemsOf, read, textFiles } from './text-files.ts';

test('near misses', () => {
  const known = ['delimiter', 'encoding', 'extra_empty_columns', 'by', 'month'];
  assert.equal(nearest('delimeter', known), 'delimiter');
  assert.equal(nearest('extra-empty-columns', known), 'extra_empty_columns');
  assert.equal(nearest('MONTH', known), 'month');
  assert.equal(nearest('yb', known), 'by');
  assert.equal(nearest('separator', known), undefined);
  assert.equal(nearest('x'.repeat(1e6), known), undefined);
});

/** What is written, and the one problem that it makes. `^` is where the caret has to stand. */
const CASES: [lines: string, message: RegExp, hint: RegExp, place: string][] = [
  ['ower: me', /^a pipeline file has no key "ower"$/, /did you mean "owner"/, 'ower'],
  ['csv: { delimeter: ";" }', /^csv has no key "delimeter"$/, /did you mean "delimiter"/, 'delimeter'],
  ['csv: { qqq: ";" }', /^csv has no key "qqq"$/, /its keys are delimiter, quote, nulls/, 'qqq'],
  ['csv: ";"', /^csv: ";" is not a mapping$/, /key: value/, '";"'],
  ['csv: { delimiter: "" }', /^csv.delimiter: "" is not a delimiter$/, /";"/, '""'],
  ['csv: { quote: "ab" }', /^csv.quote: "ab" is not one character$/, /one character/, '"ab"'],
  ['csv: { encoding: utf-9 }', /^csv.encoding: "utf-9" is not an encoding$/, /windows-1252/, 'utf-9'],
  ['csv: { nulls: x }', /^csv.nulls: "x" is not a list$/, /nulls: \["", NA\]/, 'x'],
  ['csv: { delimiter: "a\\"b" }', /^csv: the delimiter holds the quote "$/, /another/, '"a\\"b"'],
  ["csv: { comment: '\"#' }", /^csv.comment begins like a quoted field/, /another/, "'\"#'"],
  ['csv: { comment: ",," }', /^csv.comment begins like an empty first field/, /another/, '",,"'],
  [
    'partitions: { by: mounth, start: 2021-01 }',
    /^partitions.by: "mounth" is not one of month, day, year, none$/,
    /did you mean month\?/,
    'mounth',
  ],
  ['partitions: { by: month }', /^partitions has no "start"$/, /2021-01/, 'partitions'],
  [
    'partitions: { by: month, start: 2021 }',
    /^partitions.start: "2021" is not a month like 2021-01$/,
    /2021-01/,
    '2021',
  ],
  ['partitions: { by: month, start: 2021-13 }', /^partitions.start: "2021-13" is not/, /2021-01/, '2021-13'],
  [
    'partitions: { by: month, start: 2021-05, end: 2021-04 }',
    /^partitions.end: 2021-04 is before the start 2021-05$/,
    /later/,
    '2021-04',
  ],
  [
    'partitions: { by: month, start: 2021-01, lag: 45 days }',
    /^partitions.lag: "45 days" is not a duration$/,
    /90s or 1h30m/,
    '45 days',
  ],
  ['partitions: { by: month, start: 2021-01, lag: 45 }', /^partitions.lag: "45" is not a duration$/, /45d/, '45 '],
  [
    'partitions: { by: month, start: 2021-01, recheck: 3 }',
    /^partitions.recheck: "3" is not a number of partitions$/,
    /last:3/,
    '3 }',
  ],
  [
    'partitions: { by: month, start: 2021-01, timezone: Europe/Wien }',
    /^partitions.timezone: "Europe\/Wien" is not a time zone$/,
    /IANA|did you mean/,
    'Europe',
  ],
  [
    'partitions: { by: month, start: 2021-01, timezone: America/NewYork }',
    /is not a time zone$/,
    /did you mean America\/New_York\?/,
    'America',
  ],
  [
    'partitions: { by: day, start: 2021-01-01 }',
    /^source.url is not a different one for each day: it lacks \{DD\}$/,
    /by: none/,
    '',
  ],
  [
    'source: { url: "a/{YYYY}.csv" }',
    /^source.url is not a different one for each month: it lacks \{MM\}$/,
    /by: none/,
    '"a',
  ],
  ['source: { url: "a/{YYYY}{MM}{DD}.csv" }', /^source.url: \{DD\} has no meaning with by: month$/, /date/, '"a'],
  [
    'source: { url: "a/{yyyy}-{MM}.csv" }',
    /^source.url: there is no parameter \{yyyy\}$/,
    /did you mean \{YYYY\}\?/,
    '"a',
  ],
  [
    'source: { url: "a/{YYYY}-{MM}-{city}.csv" }',
    /^source.url: there is no parameter \{city\}$/,
    /parameters: \{ city: … \}/,
    '"a',
  ],
  ['source: { url: "ftp://host/{YYYY}-{MM}.csv" }', /^source.url: its scheme is not one/, /https:/, '"ftp'],
  [
    'source: { url: "a{YYYY}{MM}", not_ready: [200] }',
    /^source.not_ready\[0\]: "200" is not a whole number from 400 to 599$/,
    /number/,
    '200',
  ],
  [
    'source: { url: "a{YYYY}{MM}", headers: { "a b": c } }',
    /^source.headers: "a b" is not the name of a header$/,
    /Authorization/,
    '"a b"',
  ],
  [
    'source: { url: "a{YYYY}{MM}", allow_empty: yes }',
    /^source.allow_empty: "yes" is not true or false$/,
    /true or false/,
    'yes',
  ],
  ['name: Taxi', /^name: "Taxi" is not the name of a dataset$/, /yellow_taxi/, 'Taxi'],
  ['name: ../taxi', /is not the name of a dataset$/, /yellow_taxi/, '../taxi'],
  ['name: {color}', /^name: a mapping is not a line of text$/, /quote it: "\{color\}"/, '{color}'],
  ['owner:', /^owner: "" is not a line of text$/, /one line/, ''],
  ['contract: { new_columns: evolves }', /is not one of evolve, freeze, discard$/, /did you mean evolve\?/, 'evolves'],
  ['contract: { max_rejected: 10 }', /^contract.max_rejected: "10" is not a share of rows$/, /0\.1%/, '10 '],
  ['contract: { max_rejected: 101% }', /^contract.max_rejected: "101%" is not a share of rows$/, /0\.1%/, '101%'],
  ['write: replace', /^write: "replace" is not one of/, /replace-partition, append-once/, 'replace'],
  ['after_load: sql/x.sql', /^after_load: there is no sql\/x.sql$/, /folder/, 'sql'],
  ['bigquery: { location: Vienna!  }', /^bigquery.location: "Vienna!" is not a location/, /europe-west3/, 'Vienna!'],
  ['bigquery: { clustering: [nosuch] }', /^bigquery.clustering: there is no column "nosuch"$/, /columns/, 'nosuch'],
  ['bigquery: { clustering: [id, id] }', /^bigquery.clustering names "id" twice$/, /drop/, 'id] }'],
  [
    'bigquery: { clustering: [id, partition_date, id2, id3, id4] }',
    /^bigquery.clustering names 5 columns$/,
    /takes 4/,
    '[id',
  ],
  ['bigquery: { labels: { Team: x } }', /^bigquery.labels: "Team" is no name of a label$/, /lower-case/, 'x'],
  ['bigquery: { labels: { team: A b } }', /^bigquery.labels.team is no value of a label$/, /lower-case/, 'A b'],
  ['bigquery: { max_bytes_billed: lots }', /^bigquery.max_bytes_billed: "lots" is not a size$/, /500MB/, 'lots'],
  ['parquet: { codec: zsdt }', /is not one of zstd, gzip, none$/, /did you mean zstd\?/, 'zsdt'],
  ['history: 1.5', /^history: "1.5" is not a whole number/, /number/, '1.5'],
  ['cache_max: 5', /^cache_max: "5" is not a size$/, /500MB/, '5'],
  ['cache_max: 5XB', /^cache_max: "5XB" is not a size$/, /500MB/, '5XB'],
  ['tasks: { fetch: { retries: -1 } }', /^tasks.fetch.retries: "-1" is not a whole number/, /number/, '-1'],
  ['tasks: { fetch: { retry_delay: soon } }', /^tasks.fetch.retry_delay: "soon" is not a duration$/, /90s/, 'soon'],
  [
    'tasks: { fetch: { retry_delay: "exponential(2m, 1s)" } }',
    /^tasks.fetch.retry_delay: "exponential\(2m, 1s\)" /,
    /exponential/,
    '"exp',
  ],
  ['tasks: { clean: { cache_expiration: 2d } }', /^tasks.clean has no key "cache_expiration"$/, /retries/, 'cache_exp'],
  ['limits: { field: 1GiB }', /^limits.field: "1GiB" is more than 256MiB$/, /^write at most 256MiB$/, '1GiB'],
  ['limits: { record: 257MiB }', /^limits.record: "257MiB" is more than 256MiB$/, /^write at most 256MiB$/, '257MiB'],
  ['limits: { header: 0.3GiB }', /^limits.header: "0.3GiB" is more than 256MiB$/, /^write at most 256MiB$/, '0.3GiB'],
  ['limits: { columns: 0 }', /^limits.columns: "0" is not a whole number/, /number/, '0 }'],
  ['expect: { rows: half }', /expect.rows/, /write rows: within 50%/, 'half'],
  [
    'tasks: { fetch: { retry_delay: exponential(2s, 60s), retries: 2 } }',
    /^an unquoted exponential\(2s, 60s\) inside \{ \} splits at its comma$/,
    /^quote it: "exponential\(2s, 60s\)"$/,
    'exp',
  ],
];

for (const [lines, message, hint, place] of CASES) {
  test(`refused: ${lines}`, async () => {
    const text = job(lines);
    const problems = await problemsOf(text);
    const all = problems.map((problem) => `${problem.message}; ${problem.hint}`).join('\n');
    const found = problems.find((problem) => message.test(problem.message));
    assert.ok(found, all);
    assert.match(found.hint ?? '', hint);
    const missing = lines.startsWith('ower') ? 1 : 0;
    assert.equal(problems.length - missing, problems.length - missing && 1, all);
    if (place !== '')
      assert.ok(
        text
          .split('\n')
          [found.line - 1]?.slice(found.column - 1)
          .startsWith(place),
        all,
      );
  });
}

test('a misspelt key that is missing under its right name is told once', async () => {
  const problems = await problemsOf(job().replace('owner:', 'ownr:'));
  assert.deepEqual(
    problems.map(({ message, hint }) => [message, hint]),
    [['a pipeline file has no key "ownr"', 'did you mean "owner"?']],
  );
});

test('what is missing altogether is named', async () => {
  const problems = await problemsOf('name: taxi\n');
  assert.deepEqual(
    problems.map((problem) => problem.message).sort(),
    ['columns', 'description', 'owner', 'partitions', 'source'].map((key) => `there is no "${key}"`),
  );
});

test('everything at once, in the order of the lines', async () => {
  const text = job(
    'csv: { delimeter: ";" }',
    'columns: { a: { type: int46 }, b: { type: int64, fill: x }, B: { type: string } }',
    'lake: "{x}"',
  );
  const problems = await problemsOf(text.replace('start: 2021-01', 'start: 2021-1'));
  assert.deepEqual(
    problems.map((problem) => problem.message),
    [
      'partitions.start: "2021-1" is not a month like 2021-01',
      'csv has no key "delimeter"',
      'columns.a.type: "int46" is not a type',
      'columns.b.fill: "x" is not a value of type int64',
      'columns: "B" and "b" differ only in case, which warehouses ignore',
      'lake: there is no parameter {x}',
    ],
  );
});

test('what is no YAML', async () => {
  const cases: [text: string, line: number, message: RegExp, hint?: RegExp][] = [
    ['name: {color}_taxi\n', 1, /^this is not YAML/, /^quote a text that holds \{ or \}: "\{color\}_taxi"$/],
    ['name: a\nsource: { url: months/{YYYY}.csv }\n', 2, /^this is not YAML/, /: "months\/\{YYYY\}\.csv"$/],
    ['name: a\ncsv:\n\tdelimiter: x\n', 3, /^this is not YAML/, /blanks/],
    ['name: [a\n', 2, /^this is not YAML/],
    ['name: a\nname: b\n', 2, /stands twice/, /remove/],
    ['name: a\n---\nname: b\n', 2, /second document/],
    ['name: !secret a\n', 1, /Unresolved tag|unresolved tag/],
    ['', 1, /the file is empty/],
    ['# only a comment\n', 1, /the file is empty/],
    ['just words\n', 1, /^the file: "just words" is not a mapping$/],
    ['- a\n', 1, /^the file: a list is not a mapping$/],
  ];
  for (const [text, line, message, hint] of cases) {
    const found = (await problemsOf(text)).find((problem) => message.test(problem.message));
    assert.ok(found, text);
    assert.equal(found.line, line, text);
    if (hint !== undefined) assert.match(found.hint ?? '', hint);
  }
});

test('a bomb of aliases is refused at once', async () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'].map((pair) => [...pair])) {
    lines.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
  }
  const problems = await problemsOf(`${lines.join('\n')}\n`);
  assert.match(problems[0]?.message ?? '', /alias/);
});

test('how problems are shown', async () => {
  const text = job('csv: { delimeter: ";" }', 'columns: { a: { type: int46 } }');
  await assert.rejects(read(text), (error) => {
    assert.ok(error instanceof PipelineProblems && error instanceof ConfigurationError);
    assert.equal(error.exitCode, 2);
    assert.equal(error.text, text);
    assert.equal(
      error.message,
      '/job/pipeline.yml:6:8: csv has no key "delimeter"; did you mean "delimiter"? (and 1 more)',
    );
    assert.equal(
      formatProblems(error.problems, error.text),
      [
        '/job/pipeline.yml:6:8: csv has no key "delimeter"',
        '   6 | csv: { delimeter: ";" }',
        '     |        ^',
        '      did you mean "delimiter"?',
        '',
        '/job/pipeline.yml:7:23: columns.a.type: "int46" is not a type',
        '   7 | columns: { a: { type: int46 } }',
        '     |                       ^',
        '      use one of int64, float64, numeric(p,s), bool, string, date, datetime, timestamp',
      ].join('\n'),
    );
    return true;
  });
});

test('the caret stands under its place on long lines and after tabs', () => {
  const file = 'f';
  const long = `${'x'.repeat(300)}HERE${'y'.repeat(300)}`;
  const [, source = '', caret = ''] = formatProblems([{ file, line: 1, column: 301, message: 'm' }], long).split('\n');
  assert.equal(source.slice(caret.indexOf('^'), caret.indexOf('^') + 4), 'HERE');
  assert.ok(source.length < 140);
  const [, tabbed = '', below = ''] = formatProblems([{ file, line: 1, column: 4, message: 'm' }], 'a\t\tHERE').split(
    '\n',
  );
  assert.equal(tabbed.indexOf('HERE'), below.indexOf('^'));
  assert.equal(formatProblems([{ file, line: 9, column: 1, message: 'm' }], 'one line'), 'f:9:1: m');
});

test('a file that cannot be read is one line', async () => {
  const load = (files: Record<string, string | Uint8Array>) =>
    loadPipeline({ file: '/x.yml', env: {}, files: textFiles(files) });
  await assert.rejects(load({}), (error) => {
    assert.ok(error instanceof ConfigurationError && !(error instanceof PipelineProblems));
    assert.equal(error.message, '/x.yml: there is no such file; name the pipeline file with --pipeline FILE');
    return true;
  });
  await assert.rejects(load({ '/x.yml': Uint8Array.of(0x6e, 0xff, 0xfe) }), /not UTF-8 text/);
});

test('an empty SQL file is a problem', async () => {
  const problems = await problemsOf(job('after_load: a.sql'), { more: { '/job/a.sql': ' \n' } });
  assert.deepEqual(
    problems.map((problem) => problem.message),
    ['after_load: a.sql is empty'],
  );
});
