import { MOST_ROWS } from '../table/batch.ts';
import type { Schema } from '../table/schema.ts';
import { physicalOf } from '../table/type.ts';
import { CODEC, type Codec, type ColumnChunk, MAGIC, TYPE } from './format.ts';
import { readSchema } from './schema-element.ts';
import { bytes, integer, integers, readThrift, size, struct, structs, type ThriftStruct, texts } from './thrift.ts';

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

/** What a footer says of the whole file. */
export interface Footer {
  schema: Schema;
  codec: Codec;
  rows: number;
}

/**
 * Reads FileMetaData and checks that its row groups and chunks lie one after the other from the magic to `end`, the
 * footer's own position, as ours do. Throws RangeError where they do not. `onGroup` takes the row groups in their order, before
 * it is known whether all of the footer is right. None is kept here: a footer of some hundred groups is a hundred thousand
 * objects, which the heap would grow for at the very end of a file.
 */
export function readFooter(footer: Uint8Array, end: number, onGroup: (group: RowGroup) => void): Footer {
  const codecs = new Set<number>();
  let schema: Schema | undefined;
  let position = MAGIC.length;
  let rows = 0;
  const { value: meta } = readThrift(footer, 0, footer.length, {
    id: 4,
    visit(item, before) {
      schema ??= readSchema(structs(before, 2));
      const group = readGroup(item, schema, position, codecs);
      position += group.bytes;
      rows += group.rows;
      onGroup(group);
    },
  });
  structs(meta, 4);
  schema ??= readSchema(structs(meta, 2));
  if (position !== end) throw new RangeError(`the row groups end at byte ${position}, the footer starts at ${end}`);
  if (rows !== size(meta, 3)) throw new RangeError(`the row groups have ${rows} rows, the file says ${size(meta, 3)}`);
  if (codecs.size > 1) throw new RangeError('the columns have different codecs');
  const code = [...codecs][0] ?? CODEC.none;
  const codec = (Object.keys(CODEC) as Codec[]).find((name) => CODEC[name] === code);
  if (codec === undefined) throw new RangeError(`codec ${code} is not one that lakeferry writes`);
  return { schema, codec, rows };
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
