import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { createJob } from '../job/job.ts';
import { query } from '../warehouse/fixture.ts';
import { runAnswered } from './answered.ts';
import { answerOf, runMain } from './in-process.ts';

test('init looks at a real file and those beside it, and what it writes runs', async (context) => {
  const job = await createJob(context, []);
  const { files } = job.publisher;
  files.set(
    '/trips_2021-01.csv',
    'VendorID;Pickup;Total;Flag\n1;2021-01-03 10:00:00;12.5;N\n2;2021-01-04 11:00:00;NA;\n',
  );
  files.set('/trips_2021-02.csv', 'vendor_id;Pickup;Total;Tip\n3;2021-02-03 10:00:00;7;1\n');
  const away = join(job.folder, 'pipeline.yml');
  const say = (...words: string[]) => runMain(words, job);
  const refused = await say('init', `${job.publisher.origin}/trips_2021-01.csv`, '--yes');
  assert.equal(refused.code, 2);
  assert.match(refused.stdout + refused.stderr, /pipeline\.yml is there already, and init overwrites nothing/);
  await rm(away);

  const made = await say('init', `${job.publisher.origin}/trips_2021-01.csv`, '--yes', '--owner', 'data@example.org');
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /trips_2021-03|trips_2020-12\.csv: not there/);
  const text = await readFile(away, 'utf8');
  const pipeline = parse(text) as {
    columns: Record<string, Record<string, unknown>>;
    csv: Record<string, unknown>;
    name: string;
  };
  assert.deepEqual(pipeline.columns, {
    vendor_id: { type: 'int64', from: ['VendorID', 'vendor_id'] },
    pickup: { type: 'datetime', from: 'Pickup' },
    total: { type: 'float64', from: 'Total' },
    flag: { type: 'string', from: 'Flag', optional: true },
    tip: { type: 'int64', from: 'Tip', optional: true },
  });
  assert.deepEqual(pipeline.csv, { delimiter: ';', nulls: ['', 'NA'] });
  assert.equal((await say('validate')).code, 0);
  await writeFile(away, text.replace('start: 2021-01 }', 'start: 2021-01, end: 2021-02 }'));
  const ran = await say('run', '--json');
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(
    answerOf(ran).results.map(({ outcome }) => outcome),
    ['done', 'done'],
  );
  assert.deepEqual(
    await query(join(job.folder, 'trips.duckdb'), 'SELECT vendor_id, total, tip FROM trips ORDER BY 1'),
    [
      { vendor_id: '1', total: 12.5, tip: null },
      { vendor_id: '2', total: null, tip: null },
      { vendor_id: '3', total: 7, tip: '1' },
    ],
  );
  const workflow = parse(await readFile(join(job.folder, '.github/workflows/lakeferry.yml'), 'utf8')) as {
    on: { schedule: { cron: string }[] };
    jobs: { ferry: { steps: { uses: string; with: Record<string, string> }[] } };
  };
  assert.match(workflow.on.schedule[0]?.cron ?? '', /^([3-9]|[1-5]\d) 5 \* \* \*$/);
  const [, ferry] = workflow.jobs.ferry.steps;
  assert.match(ferry?.uses ?? '', /^lakeferry\/lakeferry@v\d/);
  assert.deepEqual(ferry?.with, {
    pipeline: 'pipeline.yml',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expression.
    partitions: '${{ inputs.partitions }}',
    ephemeral: 'true',
  });
});

test('each flag says what it says; one file without a date is a table of one partition', async (context) => {
  const job = await createJob(context, []);
  job.publisher.files.set('/zones.csv', 'id,zone\n1,a\n');
  await rm(join(job.folder, 'pipeline.yml'));
  const words = [
    '--name',
    'areas',
    '--description',
    'All: zones # of it',
    '--owner',
    'a "b"',
    '--lake',
    './l',
    '--warehouse',
    'none',
  ];
  const made = await runMain(['init', `${job.publisher.origin}/zones.csv`, '--yes', ...words], job);
  assert.equal(made.code, 0, made.stderr);
  const pipeline = parse(await readFile(join(job.folder, 'pipeline.yml'), 'utf8')) as Record<string, unknown>;
  assert.deepEqual(
    ['name', 'description', 'owner', 'lake', 'warehouse'].map((key) => pipeline[key]),
    ['areas', 'All: zones # of it', 'a "b"', './l', undefined],
  );
  assert.deepEqual(pipeline['partitions'], { by: 'none' });
  assert.equal((await runMain(['run'], job)).code, 0);
  assert.ok((await readdir(join(job.folder, 'l/areas'))).includes('part-0.parquet'));
});

test('what is asked at a terminal is taken, an empty answer takes what was found; a template is looked at from --start', async (context) => {
  const job = await createJob(context, []);
  job.publisher.files.set('/trips_2021-03.csv', 'id\n1\n');
  await rm(join(job.folder, 'pipeline.yml'));
  const answers: [RegExp, string][] = [
    [/^Name of the dataset \[trips\]/, 'rides'],
    [/^What it is/, ''],
    [/^Whom to ask/, 'ada@example.org'],
    [/^Lake:/, './water'],
    [/^Table:/, 'none'],
  ];
  const asked: string[] = [];
  const made = await runAnswered(
    ['init', `${job.publisher.origin}/trips_{YYYY}-{MM}.csv`, '--start', '2021-03'],
    job,
    {},
    (text) => {
      const found = answers.find(([question]) => question.test(text));
      if (found !== undefined) asked.push(text);
      return found?.[1];
    },
  );
  assert.equal(made.code, 0, made.stderr);
  assert.equal(asked.length, answers.length);
  const pipeline = parse(await readFile(join(job.folder, 'pipeline.yml'), 'utf8')) as Record<string, unknown>;
  assert.deepEqual(
    ['name', 'description', 'owner', 'lake', 'warehouse', 'partitions'].map((key) => pipeline[key]),
    ['rides', 'rides, one file a month', 'ada@example.org', './water', undefined, { by: 'month', start: '2021-03' }],
  );
});

test('a lake of Google’s: the workflow may log in without a key, and the pipeline file says what is to be set up', async (context) => {
  const job = await createJob(context, []);
  job.publisher.files.set('/zones.csv', 'id,zone\n1,a\n');
  await rm(join(job.folder, 'pipeline.yml'));
  const words = ['--lake', 'gs://my-lake', '--warehouse', 'none'];
  const made = await runMain(['init', `${job.publisher.origin}/zones.csv`, '--yes', ...words], job);
  assert.equal(made.code, 0, made.stderr);
  assert.match(await readFile(join(job.folder, 'pipeline.yml'), 'utf8'), /# google: \{ workload_identity_provider: /);
  const workflow = await readFile(join(job.folder, '.github/workflows/lakeferry.yml'), 'utf8');
  assert.match(workflow, /permissions: \{ contents: read, id-token: write \}/);
});

test('what cannot be looked at is told, and nothing is written', async (context) => {
  const job = await createJob(context, []);
  await rm(join(job.folder, 'pipeline.yml'));
  const cases: [string[], number, RegExp][] = [
    [[`${job.publisher.origin}/trips_2021-01.csv`], 1, /404/],
    [[`${job.publisher.origin}/trips_{YYYY}-{MM}.csv`], 2, /name a partition that there is with --start: a month/],
    [[`${job.publisher.origin}/trips_{YYYY}-{MM}.csv`, '--start', '2021'], 2, /start: "2021" is no partition here/],
  ];
  for (const [words, code, message] of cases) {
    const refused = await runMain(['init', ...words, '--yes'], job);
    assert.match(refused.stdout + refused.stderr, message);
    assert.equal(refused.code, code);
  }
  assert.deepEqual(
    (await readdir(job.folder)).filter((name) => name !== '.cache'),
    [],
  );
});
