import type { Files } from '../base/ports/files.ts';
import type { Batch } from '../table/batch.ts';
import type { Schema } from '../table/schema.ts';
import type { ArrowColumn } from './arrow-type.ts';
import { createBatchReader } from './batch-reader.ts';
import { type ByteSource, createByteSource } from './byte-source.ts';
import { damaged, decodingFailure, noFile, otherFormat, unreadable } from './failure.ts';
import { matchColumns } from './match.ts';
import { readMessage } from './message.ts';
import type { OpenedArrow, ReadArrow } from './opened-arrow.ts';
import { readSchema } from './stream-schema.ts';

interface ReadOptions {
  files: Files;
  path: string;
  schema?: Schema;
  signal: AbortSignal;
}

/** See `openArrow`. */
export async function openReader(options: ReadOptions): Promise<OpenedArrow> {
  const { path } = options;
  await withSource(options, (source) => assertStream(path, source));
  const columns = await withSource(options, (source) => readHead(options, source));
  const schema = matchColumns(path, columns, options.schema).map(({ field }) => field);
  let read: ReadArrow | undefined;
  return {
    schema,
    async *batches() {
      read = undefined;
      read = yield* readBatches(options, schema);
    },
    counts() {
      if (read === undefined) throw new Error(`${path} was not read to its end`);
      return read;
    },
  };
}

/** The file is opened for one look, whatever becomes of it. */
async function withSource<T>(options: ReadOptions, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const source = createByteSource({ ...options, size: await sizeOf(options) });
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}

async function sizeOf({ files, path, signal }: ReadOptions): Promise<number> {
  signal.throwIfAborted();
  const stat = await files.stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (stat === undefined) throw noFile(path, 'there is no such file');
  if (stat.isDirectory) throw noFile(path, 'this is a folder');
  if (stat.size === 0) throw damaged(path, '', 'it is empty');
  return stat.size;
}

/** What people hand over instead of a stream. */
const OTHER_FORMATS: readonly [start: string, what: string][] = [
  ['ARROW1', 'the Arrow IPC file format (it starts with ARROW1), which cannot hold a dictionary for each row group'],
  ['FEA1', 'the Feather format of version 1'],
  ['PAR1', 'a Parquet file'],
];

async function assertStream(path: string, source: ByteSource): Promise<void> {
  const start = Buffer.from(await source.take(Math.min(source.remaining(), 8))).toString('latin1');
  for (const [magic, what] of OTHER_FORMATS) if (start.startsWith(magic)) throw otherFormat(path, what);
}

async function readHead({ path, signal }: ReadOptions, source: ByteSource): Promise<ArrowColumn[]> {
  return guarded(path, 'its schema', signal, async () => {
    const message = await readMessage(source);
    if (message === undefined) throw new RangeError('it ends before its schema');
    return readSchema(message);
  });
}

async function* readBatches(options: ReadOptions, schema: Schema): AsyncGenerator<Batch, ReadArrow> {
  const { path, signal } = options;
  const bytes = await sizeOf(options);
  const source = createByteSource({ ...options, size: bytes });
  try {
    const columns = await readHead(options, source);
    const reader = createBatchReader({ path, columns, matches: matchColumns(path, columns, schema) });
    let rows = 0;
    let batches = 0;
    for (;;) {
      const next = await guarded(path, `record batch ${batches + 1}`, signal, async () => {
        const message = await readMessage(source);
        switch (message?.kind) {
          case 'schema':
            throw new RangeError('a second schema');
          case 'dictionary':
            reader.addDictionary(message);
            return 'dictionary';
          case 'batch':
            return reader.readBatch(message);
          default:
            return 'end';
        }
      });
      if (next === 'end') return { bytes, sha256: source.sha256(), rows, batches };
      if (next === 'dictionary') continue;
      rows += next.rows;
      batches++;
      yield next;
    }
  } finally {
    await source.close();
  }
}

async function guarded<T>(path: string, where: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? error : decodingFailure(path, where, error);
  }
}
