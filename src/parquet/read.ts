import { OutageError, reasonOf } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import type { ColumnRoom } from '../kernel/column-room.ts';
import type { Batch } from '../table/batch.ts';
import type { Column } from '../table/column.ts';
import type { Schema } from '../table/schema.ts';
import { decodeChunk } from './chunk.ts';
import { type Footer, type RowGroup, readFooter } from './footer.ts';
import { type Codec, MAGIC } from './format.ts';

/** A Parquet file of ours, opened. */
export interface OpenedParquet {
  schema: Schema;
  rows: number;
  /** One batch for each row group, in file order. Dictionary columns stay dictionaries. */
  rowGroups(): AsyncIterable<Batch>;
}

/**
 * Opens a file that lakeferry wrote. Checks each page's checksum and each bound; whatever is damaged, cut short or of
 * another writer is OutageError PARQUET_DAMAGED. Memory: one row group.
 */
export async function openParquet(options: { files: Files; path: string }): Promise<OpenedParquet> {
  const { files, path } = options;
  const groups: RowGroup[] = [];
  const footer = await openFooter(files, path, (group) => groups.push(group));
  return {
    schema: footer.schema,
    rows: footer.rows,
    async *rowGroups() {
      for (const group of groups) {
        const columns: Column[] = [];
        for await (const { column } of readColumns(files, path, footer, group)) columns.push(column);
        yield { schema: footer.schema, rows: group.rows, columns };
      }
    },
  };
}

/** Reads and checks the footer, and nothing else; `onGroup` as in `readFooter`. */
export async function openFooter(files: Files, path: string, onGroup: (group: RowGroup) => void): Promise<Footer> {
  const stat = await files.stat(path);
  if (stat === undefined || stat.isDirectory) throw damaged(path, 'there is no such file');
  const { size } = stat;
  if (size < MAGIC.length * 2 + 4) throw damaged(path, `${size} bytes are too few for a Parquet file`);
  const head = await readRange(files, path, 0, MAGIC.length);
  const tail = await readRange(files, path, size - 8, size);
  if (Buffer.compare(head, MAGIC) !== 0 || Buffer.compare(tail.subarray(4), MAGIC) !== 0)
    throw damaged(path, 'it does not start and end with PAR1');
  const length = new DataView(tail.buffer, tail.byteOffset, 8).getUint32(0, true);
  const start = size - 8 - length;
  if (start < MAGIC.length) throw damaged(path, `a footer of ${length} bytes in a file of ${size}`);
  const bytes = await readRange(files, path, start, size - 8);
  return checked(path, '', () => readFooter(bytes, start, onGroup));
}

/** The columns of one row group, decoded one at a time; its bytes are read at once. */
export async function* readColumns(
  files: Files,
  path: string,
  footer: Footer,
  group: RowGroup,
): AsyncGenerator<{ column: Column; at: number }> {
  const bytes = await readRange(files, path, group.start, group.start + group.bytes);
  yield* decodeColumns({ bytes, path, group, ...footer });
}

/** The same from the bytes of a row group. With a `room` a column holds until the next one is asked for. */
export function* decodeColumns(options: {
  bytes: Uint8Array;
  path: string;
  group: RowGroup;
  schema: Schema;
  codec: Codec;
  room?: ColumnRoom;
}): Generator<{ column: Column; at: number }> {
  const { path, group, schema, codec, room } = options;
  let position = 0;
  for (const [at, chunk] of group.columns.entries()) {
    const field = schema[at] as Schema[number];
    const bytes = options.bytes.subarray(position, position + chunk.compressedBytes);
    position += chunk.compressedBytes;
    const column = checked(path, `column ${JSON.stringify(field.name)}: `, () =>
      decodeChunk({ bytes, chunk, field, codec, rows: group.rows, ...(room === undefined ? {} : { room }) }),
    );
    yield { column, at };
    room?.reuse();
  }
}

/** The bytes `[start, end)` of a file; in `into`, where there is room. */
export async function readRange(
  files: Files,
  path: string,
  start: number,
  end: number,
  into: Uint8Array = new Uint8Array(end - start),
): Promise<Uint8Array> {
  const bytes = into.subarray(0, end - start);
  const file = await files.open(path);
  try {
    if ((await file.read(bytes, start)) !== bytes.length) throw damaged(path, 'it shrank while it was read');
  } finally {
    await file.close();
  }
  return bytes;
}

/** The decoders throw RangeError for impossible bytes, and zlib its own errors: both mean a damaged file. */
function checked<T>(path: string, where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw damaged(path, where + reasonOf(error), error);
  }
}

function damaged(path: string, why: string, cause?: unknown): OutageError {
  return new OutageError('PARQUET_DAMAGED', `${path} is not a whole Parquet file of lakeferry: ${why}`, {
    data: { path },
    ...(cause === undefined ? {} : { cause }),
  });
}
