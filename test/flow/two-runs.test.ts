import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { quickFiles } from '../crash/quick-files.ts';
import { createJob, WAREHOUSE } from '../job/job.ts';
import { flow, outcomesOf } from './bench.ts';

test('two runs begin one lake: who finds the table filled, and had seen no ledger, looks again before calling it foreign', async (context) => {
  const job = await createJob(context, ['2021-01', '2021-02']);
  await job.write(WAREHOUSE, 'partitions: { by: month, start: 2021-01, end: 2021-02 }');
  await mkdir(join(job.folder, 'lake/_lakeferry/trips'), { recursive: true });
  let isFirst = true;
  const files = {
    ...quickFiles,
    // Looked at right behind the logs.
    async stat(path: string) {
      if (isFirst && path.endsWith('dataset.json')) {
        isFirst = false;
        await flow(job);
      }
      return quickFiles.stat(path);
    },
  };
  const late = await flow(job, { files });
  assert.equal(isFirst, false);
  assert.deepEqual(outcomesOf(late), []);
  assert.deepEqual(await job.ask('SELECT count(*) FROM trips'), [['6']]);
});
