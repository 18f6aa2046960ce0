/** A thread that does as it is told, in the place of src/worker/main.ts. */
import { execFileSync } from 'node:child_process';
import { parentPort, workerData } from 'node:worker_threads';

const began = Date.now();

parentPort?.on('message', (job: { does: string; ms?: number; value?: unknown }) => {
  if (job.does === 'crash') throw new Error('a crash on purpose');
  if (job.does === 'exit') process.exit(7);
  // A system call: nothing that Node.js does to end a thread reaches it there.
  if (job.does === 'stuck') execFileSync('sleep', ['60']);
  if (job.does === 'loop') for (;;);
  if (job.does === 'age') parentPort?.postMessage({ reply: Date.now() - began });
  else if (job.does === 'fail') parentPort?.postMessage({ failure: 'it did not work' });
  else setTimeout(() => parentPort?.postMessage({ reply: [job.value, workerData] }), job.ms ?? 0);
});
