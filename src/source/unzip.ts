import { crc32 } from 'node:zlib';
import { type ContractError, OutageError, reasonOf } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import { createInflater, type InflateState } from '../kernel/inflate.ts';
import { checkUnpacked, type GunzipOptions } from './gunzip.ts';
import { inflated } from './inflated.ts';
import { type ZipEntry, zipEntry, zipError } from './zip-entry.ts';

export interface UnzipOptions extends GunzipOptions {
  files: Files;
  path: string;
  /** Told how many bytes of the archive have been read. */
  onBytes?: (bytes: number) => void;
}

/**
 * The one file of a zip archive on this machine, as a stream: nothing is unpacked to disk, so a name in the archive can
 * lead nowhere. Length and checksum are checked against what the archive says. Memory: a few buffers; a
 * piece holds until the next one is asked for.
 *
 * Throws ContractError ZIP_… (see `zipEntry`; ZIP_SIZE and ZIP_CHECKSUM from here), LIMIT_TEXT, LIMIT_RATIO;
 * OutageError RAW_READ when the disk fails.
 */
export async function* unzip(options: UnzipOptions): AsyncGenerator<Uint8Array> {
  const { files, path, name } = options;
  const entry = await findEntry(options);
  const packed = stream(options, entry);
  let text = 0;
  let crc = 0;
  const whole = entry.method === 'stored' ? packed : inflate(packed, name);
  for await (const chunk of whole) {
    text += chunk.length;
    if (text > entry.size)
      throw zipError('ZIP_SIZE', name, `its file is longer than the ${entry.size} bytes it declares`);
    checkUnpacked(text, entry.compressed, options);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (text !== entry.size) throw zipError('ZIP_SIZE', name, `its file has ${text} bytes and declares ${entry.size}`);
  if (crc !== entry.crc) throw zipError('ZIP_CHECKSUM', name, 'its file does not have the checksum that it declares');

  async function findEntry({ limits }: UnzipOptions): Promise<ZipEntry> {
    const size = (await files.stat(path))?.size ?? 0;
    const file = await files.open(path);
    try {
      const found = await zipEntry(file, size, name);
      checkUnpacked(Math.min(found.size, 2 ** 53), found.compressed, { name, limits });
      return found;
    } finally {
      await file.close();
    }
  }
}

async function* stream({ files, path, onBytes }: UnzipOptions, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const end = entry.start + entry.compressed;
  if (end === entry.start) return;
  let done = entry.start;
  try {
    for await (const chunk of files.stream(path, { start: entry.start, end })) {
      done += chunk.length;
      onBytes?.(done);
      yield chunk;
    }
  } catch (error) {
    throw new OutageError('RAW_READ', `cannot read ${path}: ${reasonOf(error)}`, { data: { path }, cause: error });
  }
}

async function* inflate(packed: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const inflater = createInflater();
  let state = 'hungry' as InflateState;
  try {
    inflater.begin();
    yield* inflated(packed, inflater, () => {
      if (state !== 'ended') state = inflater.step();
      if (state === 'damaged') throw damagedData(name);
      if (state === 'ended' && inflater.rest().length > 0) {
        throw zipError('ZIP_SIZE', name, 'there are bytes behind the end of its file');
      }
      return state === 'full';
    });
    if (state !== 'ended') throw damagedData(name);
  } finally {
    inflater.close();
  }
}

function damagedData(name: string): ContractError {
  return zipError('ZIP_DAMAGED', name, 'the archive is damaged: the data of its file');
}
