import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import type { Host } from '../../src/session/host.ts';
import { createInputReader } from '../../src/session/inputs.ts';
import { readRunWords } from '../../src/session/run-words.ts';
import { openWorkers } from '../../src/session/workers.ts';

test('--workers is the number of threads; auto leaves one processor to the main thread', async () => {
  const host = { env: {} } as Host;
  const said = (flags: Record<string, string>, env: Record<string, string> = {}) =>
    readRunWords({ inputs: createInputReader(flags, env), host } as Parameters<typeof readRunWords>[0]).workers;
  assert.equal(said({}), 'auto');
  assert.equal(said({ workers: '3' }), 3);
  assert.equal(said({}, { LAKEFERRY_WORKERS: '2' }), 2);

  const cores = availableParallelism();
  for (const [count, size] of [
    [3, 3],
    ['auto', Math.max(1, Math.min(4, cores - 1))],
  ] as const) {
    const workers = openWorkers(count);
    assert.equal(workers.size, size);
    await workers.close();
  }
});

test('--workers: what is no number is the user’s mistake', () => {
  const inputs = createInputReader({ workers: 'many' }, {});
  readRunWords({ inputs, host: { env: {} } as Host } as Parameters<typeof readRunWords>[0]);
  assert.throws(() => inputs.check(), /"many" is not a whole number from 1 to 9999, or auto/);
});
