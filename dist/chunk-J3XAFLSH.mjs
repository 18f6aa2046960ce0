import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  columnOfNumbered,
  columnOfValues,
  dictionaryLimit,
  gather,
  renumber
} from "./chunk-5QNGOOB6.mjs";
import {
  DATE_FORM,
  daysOf,
  parseDate
} from "./chunk-BASCHG6M.mjs";
import {
  createGroupReader,
  wasmKernel
} from "./chunk-RXER3GMB.mjs";
import {
  MISSING
} from "./chunk-MCIXMSU2.mjs";
import {
  createColumnRoom,
  encodeRowGroup,
  releaseBuffers
} from "./chunk-JIHXL7LV.mjs";
import {
  allocateValues
} from "./chunk-OYAQC4UU.mjs";
import {
  SLACK,
  adoptKernel,
  bring,
  copyBytes,
  kernelParts,
  theMachine
} from "./chunk-QDS5XJU5.mjs";
import {
  FIRST_SECOND,
  LAST_SECOND,
  physicalOf
} from "./chunk-5BRFANHP.mjs";
import {
  ConfigurationError,
  ContractError
} from "./chunk-TOUVOPKP.mjs";

// src/kernel/placed-texts.ts
function placeTexts(texts, row, count, room) {
  const machine = theMachine();
  const starts = texts.starts.subarray(row, row + count);
  const ends = texts.ends.subarray(row, row + count);
  const isOurs = machine.holds(texts.bytes);
  const [from, to] = isOurs ? [0, 0] : reach(starts, ends);
  const startsAt = room + (-room & 7);
  const copied = startsAt + 8 * count;
  const place = machine.scratch(copied + (to - from) + SLACK);
  copyBytes(texts.bytes.subarray(from, to), machine.bytes().subarray(place + copied));
  return {
    text: isOurs ? machine.placeOf(texts.bytes) : place + copied - from,
    starts: bring(starts, place + startsAt),
    ends: bring(ends, place + startsAt + 4 * count),
    place
  };
}
function reach(starts, ends) {
  let from = starts[0] ?? 0;
  let to = from;
  for (let at = 0; at < starts.length; at++) {
    if (starts[at] < from) from = starts[at];
    if (ends[at] > to) to = ends[at];
  }
  return [from, to];
}

// src/kernel/read-column.ts
var AT_ONCE = 16 * 1024;
function readColumn(texts, rows, out, read) {
  const machine = theMachine();
  const missed = [];
  for (let row = 0; row < rows; row += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows - row);
    const placed = placeTexts(texts, row, count, 12 * count);
    const { place } = placed;
    const { buffer } = machine.bytes();
    const misses = place + 8 * count;
    const target = out.subarray(row, row + count);
    const values = bring(target, place);
    const found = read({ ...placed, count, values, misses });
    if (values === place) copyBytes(new Float64Array(buffer, place, count), target);
    for (const at of new Uint32Array(buffer, misses, found)) missed.push(row + at);
  }
  return missed;
}

// src/kernel/numbers.ts
function readNumbers(texts, rows, { scale = -1, limit }, out) {
  const { calls } = theMachine();
  const isWhole = out instanceof BigInt64Array ? 1 : 0;
  return readColumn(
    texts,
    rows,
    out,
    ({ text, starts, ends, count, values, misses }) => calls.readNumbers(text, starts, ends, count, scale, limit, isWhole, values, misses)
  );
}
function distinctNumbers(texts, { scale = -1, limit }) {
  const machine = theMachine();
  const count = texts.starts.length;
  const bits = Math.ceil(Math.log2(Math.max(64, 2 * count)));
  const tableBytes = 16 * 2 ** bits;
  const { text, starts, ends, place } = placeTexts(texts, 0, count, tableBytes + 16 * count + 4);
  const out = place + tableBytes;
  const ids = out + 8 * count;
  const misses = ids + 4 * count;
  const missedAt = misses + 4 * count;
  machine.bytes().fill(0, place, out);
  const { buffer } = machine.bytes();
  const { calls } = machine;
  const found = calls.distinctNumbers(text, starts, ends, count, scale, limit, place, bits, out, ids, misses, missedAt);
  if (found < 0) return void 0;
  const missed = new Uint32Array(buffer, missedAt, 1)[0];
  return {
    ids: new Int32Array(buffer, ids, count).slice(),
    missed: new Uint32Array(buffer, misses, missed).slice(),
    values: new Float64Array(buffer, out, found).slice()
  };
}

// src/clean/column-part.ts
var NULL = 1;
var FILLED = 2;
var DISCARDED = 4;

// src/clean/distinct-values.ts
function createDistinctValues(known = new Float64Array(0)) {
  const more = [];
  let ids;
  return {
    idOf(value) {
      ids ??= new Map(Array.from(known, (each, at) => [keyOf(each), at + 1]));
      const key = keyOf(value);
      let id = ids.get(key);
      if (id === void 0) {
        id = known.length + more.push(value);
        ids.set(key, id);
      }
      return id;
    },
    valueOf: (id) => id <= known.length ? known[id - 1] : more[id - 1 - known.length],
    size: () => known.length + more.length
  };
}
function keyOf(value) {
  return Object.is(value, -0) ? "-0" : value;
}

// src/clean/scalar.ts
function wholeScalar(value) {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
function compareScalars(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/kernel/datetimes.ts
function readDatetimes(texts, rows, perSecond, out) {
  const { calls } = theMachine();
  return readColumn(
    texts,
    rows,
    out,
    ({ text, starts, ends, count, values, misses }) => calls.readDatetimes(text, starts, ends, count, BigInt(perSecond), values, misses)
  );
}

// src/clean/bool.ts
var TRUE_TEXTS = ["true", "True", "TRUE"];
var FALSE_TEXTS = ["false", "False", "FALSE"];
function parseBool(text, trueTexts, falseTexts) {
  if (trueTexts.includes(text)) return 1;
  return falseTexts.includes(text) ? 0 : void 0;
}

// src/clean/datetime.ts
var FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?$/;
function datetimeForm(unit) {
  return `a date and time without a zone, written YYYY-MM-DD HH:MM:SS, with up to ${FRACTION_DIGITS[unit]} fraction digits`;
}
var FRACTION_DIGITS = { ms: 3, us: 6 };
function clockSeconds(year, month, day, hour, minute, second) {
  const days = daysOf(year, month, day);
  if (days === void 0 || hour > 23 || minute > 59 || second > 59) return void 0;
  return days * 86400 + hour * 3600 + minute * 60 + second;
}
function readClock(text) {
  const match = FORM.exec(text);
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
function parseDatetime(text, unit) {
  const clock = readClock(text);
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
    read(text) {
      const match = form.exec(text);
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
function pair(bytes, at) {
  const tens = bytes[at] - 48;
  const ones = bytes[at + 1] - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_DIGITS;
}
function createFixedDatetime() {
  let lastDate = -1;
  let lastSeconds = Number.NaN;
  return (bytes, start) => {
    const date = pair(bytes, start) * 1e6 + pair(bytes, start + 2) * 1e4 + pair(bytes, start + 5) * 100 + pair(bytes, start + 8);
    const hour = pair(bytes, start + 11);
    const minute = pair(bytes, start + 14);
    const second = pair(bytes, start + 17);
    const middle = bytes[start + 10];
    if (date < 0 || hour < 0 || minute < 0 || second < 0 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45 || middle !== 32 && middle !== 84 || bytes[start + 13] !== 58 || bytes[start + 16] !== 58 || hour > 23 || minute > 59 || second > 59) {
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
var FORM2 = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
var FLOAT64_FORM = "a decimal number such as 12.5, .5 or 1e-3";
function parseFloat64(text) {
  if (!FORM2.test(text)) return void 0;
  const value = Number(text);
  return Number.isFinite(value) ? value : void 0;
}

// src/clean/int64.ts
var FORM3 = /^[+-]?[0-9]+$/;
var LOWEST = -(2n ** 63n);
var HIGHEST = 2n ** 63n - 1n;
var INT64_FORM = "a whole number from -9223372036854775808 to 9223372036854775807";
function parseInt64(text) {
  if (!FORM3.test(text)) return void 0;
  if (text.length <= 15) return Number(text) + 0;
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return value < LOWEST || value > HIGHEST ? void 0 : wholeScalar(value);
}

// src/clean/numeric.ts
var FORM4 = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/;
var NOISE_DIGITS = 15;
function numericForm(precision, scale) {
  return `a decimal number with up to ${precision - scale} digits before and ${scale} after the point`;
}
function parseNumeric(text, precision, scale) {
  const match = FORM4.exec(text);
  if (match === null) return void 0;
  const whole = match[2];
  const fraction = match[3] ?? "";
  if (whole === "" && fraction === "") return void 0;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > scale) {
    const written = (whole + fraction).replace(/^0+/, "");
    if (written.length < NOISE_DIGITS || written !== digitsOf(Number(text), written.length)) return void 0;
    const shortest = String(Number(text));
    if (shortest === text || (shortest.split(".")[1] ?? "").length > scale) return void 0;
    return parseNumeric(shortest, precision, scale);
  }
  const digits = (whole + kept.padEnd(scale, "0")).replace(/^0+/, "");
  if (digits.length > precision) return void 0;
  if (digits === "") return 0;
  if (digits.length <= 15) return match[1] === "-" ? -Number(digits) : Number(digits);
  return wholeScalar(match[1] === "-" ? -BigInt(digits) : BigInt(digits));
}
function digitsOf(value, count) {
  if (count > 100) return void 0;
  return Math.abs(value).toPrecision(count).replace(/e.*/, "").replace(".", "").replace(/^0+/, "");
}

// src/clean/plain-decimal.ts
var EXACT_DIGITS = 15;
function parsePlainDecimal(bytes, start, end, scale) {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative) at++;
  if (end - at > EXACT_DIGITS || end <= at) return Number.NaN;
  let value = 0;
  let digits = 0;
  let fraction = -1;
  for (; at < end; at++) {
    const byte = bytes[at];
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

// src/clean/plain-float.ts
var EXACT_DIGITS2 = 15;
var POWERS = [
  1,
  10,
  100,
  1e3,
  1e4,
  1e5,
  1e6,
  1e7,
  1e8,
  1e9,
  1e10,
  1e11,
  1e12,
  1e13,
  1e14,
  1e15,
  1e16,
  1e17,
  1e18,
  1e19,
  1e20,
  1e21,
  1e22
];
function parsePlainFloat(bytes, start, end) {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative) at++;
  if (end - at > EXACT_DIGITS2 + 1) return Number.NaN;
  let value = 0;
  let digits = 0;
  let pointAt = -1;
  for (; at < end; at++) {
    const digit = bytes[at] - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
    } else if (digit === -2 && pointAt < 0) pointAt = at;
    else return Number.NaN;
  }
  if (digits === 0 || digits > EXACT_DIGITS2) return Number.NaN;
  if (pointAt >= 0) value /= POWERS[end - pointAt - 1];
  return negative ? -value : value;
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
function parseTimestamp(text, unit, zone) {
  const match = text.length > CLOCK_LENGTH ? OFFSET.exec(text.slice(CLOCK_LENGTH)) : null;
  if (match === null) {
    const clock2 = zone === void 0 ? void 0 : readClock(text);
    return clock2 === void 0 ? void 0 : instantOf(clock2, zone, unit);
  }
  const clock = readClock(text.slice(0, text.length - match[0].length));
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
    const size = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
    return match[1] === "-" ? -size : size;
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
      return { parse: (text) => text, form: "text" };
    case "int64":
      return {
        parse: parseInt64,
        parseBytes: (bytes, start, end) => parsePlainDecimal(bytes, start, end, 0),
        ...numberColumn({ scale: 0, limit: Number.POSITIVE_INFINITY }),
        form: INT64_FORM
      };
    case "float64":
      return {
        parse: parseFloat64,
        parseBytes: parsePlainFloat,
        ...numberColumn({ limit: Number.POSITIVE_INFINITY }),
        form: FLOAT64_FORM
      };
    case "numeric": {
      const { precision, scale } = type;
      const limit = 10 ** Math.min(precision, 15);
      return {
        parse: (text) => parseNumeric(text, precision, scale),
        parseBytes(bytes, start, end) {
          const value = parsePlainDecimal(bytes, start, end, scale);
          return value > -limit && value < limit ? value : Number.NaN;
        },
        ...numberColumn({ scale, limit }),
        form: numericForm(precision, scale)
      };
    }
    case "bool": {
      const trueTexts = rule.trueTexts ?? TRUE_TEXTS;
      const falseTexts = rule.falseTexts ?? FALSE_TEXTS;
      return {
        parse: (text) => parseBool(text, trueTexts, falseTexts),
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
        parse(text) {
          const clock = pattern.read(text);
          return clock === void 0 ? void 0 : clock.seconds / 86400;
        },
        form: `a date written ${rule.format}`
      };
    }
    case "datetime": {
      const { unit } = type;
      if (rule.format === void 0) {
        return {
          parse: (text) => parseDatetime(text, unit),
          parseBytes: fixedBytes(unit === "ms" ? 1e3 : 1e6),
          parseColumn: (values, rows, out) => readDatetimes(values, rows, unit === "ms" ? 1e3 : 1e6, out),
          form: datetimeForm(unit)
        };
      }
      const pattern = patternOf(rule, rule.format, file);
      return {
        parse(text) {
          const clock = pattern.read(text);
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
          parse: (text) => parseTimestamp(text, unit, zone),
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
        parse(text) {
          const clock = pattern.read(text);
          return clock === void 0 ? void 0 : instantOf(clock, zone, unit);
        },
        form: `a date and time written ${rule.format}`
      };
    }
  }
}
function numberColumn(numbers) {
  return { numbers, parseColumn: (values, rows, out) => readNumbers(values, rows, numbers, out) };
}
function fixedBytes(perSecond, zone) {
  const read = createFixedDatetime();
  return (bytes, start, end) => {
    if (end - start !== FIXED_LENGTH) return Number.NaN;
    const clock = read(bytes, start);
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
  const read = (key, text) => {
    const value = parser.parse(text);
    if (value === void 0)
      throw broken(rule, file, `${key}: "${text}" is not ${parser.form}`, `write ${parser.form}`);
    return value;
  };
  const allowed = rule.enum === void 0 ? void 0 : new Set(rule.enum.map((text) => read("enum", text)));
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
    text: (text) => {
      if (pattern === void 0) return void 0;
      if (!pattern.test(text)) return "pattern";
      return beyond(parser.parse(text));
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
function createValueWriter(type, count, room) {
  const physical = physicalOf(type);
  if (physical === "bytes") throw new Error("strings are not written value by value");
  const values = physical === "int64" && room !== void 0 ? { physical, data: room.int64(count) } : allocateValues(physical, count);
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
function withText(values, text) {
  const extra = Buffer.from(text, "utf8");
  const count = values.starts.length;
  const length = values.bytes.length;
  const bytes = new Uint8Array(length + extra.length);
  bytes.set(values.bytes);
  bytes.set(extra, length);
  const starts = new Uint32Array(count + 1);
  const ends = new Uint32Array(count + 1);
  starts.set(values.starts);
  ends.set(values.ends);
  starts[count] = length;
  ends[count] = length + extra.length;
  return { bytes, starts, ends };
}

// src/clean/value-judge.ts
function createValueJudge(options) {
  const { rule, pipeline, field, knowsNull = false } = options;
  const tokens = nullTokens(pipeline.csv.nulls, knowsNull);
  const isMissing = createNullTest(tokens);
  if (rule === void 0) return unruled(isMissing);
  const parser = createValueParser(rule, pipeline.file);
  const check = createRuleCheck(rule, parser, pipeline.file);
  const missing = missingVerdict(rule, field, parser, check, pipeline.file);
  const misfit = pipeline.contract.types === "discard" ? { ...missing, discarded: true } : { value: null, filled: false, discarded: false, broken: "type" };
  const verdict = (value, text) => ({
    value,
    filled: false,
    discarded: false,
    broken: check.value(value) ?? check.text(text)
  });
  const { parseBytes, parseColumn, numbers } = parser;
  const looksAlike = tokens.some(
    (token) => token.length === FIXED_LENGTH || !Number.isNaN(parseBytes?.(token, 0, token.length) ?? Number.NaN)
  );
  const numberAt = (values, at) => parseBytes(
    values.bytes,
    values.starts[at],
    values.ends[at]
  );
  return {
    ...parseBytes === void 0 || check.any ? {} : { numberAt },
    ...parseColumn === void 0 || check.any || looksAlike ? {} : { readColumn: parseColumn },
    ...numbers === void 0 || check.any || looksAlike ? {} : { numbers },
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
      const text = textAt(values, at);
      const value = parser.parse(text);
      return value === void 0 ? misfit : verdict(value, text);
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
function nullTokens(nulls, knowsNull) {
  const tokens = nulls.map((text) => Buffer.from(text, "utf8"));
  return knowsNull ? [Uint8Array.of(MISSING), ...tokens.filter((token) => token.length > 0)] : tokens;
}
function createNullTest(tokens) {
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
  const { field, judge, indices, rows, room } = options;
  const judgement = field.type.kind === "string" ? judgeTexts(judge, options.values) : judgeValues(options);
  const { broken: broken2 } = judgement;
  return {
    clean: !judgement.anyBroken,
    brokenRule: (row) => RULES[broken2[indices[row]] - 1],
    build: (kept) => build({ judgement, field, entries: indices.subarray(0, rows), kept, room })
  };
}
function repeatValue(options) {
  const nothing = { bytes: new Uint8Array(0), starts: new Uint32Array(1), ends: new Uint32Array(1) };
  const judge = { ...options.judge, isMissing: () => true, judge: () => options.judge.missing };
  return judgeDictionary({ ...options, judge, indices: options.room.slots(options.rows).fill(0), values: nothing });
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
  const numbers = judge.numbers === void 0 ? void 0 : distinctNumbers(values, judge.numbers);
  const judgement = { ...emptyJudgement(count), ...numbers === void 0 ? {} : { ids: numbers.ids } };
  const distinct = createDistinctValues(numbers?.values);
  const { numberAt } = judge;
  for (let k = 0; k < (numbers?.missed.length ?? count); k++) {
    const at = numbers === void 0 ? k : numbers.missed[k];
    if (numberAt !== void 0 && !judge.isMissing(values, at)) {
      const value2 = numberAt(values, at);
      if (!Number.isNaN(value2)) {
        judgement.ids[at] = distinct.idOf(value2);
        continue;
      }
    }
    const { value, filled, discarded, broken: broken2 } = judge.judge(values, at);
    if (filled || discarded) {
      judgement.notes[at] = (filled ? FILLED : 0) | (discarded ? DISCARDED : 0);
      judgement.anyNotes = true;
    }
    if (broken2 !== void 0) {
      judgement.broken[at] = RULES.indexOf(broken2) + 1;
      judgement.anyBroken = true;
    } else if (value !== null) judgement.ids[at] = distinct.idOf(value);
  }
  return {
    ...judgement,
    distinct: distinct.size(),
    gather(wanted) {
      const writer = createValueWriter(field.type, wanted.length);
      for (let at = 0; at < wanted.length; at++) writer.set(at, distinct.valueOf(wanted[at]));
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
function positionOf(values, text) {
  const count = values.starts.length;
  const length = Buffer.byteLength(text, "utf8");
  for (let at = 0; at < count; at++) {
    const same = values.ends[at] - values.starts[at] === length;
    if (same && textAt(values, at) === text) return at;
  }
  return count;
}
function build(options) {
  const { judgement, field, entries, kept, room } = options;
  const { ids, distinct } = judgement;
  const numbered = renumber({ entries, ids, distinct, kept, room });
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
  const { field, judge, values, distinct, rows, room } = options;
  const text = field.type.kind === "string";
  const writer = text ? void 0 : createValueWriter(field.type, rows, room);
  const notes = new Uint8Array(rows);
  let broken2;
  let anyNotes = false;
  const { numberAt } = judge;
  const typedValues = writer?.values;
  const left = typedValues?.physical === "int64" || typedValues?.physical === "double" ? judge.readColumn?.(values, rows, typedValues.data) : void 0;
  for (let k = 0; k < (left?.length ?? rows); k++) {
    const row = left === void 0 ? k : left[k];
    if (text && judge.asIs && !judge.isMissing(values, row)) continue;
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
    writer?.set(row, judged.value ?? 0);
  }
  const typed = writer?.values ?? { physical: "bytes", data: filledTexts(values, notes, judge, anyNotes) };
  return {
    clean: broken2 === void 0,
    brokenRule: (row) => RULES[(broken2?.[row] ?? 0) - 1],
    build: (kept) => {
      const isPlain = text && !anyNotes && kept === void 0 && distinct > (dictionaryLimit(field.type, rows) ?? 0);
      const built = kept === void 0 ? typed : gather(typed, kept);
      return build2({ field, values: built, notes, anyNotes, rows, kept, kind: isPlain ? "plain" : void 0 });
    }
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
function build2(options) {
  const { field, values, notes, anyNotes, rows, kept, kind } = options;
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
  const column = columnOfValues({ type: field.type, values, validity, nulls, rows: count, kind });
  return { column, fills, discarded };
}

// src/clean/clean.ts
function createCleaner(options) {
  const { binding, pipeline, knowsNull = false } = options;
  const parts = binding.schema.map((field, at) => {
    const source = binding.sources[at];
    return { field, source, judge: judgeFor(field, source, pipeline, knowsNull) };
  });
  const room = createColumnRoom();
  return {
    close: room.close,
    clean(batch) {
      room.reuse();
      const judged = parts.map(({ field, source, judge }) => judgeColumn({ field, source, judge, batch, room }));
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
function judgeFor(field, source, pipeline, knowsNull) {
  if (source.kind === "partition-date") {
    const missing = { value: source.days, filled: false, discarded: false, broken: void 0 };
    return { asIs: false, missing, fill: void 0, isMissing: () => true, judge: () => missing };
  }
  return createValueJudge({ field, rule: source.rule, pipeline, knowsNull });
}
function judgeColumn(options) {
  const { field, source, judge, batch, room } = options;
  const { rows } = batch;
  if (source.kind !== "header") return repeatValue({ field, judge, rows, room });
  const text = batch.columns[source.at];
  return text.kind === "dictionary" ? judgeDictionary({ field, judge, indices: text.indices, values: text.values, rows, room }) : judgeDirect({ field, judge, values: text.values, distinct: text.distinct ?? 0, rows, room });
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
  const rejected = batch.malformed.map(({ line, rule, problem, text }) => ({
    line,
    rule,
    problem,
    text: copyOf(text)
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
      text: batch.recordText?.(row) ?? recordOf(batch, row)
    });
  }
  return rejected.sort((a, b) => a.line - b.line);
}
function valueText(batch, source, row) {
  if (source.kind !== "header") return void 0;
  const column = batch.columns[source.at];
  return textAt(column.values, column.kind === "dictionary" ? column.indices[row] : row);
}
function recordOf({ records }, row) {
  return copyOf(records.bytes.subarray(records.starts[row], records.ends[row]));
}
function copyOf(bytes) {
  return new Uint8Array(bytes);
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
      const { bytes, starts, ends } = values.data;
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(starts[at], ends[at]));
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
function factsOf({ batch, rowsRead, rejected, columns }) {
  const { rows, schema } = batch;
  const head = Array.from(
    { length: Math.min(HEAD, rows) },
    (_, row) => schema.map((field, at) => cellText(field, batch.columns[at], row))
  );
  return { rowsRead, rows, rejected, columns, head };
}
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
      rowsRead += cleaned.rowsRead;
      rows += cleaned.rows;
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
      head.push(...cleaned.head.slice(0, HEAD - head.length));
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

// src/convert/group-worker.ts
function groupWorkerData() {
  return kernelParts();
}
function createGroupWorker(data) {
  adoptKernel(data);
  let compiled;
  function release() {
    compiled?.reader.close();
    compiled?.cleaner.close();
  }
  function compile({ id, header, binding, pipeline, file }) {
    release();
    const { csv, limits } = pipeline;
    return {
      id,
      reader: createGroupReader({ header, direct: binding.direct, csv, limits, file, kernel: wasmKernel }),
      cleaner: createCleaner({ binding, pipeline })
    };
  }
  function readAndEncode({ plan, text }) {
    if (compiled?.id !== plan.id) compiled = compile(plan);
    const bytes = theMachine().bytesAt(text.start, text.length);
    const read = compiled.reader.read({ bytes, base: text.base, line: text.line }, { group: 0, records: 0 });
    const { records, blank, droppedExtra } = read;
    const counts = { records, blank, droppedExtra };
    if (read.batch === void 0) return { reply: { counts }, transfer: [] };
    const cleaned = compiled.cleaner.clean(read.batch);
    const facts = factsOf(cleaned);
    if (cleaned.batch.rows === 0) return { reply: { counts, facts }, transfer: [] };
    const encoded = encodeRowGroup(cleaned.batch, { codec: plan.pipeline.codec });
    return { reply: { counts, facts, encoded }, transfer: [encoded.bytes.buffer] };
  }
  return {
    work(job) {
      try {
        return readAndEncode(job);
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
        const { code, message, data: data2 } = error;
        return { reply: { refused: { code, message, data: data2 } }, transfer: [] };
      } finally {
        releaseBuffers();
      }
    },
    close: release
  };
}

export {
  createCleaner,
  cellText,
  factsOf,
  createProfile,
  groupWorkerData,
  createGroupWorker
};
