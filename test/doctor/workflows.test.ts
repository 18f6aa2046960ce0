import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createJob } from '../job/job.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { startCloud } from '../servers/cloud.ts';
import { PROVIDER } from '../servers/tokens.ts';
import { commit, doctor, findingsOf, wordsOf, writeWorkflow } from './bench.ts';

test('cron-minute-zero: a schedule at the full hour, wherever the hour is', async (context) => {
  const job = await createJob(context);
  for (const minute of ['0', '*', '*/15', '0,30']) {
    await writeWorkflow(job, '17 5', `${minute} 5`);
    const found = await doctor(job);
    assert.deepEqual([found.code, findingsOf(found)], [0, ['warn cron-minute-zero']], minute);
    assert.match(wordsOf(found, 'cron-minute-zero'), /trips\.yml:3[\s\S]*cron: '17 5 \* \* \*'/);
  }
  await writeWorkflow(job, '17 5', '20,40 5');
  assert.deepEqual(findingsOf(await doctor(job)), []);
});

test('schedule-idle: the sixty days are nearly over, or are over; without a schedule nobody cares', async (context) => {
  const job = await createJob(context);
  await writeWorkflow(job);
  commit(job, 50);
  const soon = await doctor(job);
  assert.deepEqual([soon.code, findingsOf(soon)], [0, ['warn schedule-idle']]);
  assert.match(wordsOf(soon, 'schedule-idle'), /in 10 days/);
  await writeWorkflow(job, "  schedule: [{ cron: '17 5 * * *' }]\n", '');
  assert.deepEqual(findingsOf(await doctor(job)), []);
});

test('schedule-idle: past the sixtieth day the way back is told', async (context) => {
  const job = await createJob(context);
  await writeWorkflow(job);
  commit(job, 75);
  const over = await doctor(job);
  assert.deepEqual(findingsOf(over), ['warn schedule-idle']);
  assert.match(wordsOf(over, 'schedule-idle'), /gh workflow enable trips\.yml/);
  const event = join(job.folder, 'event.json');
  await writeFile(event, JSON.stringify({ repository: { private: true } }));
  assert.deepEqual(findingsOf(await doctor(job, { GITHUB_EVENT_PATH: event })), []);
});

test('action-unpinned: a tag, a branch, an image without its digest', async (context) => {
  const job = await createJob(context);
  await writeWorkflow(job, '1234567890123456789012345678901234567890', 'v0.1.0');
  const found = await doctor(job);
  assert.deepEqual([found.code, findingsOf(found)], [0, ['warn action-unpinned']]);
  assert.match(wordsOf(found, 'action-unpinned'), /etl\.yml@v0\.1\.0 \(\.github\/workflows\/trips\.yml:9\)/);
  await writeWorkflow(
    job,
    '    with: { pipeline: pipeline.yml }\n',
    '  other:\n    steps: [{ uses: ./local }, { uses: "docker://alpine:3" }]\n',
  );
  assert.match(wordsOf(await doctor(job), 'action-unpinned'), /: docker:\/\/alpine:3 \(\S+:11\)\n/);
});

test('id-token-missing: a job that logs in without a key and may not ask for its identity', async (context) => {
  const job = await createJob(context);
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  await job.write(
    'lake: gs://my-lake',
    `warehouse: "bigquery://${PROJECT}/taxi"`,
    'bigquery: { location: EU }',
    `google: { workload_identity_provider: ${PROVIDER} }`,
  );
  await writeWorkflow(job);
  const sound = await doctor(job, cloud.env);
  assert.deepEqual([sound.code, findingsOf(sound)], [0, []], sound.stdout);
  await writeWorkflow(job, ', id-token: write', '');
  const found = await doctor(job, cloud.env);
  assert.deepEqual([found.code, findingsOf(found)], [2, ['fail id-token-missing']]);
  assert.match(wordsOf(found, 'id-token-missing'), /trips\.yml:8/);
  const inJob = await doctor(job, { ...cloud.env, GITHUB_ACTIONS: 'true' });
  assert.deepEqual(findingsOf(inJob), ['fail id-token-missing']);
  await writeWorkflow(job);
  // Without emulators the login itself is refused, and that is told once.
  const alone = await doctor(job, { GITHUB_ACTIONS: 'true' });
  assert.deepEqual(findingsOf(alone), ['fail id-token-missing']);
});

test('id-token-missing: a job that asks GitHub to attest what it published, and may not sign', async (context) => {
  const job = await createJob(context);
  const asked = '    with: { pipeline: pipeline.yml, attest: "true" }\n';
  await writeWorkflow(job, '    with: { pipeline: pipeline.yml }\n', asked);
  const found = await doctor(job);
  assert.deepEqual([found.code, findingsOf(found)], [2, ['fail id-token-missing']]);
  assert.match(wordsOf(found, 'id-token-missing'), /trips\.yml:8[\s\S]*attestations: write \}/);
  const path = join(job.folder, '.github/workflows/trips.yml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('id-token: write }', 'id-token: write, attestations: write }'));
  const sound = await doctor(job);
  assert.deepEqual(findingsOf(sound), []);
  assert.match(wordsOf(sound, 'id-token-missing'), /each job may ask/);
});
