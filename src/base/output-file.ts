import { createHash } from 'node:crypto';
import { OutageError, reasonOf } from './errors.ts';
import type { Files } from './ports/files.ts';

/** A file that is written from its beginning to its end, hashed on the way. */
export interface OutputFile {
  /** Bytes written so far. */
  position(): number;
  /** One call at a time. A write that failed leaves a file to which nothing more can be written: only `abandon` is left. */
  write(bytes: Uint8Array): Promise<void>;
  /** Syncs the file to disk. `sha256` is lower-case hex. */
  close(): Promise<{ bytes: number; sha256: string }>;
  /** Removes the file, finished or not. */
  abandon(): Promise<void>;
}

/** Creates the file, which must not exist yet. Throws OutageError `code` where the disk refuses, here and later. */
export async function createOutputFile(options: { files: Files; path: string; code: string }): Promise<OutputFile> {
  const { files, path, code } = options;
  const file = await guarded(() => files.create(path));
  const hash = createHash('sha256');
  let position = 0;
  let state: 'open' | 'broken' | 'closed' = 'open';

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const errno = (error as NodeJS.ErrnoException).code;
      throw new OutageError(code, `cannot write ${path}: ${reasonOf(error)}`, {
        data: { path, ...(errno === undefined ? {} : { errno }) },
        cause: error,
        // A full or read-only disk is the same a second later.
        retryable: !['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EEXIST'].includes(errno ?? ''),
      });
    }
  }

  async function release(): Promise<void> {
    if (state === 'closed') return;
    state = 'closed';
    await file.close();
  }

  function assertOpen(): void {
    if (state !== 'open') throw new TypeError(`${path} is ${state}; nothing more can be written to it`);
  }

  return {
    position: () => position,
    async write(bytes) {
      assertOpen();
      // Whatever stops halfway leaves a file that must never be called finished.
      state = 'broken';
      await guarded(() => file.write(bytes));
      hash.update(bytes);
      position += bytes.length;
      state = 'open';
    },
    async close() {
      assertOpen();
      state = 'broken';
      await guarded(() => file.sync());
      await guarded(release);
      return { bytes: position, sha256: hash.digest('hex') };
    },
    async abandon() {
      await release().catch(() => {});
      await files.remove(path);
    },
  };
}
