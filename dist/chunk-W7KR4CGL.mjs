import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createOutputFile
} from "./chunk-4ZBVA33L.mjs";
import {
  columnOfNumbered,
  columnOfValues,
  gather,
  renumber
} from "./chunk-MY4D2ZGX.mjs";
import {
  readCsv,
  typescriptKernel
} from "./chunk-GNG3VBNH.mjs";
import {
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import {
  allocateValues,
  valueCount
} from "./chunk-OYAQC4UU.mjs";
import {
  decompress
} from "./chunk-PCSWTVUA.mjs";
import {
  PARTITION_DATE,
  partitionDate,
  pathColumns,
  toColumnSpec
} from "./chunk-HLCF4QVL.mjs";
import {
  FIRST_SECOND,
  LAST_SECOND,
  physicalOf
} from "./chunk-U37NQODY.mjs";
import {
  formatCount
} from "./chunk-2AGBJTL2.mjs";
import {
  ConfigurationError,
  ContractError,
  OutageError,
  reasonOf
} from "./chunk-PF5MVQRH.mjs";

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
  const joined = words.join("_");
  const name = /^[0-9]/.test(joined) ? `_${joined}` : joined;
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
function unusableName({ text: text2, name, inPath }, { pipeline, file }) {
  const why = name === void 0 ? "cannot be made a column name" : `would become the column ${name}, which ${inPath ? "is in the lake's path" : "is there"} already`;
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
      const inPath = name !== void 0 && pathColumns(pipeline.partitions.by).includes(name);
      const taken = name !== void 0 && (name === PARTITION_DATE || schema.some((field) => sameName(field.name, name)));
      if (name === void 0 || taken || inPath) throw unusableName({ text: text2, name, inPath }, options);
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
  const rejected = batch.malformed.map(({ line, rule, problem, text: text2 }) => ({
    line,
    rule,
    problem,
    text: copyOf(text2)
  }));
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
  let firstRejected;
  const columns = schema.map(({ name }) => ({ name, nulls: 0, fills: 0, discarded: 0 }));
  const head = [];
  return {
    add(cleaned) {
      const { batch } = cleaned;
      rowsRead += cleaned.rowsRead;
      rows += batch.rows;
      rejected += cleaned.rejected.length;
      if (firstRejected === void 0 && cleaned.rejected[0] !== void 0) {
        const { text: _text, value: _value, ...place } = cleaned.rejected[0];
        firstRejected = place;
      }
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
    result: () => ({
      rowsRead,
      rows,
      rejected,
      rejectedBy: Object.fromEntries(rejectedBy),
      ...firstRejected === void 0 ? {} : { firstRejected },
      columns,
      head
    }),
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
    const grown = new Uint8Array(Math.max(this.length + count, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
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
    direct: bind,
    // As if the file had nothing but a header.
    ...pipeline.source.allowEmpty ? { whenEmpty: pipeline.columns.map(({ from, name }) => from[0] ?? name) } : {}
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
    if (records.droppedExtra > 0) {
      log.warn(
        `${partition}: ${formatCount(records.droppedExtra)} rows are wider than the header by empty fields, which were dropped as csv.extra_empty_columns: drop asks`
      );
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
  const first = counted.firstRejected;
  const place = first === void 0 ? "" : `, the first on line ${first.line}${first.problem === void 0 ? "" : `: ${first.problem}`}`;
  const share = (100 * counted.rejected / counted.rowsRead).toFixed(3);
  return new ContractError(
    "TOO_MANY_REJECTED",
    `${options.shownName}: ${formatCount(counted.rejected)} of ${formatCount(counted.rowsRead)} rows were rejected (${share} %), more than max_rejected = ${100 * maxRejected} %: ${rules}${place}; look at the quarantine, then change the rule or the limit`,
    {
      rejected: counted.rejected,
      rowsRead: counted.rowsRead,
      rejectedBy: counted.rejectedBy,
      ...first === void 0 ? {} : { first },
      quarantine: options.quarantine
    }
  );
}

export {
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
  cleanFile
};
