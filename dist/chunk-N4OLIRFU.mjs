import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  Date,
  DateUnit,
  Decimal,
  DictionaryBatch,
  Endianness,
  FloatingPoint,
  Int,
  Message,
  MessageHeader,
  MetadataVersion,
  Precision,
  RecordBatch,
  SEAL_KEY,
  Schema,
  Timestamp,
  Type,
  bufferCount,
  canBecome,
  checksumOf,
  columnText,
  countZeroBits,
  emptyArray,
  expectedText,
  fieldOf,
  isNullAt,
  isOwnType,
  parseSeal,
  require_flatbuffers,
  typeText,
  unpackBits
} from "./chunk-MDSJAYO6.mjs";
import {
  columnOfNulls,
  columnOfNumbered,
  columnOfValues,
  findDistinct,
  gather,
  renumber
} from "./chunk-5QNGOOB6.mjs";
import {
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import {
  allocateValues,
  valueCount
} from "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import {
  FIRST_SECOND,
  LAST_SECOND,
  physicalOf
} from "./chunk-5BRFANHP.mjs";
import {
  ConfigurationError,
  ContractError,
  LakeferryError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";
import {
  __toESM
} from "./chunk-KYFPJ72H.mjs";

// src/arrow/failure.ts
function noFile(path, why) {
  return new ConfigurationError("ARROW_FILE", `${path}: ${why}; expected an Arrow stream (.arrows) that clean wrote`, {
    path
  });
}
function otherFormat(path, what) {
  return new ConfigurationError(
    "ARROW_FORMAT",
    `${path}: this is ${what}, expected the Arrow IPC stream format; write it with pyarrow.ipc.new_stream or the like`,
    { path }
  );
}
function damaged(path, where, why, cause) {
  return new ContractError(
    "ARROW_DAMAGED",
    `${path}: ${where === "" ? "" : `${where}: `}not a whole Arrow stream: ${why}`,
    { path },
    cause
  );
}
function wrongColumns(path, problems) {
  return new ContractError("ARROW_SCHEMA", `${path}: the columns do not fit: ${problems.join("; ")}`, {
    path,
    problems
  });
}
var ValueProblem = class extends Error {
  /** Its row in the record batch, or its place in the dictionary; from 0. */
  at;
  inDictionary;
  constructor(at, problem, inDictionary = false) {
    super(problem);
    this.at = at;
    this.inDictionary = inDictionary;
  }
};
function wrongValue(path, column, where, problem) {
  return new ContractError("ARROW_VALUE", `${path}: column ${column}, ${where}: ${problem}`, { path, column });
}
function unreadable(path, error) {
  const errno = error.code;
  return new OutageError("ARROW_READ", `cannot read ${path}: ${reasonOf(error)}`, {
    data: { path, ...errno === void 0 ? {} : { errno } },
    cause: error,
    retryable: !["ENOENT", "EACCES", "EPERM", "EISDIR"].includes(errno ?? "")
  });
}
var Unsupported = class extends Error {
};
function decodingFailure(path, where, error) {
  if (error instanceof LakeferryError || error instanceof ValueProblem) return error;
  if (error instanceof Unsupported) {
    const message = `${path}: ${where}: ${error.message}`;
    return new ConfigurationError("ARROW_FORMAT", message, { path });
  }
  return damaged(path, where, reasonOf(error), error);
}

// src/arrow/decimals.ts
function toDecimals(type, from, array) {
  const isWide = physicalOf(type) === "decimal";
  if (from.bits === 128 && from.scale === type.scale) return isWide ? reversed(array) : narrowed(type, array);
  const data = isWide ? new Uint8Array(array.length * 16) : new BigInt64Array(array.length);
  const view = new DataView(data.buffer);
  const factor = 10n ** BigInt(Math.max(0, type.scale - from.scale));
  const divisor = 10n ** BigInt(Math.max(0, from.scale - type.scale));
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const stored = unscaledAt(array.buffers[0], from.bits / 8, at);
    const value = stored * factor / divisor;
    if (stored % divisor !== 0n || BigInt.asIntN(isWide ? 128 : 64, value) !== value)
      throw new ValueProblem(at, `it does not fit numeric(${type.precision},${type.scale})`);
    if (isWide) {
      view.setBigInt64(16 * at, value >> 64n);
      view.setBigUint64(16 * at + 8, BigInt.asUintN(64, value));
    } else view.setBigInt64(8 * at, value, true);
  }
  return data instanceof Uint8Array ? { physical: "decimal", data } : { physical: "int64", data };
}
function narrowed(type, array) {
  const bytes = array.buffers[0];
  const from = new Int32Array(bytes.buffer, bytes.byteOffset, array.length * 4);
  const to = new Int32Array(array.length * 2);
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const high = from[4 * at + 1];
    const sign = high >> 31;
    if (from[4 * at + 2] !== sign || from[4 * at + 3] !== sign) {
      throw new ValueProblem(at, `it does not fit numeric(${type.precision},${type.scale})`);
    }
    to[2 * at] = from[4 * at];
    to[2 * at + 1] = high;
  }
  return { physical: "int64", data: new BigInt64Array(to.buffer) };
}
function reversed(array) {
  const from = array.buffers[0];
  const data = new Uint8Array(from.length);
  for (let at = 0; at < from.length; at += 16) {
    for (let byte = 0; byte < 16; byte++) data[at + 15 - byte] = from[at + byte];
  }
  return { physical: "decimal", data };
}
function unscaledAt(bytes, width, at) {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at * width, width);
  let value = width === 4 ? BigInt(view.getInt32(0, true)) : view.getBigInt64(width - 8, true);
  for (let from = width - 16; from >= 0; from -= 8) value = value << 64n | view.getBigUint64(from, true);
  return value;
}

// src/arrow/numbers.ts
function toInt64({ bits, signed }, array) {
  const bytes = array.buffers[0];
  if (bits === 64) {
    const data = new BigInt64Array(bytes.buffer, bytes.byteOffset, array.length);
    if (!signed) {
      const at = data.findIndex((value, position) => value < 0n && !isNullAt(array, position));
      if (at >= 0) throw new ValueProblem(at, "it is above the most of int64");
    }
    return { physical: "int64", data };
  }
  const small = smallIntegers(bits, signed, bytes, array.length);
  const words = new Int32Array(array.length * 2);
  for (let at = 0; at < array.length; at++) {
    const value = small[at];
    words[2 * at] = value;
    words[2 * at + 1] = value < 0 ? -1 : 0;
  }
  return { physical: "int64", data: new BigInt64Array(words.buffer) };
}
function smallIntegers(bits, signed, bytes, length) {
  const { buffer, byteOffset } = bytes;
  switch (bits) {
    case 8:
      return signed ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length);
    case 16:
      return signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
    case 32:
      return signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length);
  }
}
function toDoubles({ bits }, array) {
  const { buffer, byteOffset } = array.buffers[0];
  if (bits === 64) return { physical: "double", data: new Float64Array(buffer, byteOffset, array.length) };
  return { physical: "double", data: Float64Array.from(new Float32Array(buffer, byteOffset, array.length)) };
}
var MS_OF_DAY = 86400000n;
function toDays({ unit }, array) {
  const { buffer, byteOffset } = array.buffers[0];
  if (unit === "day") return { physical: "int32", data: new Int32Array(buffer, byteOffset, array.length) };
  const from = new BigInt64Array(buffer, byteOffset, array.length);
  const data = new Int32Array(array.length);
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const value = from[at];
    const days = value / MS_OF_DAY;
    if (value % MS_OF_DAY !== 0n || BigInt.asIntN(32, days) !== days)
      throw new ValueProblem(at, "it is not a whole day");
    data[at] = Number(days);
  }
  return { physical: "int32", data };
}
var NANOSECONDS = { s: 1000000000n, ms: 1000000n, us: 1000n, ns: 1n };
function toEpochs(from, unit, array) {
  const { buffer, byteOffset } = array.buffers[0];
  const stored = new BigInt64Array(buffer, byteOffset, array.length);
  if (from === unit) return { physical: "int64", data: stored };
  const data = new BigInt64Array(array.length);
  const [coarse, fine] = [NANOSECONDS[from], NANOSECONDS[unit]];
  const factor = coarse > fine ? coarse / fine : 1n;
  const divisor = fine > coarse ? fine / coarse : 1n;
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const value = stored[at];
    const epoch = value * factor / divisor;
    if (value % divisor !== 0n) throw new ValueProblem(at, `it is no whole number of ${unit}, the column's unit`);
    if (BigInt.asIntN(64, epoch) !== epoch) throw new ValueProblem(at, "it is not in the years 1 to 9999");
    data[at] = epoch;
  }
  return { physical: "int64", data };
}

// src/arrow/texts.ts
var INLINE = 12;
function toTexts({ form }, array) {
  const spans = form === "plain" ? plainTexts(array) : form === "large" ? largeTexts(array) : viewedTexts(array);
  return { physical: "bytes", data: spans };
}
function plainTexts({ buffers, length }) {
  const [offsets, bytes] = buffers;
  const bounds = new Uint32Array(offsets.buffer, offsets.byteOffset, length + 1);
  for (let at = 0; at < length; at++) {
    if (bounds[at + 1] < bounds[at]) throw new RangeError("the offsets of a text go back");
  }
  if (bounds[length] > bytes.length) throw new RangeError("a text ends behind its bytes");
  return { bytes, starts: bounds.subarray(0, length), ends: bounds.subarray(1) };
}
function largeTexts({ buffers, length }) {
  const [offsets, bytes] = buffers;
  const wide = new BigInt64Array(offsets.buffer, offsets.byteOffset, length + 1);
  const bounds = new Uint32Array(length + 1);
  let previous = 0;
  for (let at = 0; at <= length; at++) {
    const bound = Number(wide[at]);
    if (bound < previous || bound > bytes.length) throw new RangeError("the offsets of a text go back, or too far");
    bounds[at] = bound;
    previous = bound;
  }
  return { bytes, starts: bounds.subarray(0, length), ends: bounds.subarray(1) };
}
function viewedTexts(array) {
  const [views, ...held] = array.buffers;
  const bytes = new Uint8Array(views.buffer);
  const view = new DataView(views.buffer, views.byteOffset, views.byteLength);
  const starts = new Uint32Array(array.length);
  const ends = new Uint32Array(array.length);
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const length = view.getInt32(16 * at, true);
    let start = views.byteOffset + 16 * at + 4;
    if (length > INLINE) {
      const buffer = held[view.getInt32(16 * at + 8, true)];
      const offset = view.getInt32(16 * at + 12, true);
      if (buffer === void 0 || buffer.buffer !== views.buffer || offset < 0 || offset + length > buffer.length)
        throw new RangeError("a text view leads out of its buffers");
      start = buffer.byteOffset + offset;
    } else if (length < 0) throw new RangeError(`a text of ${length} bytes`);
    starts[at] = start;
    ends[at] = start + length;
  }
  return { bytes, starts, ends };
}

// src/arrow/values.ts
function toValues(type, from, array) {
  switch (from.kind) {
    case "int":
      return toInt64(from, array);
    case "float":
      return toDoubles(from, array);
    case "decimal":
      if (type.kind === "numeric") return toDecimals(type, from, array);
      break;
    case "bool":
      return { physical: "boolean", data: unpackBits(array.buffers[0], array.length) };
    case "string":
      return toTexts(from, array);
    case "date":
      return toDays(from, array);
    case "timestamp":
      if (type.kind === "datetime" || type.kind === "timestamp") return toEpochs(from.unit, type.unit, array);
  }
  throw new TypeError(`${from.kind} does not become ${type.kind}`);
}
function joinValues(parts) {
  const [first] = parts;
  if (first === void 0) throw new TypeError("nothing to join");
  if (parts.length === 1) return first;
  if (first.physical === "bytes") {
    return { physical: "bytes", data: joinTexts(parts.map((part) => part.data)) };
  }
  const whole = allocateValues(
    first.physical,
    parts.reduce((sum, part) => sum + valueCount(part), 0)
  );
  const bytes = new Uint8Array(whole.data.buffer);
  let at = 0;
  for (const { data } of parts) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return whole;
}
function joinTexts(parts) {
  const count2 = parts.reduce((sum, { starts: starts2 }) => sum + starts2.length, 0);
  const starts = new Uint32Array(count2);
  const ends = new Uint32Array(count2);
  let at = 0;
  let base = 0;
  for (const part of parts) {
    for (let k = 0; k < part.starts.length; k++, at++) {
      starts[at] = base + part.starts[k];
      ends[at] = base + part.ends[k];
    }
    base += part.bytes.length;
  }
  return { bytes: Buffer.concat(parts.map(({ bytes }) => bytes)), starts, ends };
}

// src/arrow/dictionary.ts
function createDictionary(parts) {
  return { parts, entries: /* @__PURE__ */ new Map() };
}
function entriesOf(dictionary, column, type, from) {
  let entries = dictionary.entries.get(column);
  if (entries === void 0) {
    entries = readEntries(dictionary.parts, type, from);
    dictionary.entries.set(column, entries);
  }
  return entries;
}
function readEntries(parts, type, from) {
  let before = 0;
  const values = joinValues(
    parts.map((part) => {
      try {
        return toValues(type, from, part);
      } catch (error) {
        throw error instanceof ValueProblem ? new ValueProblem(before + error.at, error.message, true) : error;
      } finally {
        before += part.length;
      }
    })
  );
  const count2 = valueCount(values);
  const validity = parts.every((part) => part.nulls === 0) ? void 0 : flagsOf(parts, count2);
  const found = findDistinct({ values, validity, most: count2 });
  if (found === void 0) throw new RangeError(`a dictionary of ${count2} values that were made to collide`);
  const { ids, firsts } = found;
  return {
    count: count2,
    ids,
    distinct: firsts.length,
    gather(wanted) {
      const isWhole = wanted.length === count2 && firsts.length === count2 && wanted.every((id, at) => id === at + 1);
      if (isWhole) return values;
      return gather(
        values,
        wanted.map((id) => firsts[id - 1])
      );
    }
  };
}
function flagsOf(parts, count2) {
  const flags = new Uint8Array(count2).fill(1);
  let at = 0;
  for (const { length, validity } of parts) {
    if (validity !== void 0) flags.set(unpackBits(validity, length), at);
    at += length;
  }
  return flags;
}

// src/arrow/column.ts
function readColumn(options) {
  const { field, source, array, dictionary, kind } = options;
  const { type } = field;
  if (source.type.kind === "null") return columnOfNulls(type, array.length, kind);
  if (source.dictionary === void 0) {
    const validity = array.validity === void 0 ? void 0 : unpackBits(array.validity, array.length);
    const values = toValues(type, source.type, array);
    return columnOfValues({ type, values, validity, nulls: array.nulls, rows: array.length, kind });
  }
  const held = entriesOf(dictionary ?? createDictionary([emptyArray()]), field.name, type, source.type);
  const ids = new Uint32Array(held.count + 1);
  ids.set(held.ids);
  const entries = readIndices(source.dictionary.index, array, held.count);
  return columnOfNumbered({
    type,
    numbered: renumber({ entries, ids, distinct: held.distinct }),
    gather: held.gather,
    kind
  });
}
function readIndices({ bits, signed }, array, count2) {
  const bytes = array.buffers[0];
  const indices = new Uint32Array(array.length);
  const stored = bits === 64 ? Float64Array.from(new BigInt64Array(bytes.buffer, bytes.byteOffset, array.length), Number) : smallIntegers(bits, signed, bytes, array.length);
  for (let row = 0; row < array.length; row++) {
    if (isNullAt(array, row)) {
      indices[row] = count2;
      continue;
    }
    const index = stored[row];
    if (index < 0 || index >= count2) throw new RangeError(`index ${index} in a dictionary of ${count2} values`);
    indices[row] = index;
  }
  return indices;
}

// src/arrow/fit.ts
import { isUtf8 } from "node:buffer";
var SECONDS_OF_DAY = 86400;
function checkFit(field, column) {
  const values = column.kind === "dictionary" ? column.dictionary : column.values;
  const problemAt = judgeOf(field.type, values);
  if (problemAt === void 0) return;
  const count2 = valueCount(values);
  for (let at = 0; at < count2; at++) {
    if (column.kind === "plain" && column.validity?.[at] === 0) continue;
    const problem = problemAt(at);
    if (problem === void 0) continue;
    throw new ValueProblem(column.kind === "dictionary" ? column.indices.indexOf(at + 1) : at, problem);
  }
}
function judgeOf(type, values) {
  switch (type.kind) {
    case "numeric":
      return judgeDecimals(type, values);
    case "date":
      if (values.physical !== "int32") return void 0;
      return judgeTimes(1 / SECONDS_OF_DAY, (at) => values.data[at]);
    case "datetime":
    case "timestamp": {
      if (values.physical !== "int64") return void 0;
      const { data } = values;
      const words = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
      return judgeTimes(type.unit === "ms" ? 1e3 : 1e6, (at) => {
        const value = words[2 * at + 1] * 2 ** 32 + (words[2 * at] >>> 0);
        return Number.isSafeInteger(value) ? value : data[at];
      });
    }
    case "string": {
      if (values.physical !== "bytes") return void 0;
      const { bytes, starts, ends } = values.data;
      return (at) => isUtf8(bytes.subarray(starts[at], ends[at])) ? void 0 : "a text that is not UTF-8";
    }
    default:
      return void 0;
  }
}
function judgeDecimals(type, values) {
  const limit = 10n ** BigInt(type.precision);
  const judge = (value) => value < limit && value > -limit ? void 0 : `it does not fit numeric(${type.precision},${type.scale})`;
  if (values.physical === "int64") return (at) => judge(values.data[at]);
  if (values.physical !== "decimal") return void 0;
  const view = new DataView(values.data.buffer, values.data.byteOffset, values.data.byteLength);
  return (at) => judge(view.getBigInt64(16 * at) << 64n | view.getBigUint64(16 * at + 8));
}
function judgeTimes(perSecond, valueAt) {
  const first = FIRST_SECOND * perSecond;
  const end = (LAST_SECOND + 1) * perSecond;
  return (at) => {
    const value = valueAt(at);
    return value >= first && value < end ? void 0 : "it is not in the years 1 to 9999";
  };
}

// src/arrow/message.ts
var import_flatbuffers = __toESM(require_flatbuffers(), 1);
var CONTINUATION = -1;
var MOST_HEADER = 2 ** 26;
var MOST_BODY = 2 ** 31;
async function readMessage(source) {
  if (source.remaining() === 0) throw new RangeError("it is cut short: the end-of-stream mark is missing");
  const prefix = new DataView((await source.take(8)).buffer);
  const length = prefix.getInt32(4, true);
  if (prefix.getInt32(0, true) !== CONTINUATION || length < 0 || length > MOST_HEADER)
    throw new RangeError("no message where one should start");
  if (length === 0) {
    if (source.remaining() > 0) throw new RangeError(`${source.remaining()} bytes follow the end-of-stream mark`);
    return void 0;
  }
  const message = Message.getRootAsMessage(new import_flatbuffers.ByteBuffer(await source.take(length)));
  const version = message.version();
  if (version !== MetadataVersion.V4 && version !== MetadataVersion.V5)
    throw new RangeError(`version ${version} of the metadata, expected V4 or V5`);
  const bodyLength = count(message.bodyLength(), "a body");
  if (bodyLength > MOST_BODY && bodyLength <= source.remaining())
    throw new Unsupported(
      `a record batch of ${bodyLength} bytes, the most is ${MOST_BODY}; write smaller record batches`
    );
  const body = await source.take(bodyLength);
  return { kind: kindOf(message.headerType()), message, budget: createBudget(length), body };
}
function kindOf(type) {
  switch (type) {
    case MessageHeader.Schema:
      return "schema";
    case MessageHeader.DictionaryBatch:
      return "dictionary";
    case MessageHeader.RecordBatch:
      return "batch";
    default:
      throw new RangeError(`a message of kind ${type}`);
  }
}
function count(value, what) {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`${what} of ${value}`);
  return Number(value);
}
var TIMES_SHARED = 8;
var OFFSET_BYTES = 4;
function createBudget(headerBytes) {
  let left = headerBytes * TIMES_SHARED;
  return {
    spend(bytes) {
      left -= bytes + OFFSET_BYTES;
      if (left < 0) throw new RangeError(`a header of ${headerBytes} bytes tells more than it holds`);
    }
  };
}
function readMetadata(holder, budget) {
  const found = /* @__PURE__ */ new Map();
  const pairs = holder.customMetadataLength();
  for (let at = 0; at < pairs; at++) {
    const pair = holder.customMetadata(at);
    const [key, value] = [pair?.key() ?? "", pair?.value() ?? ""];
    budget.spend(key.length + value.length);
    found.set(key, value);
  }
  return found;
}

// src/arrow/record-batch.ts
function readArrays(batch, shapes, body) {
  const rows = count(batch.length(), "a record batch with a number of rows");
  if (rows > MOST_ROWS)
    throw new Unsupported(`${rows} rows in one record batch, the most is ${MOST_ROWS}; write smaller record batches`);
  if (batch.compression() !== null) throw new Unsupported("compressed buffers; write the stream without compression");
  const views = shapes.filter(isView).length;
  if (views !== batch.variadicBufferCountsLength())
    throw new RangeError(`${batch.variadicBufferCountsLength()} counts of view buffers, expected ${views}`);
  if (batch.nodesLength() !== shapes.length)
    throw new RangeError(`${batch.nodesLength()} arrays, expected ${shapes.length}`);
  const total = batch.buffersLength();
  let next = 0;
  let nextView = 0;
  function buffer() {
    const region = next < total ? batch.buffers(next) : null;
    if (region === null) throw new RangeError(`only ${total} buffers`);
    next++;
    const offset = count(region.offset(), "a buffer at");
    const length = count(region.length(), "a buffer");
    if (offset + length > body.length)
      throw new RangeError(`a buffer of ${length} bytes at ${offset} in a body of ${body.length}`);
    return body.subarray(offset, offset + length);
  }
  const arrays = shapes.map((shape, at) => {
    const node = batch.nodes(at);
    const length = count(node?.length() ?? -1n, "an array");
    if (length !== rows) throw new RangeError(`an array of ${length} values in a batch of ${rows} rows`);
    if (isNothing(shape)) return { length, nulls: length, buffers: [] };
    const validity = readValidity(buffer(), rows, count(node?.nullCount() ?? -1n, "a null count"));
    const own = trimmed(
      shape,
      rows,
      Array.from({ length: bufferCount(shape) }, () => buffer())
    );
    if (!isView(shape)) return { length: rows, ...validity, buffers: own };
    const more = count(batch.variadicBufferCounts(nextView++) ?? -1n, "a number of view buffers");
    if (more > total) throw new RangeError(`${more} view buffers`);
    const held = Array.from({ length: more }, () => buffer());
    return { length: rows, ...validity, buffers: [...own, ...held] };
  });
  if (next !== total) throw new RangeError(`${total} buffers, expected ${next}`);
  return { rows, arrays };
}
function isNothing({ type, dictionary }) {
  return dictionary === void 0 && type.kind === "null";
}
function isView({ type, dictionary }) {
  return dictionary === void 0 && type.kind === "string" && type.form === "view";
}
function readValidity(bits, length, nulls) {
  if (bits.length === 0 && nulls === 0) return { nulls };
  const validity = cut(bits, length + 7 >>> 3);
  const counted = countZeroBits(validity, length);
  if (counted !== nulls) throw new RangeError(`${counted} nulls where ${nulls} are counted`);
  return nulls === 0 ? { nulls } : { nulls, validity };
}
function trimmed(shape, length, buffers) {
  const [first, second] = buffers;
  if (second === void 0) {
    const numbers = cut(first, bytesOf(shape, length));
    return [isView(shape) ? numbers : aligned(numbers)];
  }
  const wide = shape.type.kind === "string" && shape.type.form === "large";
  if (length === 0) return [new Uint8Array(wide ? 8 : 4), second.subarray(0, 0)];
  const offsets = aligned(cut(first, (length + 1) * (wide ? 8 : 4)));
  const view = new DataView(offsets.buffer, offsets.byteOffset);
  const end = wide ? count(view.getBigInt64(length * 8, true), "an offset") : view.getInt32(length * 4, true);
  return [offsets, cut(second, end)];
}
function bytesOf({ type, dictionary }, length) {
  const numbers = dictionary?.index ?? type;
  switch (numbers.kind) {
    case "int":
    case "float":
    case "decimal":
      return numbers.bits / 8 * length;
    case "bool":
      return length + 7 >>> 3;
    case "date":
      return (numbers.unit === "day" ? 4 : 8) * length;
    case "timestamp":
      return 8 * length;
    case "string":
      return 16 * length;
    default:
      throw new TypeError(`${numbers.kind} has no bytes`);
  }
}
function cut(bytes, length) {
  if (length < 0 || length > bytes.length)
    throw new RangeError(`a buffer of ${bytes.length} bytes where ${length} are needed`);
  return bytes.subarray(0, length);
}
function aligned(bytes) {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
}

// src/arrow/batch-reader.ts
function createBatchReader(options) {
  const { path, columns, matches } = options;
  const schema = matches.map(({ field }) => field);
  const dictionaries = /* @__PURE__ */ new Map();
  let rowsBefore = 0;
  return {
    addDictionary({ message, body }) {
      const batch = message.header(new DictionaryBatch());
      const data = batch?.data() ?? null;
      if (batch === null || data === null) throw new RangeError("a dictionary without values");
      const id = count(batch.id(), "a dictionary number");
      const shape = columns.find(({ dictionary }) => dictionary?.id === id);
      if (shape === void 0) throw new RangeError(`a dictionary ${id} that no column has`);
      const values = readArrays(data, [{ type: shape.type }], body).arrays;
      const before = batch.isDelta() ? dictionaries.get(id)?.parts : void 0;
      dictionaries.set(id, createDictionary([...before ?? [], ...values]));
    },
    readBatch(message) {
      const header = message.message.header(new RecordBatch());
      if (header === null) throw new RangeError("a record batch without a header");
      const { rows, arrays } = readArrays(header, columns, message.body);
      const dictionaryOf = ({ dictionary }) => dictionary === void 0 ? void 0 : dictionaries.get(dictionary.id);
      const seal = readSeal(message, columns, arrays, dictionaryOf);
      const read = matches.map(({ field, source, at }) => {
        const array = arrays[at];
        try {
          const column = readColumn({ field, source, array, dictionary: dictionaryOf(source), kind: seal?.kinds[at] });
          if (field.required && column.nulls > 0) throw new ValueProblem(firstNull(column), nullProblem(field));
          if (seal === void 0 || !isOwnType(source.type, field.type)) checkFit(field, column);
          return column;
        } catch (error) {
          if (!(error instanceof ValueProblem)) throw error;
          const place = error.inDictionary ? `value ${error.at + 1} of its dictionary` : `row ${rowsBefore + error.at + 1}`;
          throw wrongValue(path, field.name, place, error.message);
        }
      });
      rowsBefore += rows;
      return { schema, rows, columns: read };
    }
  };
}
function readSeal({ message, budget }, columns, arrays, dictionaryOf) {
  const text = readMetadata(message, budget).get(SEAL_KEY);
  if (text === void 0) return void 0;
  const seal = parseSeal(text);
  if (seal === void 0) throw new RangeError(`the metadata ${SEAL_KEY} cannot be read`);
  const stored = arrays.map((array, at) => {
    const column = columns[at];
    if (column.dictionary === void 0) return { array };
    const parts = dictionaryOf(column)?.parts ?? [];
    return { array, dictionary: (parts.length === 1 ? parts[0] : void 0) ?? emptyArray() };
  });
  if (seal.kinds.length !== columns.length || checksumOf(columns, seal.kinds, stored) !== seal.checksum) {
    throw new RangeError(
      `its values do not have the checksum that lakeferry gave them; a tool that changes them must leave out the metadata ${SEAL_KEY}`
    );
  }
  return seal;
}
function firstNull(column) {
  return column.kind === "dictionary" ? column.indices.indexOf(0) : (column.validity ?? new Uint8Array(0)).indexOf(0);
}
function nullProblem({ name }) {
  return `null, expected a value: ${name} is required`;
}

// src/arrow/byte-source.ts
import { createHash } from "node:crypto";
function createByteSource(options) {
  const { files, path, size, signal } = options;
  const chunks = files.stream(path, { start: 0, end: size })[Symbol.asyncIterator]();
  const hash = createHash("sha256");
  let chunk = new Uint8Array(0);
  let taken = 0;
  async function next() {
    signal.throwIfAborted();
    let result;
    try {
      result = await chunks.next();
    } catch (error) {
      throw unreadable(path, error);
    }
    if (result.done) throw new RangeError("it shrank while it was read");
    chunk = result.value;
    hash.update(chunk);
  }
  return {
    remaining: () => size - taken,
    async take(length) {
      if (length > size - taken) throw new RangeError(`it is cut short: ${length} bytes wanted, ${size - taken} left`);
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        if (chunk.length === 0) await next();
        const piece = chunk.subarray(0, length - at);
        bytes.set(piece, at);
        chunk = chunk.subarray(piece.length);
        at += piece.length;
      }
      taken += length;
      return bytes;
    },
    sha256: () => hash.digest("hex"),
    async close() {
      await chunks.return?.();
    }
  };
}

// src/arrow/match.ts
function matchColumns(path, columns, schema) {
  const problems = [];
  const places = /* @__PURE__ */ new Map();
  columns.forEach(({ name }, at) => {
    if (places.has(name)) problems.push(`${JSON.stringify(name)} is there twice, expected once`);
    places.set(name, at);
  });
  const fields = schema ?? columns.flatMap((column) => declared(column, problems));
  const matches = fields.flatMap((field) => {
    const at = places.get(field.name);
    const source = at === void 0 ? void 0 : columns[at];
    if (at === void 0 || source === void 0) {
      problems.push(`${field.name} is missing, expected ${expectedText(field.type)}`);
      return [];
    }
    if (!canBecome(source.type, field.type)) {
      problems.push(`${field.name} is ${columnText(source)}, expected ${expectedText(field.type)}`);
      return [];
    }
    return [{ field, source, at }];
  });
  for (const name of places.keys()) {
    if (!fields.some((field) => field.name === name) && schema !== void 0)
      problems.push(
        `${JSON.stringify(name)} is one too many, expected only ${schema.map((field) => field.name).join(", ")}`
      );
  }
  if (problems.length > 0) throw wrongColumns(path, problems);
  return matches;
}
function declared(column, problems) {
  try {
    const field = fieldOf(column);
    if (field !== void 0) return [field];
    problems.push(`${JSON.stringify(column.name)} is ${typeText(column.type)}, which no column can be`);
  } catch (error) {
    problems.push(`${JSON.stringify(column.name)} is ${columnText(column)}: ${reasonOf(error)}`);
  }
  return [];
}

// src/arrow/stream-schema.ts
var UNITS = ["s", "ms", "us", "ns"];
function readSchema({ kind, message, budget }) {
  const schema = kind === "schema" ? message.header(new Schema()) : null;
  if (schema === null) throw new RangeError("it does not begin with a schema");
  if (schema.endianness() !== Endianness.Little) throw new Unsupported("big-endian numbers; write them little-endian");
  const columns = [];
  const fields = schema.fieldsLength();
  for (let at = 0; at < fields; at++) columns.push(readField(schema.fields(at), budget));
  assertOneType(columns);
  return columns;
}
function assertOneType(columns) {
  const types = /* @__PURE__ */ new Map();
  for (const { type, dictionary } of columns) {
    if (dictionary === void 0) continue;
    const text = typeText(type);
    if ((types.get(dictionary.id) ?? text) !== text) throw new RangeError(`dictionary ${dictionary.id} has two types`);
    types.set(dictionary.id, text);
  }
}
function readField(field, budget) {
  const name = field?.name();
  if (field === null || typeof name !== "string") throw new RangeError("a column without a name");
  budget.spend(name.length);
  const encoding = field.dictionary();
  return {
    name,
    type: readType(field),
    nullable: field.nullable(),
    ...encoding === null ? {} : {
      dictionary: {
        id: count(encoding.id(), "a dictionary number"),
        // Arrow's default where none is given.
        index: readInteger(encoding.indexType()) ?? { kind: "int", bits: 32, signed: true },
        ordered: encoding.isOrdered()
      }
    },
    metadata: readMetadata(field, budget)
  };
}
function readType(field) {
  const id = field.typeType();
  return knownType(field, id) ?? { kind: "other", name: (Type[id] ?? `type ${id}`).replace(/_$/, "").toLowerCase() };
}
function knownType(field, id) {
  switch (id) {
    case Type.Int:
      return readInteger(field.type(new Int()));
    case Type.FloatingPoint: {
      const precision = field.type(new FloatingPoint())?.precision();
      if (precision === Precision.HALF) return { kind: "other", name: "halffloat" };
      return precision === void 0 ? void 0 : { kind: "float", bits: precision === Precision.SINGLE ? 32 : 64 };
    }
    case Type.Decimal: {
      const type = field.type(new Decimal());
      const bits = type?.bitWidth();
      if (type === null || bits !== 32 && bits !== 64 && bits !== 128 && bits !== 256) return void 0;
      return { kind: "decimal", bits, precision: type.precision(), scale: type.scale() };
    }
    case Type.Bool:
      return { kind: "bool" };
    case Type.Null:
      return { kind: "null" };
    case Type.Utf8:
      return { kind: "string", form: "plain" };
    case Type.LargeUtf8:
      return { kind: "string", form: "large" };
    case Type.Utf8View:
      return { kind: "string", form: "view" };
    case Type.Date: {
      const unit = field.type(new Date())?.unit();
      return unit === void 0 ? void 0 : { kind: "date", unit: unit === DateUnit.DAY ? "day" : "ms" };
    }
    case Type.Timestamp: {
      const type = field.type(new Timestamp());
      const unit = UNITS[type?.unit() ?? -1];
      const zone = type?.timezone();
      if (unit === void 0) return void 0;
      return { kind: "timestamp", unit, ...typeof zone === "string" && zone !== "" ? { zone } : {} };
    }
    default:
      return void 0;
  }
}
function readInteger(type) {
  const bits = type?.bitWidth();
  if (type === null || bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64) return void 0;
  return { kind: "int", bits, signed: type.isSigned() };
}

// src/arrow/reader.ts
async function openReader(options) {
  const { path } = options;
  await withSource(options, (source) => assertStream(path, source));
  const columns = await withSource(options, (source) => readHead(options, source));
  const schema = matchColumns(path, columns, options.schema).map(({ field }) => field);
  let read;
  return {
    schema,
    async *batches() {
      read = void 0;
      read = yield* readBatches(options, schema);
    },
    counts() {
      if (read === void 0) throw new Error(`${path} was not read to its end`);
      return read;
    }
  };
}
async function withSource(options, work) {
  const source = createByteSource({ ...options, size: await sizeOf(options) });
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}
async function sizeOf({ files, path, signal }) {
  signal.throwIfAborted();
  const stat = await files.stat(path).catch((error) => {
    throw unreadable(path, error);
  });
  if (stat === void 0) throw noFile(path, "there is no such file");
  if (stat.isDirectory) throw noFile(path, "this is a folder");
  if (stat.size === 0) throw damaged(path, "", "it is empty");
  return stat.size;
}
var OTHER_FORMATS = [
  ["ARROW1", "the Arrow IPC file format (it starts with ARROW1), which cannot hold a dictionary for each row group"],
  ["FEA1", "the Feather format of version 1"],
  ["PAR1", "a Parquet file"]
];
async function assertStream(path, source) {
  const start = Buffer.from(await source.take(Math.min(source.remaining(), 8))).toString("latin1");
  for (const [magic, what] of OTHER_FORMATS) if (start.startsWith(magic)) throw otherFormat(path, what);
}
async function readHead({ path, signal }, source) {
  return guarded(path, "its schema", signal, async () => {
    const message = await readMessage(source);
    if (message === void 0) throw new RangeError("it ends before its schema");
    return readSchema(message);
  });
}
async function* readBatches(options, schema) {
  const { path, signal } = options;
  const bytes = await sizeOf(options);
  const source = createByteSource({ ...options, size: bytes });
  try {
    const columns = await readHead(options, source);
    const reader = createBatchReader({ path, columns, matches: matchColumns(path, columns, schema) });
    let rows = 0;
    let batches = 0;
    for (; ; ) {
      const next = await guarded(path, `record batch ${batches + 1}`, signal, async () => {
        const message = await readMessage(source);
        switch (message?.kind) {
          case "schema":
            throw new RangeError("a second schema");
          case "dictionary":
            reader.addDictionary(message);
            return "dictionary";
          case "batch":
            return reader.readBatch(message);
          default:
            return "end";
        }
      });
      if (next === "end") return { bytes, sha256: source.sha256(), rows, batches };
      if (next === "dictionary") continue;
      rows += next.rows;
      batches++;
      yield next;
    }
  } finally {
    await source.close();
  }
}
async function guarded(path, where, signal, work) {
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? error : decodingFailure(path, where, error);
  }
}
export {
  openReader
};
