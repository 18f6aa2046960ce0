import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import { startCloud } from '../servers/cloud.ts';
import { at, openScene } from './scene.ts';

test('a lake that others share: a laptop asks before it notes there what was told, and tells once', async (context) => {
  const scene = await openScene(context);
  const cloud = await startCloud(['my-lake']);
  context.after(() => cloud.close());
  await scene.write([`{ to: slack, url: "${at('SLACK')}" }`], 'lake: gs://my-lake');
  scene.breakMonth('2021-02');
  await runMain(['run', '--yes'], scene.job, { ...cloud.env, SLACK: 'x' });
  const before = cloud.storage.names('my-lake');
  const refused = await scene.notify(cloud.env);
  assert.equal(refused.code, 2);
  assert.match(
    refused.stdout + refused.stderr,
    /this notes what was told of one partition to gs:\/\/my-lake.*say --yes/,
  );
  assert.deepEqual([cloud.storage.names('my-lake'), scene.channels.asked], [before, []]);
  for (let time = 0; time < 2; time++) assert.equal((await scene.notify(cloud.env, '--yes')).code, 0);
  assert.equal(scene.channels.arrived.length, 1);
  assert.deepEqual(
    cloud.storage.names('my-lake').filter((name) => name.includes('/notices/')),
    ['000001', '000002'].map((number) => `_lakeferry/trips/notices/slack/2021-02/${number}.json`),
  );
  assert.equal((await scene.notify(cloud.env)).code, 0, 'where nothing is new nobody is asked');
});
