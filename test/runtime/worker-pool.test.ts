import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createWorkerPool } from '../../src/runtime/worker-pool.ts';

const ENTRY = new URL('pool-thread.ts', import.meta.url);
const signal = new AbortController().signal;

test('jobs are answered each by its own reply, whatever order they end in; threads begin with the data', async () => {
  const pool = createWorkerPool({ entry: ENTRY, size: 3, data: 'data' });
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, value) => pool.run({ does: 'wait', ms: (value * 7) % 20, value }, signal)),
  );
  assert.deepEqual(
    replies,
    Array.from({ length: 20 }, (_, value) => [value, 'data']),
  );
  await pool.close();
  assert.throws(() => pool.run({ does: 'wait' }, signal), /ended/);
});

test('threads that were warmed are old when their first jobs come, and hold up nothing', async () => {
  const pool = createWorkerPool({ entry: ENTRY, size: 2 });
  pool.warm();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const ages = await Promise.all([pool.run({ does: 'age' }, signal), pool.run({ does: 'age' }, signal)]);
  // A thread that only starts with its job has its first message before it is 100 ms old.
  for (const age of ages) assert.ok((age as number) > 300, `${age} ms`);
  await pool.close();
});

test('no more jobs at once than threads', async () => {
  const pool = createWorkerPool({ entry: ENTRY, size: 2 });
  await Promise.all([pool.run({ does: 'wait' }, signal), pool.run({ does: 'wait' }, signal)]);
  const began = performance.now();
  await Promise.all(Array.from({ length: 4 }, () => pool.run({ does: 'wait', ms: 100 }, signal)));
  assert.ok(performance.now() - began >= 195);
  await pool.close();
});

test('a job that fails, a thread that crashes or ends: the job rejects and the next one has a thread', async () => {
  const pool = createWorkerPool({ entry: ENTRY, size: 1 });
  await assert.rejects(pool.run({ does: 'fail' }, signal), /it did not work/);
  await assert.rejects(pool.run({ does: 'crash' }, signal), /a crash on purpose/);
  await assert.rejects(pool.run({ does: 'exit' }, signal), /a worker thread ended with code 7/);
  assert.deepEqual(await pool.run({ does: 'wait', value: 1 }, signal), [1, undefined]);
  await pool.close();
});

test('a job that is given up takes its thread with it, one that waits for a thread does not', async () => {
  const pool = createWorkerPool({ entry: ENTRY, size: 1 });
  const controller = new AbortController();
  const looping = pool.run({ does: 'loop' }, controller.signal);
  const waiting = pool.run({ does: 'wait' }, controller.signal);
  const after = pool.run({ does: 'wait', value: 2 }, signal);
  setTimeout(() => controller.abort(new Error('enough')), 200);
  await assert.rejects(looping, /enough/);
  await assert.rejects(waiting, /enough/);
  assert.deepEqual(await after, [2, undefined]);
  await assert.rejects(async () => pool.run({ does: 'wait' }, controller.signal), /enough/);
  await pool.close();
});

test('a thread that nothing can end does not hold up the process: it ends in time, its file written, its exit code kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-stuck-'));
  try {
    for (const [does, code] of [
      ['stuck', 0],
      ['stuck', 3],
      ['loop', 2],
    ] as const) {
      const path = join(folder, `${does}-${code}`);
      const script = fileURLToPath(new URL('stuck-process.ts', import.meta.url));
      const began = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [script, does, path, String(code)], {
        encoding: 'utf8',
        timeout: 30_000,
      });
      assert.equal(status, code, stderr);
      assert.equal(await readFile(path, 'utf8'), 'given up');
      assert.ok(performance.now() - began < 20_000, 'it waited for the thread');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
