import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createOutputFile
} from "./chunk-2KZO4ZEM.mjs";
import {
  limitValue
} from "./chunk-RGSSVL7J.mjs";
import {
  writeFooter
} from "./chunk-UQOZ2XKD.mjs";
import {
  MAGIC
} from "./chunk-TNHF7PXH.mjs";
import {
  physicalOf
} from "./chunk-5BRFANHP.mjs";

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
  const groups = [];
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
      const written = { start, bytes: group.bytes.length, uncompressedBytes, rows, columns };
      groups.push(written);
      for (const [at, column] of columns.entries()) limits[at]?.add(column);
      return written;
    },
    async close() {
      const footer = { schema, codec, groups };
      const meta = writeFooter(footer);
      const tail = new Uint8Array(meta.length + 8);
      tail.set(meta);
      new DataView(tail.buffer).setUint32(meta.length, meta.length, true);
      tail.set(MAGIC, meta.length + 4);
      await file.write(tail);
      const { bytes, sha256 } = await file.close();
      return {
        path,
        bytes,
        rows: groups.reduce((rows, group) => rows + group.rows, 0),
        sha256,
        rowGroups: groups.length,
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
