import { createHash } from 'node:crypto';
import { OutageError, reasonOf } from '../base/errors.ts';
import type { Files, WritableFile } from '../base/ports/files.ts';
import type { Limits } from '../pipeline/pipeline.ts';
import { createInspector, type Inspection, type Inspector } from './inspector.ts';
import type { TextTap } from './text-tap.ts';

/** A download on its way to the disk: hashed, inspected and written as it comes, kept between tries so they can resume. */
export interface PartialFile {
  /** Bytes that are hashed, inspected and written. */
  readonly bytes: number;
  readonly inspector: Inspector;
  write(chunk: Uint8Array): Promise<void>;
  /** After the last byte: makes the file durable under its final name. */
  finish(into: string, accept: (inspection: Inspection) => void): Promise<{ sha256: string }>;
  /** Lets everything go and removes the file. Never throws. */
  drop(): Promise<void>;
}

export async function createPartialFile(options: {
  path: string;
  name: string;
  limits: Limits;
  files: Files;
  /** Where the text goes that is inspected. */
  tap?: TextTap | undefined;
}): Promise<PartialFile> {
  const { path, files } = options;
  const file = await onDisk(path, () => files.create(path));
  const hash = createHash('sha256');
  const inspector = createInspector(options);
  let bytes = 0;
  let open: WritableFile | undefined = file;

  async function close(): Promise<void> {
    const closing = open;
    open = undefined;
    await closing?.close();
  }

  return {
    get bytes() {
      return bytes;
    },
    inspector,
    async write(chunk) {
      hash.update(chunk);
      // The disk works while the text is looked at. Both have ended when one has failed.
      const both = [onDisk(path, () => file.write(chunk)), inspector.write(chunk)];
      for (const one of await Promise.allSettled(both)) if (one.status === 'rejected') throw one.reason;
      bytes += chunk.length;
    },
    async finish(into, accept) {
      accept(await inspector.end());
      await onDisk(path, async () => {
        await file.sync();
        await close();
        await files.rename(path, into);
      });
      return { sha256: hash.digest('hex') };
    },
    async drop() {
      await inspector.abandon();
      await close().catch(() => {});
      await files.remove(path).catch(() => {});
    },
  };
}

/** A full disk or a missing right is not mended by another try. */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new OutageError('FETCH_DISK', `cannot write ${path}: ${reasonOf(error)}`, {
      data: { path, cause: (error as NodeJS.ErrnoException).code },
      cause: error,
      retryable: false,
    });
  }
}
