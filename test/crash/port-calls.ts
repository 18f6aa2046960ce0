/** One call that changes something outside this process. */
export interface PortCall {
  port: 'files' | 'lake' | 'warehouse';
  call: string;
  /** What it is about: a path, an object's name, a statement. */
  subject: string;
}

export const ERRNOS = ['ENOSPC', 'EACCES', 'EMFILE', 'EIO'] as const;
export type Errno = (typeof ERRNOS)[number];

/**
 * What becomes of call `at` (1 = the first), before it is done (a write: half done) or when it is done and nobody has been
 * told yet: the process dies, or waits, or the call fails with an errno. `lasting`: so do all later ones that need room.
 */
export type Fault = { at: number } & (
  | { code: Errno; lasting?: boolean }
  | { kill: 'before' | 'after' }
  | { wait: () => Promise<void>; when: 'before' | 'after' }
);

type Afterwards = () => void | Promise<void>;

export interface PortCalls {
  /** In the order in which they began: a call of the lake stands before the file calls that it is made of. */
  readonly calls: readonly PortCall[];
  /** Counts the call and lets the fault happen if it is its turn. Answers with what is to be done after it. */
  begin(call: PortCall, half?: () => Promise<void>): Promise<Afterwards>;
  /** Counts, and does it. */
  turn<T>(call: PortCall, work: () => Promise<T>, half?: () => Promise<void>): Promise<T>;
}

function dieNow(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing of ours may happen before it arrives.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function nothing(): void {}

/** A call of the lake is made of file calls, which are counted as well. */
function needsRoom({ port, call }: PortCall): boolean {
  if (port === 'files') return !['remove', 'syncFolder'].includes(call);
  return port === 'warehouse' && !call.startsWith('BEGIN');
}

/** As Node says it for files, and as DuckDB says it for its own. */
function failureOf({ port, call, subject }: PortCall, code: Errno): Error {
  if (port === 'warehouse') return new Error(`IO Error: ${code}: injected into a statement`);
  return Object.assign(new Error(`${code}: injected into ${call} of ${subject}`), { code });
}

/** Counts the mutating calls of all ports that are given it, as one sequence. */
export function createPortCalls(fault?: Fault, onCall: (call: PortCall) => void = () => {}): PortCalls {
  const calls: PortCall[] = [];
  const begin = async (call: PortCall, half?: () => Promise<void>): Promise<Afterwards> => {
    calls.push(call);
    onCall(call);
    if (fault === undefined || calls.length < fault.at) return nothing;
    const isLater = calls.length > fault.at;
    if ('code' in fault) {
      if (isLater && !(fault.lasting === true && needsRoom(call))) return nothing;
      await half?.();
      throw failureOf(call, fault.code);
    }
    if (isLater) return nothing;
    if ('wait' in fault) {
      if (fault.when === 'after') return fault.wait;
      await fault.wait();
      return nothing;
    }
    if (fault.kill === 'after') return dieNow;
    await half?.();
    return dieNow();
  };
  return {
    calls,
    begin,
    async turn(call, work, half) {
      const after = await begin(call, half);
      try {
        return await work();
      } finally {
        await after();
      }
    },
  };
}

/** A call as it is the same in each run: without the folder and the names that are drawn. */
export function labelOf({ port, call, subject }: PortCall, folder: string): string {
  if (port === 'warehouse') return `${port} ${call}`;
  const name = subject
    .replace(`${folder}/`, '')
    .replace(/\.lakeferry-\S+\.(tmp|lock)$/, '….$1')
    .replace(/\.json\.\S+\.tmp$/, '.json….tmp')
    .replace(/\.raw\.\w+\.part$/, '.raw….part')
    .replace(/^cache\/work\/[^/]+/, 'cache/work/…')
    .replace(/[0-9a-f]{64}/, (sha256) => `${sha256.slice(0, 8)}…`);
  return `${port} ${call} ${name}`;
}
