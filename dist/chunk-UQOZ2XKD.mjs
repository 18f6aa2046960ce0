import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  CODEC,
  CREATED_BY,
  DECIMAL_BYTES,
  MAGIC,
  REPETITION,
  TYPE
} from "./chunk-TNHF7PXH.mjs";
import {
  ThriftWriter,
  bytes,
  integer,
  integers,
  readThrift,
  size,
  struct,
  structs,
  text,
  texts
} from "./chunk-JEK6EGI6.mjs";
import {
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import {
  physicalOf
} from "./chunk-5BRFANHP.mjs";

// src/parquet/schema-element.ts
var CONVERTED = { utf8: 0, decimal: 5, date: 6, timestampMillis: 9, timestampMicros: 10 };
var LOGICAL = { string: 1, decimal: 5, date: 6, timestamp: 8 };
var UNIT = { ms: 1, us: 2 };
function writeSchema(writer, id, schema) {
  writer.structs(id, [void 0, ...schema], (field) => {
    if (field === void 0) {
      writer.binary(4, "schema");
      writer.i32(5, schema.length);
    } else writeField(writer, field);
  });
}
function writeField(writer, { name, type, required }) {
  const physical = physicalOf(type);
  writer.i32(1, TYPE[physical]);
  if (physical === "decimal") writer.i32(2, DECIMAL_BYTES);
  writer.i32(3, required ? REPETITION.required : REPETITION.optional);
  writer.binary(4, name);
  switch (type.kind) {
    case "string":
      writer.i32(6, CONVERTED.utf8);
      writer.struct(10, () => writer.struct(LOGICAL.string, () => {
      }));
      return;
    case "date":
      writer.i32(6, CONVERTED.date);
      writer.struct(10, () => writer.struct(LOGICAL.date, () => {
      }));
      return;
    case "numeric":
      writer.i32(6, CONVERTED.decimal);
      writer.i32(7, type.scale);
      writer.i32(8, type.precision);
      writer.struct(
        10,
        () => writer.struct(LOGICAL.decimal, () => {
          writer.i32(1, type.scale);
          writer.i32(2, type.precision);
        })
      );
      return;
    case "datetime":
    case "timestamp":
      writer.i32(6, type.unit === "ms" ? CONVERTED.timestampMillis : CONVERTED.timestampMicros);
      writer.struct(
        10,
        () => writer.struct(LOGICAL.timestamp, () => {
          writer.bool(1, type.kind === "timestamp");
          writer.struct(2, () => writer.struct(UNIT[type.unit], () => {
          }));
        })
      );
      return;
    case "int64":
    case "float64":
    case "bool":
      return;
  }
}
function readSchema(elements) {
  const [root, ...leaves] = elements;
  if (root === void 0 || integer(root, 5) !== leaves.length) throw new RangeError("the schema is not a flat table");
  const schema = leaves.map(readField);
  if (new Set(schema.map((field) => field.name)).size !== schema.length)
    throw new RangeError("a column name stands twice");
  return schema;
}
function readField(element) {
  const name = text(element, 4);
  if (bytes(element, 4).length === 0) throw new RangeError("a column has no name");
  const repetition = integer(element, 3);
  const type = readType(element);
  if (type === void 0 || element.has(5) || repetition > REPETITION.optional || repetition < 0) {
    throw new RangeError(`column ${JSON.stringify(name)} has a type that lakeferry does not write`);
  }
  return { name, type, required: repetition === REPETITION.required };
}
function readType(element) {
  const physical = integer(element, 1);
  if (!element.has(10)) {
    if (physical === TYPE.int64) return { kind: "int64" };
    if (physical === TYPE.double) return { kind: "float64" };
    if (physical === TYPE.boolean) return { kind: "bool" };
    return void 0;
  }
  const logical = struct(element, 10);
  const kind = [...logical.keys()][0];
  if (kind === LOGICAL.string && physical === TYPE.bytes) return { kind: "string" };
  if (kind === LOGICAL.date && physical === TYPE.int32) return { kind: "date" };
  if (kind === LOGICAL.decimal) {
    const [scale, precision] = [integer(struct(logical, kind), 1), integer(struct(logical, kind), 2)];
    const type = { kind: "numeric", precision, scale };
    const fits = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
    const wide = physical === TYPE.decimal && integer(element, 2) === DECIMAL_BYTES;
    return fits && (precision <= 18 ? physical === TYPE.int64 : wide) ? type : void 0;
  }
  if (kind === LOGICAL.timestamp && physical === TYPE.int64) {
    const adjusted = struct(logical, kind).get(1);
    const unit = [...struct(struct(logical, kind), 2).keys()][0];
    if (typeof adjusted !== "boolean" || unit !== UNIT.ms && unit !== UNIT.us) return void 0;
    return { kind: adjusted ? "timestamp" : "datetime", unit: unit === UNIT.ms ? "ms" : "us" };
  }
  return void 0;
}

// src/parquet/footer.ts
function writeFooter({ schema, codec, groups }) {
  const writer = new ThriftWriter();
  writer.i32(1, 1);
  writeSchema(writer, 2, schema);
  writer.i64(
    3,
    groups.reduce((rows, group) => rows + group.rows, 0)
  );
  writer.structs(4, groups, (group) => {
    writer.structs(
      1,
      group.columns.map((chunk, at) => ({ chunk, at })),
      ({ chunk, at }) => {
        writer.i64(2, 0);
        writer.struct(3, () => writeChunk(writer, schema, codec, group, chunk, at));
      }
    );
    writer.i64(2, group.uncompressedBytes);
    writer.i64(3, group.rows);
    writer.i64(5, group.start);
    writer.i64(6, group.bytes);
  });
  writer.binary(6, CREATED_BY);
  writer.structs(7, schema, () => writer.struct(1, () => {
  }));
  return writer.finish();
}
function writeChunk(writer, schema, codec, group, chunk, at) {
  const field = schema[at];
  if (field === void 0) throw new TypeError(`column ${chunk.name} is not in the schema`);
  writer.i32(1, TYPE[physicalOf(field.type)]);
  writer.i32s(2, chunk.encodings);
  writer.strings(3, [chunk.name]);
  writer.i32(4, CODEC[codec]);
  writer.i64(5, chunk.rows);
  writer.i64(6, chunk.uncompressedBytes);
  writer.i64(7, chunk.compressedBytes);
  writer.i64(9, group.start + chunk.dataAt);
  if (chunk.dictionaryAt !== void 0) writer.i64(11, group.start + chunk.dictionaryAt);
  writer.struct(12, () => {
    writer.i64(3, chunk.nulls);
    if (chunk.maximum !== void 0) writer.binary(5, chunk.maximum);
    if (chunk.minimum !== void 0) writer.binary(6, chunk.minimum);
    if (chunk.maximum !== void 0) writer.bool(7, true);
    if (chunk.minimum !== void 0) writer.bool(8, true);
  });
}
function readFooter(footer, end) {
  const { value: meta } = readThrift(footer, 0, footer.length);
  const schema = readSchema(structs(meta, 2));
  const codecs = /* @__PURE__ */ new Set();
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
  if (codecs.size > 1) throw new RangeError("the columns have different codecs");
  const code = [...codecs][0] ?? CODEC.none;
  const codec = Object.keys(CODEC).find((name) => CODEC[name] === code);
  if (codec === void 0) throw new RangeError(`codec ${code} is not one that lakeferry writes`);
  return { schema, codec, groups };
}
function readGroup(item, schema, start, codecs) {
  const rows = size(item, 3);
  if (rows === 0 || rows > MOST_ROWS) throw new RangeError(`a row group of ${rows} rows`);
  const chunks = structs(item, 1);
  if (chunks.length !== schema.length) throw new RangeError("a row group has not the columns of the schema");
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
function readChunk(meta, start, position, rows) {
  const statistics = struct(meta, 12);
  const column = {
    name: texts(meta, 3)[0] ?? "",
    rows: size(meta, 5),
    nulls: size(statistics, 3),
    encodings: integers(meta, 2),
    ...meta.has(11) ? { dictionaryAt: size(meta, 11) - start } : {},
    dataAt: size(meta, 9) - start,
    compressedBytes: size(meta, 7),
    uncompressedBytes: size(meta, 6),
    ...statistics.has(6) ? { minimum: bytes(statistics, 6) } : {},
    ...statistics.has(5) ? { maximum: bytes(statistics, 5) } : {}
  };
  const first = column.dictionaryAt ?? column.dataAt;
  if (first !== position || column.dataAt < first || column.dataAt > position + column.compressedBytes)
    throw new RangeError(`the pages of column ${JSON.stringify(column.name)} lie elsewhere than expected`);
  if (column.rows !== rows || column.nulls > rows)
    throw new RangeError(`column ${JSON.stringify(column.name)} has not as many values as its row group`);
  return column;
}

export {
  writeFooter,
  readFooter
};
