import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Publisher } from '../servers/publisher.ts';
import { lakeferry } from './cli-process.ts';
import { createJob, MONTHS, monthText } from './job.ts';

type Month = Parameters<Publisher['files']['set']>[1] | 'absent';

/** Answers for a month, and what they are to the one who runs. */
const DONE: Month = monthText('a month');
const OUTAGE: Month = () => ({ status: 503 });
/** A length that nobody stated: only the user can allow that. */
const MISTAKE: Month = () => ({ framing: 'close', body: monthText('a month') });
const BROKEN: Month = 'id\n1\n';

/** What the three months of the job are, the exit code, and the errors that are told. */
const CASES: [title: string, months: [Month, Month, Month], code: number, errors: RegExp[]][] = [
  ['0: done, not ready included', [DONE, DONE, 'absent'], 0, []],
  ['1: an outage', [DONE, OUTAGE, DONE], 1, [/^error: 2021-02: .*503.* \[FETCH_STATUS in fetch\]$/]],
  [
    "2: the user's mistake",
    [DONE, MISTAKE, DONE],
    2,
    [/^error: 2021-02: .*set "allow_unverified_length: true".* \[FETCH_UNVERIFIED in fetch\]$/],
  ],
  [
    '3: the data broke its contract',
    [BROKEN, BROKEN, DONE],
    3,
    [
      /^error: 2021-01: .*the header lacks a column: note .* \[SCHEMA_MISSING_COLUMN in clean\]$/,
      /^error: 2021-02: .* \[SCHEMA_MISSING_COLUMN in clean\]$/,
    ],
  ],
  [
    '1: contract and mistake mixed',
    [BROKEN, MISTAKE, DONE],
    1,
    [/^error: 2021-01: .*SCHEMA_/, /^error: 2021-02: .*FETCH_/],
  ],
];

for (const [title, months, code, errors] of CASES) {
  test(`exit code ${title}`, async (context) => {
    const job = await createJob(context);
    await job.write(
      'partitions: { by: month, start: 2021-01, end: 2021-03, grace: 36500d }',
      'tasks: { fetch: { retries: 0 } }',
    );
    for (const [at, month] of MONTHS.entries()) {
      const answer = months[at] as Month;
      if (answer === 'absent') job.publisher.files.delete(`/${month}.csv`);
      else job.publisher.files.set(`/${month}.csv`, answer);
    }
    const done = await lakeferry(['run', '--concurrency', '1'], job.folder);
    assert.equal(done.code, code, done.stdout + done.stderr);
    const told = done.stdout.split('\n').filter((line) => line.startsWith('error: '));
    assert.equal(told.length, errors.length, told.join('\n'));
    for (const [at, error] of errors.entries()) assert.match(told[at] ?? '', error);
    assert.doesNotMatch(done.stdout + done.stderr, /bug/);
  });
}

test('exit code 2: no pipeline file, told in one line', async (context) => {
  const job = await createJob(context);
  const done = await lakeferry(['run', '--pipeline', 'none.yml'], job.folder);
  assert.deepEqual([done.code, done.stderr], [2, '']);
  assert.match(
    done.stdout,
    /^error: .*\/none\.yml: there is no such file; name the pipeline file with --pipeline FILE\n$/,
  );
});
