import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync } from 'hyparquet';
import { formatBytes } from '../base/byte-size.ts';
import { ContractError, LakeferryError, OutageError, reasonOf } from '../base/errors.ts';
import type { Files, ReadableFile } from '../base/ports/files.ts';

/** A Parquet file of any writer, opened; nothing of its columns is read yet. */
export interface ForeignFile {
  /** What the user knows it by. */
  name: string;
  size: number;
  metadata: FileMetaData;
  /** Bytes `[start, end)`. Throws ContractError PARQUET_FOREIGN where they are not in the file. */
  range(start: number, end: number): Promise<ArrayBuffer>;
  close(): Promise<void>;
}

export interface OpenForeignOptions {
  files: Files;
  path: string;
  name: string;
  /** Most bytes that one part of the file may claim. */
  memory: number;
}

/**
 * Opens and reads the footer. Throws ContractError PARQUET_FOREIGN for what is no whole Parquet file, LIMIT_MEMORY for a
 * part that claims more than `memory`; OutageError RAW_READ when the disk fails.
 */
export async function openForeign(options: OpenForeignOptions): Promise<ForeignFile> {
  const { files, path, name, memory } = options;
  const size = (await files.stat(path))?.size ?? 0;
  const opened = await reading(path, () => files.open(path));

  async function range(start: number, end: number): Promise<ArrayBuffer> {
    if (!(start >= 0 && start <= end && end <= size)) {
      throw foreign(name, `it points at bytes ${start} to ${end}, and has ${size}`);
    }
    if (end - start > memory) throw tooMuch(name, `a part of ${formatBytes(end - start)}`, memory);
    return readRange(opened, path, start, end);
  }

  const buffer: AsyncBuffer = { byteLength: size, slice: (start, end = size) => range(Math.max(0, start), end) };
  try {
    const metadata = await decoding(name, () => parquetMetadataAsync(buffer, { geoparquet: false }));
    return { name, size, metadata, range, close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function readRange(opened: ReadableFile, path: string, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  const got = await reading(path, () => opened.read(bytes, start));
  if (got !== bytes.length) {
    throw new OutageError('RAW_READ', `cannot read ${path}: it shrank while it was read`, { data: { path } });
  }
  return bytes.buffer;
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new OutageError('RAW_READ', `cannot read ${path}: ${reasonOf(error)}`, { data: { path }, cause: error });
  }
}

/** Whatever the decoder of foreign files throws means that the file is not one it can read. */
export async function decoding<T>(name: string, decode: () => Promise<T> | T): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    if (error instanceof LakeferryError) throw error;
    throw foreign(name, reasonOf(error), error);
  }
}

export function foreign(name: string, reason: string, cause?: unknown): ContractError {
  return new ContractError(
    'PARQUET_FOREIGN',
    `${name}: this Parquet file cannot be read: ${reason}; is it whole and not encrypted?`,
    { name },
    cause,
  );
}

export function tooMuch(name: string, what: string, memory: number): ContractError {
  return new ContractError(
    'LIMIT_MEMORY',
    `${name}: ${what} is more than ${formatBytes(memory)} at once; if the file is sound, raise "limits.memory"`,
    { name, limit: memory },
  );
}
