import type { Cache } from '../base/ports/cache.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Http } from '../base/ports/http.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import type { Workers } from '../base/ports/workers.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** What every task works with. */
export interface TaskContext {
  pipeline: Pipeline;
  files: Files;
  http: Http;
  /** Opens the bucket of a `gs://` URL, all of it; absent where nothing is fetched. */
  bucket?: (url: string) => Store;
  clock: Clock;
  log: Log;
  /** Absent: nothing is cached. */
  cache?: Cache;
  /** Ignore what the cache holds, and overwrite it. */
  refreshCache: boolean;
  /** A folder of this run's own, removed when it ends. */
  workFolder: string;
  signal: AbortSignal;
  /** Absent: everything is done in this thread. */
  workers?: Workers;
}
