/**
 * A process that does what `lakeferry run` does, to be killed. Argument: JSON `JobOrder`. It prints a dot for each
 * mutating call that it begins and, at its end, one line of JSON: `JobAnswer`.
 */
import { writeSync } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../src/base/errors.ts';
import { loadDuckdb } from '../../src/warehouse/duckdb/library.ts';
import { createSilentLog } from '../ledger/records.ts';
import { runJob } from './job.ts';
import { createPortCalls, type PortCall } from './port-calls.ts';

export interface JobOrder {
  folder: string;
  /** Dies at its Nth mutating call. */
  kill?: { at: number; when: 'before' | 'after' };
  /** Makes the file `ready` at its Nth call, and goes on when there is a file `go`. */
  wait?: { at: number; when: 'before' | 'after'; ready: string; go: string };
  /** Becomes this user before it begins. */
  user?: number;
}

export interface JobAnswer {
  calls: readonly PortCall[];
  /** What made the whole run stop. */
  error?: { code: string | undefined; message: string };
  results: readonly { partition: string; outcome: string; code?: string; message?: string; notes: readonly string[] }[];
}

const order = JSON.parse(process.argv[2] ?? '') as JobOrder;
const { kill, wait } = order;
const fault =
  kill !== undefined
    ? { at: kill.at, kill: kill.when }
    : wait !== undefined
      ? { at: wait.at, when: wait.when, wait: () => waitFor(wait) }
      : undefined;
const ports = createPortCalls(fault, () => writeSync(1, '.'));
if (order.user !== undefined) {
  // What is loaded later could not be read any more.
  await loadDuckdb();
  process.setgid?.(order.user);
  process.setuid?.(order.user);
}
const answer = await runJob({ folder: order.folder, log: createSilentLog(), ports }).then(
  ({ results }): JobAnswer => ({
    calls: ports.calls,
    results: results.map(({ partition, outcome, notes, failure }) => ({
      partition,
      outcome,
      notes,
      ...(failure === undefined ? {} : { code: failure.code, message: failure.message }),
    })),
  }),
  (error: unknown): JobAnswer => ({
    calls: ports.calls,
    error: { code: (error as { code?: string }).code, message: reasonOf(error) },
    results: [],
  }),
);
writeSync(1, `\n${JSON.stringify(answer)}\n`);

async function waitFor({ ready, go }: { ready: string; go: string }): Promise<void> {
  await writeFile(ready, '');
  for (;;) {
    const isThere = await access(go).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(2);
  }
}
