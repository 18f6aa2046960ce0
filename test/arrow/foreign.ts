import {
  type Data,
  type DataType,
  Dictionary,
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Vector,
} from 'apache-arrow';

/** A column of a stream that another tool wrote: one array for each record batch. */
export interface ForeignColumn {
  name: string;
  type: DataType;
  data: readonly Data[];
  nullable?: boolean;
  metadata?: Map<string, string>;
}

/** The stream's bytes, written by the library's own writer: nothing of ours is in them. */
export function foreignStream(
  columns: readonly ForeignColumn[],
  options: { metadata?: Map<string, string> } = {},
): Uint8Array {
  const schema = new Schema(
    columns.map(({ name, type, nullable = true, metadata }) => new Field(name, type, nullable, metadata)),
  );
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  const batches = Math.max(0, ...columns.map(({ data }) => data.length));
  for (let at = 0; at < batches; at++) {
    const children = columns.map(({ data }) => data[at] as Data);
    const length = children[0]?.length ?? 0;
    const struct = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
    writer.write(new RecordBatch(schema, struct, options.metadata ?? new Map()));
  }
  return writer.finish().toUint8Array(true);
}

/** Bits of a validity bitmap; undefined for none. */
export function bitmapOf(valid: readonly boolean[]): Uint8Array | undefined {
  if (valid.every(Boolean)) return undefined;
  const bits = new Uint8Array(Math.ceil(valid.length / 64) * 8);
  valid.forEach((isValid, at) => {
    if (isValid) bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
  });
  return bits;
}

/** An array of numbers, or of anything with one buffer; `valid` says where it is not null. */
export function numbers(
  type: DataType,
  values: ArrayBufferView & { length: number },
  valid?: readonly boolean[],
  stride = 1,
): Data {
  const nullBitmap = valid === undefined ? undefined : bitmapOf(valid);
  return makeData({
    type,
    length: values.length / stride,
    nullCount: valid?.filter((isValid) => !isValid).length ?? 0,
    data: values,
    ...(nullBitmap === undefined ? {} : { nullBitmap }),
  } as never);
}

/** An array of texts with 32-bit offsets, or 64-bit ones where the type has them. */
export function texts(type: DataType, items: readonly (string | null)[], wide = false): Data {
  const pieces = items.map((item) => Buffer.from(item ?? ''));
  let end = 0;
  const ends = pieces.map((piece) => {
    end += piece.length;
    return end;
  });
  const nullBitmap = bitmapOf(items.map((item) => item !== null));
  return makeData({
    type,
    length: items.length,
    nullCount: items.filter((item) => item === null).length,
    valueOffsets: wide ? BigInt64Array.from([0, ...ends], BigInt) : Int32Array.of(0, ...ends),
    data: Buffer.concat(pieces),
    ...(nullBitmap === undefined ? {} : { nullBitmap }),
  } as never);
}

/** An array of indices into a dictionary, whose further parts are written as deltas. */
export function indexed(
  type: Dictionary,
  indices: ArrayBufferView & { length: number },
  parts: readonly Data[],
  valid?: readonly boolean[],
): Data {
  const nullBitmap = valid === undefined ? undefined : bitmapOf(valid);
  return makeData({
    type,
    length: indices.length,
    nullCount: valid?.filter((isValid) => !isValid).length ?? 0,
    data: indices,
    dictionary: new Vector([...parts]),
    ...(nullBitmap === undefined ? {} : { nullBitmap }),
  } as never);
}

export { Dictionary };
