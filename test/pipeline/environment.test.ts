import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { secretsOf } from '../../src/pipeline/load.ts';
import { formatProblems, PipelineProblems } from '../../src/pipeline/problems.ts';
import { job, problemsOf, read } from './text-files.ts';

const at = (name: string) => `\${${name}}`;
const messages = async (...given: Parameters<typeof problemsOf>) =>
  (await problemsOf(...given)).map((problem) => problem.message);

test('the environment fills URL, headers, lake and warehouse; what is shown keeps the names', async () => {
  const text = job(
    `source: { url: "https://host/${at('TOKEN')}/{YYYY}-{MM}.csv?key=${at('KEY')}", headers: { X-Key: "k ${at('KEY')}" } }`,
    `lake: "${at('LAKE')}"`,
    `warehouse: "${at('TAXI_POSTGRES_URL')}"`,
  );
  const env = { TOKEN: 's3cret', KEY: 'k3y', LAKE: './there', TAXI_POSTGRES_URL: 'postgres://u:p4ss@host/db' };
  const pipeline = await read(text, { env });
  assert.equal(pipeline.source.url, 'https://host/s3cret/{YYYY}-{MM}.csv?key=k3y');
  assert.equal(pipeline.source.shownUrl, `https://host/${at('TOKEN')}/{YYYY}-{MM}.csv?key=${at('KEY')}`);
  assert.deepEqual(pipeline.source.headers, { 'X-Key': 'k k3y' });
  assert.equal(pipeline.lake, '/job/there');
  assert.equal(pipeline.warehouse, 'postgres://u:p4ss@host/db');
  const whole = [env.TOKEN, env.KEY, env.TAXI_POSTGRES_URL];
  assert.deepEqual([...secretsOf(pipeline)].sort(), [...whole, 'p4ss'].sort());
  assert.deepEqual(secretsOf({ ...pipeline, file: 'a copy' }), secretsOf(pipeline));
});

test('what of the environment is secret: headers and URL wholly, of lake and warehouse what lets somebody in', async () => {
  const cases: [line: string, env: Record<string, string>, secrets: string[]][] = [
    [`lake: "gs://${at('BUCKET')}/lake"`, { BUCKET: 'taxi' }, []],
    [`lake: "${at('LAKE')}"`, { LAKE: 'gs://taxi/lake' }, []],
    [
      `lake: "${at('LAKE')}"`,
      { LAKE: 'az://taxi/l?sig=a%2Bb1&v=date' },
      ['az://taxi/l?sig=a%2Bb1&v=date', 'a%2Bb1', 'a+b1'],
    ],
    [`lake: "gs://${at('BUCKET_TOKEN')}"`, { BUCKET_TOKEN: 'taxi' }, ['taxi']],
    [`warehouse: "duckdb:${at('PLACE')}.duckdb"`, { PLACE: 'taxi' }, []],
    [`warehouse: "bigquery:${at('PROJECT')}.trips"`, { PROJECT: 'taxi' }, []],
    [`warehouse: "postgres://etl:${at('PG')}@${at('PG_HOST')}/db"`, { PG: 'p/w?x', PG_HOST: 'host' }, ['p/w?x']],
    [`warehouse: "postgres://${at('PG')}@host/db"`, { PG: 'etl:pa%40s' }, ['etl:pa%40s', 'pa%40s', 'pa@s']],
    [`warehouse: "postgres://host/${at('DB')}?user=${at('ROLE')}"`, { DB: 'taxi', ROLE: 'etl' }, ['etl']],
    [`source: { url: "${at('BASE')}/{YYYY}{MM}" }`, { BASE: 'https://u:pw@host' }, ['https://u:pw@host', 'pw']],
    [`source: { url: "https://host/${at('PART')}/{YYYY}{MM}" }`, { PART: 'taxi' }, ['taxi']],
    [
      `source: { url: "a/{YYYY}{MM}", headers: { Authorization: "${at('AUTH')}" } }`,
      { AUTH: 'Bearer t0ken' },
      ['Bearer t0ken', 't0ken'],
    ],
  ];
  for (const [line, env, secrets] of cases) {
    assert.deepEqual(secretsOf(await read(job(line), { env })), secrets, line);
  }
});

test('the whole URL may come from the environment, dates included', async () => {
  const pipeline = await read(job(`source: { url: "${at('URL')}" }`), { env: { URL: 'https://host/{YYYY}-{MM}.csv' } });
  assert.equal(pipeline.source.url, 'https://host/{YYYY}-{MM}.csv');
  assert.equal(pipeline.source.shownUrl, at('URL'));
});

test('every missing variable is named, an empty one too', async () => {
  const text = job(
    `source: { url: "https://host/{YYYY}{MM}${at('A')}", headers: { X: "${at('B')}" } }`,
    `lake: "${at('C')}"`,
  );
  assert.deepEqual(await messages(text, { env: { B: '' } }), [
    `source.url: ${at('A')} is not set in the environment`,
    `source.headers.X: ${at('B')} is not set in the environment`,
    `lake: ${at('C')} is not set in the environment`,
  ]);
});

test('a value from the environment is in no problem, whatever is wrong with it', async () => {
  const secret = 'hunter2:hunter2';
  const texts: [string, string][] = [
    [job(`source: { url: "${at('X')}" }`), secret],
    [job(`source: { url: "${at('X')}/{YYYY}" }`), secret],
    [job(`source: { url: "a/{YYYY}{MM}", headers: { X: "${at('X')}" } }`), `${secret}\n`],
    [job(`source: { url: "${at('X')}{YYYY}{MM}{nope}" }`, `lake: "${at('X')}"`), secret],
  ];
  for (const [text, value] of texts) {
    await assert.rejects(read(text, { env: { X: value } }), (error) => {
      assert.ok(error instanceof PipelineProblems);
      const everything =
        inspect(error, { depth: 9 }) + formatProblems(error.problems, error.text) + JSON.stringify(error.data);
      assert.ok(!everything.includes('hunter2'), everything);
      return true;
    });
  }
});

test('where the environment is not filled in, and what is no variable', async () => {
  assert.match(
    (await messages(job(`name: "${at('X')}"`), { env: { X: 'a' } })).join(),
    /^name: \$\{X\} is not filled in here$/,
  );
  assert.match((await messages(job(`lake: "${at('a-b')}"`))).join(), /^lake: \$\{a-b\} does not name a variable$/);
});

test('parameters', async () => {
  const text = (...more: string[]) =>
    job('parameters: { color: yellow, version: 1.10 }', 'name: "{color}_taxi"', ...more);
  const url = 'source: { url: "{color}/{YYYY}-{MM}.csv" }';
  assert.deepEqual((await read(text(url))).parameters, { color: 'yellow', version: '1.10' });
  assert.equal((await read(text(url), { set: { color: 'green' } })).source.shownUrl, 'green/{YYYY}-{MM}.csv');
  assert.deepEqual(await messages(text(url), { set: { colour: 'green' } }), ['set: there is no parameter "colour"']);
  assert.equal((await problemsOf(text(url), { set: { colour: 'green' } }))[0]?.hint, 'did you mean "color"?');
  assert.deepEqual(await messages(job(), { set: { toString: 'x' } }), ['set: there is no parameter "toString"']);
  assert.match(
    (await messages(text('source: { url: "{version}/{YYYY}-{MM}.csv" }'))).join(),
    /^source.url uses \{version\}, but name does not/,
  );
  assert.deepEqual(await messages(text('lake: "{colr}"')), ['lake: there is no parameter {colr}']);
  assert.deepEqual(await messages(text('lake: "{YYYY}"')), ['lake: {YYYY} has no meaning here']);
  assert.deepEqual(await messages(text(url), { set: { color: 'Green!' } }), [
    'name: "Green!_taxi" is not the name of a dataset',
  ]);
  for (const value of ['{YYYY}', `${at('HOME')}`, 'a\nb']) {
    assert.match(
      (await messages(text(url), { set: { color: value } })).join(),
      /^parameters.color: its value holds a brace or a control character/,
    );
  }
  assert.match((await messages(job('parameters: { MM: 1 }'))).join(), /\{MM\} is filled with the partition's date/);
  assert.match((await messages(job('parameters: { a-b: 1 }'))).join(), /"a-b" is not the name of a parameter/);
});

test('F3, V16: a parameter cannot lead the dataset out of its place', async () => {
  const text = job('parameters: { color: yellow }', 'name: "{color}"', 'source: { url: "{color}/{YYYY}-{MM}.csv" }');
  for (const value of ['', '../x', '/etc', 'a/b', 'a\\b', '=', '%2F', '.', '..', 'x'.repeat(300), 'Ä', 'a b', '-a']) {
    const [problem = '', ...more] = await messages(text, { set: { color: value } });
    assert.match(problem, /^name: ".*" is not the name of a dataset$/, JSON.stringify(value));
    assert.deepEqual(more, []);
  }
  for (const value of ['a\0b', 'a\rb', 'a\nb']) {
    const [problem = ''] = await messages(text, { set: { color: value } });
    assert.match(problem, /^parameters\.color: its value holds a brace or a control character$/);
  }
  for (const value of ['con', 'nul', 'com1', 'lpt9']) {
    const found = await messages(text, { set: { color: value } });
    assert.deepEqual(found, [`name: "${value}" is the name of a device on Windows, where no folder can have it`]);
  }
  assert.equal((await read(text, { set: { color: 'console' } })).name, 'console');
});
