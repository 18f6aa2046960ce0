import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  bytes,
  integer,
  struct,
  text
} from "./chunk-3PAYXITV.mjs";
import {
  DECIMAL_BYTES,
  REPETITION,
  TYPE
} from "./chunk-CXPU67TF.mjs";
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

export {
  writeSchema,
  readSchema
};
