import * as fs from 'node:fs/promises';
import type { FileStat, Files, ReadableFile, WritableFile } from '../base/ports/files.ts';

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

async function stat(path: string): Promise<FileStat | undefined> {
  try {
    const found = await fs.lstat(path, { bigint: true });
    return {
      size: Number(found.size),
      mtimeNs: found.mtimeNs,
      ctimeNs: found.ctimeNs,
      isDirectory: found.isDirectory(),
    };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function create(path: string, options: { append?: boolean } = {}): Promise<WritableFile> {
  const handle = await fs.open(path, options.append ? 'a' : 'wx');
  return {
    async write(bytes) {
      let at = 0;
      while (at < bytes.length) at += (await handle.write(bytes, at)).bytesWritten;
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function open(path: string): Promise<ReadableFile> {
  const handle = await fs.open(path, 'r');
  return {
    async read(into, position) {
      let got = 0;
      while (got < into.length) {
        const { bytesRead } = await handle.read(into, got, into.length - got, position + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return got;
    },
    close: () => handle.close(),
  };
}

/** So large that what a piece leaves behind for the collector does not count. */
const PIECE_BYTES = 1 << 20;

/**
 * Through two buffers, one of which is filled while the caller looks at the other. A stream of Node makes a new one for each
 * piece: dead ones pile up until V8 looks through its whole heap for them, again and again.
 */
async function* stream(path: string, range: { start?: number; end?: number } = {}): AsyncGenerator<Uint8Array> {
  const { start, end = Number.POSITIVE_INFINITY } = range;
  let position = start ?? 0;
  const bytes = Math.min(PIECE_BYTES, end - position);
  let [now, then] = [Buffer.allocUnsafeSlow(bytes), Buffer.allocUnsafeSlow(bytes)];
  // Last: nothing but reading may fail while the file is open.
  const handle = await fs.open(path, 'r');
  async function fill(buffer: Buffer): Promise<Buffer> {
    // What has no places, like a pipe, can be read on from where it stands.
    const at = start === undefined ? null : position;
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - position), at);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
  let filling = fill(now);
  try {
    for (let piece = await filling; piece.length > 0; piece = await filling) {
      filling = fill(then);
      // Heard when its turn comes.
      filling.catch(() => {});
      yield piece;
      [now, then] = [then, now];
    }
  } finally {
    await filling.catch(() => {});
    await handle.close();
  }
}

/** The real file system. */
export const nodeFiles: Files = {
  stat,
  create,
  open,
  read: (path) => fs.readFile(path),
  stream,
  async names(path) {
    try {
      return (await fs.readdir(path)).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  async makeFolder(path) {
    await fs.mkdir(path, { recursive: true });
  },
  link: (from, to) => fs.link(from, to),
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.rm(path, { force: true }),
  async syncFolder(path) {
    // Windows has no directory handles to sync; its file systems journal the names.
    if (process.platform === 'win32') return;
    const handle = await fs.open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Removes a folder and all that is in it; one that is not there is no error. */
export async function removeFolder(path: string): Promise<void> {
  await fs.rm(path, { recursive: true, force: true });
}
