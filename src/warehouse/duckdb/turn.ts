/** The last piece of work that was queued for a file. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `work` when all earlier work on `file` in this process has ended. DuckDB's lock is a POSIX record lock, which
 * keeps out other processes only: two instances of one process would both write, and closing one would drop the lock
 * of the other. Rejects with the signal's reason as soon as it aborts while waiting.
 */
export async function inTurn<T>(file: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const before = queues.get(file) ?? Promise.resolve();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  aborted.catch(() => {});
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const mine = before.then(() => {
    signal.throwIfAborted();
    start();
    return work();
  });
  const settled = mine.then(
    () => {},
    () => {},
  );
  queues.set(file, settled);
  try {
    // Once begun, work ends by itself (it watches the signal): leaving earlier would hide that it still holds the file.
    await Promise.race([started, settled, aborted]);
    return await mine;
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (queues.get(file) === settled) void settled.then(() => queues.get(file) === settled && queues.delete(file));
  }
}
