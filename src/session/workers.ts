import { availableParallelism } from 'node:os';
import type { Workers } from '../base/ports/workers.ts';
import { groupWorkerData } from '../convert/group-worker.ts';
import { createWorkerPool } from '../runtime/worker-pool.ts';

/** More would wait for the one thread that unpacks. */
const MOST_WORKERS = 4;

/**
 * Threads for the row groups of this process; none is started before it has work. `auto`: one a processor, but for the one that
 * unpacking and reading back keep busy.
 */
export function openWorkers(count: number | 'auto'): Workers {
  const size = count === 'auto' ? Math.max(1, Math.min(MOST_WORKERS, availableParallelism() - 1)) : count;
  // In the bundle the thread's code lies beside this one's.
  const entry = new URL(import.meta.url.endsWith('.ts') ? '../worker/main.ts' : 'worker.mjs', import.meta.url);
  return createWorkerPool({ entry, size, data: groupWorkerData() });
}
