import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/base/ports/clock.ts';
import type { Http } from '../../src/base/ports/http.ts';
import type { Log, Progress } from '../../src/base/ports/log.ts';
import { createHttp } from '../../src/http/client.ts';
import type { Limits } from '../../src/pipeline/pipeline.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { type FetchOptions, fetchSource } from '../../src/source/fetch.ts';

export const LIMITS: Limits = {
  field: 1 << 20,
  record: 1 << 24,
  columns: 1000,
  header: 1 << 20,
  download: 50_000_000,
  text: 200_000_000,
  ratio: 200,
  memory: 2 ** 40,
};

/** A log that keeps its lines. */
export function keepingLog(): { log: Log; lines: string[]; progress: Progress[] } {
  const lines: string[] = [];
  const progress: Progress[] = [];
  const say = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  const log: Log = {
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    group: (title, rest) => void lines.push(title, ...rest),
    progress: (step) => void progress.push(step),
  };
  return { log, lines, progress };
}

/** A clock whose sleeps take no time and are written down. */
export function quickClock(): Clock & { slept: number[] } {
  let now = 1_800_000_000_000;
  let drawn = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    random: () => (++drawn * 0.618033988749895) % 1,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}

/** Everything that one fetch needs, in a folder of its own. */
export interface Bench {
  folder: string;
  into: string;
  lines: string[];
  progress: Progress[];
  slept: number[];
  options(url: string, changes?: Changes): FetchOptions;
  fetch(url: string, changes?: Changes): ReturnType<typeof fetchSource>;
  /** Names of the files that are left. */
  left(): Promise<string[]>;
  read(): Promise<Buffer>;
  remove(): Promise<void>;
}

export type Changes = Partial<Omit<FetchOptions, 'settings' | 'limits' | 'policy'>> & {
  settings?: Partial<FetchOptions['settings']>;
  limits?: Partial<Limits>;
  policy?: Partial<FetchOptions['policy']>;
};

export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-source-'));
  const into = join(folder, 'raw');
  const { log, lines, progress } = keepingLog();
  const clock = quickClock();
  const http = createHttp({ env: {} });
  const options = (url: string, changes: Changes = {}): FetchOptions => ({
    url,
    shownUrl: url,
    headers: {},
    subject: '2021-01',
    into,
    http,
    files: nodeFiles,
    clock,
    log,
    signal: new AbortController().signal,
    ...changes,
    limits: { ...LIMITS, ...changes.limits },
    policy: {
      retries: 2,
      retryDelay: { kind: 'exponential', first: 2000, longest: 60_000 },
      timeoutMs: 10_000,
      ...changes.policy,
    },
    settings: {
      url,
      shownUrl: url,
      headers: {},
      notReady: [],
      allowPrivate: false,
      allowUnverifiedLength: false,
      allowEmpty: false,
      ...changes.settings,
    },
  });
  return {
    folder,
    into,
    lines,
    progress,
    slept: clock.slept,
    options,
    fetch: (url, changes) => fetchSource(options(url, changes)),
    left: () => readdir(folder),
    read: () => readFile(into),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The same client with a shorter patience, so that a test of silence takes no half minute. */
export function impatient(http: Http, idle: number): Http {
  return { request: (request) => http.request({ ...request, timeouts: { ...request.timeouts, idle } }) };
}

/** `rows` lines of CSV that gzip cannot shrink much. */
export function csvOf(rows: number): Buffer {
  let seed = 12_345;
  let text = 'id,amount\n';
  for (let row = 0; row < rows; row++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    text += `${row},${seed}\n`;
  }
  return Buffer.from(text);
}
