import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createOutputFile
} from "./chunk-2KZO4ZEM.mjs";
import {
  Sink,
  ThriftWriter,
  limitValue
} from "./chunk-JIHXL7LV.mjs";
import {
  writeSchema
} from "./chunk-XCEQ4PZB.mjs";
import {
  CODEC,
  CREATED_BY,
  MAGIC,
  TYPE
} from "./chunk-CXPU67TF.mjs";
import {
  physicalOf
} from "./chunk-5BRFANHP.mjs";

// src/parquet/footer-writer.ts
function createFooterWriter({ schema, codec }) {
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
      writer.i32(1, 1);
      writeSchema(writer, 2, schema);
      writer.i64(3, rows);
      writer.encodedStructs(4, count, groups.written());
      writer.binary(6, CREATED_BY);
      writer.structs(7, schema, () => writer.struct(1, () => {
      }));
      return writer.finish();
    }
  };
}
function encodeGroup(schema, codec, group) {
  const writer = new ThriftWriter();
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

// src/parquet/value-text.ts
function valueText(type, value) {
  switch (type.kind) {
    case "int64":
      return String(value);
    case "float64":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bool":
      return value ? "true" : "false";
    case "numeric":
      return decimalText(BigInt(value), type.scale);
    case "date":
      return dateText(BigInt(value));
    case "datetime":
    case "timestamp": {
      const perSecond = type.unit === "ms" ? 1000n : 1000000n;
      const instant = BigInt(value);
      const fraction = (instant % perSecond + perSecond) % perSecond;
      const seconds = (instant - fraction) / perSecond;
      const second = (seconds % 86400n + 86400n) % 86400n;
      const clock = [second / 3600n, second / 60n % 60n, second % 60n].map((part) => pad(part, 2)).join(":");
      const digits = fraction === 0n ? "" : `.${pad(fraction, type.unit === "ms" ? 3 : 6).replace(/0+$/, "")}`;
      const zone = type.kind === "timestamp" ? "Z" : "";
      return `${dateText((seconds - second) / 86400n)}T${clock}${digits}${zone}`;
    }
    case "string":
      throw new TypeError("a string has no number");
  }
}
function decimalText(unscaled, scale) {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
function dateText(days) {
  const shifted = days + 719468n;
  const dayOfEra = (shifted % 146097n + 146097n) % 146097n;
  const era = (shifted - dayOfEra) / 146097n;
  const yearOfEra = (dayOfEra - dayOfEra / 1460n + dayOfEra / 36524n - dayOfEra / 146096n) / 365n;
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n);
  const monthFromMarch = (5n * dayOfYear + 2n) / 153n;
  const day = dayOfYear - (153n * monthFromMarch + 2n) / 5n + 1n;
  const month = monthFromMarch < 10n ? monthFromMarch + 3n : monthFromMarch - 9n;
  const year = yearOfEra + era * 400n + (month <= 2n ? 1n : 0n);
  const sign = year < 0n ? "-" : year > 9999n ? "+" : "";
  return `${sign}${pad(year < 0n ? -year : year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}
function pad(value, width) {
  return String(value).padStart(width, "0");
}

// src/parquet/file.ts
async function createParquetFile(options) {
  const { files, path, schema, codec } = options;
  const file = await createOutputFile({ files, path, code: "PARQUET_WRITE" });
  const footer = createFooterWriter({ schema, codec });
  let rowGroups = 0;
  let written = 0;
  const limits = schema.map((field) => createLimits(field.type));
  try {
    await file.write(MAGIC);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return {
    abandon: file.abandon,
    async append(group) {
      if (group.rows === 0) return void 0;
      const names = group.columns.map((column) => column.name).join("\n");
      if (group.codec !== codec || names !== schema.map((field) => field.name).join("\n"))
        throw new TypeError(`${path}: a row group with other columns or another codec than the file`);
      const start = file.position();
      await file.write(group.bytes);
      const { rows, uncompressedBytes, columns } = group;
      const placed = { start, bytes: group.bytes.length, uncompressedBytes, rows, columns };
      footer.add(placed);
      rowGroups++;
      written += rows;
      for (const [at, column] of columns.entries()) limits[at]?.add(column);
      return placed;
    },
    async close() {
      const meta = footer.finish();
      const tail = new Uint8Array(meta.length + 8);
      tail.set(meta);
      new DataView(tail.buffer).setUint32(meta.length, meta.length, true);
      tail.set(MAGIC, meta.length + 4);
      await file.write(tail);
      const { bytes, sha256 } = await file.close();
      return {
        path,
        bytes,
        rows: written,
        sha256,
        rowGroups,
        columns: schema.map((field, at) => ({ name: field.name, nulls: 0, ...limits[at]?.facts() }))
      };
    }
  };
}
function createLimits(type) {
  const physical = physicalOf(type);
  let nulls = 0;
  let unordered = false;
  let minimum;
  let maximum;
  return {
    add(chunk) {
      nulls += chunk.nulls;
      unordered ||= chunk.unordered;
      if (physical === "bytes" || chunk.minimum === void 0 || chunk.maximum === void 0) return;
      const [low, high] = [limitValue(physical, chunk.minimum), limitValue(physical, chunk.maximum)];
      if (minimum === void 0 || low < minimum) minimum = low;
      if (maximum === void 0 || high > maximum) maximum = high;
    },
    facts() {
      if (unordered || minimum === void 0 || maximum === void 0) return { nulls };
      return { nulls, minimum: valueText(type, minimum), maximum: valueText(type, maximum) };
    }
  };
}

export {
  createParquetFile,
  createLimits
};
