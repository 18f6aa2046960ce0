import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { OutageError } from '../../src/base/errors.ts';
import { type Entry, isEntry, type Remark, readEntry } from './entries.ts';
import type { Jobs } from './jobs.ts';

/**
 * Starts act with an environment that holds nothing of the host's, because act hands all of it to every step, and reads its log
 * until it ends. Throws OutageError where it was killed.
 */
export async function followAct(options: {
  act: string;
  args: string[];
  /** An empty folder. */
  home: string;
  path: string;
  jobs: Jobs;
  onEntry?: (entry: Entry | Remark) => void;
  signal?: AbortSignal;
  force?: AbortSignal;
}): Promise<{ exitCode: number; remarks: Remark[] }> {
  const { act, args, home, path, jobs, onEntry, signal, force } = options;
  const remarks: Remark[] = [];
  const child = spawn(act, args, {
    // No .actrc is found there.
    cwd: home,
    // In a process group of its own: an interrupt from the terminal, after the one that we send, would be its second, and
    // the second ends act without a cleanup.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: path, HOME: home, NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8', ACT_DISABLE_VERSION_CHECK: '1' },
  });
  const cancel = () => child.kill('SIGINT');
  const end = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', cancel);
  force?.addEventListener('abort', end);
  const read = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const entry = readEntry(line);
      if (entry === undefined) continue;
      if (isEntry(entry)) {
        const shown = jobs.add(entry);
        if (shown !== undefined) onEntry?.(shown);
      } else if (/^(?:warning|error|fatal)$/.test(entry.level) && !/valid docker connection/.test(entry.message)) {
        const remark = { ...entry, message: jobs.starred(entry.message) };
        remarks.push(remark);
        onEntry?.(remark);
      }
    }
  };
  try {
    const [[code, killed]] = (await Promise.all([
      once(child, 'close'),
      read(child.stdout),
      read(child.stderr),
    ])) as unknown as [[number | null, string | null]];
    if (code === null) throw new OutageError('ACT_KILLED', `act was ended by ${killed}`);
    return { exitCode: code, remarks };
  } finally {
    signal?.removeEventListener('abort', cancel);
    force?.removeEventListener('abort', end);
  }
}
