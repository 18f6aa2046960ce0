import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJob, monthText } from '../job/job.ts';
import { answerOf, runMain } from './in-process.ts';

interface Answer {
  timezone: string;
  next: { at: string; utc: string; partitions: string }[];
  cron: string[];
}

test('schedule tells the next dates in its zone and in UTC, and the cron lines of a workflow', async (context) => {
  const job = await createJob(context);
  await job.write('schedule: { cron: "0 6 * * *", timezone: Europe/Berlin }');
  const told = await runMain(['schedule'], job);
  assert.equal(told.code, 0, told.stderr);
  assert.match(told.stdout, /trips: cron 0 6 \* \* \* in Europe\/Berlin\n/);
  assert.match(told.stdout, /\n *Europe\/Berlin +UTC +would run\n/);
  const dates = / \d{4}-\d\d-\d\d 06:00 +[A-Z][a-z]{2} \d{4}-\d\d-\d\d 0[45]:00 +(.*)/g;
  const runs = [...told.stdout.matchAll(dates)].map(([, partitions]) => partitions);
  assert.deepEqual(runs, ['2021-01..2021-03', ...Array(4).fill('nothing new')], told.stdout);
  assert.match(told.stdout, /- cron: '7 4,5 \* \* \*'/);
  assert.match(told.stdout, /7 minutes after the schedule's own: GitHub is busiest at minute 0/);
  const { next } = answerOf<Answer>(await runMain(['schedule', '--count', '2', '--json'], job));
  assert.equal(next.length, 2);
});

test('the next date runs what is still undone, too; without a lake that can be read only what falls due is told', async (context) => {
  const job = await createJob(context);
  const schedule = 'schedule: { cron: "0 6 * * *" }';
  await job.write(schedule);
  job.publisher.files.set('/2021-02.csv', () => ({ status: 410 }));
  await runMain(['run', '--partitions', '2021-01..2021-02'], job);
  const told = async () => answerOf<Answer>(await runMain(['schedule', '--count', '2', '--json'], job)).next;
  assert.deepEqual(
    (await told()).map(({ partitions }) => partitions),
    ['2021-02..2021-03', ''],
  );
  job.publisher.files.set('/2021-02.csv', monthText('2021-02'));
  await runMain(['run'], job);
  assert.deepEqual((await told())[0]?.partitions, '');
  await job.write(schedule, 'lake:');
  assert.deepEqual((await told())[0]?.partitions, '');
  assert.match(
    (await runMain(['schedule'], job)).stdout,
    /what is still undone is not told: pipeline\.yml names no lake/,
  );
});

test('schedule says what falls due by each date, by lag', async (context) => {
  const job = await createJob(context);
  await job.write(
    'partitions: { by: month, start: 2021-01, lag: 10d }',
    'schedule: { rrule: "FREQ=MONTHLY;BYMONTHDAY=11;BYHOUR=12" }',
    'lake:',
  );
  const { next } = answerOf<Answer>(await runMain(['schedule', '--json'], job));
  assert.equal(next.length, 5);
  for (const { at, partitions } of next) {
    // On the 11th, ten days after the end of the month before.
    const before = new Date(`${at.slice(0, 7)}-01T00:00Z`);
    before.setUTCMonth(before.getUTCMonth() - 1);
    assert.equal(partitions, before.toISOString().slice(0, 7));
  }
});

test('schedule without a schedule is told how to write one', async (context) => {
  const job = await createJob(context);
  const { code, stderr, stdout } = await runMain(['schedule'], job);
  assert.equal(code, 2);
  assert.match(
    stdout + stderr,
    /pipeline\.yml has no schedule, so each scheduled run plans; add one, like schedule: \{ cron/,
  );
});

test('a schedule that has ended has no date and no line', async (context) => {
  const job = await createJob(context);
  await job.write('schedule: { rrule: "FREQ=DAILY;COUNT=1", anchor: 2020-01-01 }');
  const told = await runMain(['schedule'], job);
  assert.match(told.stdout, /there is no date to come/);
  assert.doesNotMatch(told.stdout, /cron:/);
});
