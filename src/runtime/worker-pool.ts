import { Worker } from 'node:worker_threads';
import type { Workers } from '../base/ports/workers.ts';

/** How long threads may take to end. Their output is long in the file that the main thread wrote and synced. */
const END_MS = 5_000;

const YOUNG_MB = 6;

interface Task {
  job: unknown;
  signal: AbortSignal;
  resolve: (reply: unknown) => void;
  reject: (error: unknown) => void;
}

interface Thread {
  worker: Worker;
  task?: Task;
}

/** What a thread answers to each job; see src/worker/main.ts. */
export type Answer = { reply: unknown } | { failure: string };

/**
 * Threads that run `entry`, started one by one as jobs need them, or all by `warm`. An idle one does not keep the process.
 *
 * A thread can be stuck where nothing reaches it, in a system call or in the machine's own code, and Node.js waits for its
 * threads when it exits. So one that does not end in time is left behind: the process then ends by becoming another program,
 * which waits for nobody and returns the same exit code.
 */
export function createWorkerPool(options: {
  entry: URL;
  size: number;
  /** What each thread begins with. */
  data?: unknown;
  endMs?: number;
}): Workers {
  const { entry, size, data, endMs = END_MS } = options;
  const threads = new Set<Thread>();
  const idle: Thread[] = [];
  const ending = new Set<Promise<unknown>>();
  const queue: Task[] = [];
  let isClosed = false;

  function start(): Thread {
    // Nothing of the main thread's own flags: an --import meant for it would run again in each.
    const worker = new Worker(entry, {
      workerData: data,
      execArgv: [],
      stdin: false,
      // What works in pieces leaves young dead ones, and V8 would let them fill 32 MiB rather than look for them.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const thread: Thread = { worker };
    threads.add(thread);
    worker.on('message', (answer: Answer) => {
      const { task } = thread;
      delete thread.task;
      worker.unref();
      idle.push(thread);
      if ('failure' in answer) task?.reject(new Error(answer.failure));
      else task?.resolve(answer.reply);
      pump();
    });
    worker.on('error', (error) => lose(thread, error));
    // An answer that is no message: nobody would hear of it otherwise.
    worker.on('messageerror', (error) => {
      lose(thread, error);
      end(thread);
    });
    worker.on('exit', (code) => lose(thread, new Error(`a worker thread ended with code ${code}`)));
    return thread;
  }

  function lose(thread: Thread, error: unknown): void {
    if (!threads.delete(thread)) return;
    const at = idle.indexOf(thread);
    if (at >= 0) idle.splice(at, 1);
    const { task } = thread;
    delete thread.task;
    task?.reject(error);
    pump();
  }

  function end(thread: Thread): void {
    const ended = thread.worker.terminate();
    ending.add(ended);
    ended.finally(() => ending.delete(ended)).catch(() => {});
  }

  function pump(): void {
    while (queue.length > 0 && !isClosed) {
      const thread = idle.pop() ?? (threads.size < size ? start() : undefined);
      if (thread === undefined) return;
      const task = queue.shift() as Task;
      if (task.signal.aborted) {
        idle.push(thread);
        continue;
      }
      thread.task = task;
      thread.worker.ref();
      thread.worker.postMessage(task.job);
    }
  }

  function abort(task: Task): void {
    const at = queue.indexOf(task);
    if (at >= 0) queue.splice(at, 1);
    const thread = [...threads].find((each) => each.task === task);
    if (thread !== undefined) {
      lose(thread, task.signal.reason);
      end(thread);
    } else task.reject(task.signal.reason);
  }

  return {
    size,
    warm() {
      while (threads.size < size && !isClosed) {
        const thread = start();
        thread.worker.unref();
        idle.push(thread);
      }
    },
    run(job, signal) {
      if (isClosed) throw new TypeError('the worker threads were ended');
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const onAbort = () => abort(task);
        const settled = () => signal.removeEventListener('abort', onAbort);
        const task: Task = {
          job,
          signal,
          resolve(reply) {
            settled();
            resolve(reply);
          },
          reject(error) {
            settled();
            reject(error);
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.push(task);
        pump();
      });
    },
    async close() {
      isClosed = true;
      for (const thread of threads) end(thread);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), endMs);
      });
      const isLate = (await Promise.race([Promise.allSettled([...ending]), late])) === 'late';
      clearTimeout(timer);
      if (isLate) process.on('exit', leaveAtOnce);
    },
  };
}

/** The last listener of `exit`: what it does not return from, no thread can hold up. */
function leaveAtOnce(code: number): void {
  if (process.platform !== 'win32' && process.execve !== undefined) {
    process.execve('/bin/sh', ['sh', '-c', `exit ${code}`], {});
  }
  process.kill(process.pid, 'SIGKILL');
}
