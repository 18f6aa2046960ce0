import { MOST_ROWS } from '../table/batch.ts';
import type { Schema } from '../table/schema.ts';
import { physicalOf } from '../table/type.ts';
import { CODEC, type Codec, type ColumnChunk, CREATED_BY, MAGIC, TYPE } from './format.ts';
import { readSchema, writeSchema } from './schema-element.ts';
import {
  bytes,
  integer,
  integers,
  readThrift,
  size,
  struct,
  structs,
  type ThriftStruct,
  ThriftWriter,
  texts,
} from './thrift.ts';

/** A row group as the footer knows it. The chunks' positions are relative to `start`. */
export interface RowGroup {
  /** Position of its first byte in the file. */
  start: number;
  /** Length in the file. */
  bytes: number;
  uncompressedBytes: number;
  rows: number;
  columns: readonly Omit<ColumnChunk, 'unordered'>[];
}

export interface Footer {
  schema: Schema;
  codec: Codec;
  groups: readonly RowGroup[];
}

/** FileMetaData, without the length and magic after it. */
export function writeFooter({ schema, codec, groups }: Footer): Uint8Array {
  const writer = new ThriftWriter();
  // The format's authors ask for 1 whatever the file holds: there is no agreed version 2.
  writer.i32(1, 1);
  writeSchema(writer, 2, schema);
  writer.i64(
    3,
    groups.reduce((rows, group) => rows + group.rows, 0),
  );
  writer.structs(4, groups, (group) => {
    writer.structs(
      1,
      group.columns.map((chunk, at) => ({ chunk, at })),
      ({ chunk, at }) => {
        writer.i64(2, 0);
        writer.struct(3, () => writeChunk(writer, schema, codec, group, chunk, at));
      },
    );
    writer.i64(2, group.uncompressedBytes);
    writer.i64(3, group.rows);
    writer.i64(5, group.start);
    writer.i64(6, group.bytes);
  });
  writer.binary(6, CREATED_BY);
  // Without an order for each column readers ignore minimum and maximum. 1 = TypeDefinedOrder.
  writer.structs(7, schema, () => writer.struct(1, () => {}));
  return writer.finish();
}

function writeChunk(
  writer: ThriftWriter,
  schema: Schema,
  codec: Codec,
  group: RowGroup,
  chunk: Omit<ColumnChunk, 'unordered'>,
  at: number,
): void {
  const field = schema[at];
  if (field === undefined) throw new TypeError(`column ${chunk.name} is not in the schema`);
  writer.i32(1, TYPE[physicalOf(field.type)]);
  writer.i32s(2, chunk.encodings);
  writer.strings(3, [chunk.name]);
  writer.i32(4, CODEC[codec]);
  writer.i64(5, chunk.rows);
  writer.i64(6, chunk.uncompressedBytes);
  writer.i64(7, chunk.compressedBytes);
  writer.i64(9, group.start + chunk.dataAt);
  if (chunk.dictionaryAt !== undefined) writer.i64(11, group.start + chunk.dictionaryAt);
  writer.struct(12, () => {
    writer.i64(3, chunk.nulls);
    if (chunk.maximum !== undefined) writer.binary(5, chunk.maximum);
    if (chunk.minimum !== undefined) writer.binary(6, chunk.minimum);
    if (chunk.maximum !== undefined) writer.bool(7, true);
    if (chunk.minimum !== undefined) writer.bool(8, true);
  });
}

/**
 * Reads FileMetaData and checks that its row groups and chunks lie one after the other from the magic to `end`, the
 * footer's own position, as ours do. Throws RangeError where they do not.
 */
export function readFooter(footer: Uint8Array, end: number): Footer {
  const { value: meta } = readThrift(footer, 0, footer.length);
  const schema = readSchema(structs(meta, 2));
  const codecs = new Set<number>();
  let position = MAGIC.length;
  let rows = 0;
  const groups = structs(meta, 4).map((item) => {
    const group = readGroup(item, schema, position, codecs);
    position += group.bytes;
    rows += group.rows;
    return group;
  });
  if (position !== end) throw new RangeError(`the row groups end at byte ${position}, the footer starts at ${end}`);
  if (rows !== size(meta, 3)) throw new RangeError(`the row groups have ${rows} rows, the file says ${size(meta, 3)}`);
  if (codecs.size > 1) throw new RangeError('the columns have different codecs');
  const code = [...codecs][0] ?? CODEC.none;
  const codec = (Object.keys(CODEC) as Codec[]).find((name) => CODEC[name] === code);
  if (codec === undefined) throw new RangeError(`codec ${code} is not one that lakeferry writes`);
  return { schema, codec, groups };
}

function readGroup(item: ThriftStruct, schema: Schema, start: number, codecs: Set<number>): RowGroup {
  const rows = size(item, 3);
  if (rows === 0 || rows > MOST_ROWS) throw new RangeError(`a row group of ${rows} rows`);
  const chunks = structs(item, 1);
  if (chunks.length !== schema.length) throw new RangeError('a row group has not the columns of the schema');
  let position = 0;
  const columns = chunks.map((chunk, at) => {
    const meta = struct(chunk, 3);
    codecs.add(integer(meta, 4));
    const column = readChunk(meta, start, position, rows);
    const field = schema[at];
    if (column.name !== field?.name || texts(meta, 3).length !== 1 || integer(meta, 1) !== TYPE[physicalOf(field.type)])
      throw new RangeError(`column ${at + 1} of a row group is not the one of the schema`);
    position += column.compressedBytes;
    return column;
  });
  return { start, bytes: position, uncompressedBytes: size(item, 2), rows, columns };
}

function readChunk(meta: ThriftStruct, start: number, position: number, rows: number): RowGroup['columns'][number] {
  const statistics = struct(meta, 12);
  const column = {
    name: texts(meta, 3)[0] ?? '',
    rows: size(meta, 5),
    nulls: size(statistics, 3),
    encodings: integers(meta, 2),
    ...(meta.has(11) ? { dictionaryAt: size(meta, 11) - start } : {}),
    dataAt: size(meta, 9) - start,
    compressedBytes: size(meta, 7),
    uncompressedBytes: size(meta, 6),
    ...(statistics.has(6) ? { minimum: bytes(statistics, 6) } : {}),
    ...(statistics.has(5) ? { maximum: bytes(statistics, 5) } : {}),
  };
  const first = column.dictionaryAt ?? column.dataAt;
  if (first !== position || column.dataAt < first || column.dataAt > position + column.compressedBytes)
    throw new RangeError(`the pages of column ${JSON.stringify(column.name)} lie elsewhere than expected`);
  if (column.rows !== rows || column.nulls > rows)
    throw new RangeError(`column ${JSON.stringify(column.name)} has not as many values as its row group`);
  return column;
}
