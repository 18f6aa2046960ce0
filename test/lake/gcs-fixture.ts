import { after } from 'node:test';
import type { Clock } from '../../src/base/ports/clock.ts';
import type { Store } from '../../src/base/ports/store.ts';
import type { ApiOptions } from '../../src/lake/gcs/api.ts';
import { locationOf } from '../../src/lake/gcs/location.ts';
import { createGcsStore } from '../../src/lake/gcs/store.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { type GcsServer, startGcs } from '../servers/gcs/server.ts';
import { listLog } from '../warehouse/fixture.ts';

export const BUCKET = 'my-lake';

/** Waits for nobody, and remembers how long it would have waited. */
export function hastyClock(): Clock & { waits: number[] } {
  const waits: number[] = [];
  return { ...nodeClock, waits, sleep: async (ms) => void waits.push(ms) };
}

export interface Bucket {
  server: GcsServer;
  log: ReturnType<typeof listLog>;
  /** Another client each time. */
  open(url?: string, options?: Partial<ApiOptions>): Store;
}

/** A server with one empty bucket, closed when the file's tests are over. */
export async function openBucket(): Promise<Bucket> {
  const server = await startGcs({ buckets: [BUCKET] });
  after(() => server.close());
  const log = listLog();
  return {
    server,
    log,
    open: (url = `gs://${BUCKET}/lake`, options = {}) =>
      createGcsStore({
        location: locationOf(url),
        connect: async () => ({ apiEndpoint: server.origin }),
        files: nodeFiles,
        clock: hastyClock(),
        log,
        ...options,
      }),
  };
}
