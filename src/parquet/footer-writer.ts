import type { Schema } from '../table/schema.ts';
import { physicalOf } from '../table/type.ts';
import type { RowGroup } from './footer.ts';
import { CODEC, type Codec, CREATED_BY, TYPE } from './format.ts';
import { writeSchema } from './schema-element.ts';
import { Sink } from './sink.ts';
import { ThriftWriter } from './thrift-writer.ts';

/** The footer of a file that is being written. What it knows of a row group it keeps as bytes: objects would take ten times as much. */
export interface FooterWriter {
  /** The next row group. */
  add(group: RowGroup): void;
  /** FileMetaData, without the length and magic after it. */
  finish(): Uint8Array;
}

export function createFooterWriter({ schema, codec }: { schema: Schema; codec: Codec }): FooterWriter {
  const groups = new Sink(1 << 12);
  let count = 0;
  let rows = 0;
  return {
    add(group) {
      groups.write(encodeGroup(schema, codec, group));
      count++;
      rows += group.rows;
    },
    finish() {
      const writer = new ThriftWriter();
      // The format's authors ask for 1 whatever the file holds: there is no agreed version 2.
      writer.i32(1, 1);
      writeSchema(writer, 2, schema);
      writer.i64(3, rows);
      writer.encodedStructs(4, count, groups.written());
      writer.binary(6, CREATED_BY);
      // Without an order for each column readers ignore minimum and maximum. 1 = TypeDefinedOrder.
      writer.structs(7, schema, () => writer.struct(1, () => {}));
      return writer.finish();
    },
  };
}

function encodeGroup(schema: Schema, codec: Codec, group: RowGroup): Uint8Array {
  const writer = new ThriftWriter();
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
  return writer.finish();
}

function writeChunk(
  writer: ThriftWriter,
  schema: Schema,
  codec: Codec,
  group: RowGroup,
  chunk: RowGroup['columns'][number],
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
