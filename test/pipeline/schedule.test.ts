import assert from 'node:assert/strict';
import { test } from 'node:test';
import { job, problemsOf, read } from './text-files.ts';

/** What is written for `schedule:`, and what is said of it. */
const WRONG: [line: string, message: RegExp, hint: RegExp][] = [
  ['schedule: {}', /^schedule says neither cron nor every nor rrule$/, /^write one of them$/],
  ['schedule: { cron: "0 6 * * *", every: 1d }', /^schedule: cron and every at once$/, /^write one of them$/],
  ['schedule: { cron: "0 6 * * *", anchor: 2021-01-01 }', /^schedule\.anchor has no meaning with cron$/, /^remove it$/],
  [
    'schedule: { cron: "0 25 * * *" }',
    /^schedule\.cron: "0 25 \* \* \*" is not five fields of cron: .*25/,
    /^write "0 6 \* \* 1-5"$/,
  ],
  ['schedule: { cron: "0 6 31 2 *" }', /^schedule\.cron never occurs: "0 6 31 2 \*"$/, /days and months/],
  ['schedule: { every: 4m }', /^schedule\.every: 4m is too short$/, /GitHub starts no workflow more often/],
  ['schedule: { every: often }', /^schedule\.every: "often" is not a duration$/, /^write /],
  ['schedule: { every: 1d, anchor: 2021-02-29 }', /^schedule\.anchor: there is no 2021-02-29$/, /^write a time/],
  [
    'schedule: { every: 1d, anchor: 2021-02-28T24:00 }',
    /^schedule\.anchor: there is no 2021-02-28T24:00$/,
    /^write a time/,
  ],
  ['schedule: { every: 1d, anchor: noon }', /^schedule\.anchor: "noon" is not a time on the wall$/, /2021-01-01T06:00/],
  [
    'schedule: { rrule: "FREQ=HOURLY;BYHOUR=24" }',
    /^schedule\.rrule: .*BYHOUR cannot be "24"$/,
    /^write "FREQ=MONTHLY/,
  ],
  ['schedule: { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }', /^schedule\.rrule: .*it never occurs$/, /^write /],
  [
    'schedule: { cron: "0 6 * * *", timezone: Europe/Berln }',
    /^schedule\.timezone: "Europe\/Berln" is not a time zone$/,
    /Europe\/Berlin/,
  ],
  ['schedule: { crom: "0 6 * * *" }', /^schedule has no key "crom"$/, /^did you mean "cron"\?$/],
];

for (const [line, message, hint] of WRONG) {
  test(line, async () => {
    const problems = await problemsOf(job(line));
    const [problem] = problems.filter((each) => message.test(each.message));
    assert.ok(problem !== undefined, JSON.stringify(problems));
    assert.match(problem.hint ?? '', hint);
    assert.deepEqual([problem.file, problem.line], ['/job/pipeline.yml', 7]);
  });
}

test('a schedule that has ended is right: a dataset may have ended too', async () => {
  const line = 'schedule: { rrule: "FREQ=DAILY;UNTIL=20210101T000000Z", anchor: 2020-01-01 }';
  assert.equal((await read(job(line))).schedule?.kind, 'rrule');
});

test('a zone of partitions that is none is told once, and not of the schedule too', async () => {
  const problems = await problemsOf(
    job('schedule: { cron: "0 6 * * *" }', 'partitions: { by: month, start: 2021-01, timezone: Nowhere }'),
  );
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['partitions.timezone: "Nowhere" is not a time zone'],
  );
});
