import { AsyncLocalStorage } from 'node:async_hooks';
import { withDeadline } from '../../base/deadline.ts';
import { OutageError } from '../../base/errors.ts';

/** What a call of GitHub's packages gave, and what it said meanwhile. */
export interface Answer<T> {
  value: T;
  /** Lines, in their order; workflow commands as they are: `::warning::…`. */
  said: readonly string[];
}

const listener = new AsyncLocalStorage<(text: string) => void>();
const NEVER = new AbortController().signal;
let isListening = false;

/**
 * Runs a call of @actions/cache or @actions/artifact on a short rein.
 *
 * - The packages print: progress, warnings as annotations, what a service or tar said, unescaped, and the runner executes
 *   commands that it finds in there. What they print is caught and handed back; nothing of it is printed.
 * - They try five times, for half a minute. This ends at the second try that failed, and in any case after `ms`.
 *
 * Rejects with OutageError DEADLINE or RESULTS_SERVICE, or with what the call threw. What was given up goes on unheard
 * until the process ends.
 */
export async function askClient<T>(what: string, ms: number, call: () => Promise<T>): Promise<Answer<T>> {
  listen();
  const said: string[] = [];
  const value = await withDeadline(what, ms, NEVER, async () => {
    const outage = Promise.withResolvers<never>();
    const hear = (text: string): void => {
      for (const line of text.split(/\r?\n/)) {
        if (line === '') continue;
        said.push(line);
        const reason = failedAgain(line);
        if (reason !== undefined) outage.reject(new OutageError('RESULTS_SERVICE', reason));
      }
    };
    return Promise.race([listener.run(hear, call), outage.promise]);
  });
  return { value, said };
}

/** What `pattern` captures in the first line that it fits, without signatures; undefined where it fits none. */
export function complaint(said: readonly string[], pattern: RegExp): string | undefined {
  for (const line of said) {
    const found = pattern.exec(unescaped(line))?.[1];
    if (found !== undefined) return withoutQuery(found.split('\n')[0] as string);
  }
  return undefined;
}

/** Cuts the signature off every address: whoever has it may read or write what lies there. */
export function withoutQuery(text: string): string {
  return text.replace(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?…');
}

/** Why a second try failed too; what was tried once may have been an accident. */
function failedAgain(line: string): string | undefined {
  const words =
    /^Attempt 2 of \d+ failed with error: (.*)\. Retrying/.exec(line) ??
    /^::debug::Failed to download artifact after 2 retries due to (.*)\. Retrying/.exec(line);
  return words?.[1] === undefined ? undefined : withoutQuery(unescaped(words[1]));
}

function unescaped(text: string): string {
  return text.replace(/%0D/g, '').replace(/%0A/g, '\n').replace(/%25/g, '%');
}

/** From now on what is written within a call goes to its listener. Lines that others write at the same time pass. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
    stream.write = ((...given: [chunk: string | Uint8Array, ...rest: unknown[]]): boolean => {
      const hear = listener.getStore();
      if (hear === undefined) return write(...given);
      const [chunk] = given;
      hear(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      const done = given.at(-1);
      if (typeof done === 'function') process.nextTick(done as () => void);
      return true;
    }) as typeof stream.write;
  }
}
