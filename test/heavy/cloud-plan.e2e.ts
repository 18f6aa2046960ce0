import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../src/base/hash.ts';
import { objectName } from '../../src/lake/names.ts';
import { entryName } from '../../src/ledger/names.ts';
import { partitionPath, partitionsBetween } from '../../src/pipeline/partitions.ts';
import { runMain } from '../cli/in-process.ts';
import { createJob } from '../job/job.ts';
import { startCloud } from '../servers/cloud.ts';

const BUCKET = 'my-lake';
const DAYS = partitionsBetween('1999-06-02', '2024-05-31');

test('a plan over 25 years of days in a bucket costs ten calls and one for each thousand of entries and objects', async (context) => {
  assert.equal(DAYS.length, 9131);
  const job = await createJob(context, []);
  const cloud = await startCloud([BUCKET]);
  context.after(() => cloud.close());
  await job.write(
    `lake: gs://${BUCKET}`,
    `source: { url: "${job.publisher.origin}/{YYYY}-{MM}-{DD}.csv" }`,
    'partitions: { by: day, start: 1999-06-02, end: 2024-05-31 }',
  );
  const bucket = cloud.storage.state.buckets.get(BUCKET);
  for (const partition of DAYS) {
    const name = objectName('trips', partitionPath(partition));
    cloud.storage.put(BUCKET, name, partition);
    const object = { name, generation: String(bucket?.get(name)?.generation), bytes: 10, sha256: sha256(partition) };
    const publication = {
      source: { url: 'x', bytes: 1, sha256: sha256('raw') },
      object,
      rowsRead: 1,
      rows: 1,
      rejected: 0,
      rejectedBy: {},
      columns: [],
      report: [],
      taskKey: { key: 'k', parts: {} },
    };
    const entry = {
      format: 1,
      dataset: 'trips',
      partition,
      number: 1,
      at: '2024-06-01T00:00:00.000Z',
      kind: 'published',
    };
    const text = JSON.stringify({ ...entry, run: { version: '0', run: 'r' }, publication });
    cloud.storage.put(BUCKET, entryName('trips', partition, 1), text);
  }
  const plan = () => runMain(['plan', '--check-source', 'none', '--json'], job, cloud.env);
  const first = await plan();
  assert.equal(first.code, 0, first.stderr);
  cloud.storage.calls.length = 0;
  const second = await plan();
  assert.equal(JSON.parse(second.stdout).partitions.length, DAYS.length);
  assert.deepEqual(JSON.parse(second.stdout).work, []);
  const calls = cloud.storage.calls.length;
  context.diagnostic(`${calls} calls`);
  assert.ok(calls <= 10 + Math.ceil((2 * DAYS.length) / 1000), String(calls));
});
