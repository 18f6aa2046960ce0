import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createJob, type Job, MONTHS, monthText, WAREHOUSE } from '../job/job.ts';
import { serve } from '../servers/publisher.ts';
import { answerOf, type Finished, runMain } from './in-process.ts';

interface Spelling {
  title: string;
  args: string[];
  env: Record<string, string>;
}

/** A word as a flag, which wins over the environment, and as the variable, which counts where the flag is empty. */
function spellings(word: string, value: string): Spelling[] {
  const variable = `LAKEFERRY_${word.replaceAll('-', '_').toUpperCase()}`;
  return [
    { title: `--${word} ${value}`, args: [`--${word}`, value], env: { [variable]: '?' } },
    { title: `${variable}=${value}`, args: [`--${word}`, ''], env: { [variable]: value } },
  ];
}

/** The same test for each way to say it. */
function knob(
  word: string,
  value: string,
  body: (context: TestContext, run: (...args: string[]) => Promise<Finished>, job: Job) => Promise<void>,
  ...lines: readonly string[]
): void {
  for (const { title, args, env } of spellings(word, value)) {
    test(title, async (context) => {
      const job = await createJob(context);
      await job.write(...lines);
      await body(context, (...more) => runMain([...more, ...args], job, env), job);
    });
  }
}

async function prepared(context: TestContext, ...lines: string[]): Promise<Job> {
  const job = await createJob(context);
  await job.write(...lines);
  assert.equal((await runMain(['run'], job)).code, 0);
  job.publisher.taken();
  return job;
}

const outcomes = (finished: Finished) => answerOf(finished).results.map((each) => `${each.partition} ${each.outcome}`);
const planned = (finished: Finished) =>
  answerOf<{ work: { partition: string }[] }>(finished).work.map((each) => each.partition);

test('--partitions in every form of the grammar', async (context) => {
  const months = ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05'];
  const job = await createJob(context, months);
  const partitions = 'partitions: { by: month, start: 2021-01, end: 2021-05 }';
  await job.write(partitions);
  assert.equal((await runMain(['run', '--partitions', '2021-01'], job)).code, 0);
  // From here on January is stale; February is done, March breaks the contract, April and May were never seen.
  await job.write(partitions, 'columns: { id: { type: int64, required: true }, note: { type: string, fill: none } }');
  job.publisher.files.set('/2021-03.csv', 'id\n1\n');
  assert.equal((await runMain(['run', '--partitions', '2021-02,2021-03'], job)).code, 3);

  const forms: Record<string, string[]> = {
    '2021-04': ['2021-04'],
    '2021-02..2021-04': ['2021-03', '2021-04'],
    '2021-01,2021-04': ['2021-01', '2021-04'],
    ' 2021-05 , 2021-03 .. 2021-04 ': ['2021-03', '2021-04', '2021-05'],
    'last:2': ['2021-04', '2021-05'],
    due: ['2021-03', '2021-04', '2021-05'],
    missing: ['2021-04', '2021-05'],
    failed: ['2021-03'],
    stale: ['2021-01'],
    all: ['2021-01', '2021-03', '2021-04', '2021-05'],
    '': ['2021-03', '2021-04', '2021-05'],
  };
  for (const [form, expected] of Object.entries(forms)) {
    const flagged = await runMain(['plan', '--json', '--partitions', form], job);
    assert.deepEqual(planned(flagged), expected, form);
    const told = await runMain(['plan', '--json'], job, { LAKEFERRY_PARTITIONS: form });
    assert.deepEqual(planned(told), expected, `LAKEFERRY_PARTITIONS=${form}`);
  }
  const status = await runMain(['status', '--json', '--check-source', 'none'], job);
  assert.deepEqual(
    answerOf<{ partitions: { partition: string; status: string }[] }>(status).partitions.map((each) => each.status),
    ['stale', 'done', 'failed', 'missing', 'missing'],
  );
});

knob('partitions', '2021-02', async (_, run) => {
  assert.deepEqual(outcomes(await run('run', '--json')), ['2021-02 done']);
});

for (const { title, args, env } of spellings('force', 'true')) {
  test(`${title}: what is done runs again`, async (context) => {
    const job = await prepared(context);
    const named = ['run', '--json', '--partitions', '2021-02'];
    assert.deepEqual(answerOf(await runMain(named, job)).results, []);
    const [result] = answerOf(await runMain([...named, ...args], job, env)).results;
    assert.deepEqual([result?.outcome, result?.because], ['done', 'done, and run again by force']);
  });
}

knob('limit', '2', async (_, run, job) => {
  const first = await run('run');
  assert.match(first.stdout, /trips: 2 to do/);
  assert.match(first.stdout, /warning: 1 more partitions are left for the next run; raise --limit to take them now/);
  assert.deepEqual([...(await job.lake()).keys()].filter((name) => name.endsWith('.parquet')).length, 2);
  assert.match((await run('plan', '--partitions', '2021-01..2021-03', '--force')).stdout, /trips: 3 to do/);
});

test('--check-source says which published months are asked: none, the recheck newest, all', async (context) => {
  const job = await prepared(context, 'partitions: { by: month, start: 2021-01, end: 2021-03, recheck: last:2 }');
  const asked = (month: string) => `/${month}.csv 304 conditional`;
  for (const [value, months] of [
    ['none', []],
    ['recent', ['2021-02', '2021-03']],
    ['', ['2021-02', '2021-03']],
    ['all', MONTHS],
  ] as const) {
    for (const command of ['run', 'plan', 'status']) {
      await runMain([command, '--check-source', value], job);
      assert.deepEqual(job.publisher.taken(), months.map(asked), `${command} --check-source ${value}`);
      await runMain([command], job, { LAKEFERRY_CHECK_SOURCE: value });
      assert.deepEqual(job.publisher.taken(), months.map(asked), `${command} LAKEFERRY_CHECK_SOURCE=${value}`);
    }
  }
  await job.write('partitions: { by: month, start: 2021-01, end: 2021-03, recheck: last:0 }');
  await runMain(['run'], job);
  assert.deepEqual(job.publisher.taken(), []);
});

for (const { title, args, env } of spellings('cache', 'false')) {
  test(`${title}: nothing is taken from the cache, nothing put into it`, async (context) => {
    const job = await createJob(context);
    const again = ['run', '--json', '--partitions', '2021-01', '--force', '--check-source', 'none'];
    for (const _ of [1, 2]) {
      const [result] = answerOf(await runMain([...again, ...args], job, env)).results;
      assert.equal(result?.notes[0], 'fetch: downloaded (the cache is off)');
      assert.equal(result?.notes[1], 'clean, write-parquet: made (the cache is off)');
      assert.deepEqual(job.publisher.taken(), ['/2021-01.csv 200']);
    }
    assert.equal(existsSync(join(job.folder, '.cache/entries')), false);
  });
}

for (const { title, args, env } of spellings('refresh-cache', 'true')) {
  test(`${title}: what the cache holds is made again, and kept`, async (context) => {
    const job = await prepared(context);
    const again = ['run', '--json', '--partitions', '2021-01', '--force', '--check-source', 'none'];
    const [result] = answerOf(await runMain([...again, ...args], job, env)).results;
    assert.equal(result?.notes[0], 'fetch: downloaded (refresh-cache was asked for)');
    assert.equal(result?.notes[1], 'clean, write-parquet: made (refresh-cache was asked for)');
    assert.deepEqual(job.publisher.taken(), ['/2021-01.csv 200']);
    const [cached] = answerOf(await runMain(again, job)).results;
    assert.match(cached?.notes[0] ?? '', /^fetch: cache hit/);
  });
}

knob(
  'dry-run',
  'true',
  async (_, run, job) => {
    const done = await run('run');
    assert.match(done.stdout, /FIRST RUN.*\n.*3 to do[\s\S]*dry run: nothing was changed/);
    assert.deepEqual(job.publisher.taken(), []);
    assert.deepEqual((await readdir(job.folder)).sort(), ['pipeline.yml']);
  },
  WAREHOUSE,
);

for (const { title, args, env } of spellings('concurrency', '3')) {
  test(`${title}: three partitions are at work at once`, { timeout: 60_000 }, async (context) => {
    const job = await createJob(context);
    const { promise: everybody, resolve } = Promise.withResolvers<void>();
    let arrived = 0;
    for (const month of MONTHS) {
      // Nobody is answered before all three have asked.
      job.publisher.files.set(`/${month}.csv`, async (seen) => {
        if (++arrived === 3) resolve();
        await everybody;
        return serve(monthText(month), seen);
      });
    }
    assert.equal((await runMain(['run', ...args], job, env)).code, 0);
  });
}

test('--concurrency 1: a partition begins when the one before it is published', async (context) => {
  const job = await createJob(context);
  const before: boolean[] = [];
  for (const [at, month] of MONTHS.entries()) {
    job.publisher.files.set(`/${month}.csv`, (seen) => {
      before.push(at === 0 || existsSync(job.object(MONTHS[at - 1] as string)));
      return serve(monthText(month), seen);
    });
  }
  assert.equal((await runMain(['run', '--concurrency', '1'], job)).code, 0);
  assert.deepEqual(before, [true, true, true]);
  assert.equal((await runMain(['run', '--force', '--concurrency', 'auto'], job)).code, 0);
});

knob('time-budget', '0s', async (_, run, job) => {
  const done = await run('run');
  assert.equal(done.code, 0);
  assert.match(done.stdout, /warning: the time budget of 0\.0 s is used up: 3 partitions stay due for the next run/);
  assert.deepEqual(job.publisher.taken(), []);
  assert.equal(answerOf(await run('run', '--json')).left, 3);
});

for (const [value, row] of [
  ['full', /note +string +first of 2021-01 +second/],
  ['masked', /note +string +xxxxx xx 9999-99 +xxxxxx/],
  ['none', /column +type +nulls +filled/],
] as const) {
  knob('samples', value, async (_, run) => {
    const done = await run('run', '--partitions', '2021-01');
    assert.match(done.stdout, row);
    if (value !== 'full') assert.doesNotMatch(done.stdout, /first of/);
  });
}

test('without --samples rows are shown to a person and not in CI', async (context) => {
  const job = await createJob(context);
  const shown = async (env: Record<string, string>) =>
    /first of/.test((await runMain(['run', '--partitions', '2021-01', '--force'], job, env)).stdout);
  assert.deepEqual([await shown({}), await shown({ CI: '' }), await shown({ CI: 'true' })], [true, true, false]);
});

test('--fail-on says what makes the exit code', async (context) => {
  const job = await createJob(context, ['2021-01', '2021-02']);
  job.publisher.files.set('/2021-02.csv', 'id\n1\n');
  // January is done, February breaks the schema, March is 404 and late.
  const code = async (value: string) => {
    const flagged = await runMain(['run', '--fail-on', value], job);
    const told = await runMain(['run'], job, { LAKEFERRY_FAIL_ON: value });
    assert.equal(told.code, flagged.code, value);
    return flagged.code;
  };
  const codes = { none: 0, failed: 3, late: 1, not_ready: 1, schema: 3, timeout: 0, 'failed, late': 1, '': 1 };
  for (const [value, expected] of Object.entries(codes)) assert.equal(await code(value), expected, `"${value}"`);
});

test('not ready turns into late after lag and grace, and only late fails', async (context) => {
  const job = await createJob(context, ['2021-01']);
  const run = async (grace: string) => {
    await job.write(`partitions: { by: month, start: 2021-01, end: 2021-02, lag: 10d, grace: ${grace} }`);
    const done = await runMain(['run', '--json'], job);
    const status = await runMain(['status', '--json'], job);
    const { state, partitions } = answerOf<{ state: string; partitions: { reason: string }[] }>(status);
    return [done.code, state, partitions[1]?.reason.replace(/on \d{4}-\d{2}-\d{2}$/, 'on a day')];
  };
  assert.deepEqual(await run('36500d'), [0, 'not_ready', 'the source answered 404 on a day']);
  assert.deepEqual(await run('5d'), [1, 'late', 'the source answered 404, and it was expected by 2021-03-16']);
  assert.deepEqual(
    (await job.log('2021-02')).map((entry) => entry.kind),
    ['not_ready'],
    'the same answer is not written again',
  );
  await job.write('partitions: { by: month, start: 2021-01, end: 2021-02, lag: 36500d }');
  assert.match((await runMain(['run'], job)).stdout, /nothing to do, 1 partitions are done/);
});

for (const [word, lines] of [
  ['lake', ['lake: ./of-the-file']],
  ['warehouse', ['warehouse: "duckdb:of-the-file.duckdb"']],
] as const) {
  test(`--${word} wins over LAKEFERRY_${word.toUpperCase()}, and that over the file`, async (context) => {
    const job = await createJob(context, ['2021-01']);
    await job.write(...lines);
    const value = (name: string) => (word === 'lake' ? name : `duckdb:${name}.duckdb`);
    const place = (name: string) => join(job.folder, word === 'lake' ? name : `${name}.duckdb`);
    const variable = `LAKEFERRY_${word.toUpperCase()}`;
    for (const [args, env, expected] of [
      [[`--${word}`, value('of-the-flag')], { [variable]: value('of-the-variable') }, 'of-the-flag'],
      [[`--${word}`, ''], { [variable]: value('of-the-variable') }, 'of-the-variable'],
      [[], { [variable]: '' }, 'of-the-file'],
    ] as const) {
      const done = await runMain(['run', '--partitions', '2021-01', ...args], job, env);
      assert.equal(done.code, 0, done.stdout);
      assert.equal(existsSync(place(expected)), true, expected);
      for (const other of ['of-the-flag', 'of-the-variable', 'of-the-file']) {
        if (other !== expected) assert.equal(existsSync(place(other)), false, `${expected}, not ${other}`);
      }
      await rm(place(expected), { recursive: true });
    }
    if (word === 'warehouse') {
      const absolute = join(job.folder, 'absolute.duckdb');
      await runMain(['run', '--warehouse', `duckdb:${absolute}`], job);
      assert.equal(existsSync(absolute), true);
    }
  });
}

test('--pipeline and LAKEFERRY_PIPELINE name the file; paths in it begin at its own folder', async (context) => {
  const job = await createJob(context, ['2021-01']);
  await job.write('partitions: { by: month, start: 2021-01, end: 2021-01 }');
  await mkdir(join(job.folder, 'below'));
  await rename(join(job.folder, 'pipeline.yml'), join(job.folder, 'below/other.yml'));
  for (const [args, env] of [
    [['--pipeline', 'below/other.yml'], {}],
    [[], { LAKEFERRY_PIPELINE: 'below/other.yml' }],
  ] as const) {
    assert.match(
      (await runMain(['validate', ...args], job, env)).stdout,
      /^below\/other\.yml: valid: trips, 2 columns/,
    );
    assert.equal((await runMain(['run', ...args], job, env)).code, 0);
    assert.equal(existsSync(join(job.folder, 'below/lake/trips')), true);
  }
});

test('--set fills parameters: flags, else the lines of LAKEFERRY_SET, else the file', async (context) => {
  const job = await createJob(context);
  await job.write(
    'name: "{color}_trips_{size}"',
    'parameters: { color: yellow, size: 1 }',
    'source: { url: "https://example.org/{color}/{size}/{YYYY}-{MM}.csv" }',
  );
  const dataset = async (args: string[], env: Record<string, string> = {}) =>
    answerOf<{ dataset: string }>(await runMain(['validate', '--json', ...args], job, env)).dataset;
  assert.equal(await dataset([]), 'yellow_trips_1');
  assert.equal(await dataset(['--set', 'color=green', '--set', 'size=2']), 'green_trips_2');
  assert.equal(await dataset([], { LAKEFERRY_SET: 'color=green\nsize=3\n' }), 'green_trips_3');
  assert.equal(await dataset(['--set', 'color=red'], { LAKEFERRY_SET: 'color=green' }), 'red_trips_1');
  assert.equal(await dataset(['--set', ''], { LAKEFERRY_SET: 'color=green' }), 'green_trips_1');
});

for (const [title, args, env] of [
  ['--json', ['--json'], {}],
  ['LAKEFERRY_JSON=true', [], { LAKEFERRY_JSON: 'true' }],
] as const) {
  test(`${title}: the answer on stdout, messages on stderr`, async (context) => {
    const job = await createJob(context, ['2021-01']);
    await job.write('partitions: { by: month, start: 2021-01, end: 2021-01 }');
    await writeFile(join(job.folder, 'a.csv'), monthText('2021-01'));
    for (const [command, key] of [
      [['validate'], 'valid'],
      [['plan'], 'work'],
      [['run'], 'results'],
      [['status'], 'partitions'],
      [['preview', 'a.csv'], 'rows'],
    ] as const) {
      const done = await runMain([...command, ...args], job, env);
      assert.equal(done.code, 0, done.stderr);
      assert.ok(Object.hasOwn(answerOf<object>(done), key), command[0]);
    }
    assert.match((await runMain(['run', ...args], job, env)).stderr, /nothing to do/);
  });
}

for (const [title, args, env] of [
  ['--verbose', ['--verbose'], {}],
  ['LAKEFERRY_VERBOSE=true', [], { LAKEFERRY_VERBOSE: 'true' }],
] as const) {
  test(`${title}: what lies behind an error is told`, async (context) => {
    const job = await createJob(context);
    const missing = ['validate', '--pipeline', 'none.yml'];
    assert.doesNotMatch((await runMain(missing, job)).stdout, /debug/);
    assert.match((await runMain([...missing, ...args], job, env)).stdout, /^debug: caused by: Error: ENOENT/m);
  });
}

test('--delimiter and LAKEFERRY_DELIMITER: blanks count, and \\t is a tab', async (context) => {
  const job = await createJob(context);
  await writeFile(join(job.folder, 'a.csv'), 'a;b,c\td e\n1;2,3\t4 5\n');
  const columns = async (args: string[], env: Record<string, string> = {}) =>
    answerOf<{ columns: { name: string }[] }>(
      await runMain(['preview', 'a.csv', '--json', ...args], job, env),
    ).columns.map((column) => column.name);
  assert.deepEqual(await columns(['--delimiter', ';']), ['a', 'b,c\td e']);
  assert.deepEqual(await columns(['--delimiter', '\t']), ['a;b,c', 'd e']);
  assert.deepEqual(await columns(['--delimiter', '\\t']), ['a;b,c', 'd e']);
  assert.deepEqual(await columns(['--delimiter', ' ']), ['a;b,c\td', 'e']);
  assert.deepEqual(await columns([], { LAKEFERRY_DELIMITER: ';' }), ['a', 'b,c\td e']);
  assert.deepEqual(await columns(['--delimiter', ''], { LAKEFERRY_DELIMITER: ' ' }), ['a;b,c\td', 'e']);
  assert.deepEqual(await columns([]), ['a;b', 'c\td e']);
});

test('LAKEFERRY_CACHE_DIR holds the cache; without it the home folder of caches does', async (context) => {
  const job = await createJob(context, ['2021-01']);
  await job.write('partitions: { by: month, start: 2021-01, end: 2021-01 }');
  const cached = (folder: string) => existsSync(join(job.folder, folder, 'entries/blobs'));
  await runMain(['run'], job, { LAKEFERRY_CACHE_DIR: 'own' });
  assert.deepEqual([cached('own'), cached('.cache')], [true, false]);
  assert.equal(existsSync(join(job.folder, 'own/work')), true);
  assert.deepEqual(await readdir(join(job.folder, 'own/work')), [], 'the work folder of a run goes with it');
  const xdg = { LAKEFERRY_CACHE_DIR: '', XDG_CACHE_HOME: join(job.folder, 'xdg') };
  await runMain(['run', '--force', '--partitions', '2021-01'], job, xdg);
  assert.equal(cached('xdg/lakeferry'), true);
  await runMain(['run', '--force', '--partitions', '2021-01'], job, {
    LAKEFERRY_CACHE_DIR: '',
    HOME: join(job.folder, 'home'),
  });
  assert.equal(cached('home/.cache/lakeferry'), true);
});
