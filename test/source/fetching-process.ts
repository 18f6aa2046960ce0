/**
 * A process that fetches one source and unpacks what it got, and then has nothing left to do. Argument: JSON `FetchOrder`;
 * its one line of output is a JSON `FetchReport`. It never calls `exit`: that it ends is a part of what is asked.
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createHttp } from '../../src/http/client.ts';
import { DEFAULT_LIMITS, DEFAULT_TASKS } from '../../src/pipeline/defaults.ts';
import type { Limits } from '../../src/pipeline/pipeline.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { decompress } from '../../src/source/decompress.ts';
import { fetchSource } from '../../src/source/fetch.ts';
import { keepingLog, quickClock } from './bench.ts';

export interface FetchOrder {
  /** http(s) or a path. */
  url: string;
  into: string;
  limits?: Partial<Limits>;
  /** Unpack the file at `url` as it lies there, as cleaning does with a file that was fetched before. */
  unpackOnly?: boolean;
}

export interface FetchReport {
  /** The error's, or `none`. */
  code: string;
  /** The most memory that the process held at once. */
  peakMebibytes: number;
}

const order = JSON.parse(process.argv[2] ?? '') as FetchOrder;
const limits = { ...DEFAULT_LIMITS, ...order.limits };

async function work(): Promise<void> {
  if (order.unpackOnly !== true) {
    await fetchSource({
      url: order.url,
      shownUrl: order.url,
      headers: {},
      settings: {
        url: order.url,
        shownUrl: order.url,
        headers: {},
        notReady: [],
        allowPrivate: false,
        allowUnverifiedLength: false,
        allowEmpty: false,
      },
      limits,
      policy: { ...DEFAULT_TASKS.fetch, retries: 0, timeoutMs: 20_000 },
      subject: dirname(order.into),
      into: order.into,
      http: createHttp({ env: {} }),
      files: nodeFiles,
      clock: quickClock(),
      log: keepingLog().log,
      signal: new AbortController().signal,
    });
  }
  const raw = nodeFiles.stream(order.unpackOnly === true ? order.url : order.into);
  for await (const _ of decompress(raw, { name: 'a.csv.gz', limits }));
}

/** Linux's `maxRSS` starts from what the parent held when it forked; `VmHWM` is the process's own. */
function peakMebibytes(): number {
  try {
    const own = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (own !== undefined) return Number(own) / 1024;
  } catch {
    // Another system, where maxRSS is the process's own.
  }
  return process.resourceUsage().maxRSS / 1024;
}

const code = await work().then(
  () => 'none',
  (error: unknown) => String((error as { code?: string }).code ?? error),
);
process.stdout.write(`${JSON.stringify({ code, peakMebibytes: peakMebibytes() } satisfies FetchReport)}\n`);
