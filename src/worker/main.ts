import { parentPort, workerData } from 'node:worker_threads';
import { createGroupWorker, type GroupJob, type GroupWorkerData } from '../convert/group-worker.ts';
import type { Answer } from '../runtime/worker-pool.ts';

/** What a thread of the pool runs: one row group after the other. */
const worker = createGroupWorker(workerData as GroupWorkerData);

parentPort?.on('message', (job: GroupJob) => {
  let answer: Answer;
  let transfer: ArrayBuffer[] = [];
  try {
    const done = worker.work(job);
    answer = { reply: done.reply };
    transfer = done.transfer;
  } catch (error) {
    answer = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer, transfer);
});
