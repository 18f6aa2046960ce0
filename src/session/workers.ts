import { availableParallelism } from 'node:os';
import type { Workers } from '../base/ports/workers.ts';
import { groupWorkerData } from '../convert/group-worker.ts';
import { createWorkerPool } from '../runtime/worker-pool.ts';

/** More would wait for the one thread that unpacks. */
const MOST_WORKERS = 4;

/** Threads for the row groups of this process: one a processor. None is started before it has work. */
export function openWorkers(size: number = Math.min(MOST_WORKERS, availableParallelism())): Workers {
  // In the bundle the thread's code lies beside this one's.
  const entry = new URL(import.meta.url.endsWith('.ts') ? '../worker/main.ts' : 'worker.mjs', import.meta.url);
  return createWorkerPool({ entry, size, data: groupWorkerData() });
}
