import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../servers/publisher.ts';
import { lakeferry } from './cli-process.ts';
import { createJob, monthText, WAREHOUSE } from './job.ts';

const BOTH = ['2021-01', '2021-02'];

test('two runs on the same months at once: one publishes each, the other says so, and the table is right', async (context) => {
  const job = await createJob(context, BOTH);
  await job.write('partitions: { by: month, start: 2021-01, end: 2021-02 }', WAREHOUSE);
  for (const month of BOTH) {
    const { promise: met, resolve } = Promise.withResolvers<void>();
    let waiting = 0;
    // Neither gets the month before both have read the ledger and asked for it.
    job.publisher.files.set(`/${month}.csv`, async (seen) => {
      if (++waiting === 2) resolve();
      await met;
      return serve(monthText(month), seen);
    });
  }
  const args = ['run', '--concurrency', '2'];
  const runs = await Promise.all([lakeferry(args, job.folder), lakeferry(args, job.folder)]);
  const told = runs.map(({ stdout }) => stdout);
  for (const month of BOTH) {
    assert.equal(told.filter((text) => text.includes(`\n${month}: done\n`)).length, 1, told.join('\n----\n'));
    const lost = new RegExp(`^error: ${month}: .*somebody else .*run again to see what they did.* in upload\\]$`, 'm');
    assert.equal(told.filter((text) => lost.test(text)).length, 1, told.join('\n----\n'));
  }
  for (const { code, stdout } of runs) assert.equal(code, stdout.includes('\nerror: ') ? 1 : 0);
  assert.deepEqual(await job.ask('SELECT partition_date, count(*) FROM trips GROUP BY ALL ORDER BY ALL'), [
    ['2021-01-01', '3'],
    ['2021-02-01', '3'],
  ]);
  for (const month of BOTH) {
    assert.deepEqual(
      (await job.log(month)).map((entry) => entry.kind),
      ['publishing', 'published', 'loaded'],
    );
  }
  const after = await lakeferry(['run'], job.folder);
  assert.match(after.stdout, /nothing to do, 2 partitions are done/);
});
