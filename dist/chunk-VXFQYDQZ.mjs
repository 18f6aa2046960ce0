import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  parquetMetadataAsync,
  parquetSchema
} from "./chunk-JEALU6Y7.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ContractError,
  LakeferryError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/parquet/foreign-file.ts
async function openForeign(options) {
  const { files, path, name, memory } = options;
  const size = (await files.stat(path))?.size ?? 0;
  const opened = await reading(path, () => files.open(path));
  async function range(start, end) {
    if (!(start >= 0 && start <= end && end <= size)) {
      throw foreign(name, `it points at bytes ${start} to ${end}, and has ${size}`);
    }
    if (end - start > memory) throw tooMuch(name, `a part of ${formatBytes(end - start)}`, memory);
    return readRange(opened, path, start, end);
  }
  const buffer = { byteLength: size, slice: (start, end = size) => range(Math.max(0, start), end) };
  try {
    const metadata = await decoding(name, () => parquetMetadataAsync(buffer, { geoparquet: false }));
    return { name, size, metadata, range, close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
async function readRange(opened, path, start, end) {
  const bytes = new Uint8Array(end - start);
  const got = await reading(path, () => opened.read(bytes, start));
  if (got !== bytes.length) {
    throw new OutageError("RAW_READ", `cannot read ${path}: it shrank while it was read`, { data: { path } });
  }
  return bytes.buffer;
}
async function reading(path, read) {
  try {
    return await read();
  } catch (error) {
    throw new OutageError("RAW_READ", `cannot read ${path}: ${reasonOf(error)}`, { data: { path }, cause: error });
  }
}
async function decoding(name, decode) {
  try {
    return await decode();
  } catch (error) {
    if (error instanceof LakeferryError) throw error;
    throw foreign(name, reasonOf(error), error);
  }
}
function foreign(name, reason, cause) {
  return new ContractError(
    "PARQUET_FOREIGN",
    `${name}: this Parquet file cannot be read: ${reason}; is it whole and not encrypted?`,
    { name },
    cause
  );
}
function tooMuch(name, what, memory) {
  return new ContractError(
    "LIMIT_MEMORY",
    `${name}: ${what} is more than ${formatBytes(memory)} at once; if the file is sound, raise "limits.memory"`,
    { name, limit: memory }
  );
}

// src/parquet/foreign-type.ts
var DIGITS = { MILLIS: 3, MICROS: 6, NANOS: 9 };
function foreignType(element) {
  const { type, logical_type: logical, converted_type: converted } = element;
  if (logical?.type === "NULL") return { kind: "null" };
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") {
    const precision = (logical?.type === "DECIMAL" ? logical.precision : element.precision) ?? 38;
    const scale = (logical?.type === "DECIMAL" ? logical.scale : element.scale) ?? 0;
    return { kind: "numeric", precision, scale };
  }
  switch (type) {
    case "BOOLEAN":
      return { kind: "bool" };
    case "FLOAT":
    case "DOUBLE":
      return { kind: "float64" };
    case "INT96":
      return { kind: "time-point", digits: 9, clock: "unsaid" };
    case "INT32":
    case "INT64":
      return wholeType(element);
    case "BYTE_ARRAY":
      if (converted === "BSON" || logical?.type === "BSON") return { kind: "other", name: "bson" };
      if (logical?.type === "GEOMETRY" || logical?.type === "GEOGRAPHY" || logical?.type === "VARIANT") {
        return { kind: "other", name: logical.type.toLowerCase() };
      }
      return { kind: "string" };
    default:
      if (logical?.type === "UUID") return { kind: "uuid" };
      if (logical?.type === "FLOAT16") return { kind: "float16" };
      return { kind: "other", name: converted === "INTERVAL" ? "interval" : `bytes of length ${element.type_length}` };
  }
}
function wholeType({ logical_type: logical, converted_type: converted, type }) {
  if (logical?.type === "DATE" || converted === "DATE") return { kind: "date" };
  if (logical?.type === "TIMESTAMP") {
    return { kind: "time-point", digits: DIGITS[logical.unit], clock: logical.isAdjustedToUTC ? "zone" : "wall" };
  }
  if (logical?.type === "TIME") return { kind: "time", digits: DIGITS[logical.unit] };
  if (converted === "TIMESTAMP_MILLIS") return { kind: "time-point", digits: 3, clock: "zone" };
  if (converted === "TIMESTAMP_MICROS") return { kind: "time-point", digits: 6, clock: "zone" };
  if (converted === "TIME_MILLIS") return { kind: "time", digits: 3 };
  if (converted === "TIME_MICROS") return { kind: "time", digits: 6 };
  const unsigned = converted?.startsWith("UINT_") || logical?.type === "INTEGER" && !logical.isSigned;
  return unsigned ? { kind: "int64", unsigned: type === "INT32" ? 32 : 64 } : { kind: "int64" };
}
function foreignWord(type) {
  switch (type.kind) {
    case "numeric":
      return `numeric(${type.precision},${type.scale})`;
    case "time-point":
      return type.clock === "wall" ? "datetime" : "timestamp";
    case "float16":
      return "float64";
    case "other":
      return type.name;
    default:
      return type.kind;
  }
}

// src/parquet/foreign-columns.ts
function foreignColumns(file, most) {
  const children = topLevel(file);
  if (children.length > most) {
    throw new ContractError(
      "LIMIT_COLUMNS",
      `${file.name}: the file has more than ${formatCount(most)} columns; if it is sound, raise "limits.columns"`,
      { name: file.name, limit: most }
    );
  }
  const seen = /* @__PURE__ */ new Set();
  return children.map(({ element, children: parts }) => {
    const name = element.name.trim();
    if (name === "" || seen.has(name)) {
      throw new ContractError(
        "PARQUET_HEADER",
        `${file.name}: ${name === "" ? "a column has no name" : `two columns are called ${JSON.stringify(name)}`}`,
        { name: file.name }
      );
    }
    seen.add(name);
    const column = { path: element.name, name, optional: element.repetition_type !== "REQUIRED" };
    if (parts.length === 0 && element.type !== void 0 && element.repetition_type !== "REPEATED") {
      return { ...column, type: foreignType(element) };
    }
    const word = element.logical_type?.type ?? element.converted_type;
    if (element.repetition_type === "REPEATED" || word === "LIST") return { ...column, nested: "list" };
    return { ...column, nested: word?.startsWith("MAP") ? "map" : "struct" };
  });
}
function topLevel(file) {
  try {
    const { children } = parquetSchema(file.metadata);
    if (children.every(({ element }) => typeof element.name === "string")) return children;
  } catch (error) {
    throw foreign(file.name, `its schema does not hold together: ${reasonOf(error)}`, error);
  }
  throw foreign(file.name, "a column of its schema has no name");
}
function chunkOf(file, group, column) {
  const chunk = group.columns.find(({ meta_data: meta2 }) => meta2?.path_in_schema[0] === column);
  const meta = chunk?.meta_data;
  if (chunk?.crypto_metadata !== void 0)
    throw foreign(file.name, `the column ${JSON.stringify(column)} is encrypted`);
  if (meta === void 0) throw foreign(file.name, `a row group lacks the column ${JSON.stringify(column)}`);
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  return { start, end: start + Number(meta.total_compressed_size), codec: meta.codec };
}

export {
  openForeign,
  decoding,
  foreign,
  tooMuch,
  foreignWord,
  foreignColumns,
  chunkOf
};
