import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  asyncBufferFromFile,
  compressors,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema
} from "./chunk-LR7BOIOH.mjs";
import {
  fetchSource
} from "./chunk-TQXNTZ57.mjs";
import "./chunk-7XQKNRA6.mjs";
import {
  isNdjson,
  openText,
  readCsv,
  readNdjson,
  typescriptKernel
} from "./chunk-YKE2L5H4.mjs";
import {
  MISSING
} from "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import {
  previewLines
} from "./chunk-K33QWNSB.mjs";
import "./chunk-OFNTBMMB.mjs";
import {
  DEFAULT_LIMITS,
  DEFAULT_TASKS,
  createHttp,
  nodeClock,
  nodeFiles,
  removeFolder
} from "./chunk-2S6XI5UM.mjs";
import {
  formatCount
} from "./chunk-5TBAR4MG.mjs";
import {
  ConfigurationError,
  ContractError,
  reasonOf
} from "./chunk-PF5MVQRH.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/cli/preview-command.ts
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

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
function createTypeGuess() {
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
    type: () => seen ? left[0]?.[0] ?? "string" : "string"
  };
}

// src/convert/preview.ts
async function previewText(options) {
  const { open, limits, name: file } = options;
  const none = (header2) => header2.map(() => false);
  const reader = await isNdjson(open()) ? readNdjson({ open, file, limits, bind: (header2) => ({ direct: none(header2), nested: header2.map(() => true) }) }) : readCsv(open(), { csv: options.csv, limits, file, kernel: typescriptKernel, direct: none });
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
    columns: header.map((name, at) => ({ name, type: guesses[at]?.type() ?? "string", nulls: nulls[at] ?? 0 })),
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

// src/cli/preview-command.ts
async function previewCommand(session, target) {
  const { host, log } = session;
  const delimiter = session.inputs.exact("delimiter")?.replaceAll("\\t", "	");
  session.inputs.check();
  const folder = join(tmpdir(), `lakeferry-preview-${process.pid}-${Date.now()}`);
  await nodeFiles.makeFolder(folder);
  const isUrl = /^https?:/i.test(target);
  const shown = isUrl ? redactUrl(target).replace(/[?#].*$/, "") : target;
  try {
    const path = isUrl ? await download(session, target, shown, join(folder, "raw")) : resolve(host.cwd, target);
    const start = await firstBytes(path, shown);
    if (new TextDecoder("latin1").decode(start.subarray(0, 4)) === "PAR1") {
      const found = await readForeign({ path });
      tell(session, shown, { ...found, columns: [...found.columns] });
      return 0;
    }
    const open = () => openText({ files: nodeFiles, path, name: shown, limits: DEFAULT_LIMITS });
    const preview = await previewText({
      open,
      name: shown,
      csv: {
        delimiter: delimiter ?? await likelyDelimiter(open()),
        quote: '"',
        nulls: [""],
        encoding: "utf-8",
        extraEmptyColumns: "drop"
      },
      limits: DEFAULT_LIMITS
    });
    tell(session, shown, preview);
    if (preview.malformed > 0)
      log.warn(`${shown}: ${formatCount(preview.malformed)} records do not have the header's columns`);
    return 0;
  } finally {
    await removeFolder(folder);
  }
}
function tell(session, shown, preview) {
  if (session.json) session.answer(preview);
  else session.log.group(`Preview of ${shown}`, previewLines(preview));
}
async function download(session, target, shownUrl, into) {
  const fetched = await fetchSource({
    url: target,
    shownUrl,
    headers: {},
    settings: {
      url: target,
      shownUrl,
      headers: {},
      notReady: [],
      allowPrivate: false,
      allowUnverifiedLength: false,
      allowEmpty: false
    },
    limits: DEFAULT_LIMITS,
    policy: DEFAULT_TASKS.fetch,
    subject: "preview",
    into,
    http: createHttp(),
    files: nodeFiles,
    clock: nodeClock,
    log: session.log,
    signal: session.host.signal
  });
  if (fetched.kind !== "fetched") throw new Error(`a preview without conditions was answered ${fetched.kind}`);
  return fetched.path;
}
async function firstBytes(path, shown) {
  const stat = await nodeFiles.stat(path);
  if (stat === void 0 || stat.isDirectory) {
    throw new ConfigurationError(
      "PREVIEW_FILE",
      `${shown}: ${stat === void 0 ? "there is no such file" : "this is a folder"}; give a CSV or Parquet file`
    );
  }
  for await (const chunk of nodeFiles.stream(path, { end: 4096 })) return chunk;
  return new Uint8Array();
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
  previewCommand
};
