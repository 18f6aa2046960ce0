/** A process whose thread is stuck for good when it ends. Arguments: what the thread does, a file to write, the exit code. */
import { writeFileSync } from 'node:fs';
import { createWorkerPool } from '../../src/runtime/worker-pool.ts';

const [does = '', path = '', code = '0'] = process.argv.slice(2);
const pool = createWorkerPool({ entry: new URL('pool-thread.ts', import.meta.url), size: 1, endMs: 300 });
const controller = new AbortController();
const job = pool.run({ does }, controller.signal);
setTimeout(() => controller.abort(new Error('given up')), 500);
await job.catch((error: Error) => writeFileSync(path, error.message));
await pool.close();
process.exit(Number(code));
