import { Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Job } from '../job/job.ts';

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

function collector(): { stream: NodeJS.WriteStream; text(): string } {
  let text = '';
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

/** The command line inside this process, in a job's folder with a cache of its own: what `dist/cli.mjs` hands to `main`. */
export async function runMain(
  args: readonly string[],
  place: Pick<Job, 'folder'>,
  env: Readonly<Record<string, string>> = {},
  options: { signal?: AbortSignal; terminal?: NodeJS.WriteStream } = {},
): Promise<Finished> {
  const [stdout, stderr] = [collector(), collector()];
  const code = await main(args, {
    env: { LAKEFERRY_CACHE_DIR: '.cache', ...env },
    stdout: options.terminal ?? stdout.stream,
    stderr: stderr.stream,
    cwd: place.folder,
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** What `run --json` says of each partition. */
export interface RunAnswer {
  dataset: string;
  left: number;
  results: {
    partition: string;
    outcome: string;
    because: string;
    notes: string[];
    failure?: { reason: string; task: string; code: string; message: string };
  }[];
}

export function answerOf<T = RunAnswer>(finished: Finished): T {
  return JSON.parse(finished.stdout) as T;
}
