import { createHash } from 'node:crypto';
import { OutageError, reasonOf } from '../base/errors.ts';
import { freeBuffer, releaseBuffers } from '../base/memory.ts';
import type { Files } from '../base/ports/files.ts';
import { createColumnRoom } from '../kernel/column-room.ts';
import type { Column } from '../table/column.ts';
import type { Field, Schema } from '../table/schema.ts';
import { formatColumnType } from '../table/type.ts';
import { type ColumnFacts, createLimits } from './file.ts';
import type { RowGroup } from './footer.ts';
import type { Codec } from './format.ts';
import { limitBytes, rangeOf } from './range.ts';
import { decodeColumns, openFooter, readRange } from './read.ts';

export interface VerifyOptions {
  files: Files;
  path: string;
  schema: Schema;
  codec: Codec;
  signal?: AbortSignal;
}

/** What the writer says about a finished file; `createParquetFile` returns it. */
export interface Written {
  rows: number;
  bytes: number;
  sha256: string;
  columns: readonly ColumnFacts[];
}

/**
 * Reads a file back while it is being written: each page's checksum and values; finds nulls, minimum and maximum anew. What
 * differs is OutageError PARQUET_VERIFY: writing it again may help. Memory: one row group as it lies in the file, one column
 * of it decoded.
 */
export interface Verifier {
  /** To be called for each row group once its bytes are in the file, in order, one call at a time. */
  check(group: RowGroup): Promise<void>;
  /** After the last byte: the hash of all that was read, the schema, and a footer that says what was found. */
  finish(expected: Written): Promise<void>;
  /** Gives back what it holds of the kernel's memory. */
  close(): void;
}

export function createVerifier(options: VerifyOptions): Verifier {
  const { files, path, schema, codec, signal } = options;
  const hash = createHash('sha256');
  const found = schema.map((field) => createLimits(field.type));
  /** What the writer said of each row group. */
  const groups: string[] = [];
  const room = createColumnRoom();
  let piece = new Uint8Array(0);
  let position = 0;
  let rows = 0;

  /** The next bytes of the file, hashed. */
  async function readNext(end: number): Promise<Uint8Array> {
    if (piece.length < end - position) {
      freeBuffer(piece);
      piece = new Uint8Array(end - position);
    }
    const bytes = await readRange(files, path, position, end, piece);
    hash.update(bytes);
    position = end;
    return bytes;
  }

  async function guarded(work: () => Promise<void>): Promise<void> {
    signal?.throwIfAborted();
    try {
      await work();
    } catch (error) {
      if (signal?.aborted || (error instanceof OutageError && error.code === 'PARQUET_VERIFY')) throw error;
      throw differs(path, reasonOf(error), error);
    }
  }

  return {
    close: room.close,
    check: (group) =>
      guarded(async () => {
        if (group.start > position) await readNext(group.start);
        const bytes = await readNext(group.start + group.bytes);
        rows += group.rows;
        for (const { column, at } of decodeColumns({ bytes, path, schema, codec, group, room })) {
          signal?.throwIfAborted();
          found[at]?.add(examine(path, schema[at] as Field, column, group.columns[at] as RowGroup['columns'][number]));
        }
        groups.push(placesOf(group));
        releaseBuffers();
      }),
    finish: (expected) =>
      guarded(async () => {
        await readNext(expected.bytes);
        same(path, 'its sha256', hash.digest('hex'), expected.sha256);
        let seen = 0;
        let wrong: { at: number; places: string } | undefined;
        const footer = await openFooter(files, path, (group) => {
          const places = placesOf(group);
          if (places !== groups[seen]) wrong ??= { at: seen, places };
          seen++;
          releaseBuffers();
        });
        same(path, 'the number of columns in its schema', footer.schema.length, schema.length);
        for (const [at, field] of footer.schema.entries())
          same(path, `column ${at + 1}`, shapeOf(field), shapeOf(schema[at] as Field));
        // A file without rows names none.
        if (groups.length > 0) same(path, 'its codec', footer.codec, codec);
        same(path, 'the number of row groups', seen, groups.length);
        if (wrong !== undefined) same(path, `row group ${wrong.at + 1} of its footer`, wrong.places, groups[wrong.at]);
        same(path, 'the number of rows', rows, expected.rows);
        same(path, 'the number of columns', schema.length, expected.columns.length);
        for (const [at, column] of expected.columns.entries()) {
          const facts = found[at]?.facts();
          same(path, `the name of column ${at + 1}`, schema[at]?.name, column.name);
          same(path, `the number of nulls in ${column.name}`, facts?.nulls, column.nulls);
          same(path, `the minimum of ${column.name}`, facts?.minimum, column.minimum);
          same(path, `the maximum of ${column.name}`, facts?.maximum, column.maximum);
        }
      }),
  };
}

/** All that a footer says of a row group, as text. */
function placesOf({ start, bytes, uncompressedBytes, rows, columns }: RowGroup): string {
  const chunks = columns.map(({ dictionaryAt, dataAt, nulls, compressedBytes, minimum, maximum }) =>
    [dictionaryAt, dataAt, nulls, compressedBytes, hex(minimum), hex(maximum)].join(' '),
  );
  return [start, bytes, uncompressedBytes, rows, ...chunks].join(', ');
}

/** What the values of a chunk really are; differs from its statistics in the footer → error. */
function examine(path: string, field: Field, column: Column, chunk: RowGroup['columns'][number]) {
  const range = rangeOf(column);
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const limits = typeof range === 'string' ? undefined : range;
  const minimum = limits && limitBytes(values, limits.least, 'minimum');
  const maximum = limits && limitBytes(values, limits.greatest, 'maximum');
  same(path, `the minimum of ${field.name} in a row group`, hex(minimum), hex(chunk.minimum));
  same(path, `the maximum of ${field.name} in a row group`, hex(maximum), hex(chunk.maximum));
  return {
    nulls: column.nulls,
    unordered: range === 'unordered',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function shapeOf(field: Field): string {
  const unit = 'unit' in field.type ? ` ${field.type.unit}` : '';
  return `${field.name} ${formatColumnType(field.type)}${unit}${field.required ? ' required' : ''}`;
}

function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('hex');
}

function same<T>(path: string, what: string, found: T, expected: T): void {
  if (found !== expected) throw differs(path, `${what} is ${found ?? 'absent'}, expected ${expected ?? 'none'}`);
}

function differs(path: string, what: string, cause?: unknown): OutageError {
  return new OutageError('PARQUET_VERIFY', `${path} was read back and differs: ${what}`, {
    data: { path, what },
    ...(cause === undefined ? {} : { cause }),
  });
}
