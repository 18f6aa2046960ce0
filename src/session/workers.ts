import { availableParallelism } from 'node:os';
import type { Workers } from '../base/ports/workers.ts';
import { groupWorkerData } from '../convert/group-worker.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { createWorkerPool } from '../runtime/worker-pool.ts';

/** More would wait for the one thread that unpacks. */
const MOST_WORKERS = 4;

/**
 * Threads for the row groups of this process; none is started before it has work. `auto`: one a processor, but for the one that
 * unpacking keeps busy: a thread that packs with zstd keeps up with it, one that packs with gzip does not.
 */
export function openWorkers(count: number | 'auto', codec: Pipeline['codec']): Workers {
  const free = availableParallelism() - (codec === 'gzip' ? 0 : 1);
  const size = count === 'auto' ? Math.max(1, Math.min(MOST_WORKERS, free)) : count;
  // In the bundle the thread's code lies beside this one's.
  const entry = new URL(import.meta.url.endsWith('.ts') ? '../worker/main.ts' : 'worker.mjs', import.meta.url);
  return createWorkerPool({ entry, size, data: groupWorkerData() });
}
