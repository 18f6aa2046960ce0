import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import { at, openScene } from './scene.ts';

test('months that nobody ever tried are told as late, once, and that they have come; a backfill is not', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: webhook, url: "${at('HOOK')}" }`]);
  const heard = () => scene.channels.arrived.splice(0).map(({ body }) => (body as { title: string }).title);
  await scene.notify();
  assert.deepEqual(heard(), [], 'before anything was tried nobody waits');
  assert.equal((await runMain(['run', '--partitions', '2021-01'], scene.job, { HOOK: 'x' })).code, 0);
  await scene.notify();
  assert.deepEqual(heard(), [], 'these months were due before the lake was there');

  const path = join(scene.job.folder, 'lake/_lakeferry/trips/dataset.json');
  const record = JSON.parse(await readFile(path, 'utf8')) as { created: string };
  await writeFile(path, JSON.stringify({ ...record, created: '2021-03-01T00:00:00.000Z' }));
  await scene.notify();
  assert.deepEqual(heard().sort(), ['trips 2021-02 is late', 'trips 2021-03 is late']);
  await scene.notify();
  assert.deepEqual(heard(), []);

  scene.breakMonth('2021-03', 'absent');
  await scene.runAndNotify();
  assert.deepEqual(heard(), ['trips 2021-02 has recovered'], 'that 2021-03 was asked for is no news');
  scene.mend('2021-03');
  await scene.runAndNotify();
  assert.deepEqual(heard(), ['trips 2021-03 has recovered']);
});
