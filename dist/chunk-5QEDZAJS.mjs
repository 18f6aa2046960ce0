import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createOutputFile
} from "./chunk-SXFON5PN.mjs";
import {
  MAX_ORIGINAL_TEXT,
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import {
  MAX_DICTIONARY,
  allocateValues,
  columnOfNumbered,
  columnOfValues,
  gather,
  renumber,
  valueCount
} from "./chunk-EK4QFN5M.mjs";
import {
  PARTITION_DATE,
  fillUrl,
  formatBytes,
  formatCount,
  partitionDate,
  safeText,
  sha256OfJson,
  toColumnSpec
} from "./chunk-KAPBDE4M.mjs";
import {
  ConfigurationError,
  ContractError,
  FIRST_SECOND,
  LAST_SECOND,
  OutageError,
  formatColumnType,
  physicalOf,
  reasonOf
} from "./chunk-4BBKNSEJ.mjs";

// src/source/shown-url.ts
var SECRET_NAME = "x-(?:goog|amz)-(?:signature|credential|security-token)|sig|signature|googleaccessid|awsaccesskeyid|[\\w.-]*(?:token|secret|password|passwd|passphrase|credential|apikey|api[_-]key|access[_-]?key)|pwd|key|auth|authorization";
var SECRET_VALUE = new RegExp(`([?&;](?:${SECRET_NAME})=)(?!\\$\\{\\w+\\}(?:[&;#]|$))[^&;#]*`, "gi");
function redactUrl(shownUrl) {
  return shownUrl.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1***@").replace(SECRET_VALUE, "$1***");
}
function showTarget(target, hasSecrets) {
  if (target.protocol !== "http:" && target.protocol !== "https:") return `${target.protocol} URL`;
  return hasSecrets ? target.origin : `${target.origin}${target.pathname}`;
}

// src/source/format.ts
var MARK_BYTES = 10;
var MARKS = [
  ["gzip", /^\x1f\x8b/],
  ["zip", /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ["zstd", /^\x28\xb5\x2f\xfd/],
  ["bzip2", /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
  ["xz", /^\xfd7zXZ\x00/],
  ["Parquet", /^PAR1[\x15\x19]/]
];
function formatOf(start) {
  const text2 = Buffer.from(start.subarray(0, MARK_BYTES)).toString("latin1");
  return MARKS.find(([, mark]) => mark.test(text2))?.[0] ?? "text";
}
function formatError(name, format) {
  const fix = format === "Parquet" ? 'point "source.url" at the CSV months instead' : "name a source that is plain text or gzip, or unpack it first";
  return new ConfigurationError("FORMAT", `${name} is a ${format} file; plain text and gzip can be read: ${fix}`, {
    name,
    format
  });
}
function isMarkup(start) {
  const text2 = Buffer.from(start.subarray(0, 512)).toString("latin1").replace(/^\xef\xbb\xbf/, "");
  return /^\s*<(?:!doctype\b|!--|\?xml\b|html\b|head\b|body\b|title\b|error\b|center\b|h1\b|rss\b)/i.test(text2);
}
function mismatch(name, format) {
  const path = name.replace(/[?#].*$/, "").toLowerCase();
  if (format === "text" && /\.(?:gz|gzip)$/.test(path)) {
    return `${name} is named like gzip, but its bytes are plain text: read as plain text`;
  }
  if (format === "gzip" && /\.(?:csv|tsv|txt|dat)$/.test(path)) {
    return `${name} is named like plain text, but its bytes are gzip: unpacked`;
  }
  return void 0;
}

// src/source/gunzip.ts
import { createGunzip } from "node:zlib";
var CHUNK_BYTES = 512 * 1024;
var RATIO_FREE_BYTES = 1 << 20;
async function* gunzip(input, options) {
  const engine = createGunzip({ chunkSize: CHUNK_BYTES });
  const counts = { fed: 0 };
  const feeding = feed(engine, input, counts, options.name);
  let text2 = 0;
  try {
    for await (const chunk of engine) {
      text2 += chunk.length;
      checkLimits(text2, engine.bytesWritten, options);
      yield chunk;
    }
    await feeding;
  } catch (error) {
    throw gzipError(error, options.name, counts.fed);
  } finally {
    engine.destroy();
    feeding.catch(() => {
    });
  }
}
async function feed(engine, input, counts, name) {
  let used;
  let release = () => {
  };
  for (const event of ["end", "close", "error"]) engine.once(event, () => release());
  try {
    for await (const chunk of input) {
      counts.fed += chunk.length;
      if (used === void 0 && chunk.length > 0) {
        if (engine.destroyed) return;
        await new Promise((resolve) => {
          release = resolve;
          engine.write(chunk, () => resolve());
        });
        if (engine.bytesWritten < counts.fed) used = engine.bytesWritten;
        if (engine.errored) return;
      }
      if (used !== void 0) refuseTrailing(chunk, counts.fed - used, name);
    }
    if (used === void 0) engine.end();
  } catch (error) {
    if (used !== void 0) throw error;
    engine.destroy(error);
  }
}
function refuseTrailing(chunk, behind, name) {
  const rest = chunk.subarray(Math.max(0, chunk.length - behind));
  if (rest.every((byte) => byte === 0)) return;
  throw new ContractError("GZIP_TRAILING", `${name}: there are bytes behind the end of the gzip data; fetch it anew`, {
    name
  });
}
function checkLimits(text2, compressed, options) {
  const { name, limits } = options;
  checkText(text2, name, limits);
  if (text2 > RATIO_FREE_BYTES && text2 > compressed * limits.ratio) {
    throw new ContractError(
      "LIMIT_RATIO",
      `${name} unpacks to more than ${limits.ratio} times its size, like a decompression bomb; if the file is sound, raise "limits.ratio"`,
      { name, ratio: limits.ratio }
    );
  }
}
function checkText(text2, name, limits) {
  if (text2 <= limits.text) return;
  throw new ContractError(
    "LIMIT_TEXT",
    `${name} holds more text than ${formatBytes(limits.text)}; if the file is sound, raise "limits.text"`,
    { name, limit: limits.text }
  );
}
function gzipError(error, name, fed) {
  const code = error.code;
  if (code === "Z_BUF_ERROR") {
    return new ContractError("GZIP_TRUNCATED", `${name}: the gzip data ends too early, after ${fed} bytes`, {
      name,
      bytes: fed
    });
  }
  if (code === "Z_DATA_ERROR" || code === "Z_NEED_DICT") {
    return new ContractError("GZIP_CORRUPT", `${name}: the gzip data is damaged (found within ${fed} bytes)`, {
      name,
      bytes: fed
    });
  }
  return error;
}

// src/source/decompress.ts
async function* decompress(raw, options) {
  yield* unpack(raw, options, (format) => {
    if (format !== "text" && format !== "gzip") throw formatError(options.name, format);
  });
}
async function* unpack(raw, options, onFormat) {
  const { name, limits } = options;
  const { start, rest } = await split(raw);
  const format = formatOf(start);
  try {
    onFormat(format);
  } catch (error) {
    await rest.return?.();
    throw error;
  }
  const whole = joined(start, rest);
  if (format === "gzip") {
    yield* gunzip(whole, { name, limits });
    return;
  }
  let text2 = 0;
  for await (const chunk of whole) {
    text2 += chunk.length;
    checkText(text2, name, limits);
    yield chunk;
  }
}
async function split(raw) {
  const rest = raw[Symbol.asyncIterator]();
  const pieces = [];
  for (let length = 0; length < MARK_BYTES; ) {
    const next = await rest.next();
    if (next.done) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  return { start: pieces.length === 1 ? pieces[0] : Buffer.concat(pieces), rest };
}
async function* joined(start, rest) {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

// src/base/memory.ts
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
var collect;
function releaseBuffers() {
  if (collect === void 0) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc");
  }
  collect({ type: "minor" });
}

// src/clean/header-name.ts
var LONGEST_NAME = 63;
function columnName(header) {
  const words = header.normalize("NFKD").replace(new RegExp("\\p{M}", "gu"), "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
  const joined2 = words.join("_");
  const name = /^[0-9]/.test(joined2) ? `_${joined2}` : joined2;
  return name === "" || name.length > LONGEST_NAME ? void 0 : name;
}
function nearestName(wanted, candidates) {
  let best;
  let bestShare = 0.4;
  for (const candidate of candidates) {
    for (const name of wanted) {
      const a = letters(name);
      const b = letters(candidate);
      if (a === "" || b === "") continue;
      const share = a.includes(b) || b.includes(a) ? 0.2 : distance(a, b) / Math.max(a.length, b.length);
      if (share <= bestShare && (share < bestShare || best === void 0)) {
        best = candidate;
        bestShare = share;
      }
    }
  }
  return best;
}
function letters(name) {
  return (columnName(name) ?? name.toLowerCase()).replace(/_/g, "");
}
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

// src/clean/binding-error.ts
function ambiguousColumn(column, found, other, { header, file, pipeline }) {
  const headers = found.map((at) => header[at]);
  const clash = other === void 0 ? `headers ${headers.map((text2) => `"${text2}"`).join(" and ")} both match the column ${column}; keep one of them in its from` : `header "${headers[0]}" matches the columns ${other} and ${column}; name it in one from only`;
  return new ContractError("SCHEMA_AMBIGUOUS_COLUMN", `${file}: ${clash} in ${pipeline.file}`, {
    file,
    column,
    headers
  });
}
var DELIMITERS = [
  [",", '","'],
  [";", '";"'],
  ["	", '"\\t"'],
  ["|", '"|"']
];
function missingColumns(missing, claimed, { header, pipeline, file }) {
  const names = missing.map((rule) => rule.name);
  const only = header.length === 1 && pipeline.columns.length > 1 ? header[0] : void 0;
  const other = DELIMITERS.find(([text2]) => text2 !== pipeline.csv.delimiter && only?.includes(text2));
  if (other !== void 0) {
    return new ContractError(
      "SCHEMA_DELIMITER",
      `${file}:1: 1 column found, expected ${pipeline.columns.length}: is csv.delimiter right? The line holds ${other[1]}; ${pipeline.file} says ${JSON.stringify(pipeline.csv.delimiter)}`,
      { file, found: 1, expected: pipeline.columns.length }
    );
  }
  if (claimed.size === 0 && header.some(looksLikeData)) {
    return new ContractError(
      "SCHEMA_NO_HEADER",
      `${file}:1: the first line looks like data, not like a header: none of the ${pipeline.columns.length} columns of ${pipeline.file} is in it; put a line of column names before it`,
      { file, missing: names }
    );
  }
  const left = header.filter((_, at) => !claimed.has(at));
  const shown = missing.map((rule) => {
    const near = nearestName([...rule.from, rule.name], left);
    const looked = rule.from.map((text2) => `"${text2}"`).join(" or ");
    const fix = near === void 0 ? "if files may lack it, add optional: true" : `is it "${near}"? then write from: [${[...rule.from, near].map(flowText).join(", ")}]`;
    return `${rule.name} (${pipeline.file}:${rule.line}, looked for ${looked}; ${fix})`;
  });
  return new ContractError(
    "SCHEMA_MISSING_COLUMN",
    `${file}: the header lacks ${missing.length === 1 ? "a column" : `${missing.length} columns`}: ${shown.join("; ")}`,
    { file, missing: names, header }
  );
}
function flowText(text2) {
  return /^[A-Za-z_][A-Za-z0-9_ -]*$/.test(text2) ? text2 : JSON.stringify(text2);
}
function looksLikeData(text2) {
  return /^[+-]?[0-9]*[.,]?[0-9]+$/.test(text2) || /^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ T].*)?$/.test(text2);
}
function newColumns(fresh, { pipeline, file }) {
  const names = fresh.map(({ text: text2 }) => `"${text2}"`).join(", ");
  return new ContractError(
    "SCHEMA_NEW_COLUMN",
    `${file}: the header has ${fresh.length === 1 ? "a column" : `${fresh.length} columns`} that ${pipeline.file} does not name: ${names}; add ${fresh.length === 1 ? "it" : "them"} to columns, or set contract.new_columns to evolve or discard`,
    { file, headers: fresh.map(({ text: text2 }) => text2) }
  );
}
function unusableName(text2, name, { pipeline, file }) {
  const why = name === void 0 ? "cannot be made a column name" : `would become the column ${name}, which is there already`;
  return new ContractError(
    "SCHEMA_COLUMN_NAME",
    `${file}: the new header ${JSON.stringify(text2)} ${why}; name it in ${pipeline.file}: a column with from: [${JSON.stringify(text2)}]`,
    { file, header: text2, ...name === void 0 ? {} : { column: name } }
  );
}

// src/clean/date.ts
var FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
var MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
var DATE_FORM = "a date from 0001-01-01 to 9999-12-31 written YYYY-MM-DD";
function daysOf(year, month, day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return void 0;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day > MONTH_DAYS[month - 1] + leap) return void 0;
  const y = month <= 2 ? year - 1 : year;
  const m = month <= 2 ? month + 9 : month - 3;
  const dayOfYear = Math.floor((153 * m + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719468;
}
function parseDate(text2) {
  const match = FORM.exec(text2);
  return match === null ? void 0 : daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

// src/clean/binding.ts
function bindColumns(options) {
  const { header, pipeline, partitionDate: partitionDate2 } = options;
  const claimed = /* @__PURE__ */ new Map();
  const sources = [];
  const schema = [];
  const missing = [];
  for (const rule of pipeline.columns) {
    const at = claim({ name: rule.name, from: rule.from }, claimed, options);
    schema.push({
      name: rule.name,
      type: rule.type,
      required: rule.required,
      ...rule.description === void 0 ? {} : { description: rule.description }
    });
    sources.push(at === void 0 ? { kind: "absent", rule } : { kind: "header", at, rule });
    if (at === void 0 && (!rule.optional || rule.required && rule.fill === void 0)) missing.push(rule);
  }
  if (missing.length > 0) throw missingColumns(missing, claimed, options);
  const warnings = [];
  for (const column of options.evolved) {
    if (schema.some((field) => sameName(field.name, column.name))) continue;
    let at = claim({ name: column.name, from: [column.from] }, claimed, options);
    if (at === void 0) {
      at = header.findIndex((text2, position) => !claimed.has(position) && columnName(text2) === column.name);
      if (at < 0) at = void 0;
      else {
        claimed.set(at, column.name);
        warnings.push(`header "${header[at]}" is read as the column ${column.name}, which came from "${column.from}"`);
      }
    }
    schema.push({ name: column.name, type: { kind: "string" }, required: false });
    sources.push(at === void 0 ? { kind: "absent" } : { kind: "header", at });
  }
  const fresh = header.flatMap((text2, at) => claimed.has(at) ? [] : [{ text: text2, at }]);
  const added = [];
  const ignored = [];
  if (pipeline.contract.newColumns === "discard") ignored.push(...fresh.map(({ text: text2 }) => text2));
  else if (pipeline.contract.newColumns === "freeze") {
    if (fresh.length > 0) throw newColumns(fresh, options);
  } else {
    for (const { text: text2, at } of fresh) {
      const name = columnName(text2);
      const taken = name !== void 0 && (name === PARTITION_DATE || schema.some((field) => sameName(field.name, name)));
      if (name === void 0 || taken) throw unusableName(text2, name, options);
      added.push({ name, from: text2 });
      schema.push({ name, type: { kind: "string" }, required: false });
      sources.push({ kind: "header", at });
      warnings.push(
        `new column ${name} (header "${text2}") was added as a nullable string; name it in ${pipeline.file} to give it a type`
      );
    }
  }
  if (ignored.length > 0) warnings.push(`headers left out, as new_columns: discard asks: ${ignored.join(", ")}`);
  if (partitionDate2 !== void 0) {
    const days = parseDate(partitionDate2);
    if (days === void 0) throw new Error(`"${partitionDate2}" is not the date of a partition`);
    schema.push({ name: PARTITION_DATE, type: { kind: "date" }, required: true });
    sources.push({ kind: "partition-date", days });
  }
  const direct = header.map((_, at) => {
    const column = sources.findIndex((source) => source.kind === "header" && source.at === at);
    const kind = schema[column]?.type.kind;
    return kind === void 0 || kind === "datetime" || kind === "timestamp";
  });
  return { schema, direct, sources, added, ignored, warnings };
}
function sameName(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
function claim(column, claimed, options) {
  const { header } = options;
  const found = header.flatMap((text2, at) => column.from.includes(text2) ? [at] : []);
  const first = found[0];
  if (first === void 0) return void 0;
  const other = claimed.get(first);
  if (found.length > 1 || other !== void 0) {
    throw ambiguousColumn(column.name, found, other, options);
  }
  claimed.set(first, column.name);
  return first;
}

// src/clean/column-part.ts
var NULL = 1;
var FILLED = 2;
var DISCARDED = 4;

// src/clean/scalar.ts
function wholeScalar(value) {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
function compareScalars(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/clean/bool.ts
var TRUE_TEXTS = ["true", "True", "TRUE"];
var FALSE_TEXTS = ["false", "False", "FALSE"];
function parseBool(text2, trueTexts, falseTexts) {
  if (trueTexts.includes(text2)) return 1;
  return falseTexts.includes(text2) ? 0 : void 0;
}

// src/clean/datetime.ts
var FORM2 = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?$/;
function datetimeForm(unit) {
  return `a date and time without a zone, written YYYY-MM-DD HH:MM:SS, with up to ${FRACTION_DIGITS[unit]} fraction digits`;
}
var FRACTION_DIGITS = { ms: 3, us: 6 };
function clockSeconds(year, month, day, hour, minute, second) {
  const days = daysOf(year, month, day);
  if (days === void 0 || hour > 23 || minute > 59 || second > 59) return void 0;
  return days * 86400 + hour * 3600 + minute * 60 + second;
}
function readClock(text2) {
  const match = FORM2.exec(text2);
  if (match === null) return void 0;
  const [, year, month, day, hour, minute, second, fraction] = match;
  const seconds = clockSeconds(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0)
  );
  return seconds === void 0 ? void 0 : { seconds, fraction: fraction ?? "" };
}
function toEpoch({ seconds, fraction }, unit) {
  const digits = FRACTION_DIGITS[unit];
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return void 0;
  const part = Number(fraction.slice(0, digits).padEnd(digits, "0"));
  if (unit === "ms") return seconds * 1e3 + part;
  return wholeScalar(BigInt(seconds) * 1000000n + BigInt(part));
}
function parseDatetime(text2, unit) {
  const clock = readClock(text2);
  return clock === void 0 ? void 0 : toEpoch(clock, unit);
}

// src/clean/date-pattern.ts
var TOKENS = {
  YYYY: "year",
  MM: "month",
  DD: "day",
  HH: "hour",
  mm: "minute",
  ss: "second",
  SSS: "fraction",
  SSSSSS: "fraction"
};
var SHORT = /* @__PURE__ */ new Set(["month", "day", "hour"]);
function compileDatePattern(pattern) {
  const parts = [];
  const pieces = pattern.split(/(Y+|M+|D+|H+|h+|m+|s+|S+)/);
  let source = "";
  pieces.forEach((piece, at) => {
    if (at % 2 === 0) {
      source += piece.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
      return;
    }
    const part = TOKENS[piece];
    if (part === void 0) throw new RangeError(`"${piece}" is not one of ${Object.keys(TOKENS).join(", ")}`);
    if (parts.includes(part)) throw new RangeError(`it names the ${part} twice`);
    parts.push(part);
    const alone = edge(pieces, at - 1, at === 1) && edge(pieces, at + 1, at === pieces.length - 2);
    source += SHORT.has(part) && alone ? "([0-9]{1,2})" : `([0-9]{${piece.length}})`;
  });
  for (const part of ["year", "month", "day"]) {
    if (!parts.includes(part)) throw new RangeError(`it does not say where the ${part} stands`);
  }
  const form = new RegExp(`^${source}$`, "u");
  return {
    hasTime: parts.some((part) => ["hour", "minute", "second", "fraction"].includes(part)),
    read(text2) {
      const match = form.exec(text2);
      if (match === null) return void 0;
      const shown = (part) => match[parts.indexOf(part) + 1];
      const number = (part) => parts.includes(part) ? Number(shown(part)) : 0;
      const seconds = clockSeconds(
        number("year"),
        number("month"),
        number("day"),
        number("hour"),
        number("minute"),
        number("second")
      );
      if (seconds === void 0) return void 0;
      return { seconds, fraction: parts.includes("fraction") ? shown("fraction") : "" };
    }
  };
}
function edge(pieces, at, outermost) {
  const literal = pieces[at] ?? "";
  if (literal === "") return outermost;
  return !/[0-9]/.test(literal);
}

// src/clean/fixed-datetime.ts
var FIXED_LENGTH = 19;
var NO_DIGITS = -(2 ** 30);
function pair(bytes2, at) {
  const tens = bytes2[at] - 48;
  const ones = bytes2[at + 1] - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_DIGITS;
}
function createFixedDatetime() {
  let lastDate = -1;
  let lastSeconds = Number.NaN;
  return (bytes2, start) => {
    const date = pair(bytes2, start) * 1e6 + pair(bytes2, start + 2) * 1e4 + pair(bytes2, start + 5) * 100 + pair(bytes2, start + 8);
    const hour = pair(bytes2, start + 11);
    const minute = pair(bytes2, start + 14);
    const second = pair(bytes2, start + 17);
    const middle = bytes2[start + 10];
    if (date < 0 || hour < 0 || minute < 0 || second < 0 || bytes2[start + 4] !== 45 || bytes2[start + 7] !== 45 || middle !== 32 && middle !== 84 || bytes2[start + 13] !== 58 || bytes2[start + 16] !== 58 || hour > 23 || minute > 59 || second > 59) {
      return Number.NaN;
    }
    if (date !== lastDate) {
      const days = daysOf(Math.floor(date / 1e4), Math.floor(date / 100) % 100, date % 100);
      lastDate = date;
      lastSeconds = days === void 0 ? Number.NaN : days * 86400;
    }
    return lastSeconds + hour * 3600 + minute * 60 + second;
  };
}

// src/clean/float64.ts
var FORM3 = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
var FLOAT64_FORM = "a decimal number such as 12.5, .5 or 1e-3";
function parseFloat64(text2) {
  if (!FORM3.test(text2)) return void 0;
  const value = Number(text2);
  return Number.isFinite(value) ? value : void 0;
}

// src/clean/int64.ts
var FORM4 = /^[+-]?[0-9]+$/;
var LOWEST = -(2n ** 63n);
var HIGHEST = 2n ** 63n - 1n;
var INT64_FORM = "a whole number from -9223372036854775808 to 9223372036854775807";
function parseInt64(text2) {
  if (!FORM4.test(text2)) return void 0;
  if (text2.length <= 15) return Number(text2) + 0;
  const value = BigInt(text2.startsWith("+") ? text2.slice(1) : text2);
  return value < LOWEST || value > HIGHEST ? void 0 : wholeScalar(value);
}

// src/clean/numeric.ts
var FORM5 = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/;
var NOISE_DIGITS = 15;
function numericForm(precision, scale) {
  return `a decimal number with up to ${precision - scale} digits before and ${scale} after the point`;
}
function parseNumeric(text2, precision, scale) {
  const match = FORM5.exec(text2);
  if (match === null) return void 0;
  const whole = match[2];
  const fraction = match[3] ?? "";
  if (whole === "" && fraction === "") return void 0;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > scale) {
    if ((whole + fraction).replace(/^0+/, "").length < NOISE_DIGITS) return void 0;
    const shortest = String(Number(text2));
    if (shortest === text2 || (shortest.split(".")[1] ?? "").length > scale) return void 0;
    return parseNumeric(shortest, precision, scale);
  }
  const digits = (whole + kept.padEnd(scale, "0")).replace(/^0+/, "");
  if (digits.length > precision) return void 0;
  if (digits === "") return 0;
  if (digits.length <= 15) return match[1] === "-" ? -Number(digits) : Number(digits);
  return wholeScalar(match[1] === "-" ? -BigInt(digits) : BigInt(digits));
}

// src/clean/plain-decimal.ts
var EXACT_DIGITS = 15;
function parsePlainDecimal(bytes2, start, end, scale) {
  let at = start;
  const negative = bytes2[at] === 45;
  if (negative) at++;
  if (end - at > EXACT_DIGITS || end <= at) return Number.NaN;
  let value = 0;
  let digits = 0;
  let fraction = -1;
  for (; at < end; at++) {
    const byte = bytes2[at];
    if (byte === 46) {
      if (scale === 0 || fraction >= 0) return Number.NaN;
      fraction = 0;
      continue;
    }
    const digit = byte - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
    digits++;
    if (fraction >= 0) fraction++;
  }
  if (fraction < 0) fraction = 0;
  if (digits === 0 || fraction > scale || digits + scale - fraction > EXACT_DIGITS) return Number.NaN;
  for (; fraction < scale; fraction++) value *= 10;
  return negative ? 0 - value : value;
}

// src/clean/timestamp.ts
var OFFSET = /(?:(Z| UTC)|([+-])([0-9]{2})(?::?([0-9]{2}))?)$/;
var CLOCK_LENGTH = 16;
function timestampForm(zoned) {
  return `a date and time written YYYY-MM-DD HH:MM:SS${zoned ? "" : " with Z or an offset such as +05:30"}`;
}
function instantOf(clock, zone, unit) {
  const seconds = zone.instant(clock.seconds);
  if (seconds === void 0 || seconds < FIRST_SECOND || seconds > LAST_SECOND) return void 0;
  return toEpoch({ seconds, fraction: clock.fraction }, unit);
}
function parseTimestamp(text2, unit, zone) {
  const match = text2.length > CLOCK_LENGTH ? OFFSET.exec(text2.slice(CLOCK_LENGTH)) : null;
  if (match === null) {
    const clock2 = zone === void 0 ? void 0 : readClock(text2);
    return clock2 === void 0 ? void 0 : instantOf(clock2, zone, unit);
  }
  const clock = readClock(text2.slice(0, text2.length - match[0].length));
  const hours = Number(match[3] ?? 0);
  const minutes = Number(match[4] ?? 0);
  if (clock === void 0 || hours > 14 || minutes > 59) return void 0;
  const offset = (match[2] === "-" ? -1 : 1) * (hours * 3600 + minutes * 60);
  return instantOf(clock, { instant: (wall) => wall - offset }, unit);
}

// src/clean/zone.ts
var DAY = 86400;
function createZone(name) {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  const ask = (utcSeconds) => {
    const shown = format.formatToParts(utcSeconds * 1e3).find((part) => part.type === "timeZoneName")?.value ?? "";
    const match = /^GMT(?:([+-])(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(shown);
    if (match === null) throw new Error(`unexpected offset "${shown}" of time zone ${name}`);
    const size2 = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
    return match[1] === "-" ? -size2 : size2;
  };
  const days = /* @__PURE__ */ new Map();
  const offsetAt = (utcSeconds) => {
    const day = Math.floor(utcSeconds / DAY);
    let offset = days.get(day);
    if (offset === void 0) {
      const first = ask(day * DAY);
      offset = first === ask(day * DAY + DAY - 1) ? first : Number.NaN;
      days.set(day, offset);
    }
    return Number.isNaN(offset) ? ask(utcSeconds) : offset;
  };
  return {
    instant(wallSeconds) {
      const before = offsetAt(wallSeconds - DAY);
      const after = offsetAt(wallSeconds + DAY);
      const early = wallSeconds - Math.max(before, after);
      if (offsetAt(early) === Math.max(before, after)) return early;
      const late = wallSeconds - Math.min(before, after);
      return offsetAt(late) === Math.min(before, after) ? late : void 0;
    }
  };
}

// src/clean/value-parser.ts
function createValueParser(rule, file) {
  const { type } = rule;
  switch (type.kind) {
    case "string":
      return { parse: (text2) => text2, form: "text" };
    case "int64":
      return {
        parse: parseInt64,
        parseBytes: (bytes2, start, end) => parsePlainDecimal(bytes2, start, end, 0),
        form: INT64_FORM
      };
    case "float64":
      return { parse: parseFloat64, form: FLOAT64_FORM };
    case "numeric": {
      const { precision, scale } = type;
      const limit = 10 ** Math.min(precision, 15);
      return {
        parse: (text2) => parseNumeric(text2, precision, scale),
        parseBytes(bytes2, start, end) {
          const value = parsePlainDecimal(bytes2, start, end, scale);
          return value > -limit && value < limit ? value : Number.NaN;
        },
        form: numericForm(precision, scale)
      };
    }
    case "bool": {
      const trueTexts = rule.trueTexts ?? TRUE_TEXTS;
      const falseTexts = rule.falseTexts ?? FALSE_TEXTS;
      return {
        parse: (text2) => parseBool(text2, trueTexts, falseTexts),
        form: `one of ${[...trueTexts, ...falseTexts].join(", ")}`
      };
    }
    case "date": {
      if (rule.format === void 0) return { parse: parseDate, form: DATE_FORM };
      const pattern = patternOf(rule, rule.format, file);
      if (pattern.hasTime) {
        throw broken(
          rule,
          file,
          `format "${rule.format}" holds a time, which a date cannot keep`,
          "use type: datetime"
        );
      }
      return {
        parse(text2) {
          const clock = pattern.read(text2);
          return clock === void 0 ? void 0 : clock.seconds / 86400;
        },
        form: `a date written ${rule.format}`
      };
    }
    case "datetime": {
      const { unit } = type;
      if (rule.format === void 0) {
        return {
          parse: (text2) => parseDatetime(text2, unit),
          parseBytes: fixedBytes(unit === "ms" ? 1e3 : 1e6),
          form: datetimeForm(unit)
        };
      }
      const pattern = patternOf(rule, rule.format, file);
      return {
        parse(text2) {
          const clock = pattern.read(text2);
          return clock === void 0 ? void 0 : toEpoch(clock, unit);
        },
        form: `a date and time written ${rule.format}`
      };
    }
    case "timestamp": {
      const { unit } = type;
      const zone = rule.zone === void 0 ? void 0 : zoneOf(rule, rule.zone, file);
      if (rule.format === void 0) {
        return {
          parse: (text2) => parseTimestamp(text2, unit, zone),
          // Without a zone in the rule, 19 bytes are never an instant.
          ...zone === void 0 ? {} : { parseBytes: fixedBytes(unit === "ms" ? 1e3 : 1e6, zone) },
          form: timestampForm(zone !== void 0)
        };
      }
      const pattern = patternOf(rule, rule.format, file);
      if (zone === void 0) {
        throw broken(
          rule,
          file,
          "a timestamp with a format needs the zone of its texts",
          "add zone: UTC or another zone"
        );
      }
      return {
        parse(text2) {
          const clock = pattern.read(text2);
          return clock === void 0 ? void 0 : instantOf(clock, zone, unit);
        },
        form: `a date and time written ${rule.format}`
      };
    }
  }
}
function fixedBytes(perSecond, zone) {
  const read = createFixedDatetime();
  return (bytes2, start, end) => {
    if (end - start !== FIXED_LENGTH) return Number.NaN;
    const clock = read(bytes2, start);
    if (Number.isNaN(clock)) return Number.NaN;
    const seconds = zone === void 0 ? clock : zone.instant(clock);
    if (seconds === void 0 || seconds < FIRST_SECOND || seconds > LAST_SECOND) return Number.NaN;
    const value = seconds * perSecond;
    return Number.isSafeInteger(value) ? value : Number.NaN;
  };
}
function patternOf(rule, format, file) {
  try {
    return compileDatePattern(format);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw broken(rule, file, `format "${format}" cannot be read: ${error.message}`, "write it like DD/MM/YYYY HH:mm");
  }
}
function zoneOf(rule, zone, file) {
  try {
    return createZone(zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw broken(rule, file, `"${zone}" is not a time zone`, "write an IANA name like America/New_York or UTC");
  }
}
function broken(rule, file, problem, fix) {
  return new ConfigurationError("COLUMN_RULE", `${file}:${rule.line}: column ${rule.name}: ${problem}; ${fix}`, {
    file,
    line: rule.line,
    column: rule.name
  });
}

// src/clean/rule-check.ts
var RULES = ["type", "required", "enum", "pattern", "minimum", "maximum"];
function createRuleCheck(rule, parser, file) {
  const read = (key, text2) => {
    const value = parser.parse(text2);
    if (value === void 0)
      throw broken(rule, file, `${key}: "${text2}" is not ${parser.form}`, `write ${parser.form}`);
    return value;
  };
  const allowed = rule.enum === void 0 ? void 0 : new Set(rule.enum.map((text2) => read("enum", text2)));
  const minimum = rule.minimum === void 0 ? void 0 : read("minimum", rule.minimum);
  const maximum = rule.maximum === void 0 ? void 0 : read("maximum", rule.maximum);
  const pattern = rule.pattern === void 0 ? void 0 : compilePattern(rule, rule.pattern, file);
  const beyond = (value) => {
    if (minimum !== void 0 && compareScalars(value, minimum) < 0) return "minimum";
    return maximum !== void 0 && compareScalars(value, maximum) > 0 ? "maximum" : void 0;
  };
  return {
    any: allowed !== void 0 || minimum !== void 0 || maximum !== void 0 || pattern !== void 0,
    needsText: pattern !== void 0,
    value: (value) => {
      if (allowed !== void 0 && !allowed.has(value)) return "enum";
      return pattern === void 0 ? beyond(value) : void 0;
    },
    text: (text2) => {
      if (pattern === void 0) return void 0;
      if (!pattern.test(text2)) return "pattern";
      return beyond(parser.parse(text2));
    }
  };
}
function compilePattern(rule, pattern, file) {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw broken(rule, file, `pattern cannot be read: ${reason}`, "write a JavaScript regular expression");
  }
}

// src/clean/typed-values.ts
var LOW = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
function createValueWriter(type, count) {
  const physical = physicalOf(type);
  if (physical === "bytes") throw new Error("strings are not written value by value");
  const values = allocateValues(physical, count);
  switch (values.physical) {
    case "int64": {
      const { data } = values;
      const halves = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
      return {
        values,
        set(at, value) {
          if (typeof value === "number") {
            halves[2 * at + LOW] = value;
            halves[2 * at + 1 - LOW] = Math.floor(value / 2 ** 32);
          } else data[at] = value;
        }
      };
    }
    case "decimal": {
      const view = new DataView(values.data.buffer);
      return {
        values,
        set(at, value) {
          const whole = BigInt(value);
          view.setBigInt64(16 * at, whole >> 64n);
          view.setBigUint64(16 * at + 8, BigInt.asUintN(64, whole));
        }
      };
    }
    default: {
      const { data } = values;
      return {
        values,
        set(at, value) {
          data[at] = value;
        }
      };
    }
  }
}
function withText(values, text2) {
  const extra = Buffer.from(text2, "utf8");
  const count = values.starts.length;
  const length = values.bytes.length;
  const bytes2 = new Uint8Array(length + extra.length);
  bytes2.set(values.bytes);
  bytes2.set(extra, length);
  const starts = new Uint32Array(count + 1);
  const ends = new Uint32Array(count + 1);
  starts.set(values.starts);
  ends.set(values.ends);
  starts[count] = length;
  ends[count] = length + extra.length;
  return { bytes: bytes2, starts, ends };
}

// src/clean/value-judge.ts
function createValueJudge(options) {
  const { rule, pipeline, field } = options;
  const isMissing = createNullTest(pipeline.csv.nulls);
  if (rule === void 0) return unruled(isMissing);
  const parser = createValueParser(rule, pipeline.file);
  const check = createRuleCheck(rule, parser, pipeline.file);
  const missing = missingVerdict(rule, field, parser, check, pipeline.file);
  const misfit = pipeline.contract.types === "discard" ? { ...missing, discarded: true } : { value: null, filled: false, discarded: false, broken: "type" };
  const verdict = (value, text2) => ({
    value,
    filled: false,
    discarded: false,
    broken: check.value(value) ?? check.text(text2)
  });
  const { parseBytes } = parser;
  const numberAt = (values, at) => parseBytes(
    values.bytes,
    values.starts[at],
    values.ends[at]
  );
  return {
    ...parseBytes === void 0 || check.any ? {} : { numberAt },
    asIs: rule.type.kind === "string" && !check.any,
    missing,
    fill: rule.fill,
    isMissing,
    judge(values, at) {
      if (isMissing(values, at)) return missing;
      if (parseBytes !== void 0 && !check.needsText) {
        const value2 = numberAt(values, at);
        if (!Number.isNaN(value2)) return verdict(value2, "");
      }
      const text2 = textAt(values, at);
      const value = parser.parse(text2);
      return value === void 0 ? misfit : verdict(value, text2);
    }
  };
}
function unruled(isMissing) {
  const missing = { value: null, filled: false, discarded: false, broken: void 0 };
  return {
    asIs: true,
    missing,
    fill: void 0,
    isMissing,
    judge: (values, at) => isMissing(values, at) ? missing : { ...missing, value: textAt(values, at) }
  };
}
function missingVerdict(rule, field, parser, check, file) {
  const { fill } = rule;
  if (fill === void 0) {
    return { value: null, filled: false, discarded: false, broken: field.required ? "required" : void 0 };
  }
  const value = parser.parse(fill);
  if (value === void 0) throw broken(rule, file, `fill: "${fill}" is not ${parser.form}`, `write ${parser.form}`);
  const rules = check.value(value) ?? check.text(fill);
  if (rules !== void 0) {
    throw broken(rule, file, `fill: "${fill}" breaks the column's own ${rules}`, `change fill or ${rules}`);
  }
  return { value, filled: true, discarded: false, broken: void 0 };
}
function createNullTest(nulls) {
  const tokens = nulls.map((text2) => Buffer.from(text2, "utf8"));
  return (values, at) => {
    const start = values.starts[at];
    const length = values.ends[at] - start;
    for (const token of tokens) {
      if (token.length !== length) continue;
      let same = 0;
      while (same < length && token[same] === values.bytes[start + same]) same++;
      if (same === length) return true;
    }
    return false;
  };
}
function textAt(values, at) {
  const { buffer, byteOffset } = values.bytes;
  const start = values.starts[at];
  return Buffer.from(buffer, byteOffset + start, values.ends[at] - start).toString("utf8");
}

// src/clean/dictionary-column.ts
function judgeDictionary(options) {
  const { field, judge, indices, rows } = options;
  const judgement = field.type.kind === "string" ? judgeTexts(judge, options.values) : judgeValues(options);
  const { broken: broken2 } = judgement;
  return {
    clean: !judgement.anyBroken,
    brokenRule: (row) => RULES[broken2[indices[row]] - 1],
    build: (kept) => build(judgement, field, indices, rows, kept)
  };
}
function repeatValue(options) {
  const nothing = { bytes: new Uint8Array(0), starts: new Uint32Array(1), ends: new Uint32Array(1) };
  const judge = { ...options.judge, isMissing: () => true, judge: () => options.judge.missing };
  return judgeDictionary({ ...options, judge, indices: new Uint16Array(options.rows), values: nothing });
}
function emptyJudgement(count) {
  return {
    ids: new Int32Array(count),
    broken: new Uint8Array(count),
    notes: new Uint8Array(count),
    anyBroken: false,
    anyNotes: false
  };
}
function judgeValues({ field, judge, values }) {
  const count = values.starts.length;
  const judgement = emptyJudgement(count);
  const positions = /* @__PURE__ */ new Map();
  const distinct = [];
  for (let at = 0; at < count; at++) {
    const { value, filled, discarded, broken: broken2 } = judge.judge(values, at);
    if (filled || discarded) {
      judgement.notes[at] = (filled ? FILLED : 0) | (discarded ? DISCARDED : 0);
      judgement.anyNotes = true;
    }
    if (broken2 !== void 0) {
      judgement.broken[at] = RULES.indexOf(broken2) + 1;
      judgement.anyBroken = true;
    } else if (value !== null) {
      const key = Object.is(value, -0) ? "-0" : value;
      let id = positions.get(key);
      if (id === void 0) {
        id = distinct.push(value);
        positions.set(key, id);
      }
      judgement.ids[at] = id;
    }
  }
  return {
    ...judgement,
    distinct: distinct.length,
    gather(wanted) {
      const writer = createValueWriter(field.type, wanted.length);
      for (let at = 0; at < wanted.length; at++) writer.set(at, distinct[wanted[at] - 1]);
      return writer.values;
    }
  };
}
function judgeTexts(judge, values) {
  const count = values.starts.length;
  const judgement = emptyJudgement(count);
  const { fill } = judge;
  const fillId = 1 + (fill === void 0 ? -1 : positionOf(values, fill));
  let filledAny = false;
  for (let at = 0; at < count; at++) {
    if (judge.asIs && !judge.isMissing(values, at)) {
      judgement.ids[at] = at + 1;
      continue;
    }
    const { value, filled, discarded, broken: broken2 } = judge.judge(values, at);
    if (filled || discarded) {
      judgement.notes[at] = (filled ? FILLED : 0) | (discarded ? DISCARDED : 0);
      judgement.anyNotes = true;
    }
    if (broken2 !== void 0) {
      judgement.broken[at] = RULES.indexOf(broken2) + 1;
      judgement.anyBroken = true;
    } else if (filled) {
      judgement.ids[at] = fillId;
      filledAny = true;
    } else if (value !== null) judgement.ids[at] = at + 1;
  }
  const source = filledAny && fillId === count + 1 ? withText(values, fill) : values;
  return {
    ...judgement,
    distinct: source.starts.length,
    gather: (wanted) => gather(
      { physical: "bytes", data: source },
      wanted.map((id) => id - 1)
    )
  };
}
function positionOf(values, text2) {
  const count = values.starts.length;
  const length = Buffer.byteLength(text2, "utf8");
  for (let at = 0; at < count; at++) {
    const same = values.ends[at] - values.starts[at] === length;
    if (same && textAt(values, at) === text2) return at;
  }
  return count;
}
function build(judgement, field, indices, rows, kept) {
  const { ids, distinct } = judgement;
  const entries = indices.subarray(0, rows);
  const numbered = renumber({ entries, ids, distinct, kept });
  const column = columnOfNumbered({ type: field.type, numbered, gather: judgement.gather });
  return { column, ...countNotes(judgement, entries, kept) };
}
function countNotes({ notes, anyNotes }, entries, kept) {
  let fills = 0;
  let discarded = 0;
  const count = anyNotes ? kept === void 0 ? entries.length : kept.length : 0;
  for (let out = 0; out < count; out++) {
    const note = notes[entries[kept === void 0 ? out : kept[out]]];
    if ((note & FILLED) !== 0) fills++;
    if ((note & DISCARDED) !== 0) discarded++;
  }
  return { fills, discarded };
}

// src/clean/direct-column.ts
function judgeDirect(options) {
  const { field, judge, values, rows } = options;
  const text2 = field.type.kind === "string";
  const writer = text2 ? void 0 : createValueWriter(field.type, rows);
  const notes = new Uint8Array(rows);
  let broken2;
  let anyNotes = false;
  const { numberAt } = judge;
  for (let row = 0; row < rows; row++) {
    if (text2 && judge.asIs && !judge.isMissing(values, row)) continue;
    if (numberAt !== void 0 && writer !== void 0 && !judge.isMissing(values, row)) {
      const value = numberAt(values, row);
      if (!Number.isNaN(value)) {
        writer.set(row, value);
        continue;
      }
    }
    const judged = judge.judge(values, row);
    if (judged.broken !== void 0) {
      broken2 ??= new Uint8Array(rows);
      broken2[row] = RULES.indexOf(judged.broken) + 1;
      continue;
    }
    const note = (judged.value === null ? NULL : 0) | (judged.filled ? FILLED : 0) | (judged.discarded ? DISCARDED : 0);
    if (note !== 0) {
      notes[row] = note;
      anyNotes = true;
    }
    if (judged.value !== null) writer?.set(row, judged.value);
  }
  const typed = writer?.values ?? { physical: "bytes", data: filledTexts(values, notes, judge, anyNotes) };
  return {
    clean: broken2 === void 0,
    brokenRule: (row) => RULES[(broken2?.[row] ?? 0) - 1],
    build: (kept) => build2(field, kept === void 0 ? typed : gather(typed, kept), notes, anyNotes, rows, kept)
  };
}
function filledTexts(values, notes, judge, anyNotes) {
  if (!anyNotes || judge.fill === void 0) return values;
  const source = withText(values, judge.fill);
  const count = notes.length;
  for (let row = 0; row < count; row++) {
    if ((notes[row] & FILLED) === 0) continue;
    source.starts[row] = source.starts[count];
    source.ends[row] = source.ends[count];
  }
  return { bytes: source.bytes, starts: source.starts.subarray(0, count), ends: source.ends.subarray(0, count) };
}
function build2(field, values, notes, anyNotes, rows, kept) {
  const count = kept === void 0 ? rows : kept.length;
  let nulls = 0;
  let fills = 0;
  let discarded = 0;
  let validity;
  if (anyNotes) {
    validity = new Uint8Array(count);
    for (let out = 0; out < count; out++) {
      const note = notes[kept === void 0 ? out : kept[out]];
      if ((note & NULL) === 0) validity[out] = 1;
      else nulls++;
      if ((note & FILLED) !== 0) fills++;
      if ((note & DISCARDED) !== 0) discarded++;
    }
  }
  const column = columnOfValues({ type: field.type, values, validity, nulls, rows: count });
  return { column, fills, discarded };
}

// src/clean/clean.ts
function createCleaner(options) {
  const { binding, pipeline } = options;
  const parts = binding.schema.map((field, at) => {
    const source = binding.sources[at];
    return { field, source, judge: judgeFor(field, source, pipeline) };
  });
  return {
    clean(batch) {
      const judged = parts.map(({ field, source, judge }) => judgeColumn(field, source, judge, batch));
      const verdicts = firstBroken(judged, batch.rows);
      const kept = keptRows(verdicts, batch.rows);
      const columns = [];
      const counts = [];
      judged.forEach((part, at) => {
        const { column, fills, discarded } = part.build(kept);
        columns.push(column);
        counts.push({ name: binding.schema[at].name, nulls: column.nulls, fills, discarded });
      });
      return {
        rowsRead: batch.rows + batch.malformed.length,
        batch: { schema: binding.schema, rows: kept === void 0 ? batch.rows : kept.length, columns },
        rejected: rejectedRows(batch, verdicts, judged, binding),
        columns: counts
      };
    }
  };
}
function judgeFor(field, source, pipeline) {
  if (source.kind === "partition-date") {
    const missing = { value: source.days, filled: false, discarded: false, broken: void 0 };
    return { asIs: false, missing, fill: void 0, isMissing: () => true, judge: () => missing };
  }
  return createValueJudge({ field, rule: source.rule, pipeline });
}
function judgeColumn(field, source, judge, batch) {
  const { rows } = batch;
  if (source.kind !== "header") return repeatValue({ field, judge, rows });
  const text2 = batch.columns[source.at];
  return text2.kind === "dictionary" ? judgeDictionary({ field, judge, indices: text2.indices, values: text2.values, rows }) : judgeDirect({ field, judge, values: text2.values, rows });
}
function firstBroken(judged, rows) {
  let verdicts;
  judged.forEach((column, at) => {
    if (column.clean) return;
    verdicts ??= new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      if (verdicts[row] === 0 && column.brokenRule(row) !== void 0) verdicts[row] = at + 1;
    }
  });
  return verdicts;
}
function keptRows(verdicts, rows) {
  if (verdicts === void 0) return void 0;
  const kept = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (verdicts[row] === 0) kept[count++] = row;
  return count === rows ? void 0 : kept.slice(0, count);
}
function rejectedRows(batch, verdicts, judged, binding) {
  const rejected = batch.malformed.map(({ line, rule, text: text2 }) => ({ line, rule, text: copyOf(text2) }));
  for (let row = 0; verdicts !== void 0 && row < batch.rows; row++) {
    const at = verdicts[row] - 1;
    const rule = judged[at]?.brokenRule(row);
    if (rule === void 0) continue;
    const value = rule === "required" ? void 0 : valueText(batch, binding.sources[at], row);
    rejected.push({
      line: batch.lines[row],
      rule,
      column: binding.schema[at].name,
      ...value === void 0 ? {} : { value },
      text: copyOf(batch.records.bytes.subarray(batch.records.starts[row], batch.records.ends[row]))
    });
  }
  return rejected.sort((a, b) => a.line - b.line);
}
function valueText(batch, source, row) {
  if (source.kind !== "header") return void 0;
  const column = batch.columns[source.at];
  return textAt(column.values, column.kind === "dictionary" ? column.indices[row] : row);
}
function copyOf(bytes2) {
  return new Uint8Array(bytes2);
}

// src/table/cell-text.ts
function cellText(field, column, row) {
  if (column.kind === "dictionary") {
    const index = column.indices[row];
    return index === 0 ? null : valueText2(field.type, column.dictionary, index - 1);
  }
  return column.validity?.[row] === 0 ? null : valueText2(field.type, column.values, row);
}
function valueText2(type, values, at) {
  switch (values.physical) {
    case "bytes": {
      const { bytes: bytes2, starts, ends } = values.data;
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes2.subarray(starts[at], ends[at]));
    }
    case "double": {
      const value = values.data[at];
      return Object.is(value, -0) ? "-0" : String(value);
    }
    case "boolean":
      return values.data[at] === 1 ? "true" : "false";
    case "int32":
      return dayText(values.data[at]);
    case "decimal": {
      const view = new DataView(values.data.buffer, values.data.byteOffset + 16 * at, 16);
      return wholeText(type, view.getBigInt64(0) << 64n | view.getBigUint64(8));
    }
    case "int64":
      return wholeText(type, values.data[at]);
  }
}
function wholeText(type, value) {
  switch (type.kind) {
    case "numeric":
      return decimalText(value, type.scale);
    case "datetime":
      return clockText(value, type.unit, " ");
    case "timestamp":
      return `${clockText(value, type.unit, "T")}Z`;
    default:
      return String(value);
  }
}
function decimalText(unscaled, scale) {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const cut = digits.length - scale;
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}
function dayText(days) {
  return new Date(days * 864e5).toISOString().slice(0, 10);
}
function clockText(epoch, unit, separator) {
  const perSecond = unit === "ms" ? 1000n : 1000000n;
  const part = (epoch % perSecond + perSecond) % perSecond;
  const iso = new Date(Number((epoch - part) / perSecond) * 1e3).toISOString();
  const fraction = part === 0n ? "" : `.${String(part).padStart(unit === "ms" ? 3 : 6, "0")}`;
  return `${iso.slice(0, 10)}${separator}${iso.slice(11, 19)}${fraction}`;
}

// src/clean/profile.ts
var HEAD = 2;
function createProfile(schema) {
  let rowsRead = 0;
  let rows = 0;
  let rejected = 0;
  const rejectedBy = /* @__PURE__ */ new Map();
  const columns = schema.map(({ name }) => ({ name, nulls: 0, fills: 0, discarded: 0 }));
  const head = [];
  return {
    add(cleaned) {
      const { batch } = cleaned;
      rowsRead += cleaned.rowsRead;
      rows += batch.rows;
      rejected += cleaned.rejected.length;
      for (const { column, rule } of cleaned.rejected) {
        const key = column === void 0 ? rule : `${column} ${rule}`;
        rejectedBy.set(key, (rejectedBy.get(key) ?? 0) + 1);
      }
      columns.forEach((column, at) => {
        const counts = cleaned.columns[at];
        column.nulls += counts?.nulls ?? 0;
        column.fills += counts?.fills ?? 0;
        column.discarded += counts?.discarded ?? 0;
      });
      for (let row = 0; head.length < HEAD && row < batch.rows; row++) {
        head.push(schema.map((field, at) => cellText(field, batch.columns[at], row)));
      }
    },
    result: () => ({ rowsRead, rows, rejected, rejectedBy: Object.fromEntries(rejectedBy), columns, head }),
    assertNothingLost() {
      if (rowsRead !== rows + rejected) {
        throw new Error(`rows were lost in cleaning: ${rowsRead} read, ${rows} kept, ${rejected} rejected`);
      }
    }
  };
}

// src/clean/quarantine.ts
import { isUtf8 } from "node:buffer";
var QUARANTINE_SCHEMA = [
  { name: "line", type: { kind: "int64" }, required: true, description: "line of the file on which the row starts" },
  { name: "rule", type: { kind: "string" }, required: true, description: "the rule that it broke" },
  { name: "column", type: { kind: "string" }, required: false, description: "the column whose rule it is" },
  { name: "value", type: { kind: "string" }, required: false, description: "the value that broke it" },
  { name: "text", type: { kind: "string" }, required: true, description: "the row as it stands in the file" }
];
function quarantineBatch(rows) {
  return {
    schema: QUARANTINE_SCHEMA,
    rows: rows.length,
    columns: [
      {
        kind: "plain",
        values: { physical: "int64", data: BigInt64Array.from(rows, (row) => BigInt(row.line)) },
        nulls: 0
      },
      texts(rows.map((row) => Buffer.from(row.rule))),
      texts(rows.map((row) => row.column === void 0 ? void 0 : Buffer.from(row.column))),
      texts(rows.map((row) => row.value === void 0 ? void 0 : Buffer.from(row.value))),
      texts(rows.map((row) => readable(row.text)))
    ]
  };
}
function texts(values) {
  const starts = new Uint32Array(values.length);
  const ends = new Uint32Array(values.length);
  const validity = new Uint8Array(values.length);
  let length = 0;
  let nulls = 0;
  values.forEach((value, at) => {
    starts[at] = length;
    length += value?.length ?? 0;
    ends[at] = length;
    if (value === void 0) nulls++;
    else validity[at] = 1;
  });
  const bytes2 = Buffer.concat(
    values.filter((value) => value !== void 0),
    length
  );
  const data = { bytes: bytes2, starts, ends };
  return { kind: "plain", values: { physical: "bytes", data }, ...nulls === 0 ? {} : { validity }, nulls };
}
function readable(text2) {
  if (isUtf8(text2)) return text2;
  const pieces = [];
  for (let at = 0; at < text2.length; ) {
    const byte = text2[at];
    const length = byte < 128 ? 1 : byte < 224 ? 2 : byte < 240 ? 3 : 4;
    const character = text2.subarray(at, at + length);
    if (byte === 92) pieces.push(Buffer.from("\\\\"));
    else if (character.length === length && isUtf8(character)) pieces.push(character);
    else {
      pieces.push(Buffer.from(`\\x${byte.toString(16).padStart(2, "0")}`));
      at++;
      continue;
    }
    at += length;
  }
  return Buffer.concat(pieces);
}

// src/kernel/scan-block.ts
function createScanBlock(maxRecords, maxFields) {
  return {
    records: 0,
    fields: 0,
    blank: 0,
    lines: 0,
    escapes: 0,
    odds: 0,
    consumed: 0,
    stopped: false,
    full: false,
    cutField: -1,
    cutFields: 0,
    recordStarts: new Uint32Array(maxRecords),
    recordEnds: new Uint32Array(maxRecords),
    recordLines: new Uint32Array(maxRecords),
    firstField: new Uint32Array(maxRecords + 1),
    odd: new Uint8Array(maxRecords),
    fieldStarts: new Uint32Array(maxFields),
    fieldEnds: new Uint32Array(maxFields),
    escaped: new Uint8Array(maxFields)
  };
}

// node_modules/csv-parse/lib/api/CsvError.js
var CsvError = class _CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== void 0) {
      Error.captureStackTrace(this, _CsvError);
    }
    this.code = code;
    for (const context of contexts) {
      for (const key in context) {
        const value = context[key];
        this[key] = Buffer.isBuffer(value) ? value.toString(options.encoding) : value == null ? value : JSON.parse(JSON.stringify(value));
      }
    }
  }
};

// node_modules/csv-parse/lib/utils/is_object.js
var is_object = function(obj) {
  return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};

// node_modules/csv-parse/lib/api/normalize_columns_array.js
var normalize_columns_array = function(columns) {
  const normalizedColumns = [];
  for (let i = 0, l = columns.length; i < l; i++) {
    const column = columns[i];
    if (column === void 0 || column === null || column === false) {
      normalizedColumns[i] = { disabled: true };
    } else if (typeof column === "string" || typeof column === "number") {
      normalizedColumns[i] = { name: `${column}` };
    } else if (is_object(column)) {
      if (typeof column.name !== "string") {
        throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
          "Option columns missing name:",
          `property "name" is required at position ${i}`,
          "when column is an object literal"
        ]);
      }
      normalizedColumns[i] = column;
    } else {
      throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
        "Invalid column definition:",
        "expect a string or a literal object,",
        `got ${JSON.stringify(column)} at position ${i}`
      ]);
    }
  }
  return normalizedColumns;
};

// node_modules/csv-parse/lib/utils/ResizeableBuffer.js
var ResizeableBuffer = class {
  constructor(size2 = 100) {
    this.size = size2;
    this.length = 0;
    this.buf = Buffer.allocUnsafe(size2);
  }
  prepend(val) {
    if (Buffer.isBuffer(val)) {
      const length = this.length + val.length;
      if (length >= this.size) {
        this.resize();
        if (length >= this.size) {
          throw Error("INVALID_BUFFER_STATE");
        }
      }
      const buf = this.buf;
      this.buf = Buffer.allocUnsafe(this.size);
      val.copy(this.buf, 0);
      buf.copy(this.buf, val.length);
      this.length += val.length;
    } else {
      const length = this.length++;
      if (length === this.size) {
        this.resize();
      }
      const buf = this.clone();
      this.buf[0] = val;
      buf.copy(this.buf, 1, 0, length);
    }
  }
  append(val) {
    const length = this.length++;
    if (length === this.size) {
      this.resize();
    }
    this.buf[length] = val;
  }
  clone() {
    return Buffer.from(this.buf.slice(0, this.length));
  }
  resize() {
    const length = this.length;
    this.size = this.size * 2;
    const buf = Buffer.allocUnsafe(this.size);
    this.buf.copy(buf, 0, 0, length);
    this.buf = buf;
  }
  toString(encoding) {
    if (encoding) {
      return this.buf.toString(encoding, 0, this.length);
    } else {
      return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
    }
  }
  toJSON() {
    return this.toString("utf8");
  }
  reset() {
    this.length = 0;
  }
};
var ResizeableBuffer_default = ResizeableBuffer;

// node_modules/csv-parse/lib/api/init_state.js
var init_state = function(options) {
  const timchars = [
    // Basic Latin
    32,
    // [Space](https://www.fileformat.info/info/unicode/char/0020/index.htm)
    9,
    // [CHARACTER TABULATION (HT)](https://www.fileformat.info/info/unicode/char/0009/index.htm)
    10,
    // [LINE FEED (LF)](https://www.fileformat.info/info/unicode/char/000a/index.htm)
    13,
    // [CARRIAGE RETURN (CR)](https://www.fileformat.info/info/unicode/char/000d/index.htm)
    12,
    // [FORM FEED (FF)](https://www.fileformat.info/info/unicode/char/000c/index.htm)
    11,
    // [LINE TABULATION (VT)](https://www.fileformat.info/info/unicode/char/000b/index.htm)
    // Latin-1 Supplement
    160,
    // [NO-BREAK SPACE (NBSP)](https://www.fileformat.info/info/unicode/char/00a0/index.htm)
    // Ogham
    5760,
    // [OGHAM SPACE MARK](https://www.fileformat.info/info/unicode/char/1680/index.htm)
    // General Punctuation
    8192,
    // [EN QUAD](https://www.fileformat.info/info/unicode/char/2000/index.htm)
    8193,
    // [EM QUAD](https://www.fileformat.info/info/unicode/char/2001/index.htm)
    8194,
    // [EN SPACE](https://www.fileformat.info/info/unicode/char/2002/index.htm)
    8195,
    // [EM SPACE](https://www.fileformat.info/info/unicode/char/2003/index.htm)
    8196,
    // [THREE-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2004/index.htm)
    8197,
    // [FOUR-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2005/index.htm)
    8198,
    // [SIX-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2006/index.htm)
    8199,
    // [FIGURE SPACE](https://www.fileformat.info/info/unicode/char/2007/index.htm)
    8200,
    // [PUNCTUATION SPACE](https://www.fileformat.info/info/unicode/char/2008/index.htm)
    8201,
    // [THIN SPACE](https://www.fileformat.info/info/unicode/char/2009/index.htm)
    8202,
    // [HAIR SPACE](https://www.fileformat.info/info/unicode/char/200a/index.htm)
    8232,
    // [LINE SEPARATOR](https://www.fileformat.info/info/unicode/char/2028/index.htm)
    8233,
    // [PARAGRAPH SEPARATOR](https://www.fileformat.info/info/unicode/char/2029/index.htm)
    8239,
    // [NARROW NO-BREAK SPACE (NNBSP)](https://www.fileformat.info/info/unicode/char/202f/index.htm)
    8287,
    // [MEDIUM MATHEMATICAL SPACE (MMSP)](https://www.fileformat.info/info/unicode/char/205f/index.htm)
    12288,
    // [IDEOGRAPHIC SPACE](https://www.fileformat.info/info/unicode/char/3000/index.htm)
    65279
    // [ZERO WIDTH NO-BREAK SPACE (BOM)](https://www.fileformat.info/info/unicode/char/feff/index.htm)
  ].reduce((acc, codepoint) => {
    const encoded = Buffer.from(
      String.fromCharCode(codepoint),
      options.encoding
    );
    if (codepoint !== 63 && encoded.length === 1 && encoded[0] === 63) {
      return acc;
    }
    acc.push(encoded);
    return acc;
  }, []);
  const timcharFirstBytes = new Uint8Array(256);
  for (const t of timchars) timcharFirstBytes[t[0]] = 1;
  return {
    bomSkipped: false,
    bufBytesStart: 0,
    castField: options.cast_function,
    commenting: false,
    delimiterBufPrevious: void 0,
    delimiterDiscovered: false,
    // Current error encountered by a record
    error: void 0,
    enabled: options.from_line === 1,
    escaping: false,
    escapeIsQuote: Buffer.isBuffer(options.escape) && Buffer.isBuffer(options.quote) && Buffer.compare(options.escape, options.quote) === 0,
    // columns can be `false`, `true`, `Array`
    expectedRecordLength: Array.isArray(options.columns) ? options.columns.length : void 0,
    field: new ResizeableBuffer_default(20),
    firstLineToHeaders: options.cast_first_line_to_header,
    needMoreDataSize: Math.max(
      // Skip if the remaining buffer smaller than comment
      options.comment !== null ? options.comment.length : 0,
      ...options.delimiter ? options.delimiter.map((delimiter) => delimiter.length) : [],
      // Auto discovery of delimiter is limited to 1 character
      options.delimiter_auto ? 1 : 0,
      // Skip if the remaining buffer can be escape sequence
      options.quote !== null ? options.quote.length : 0,
      ...timchars.map((t) => t.length)
    ),
    previousBuf: void 0,
    quoting: false,
    stop: false,
    rawBuffer: new ResizeableBuffer_default(100),
    record: [],
    recordHasError: false,
    record_length: 0,
    recordDelimiterMaxLength: options.record_delimiter.length === 0 ? 0 : Math.max(...options.record_delimiter.map((v) => v.length)),
    trimChars: [
      Buffer.from(" ", options.encoding)[0],
      Buffer.from("	", options.encoding)[0]
    ],
    wasQuoting: false,
    wasRowDelimiter: false,
    timchars,
    timcharFirstBytes
  };
};

// node_modules/csv-parse/lib/utils/underscore.js
var underscore = function(str) {
  return str.replace(/([A-Z])/g, function(_, match) {
    return "_" + match.toLowerCase();
  });
};

// node_modules/csv-parse/lib/api/normalize_options.js
var normalize_options = function(opts) {
  const options = {};
  for (const opt in opts) {
    options[underscore(opt)] = opts[opt];
  }
  if (options.encoding === void 0 || options.encoding === true) {
    options.encoding = "utf8";
  } else if (options.encoding === null || options.encoding === false) {
    options.encoding = null;
  } else if (typeof options.encoding !== "string" && options.encoding !== null) {
    throw new CsvError(
      "CSV_INVALID_OPTION_ENCODING",
      [
        "Invalid option encoding:",
        "encoding must be a string or null to return a buffer,",
        `got ${JSON.stringify(options.encoding)}`
      ],
      options
    );
  }
  if (options.bom === void 0 || options.bom === null || options.bom === false) {
    options.bom = false;
  } else if (options.bom !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_BOM",
      [
        "Invalid option bom:",
        "bom must be true,",
        `got ${JSON.stringify(options.bom)}`
      ],
      options
    );
  }
  options.cast_function = null;
  if (options.cast === void 0 || options.cast === null || options.cast === false || options.cast === "") {
    options.cast = void 0;
  } else if (typeof options.cast === "function") {
    options.cast_function = options.cast;
    options.cast = true;
  } else if (options.cast !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST",
      [
        "Invalid option cast:",
        "cast must be true or a function,",
        `got ${JSON.stringify(options.cast)}`
      ],
      options
    );
  }
  if (options.cast_date === void 0 || options.cast_date === null || options.cast_date === false || options.cast_date === "") {
    options.cast_date = false;
  } else if (options.cast_date === true) {
    options.cast_date = function(value) {
      const date = Date.parse(value);
      return !isNaN(date) ? new Date(date) : value;
    };
  } else if (typeof options.cast_date !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST_DATE",
      [
        "Invalid option cast_date:",
        "cast_date must be true or a function,",
        `got ${JSON.stringify(options.cast_date)}`
      ],
      options
    );
  }
  options.cast_first_line_to_header = void 0;
  if (options.columns === true) {
    options.cast_first_line_to_header = void 0;
  } else if (typeof options.columns === "function") {
    options.cast_first_line_to_header = options.columns;
    options.columns = true;
  } else if (Array.isArray(options.columns)) {
    options.columns = normalize_columns_array(options.columns);
  } else if (options.columns === void 0 || options.columns === null || options.columns === false) {
    options.columns = false;
  } else {
    throw new CsvError(
      "CSV_INVALID_OPTION_COLUMNS",
      [
        "Invalid option columns:",
        "expect an array, a function or true,",
        `got ${JSON.stringify(options.columns)}`
      ],
      options
    );
  }
  if (options.group_columns_by_name === void 0 || options.group_columns_by_name === null || options.group_columns_by_name === false) {
    options.group_columns_by_name = false;
  } else if (options.group_columns_by_name !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "expect an boolean,",
        `got ${JSON.stringify(options.group_columns_by_name)}`
      ],
      options
    );
  } else if (options.columns === false) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "the `columns` mode must be activated."
      ],
      options
    );
  }
  if (options.comment === void 0 || options.comment === null || options.comment === false || options.comment === "") {
    options.comment = null;
  } else {
    if (typeof options.comment === "string") {
      options.comment = Buffer.from(options.comment, options.encoding);
    }
    if (!Buffer.isBuffer(options.comment)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_COMMENT",
        [
          "Invalid option comment:",
          "comment must be a buffer or a string,",
          `got ${JSON.stringify(options.comment)}`
        ],
        options
      );
    }
  }
  if (options.comment_no_infix === void 0 || options.comment_no_infix === null || options.comment_no_infix === false) {
    options.comment_no_infix = false;
  } else if (options.comment_no_infix !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_COMMENT",
      [
        "Invalid option comment_no_infix:",
        "value must be a boolean,",
        `got ${JSON.stringify(options.comment_no_infix)}`
      ],
      options
    );
  }
  if (options.delimiter_auto === void 0 || options.delimiter_auto === null || options.delimiter_auto === false) {
    options.delimiter_auto = false;
  } else if (options.delimiter_auto === true) {
    options.delimiter_auto = {};
  } else if (!is_object(options.delimiter_auto)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_DELIMITER_AUTO",
      [
        "Invalid option delimiter_auto:",
        "delimiter_auto must be a boolean or a configuration object,",
        `got ${JSON.stringify(options.delimiter_auto)}`
      ],
      options
    );
  }
  if (options.delimiter_auto) {
    if (options.delimiter_auto.preferred === void 0)
      options.delimiter_auto.preferred = {
        [",".charCodeAt(0)]: 1.8,
        ["	".charCodeAt(0)]: 1.8,
        [";".charCodeAt(0)]: 1.6,
        [" ".charCodeAt(0)]: 1.6,
        [":".charCodeAt(0)]: 1.5,
        [".".charCodeAt(0)]: 1.4,
        ["/".charCodeAt(0)]: 1.4
      };
    else if (!is_object(options.delimiter_auto.preferred)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "preferred must be an object,",
          `got ${JSON.stringify(options.delimiter_auto.preferred)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.score === void 0)
      options.delimiter_auto.score = (info, options2) => {
        return (info.total - info.std) * (options2.preferred[info.char_code] || 1);
      };
    else if (typeof options.delimiter_auto.score !== "function") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "score must be a function,",
          `got ${JSON.stringify(options.delimiter_auto.score)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.size === void 0)
      options.delimiter_auto.size = 2048;
    else if (typeof options.delimiter_auto.size !== "number") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "size must be a number,",
          `got ${JSON.stringify(options.delimiter_auto.size)}`
        ],
        options
      );
    }
  }
  const delimiter_json = JSON.stringify(options.delimiter);
  if (options.delimiter_auto !== false) {
    options.delimiter = [];
  }
  if (!Array.isArray(options.delimiter)) {
    if (options.delimiter === void 0 || options.delimiter === null || options.delimiter === false) {
      options.delimiter = Buffer.from(",", options.encoding);
    }
    options.delimiter = [options.delimiter];
  }
  options.delimiter = options.delimiter.map(function(delimiter) {
    if (typeof delimiter === "string") {
      delimiter = Buffer.from(delimiter, options.encoding);
    }
    if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER",
        [
          "Invalid option delimiter:",
          "delimiter must be a non empty string or buffer or array of string|buffer,",
          `got ${delimiter_json}`
        ],
        options
      );
    }
    return delimiter;
  });
  if (options.escape === void 0 || options.escape === true) {
    options.escape = Buffer.from('"', options.encoding);
  } else if (typeof options.escape === "string") {
    options.escape = Buffer.from(options.escape, options.encoding);
  } else if (options.escape === null || options.escape === false) {
    options.escape = null;
  }
  if (options.escape !== null) {
    if (!Buffer.isBuffer(options.escape)) {
      throw new Error(
        `Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`
      );
    }
  }
  if (options.from === void 0 || options.from === null) {
    options.from = 1;
  } else {
    if (typeof options.from === "string" && /\d+/.test(options.from)) {
      options.from = parseInt(options.from);
    }
    if (Number.isInteger(options.from)) {
      if (options.from < 0) {
        throw new Error(
          `Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`
      );
    }
  }
  if (options.from_line === void 0 || options.from_line === null) {
    options.from_line = 1;
  } else {
    if (typeof options.from_line === "string" && /\d+/.test(options.from_line)) {
      options.from_line = parseInt(options.from_line);
    }
    if (Number.isInteger(options.from_line)) {
      if (options.from_line <= 0) {
        throw new Error(
          `Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`
      );
    }
  }
  if (options.ignore_last_delimiters === void 0 || options.ignore_last_delimiters === null) {
    options.ignore_last_delimiters = false;
  } else if (typeof options.ignore_last_delimiters === "number") {
    options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
    if (options.ignore_last_delimiters === 0) {
      options.ignore_last_delimiters = false;
    }
  } else if (typeof options.ignore_last_delimiters !== "boolean") {
    throw new CsvError(
      "CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",
      [
        "Invalid option `ignore_last_delimiters`:",
        "the value must be a boolean value or an integer,",
        `got ${JSON.stringify(options.ignore_last_delimiters)}`
      ],
      options
    );
  }
  if (options.ignore_last_delimiters === true && options.columns === false) {
    throw new CsvError(
      "CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",
      [
        "The option `ignore_last_delimiters`",
        "requires the activation of the `columns` option"
      ],
      options
    );
  }
  if (options.info === void 0 || options.info === null || options.info === false) {
    options.info = false;
  } else if (options.info !== true) {
    throw new Error(
      `Invalid Option: info must be true, got ${JSON.stringify(options.info)}`
    );
  }
  if (options.max_record_size === void 0 || options.max_record_size === null || options.max_record_size === false) {
    options.max_record_size = 0;
  } else if (Number.isInteger(options.max_record_size) && options.max_record_size >= 0) {
  } else if (typeof options.max_record_size === "string" && /\d+/.test(options.max_record_size)) {
    options.max_record_size = parseInt(options.max_record_size);
  } else {
    throw new Error(
      `Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`
    );
  }
  if (options.objname === void 0 || options.objname === null || options.objname === false) {
    options.objname = void 0;
  } else if (Buffer.isBuffer(options.objname)) {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty buffer`);
    }
    if (options.encoding === null) {
    } else {
      options.objname = options.objname.toString(options.encoding);
    }
  } else if (typeof options.objname === "string") {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty string`);
    }
  } else if (typeof options.objname === "number") {
  } else {
    throw new Error(
      `Invalid Option: objname must be a string or a buffer, got ${options.objname}`
    );
  }
  if (options.objname !== void 0) {
    if (typeof options.objname === "number") {
      if (options.columns !== false) {
        throw Error(
          "Invalid Option: objname index cannot be combined with columns or be defined as a field"
        );
      }
    } else {
      if (options.columns === false) {
        throw Error(
          "Invalid Option: objname field must be combined with columns or be defined as an index"
        );
      }
    }
  }
  if (options.on_record === void 0 || options.on_record === null) {
    options.on_record = void 0;
  } else if (typeof options.on_record !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_ON_RECORD",
      [
        "Invalid option `on_record`:",
        "expect a function,",
        `got ${JSON.stringify(options.on_record)}`
      ],
      options
    );
  }
  if (options.on_skip !== void 0 && options.on_skip !== null && typeof options.on_skip !== "function") {
    throw new Error(
      `Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`
    );
  }
  if (options.quote === null || options.quote === false || options.quote === "") {
    options.quote = null;
  } else {
    if (options.quote === void 0 || options.quote === true) {
      options.quote = Buffer.from('"', options.encoding);
    } else if (typeof options.quote === "string") {
      options.quote = Buffer.from(options.quote, options.encoding);
    }
    if (!Buffer.isBuffer(options.quote)) {
      throw new Error(
        `Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`
      );
    }
  }
  if (options.raw === void 0 || options.raw === null || options.raw === false) {
    options.raw = false;
  } else if (options.raw !== true) {
    throw new Error(
      `Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`
    );
  }
  if (options.record_delimiter === void 0) {
    options.record_delimiter = [];
  } else if (typeof options.record_delimiter === "string" || Buffer.isBuffer(options.record_delimiter)) {
    if (options.record_delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer,",
          `got ${JSON.stringify(options.record_delimiter)}`
        ],
        options
      );
    }
    options.record_delimiter = [options.record_delimiter];
  } else if (!Array.isArray(options.record_delimiter)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_RECORD_DELIMITER",
      [
        "Invalid option `record_delimiter`:",
        "value must be a string, a buffer or array of string|buffer,",
        `got ${JSON.stringify(options.record_delimiter)}`
      ],
      options
    );
  }
  options.record_delimiter = options.record_delimiter.map(function(rd, i) {
    if (typeof rd !== "string" && !Buffer.isBuffer(rd)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a string, a buffer or array of string|buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    } else if (rd.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    }
    if (typeof rd === "string") {
      rd = Buffer.from(rd, options.encoding);
    }
    return rd;
  });
  if (typeof options.relax_column_count === "boolean") {
  } else if (options.relax_column_count === void 0 || options.relax_column_count === null) {
    options.relax_column_count = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`
    );
  }
  if (typeof options.relax_column_count_less === "boolean") {
  } else if (options.relax_column_count_less === void 0 || options.relax_column_count_less === null) {
    options.relax_column_count_less = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`
    );
  }
  if (typeof options.relax_column_count_more === "boolean") {
  } else if (options.relax_column_count_more === void 0 || options.relax_column_count_more === null) {
    options.relax_column_count_more = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`
    );
  }
  if (typeof options.relax_quotes === "boolean") {
  } else if (options.relax_quotes === void 0 || options.relax_quotes === null) {
    options.relax_quotes = false;
  } else {
    throw new Error(
      `Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`
    );
  }
  if (typeof options.skip_empty_lines === "boolean") {
  } else if (options.skip_empty_lines === void 0 || options.skip_empty_lines === null) {
    options.skip_empty_lines = false;
  } else {
    throw new Error(
      `Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`
    );
  }
  if (typeof options.skip_records_with_empty_values === "boolean") {
  } else if (options.skip_records_with_empty_values === void 0 || options.skip_records_with_empty_values === null) {
    options.skip_records_with_empty_values = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`
    );
  }
  if (typeof options.skip_records_with_error === "boolean") {
  } else if (options.skip_records_with_error === void 0 || options.skip_records_with_error === null) {
    options.skip_records_with_error = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`
    );
  }
  if (options.rtrim === void 0 || options.rtrim === null || options.rtrim === false) {
    options.rtrim = false;
  } else if (options.rtrim !== true) {
    throw new Error(
      `Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`
    );
  }
  if (options.ltrim === void 0 || options.ltrim === null || options.ltrim === false) {
    options.ltrim = false;
  } else if (options.ltrim !== true) {
    throw new Error(
      `Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`
    );
  }
  if (options.trim === void 0 || options.trim === null || options.trim === false) {
    options.trim = false;
  } else if (options.trim !== true) {
    throw new Error(
      `Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`
    );
  }
  if (options.trim === true && opts.ltrim !== false) {
    options.ltrim = true;
  } else if (options.ltrim !== true) {
    options.ltrim = false;
  }
  if (options.trim === true && opts.rtrim !== false) {
    options.rtrim = true;
  } else if (options.rtrim !== true) {
    options.rtrim = false;
  }
  if (options.to === void 0 || options.to === null) {
    options.to = -1;
  } else if (options.to !== -1) {
    if (typeof options.to === "string" && /\d+/.test(options.to)) {
      options.to = parseInt(options.to);
    }
    if (Number.isInteger(options.to)) {
      if (options.to <= 0) {
        throw new Error(
          `Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`
      );
    }
  }
  if (options.to_line === void 0 || options.to_line === null) {
    options.to_line = -1;
  } else if (options.to_line !== -1) {
    if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) {
      options.to_line = parseInt(options.to_line);
    }
    if (Number.isInteger(options.to_line)) {
      if (options.to_line <= 0) {
        throw new Error(
          `Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`
      );
    }
  }
  return options;
};

// node_modules/csv-parse/lib/utils/delimiter_discover.js
var delimiter_discover = function(records, options) {
  if (!options) {
    ({ delimiter_auto: options } = normalize_options({ delimiter_auto: true }));
  }
  if (typeof records === "string") {
    records = Buffer.from(records);
  }
  if (Buffer.isBuffer(records)) {
    records = ((data) => {
      const records2 = [];
      const parser = transform({ delimiter: [] });
      const push = (record) => records2.push(record);
      const close = () => {
      };
      const error = parser.parse(data, true, push, close);
      if (error !== void 0) throw error;
      return records2;
    })(records);
  }
  const info = Array(127).fill().map(() => ({ lines: [] }));
  records.map(([record], line) => {
    for (let i = 0, l = record.length; i < l; i++) {
      const code = record.charCodeAt(i);
      if (info[code].lines[line] === void 0) info[code].lines[line] = 0;
      info[code].lines[line]++;
    }
  });
  info.map((info2, i) => {
    info2.char_code = i;
    info2.std = std(info2.lines);
    info2.total = info2.lines.reduce((acc, val) => acc + val, 0);
    info2.preferred = !!options.preferred[i];
    info2.score = options.score(info2, options);
  });
  const result = info.reduce(
    (acc, info2) => acc.score > info2.score ? acc : info2,
    {}
  );
  return String.fromCharCode(result.char_code);
};
var std = function(array) {
  const n = array.length;
  if (n === 0) return 0;
  const mean = array.reduce((a, b) => a + b) / n;
  return Math.sqrt(
    array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n
  );
};

// node_modules/csv-parse/lib/api/index.js
var isRecordEmpty = function(record) {
  return record.every(
    (field) => field == null || field.toString && field.toString().trim() === ""
  );
};
var cr = 13;
var nl = 10;
var boms = {
  // Note, the following are equals:
  // Buffer.from("\ufeff")
  // Buffer.from([239, 187, 191])
  // Buffer.from('EFBBBF', 'hex')
  utf8: Buffer.from([239, 187, 191]),
  // Note, the following are equals:
  // Buffer.from "\ufeff", 'utf16le
  // Buffer.from([255, 254])
  utf16le: Buffer.from([255, 254])
};
var transform = function(original_options = {}) {
  const info = {
    bytes: 0,
    bytes_records: 0,
    comment_lines: 0,
    empty_lines: 0,
    invalid_field_length: 0,
    lines: 1,
    records: 0
  };
  const options = normalize_options(original_options);
  return {
    info,
    original_options,
    options,
    state: init_state(options),
    __needMoreData: function(i, bufLen, end) {
      if (end) return false;
      const { encoding, escape, quote } = this.options;
      const { quoting, needMoreDataSize, recordDelimiterMaxLength } = this.state;
      const numOfCharLeft = bufLen - i - 1;
      const requiredLength = Math.max(
        needMoreDataSize,
        // Skip if the remaining buffer smaller than record delimiter
        // If "record_delimiter" is yet to be discovered:
        // 1. It is equals to `[]` and "recordDelimiterMaxLength" equals `0`
        // 2. We set the length to windows line ending in the current encoding
        // Note, that encoding is known from user or bom discovery at that point
        // recordDelimiterMaxLength,
        recordDelimiterMaxLength === 0 ? Buffer.from("\r\n", encoding).length : recordDelimiterMaxLength,
        // Skip if remaining buffer can be an escaped quote
        quoting ? (escape === null ? 0 : escape.length) + quote.length : 0,
        // Skip if remaining buffer can be record delimiter following the closing quote
        quoting ? quote.length + recordDelimiterMaxLength : 0
      );
      return numOfCharLeft < requiredLength;
    },
    // Central parser implementation
    parse: function(nextBuf, end, push, close) {
      const {
        bom,
        comment_no_infix,
        delimiter_auto,
        encoding,
        from_line,
        ltrim,
        max_record_size,
        raw,
        relax_quotes,
        rtrim,
        skip_empty_lines,
        to,
        to_line
      } = this.options;
      let { comment, escape, quote, record_delimiter } = this.options;
      const {
        bomSkipped,
        delimiterDiscovered,
        delimiterBufPrevious,
        rawBuffer,
        escapeIsQuote
      } = this.state;
      if (!delimiterDiscovered && delimiter_auto) {
        let delimiterBuf;
        if (delimiterBufPrevious === void 0) {
          delimiterBuf = nextBuf;
        } else if (delimiterBufPrevious !== void 0 && nextBuf === void 0) {
          delimiterBuf = delimiterBufPrevious;
        } else {
          delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
        }
        nextBuf = void 0;
        if (end || delimiterBuf.length > delimiter_auto.size) {
          this.options.delimiter = [
            Buffer.from(
              delimiter_discover(delimiterBuf, this.options.delimiter_auto)
            )
          ];
          this.state.previousBuf = delimiterBuf;
          this.state.delimiterBufPrevious = void 0;
          this.state.delimiterDiscovered = true;
        } else {
          this.state.delimiterBufPrevious = delimiterBuf;
          return;
        }
      }
      const { previousBuf } = this.state;
      let buf;
      if (previousBuf === void 0) {
        if (nextBuf === void 0) {
          close();
          return;
        } else {
          buf = nextBuf;
        }
      } else if (previousBuf !== void 0 && nextBuf === void 0) {
        buf = previousBuf;
      } else {
        buf = Buffer.concat([previousBuf, nextBuf]);
      }
      if (bomSkipped === false) {
        if (bom === false) {
          this.state.bomSkipped = true;
        } else if (buf.length < 3) {
          if (end === false) {
            this.state.previousBuf = buf;
            return;
          }
        } else {
          for (const encoding2 in boms) {
            if (boms[encoding2].compare(buf, 0, boms[encoding2].length) === 0) {
              const bomLength = boms[encoding2].length;
              this.state.bufBytesStart += bomLength;
              buf = buf.slice(bomLength);
              const options2 = normalize_options({
                ...this.original_options,
                encoding: encoding2
              });
              for (const key in options2) {
                this.options[key] = options2[key];
              }
              ({ comment, escape, quote } = this.options);
              break;
            }
          }
          this.state.bomSkipped = true;
        }
      }
      const bufLen = buf.length;
      let pos;
      for (pos = 0; pos < bufLen; pos++) {
        if (this.__needMoreData(pos, bufLen, end)) {
          break;
        }
        if (this.state.wasRowDelimiter === true) {
          this.info.lines++;
          this.state.wasRowDelimiter = false;
        }
        if (to_line !== -1 && this.info.lines > to_line) {
          this.state.stop = true;
          close();
          return;
        }
        if (this.state.quoting === false && record_delimiter.length === 0) {
          const record_delimiterCount = this.__autoDiscoverRecordDelimiter(
            buf,
            pos
          );
          if (record_delimiterCount) {
            record_delimiter = this.options.record_delimiter;
          }
        }
        const chr = buf[pos];
        if (raw === true) {
          rawBuffer.append(chr);
        }
        if ((chr === cr || chr === nl) && this.state.wasRowDelimiter === false) {
          this.state.wasRowDelimiter = true;
        }
        if (this.state.escaping === true) {
          this.state.escaping = false;
        } else {
          if (escape !== null && this.state.quoting === true && this.__isEscape(buf, pos, chr) && pos + escape.length < bufLen) {
            if (escapeIsQuote) {
              if (this.__isQuote(buf, pos + escape.length)) {
                this.state.escaping = true;
                pos += escape.length - 1;
                continue;
              }
            } else {
              this.state.escaping = true;
              pos += escape.length - 1;
              continue;
            }
          }
          if (this.state.commenting === false && this.__isQuote(buf, pos)) {
            if (this.state.quoting === true) {
              const nextChr = buf[pos + quote.length];
              const isNextChrTrimable = rtrim && this.__isCharTrimable(buf, pos + quote.length);
              const isNextChrComment = comment !== null && this.__compareBytes(comment, buf, pos + quote.length, nextChr);
              const isNextChrDelimiter = this.__isDelimiter(
                buf,
                pos + quote.length,
                nextChr
              );
              const isNextChrRecordDelimiter = record_delimiter.length === 0 ? this.__autoDiscoverRecordDelimiter(buf, pos + quote.length) : this.__isRecordDelimiter(nextChr, buf, pos + quote.length);
              if (escape !== null && this.__isEscape(buf, pos, chr) && this.__isQuote(buf, pos + escape.length)) {
                pos += escape.length - 1;
              } else if (!nextChr || isNextChrDelimiter || isNextChrRecordDelimiter || isNextChrComment || isNextChrTrimable) {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                pos += quote.length - 1;
                continue;
              } else if (relax_quotes === false) {
                const err = this.__error(
                  new CsvError(
                    "CSV_INVALID_CLOSING_QUOTE",
                    [
                      "Invalid Closing Quote:",
                      `got "${String.fromCharCode(nextChr)}"`,
                      `at line ${this.info.lines}`,
                      "instead of delimiter, record delimiter, trimable character",
                      "(if activated) or comment"
                    ],
                    this.options,
                    this.__infoField()
                  )
                );
                if (err !== void 0) return err;
              } else {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                this.state.field.prepend(quote);
                pos += quote.length - 1;
              }
            } else {
              if (this.state.field.length !== 0) {
                if (relax_quotes === false) {
                  const info2 = this.__infoField();
                  const bom2 = Object.keys(boms).map(
                    (b) => boms[b].equals(this.state.field.toString()) ? b : false
                  ).filter(Boolean)[0];
                  const err = this.__error(
                    new CsvError(
                      "INVALID_OPENING_QUOTE",
                      [
                        "Invalid Opening Quote:",
                        `a quote is found on field ${JSON.stringify(info2.column)} at line ${info2.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
                        bom2 ? `(${bom2} bom)` : void 0
                      ],
                      this.options,
                      info2,
                      {
                        field: this.state.field
                      }
                    )
                  );
                  if (err !== void 0) return err;
                }
              } else {
                this.state.quoting = true;
                pos += quote.length - 1;
                continue;
              }
            }
          }
          if (this.state.quoting === false) {
            const recordDelimiterLength = this.__isRecordDelimiter(
              chr,
              buf,
              pos
            );
            if (recordDelimiterLength !== 0) {
              const skipCommentLine = this.state.commenting && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0;
              if (skipCommentLine) {
                this.info.comment_lines++;
              } else {
                if (this.state.enabled === false && this.info.lines + (this.state.wasRowDelimiter === true ? 1 : 0) >= from_line) {
                  this.state.enabled = true;
                  this.__resetField();
                  this.__resetRecord();
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                if (skip_empty_lines === true && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0) {
                  this.info.empty_lines++;
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                this.info.bytes = this.state.bufBytesStart + pos;
                const errField = this.__onField();
                if (errField !== void 0) return errField;
                this.info.bytes = this.state.bufBytesStart + pos + recordDelimiterLength;
                const errRecord = this.__onRecord(push);
                if (errRecord !== void 0) return errRecord;
                if (to !== -1 && this.info.records >= to) {
                  this.state.stop = true;
                  close();
                  return;
                }
              }
              this.state.commenting = false;
              pos += recordDelimiterLength - 1;
              continue;
            }
            if (this.state.commenting) {
              continue;
            }
            if (comment !== null && (comment_no_infix === false || this.state.record.length === 0 && this.state.field.length === 0)) {
              const commentCount = this.__compareBytes(comment, buf, pos, chr);
              if (commentCount !== 0) {
                this.state.commenting = true;
                continue;
              }
            }
            const delimiterLength = this.__isDelimiter(buf, pos, chr);
            if (delimiterLength !== 0) {
              this.info.bytes = this.state.bufBytesStart + pos;
              const errField = this.__onField();
              if (errField !== void 0) return errField;
              pos += delimiterLength - 1;
              continue;
            }
          }
        }
        if (this.state.commenting === false) {
          if (max_record_size !== 0 && this.state.record_length + this.state.field.length > max_record_size) {
            return this.__error(
              new CsvError(
                "CSV_MAX_RECORD_SIZE",
                [
                  "Max Record Size:",
                  "record exceed the maximum number of tolerated bytes",
                  `of ${max_record_size}`,
                  `at line ${this.info.lines}`
                ],
                this.options,
                this.__infoField()
              )
            );
          }
        }
        const lappend = ltrim === false || this.state.quoting === true || this.state.field.length !== 0 || !this.__isCharTrimable(buf, pos);
        const rappend = rtrim === false || this.state.wasQuoting === false;
        if (lappend === true && rappend === true) {
          this.state.field.append(chr);
        } else if (rtrim === true && !this.__isCharTrimable(buf, pos)) {
          return this.__error(
            new CsvError(
              "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",
              [
                "Invalid Closing Quote:",
                "found non trimable byte after quote",
                `at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
        } else {
          if (lappend === false) {
            pos += this.__isCharTrimable(buf, pos) - 1;
          }
          continue;
        }
      }
      if (end === true) {
        if (this.state.quoting === true) {
          const err = this.__error(
            new CsvError(
              "CSV_QUOTE_NOT_CLOSED",
              [
                "Quote Not Closed:",
                `the parsing is finished with an opening quote at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
          if (err !== void 0) return err;
        } else {
          if (this.state.wasQuoting === true || this.state.record.length !== 0 || this.state.field.length !== 0) {
            this.info.bytes = this.state.bufBytesStart + pos;
            const errField = this.__onField();
            if (errField !== void 0) return errField;
            const errRecord = this.__onRecord(push);
            if (errRecord !== void 0) return errRecord;
          } else if (this.state.wasRowDelimiter === true) {
            this.info.empty_lines++;
          } else if (this.state.commenting === true) {
            this.info.comment_lines++;
          }
        }
      } else {
        this.state.bufBytesStart += pos;
        this.state.previousBuf = buf.slice(pos);
      }
      if (this.state.wasRowDelimiter === true) {
        this.info.lines++;
        this.state.wasRowDelimiter = false;
      }
    },
    __onRecord: function(push) {
      const {
        columns,
        group_columns_by_name,
        encoding,
        info: info2,
        from,
        relax_column_count,
        relax_column_count_less,
        relax_column_count_more,
        raw,
        skip_records_with_empty_values
      } = this.options;
      const { enabled, record } = this.state;
      if (enabled === false) {
        return this.__resetRecord();
      }
      const recordLength = record.length;
      if (columns === true) {
        if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
          this.__resetRecord();
          return;
        }
        return this.__firstLineToColumns(record);
      }
      if (columns === false && this.info.records === 0) {
        this.state.expectedRecordLength = recordLength;
      }
      if (recordLength !== this.state.expectedRecordLength) {
        const err = columns === false ? new CsvError(
          "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",
          [
            "Invalid Record Length:",
            `expect ${this.state.expectedRecordLength},`,
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        ) : new CsvError(
          "CSV_RECORD_INCONSISTENT_COLUMNS",
          [
            "Invalid Record Length:",
            `columns length is ${columns.length},`,
            // rename columns
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        );
        if (relax_column_count === true || relax_column_count_less === true && recordLength < this.state.expectedRecordLength || relax_column_count_more === true && recordLength > this.state.expectedRecordLength) {
          this.info.invalid_field_length++;
          this.state.error = err;
        } else {
          const finalErr = this.__error(err);
          if (finalErr) return finalErr;
        }
      }
      if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
        this.__resetRecord();
        return;
      }
      if (this.state.recordHasError === true) {
        this.__resetRecord();
        this.state.recordHasError = false;
        return;
      }
      this.info.records++;
      if (from === 1 || this.info.records >= from) {
        const { objname } = this.options;
        if (columns !== false) {
          const obj = {};
          for (let i = 0, l = record.length; i < l; i++) {
            if (columns[i] === void 0 || columns[i].disabled) continue;
            if (group_columns_by_name === true && Object.hasOwn(obj, columns[i].name)) {
              if (Array.isArray(obj[columns[i].name])) {
                obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
              } else {
                obj[columns[i].name] = [obj[columns[i].name], record[i]];
              }
            } else {
              Object.defineProperty(obj, columns[i].name, {
                value: record[i],
                enumerable: true,
                writable: true,
                configurable: true
              });
            }
          }
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record: obj },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [obj[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? obj : [obj[objname], obj],
              push
            );
            if (err) {
              return err;
            }
          }
        } else {
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [record[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? record : [record[objname], record],
              push
            );
            if (err) {
              return err;
            }
          }
        }
      }
      this.__resetRecord();
    },
    __firstLineToColumns: function(record) {
      const { firstLineToHeaders } = this.state;
      try {
        const headers = firstLineToHeaders === void 0 ? record : firstLineToHeaders.call(null, record);
        if (!Array.isArray(headers)) {
          return this.__error(
            new CsvError(
              "CSV_INVALID_COLUMN_MAPPING",
              [
                "Invalid Column Mapping:",
                "expect an array from column function,",
                `got ${JSON.stringify(headers)}`
              ],
              this.options,
              this.__infoField(),
              {
                headers
              }
            )
          );
        }
        const normalizedHeaders = normalize_columns_array(headers);
        this.state.expectedRecordLength = normalizedHeaders.length;
        this.options.columns = normalizedHeaders;
        this.__resetRecord();
        return;
      } catch (err) {
        return err;
      }
    },
    __resetRecord: function() {
      if (this.options.raw === true) {
        this.state.rawBuffer.reset();
      }
      this.state.error = void 0;
      this.state.record = [];
      this.state.record_length = 0;
    },
    __onField: function() {
      const { cast, encoding, rtrim, max_record_size } = this.options;
      const { enabled, wasQuoting } = this.state;
      if (enabled === false) {
        return this.__resetField();
      }
      let field = this.state.field.toString(encoding);
      if (rtrim === true && wasQuoting === false) {
        field = field.trimRight();
      }
      if (cast === true) {
        const [err, f] = this.__cast(field);
        if (err !== void 0) return err;
        field = f;
      }
      this.state.record.push(field);
      if (max_record_size !== 0 && typeof field === "string") {
        this.state.record_length += field.length;
      }
      this.__resetField();
    },
    __resetField: function() {
      this.state.field.reset();
      this.state.wasQuoting = false;
    },
    __push: function(record, push) {
      const { on_record } = this.options;
      if (on_record !== void 0) {
        const info2 = this.__infoRecord();
        try {
          record = on_record.call(null, record, info2);
        } catch (err) {
          return err;
        }
        if (record === void 0 || record === null) {
          return;
        }
      }
      this.info.bytes_records += this.info.bytes;
      push(record);
    },
    // Return a tuple with the error and the casted value
    __cast: function(field) {
      const { columns, relax_column_count } = this.options;
      const isColumns = Array.isArray(columns);
      if (isColumns === true && relax_column_count && this.options.columns.length <= this.state.record.length) {
        return [void 0, void 0];
      }
      if (this.state.castField !== null) {
        try {
          const info2 = this.__infoField();
          return [void 0, this.state.castField.call(null, field, info2)];
        } catch (err) {
          return [err];
        }
      }
      if (this.__isFloat(field)) {
        return [void 0, parseFloat(field)];
      } else if (this.options.cast_date !== false) {
        const info2 = this.__infoField();
        return [void 0, this.options.cast_date.call(null, field, info2)];
      }
      return [void 0, field];
    },
    __compareBytes: function(sourceBuf, targetBuf, targetPos, firstByte) {
      if (sourceBuf[0] !== firstByte) return 0;
      const sourceLength = sourceBuf.length;
      for (let i = 1; i < sourceLength; i++) {
        if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
      }
      return sourceLength;
    },
    // Helper to test if a character is trimable
    __isCharTrimable: function(buf, pos) {
      const { timchars, timcharFirstBytes } = this.state;
      const first = buf[pos];
      if (first === void 0 || timcharFirstBytes[first] === 0) return 0;
      loop1: for (let i = 0; i < timchars.length; i++) {
        const timchar = timchars[i];
        for (let j = 0; j < timchar.length; j++) {
          if (timchar[j] !== buf[pos + j]) continue loop1;
        }
        return timchar.length;
      }
      return 0;
    },
    __isDelimiter: function(buf, pos, chr) {
      const { delimiter, ignore_last_delimiters } = this.options;
      if (ignore_last_delimiters === true && this.state.record.length === this.options.columns.length - 1) {
        return 0;
      } else if (ignore_last_delimiters !== false && typeof ignore_last_delimiters === "number" && this.state.record.length === ignore_last_delimiters - 1) {
        return 0;
      }
      loop1: for (let i = 0; i < delimiter.length; i++) {
        const del = delimiter[i];
        if (del[0] === chr) {
          for (let j = 1; j < del.length; j++) {
            if (del[j] !== buf[pos + j]) continue loop1;
          }
          return del.length;
        }
      }
      return 0;
    },
    __isEscape: function(buf, pos, chr) {
      const { escape } = this.options;
      if (escape === null) return false;
      const l = escape.length;
      if (escape[0] === chr) {
        for (let i = 0; i < l; i++) {
          if (escape[i] !== buf[pos + i]) {
            return false;
          }
        }
        return true;
      }
      return false;
    },
    __isFloat: function(value) {
      return value - parseFloat(value) + 1 >= 0;
    },
    // Keep it in case we implement the `cast_int` option
    // __isInt(value){
    //   // return Number.isInteger(parseInt(value))
    //   // return !isNaN( parseInt( obj ) );
    //   return /^(\-|\+)?[1-9][0-9]*$/.test(value)
    // }
    __isQuote: function(buf, pos) {
      const { quote } = this.options;
      if (quote === null) return false;
      const l = quote.length;
      for (let i = 0; i < l; i++) {
        if (quote[i] !== buf[pos + i]) {
          return false;
        }
      }
      return true;
    },
    __isRecordDelimiter: function(chr, buf, pos) {
      const { record_delimiter } = this.options;
      const recordDelimiterLength = record_delimiter.length;
      loop1: for (let i = 0; i < recordDelimiterLength; i++) {
        const rd = record_delimiter[i];
        const rdLength = rd.length;
        if (rd[0] !== chr) {
          continue;
        }
        for (let j = 1; j < rdLength; j++) {
          if (rd[j] !== buf[pos + j]) {
            continue loop1;
          }
        }
        return rd.length;
      }
      return 0;
    },
    __autoDiscoverRecordDelimiter: function(buf, pos) {
      const { encoding } = this.options;
      const rds = [
        // Important, the windows line ending must be before mac os 9
        Buffer.from("\r\n", encoding),
        Buffer.from("\n", encoding),
        Buffer.from("\r", encoding)
      ];
      loop: for (let i = 0; i < rds.length; i++) {
        const l = rds[i].length;
        for (let j = 0; j < l; j++) {
          if (rds[i][j] !== buf[pos + j]) {
            continue loop;
          }
        }
        this.options.record_delimiter.push(rds[i]);
        this.state.recordDelimiterMaxLength = rds[i].length;
        return rds[i].length;
      }
      return 0;
    },
    __error: function(msg) {
      const { encoding, raw, skip_records_with_error } = this.options;
      const err = typeof msg === "string" ? new Error(msg) : msg;
      if (skip_records_with_error) {
        this.state.recordHasError = true;
        if (this.options.on_skip !== void 0) {
          try {
            this.options.on_skip(
              err,
              raw ? this.state.rawBuffer.toString(encoding) : void 0
            );
          } catch (err2) {
            return err2;
          }
        }
        return void 0;
      } else {
        return err;
      }
    },
    __infoDataSet: function() {
      return {
        ...this.info,
        columns: this.options.columns
      };
    },
    __infoRecord: function() {
      const { columns, raw, encoding } = this.options;
      return {
        ...this.__infoDataSet(),
        bytes_records: this.info.bytes,
        error: this.state.error,
        header: columns === true,
        index: this.state.record.length,
        raw: raw ? this.state.rawBuffer.toString(encoding) : void 0
      };
    },
    __infoField: function() {
      const { columns } = this.options;
      const isColumns = Array.isArray(columns);
      const bytes_records = this.info.bytes_records;
      return {
        ...this.__infoRecord(),
        bytes_records,
        column: isColumns === true ? columns.length > this.state.record.length ? columns[this.state.record.length].name : null : this.state.record.length,
        quoting: this.state.wasQuoting
      };
    }
  };
};

// node_modules/csv-parse/lib/sync.js
var parse = function(data, opts = {}) {
  if (typeof data === "string") {
    data = Buffer.from(data);
  }
  const records = opts && opts.objname ? /* @__PURE__ */ Object.create(null) : [];
  const parser = transform(opts);
  const push = (record) => {
    if (parser.options.objname === void 0) records.push(record);
    else {
      records[record[0]] = record[1];
    }
  };
  const close = () => {
  };
  const error = parser.parse(data, true, push, close);
  if (error !== void 0) throw error;
  return records;
};

// src/csv/parser.ts
function parseRecords(bytes2, csv) {
  const records = parse(Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength), {
    bom: false,
    delimiter: Buffer.from(csv.delimiter),
    quote: csv.quote === "" ? null : Buffer.from(csv.quote),
    escape: csv.quote === "" ? null : Buffer.from(csv.quote),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    ...csv.comment === void 0 ? {} : { comment: csv.comment, comment_no_infix: true },
    encoding: "latin1"
  });
  return records.map((record) => record.map((field) => Buffer.from(field, "latin1")));
}
function parseRecord(bytes2, csv) {
  try {
    const [fields, ...more] = parseRecords(bytes2, csv);
    if (fields !== void 0 && more.length === 0) return { fields };
    return { rule: "CSV_ODD_QUOTES", problem: "its quotes do not show where it ends" };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rule: error.code, problem: PROBLEMS[error.code] ?? "csv-parse cannot read it" };
  }
}
var PROBLEMS = {
  CSV_INVALID_CLOSING_QUOTE: "text follows a closing quote; double a quote that belongs to the value",
  INVALID_OPENING_QUOTE: "a quote stands inside a field that is not quoted; quote the whole field and double the quote",
  CSV_QUOTE_NOT_CLOSED: "a quoted field is never closed"
};

// src/csv/splitter.ts
var LF = 10;
var CR = 13;
function createSplitter(csv) {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  const comment = Buffer.from(csv.comment ?? "");
  return (bounds, block, maxRecords) => {
    const { text: text2, start, end, final, stopAt } = bounds;
    Object.assign(block, { records: 0, fields: 0, blank: 0, lines: 0, escapes: 0, odds: 0, consumed: start });
    Object.assign(block, { stopped: false, full: false, cutField: -1, cutFields: 0 });
    let position = start;
    let lines = 0;
    let isCut = false;
    function stands(mark) {
      if (mark.length === 0) return false;
      for (let at = 0; at < mark.length; at++) {
        if (position + at >= end) {
          isCut = !final;
          return false;
        }
        if (text2[position + at] !== mark[at]) return false;
      }
      return true;
    }
    function stepOverLineEnd() {
      if (text2[position] === CR) {
        if (position + 1 >= end && !final) return false;
        if (position + 1 < end && text2[position + 1] === LF) position++;
      }
      position++;
      lines++;
      return true;
    }
    const isLineEnd = () => text2[position] === LF || text2[position] === CR;
    function stepToLineEnd() {
      while (position < end && !isLineEnd()) position++;
    }
    function stepOverRecord() {
      for (; ; ) {
        block.cutField = position;
        if (stands(quote)) {
          position += quote.length;
          if (!stepOverQuoted()) return false;
          if (isCut) return false;
          if (position < end && !isLineEnd() && !stands(delimiter)) {
            if (isCut) return false;
            stepToLineEnd();
          }
        } else {
          while (!isCut && position < end && !isLineEnd() && !stands(delimiter)) {
            if (isCut) return false;
            if (stands(quote)) stepToLineEnd();
            else position++;
          }
        }
        if (isCut) return false;
        if (position >= end) return final;
        if (isLineEnd()) return true;
        position += delimiter.length;
        block.cutFields++;
      }
    }
    function stepOverQuoted() {
      while (position < end) {
        if (stands(quote)) {
          position += quote.length;
          if (!stands(quote)) return position < end || final;
          position += quote.length;
        } else {
          if (isCut) return false;
          if (text2[position] === LF || text2[position] === CR && text2[position + 1] !== LF) lines++;
          position++;
        }
      }
      return final;
    }
    while (position < end) {
      const recordStart = position;
      const linesBefore = lines;
      block.cutFields = 0;
      let kind = "record";
      if (isLineEnd()) kind = "blank";
      else if (stands(comment)) kind = "comment";
      if (kind === "record" && block.records === maxRecords) {
        block.full = true;
        break;
      }
      let isWhole = !isCut;
      if (isWhole && kind === "comment") {
        stepToLineEnd();
        isWhole = position < end || final;
      } else if (isWhole && kind === "record") isWhole = stepOverRecord();
      const recordEnd = position;
      if (isWhole && position < end) isWhole = stepOverLineEnd();
      if (!isWhole) {
        lines = linesBefore;
        if (kind === "record") block.cutField = Math.max(block.cutField, recordStart);
        else block.cutField = recordStart;
        break;
      }
      block.cutField = -1;
      block.consumed = position;
      if (kind === "blank") block.blank++;
      if (kind !== "record") continue;
      block.recordStarts[block.records] = recordStart;
      block.recordEnds[block.records] = recordEnd;
      block.recordLines[block.records] = linesBefore;
      block.records++;
      if (position >= stopAt) {
        block.stopped = true;
        break;
      }
    }
    block.lines = lines;
  };
}

// src/csv/whole-scanner.ts
var RECORDS_AT_ONCE = 1e3;
function createWholeScanner(csv) {
  const split2 = createSplitter(csv);
  let values = Buffer.allocUnsafeSlow(64 * 1024);
  let used = 0;
  function keep(value) {
    if (used + value.length > values.length) {
      const grown2 = Buffer.allocUnsafeSlow(Math.max(used + value.length, values.length * 2));
      grown2.set(values.subarray(0, used));
      values = grown2;
    }
    values.set(value, used);
    used += value.length;
  }
  return {
    scan(bounds, block) {
      split2(bounds, block, RECORDS_AT_ONCE);
      if (block.records === 0) return;
      const { text: text2 } = bounds;
      const from = block.recordStarts[0];
      const to = block.recordEnds[block.records - 1];
      const parsed = parseBlock(text2.subarray(from, to), block.records, csv);
      block.fields = 0;
      for (let record = 0; record < block.records; record++) {
        const start = block.recordStarts[record];
        const end = block.recordEnds[record];
        let fields = parsed?.[record];
        if (fields === void 0) {
          const alone = parseRecord(text2.subarray(start, end), csv);
          if ("fields" in alone) fields = alone.fields;
        }
        const found = fields ?? [];
        if (block.fields + found.length > block.fieldStarts.length) growFields(block, found.length);
        block.odd[record] = fields === void 0 ? 1 : 0;
        block.odds += block.odd[record];
        block.firstField[record] = block.fields;
        for (const field of found) {
          block.fieldStarts[block.fields] = used;
          keep(field);
          block.fieldEnds[block.fields] = used;
          block.escaped[block.fields] = 0;
          block.fields++;
        }
      }
      block.firstField[block.records] = block.fields;
    },
    fieldBytes: () => values,
    reset() {
      used = 0;
    }
  };
}
function parseBlock(bytes2, records, csv) {
  try {
    const parsed = parseRecords(bytes2, csv);
    return parsed.length === records ? parsed : void 0;
  } catch {
    return void 0;
  }
}
function growFields(block, more) {
  const room = Math.max(block.fields + more, block.fieldStarts.length * 2);
  const { fieldStarts, fieldEnds, escaped } = block;
  block.fieldStarts = new Uint32Array(room);
  block.fieldStarts.set(fieldStarts);
  block.fieldEnds = new Uint32Array(room);
  block.fieldEnds.set(fieldEnds);
  block.escaped = new Uint8Array(room);
  block.escaped.set(escaped);
}

// src/csv/dialect.ts
function createScanner(csv, kernel) {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  if (csv.comment !== void 0 || delimiter.length !== 1 || quote.length > 1) return createWholeScanner(csv);
  const dialect = { delimiter: delimiter[0], quote: quote[0] ?? 256 };
  return {
    scan: (bounds, block) => kernel.scan({ ...bounds, dialect }, block),
    fieldBytes: (text2) => text2,
    reset: () => {
    }
  };
}

// src/csv/encoding.ts
import { TextDecoder as TextDecoder2 } from "node:util";
var PIECE = 16 * 1024;
async function* toUtf8(text2, options) {
  const declared = decoderFor(options.encoding, options.file).encoding;
  let encoding;
  let decoder;
  const encoder = new TextEncoder();
  let head = new Uint8Array(0);
  let read = 0;
  let at = 0;
  function* decode(bytes2) {
    if (encoding === "utf-8") {
      if (bytes2.length > 0) yield bytes2;
      return;
    }
    decoder ??= decoderFor(encoding, options.file);
    for (let from = 0; from < bytes2.length; from += PIECE) {
      const piece = bytes2.subarray(from, from + PIECE);
      const decoded = attempt(() => decoder.decode(piece, { stream: true }), at, at + piece.length);
      at += piece.length;
      if (decoded.length > 0) yield encoder.encode(decoded);
    }
  }
  function attempt(work, from, to) {
    try {
      return work();
    } catch (error) {
      throw new ContractError(
        "CSV_ENCODING",
        `${options.file}: a byte between offsets ${from} and ${to} is not ${encoding}; set csv.encoding to the encoding the file is written in`,
        { file: options.file, encoding, from, to },
        error
      );
    }
  }
  for await (const chunk of text2) {
    read += chunk.length;
    options.onBytes(read);
    if (encoding !== void 0) {
      yield* decode(chunk);
      continue;
    }
    const joined2 = new Uint8Array(head.length + chunk.length);
    joined2.set(head);
    joined2.set(chunk, head.length);
    head = joined2;
    if (head.length < 3) continue;
    encoding = markOf(head) ?? declared;
    yield* decode(head);
  }
  if (encoding === void 0) {
    encoding = markOf(head) ?? declared;
    yield* decode(head);
  }
  if (decoder !== void 0) {
    const rest = attempt(() => decoder.decode(), at, at);
    if (rest.length > 0) yield encoder.encode(rest);
  }
}
function markOf(head) {
  if (head[0] === 239 && head[1] === 187 && head[2] === 191) return "utf-8";
  if (head[0] === 255 && head[1] === 254) return "utf-16le";
  if (head[0] === 254 && head[1] === 255) return "utf-16be";
  return void 0;
}
function decoderFor(label, file) {
  try {
    return new TextDecoder2(label, { fatal: true, ignoreBOM: true });
  } catch (error) {
    throw new ConfigurationError(
      "CSV_ENCODING_NAME",
      `csv.encoding "${label}" (for ${file}) is not an encoding this Node.js can read: ${reasonOf(error)}; write a label like utf-8, windows-1252, utf-16le or shift_jis`,
      { encoding: label },
      error
    );
  }
}

// src/csv/group.ts
import { isUtf8 as isUtf82 } from "node:buffer";

// src/csv/block-rows.ts
function moveFields(block, from, to, width) {
  if (from === to) return;
  for (let at = 0; at < width; at++) {
    block.fieldStarts[to + at] = block.fieldStarts[from + at];
    block.fieldEnds[to + at] = block.fieldEnds[from + at];
    block.escaped[to + at] = block.escaped[from + at];
  }
}
function collapseQuotes(block, rows, width, text2, quote, before) {
  for (let field = 0; field < rows * width; field++) {
    if (block.escaped[field] === 0) continue;
    before(Math.floor(field / width));
    const end = block.fieldEnds[field];
    let to = block.fieldStarts[field];
    for (let from = to; from < end; from++) {
      const byte = text2[from];
      text2[to++] = byte;
      if (byte === quote) from++;
    }
    block.fieldEnds[field] = to;
  }
}

// src/csv/limit.ts
function fieldTooLong({ file, line, limit }) {
  return new ContractError(
    "CSV_LIMIT_FIELD",
    `${file}:${line}: a field is longer than ${formatBytes(limit)}; is a quote left open? Else raise limits.field`,
    { file, line, limit }
  );
}
function tooManyColumns({ file, line, limit }) {
  return new ContractError(
    "CSV_LIMIT_COLUMNS",
    `${file}:${line}: a record has more than ${formatCount(limit)} columns; check csv.delimiter, or raise limits.columns`,
    { file, line, limit }
  );
}
function headerTooLong({ file, line, limit }) {
  return new ContractError(
    "CSV_LIMIT_HEADER",
    `${file}:${line}: the header is longer than ${formatBytes(limit)}; is this a CSV file? Else raise limits.header`,
    { file, line, limit }
  );
}

// src/csv/originals.ts
function createOriginals() {
  let starts = new Uint32Array(0);
  let ends = new Uint32Array(0);
  let copies = Buffer.alloc(0);
  let used = 0;
  let copied = [];
  return {
    reserve(rows) {
      const [oldStarts, oldEnds] = [starts, ends];
      starts = new Uint32Array(rows);
      starts.set(oldStarts);
      ends = new Uint32Array(rows);
      ends.set(oldEnds);
    },
    add(row, start, end) {
      starts[row] = start;
      ends[row] = end;
    },
    copy(row, text2) {
      if (copied.at(-1) === row) return;
      const [start, end] = [starts[row], ends[row]];
      if (used + end - start > copies.length) {
        const more = Buffer.allocUnsafeSlow(Math.max(used + end - start, copies.length * 2, 64 * 1024));
        more.set(copies.subarray(0, used));
        copies = more;
      }
      copies.set(text2.subarray(start, end), used);
      starts[row] = used;
      used += end - start;
      ends[row] = used;
      copied.push(row);
    },
    finish(text2, rows) {
      let bytes2 = text2;
      if (copied.length > 0) {
        bytes2 = Buffer.concat([text2, copies.subarray(0, used)]);
        for (const row of copied) {
          starts[row] = starts[row] + text2.length;
          ends[row] = ends[row] + text2.length;
        }
      }
      return { bytes: bytes2, starts: starts.subarray(0, rows), ends: ends.subarray(0, rows) };
    },
    reset() {
      used = 0;
      copied = [];
    }
  };
}

// src/kernel/byte-dictionary.ts
var MAX_STRINGS = MAX_DICTIONARY - 1;
var LONGEST_WALK = 1024;
var FIRST_SLOTS = 256;
function createByteDictionary() {
  return {
    size: 0,
    starts: new Uint32Array(FIRST_SLOTS / 2),
    ends: new Uint32Array(FIRST_SLOTS / 2),
    table: new Int32Array(FIRST_SLOTS * 4)
  };
}
function clearDictionary(dictionary) {
  if (dictionary.size > 0) dictionary.table.fill(0);
  dictionary.size = 0;
}
function look(request) {
  const { dictionary, text: text2, starts, ends, stride, count, out, outAt } = request;
  let { table } = dictionary;
  let mask = table.length / 4 - 1;
  let field = request.first;
  for (let taken = 0; taken < count; taken++, field += stride) {
    const start = starts[field];
    const end = ends[field];
    const length = end - start;
    let low = 0;
    let high = 0;
    if (length <= 4) {
      for (let at = start; at < end; at++) low = low << 8 | text2[at];
    } else if (length <= 8) {
      low = wordAt(text2, start);
      for (let at = start + 4; at < end; at++) high = high << 8 | text2[at];
    } else {
      const last = end - 4;
      for (let at = start; at < last; at += 4) low = Math.imul(low ^ wordAt(text2, at), 1540483477) ^ low >>> 15;
      high = wordAt(text2, last);
    }
    let slot = Math.imul(low ^ Math.imul(high, 2246822507), 2654435761) ^ length | 0;
    slot = (slot ^ slot >>> 15) & mask;
    let walked = 0;
    for (; ; ) {
      const at = slot << 2;
      const entry = table[at + 3];
      if (entry === 0) {
        const position = dictionary.size;
        if (position === MAX_STRINGS) return taken;
        table[at] = low;
        table[at + 1] = high;
        table[at + 2] = length;
        table[at + 3] = position + 1;
        if (position === dictionary.starts.length) growStrings(dictionary);
        dictionary.starts[position] = start;
        dictionary.ends[position] = end;
        dictionary.size = position + 1;
        out[outAt + taken] = position;
        if (dictionary.size * 2 > mask) {
          growTable(dictionary);
          table = dictionary.table;
          mask = table.length / 4 - 1;
        }
        break;
      }
      if (table[at] === low && table[at + 1] === high && table[at + 2] === length && (length <= 8 || isEqual(text2, start, dictionary.starts[entry - 1], length))) {
        out[outAt + taken] = entry - 1;
        break;
      }
      if (++walked > LONGEST_WALK) return taken;
      slot = slot + 1 & mask;
    }
  }
  return count;
}
function wordAt(text2, at) {
  return text2[at] << 24 | text2[at + 1] << 16 | text2[at + 2] << 8 | text2[at + 3];
}
function isEqual(text2, a, b, length) {
  for (let at = 0; at < length; at++) if (text2[a + at] !== text2[b + at]) return false;
  return true;
}
function growStrings(dictionary) {
  const { starts, ends } = dictionary;
  dictionary.starts = new Uint32Array(starts.length * 2);
  dictionary.starts.set(starts);
  dictionary.ends = new Uint32Array(ends.length * 2);
  dictionary.ends.set(ends);
}
function growTable(dictionary) {
  const old = dictionary.table;
  const table = new Int32Array(old.length * 2);
  const mask = table.length / 4 - 1;
  for (let at = 0; at < old.length; at += 4) {
    if (old[at + 3] === 0) continue;
    const low = old[at];
    const high = old[at + 1];
    const length = old[at + 2];
    let slot = Math.imul(low ^ Math.imul(high, 2246822507), 2654435761) ^ length | 0;
    slot = (slot ^ slot >>> 15) & mask;
    while (table[slot * 4 + 3] !== 0) slot = slot + 1 & mask;
    table.set(old.subarray(at, at + 4), slot * 4);
  }
  dictionary.table = table;
}

// src/csv/text-columns.ts
var ROWS_TO_JUDGE = 2e4;
var LARGEST_SHARE = 1 / 4;
function createColumnBuilder(direct, kernel) {
  const dictionary = direct ? void 0 : createByteDictionary();
  let isDirect = direct;
  let room = 0;
  let indices = new Uint16Array(0);
  let starts = new Uint32Array(0);
  let ends = new Uint32Array(0);
  function spread(looked, rows) {
    reserveSpans();
    for (let row = 0; row < rows; row++) {
      const at = indices[row];
      starts[row] = looked.starts[at];
      ends[row] = looked.ends[at];
    }
    isDirect = true;
  }
  function reserveSpans() {
    if (starts.length >= room) return;
    starts = grown(starts, new Uint32Array(room));
    ends = grown(ends, new Uint32Array(room));
  }
  return {
    reserve(rows) {
      room = rows;
      if (dictionary !== void 0) indices = grown(indices, new Uint16Array(rows));
      if (isDirect) reserveSpans();
    },
    add(block, bytes2, first, stride, count, at) {
      const { fieldStarts, fieldEnds } = block;
      let taken = 0;
      if (dictionary !== void 0 && !isDirect) {
        const request = { dictionary, text: bytes2, starts: fieldStarts, ends: fieldEnds, first, stride, count };
        taken = kernel.look({ ...request, out: indices, outAt: at });
        if (taken === count) return;
        spread(dictionary, at + taken);
      }
      for (let field = first + taken * stride; taken < count; taken++, field += stride) {
        starts[at + taken] = fieldStarts[field];
        ends[at + taken] = fieldEnds[field];
      }
    },
    finish(bytes2, rows) {
      if (dictionary !== void 0 && !isDirect && rows > ROWS_TO_JUDGE && dictionary.size > rows * LARGEST_SHARE) {
        spread(dictionary, rows);
      }
      if (dictionary === void 0 || isDirect) {
        return { kind: "direct", values: { bytes: bytes2, starts: starts.subarray(0, rows), ends: ends.subarray(0, rows) } };
      }
      const { size: size2 } = dictionary;
      const values = { bytes: bytes2, starts: dictionary.starts.subarray(0, size2), ends: dictionary.ends.subarray(0, size2) };
      return { kind: "dictionary", indices: indices.subarray(0, rows), values };
    },
    reset() {
      isDirect = direct;
      if (dictionary !== void 0) clearDictionary(dictionary);
    }
  };
}
function grown(from, to) {
  to.set(from);
  return to;
}

// src/csv/group.ts
var FIRST_ROWS = 4096;
function createGroup(options) {
  const { csv, limits, file } = options;
  const width = options.header.length;
  const columns = options.header.map((_, at) => createColumnBuilder(options.direct[at] === true, options.kernel));
  const originals = createOriginals();
  let lines = new Uint32Array(0);
  let rows = 0;
  let malformed = [];
  let droppedExtra = 0;
  function reserve(wanted) {
    if (wanted <= lines.length) return;
    const room = Math.max(wanted, lines.length * 2, FIRST_ROWS);
    const more = new Uint32Array(room);
    more.set(lines);
    lines = more;
    originals.reserve(room);
    for (const column of columns) column.reserve(room);
  }
  function faultOf(placed, r, isSuspect) {
    const { block, text: text2 } = placed;
    if (isSuspect) {
      const bytes2 = text2.subarray(block.recordStarts[r], block.recordEnds[r]);
      if (bytes2.includes(0)) return { rule: "NUL", problem: "it holds a NUL byte" };
      if (!isUtf82(bytes2)) return { rule: "ENCODING", problem: "it holds bytes that are not UTF-8; see csv.encoding" };
    }
    if (block.odd[r] === 1) {
      const bytes2 = text2.subarray(block.recordStarts[r], block.recordEnds[r]);
      const parsed = parseRecord(bytes2, csv);
      return "rule" in parsed ? parsed : { rule: "CSV_ODD_QUOTES", problem: "its quotes are misplaced" };
    }
    const first = block.firstField[r];
    const fields = block.firstField[r + 1] - first;
    if (fields === width) return void 0;
    const inconsistent = (how) => ({
      rule: "CSV_RECORD_INCONSISTENT_COLUMNS",
      problem: `it has ${fields} fields where the header has ${width}${how}`
    });
    if (fields < width) return inconsistent("");
    for (let at = first + width; at < first + fields; at++) {
      if (block.fieldStarts[at] !== block.fieldEnds[at]) return inconsistent("");
    }
    if (csv.extraEmptyColumns === "error")
      return inconsistent(", all empty beyond it; csv.extra_empty_columns: drop takes such rows");
    droppedExtra++;
    return void 0;
  }
  function checkLimits2({ block, line }) {
    for (let r = 0; r < block.records; r++) {
      const first = block.firstField[r];
      const next = block.firstField[r + 1];
      const at = line + block.recordLines[r];
      if (next - first > limits.columns) throw tooManyColumns({ file, line: at, limit: limits.columns });
      if (block.recordEnds[r] - block.recordStarts[r] <= limits.field) continue;
      if (next === first) throw fieldTooLong({ file, line: at, limit: limits.field });
      for (let field = first; field < next; field++) {
        if (block.fieldEnds[field] - block.fieldStarts[field] > limits.field) {
          throw fieldTooLong({ file, line: at, limit: limits.field });
        }
      }
    }
  }
  return {
    add(placed) {
      const { block, text: text2, start, line } = placed;
      checkLimits2(placed);
      const bytes2 = text2.subarray(start, block.consumed);
      const isSuspect = bytes2.includes(0) || !isUtf82(bytes2);
      reserve(rows + block.records);
      const firstRow = rows;
      for (let r = 0; r < block.records; r++) {
        const recordStart = block.recordStarts[r];
        const recordEnd = block.recordEnds[r];
        const recordLine = line + block.recordLines[r];
        const first = block.firstField[r];
        if (isSuspect || block.odds > 0 || block.firstField[r + 1] - first !== width) {
          const fault = faultOf(placed, r, isSuspect);
          if (fault !== void 0) {
            const original = Uint8Array.from(
              text2.subarray(recordStart, Math.min(recordEnd, recordStart + MAX_ORIGINAL_TEXT))
            );
            malformed.push({ line: recordLine, record: placed.record + r, ...fault, text: original });
            continue;
          }
        }
        moveFields(block, first, (rows - firstRow) * width, width);
        lines[rows] = recordLine;
        originals.add(rows, recordStart, recordEnd);
        rows++;
      }
      const count = rows - firstRow;
      if (block.escapes > 0) {
        collapseQuotes(
          block,
          count,
          width,
          text2,
          csv.quote.charCodeAt(0),
          (row) => originals.copy(firstRow + row, text2)
        );
      }
      for (let column = 0; column < width; column++) {
        columns[column]?.add(block, placed.fieldBytes, column, width, count, firstRow);
      }
    },
    isEmpty: () => rows === 0 && malformed.length === 0,
    droppedExtra: () => droppedExtra,
    finish(number, text2, fieldBytes) {
      return {
        group: number,
        rows,
        columns: columns.map((column) => column.finish(fieldBytes, rows)),
        lines: lines.subarray(0, rows),
        records: originals.finish(text2, rows),
        malformed
      };
    },
    reset() {
      rows = 0;
      malformed = [];
      originals.reset();
      for (const column of columns) column.reset();
    }
  };
}

// src/csv/header.ts
function readHeader(options) {
  const { file, line } = options;
  const names = options.fields.map((bytes2) => decodeName(bytes2, file, line).trim());
  const unnamed = names.flatMap((name, at) => name === "" ? [at + 1] : []);
  if (unnamed.length > 0) {
    throw headerError(
      options,
      `column ${unnamed.slice(0, 20).join(", ")} of ${names.length} has no name; give every column of the header a name`,
      { unnamed }
    );
  }
  const seen = /* @__PURE__ */ new Set();
  const twice = [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
  if (twice.length > 0) {
    const shown = twice.slice(0, 20).map((name) => `"${safeText(name, 100)}"`);
    throw headerError(
      options,
      `${shown.join(", ")} ${twice.length === 1 ? "occurs" : "occur"} more than once (names are compared trimmed); each column needs a name of its own`,
      { twice }
    );
  }
  return names;
}
function headerError(options, problem, data) {
  return new ContractError("CSV_HEADER", `${options.file}:${options.line}: the header is wrong: ${problem}`, {
    file: options.file,
    line: options.line,
    ...data
  });
}
function decodeName(bytes2, file, line) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes2);
  } catch (error) {
    throw new ContractError(
      "CSV_ENCODING",
      `${file}:${line}: the header is not UTF-8; set csv.encoding to the encoding the file is written in, like windows-1252`,
      { file, line },
      error
    );
  }
}
function nulInHeader(header, file, line) {
  const nuls = [0, 0];
  header.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2] = nuls[at % 2] + 1;
  });
  const [even, odd] = nuls;
  const guess = even + odd < header.length / 3 ? void 0 : odd > even ? "utf-16le" : "utf-16be";
  return guess === void 0 ? new ContractError("NUL", `${file}:${line}: the header holds a NUL byte; is this a CSV file?`, { file, line }) : new ContractError("CSV_ENCODING", `${file}:${line}: this looks like ${guess}; set csv.encoding: ${guess}`, {
    file,
    line,
    guess
  });
}

// src/csv/window.ts
var PIECE2 = 256 * 1024;
function createWindow(source) {
  const chunks = source[Symbol.asyncIterator]();
  let chunk = new Uint8Array(0);
  let taken = 0;
  const window = {
    bytes: Buffer.allocUnsafeSlow(PIECE2 * 2),
    length: 0,
    base: 0,
    ended: false,
    drop(count) {
      window.bytes.copyWithin(0, count, window.length);
      window.length -= count;
      window.base += count;
    },
    async fill(wanted) {
      while (window.length < wanted && !window.ended) {
        if (taken === chunk.length) {
          const next = await chunks.next();
          if (next.done === true) {
            window.ended = true;
            return;
          }
          chunk = next.value;
          taken = 0;
          continue;
        }
        const piece = chunk.subarray(taken, taken + PIECE2);
        const needed = window.length + piece.length;
        if (needed > window.bytes.length) {
          const grown2 = Buffer.allocUnsafeSlow(Math.max(needed, window.bytes.length * 2));
          grown2.set(window.bytes.subarray(0, window.length));
          window.bytes = grown2;
        }
        window.bytes.set(piece, window.length);
        window.length = needed;
        taken += piece.length;
      }
    },
    async close() {
      await chunks.return?.();
    }
  };
  return window;
}

// src/csv/read.ts
var GROUP_BYTES = 10 * 1024 * 1024;
var BLOCK_FIELDS = 32 * 1024;
var BLOCK_RECORDS = 16 * 1024;
var CUT_SLACK = 1024;
var BYTE_ORDER_MARK = Buffer.from("\uFEFF");
function readCsv(text2, options) {
  const { csv, limits, file } = options;
  const groupBytes = options.groupBytes ?? GROUP_BYTES;
  const scanner = createScanner(csv, options.kernel);
  let block = createScanBlock(BLOCK_RECORDS, BLOCK_FIELDS);
  const counts = { records: 0, blank: 0, droppedExtra: 0, bytes: 0 };
  const window = createWindow(
    toUtf8(text2, {
      encoding: csv.encoding,
      file,
      onBytes: (bytes2) => {
        counts.bytes = bytes2;
        options.onBytes?.(bytes2);
      }
    })
  );
  let position = 0;
  let line = 1;
  let headerRead;
  async function nextBlock(stopAt, isHeader) {
    let wanted = position + 1;
    for (; ; ) {
      await window.fill(wanted);
      if (position === window.length) return false;
      const bounds = { text: window.bytes, start: position, end: window.length, final: window.ended, stopAt };
      scanner.scan(bounds, block);
      if (isHeader) checkHeaderLength();
      if (block.records > 0) return true;
      if (block.full) {
        growBlock();
        continue;
      }
      checkCutField();
      skipBlock();
      if (!window.ended) wanted = position + Math.max(1, 2 * (window.length - position));
    }
  }
  function skipBlock() {
    position = block.consumed;
    line += block.lines;
    counts.blank += block.blank;
  }
  function growBlock() {
    const fields = block.fieldStarts.length;
    if (fields > limits.columns) {
      throw tooManyColumns({ file, line: line + block.lines, limit: limits.columns });
    }
    block = createScanBlock(BLOCK_RECORDS, fields * 2);
  }
  function checkCutField() {
    if (block.cutField < 0) return;
    const at = line + block.lines;
    if (window.length - block.cutField > limits.field + CUT_SLACK) {
      throw fieldTooLong({ file, line: at, limit: limits.field });
    }
    if (block.cutFields > limits.columns) throw tooManyColumns({ file, line: at, limit: limits.columns });
  }
  function checkHeaderLength() {
    const isWhole = block.records > 0;
    const start = isWhole ? block.recordStarts[0] : block.consumed;
    const end = isWhole ? block.recordEnds[0] : window.length - CUT_SLACK;
    if (end - start <= limits.header) return;
    const at = line + (isWhole ? block.recordLines[0] : block.lines);
    throw headerTooLong({ file, line: at, limit: limits.header });
  }
  async function readHead() {
    await window.fill(BYTE_ORDER_MARK.length);
    if (window.bytes.subarray(0, window.length).indexOf(BYTE_ORDER_MARK) === 0) position = BYTE_ORDER_MARK.length;
    if (!await nextBlock(0, true)) {
      throw new ContractError("CSV_EMPTY", `${file}: there is no header: the file holds no text`, { file });
    }
    const at = line + block.recordLines[0];
    const bytes2 = window.bytes.subarray(block.recordStarts[0], block.recordEnds[0]);
    if (bytes2.includes(0)) throw nulInHeader(bytes2, file, at);
    const parsed = parseRecord(bytes2, csv);
    if ("rule" in parsed) {
      throw new ContractError(parsed.rule, `${file}:${at}: the header cannot be read: ${parsed.problem}`, {
        file,
        line: at
      });
    }
    if (parsed.fields.length > limits.columns) throw tooManyColumns({ file, line: at, limit: limits.columns });
    const names = readHeader({ fields: parsed.fields, file, line: at });
    skipBlock();
    const direct = options.direct(names);
    return { names, group: createGroup({ header: names, direct, csv, limits, file, kernel: options.kernel }) };
  }
  function head() {
    headerRead ??= readHead().catch(async (error) => {
      await window.close();
      throw error;
    });
    return headerRead;
  }
  async function* batches() {
    try {
      const { group } = await head();
      for (let number = 0; ; ) {
        window.drop(position);
        position = 0;
        group.reset();
        scanner.reset();
        const end = (Math.floor(window.base / groupBytes) + 1) * groupBytes;
        let isOpen = true;
        while (isOpen && await nextBlock(end - window.base, false)) {
          const placed = { block, text: window.bytes, start: position, fieldBytes: scanner.fieldBytes(window.bytes) };
          group.add({ ...placed, line, record: counts.records });
          counts.records += block.records;
          isOpen = !block.stopped;
          skipBlock();
        }
        if (!group.isEmpty()) {
          const seen = window.bytes.subarray(0, position);
          yield group.finish(number++, seen, scanner.fieldBytes(seen));
        }
        counts.droppedExtra = group.droppedExtra();
        if (isOpen) return;
      }
    } finally {
      await window.close();
    }
  }
  return {
    header: async () => (await head()).names,
    batches,
    counts: () => ({ ...counts })
  };
}

// src/kernel/scan.ts
var LF2 = 10;
var CR2 = 13;
function scan(request, block) {
  const { text: text2, start, end, final, stopAt } = request;
  const { delimiter, quote } = request.dialect;
  const { recordStarts, recordEnds, recordLines, firstField, odd, fieldStarts, fieldEnds, escaped } = block;
  const maxRecords = recordStarts.length;
  const maxFields = fieldStarts.length;
  const special = specialBytes(delimiter, quote);
  let position = start;
  let records = 0;
  let fields = 0;
  let lines = 0;
  let blank = 0;
  let escapes = 0;
  let odds = 0;
  let consumed = start;
  block.stopped = false;
  block.full = false;
  block.cutField = -1;
  block.cutFields = 0;
  scanning: while (position < end) {
    const recordStart = position;
    const linesBefore = lines;
    const escapesBefore = escapes;
    let byte = text2[position];
    if (byte === LF2 || byte === CR2) {
      if (byte === CR2) {
        if (position + 1 === end) {
          if (!final) break;
        } else if (text2[position + 1] === LF2) position++;
      }
      position++;
      lines++;
      blank++;
      consumed = position;
      continue;
    }
    if (records === maxRecords) {
      block.full = true;
      break;
    }
    const first = fields;
    let isOdd = 0;
    let recordEnd = -1;
    while (recordEnd < 0) {
      if (fields === maxFields) {
        block.full = true;
        fields = first;
        lines = linesBefore;
        escapes = escapesBefore;
        break scanning;
      }
      let fieldStart = position;
      let fieldEnd;
      let isEscaped = 0;
      let isCut = false;
      if (position < end && text2[position] === quote) {
        position++;
        fieldStart = position;
        for (; ; ) {
          while (position < end) {
            byte = text2[position];
            if (byte === quote) break;
            if (byte === LF2 || byte === CR2 && text2[position + 1] !== LF2) lines++;
            position++;
          }
          if (position >= end) {
            isCut = true;
            isOdd = 1;
            break;
          }
          if (position + 1 >= end) {
            isCut = !final;
            break;
          }
          if (text2[position + 1] !== quote) break;
          isEscaped = 1;
          position += 2;
        }
        fieldEnd = position;
        if (isOdd === 0) position++;
      } else {
        while (position < end && special[text2[position]] === 0) position++;
        fieldEnd = position;
      }
      if (position < end) {
        byte = text2[position];
        if (byte !== delimiter && byte !== LF2 && byte !== CR2) {
          isOdd = 1;
          while (position < end) {
            byte = text2[position];
            if (byte === LF2 || byte === CR2) break;
            position++;
          }
          fieldEnd = position;
        }
      }
      if (position >= end) {
        if (isCut || !final) {
          if (!final) {
            block.cutField = fieldStart;
            block.cutFields = fields - first;
            fields = first;
            lines = linesBefore;
            escapes = escapesBefore;
            break scanning;
          }
          fieldEnd = end;
        }
        recordEnd = end;
        position = end;
      } else if (byte === delimiter) {
        position++;
      } else {
        recordEnd = position;
        if (byte === CR2) {
          if (position + 1 === end) {
            if (!final) {
              block.cutField = fieldStart;
              block.cutFields = fields - first;
              fields = first;
              lines = linesBefore;
              escapes = escapesBefore;
              break scanning;
            }
          } else if (text2[position + 1] === LF2) position++;
        }
        position++;
        lines++;
      }
      fieldStarts[fields] = fieldStart;
      fieldEnds[fields] = fieldEnd;
      escaped[fields] = isEscaped;
      escapes += isEscaped;
      fields++;
    }
    recordStarts[records] = recordStart;
    recordEnds[records] = recordEnd;
    recordLines[records] = linesBefore;
    firstField[records] = first;
    odd[records] = isOdd;
    odds += isOdd;
    records++;
    consumed = position;
    if (position >= stopAt) {
      block.stopped = true;
      break;
    }
  }
  firstField[records] = fields;
  block.records = records;
  block.fields = fields;
  block.lines = lines;
  block.blank = blank;
  block.escapes = escapes;
  block.odds = odds;
  block.consumed = consumed;
}
function specialBytes(delimiter, quote) {
  const key = delimiter * 257 + quote;
  let table = tables.get(key);
  if (table === void 0) {
    table = new Uint8Array(256);
    for (const byte of [delimiter, quote, LF2, CR2]) if (byte < 256) table[byte] = 1;
    tables.set(key, table);
  }
  return table;
}
var tables = /* @__PURE__ */ new Map();

// src/kernel/typescript-kernel.ts
var typescriptKernel = { scan, look };

// src/parquet/format.ts
var MAGIC = new Uint8Array([80, 65, 82, 49]);
var CREATED_BY = "lakeferry";
var CODEC = { none: 0, gzip: 2, zstd: 6 };
var TYPE = { boolean: 0, int32: 1, int64: 2, double: 5, bytes: 6, decimal: 7 };
var ENCODING = { plain: 0, rle: 3, delta: 5, dictionary: 8 };
var PAGE = { data: 0, dictionary: 2 };
var REPETITION = { required: 0, optional: 1 };
var DECIMAL_BYTES = 16;
var MOST_PAGE_BYTES = 2 ** 28;

// src/parquet/sink.ts
var Sink = class {
  bytes;
  length = 0;
  constructor(capacity) {
    this.bytes = new Uint8Array(capacity);
  }
  /** Makes room for `count` more bytes; `bytes` may be another array afterwards. */
  reserve(count) {
    if (this.length + count <= this.bytes.length) return;
    const grown2 = new Uint8Array(Math.max(this.length + count, this.bytes.length * 2));
    grown2.set(this.bytes.subarray(0, this.length));
    this.bytes = grown2;
  }
  push(byte) {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }
  write(bytes2) {
    this.reserve(bytes2.length);
    this.bytes.set(bytes2, this.length);
    this.length += bytes2.length;
  }
  /** What was written: a view, until the next write. */
  written() {
    return this.bytes.subarray(0, this.length);
  }
  /** What was written, in an array of exactly its length. */
  copy() {
    return this.length === this.bytes.length ? this.bytes : this.bytes.slice(0, this.length);
  }
};

// src/parquet/thrift.ts
var TRUE = 1;
var FALSE = 2;
var I8 = 3;
var I16 = 4;
var I32 = 5;
var I64 = 6;
var DOUBLE = 7;
var BINARY = 8;
var LIST = 9;
var SET = 10;
var STRUCT = 12;
var ThriftWriter = class {
  #sink = new Sink(256);
  #lastId = 0;
  i32(id, value) {
    this.#field(id, I32);
    this.#zigzag(value);
  }
  i64(id, value) {
    this.#field(id, I64);
    this.#zigzag(value);
  }
  bool(id, value) {
    this.#field(id, value ? TRUE : FALSE);
  }
  i8(id, value) {
    this.#field(id, I8);
    this.#sink.push(value & 255);
  }
  binary(id, value) {
    this.#field(id, BINARY);
    this.#bytes(value);
  }
  struct(id, write) {
    this.#field(id, STRUCT);
    this.#nested(write);
  }
  structs(id, items2, write) {
    this.#list(id, STRUCT, items2.length);
    for (const item of items2) this.#nested(() => write(item));
  }
  i32s(id, items2) {
    this.#list(id, I32, items2.length);
    for (const item of items2) this.#zigzag(item);
  }
  strings(id, items2) {
    this.#list(id, BINARY, items2.length);
    for (const item of items2) this.#bytes(item);
  }
  /** Ends the struct. */
  finish() {
    this.#sink.push(0);
    return this.#sink.copy();
  }
  #nested(write) {
    const outer = this.#lastId;
    this.#lastId = 0;
    write();
    this.#sink.push(0);
    this.#lastId = outer;
  }
  #field(id, type) {
    const step = id - this.#lastId;
    if (step >= 1 && step <= 15) {
      this.#sink.push(step << 4 | type);
    } else {
      this.#sink.push(type);
      this.#zigzag(id);
    }
    this.#lastId = id;
  }
  #list(id, type, length) {
    this.#field(id, LIST);
    if (length < 15) {
      this.#sink.push(length << 4 | type);
    } else {
      this.#sink.push(240 | type);
      this.#varint(length);
    }
  }
  #bytes(value) {
    const bytes2 = typeof value === "string" ? new TextEncoder().encode(value) : value;
    this.#varint(bytes2.length);
    this.#sink.write(bytes2);
  }
  #zigzag(value) {
    this.#varint(value >= 0 ? value * 2 : value * -2 - 1);
  }
  #varint(value) {
    let rest = value;
    while (rest >= 128) {
      const low = rest % 128;
      this.#sink.push(low | 128);
      rest = (rest - low) / 128;
    }
    this.#sink.push(rest);
  }
};
var DEEPEST = 16;
var MOST_VALUES = 2 ** 23;
function readThrift(bytes2, at, end) {
  let position = at;
  let values = 0;
  function byte() {
    if (position >= end) throw new RangeError("a thrift struct is cut short");
    return bytes2[position++];
  }
  function varint() {
    let value = 0;
    let scale = 1;
    for (; ; ) {
      const next = byte();
      value += (next & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError("a thrift number is too large");
      if (next < 128) return value;
      scale *= 128;
      if (scale > 2 ** 56) throw new RangeError("a thrift number is too long");
    }
  }
  function zigzag() {
    const value = varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  function take(length) {
    if (length > end - position) throw new RangeError("a thrift text is cut short");
    position += length;
    return bytes2.subarray(position - length, position);
  }
  function read(type, depth) {
    if (++values > MOST_VALUES) throw new RangeError("a thrift struct has too many values");
    switch (type) {
      case TRUE:
        return true;
      case FALSE:
        return false;
      case I8:
        return byte() << 24 >> 24;
      case I16:
      case I32:
      case I64:
        return zigzag();
      case DOUBLE:
        return take(8);
      case BINARY:
        return take(varint());
      case LIST:
      case SET:
        return list(depth + 1);
      case STRUCT:
        return struct2(depth + 1);
    }
    throw new RangeError(`an unknown thrift type ${type}`);
  }
  function list(depth) {
    if (depth > DEEPEST) throw new RangeError("a thrift struct is too deep");
    const head = byte();
    const type = head & 15;
    const length = head >>> 4 === 15 ? varint() : head >>> 4;
    if (length > end - position) throw new RangeError("a thrift list is cut short");
    const items2 = [];
    for (let k = 0; k < length; k++) items2.push(type === TRUE || type === FALSE ? byte() === TRUE : read(type, depth));
    return items2;
  }
  function struct2(depth) {
    if (depth > DEEPEST) throw new RangeError("a thrift struct is too deep");
    const fields = /* @__PURE__ */ new Map();
    let id = 0;
    for (; ; ) {
      const head = byte();
      if (head === 0) return fields;
      id = head >>> 4 === 0 ? zigzag() : id + (head >>> 4);
      fields.set(id, read(head & 15, depth));
    }
  }
  return { value: struct2(0), end: position };
}
function integer(struct2, id) {
  const value = struct2.get(id);
  if (typeof value !== "number") throw new RangeError(`thrift field ${id} is not a number`);
  return value;
}
function size(struct2, id) {
  const value = integer(struct2, id);
  if (value < 0) throw new RangeError(`thrift field ${id} is negative`);
  return value;
}
function struct(parent, id) {
  return asStruct(parent.get(id), id);
}
function structs(parent, id) {
  return items(parent, id).map((item) => asStruct(item, id));
}
function integers(parent, id) {
  return items(parent, id).map((item) => {
    if (typeof item !== "number") throw new RangeError(`thrift field ${id} is not a list of numbers`);
    return item;
  });
}
function bytes(parent, id) {
  const value = parent.get(id);
  if (!(value instanceof Uint8Array)) throw new RangeError(`thrift field ${id} is not a text`);
  return value;
}
function text(parent, id) {
  return new TextDecoder().decode(bytes(parent, id));
}
function texts2(parent, id) {
  return items(parent, id).map((item) => {
    if (!(item instanceof Uint8Array)) throw new RangeError(`thrift field ${id} is not a list of texts`);
    return new TextDecoder().decode(item);
  });
}
function items(parent, id) {
  const value = parent.get(id);
  if (!Array.isArray(value)) throw new RangeError(`thrift field ${id} is not a list`);
  return value;
}
function asStruct(value, id) {
  if (!(value instanceof Map)) throw new RangeError(`thrift field ${id} is not a struct`);
  return value;
}

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
    if (column.name !== field?.name || texts2(meta, 3).length !== 1 || integer(meta, 1) !== TYPE[physicalOf(field.type)])
      throw new RangeError(`column ${at + 1} of a row group is not the one of the schema`);
    position += column.compressedBytes;
    return column;
  });
  return { start, bytes: position, uncompressedBytes: size(item, 2), rows, columns };
}
function readChunk(meta, start, position, rows) {
  const statistics = struct(meta, 12);
  const column = {
    name: texts2(meta, 3)[0] ?? "",
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

// src/parquet/range.ts
var LONGEST_LIMIT = 64;
function rangeOf(column) {
  const values = column.kind === "dictionary" ? column.dictionary : column.values;
  return rangeOfValues(values, column.kind === "plain" && column.nulls > 0 ? column.validity : void 0);
}
function rangeOfValues(values, validity) {
  const count = valueCount(values);
  let first = 0;
  while (first < count && validity?.[first] === 0) first++;
  if (first === count) return "none";
  switch (values.physical) {
    case "int64":
      return rangeOfInt64(values.data, first, validity);
    case "int32":
    case "boolean":
    case "double":
      return rangeOfNumbers(values.data, first, validity);
    case "bytes":
      return rangeOfBytes(values.data, first, validity);
    case "decimal":
      return rangeOfDecimals(values.data, first, validity);
  }
}
function rangeOfInt64(data, first, validity) {
  const lows = new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  const highs = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
  let least = first;
  let greatest = first;
  let [leastHigh, leastLow] = [highs[first * 2 + 1], lows[first * 2]];
  let [greatestHigh, greatestLow] = [leastHigh, leastLow];
  for (let k = first + 1; k < data.length; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    const high = highs[k * 2 + 1];
    const low = lows[k * 2];
    if (high < leastHigh || high === leastHigh && low < leastLow) {
      least = k;
      leastHigh = high;
      leastLow = low;
    } else if (high > greatestHigh || high === greatestHigh && low > greatestLow) {
      greatest = k;
      greatestHigh = high;
      greatestLow = low;
    }
  }
  return { least, greatest };
}
function rangeOfNumbers(data, first, validity) {
  let least = first;
  let greatest = first;
  for (let k = first; k < data.length; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    const value = data[k];
    if (Number.isNaN(value)) return "unordered";
    if (value < data[least]) least = k;
    if (value > data[greatest]) greatest = k;
  }
  return { least, greatest };
}
function rangeOfBytes(spans, first, validity) {
  const { starts, ends } = spans;
  const buffer = Buffer.from(spans.bytes.buffer, spans.bytes.byteOffset, spans.bytes.byteLength);
  const compare = (a, b) => buffer.compare(buffer, starts[b], ends[b], starts[a], ends[a]);
  let least = first;
  let greatest = first;
  for (let k = first + 1; k < starts.length; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    if (compare(k, least) < 0) least = k;
    else if (compare(k, greatest) > 0) greatest = k;
  }
  return { least, greatest };
}
function rangeOfDecimals(data, first, validity) {
  let least = first;
  let greatest = first;
  for (let k = first + 1; k < data.length / DECIMAL_BYTES; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    if (compareDecimals(data, k, least) < 0) least = k;
    else if (compareDecimals(data, k, greatest) > 0) greatest = k;
  }
  return { least, greatest };
}
function compareDecimals(data, a, b) {
  const [from, to] = [a * DECIMAL_BYTES, b * DECIMAL_BYTES];
  const sign = (data[from] << 24 >> 24) - (data[to] << 24 >> 24);
  if (sign !== 0) return sign;
  for (let k = 1; k < DECIMAL_BYTES; k++) {
    const difference = data[from + k] - data[to + k];
    if (difference !== 0) return difference;
  }
  return 0;
}
function limitBytes(values, at, side) {
  switch (values.physical) {
    case "int64":
      return new Uint8Array(values.data.slice(at, at + 1).buffer);
    case "int32":
      return new Uint8Array(values.data.slice(at, at + 1).buffer);
    case "double": {
      const value = values.data[at];
      return new Uint8Array(new Float64Array([value === 0 ? side === "minimum" ? -0 : 0 : value]).buffer);
    }
    case "boolean":
      return values.data.slice(at, at + 1);
    case "decimal":
      return values.data.slice(at * DECIMAL_BYTES, (at + 1) * DECIMAL_BYTES);
    case "bytes": {
      const bytes2 = Uint8Array.from(values.data.bytes.subarray(values.data.starts[at], values.data.ends[at]));
      return bytes2.length > LONGEST_LIMIT ? void 0 : bytes2;
    }
  }
}
function limitValue(physical, bytes2) {
  const view = new DataView(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength);
  const length = { int64: 8, int32: 4, double: 8, boolean: 1, decimal: DECIMAL_BYTES }[physical];
  if (bytes2.length !== length) throw new RangeError(`a minimum or maximum of ${bytes2.length} bytes`);
  switch (physical) {
    case "int64":
      return view.getBigInt64(0, true);
    case "int32":
      return view.getInt32(0, true);
    case "double":
      return view.getFloat64(0, true);
    case "boolean":
      return view.getUint8(0);
    case "decimal":
      return view.getBigInt64(0, false) << 64n | view.getBigUint64(8, false);
  }
}

// src/parquet/value-text.ts
function valueText3(type, value) {
  switch (type.kind) {
    case "int64":
      return String(value);
    case "float64":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bool":
      return value ? "true" : "false";
    case "numeric":
      return decimalText2(BigInt(value), type.scale);
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
function decimalText2(unscaled, scale) {
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
      if (group.rows === 0) return;
      const names = group.columns.map((column) => column.name).join("\n");
      if (group.codec !== codec || names !== schema.map((field) => field.name).join("\n"))
        throw new TypeError(`${path}: a row group with other columns or another codec than the file`);
      const start = file.position();
      await file.write(group.bytes);
      const { rows, uncompressedBytes, columns } = group;
      groups.push({ start, bytes: group.bytes.length, uncompressedBytes, rows, columns });
      for (const [at, column] of columns.entries()) limits[at]?.add(column);
    },
    async close() {
      const footer = { schema, codec, groups };
      const meta = writeFooter(footer);
      const tail = new Uint8Array(meta.length + 8);
      tail.set(meta);
      new DataView(tail.buffer).setUint32(meta.length, meta.length, true);
      tail.set(MAGIC, meta.length + 4);
      await file.write(tail);
      const { bytes: bytes2, sha256 } = await file.close();
      return {
        path,
        bytes: bytes2,
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
      return { nulls, minimum: valueText3(type, minimum), maximum: valueText3(type, maximum) };
    }
  };
}

// src/kernel/bit-pack.ts
var SHORTEST_RUN = 8;
function bitWidthOf(largest) {
  return Math.max(1, 32 - Math.clz32(largest));
}
function hybridBound(count, bitWidth) {
  return Math.ceil(count * bitWidth / 8) + Math.ceil(count / 2) + 16;
}
function packHybrid(values, count, bitWidth, out, at) {
  let end = at;
  let literalStart = 0;
  let i = 0;
  while (i < count) {
    const value = values[i];
    let next = i + 1;
    while (next < count && values[next] === value) next++;
    const runStart = i + ((literalStart - i) % 8 + 8) % 8;
    if (next - runStart >= SHORTEST_RUN) {
      if (runStart > literalStart) end = packLiterals(values, literalStart, runStart, bitWidth, out, end);
      end = writeVarint(out, end, next - runStart << 1);
      out[end++] = value & 255;
      if (bitWidth > 8) out[end++] = value >>> 8;
      literalStart = next;
    }
    i = next;
  }
  if (count > literalStart) end = packLiterals(values, literalStart, count, bitWidth, out, end);
  return end;
}
function packLiterals(values, start, stop, bitWidth, out, at) {
  const groups = stop - start + 7 >>> 3;
  let end = writeVarint(out, at, groups << 1 | 1);
  const last = end + groups * bitWidth;
  let pending = 0;
  let bits = 0;
  for (let i = start; i < stop; i++) {
    pending |= values[i] << bits;
    bits += bitWidth;
    while (bits >= 8) {
      out[end++] = pending & 255;
      pending >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) out[end++] = pending;
  out.fill(0, end, last);
  return last;
}
function unpackHybrid(bytes2, at, end, bitWidth, count, out) {
  if (bitWidth < 0 || bitWidth > 16) throw new RangeError(`a bit width of ${bitWidth}`);
  const mask = 2 ** bitWidth - 1;
  let position = at;
  let done = 0;
  while (done < count) {
    let header = 0;
    let shift = 0;
    for (; ; ) {
      if (position >= end || shift > 28) throw new RangeError("a run header is cut short");
      const byte = bytes2[position++];
      header += (byte & 127) * 2 ** shift;
      shift += 7;
      if (byte < 128) break;
    }
    const length = Math.floor(header / 2);
    if (length === 0) throw new RangeError("an empty run");
    if (header % 2 === 0) {
      const width = bitWidth + 7 >>> 3;
      if (length > count - done) throw new RangeError("a run is longer than its page");
      if (position + width > end) throw new RangeError("a run is cut short");
      let value = 0;
      for (let k = 0; k < width; k++) value |= bytes2[position + k] << 8 * k;
      if (value > mask) throw new RangeError("a run value is wider than its bit width");
      position += width;
      out.fill(value, done, done + length);
      done += length;
      continue;
    }
    const size2 = length * bitWidth;
    if (position + size2 > end) throw new RangeError("packed values are cut short");
    if (length * 8 - (count - done) >= 8) throw new RangeError("packed values go beyond their page");
    const stop = Math.min(count, done + length * 8);
    let from = position;
    let pending = 0;
    let bits = 0;
    while (done < stop) {
      while (bits < bitWidth) {
        pending |= bytes2[from++] << bits;
        bits += 8;
      }
      out[done++] = pending & mask;
      pending >>>= bitWidth;
      bits -= bitWidth;
    }
    position += size2;
  }
  return position;
}
function writeVarint(out, at, value) {
  let end = at;
  let rest = value;
  while (rest > 127) {
    out[end++] = rest & 127 | 128;
    rest >>>= 7;
  }
  out[end++] = rest;
  return end;
}

// src/kernel/delta.ts
var BLOCK = 128;
var MINIBLOCKS = 4;
var MINIBLOCK = BLOCK / MINIBLOCKS;
var WORD = 2 ** 32;
var WIDEST_DELTA = 2 ** 52;
var WIDEST = 53;
function deltaBound(count) {
  return 32 + Math.ceil(count / BLOCK) * (16 + MINIBLOCKS) + Math.ceil(count / MINIBLOCK) * Math.ceil(MINIBLOCK * WIDEST / 8);
}
function packDelta(values, from, to, out, at) {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const highs = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const deltas = new Float64Array(BLOCK);
  let end = writeVarint2(out, at, BLOCK);
  end = writeVarint2(out, end, MINIBLOCKS);
  end = writeVarint2(out, end, to - from);
  end = writeWideZigzag(out, end, to > from ? values[from] : 0n);
  for (let start = from + 1; start < to; start += BLOCK) {
    const count = Math.min(BLOCK, to - start);
    let smallest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      const word = (start + k) * 2;
      const delta = (highs[word + 1] - highs[word - 1]) * WORD + (words[word] - words[word - 2]);
      if (delta >= WIDEST_DELTA || delta <= -WIDEST_DELTA) return -1;
      deltas[k] = delta;
      if (delta < smallest) smallest = delta;
    }
    end = writeVarint2(out, end, smallest >= 0 ? smallest * 2 : smallest * -2 - 1);
    const widths = end;
    end += MINIBLOCKS;
    for (let mini = 0; mini < MINIBLOCKS; mini++) {
      const first = mini * MINIBLOCK;
      const stop = Math.min(count, first + MINIBLOCK);
      let largest = 0;
      for (let k = first; k < stop; k++) {
        const above = deltas[k] - smallest;
        deltas[k] = above;
        if (above > largest) largest = above;
      }
      const width = stop <= first ? 0 : widthOf(largest);
      out[widths + mini] = width;
      if (width === 0) continue;
      deltas.fill(0, stop, first + MINIBLOCK);
      end = packMiniblock(deltas, first, width, out, end);
    }
  }
  return end;
}
function widthOf(largest) {
  return largest < WORD ? 32 - Math.clz32(largest) : 64 - Math.clz32(Math.floor(largest / WORD));
}
function packMiniblock(deltas, first, width, out, at) {
  let end = at;
  let pending = 0;
  let bits = 0;
  for (let k = first; k < first + MINIBLOCK; k++) {
    let rest = deltas[k];
    for (let left = width; left > 0; left -= 24) {
      let part = rest;
      if (left > 24) {
        part = rest % 16777216;
        rest = (rest - part) / 16777216;
      }
      pending |= part << bits;
      bits += left > 24 ? 24 : left;
      while (bits >= 8) {
        out[end++] = pending & 255;
        pending >>>= 8;
        bits -= 8;
      }
    }
  }
  return end;
}
function unpackDelta(bytes2, at, end, count, out, outAt) {
  const reader = { bytes: bytes2, at, end };
  if (readVarint(reader) !== BLOCK || readVarint(reader) !== MINIBLOCKS)
    throw new RangeError("an unknown delta layout");
  if (readVarint(reader) !== count) throw new RangeError("delta values that are not as many as their page says");
  const first = readWideZigzag(reader);
  if (count === 0) return reader.at;
  out[outAt] = first;
  const lows = new Uint32Array(out.buffer, out.byteOffset, out.length * 2);
  const highs = new Int32Array(out.buffer, out.byteOffset, out.length * 2);
  let low = lows[outAt * 2];
  let high = highs[outAt * 2 + 1];
  const deltas = new Float64Array(MINIBLOCK);
  for (let start = 1; start < count; start += BLOCK) {
    const zigzag = readVarint(reader);
    const smallest = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    const widths = reader.at;
    reader.at += MINIBLOCKS;
    if (reader.at > end) throw new RangeError("a delta block is cut short");
    for (let mini = 0; mini < MINIBLOCKS; mini++) {
      const from = start + mini * MINIBLOCK;
      if (from >= count) break;
      const width = bytes2[widths + mini];
      if (width > WIDEST) throw new RangeError(`a delta width of ${width}`);
      const size2 = MINIBLOCK * width / 8;
      if (reader.at + size2 > end) throw new RangeError("a delta miniblock is cut short");
      unpackMiniblock(bytes2, reader.at, width, deltas);
      reader.at += size2;
      const stop = Math.min(count, from + MINIBLOCK);
      for (let k = from; k < stop; k++) {
        const delta = smallest + deltas[k - from];
        const deltaHigh = Math.floor(delta / WORD);
        low += delta - deltaHigh * WORD;
        high += deltaHigh;
        if (low >= WORD) {
          low -= WORD;
          high++;
        }
        const word = (outAt + k) * 2;
        lows[word] = low;
        highs[word + 1] = high;
        high |= 0;
      }
    }
  }
  return reader.at;
}
function unpackMiniblock(bytes2, at, width, out) {
  let from = at;
  let pending = 0;
  let bits = 0;
  for (let k = 0; k < MINIBLOCK; k++) {
    let value = 0;
    let scale = 1;
    for (let left = width; left > 0; left -= 24) {
      const take = left > 24 ? 24 : left;
      while (bits < take) {
        pending |= bytes2[from++] << bits;
        bits += 8;
      }
      value += (pending & 16777215 >>> 24 - take) * scale;
      pending >>>= take;
      bits -= take;
      scale *= 16777216;
    }
    out[k] = value;
  }
}
function readVarint(reader) {
  let value = 0;
  let scale = 1;
  for (; ; ) {
    if (reader.at >= reader.end) throw new RangeError("a delta number is cut short");
    const byte = reader.bytes[reader.at++];
    value += (byte & 127) * scale;
    if (value > 2 * WIDEST_DELTA) throw new RangeError("a delta number is too large");
    if (byte < 128) return value;
    scale *= 128;
    if (scale > 2 ** 56) throw new RangeError("a delta number is too long");
  }
}
function writeVarint2(out, at, value) {
  let end = at;
  let rest = value;
  while (rest >= 128) {
    const low = rest % 128;
    out[end++] = low | 128;
    rest = (rest - low) / 128;
  }
  out[end++] = rest;
  return end;
}
function writeWideZigzag(out, at, value) {
  let end = at;
  let rest = BigInt.asUintN(64, value << 1n ^ value >> 63n);
  while (rest >= 0x80n) {
    out[end++] = Number(rest & 0x7fn) | 128;
    rest >>= 7n;
  }
  out[end++] = Number(rest);
  return end;
}
function readWideZigzag(reader) {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    if (reader.at >= reader.end) throw new RangeError("a delta number is cut short");
    const byte = reader.bytes[reader.at++];
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return BigInt.asIntN(64, value >> 1n ^ -(value & 1n));
  }
  throw new RangeError("a delta number is too long");
}

// src/parquet/page.ts
import { crc32 } from "node:zlib";

// src/parquet/compress.ts
import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
function compress(codec, body, packed) {
  switch (codec) {
    case "none":
      return body;
    case "zstd":
      return zstdCompressSync(body, {
        params: { [constants.ZSTD_c_compressionLevel]: 1 },
        pledgedSrcSize: body.length,
        chunkSize: chunkFor(body.length)
      });
    case "gzip": {
      const out = gzipSync(body, {
        level: 6,
        strategy: packed ? constants.Z_RLE : constants.Z_DEFAULT_STRATEGY,
        chunkSize: chunkFor(body.length)
      });
      out[9] = 255;
      return out;
    }
  }
}
function decompress2(codec, stored, size2) {
  const body = inflate(codec, stored, size2);
  if (body.length !== size2) throw new RangeError(`a page has ${body.length} bytes, its header says ${size2}`);
  return body;
}
function inflate(codec, stored, size2) {
  const options = { maxOutputLength: size2 + 1, chunkSize: chunkFor(size2) };
  switch (codec) {
    case "none":
      return stored;
    case "zstd":
      return zstdDecompressSync(stored, options);
    case "gzip":
      return gunzipSync(stored, options);
  }
}
function chunkFor(size2) {
  return Math.min(1 << 20, Math.max(1 << 10, size2 + 128));
}

// src/parquet/page.ts
function writePage(out, options) {
  if (options.body.length > MOST_PAGE_BYTES) throw new RangeError(`a page of ${options.body.length} bytes`);
  const stored = compress(options.codec, options.body, options.packed);
  const header = new ThriftWriter();
  header.i32(1, PAGE[options.kind]);
  header.i32(2, options.body.length);
  header.i32(3, stored.length);
  header.i32(4, crc32(stored) | 0);
  if (options.kind === "data") {
    header.struct(5, () => {
      header.i32(1, options.values);
      header.i32(2, options.encoding);
      header.i32(3, ENCODING.rle);
      header.i32(4, ENCODING.rle);
    });
  } else {
    header.struct(7, () => {
      header.i32(1, options.values);
      header.i32(2, options.encoding);
    });
  }
  const head = header.finish();
  out.write(head);
  out.write(stored);
  return head.length + options.body.length;
}

// src/parquet/plain.ts
function writePlain(out, values, from, to, validity) {
  switch (values.physical) {
    case "int64":
    case "double":
      writeFixed(out, values.data, 8, from, to, validity);
      return;
    case "int32":
      writeFixed(out, values.data, 4, from, to, validity);
      return;
    case "decimal":
      writeFixed(out, values.data, DECIMAL_BYTES, from, to, validity);
      return;
    case "boolean":
      writeBits(out, values.data, from, to, validity);
      return;
    case "bytes":
      writeTexts(out, values.data, from, to, validity);
      return;
  }
}
function writeFixed(out, data, width, from, to, validity) {
  const all = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (validity === void 0) {
    out.write(all.subarray(from * width, to * width));
    return;
  }
  out.reserve((to - from) * width);
  for (let k = from; k < to; k++) {
    if (validity[k] === 0) continue;
    let stop = k + 1;
    while (stop < to && validity[stop] !== 0) stop++;
    out.write(all.subarray(k * width, stop * width));
    k = stop;
  }
}
function writeBits(out, data, from, to, validity) {
  let bits = 0;
  let count = 0;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    if (data[k] !== 0) bits |= 1 << (count & 7);
    if ((++count & 7) !== 0) continue;
    out.push(bits);
    bits = 0;
  }
  if ((count & 7) !== 0) out.push(bits);
}
function writeTexts(out, spans, from, to, validity) {
  const { bytes: bytes2, starts, ends } = spans;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    const start = starts[k];
    const end = ends[k];
    const length = end - start;
    out.reserve(4 + length);
    const target = out.bytes;
    let at = out.length;
    target[at++] = length & 255;
    target[at++] = length >>> 8 & 255;
    target[at++] = length >>> 16 & 255;
    target[at++] = length >>> 24;
    if (length < 32) for (let k2 = start; k2 < end; k2++) target[at++] = bytes2[k2];
    else target.set(bytes2.subarray(start, end), at);
    out.length += 4 + length;
  }
}
function readPlain(values, bytes2, at, from, to, validity) {
  let count = to - from;
  if (validity !== void 0) {
    count = 0;
    for (let k = from; k < to; k++) count += validity[k];
  }
  if (values.physical === "boolean") {
    readBits(values.data, bytes2, at, from, to, count, validity);
    return;
  }
  const width = values.physical === "decimal" ? DECIMAL_BYTES : values.data.BYTES_PER_ELEMENT;
  if (bytes2.length - at !== count * width)
    throw new RangeError(`a page holds ${bytes2.length - at} bytes for ${count} values`);
  const all = new Uint8Array(values.data.buffer, values.data.byteOffset, values.data.byteLength);
  if (validity === void 0) {
    all.set(bytes2.subarray(at), from * width);
    return;
  }
  let source = at;
  for (let k = from; k < to; k++) {
    if (validity[k] === 0) continue;
    let stop = k + 1;
    while (stop < to && validity[stop] !== 0) stop++;
    all.set(bytes2.subarray(source, source + (stop - k) * width), k * width);
    source += (stop - k) * width;
    k = stop;
  }
}
function readBits(data, bytes2, at, from, to, count, validity) {
  if (bytes2.length - at !== count + 7 >>> 3)
    throw new RangeError(`a page holds ${bytes2.length - at} bytes for ${count} booleans`);
  let done = 0;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    data[k] = bytes2[at + (done >>> 3)] >>> (done & 7) & 1;
    done++;
  }
}
function readTexts(spans, bytes2, at, shift, from, to, validity) {
  const view = new DataView(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength);
  let position = at;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    if (position + 4 > bytes2.length) throw new RangeError("a text is cut short");
    const length = view.getUint32(position, true);
    position += 4;
    if (length > bytes2.length - position) throw new RangeError("a text is longer than its page");
    spans.starts[k] = position + shift;
    position += length;
    spans.ends[k] = position + shift;
  }
  if (position !== bytes2.length) throw new RangeError("a page has bytes after its last text");
}

// src/parquet/row-group.ts
var PAGE_BYTES = 1 << 20;
function encodeRowGroup(batch, options) {
  if (batch.rows > MOST_ROWS) throw new RangeError(`a row group of ${batch.rows} rows; the most is ${MOST_ROWS}`);
  const scratch = {
    out: new Sink(1 << 16),
    body: new Sink(1 << 16),
    packed: new Uint16Array(Math.min(batch.rows, PAGE_BYTES)),
    codec: options.codec
  };
  let uncompressedBytes = 0;
  const columns = [];
  for (const [at, field] of batch.schema.entries()) {
    const column = batch.columns[at];
    if (column === void 0) throw new TypeError(`the batch has no column ${field.name}`);
    assertShape(field, column, batch.rows);
    const chunk = encodeColumn(scratch, field, undictionaried(column), batch.rows);
    uncompressedBytes += chunk.uncompressedBytes;
    columns.push(chunk);
  }
  return { rows: batch.rows, codec: options.codec, bytes: scratch.out.copy(), uncompressedBytes, columns };
}
function assertShape(field, column, rows) {
  const values = column.kind === "dictionary" ? column.dictionary : column.values;
  const length = column.kind === "dictionary" ? column.indices.length : valueCount(values);
  if (values.physical !== physicalOf(field.type) || length < rows) {
    throw new TypeError(
      `column ${field.name} holds ${length} × ${values.physical} for ${rows} rows of ${field.type.kind}`
    );
  }
  if (field.required && column.nulls > 0)
    throw new TypeError(`required column ${field.name} holds ${column.nulls} nulls`);
}
function undictionaried(column) {
  if (column.kind === "plain" || column.dictionary.physical !== "boolean") return column;
  const { indices, dictionary, nulls } = column;
  const data = new Uint8Array(indices.length);
  const validity = new Uint8Array(indices.length);
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row];
    if (index === 0) continue;
    validity[row] = 1;
    data[row] = dictionary.data[index - 1];
  }
  const values = { physical: "boolean", data };
  return nulls > 0 ? { kind: "plain", values, validity, nulls } : { kind: "plain", values, nulls };
}
function encodeColumn(scratch, field, column, rows) {
  const { out, codec } = scratch;
  const start = out.length;
  const encodings = new Set(field.required ? [] : [ENCODING.rle]);
  let uncompressedBytes = 0;
  let dictionaryAt;
  if (column.kind === "dictionary" && valueCount(column.dictionary) > 0) {
    dictionaryAt = out.length;
    scratch.body.length = 0;
    const values = valueCount(column.dictionary);
    writePlain(scratch.body, column.dictionary, 0, values, void 0);
    const body = scratch.body.written();
    uncompressedBytes += writePage(out, {
      kind: "dictionary",
      codec,
      encoding: ENCODING.plain,
      values,
      body,
      packed: false
    });
    encodings.add(ENCODING.plain);
  }
  const dataAt = out.length;
  for (let from = 0; from < rows; ) {
    const to = pageEnd(column, from, rows);
    scratch.body.length = 0;
    if (!field.required) writeLevels(scratch, column, from, to);
    const encoding = writeValues(scratch, field, column, from, to);
    encodings.add(encoding);
    const body = scratch.body.written();
    const packed = encoding !== ENCODING.plain;
    uncompressedBytes += writePage(out, { kind: "data", codec, encoding, values: to - from, body, packed });
    from = to;
  }
  return {
    name: field.name,
    rows,
    nulls: column.nulls,
    encodings: [...encodings].sort((a, b) => a - b),
    ...dictionaryAt === void 0 ? {} : { dictionaryAt },
    dataAt,
    compressedBytes: out.length - start,
    uncompressedBytes,
    ...limitsOf(column)
  };
}
function pageEnd(column, from, rows) {
  if (column.kind === "dictionary") return Math.min(rows, from + PAGE_BYTES / 2);
  const { values } = column;
  if (values.physical === "bytes") {
    const { starts, ends } = values.data;
    let size2 = 0;
    let to = from;
    while (to < rows && size2 < PAGE_BYTES) {
      if (column.validity?.[to] !== 0) size2 += ends[to] - starts[to];
      size2 += 4;
      to++;
    }
    return to;
  }
  const width = values.physical === "decimal" ? DECIMAL_BYTES : values.data.BYTES_PER_ELEMENT;
  return Math.min(rows, from + PAGE_BYTES / width);
}
function writeLevels(scratch, column, from, to) {
  const { body, packed } = scratch;
  const count = to - from;
  if (column.nulls === 0) packed.fill(1, 0, count);
  else if (column.kind === "dictionary")
    for (let k = 0; k < count; k++) packed[k] = column.indices[from + k] === 0 ? 0 : 1;
  else {
    const { validity } = column;
    if (validity === void 0) throw new TypeError("a plain column counts nulls and has no validity");
    for (let k = 0; k < count; k++) packed[k] = validity[from + k] === 0 ? 0 : 1;
  }
  body.reserve(4 + hybridBound(count, 1));
  const at = body.length;
  body.length = packHybrid(packed, count, 1, body.bytes, at + 4);
  new DataView(body.bytes.buffer, body.bytes.byteOffset).setUint32(at, body.length - at - 4, true);
}
function writeValues(scratch, field, column, from, to) {
  const { body, packed } = scratch;
  if (column.kind === "dictionary") {
    const size2 = valueCount(column.dictionary);
    if (size2 === 0) return ENCODING.plain;
    const { indices } = column;
    let count = 0;
    for (let row = from; row < to; row++) {
      const index = indices[row];
      if (index !== 0) packed[count++] = index - 1;
    }
    const width = bitWidthOf(size2 - 1);
    body.push(width);
    body.reserve(hybridBound(count, width));
    body.length = packHybrid(packed, count, width, body.bytes, body.length);
    return ENCODING.dictionary;
  }
  const validity = column.nulls > 0 ? column.validity : void 0;
  const { values } = column;
  if (values.physical === "int64" && (field.type.kind === "datetime" || field.type.kind === "timestamp")) {
    const dense = validity === void 0 ? values.data.subarray(from, to) : denseInt64(values.data, from, to, validity);
    body.reserve(deltaBound(dense.length));
    const end = packDelta(dense, 0, dense.length, body.bytes, body.length);
    if (end >= 0) {
      body.length = end;
      return ENCODING.delta;
    }
  }
  writePlain(body, values, from, to, validity);
  return ENCODING.plain;
}
function denseInt64(data, from, to, validity) {
  const dense = new BigInt64Array(to - from);
  const source = new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  const target = new Uint32Array(dense.buffer);
  let count = 0;
  for (let row = from; row < to; row++) {
    if (validity[row] === 0) continue;
    target[count++] = source[row * 2];
    target[count++] = source[row * 2 + 1];
  }
  return dense.subarray(0, count / 2);
}
function limitsOf(column) {
  const range = rangeOf(column);
  if (typeof range === "string") return { unordered: range === "unordered" };
  const values = column.kind === "dictionary" ? column.dictionary : column.values;
  const minimum = limitBytes(values, range.least, "minimum");
  const maximum = limitBytes(values, range.greatest, "maximum");
  return {
    unordered: false,
    ...minimum === void 0 ? {} : { minimum },
    ...maximum === void 0 ? {} : { maximum }
  };
}

// src/convert/clean-file.ts
async function cleanFile(options) {
  const { pipeline, files, log, signal, partition } = options;
  const date = partitionDate(partition);
  let binding;
  const bind = (header2) => {
    binding = bindColumns({
      header: header2,
      pipeline,
      evolved: options.evolved,
      partition,
      file: options.shownName,
      ...date === void 0 ? {} : { partitionDate: date }
    });
    return binding.direct;
  };
  const size2 = (await files.stat(options.raw))?.size;
  const reader = readCsv(decompress(metered(), { name: options.shownName, limits: pipeline.limits }), {
    csv: pipeline.csv,
    limits: pipeline.limits,
    file: options.shownName,
    kernel: typescriptKernel,
    direct: bind
  });
  async function* metered() {
    let done = 0;
    for await (const chunk of readable2(files, options.raw)) {
      signal.throwIfAborted();
      done += chunk.length;
      log.progress({
        subject: partition,
        phase: "clean",
        done,
        unit: "bytes",
        ...size2 === void 0 ? {} : { total: size2 }
      });
      yield chunk;
    }
  }
  const header = await reader.header();
  const bound = binding ?? failUnbound();
  for (const warning of bound.warnings) log.warn(`${partition}: ${warning}`);
  const cleaner = createCleaner({ binding: bound, pipeline });
  const profile = createProfile(bound.schema);
  const main = await options.open(bound.schema);
  let quarantine;
  try {
    for await (const text2 of reader.batches()) {
      signal.throwIfAborted();
      const cleaned = cleaner.clean(text2);
      profile.add(cleaned);
      if (cleaned.batch.rows > 0) await main.append(cleaned.batch);
      if (cleaned.rejected.length > 0) {
        quarantine ??= await openQuarantine(options);
        await quarantine.append(encodeRowGroup(quarantineBatch(cleaned.rejected), { codec: pipeline.codec }));
      }
      releaseBuffers();
    }
    const written = await main.close();
    const rejects = await quarantine?.close();
    profile.assertNothingLost();
    const counted = profile.result();
    const records = reader.counts();
    if (records.records !== counted.rowsRead || written.rows !== counted.rows || (rejects?.rows ?? 0) !== counted.rejected) {
      throw new Error(
        `rows were lost in ${options.shownName}: ${records.records} records read, ${counted.rowsRead} cleaned, ${written.rows} written, ${rejects?.rows ?? 0} quarantined`
      );
    }
    if (counted.rowsRead > 0 && counted.rejected > counted.rowsRead * pipeline.contract.maxRejected) {
      throw tooManyRejected(counted, pipeline.contract.maxRejected, options);
    }
    const cleaning = {
      ...rejects === void 0 ? {} : { quarantine: { path: options.quarantine, bytes: rejects.bytes, sha256: rejects.sha256 } },
      rowsRead: counted.rowsRead,
      rows: counted.rows,
      rejected: counted.rejected,
      rejectedBy: counted.rejectedBy,
      blankLines: records.blank,
      droppedExtra: records.droppedExtra,
      columns: bound.schema.map(toColumnSpec),
      report: counted.columns.map(({ name, nulls, fills, discarded }) => ({ name, nulls, fills, discarded })),
      header: [...header],
      evolved: bound.added.map(({ name, from }) => ({ name, from })),
      head: counted.head
    };
    return { schema: bound.schema, written, cleaning };
  } catch (error) {
    await main.abandon();
    if (!(error instanceof ContractError && error.code === "TOO_MANY_REJECTED")) await quarantine?.abandon();
    throw error;
  }
}
async function openQuarantine(options) {
  const { files, quarantine: path, pipeline } = options;
  await files.remove(path);
  return createParquetFile({ files, path, schema: QUARANTINE_SCHEMA, codec: pipeline.codec });
}
async function* readable2(files, path) {
  try {
    for await (const chunk of files.stream(path)) yield chunk;
  } catch (error) {
    throw new OutageError("RAW_READ", `cannot read ${path}: ${reasonOf(error)}`, { data: { path }, cause: error });
  }
}
function failUnbound() {
  throw new Error("the CSV reader gave a header without asking which columns are direct");
}
function tooManyRejected(counted, maxRejected, options) {
  const rules = Object.entries(counted.rejectedBy).sort(([, a], [, b]) => b - a).slice(0, 5).map(([rule, count]) => `${rule} × ${formatCount(count)}`).join(", ");
  const share = (100 * counted.rejected / counted.rowsRead).toFixed(3);
  return new ContractError(
    "TOO_MANY_REJECTED",
    `${options.shownName}: ${formatCount(counted.rejected)} of ${formatCount(counted.rowsRead)} rows were rejected (${share} %), more than max_rejected = ${100 * maxRejected} %: ${rules}; look at the quarantine, then change the rule or the limit`,
    {
      rejected: counted.rejected,
      rowsRead: counted.rowsRead,
      rejectedBy: counted.rejectedBy,
      quarantine: options.quarantine
    }
  );
}

// src/tasks/key.ts
var TASK_VERSIONS = { fetch: 1, clean: 2, "write-parquet": 1 };
function fetchKey(pipeline, partition) {
  const { versions, url } = settingParts(pipeline, partition);
  const parts = { versions, url };
  return { key: sha256OfJson({ task: "fetch", version: TASK_VERSIONS.fetch, url, partition }), parts };
}
function settingParts(pipeline, partition) {
  return {
    versions: sha256OfJson(TASK_VERSIONS).slice(0, 12),
    // A secret that was typed into the file has no place in a record either.
    url: redactUrl(fillUrl(pipeline.source.shownUrl, partition)),
    csv: digest({ ...pipeline.csv }),
    columns: digest(pipeline.columns.map(columnPart)),
    contract: `new_columns ${pipeline.contract.newColumns}, types ${pipeline.contract.types}`,
    parquet: pipeline.codec
  };
}
function conversionKey(pipeline, partition, evolved, sourceSha256) {
  const parts = {
    ...settingParts(pipeline, partition),
    evolved: digest(evolved.map(({ name, from }) => [name, from])),
    source: sourceSha256
  };
  return { key: sha256OfJson({ task: "convert", partition, parts }), parts };
}
function editedKey({ parts }, arrowSha256) {
  const all = { ...parts, edited: arrowSha256 };
  return { key: sha256OfJson({ task: "convert", parts: all }), parts: all };
}
function staleParts(pipeline, partition, made) {
  return Object.entries(settingParts(pipeline, partition)).flatMap(
    ([part, now]) => changed(part, made.parts[part], now)
  );
}
function explainMiss(made, now) {
  if (made === void 0) return "";
  const parts = Object.entries(now).flatMap(([part, value]) => changed(part, made.parts[part], value));
  if (parts.length === 0) return "";
  return `changed since it was published: ${parts.map((each) => `${each.part} ${short(each.old)} → ${short(each.new)}`).join(", ")}`;
}
function changed(part, old, now) {
  return old === now ? [] : [{ part, new: now, ...old === void 0 ? {} : { old } }];
}
function short(value) {
  if (value === void 0) return "none";
  return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 12) : value;
}
function columnPart(rule) {
  const { description: _, line: __, type, ...rest } = rule;
  const unit = "unit" in type ? { unit: type.unit } : {};
  return { ...rest, type: formatColumnType(type), ...unit };
}
function digest(value) {
  return sha256OfJson(value).slice(0, 12);
}

export {
  redactUrl,
  showTarget,
  MAGIC,
  ENCODING,
  PAGE,
  DECIMAL_BYTES,
  MOST_PAGE_BYTES,
  readThrift,
  integer,
  size,
  struct,
  readFooter,
  rangeOf,
  limitBytes,
  createParquetFile,
  createLimits,
  unpackHybrid,
  unpackDelta,
  decompress2 as decompress,
  readPlain,
  readTexts,
  encodeRowGroup,
  releaseBuffers,
  readCsv,
  typescriptKernel,
  formatError,
  isMarkup,
  mismatch,
  gunzip,
  decompress as decompress2,
  unpack,
  cleanFile,
  fetchKey,
  conversionKey,
  editedKey,
  staleParts,
  explainMiss
};
