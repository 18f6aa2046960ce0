import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { newPlace, withPostgres } from '../warehouse/postgres.ts';
import { createJob, MONTHS, monthText } from './job.ts';

await withPostgres((server) => {
  test('months go into PostgreSQL, whose URL comes from the environment and is shown nowhere; a second run does nothing', async (context) => {
    const job = await createJob(context);
    const place = await newPlace(context, server);
    await job.write(`warehouse: "\${TRIPS_URL}"`);
    const run = (...words: string[]) => runMain([...words, '--json', '--verbose'], job, { TRIPS_URL: place.url });
    const rows = () =>
      place.query(
        "SELECT to_char(partition_date, 'YYYY-MM') AS month, count(*) AS rows FROM trips GROUP BY 1 ORDER BY 1",
      );
    const first = await run('run');
    assert.equal(first.code, 0, first.stderr);
    assert.deepEqual(
      await rows(),
      MONTHS.map((month) => ({ month, rows: '3' })),
    );
    assert.deepEqual(answerOf(await run('run')).results, []);
    job.publisher.files.set('/2021-02.csv', `${monthText('2021-02')}4,more\n`);
    const again = await run('run');
    assert.deepEqual(
      answerOf(again).results.map(({ partition }) => partition),
      ['2021-02'],
    );
    const back = await run('restore', '2021-02', '--why', 'a trial');
    assert.equal(back.code, 0, back.stderr);
    assert.deepEqual(
      await rows(),
      MONTHS.map((month) => ({ month, rows: '3' })),
    );
    const entries = JSON.stringify(await job.log('2021-02'));
    for (const text of [first.stdout, first.stderr, again.stdout, again.stderr, back.stderr, entries]) {
      assert.ok(!text.includes(server.password) && !text.includes(encodeURIComponent(server.password)));
    }
  });
});
