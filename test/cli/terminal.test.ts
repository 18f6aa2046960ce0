import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJob } from '../job/job.ts';
import { createScreen } from '../runtime/screen.ts';
import { runMain } from './in-process.ts';

test('a person at a terminal sees live lines while a run is at work, and none of them at its end', async (context) => {
  const job = await createJob(context);
  const screen = createScreen(200);
  const done = await runMain(['run'], job, {}, { terminal: screen.out });
  assert.equal(done.code, 0);
  assert.match(screen.raw(), /… 2021-0\d \w+ /);
  assert.deepEqual(
    screen.lines().filter((line) => line.startsWith('…')),
    [],
  );
  assert.equal(screen.lines().at(-1), '  3 done');
});

test('in CI, on a narrow terminal and in a pipe nothing moves', async (context) => {
  const job = await createJob(context);
  for (const [columns, env] of [
    [200, { CI: 'true' }],
    [20, {}],
  ] as const) {
    const screen = createScreen(columns);
    await runMain(['run', '--force', '--partitions', 'all'], job, env, { terminal: screen.out });
    assert.doesNotMatch(screen.raw(), /\u001b|…/);
    assert.match(screen.raw(), /3 done/);
  }
  assert.doesNotMatch((await runMain(['run', '--force'], job)).stdout, /\u001b/);
});
