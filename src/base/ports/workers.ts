/** Threads of this process that take one job at a time each. Jobs and replies are data that can be cloned. */
export interface Workers {
  /** Most jobs in work at once. */
  readonly size: number;
  /**
   * Rejects when the thread fails or the signal aborts. A thread that was at work then is given up: nobody can tell whether it
   * would ever be done.
   */
  run(job: unknown, signal: AbortSignal): Promise<unknown>;
  /** Starts the threads that are not started yet: they load while the caller still waits for what they are to do. */
  warm(): void;
  /** Ends the threads, within a limit of time whatever they do. */
  close(): Promise<void>;
}
