import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { kernelParts, theMachine } from '../../src/kernel/machine.ts';

test('a thread reads what another one wrote after the memory had grown behind its back', async () => {
  const thread = new Worker(new URL('shared-memory-thread.ts', import.meta.url), { workerData: kernelParts() });
  const memory = theMachine().openMemory();
  try {
    for (let round = 0; round < 30; round++) {
      // Larger than all before, so that it lies in memory that is new.
      const text = memory.bytes(1 << 20);
      text.write('a,b\nc,d\n');
      thread.postMessage({ start: text.byteOffset, length: 8 });
      assert.deepEqual((await once(thread, 'message'))[0], [2, 4]);
    }
  } finally {
    memory.close();
    await thread.terminate();
  }
});
