import { Readable } from 'node:stream';
import type { Files, MutatingFileCall } from '../../src/base/ports/files.ts';
import { quickFiles } from '../crash/quick-files.ts';

export interface Trouble {
  call: MutatingFileCall | 'stream';
  /** Which paths; of two paths the target. */
  path: RegExp;
  /** How often, from the first time on. */
  times: number;
  /** An errno, or how long the call is silent; then it is done as if nothing had been. */
  fault: 'EIO' | 'ENOSPC' | Promise<void>;
}

/** The real file system with one kind of trouble in it. */
export function createFaultyFiles(trouble: Trouble): Files {
  let left = trouble.times;
  const isHit = (call: Trouble['call'], path: string): boolean =>
    call === trouble.call && trouble.path.test(path) && left-- > 0;
  const { fault } = trouble;
  const fail = (): Error => Object.assign(new Error(`${String(fault)}: made by a test`), { code: fault });
  const guarded = <T>(call: MutatingFileCall, path: string, work: () => Promise<T>): Promise<T> => {
    if (!isHit(call, path)) return work();
    return typeof fault === 'string' ? Promise.reject(fail()) : fault.then(work);
  };
  return {
    ...quickFiles,
    stream(path, range) {
      if (!isHit('stream', path)) return quickFiles.stream(path, range);
      return new Readable({
        read() {
          if (typeof fault === 'string') this.destroy(fail());
        },
      });
    },
    create: (path, options) =>
      guarded('create', path, async () => {
        const file = await quickFiles.create(path, options);
        return {
          write: (bytes) => guarded('write', path, () => file.write(bytes)),
          sync: () => guarded('sync', path, () => file.sync()),
          close: () => file.close(),
        };
      }),
    makeFolder: (path) => guarded('makeFolder', path, () => quickFiles.makeFolder(path)),
    link: (from, to) => guarded('link', to, () => quickFiles.link(from, to)),
    rename: (from, to) => guarded('rename', to, () => quickFiles.rename(from, to)),
    remove: (path) => guarded('remove', path, () => quickFiles.remove(path)),
    syncFolder: (path) => guarded('syncFolder', path, () => quickFiles.syncFolder(path)),
  };
}
