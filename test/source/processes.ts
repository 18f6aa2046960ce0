import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FetchOrder, FetchReport } from './fetching-process.ts';

/** Runs `fetching-process.ts` to its own end; a process that hangs is killed, which is an error here. */
export function fetchAlone(order: FetchOrder): Promise<FetchReport> {
  const path = fileURLToPath(new URL('fetching-process.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path, JSON.stringify(order)], { timeout: 60_000 }, (error, out, err) => {
      if (error === null) resolve(JSON.parse(out) as FetchReport);
      else reject(new Error(`the process ended by ${error.signal ?? error.code}: ${err}`, { cause: error }));
    });
  });
}
