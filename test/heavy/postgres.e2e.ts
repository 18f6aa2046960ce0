import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lakeferry } from '../job/cli-process.ts';
import { createJob, monthText } from '../job/job.ts';
import { newPlace, withPostgres } from '../warehouse/postgres.ts';

const MONTHS = Array.from({ length: 12 }, (_, at) => `2021-${String(at + 1).padStart(2, '0')}`);
const LINES = [`warehouse: "\${TRIPS_URL}"`, 'partitions: { by: month, start: 2021-01, end: 2021-12 }'];
const WITH_TIP =
  'columns: { id: { type: int64, required: true }, note: { type: string }, tip: { type: int64, optional: true } }';

/** The same rows, with a tip each. */
const tipped = (month: string) =>
  monthText(month)
    .replace('note\n', 'note,tip\n')
    .replace(/^(\d.*)\n/gm, '$1,7\n');

await withPostgres((server) => {
  test('twelve months at once in twelve processes, one lake and one table: all are there once, a new column too', async (context) => {
    const job = await createJob(context, MONTHS);
    const place = await newPlace(context, server);
    await job.write(...LINES);
    const run = (...words: string[]) => lakeferry(['run', '--json', ...words], job.folder, { TRIPS_URL: place.url });
    const each = async (months: readonly string[], ...words: string[]) => {
      const finished = await Promise.all(months.map((month) => run('--partitions', month, ...words)));
      for (const [at, { code, stderr }] of finished.entries()) assert.equal(code, 0, `${months[at]}: ${stderr}`);
    };
    const rows = async () => {
      const found = await place.query(
        "SELECT concat_ws('|', partition_date, id, coalesce(note, '')) AS line FROM trips",
      );
      return found.map(({ line }) => String(line)).sort();
    };
    const wanted = MONTHS.flatMap((month) =>
      monthText(month)
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => `${month}-01|${line.replace(',', '|')}`),
    ).sort();
    await each(MONTHS);
    assert.deepEqual(await rows(), wanted);
    assert.deepEqual(JSON.parse((await run()).stdout).results, []);
    // Half of them bring a column: each of these loads may have to change the table that the others load into.
    await job.write(...LINES, WITH_TIP);
    for (const month of MONTHS.slice(6)) job.publisher.files.set(`/${month}.csv`, tipped(month));
    await each(MONTHS.slice(6), '--force');
    assert.deepEqual(await rows(), wanted);
    assert.deepEqual(await place.query('SELECT count(tip) AS tips FROM trips'), [{ tips: '18' }]);
  });
});
