import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  asyncBufferFromFile,
  compressors,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema
} from "./chunk-JEALU6Y7.mjs";
import {
  fetchSource
} from "./chunk-QSENSEAO.mjs";
import {
  isNdjson,
  openText,
  readCsv,
  readNdjson
} from "./chunk-TWZMDKMR.mjs";
import {
  wasmKernel
} from "./chunk-RXER3GMB.mjs";
import {
  MISSING
} from "./chunk-MCIXMSU2.mjs";
import {
  DEFAULT_CSV,
  DEFAULT_LIMITS,
  DEFAULT_TASKS
} from "./chunk-S3LT26JY.mjs";
import {
  ConfigurationError,
  ContractError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/convert/guess.ts
var CANDIDATES = [
  ["int64", /^[+-]?\d{1,18}$/],
  ["float64", /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/],
  ["bool", /^(?:true|false)$/i],
  ["date", /^\d{4}-\d{2}-\d{2}$/],
  ["datetime", /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/],
  ["timestamp", /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/]
];
var CODE = /^0\d/;
var NULL_WORDS = /* @__PURE__ */ new Set([
  "NA",
  "N/A",
  "n/a",
  "NULL",
  "null",
  "None",
  "NaN",
  "nan",
  "\\N",
  "-",
  "-999",
  "-9999"
]);
function createTypeGuess() {
  const strict = createCandidates();
  const lenient = createCandidates();
  const words = /* @__PURE__ */ new Set();
  return {
    see(text) {
      strict.see(text);
      if (NULL_WORDS.has(text)) words.add(text);
      else lenient.see(text);
    },
    type: strict.type,
    withoutNulls() {
      const type = lenient.type();
      if (words.size === 0 || type === void 0 || type === "string") return void 0;
      const inRange = strict.type() === type;
      const telling = [...words].filter((word) => !inRange || /^-9+$/.test(word));
      return telling.length === 0 ? void 0 : { type, words: telling.sort() };
    }
  };
}
function createCandidates() {
  let left = CANDIDATES;
  let seen = false;
  return {
    see(text) {
      seen = true;
      if (left.length === 0) return;
      left = left.filter(
        ([type, form]) => form.test(text) && !(CODE.test(text) && (type === "int64" || type === "float64"))
      );
    },
    type: () => seen ? left[0]?.[0] ?? "string" : void 0
  };
}

// src/convert/preview.ts
async function previewText(options) {
  const { open, limits, name: file } = options;
  const none = (header2) => header2.map(() => false);
  const reader = await isNdjson(open()) ? readNdjson({ open, file, limits, bind: (header2) => ({ direct: none(header2), nested: header2.map(() => true) }) }) : readCsv(open(), { csv: options.csv, limits, file, kernel: wasmKernel, direct: none });
  const header = await reader.header();
  const guesses = header.map(() => createTypeGuess());
  const nulls = header.map(() => 0);
  const head = [];
  let rows = 0;
  let malformed = 0;
  for await (const batch of reader.batches()) {
    batch.columns.forEach((column, at) => {
      const counted = count(column.values, guesses[at]);
      if (column.kind === "direct") {
        nulls[at] = (nulls[at] ?? 0) + counted.size;
        return;
      }
      let empty = 0;
      for (let row = 0; row < batch.rows; row++) if (counted.has(column.indices[row])) empty++;
      nulls[at] = (nulls[at] ?? 0) + empty;
    });
    for (let row = 0; head.length < 2 && row < batch.rows; row++) {
      head.push(
        batch.columns.map((column) => {
          const at = column.kind === "dictionary" ? column.indices[row] : row;
          return isNothing(column.values, at) ? null : textAt(column.values, at);
        })
      );
    }
    rows += batch.rows;
    malformed += batch.malformed.length;
  }
  return {
    columns: header.map((name, at) => {
      const [type, withoutNulls] = [guesses[at]?.type(), guesses[at]?.withoutNulls()];
      return {
        name,
        ...type === void 0 ? {} : { type },
        nulls: nulls[at] ?? 0,
        ...withoutNulls === void 0 ? {} : { withoutNulls }
      };
    }),
    head,
    rows,
    malformed
  };
}
function count(values, guess) {
  const empty = /* @__PURE__ */ new Set();
  for (let at = 0; at < values.starts.length; at++) {
    if (isNothing(values, at)) empty.add(at);
    else guess.see(textAt(values, at));
  }
  return empty;
}
function isNothing({ bytes, starts, ends }, at) {
  const start = starts[at];
  const length = ends[at] - start;
  return length === 0 || length === 1 && bytes[start] === MISSING;
}
function textAt(values, at) {
  return new TextDecoder().decode(values.bytes.subarray(values.starts[at], values.ends[at]));
}

// src/parquet/foreign.ts
async function readForeign(options) {
  const { path, rows = 2 } = options;
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const total = Number(metadata.num_rows);
    const columns = parquetSchema(metadata).children;
    const read = [];
    if (total > 0 && rows > 0) {
      await parquetRead({
        file,
        metadata,
        compressors,
        rowStart: 0,
        rowEnd: Math.min(rows, total),
        onComplete: (found) => read.push(...found)
      });
    }
    return {
      columns: columns.map(({ element }) => {
        const nulls = nullsOf(metadata, element.name);
        return { name: element.name, type: typeOf(element), ...nulls === void 0 ? {} : { nulls } };
      }),
      rows: total,
      head: read.map((row) => row.map((value, at) => textOf(value, columns[at]?.element)))
    };
  } catch (error) {
    throw new ContractError(
      "PARQUET_FOREIGN",
      `${path}: this Parquet file cannot be read: ${reasonOf(error)}; is it whole and not encrypted?`,
      { path },
      error
    );
  }
}
function nullsOf(metadata, name) {
  let nulls = 0;
  for (const group of metadata.row_groups) {
    const chunk = group.columns.find(
      ({ meta_data: meta }) => meta?.path_in_schema.length === 1 && meta.path_in_schema[0] === name
    );
    const counted = chunk?.meta_data?.statistics?.null_count;
    if (counted === void 0) return void 0;
    nulls += Number(counted);
  }
  return nulls;
}
function typeOf(element) {
  const { logical_type: logical, converted_type: converted } = element;
  if (logical?.type === "LIST" || converted === "LIST" || element.repetition_type === "REPEATED") return "list";
  if (logical?.type === "MAP" || converted === "MAP" || converted === "MAP_KEY_VALUE") return "map";
  if (element.type === void 0) return "struct";
  if (logical?.type === "DECIMAL" || converted === "DECIMAL")
    return `numeric(${element.precision ?? "?"},${element.scale ?? 0})`;
  if (logical?.type === "TIMESTAMP") return logical.isAdjustedToUTC ? "timestamp" : "datetime";
  if (converted === "TIMESTAMP_MILLIS" || converted === "TIMESTAMP_MICROS" || element.type === "INT96")
    return "timestamp";
  if (logical?.type === "DATE" || converted === "DATE") return "date";
  if (logical?.type === "STRING" || converted === "UTF8" || converted === "ENUM") return "string";
  switch (element.type) {
    case "BOOLEAN":
      return "bool";
    case "INT32":
    case "INT64":
      return logical?.type === "TIME" ? "time" : "int64";
    case "FLOAT":
    case "DOUBLE":
      return "float64";
    case "BYTE_ARRAY":
      return "bytes";
    case "FIXED_LEN_BYTE_ARRAY":
      return (logical?.type ?? "bytes").toLowerCase();
  }
}
function textOf(value, element) {
  if (value === null || value === void 0) return null;
  if (value instanceof Date) return dateText(value, element);
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString("hex")}`;
  if (typeof value === "object") return JSON.stringify(value, plain);
  return String(value);
}
function dateText(value, element) {
  if (Number.isNaN(value.getTime())) return "out of range";
  const type = element === void 0 ? "timestamp" : typeOf(element);
  const text = value.toISOString().replace(/\.000Z$/, "Z");
  if (type === "date") return text.slice(0, text.indexOf("T"));
  return type === "datetime" ? text.slice(0, -1) : text;
}
function plain(_, value) {
  if (typeof value === "bigint") return String(value);
  return value instanceof Uint8Array ? `0x${Buffer.from(value).toString("hex")}` : value;
}

// src/init/look.ts
async function lookAtFile(options) {
  const { path, shown, files } = options;
  if (await firstBytes(files, path, shown) === "PAR1") {
    const { columns, head, rows } = await readForeign({ path });
    return { format: "Parquet", columns: [...columns], head, rows, malformed: 0 };
  }
  const open = () => openText({ files, path, name: shown, limits: DEFAULT_LIMITS });
  const delimiter = options.delimiter ?? await likelyDelimiter(open());
  const csv = { ...DEFAULT_CSV, delimiter, extraEmptyColumns: "drop" };
  return { format: "text", delimiter, ...await previewText({ open, name: shown, csv, limits: DEFAULT_LIMITS }) };
}
async function downloadOnce(options) {
  const { url, shown, missing, ...rest } = options;
  const place = { url, shownUrl: shown, headers: {} };
  const none = { allowPrivate: false, allowUnverifiedLength: false, allowEmpty: false };
  const fetched = await fetchSource({
    ...rest,
    ...place,
    settings: { ...place, ...none, notReady: [...missing] },
    limits: DEFAULT_LIMITS,
    policy: DEFAULT_TASKS.fetch,
    subject: shown
  });
  if (fetched.kind === "not_ready") return void 0;
  if (fetched.kind !== "fetched") throw new Error(`a download without conditions was answered ${fetched.kind}`);
  return fetched.path;
}
async function firstBytes(files, path, shown) {
  const stat = await files.stat(path);
  if (stat === void 0 || stat.isDirectory) {
    throw new ConfigurationError(
      "PREVIEW_FILE",
      `${shown}: ${stat === void 0 ? "there is no such file" : "this is a folder"}; give a CSV or Parquet file`
    );
  }
  for await (const chunk of files.stream(path, { end: 4 })) return new TextDecoder("latin1").decode(chunk);
  return "";
}
async function likelyDelimiter(start) {
  let text = "";
  for await (const chunk of start) {
    text += new TextDecoder().decode(chunk.subarray(0, 65536));
    if (text.includes("\n") || text.length > 65536) break;
  }
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  const count2 = (delimiter) => header.split(delimiter).length;
  return [",", ";", "	", "|"].reduce((best, next) => count2(next) > count2(best) ? next : best);
}

export {
  lookAtFile,
  downloadOnce
};
