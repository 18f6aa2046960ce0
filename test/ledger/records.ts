import type { Log } from '../../src/base/ports/log.ts';
import type { NewEntry, Publication, RunFacts } from '../../src/ledger/entry.ts';

export const run: RunFacts = { version: '0.0.0', run: 'run-1' };

/** Keeps what was said. */
export function createSilentLog(): Log & { said: string[] } {
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  return { said, debug: say, info: say, warn: say, error: say, group: say, progress: () => {} };
}

export function publicationOf(sha256: string, more: Partial<Publication> = {}): Publication {
  return {
    source: { url: 'https://example.org/2021-01.csv', bytes: 10, sha256: 'c'.repeat(64) },
    object: { name: 'taxi/year=2021/month=01/part-0.parquet', generation: 'g1', bytes: 5, sha256 },
    rowsRead: 10,
    rows: 9,
    rejected: 1,
    rejectedBy: { required: 1 },
    columns: [{ name: 'id', type: 'int64', required: false }],
    report: [{ name: 'id', nulls: 0, fills: 0, discarded: 0 }],
    taskKey: { key: 'k', parts: { task: 'convert' } },
    ...more,
  };
}

export const A = 'a'.repeat(64);
export const B = 'b'.repeat(64);

export const publishing = (sha256: string = A): NewEntry => ({ kind: 'publishing', sha256, base: 'absent' });
export const published = (sha256: string = A): NewEntry => ({ kind: 'published', publication: publicationOf(sha256) });
export const loaded = (publication: number, sha256: string = A): NewEntry => ({
  kind: 'loaded',
  warehouse: 'duckdb:1',
  warehouseUrl: 'duckdb:taxi.duckdb/taxi',
  publication,
  sha256,
  rows: 9,
  replaced: 0,
});
export const failed = (message: string = 'no'): NewEntry => ({
  kind: 'failed',
  reason: 'error',
  task: 'fetch',
  code: 'FETCH_STATUS',
  message,
});
export const notReady = (status: number = 404): NewEntry => ({ kind: 'not_ready', status, url: 'https://example.org' });
