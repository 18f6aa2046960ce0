import type { Files, MutatingFileCall, WritableFile } from '../../src/base/ports/files.ts';

/** One call that changes the disk. */
export interface FileCall {
  call: MutatingFileCall;
  path: string;
}

/** What becomes of the Nth call: the process dies before it is done (a write: half done), or it fails with an errno. */
export type Fault = { at: number; kill: true } | { at: number; code: 'ENOSPC' | 'EACCES' | 'EIO' };

function dieNow(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing of ours may happen before it arrives.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Counts the mutating calls of `files` in `calls`, and lets `fault` happen at its turn (1 = the first call). */
export function createFailingFiles(files: Files, fault?: Fault): { files: Files; calls: FileCall[] } {
  const calls: FileCall[] = [];
  const turn = async <T>(call: MutatingFileCall, path: string, work: () => Promise<T>, half?: () => Promise<void>) => {
    calls.push({ call, path });
    if (fault === undefined || calls.length !== fault.at) return work();
    await half?.();
    if ('kill' in fault) dieNow();
    throw Object.assign(new Error(`${fault.code}: injected into ${call} of ${path}`), { code: fault.code });
  };
  const wrap = (path: string, file: WritableFile): WritableFile => ({
    write: (bytes) =>
      turn(
        'write',
        path,
        () => file.write(bytes),
        () => file.write(bytes.subarray(0, bytes.length >> 1)),
      ),
    sync: () => turn('sync', path, () => file.sync()),
    close: () => file.close(),
  });
  return {
    calls,
    files: {
      ...files,
      create: (path, options) => turn('create', path, async () => wrap(path, await files.create(path, options))),
      makeFolder: (path) => turn('makeFolder', path, () => files.makeFolder(path)),
      link: (from, to) => turn('link', to, () => files.link(from, to)),
      rename: (from, to) => turn('rename', to, () => files.rename(from, to)),
      remove: (path) => turn('remove', path, () => files.remove(path)),
      syncFolder: (path) => turn('syncFolder', path, () => files.syncFolder(path)),
    },
  };
}
