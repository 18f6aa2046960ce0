import type { Files, MutatingFileCall, WritableFile } from '../../src/base/ports/files.ts';
import type { PortCalls } from './port-calls.ts';

/** `files` whose mutating calls are counted in `ports`, which lets one of them fail, die or wait. */
export function createFailingFiles(files: Files, ports: PortCalls): Files {
  const turn = <T>(call: MutatingFileCall, subject: string, work: () => Promise<T>, half?: () => Promise<void>) =>
    ports.turn({ port: 'files', call, subject }, work, half);
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
    ...files,
    create: (path, options) => turn('create', path, async () => wrap(path, await files.create(path, options))),
    makeFolder: (path) => turn('makeFolder', path, () => files.makeFolder(path)),
    link: (from, to) => turn('link', to, () => files.link(from, to)),
    rename: (from, to) => turn('rename', to, () => files.rename(from, to)),
    remove: (path) => turn('remove', path, () => files.remove(path)),
    syncFolder: (path) => turn('syncFolder', path, () => files.syncFolder(path)),
  };
}
