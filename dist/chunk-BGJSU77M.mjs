import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  chunkOf,
  decoding,
  foreign,
  foreignColumns,
  foreignWord,
  openForeign,
  tooMuch
} from "./chunk-VXFQYDQZ.mjs";
import {
  compressors,
  parquetScan
} from "./chunk-JEALU6Y7.mjs";
import {
  MISSING,
  createCells
} from "./chunk-MCIXMSU2.mjs";
import {
  integer,
  readThrift,
  size,
  struct
} from "./chunk-3PAYXITV.mjs";
import "./chunk-NRDYLVKO.mjs";
import {
  MAX_ORIGINAL_TEXT,
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import {
  formatColumnType
} from "./chunk-5BRFANHP.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ContractError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/parquet/foreign-text.ts
function valueTexter(type, target) {
  switch (type.kind) {
    case "int64":
      if (type.unsigned === 32) return (value) => String(Number(value) >>> 0);
      if (type.unsigned === 64) return (value) => String(BigInt.asUintN(64, BigInt(value)));
      return String;
    case "float64":
      return (value) => doubleText(value);
    case "float16":
      return (value) => doubleText(halfOf(value));
    case "numeric":
      return (value) => decimalText(unscaled(value), type.scale, target === "int64");
    case "bool":
      return (value) => value ? "true" : "false";
    case "string":
      return utf8Text;
    case "uuid":
      return (value) => uuidText(value);
    case "date":
      return (value) => dayText(BigInt(value));
    case "time":
      return (value) => clockText(BigInt(value), type.digits);
    case "time-point": {
      const isWall = type.clock === "wall" || type.clock === "unsaid" && target === "datetime";
      const day = lastDay();
      return (value) => pointText(BigInt(value), type.digits, isWall, day);
    }
    case "null":
    case "other":
      return (value) => value instanceof Uint8Array ? `0x${Buffer.from(value).toString("hex")}` : String(value);
  }
}
function doubleText(value) {
  if (Object.is(value, -0)) return "-0";
  if (Number.isInteger(value)) return String(BigInt(value));
  const text = String(value);
  const match = /^(-?)([0-9])(?:\.([0-9]+))?e-([0-9]+)$/.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction = "", exponent] = match;
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${whole}${fraction}`;
}
function halfOf(bytes) {
  const bits = bytes[1] << 8 | bytes[0];
  const sign = bits >>> 15 === 1 ? -1 : 1;
  const exponent = bits >>> 10 & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}
function unscaled(value) {
  if (!(value instanceof Uint8Array)) return BigInt(value);
  if (value.length === 0) return 0n;
  const whole = BigInt(`0x${Buffer.from(value).toString("hex")}`);
  return BigInt.asIntN(8 * value.length, whole);
}
function decimalText(whole, scale, bare2) {
  const sign = whole < 0n ? "-" : "";
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, "0");
  if (scale === 0) return sign + digits;
  const [front, back] = [digits.slice(0, -scale), digits.slice(-scale)];
  return bare2 && /^0*$/.test(back) ? sign + front : `${sign}${front}.${back}`;
}
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function utf8Text(value) {
  try {
    return utf8.decode(value);
  } catch {
    throw new RangeError("bytes that are not UTF-8 text");
  }
}
function uuidText(bytes) {
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
var FIRST_DAY = -719162n;
var LAST_DAY = 2932896n;
function dayText(days) {
  if (days < FIRST_DAY || days > LAST_DAY) throw new RangeError(`the day ${days}, outside the years 1 to 9999`);
  return new Date(Number(days) * 864e5).toISOString().slice(0, 10);
}
function clockText(since, digits) {
  const perSecond = 10n ** BigInt(digits);
  const seconds = since / perSecond;
  const two = (value) => String(value).padStart(2, "0");
  const fraction = String(since % perSecond).padStart(digits, "0").replace(/0+$/, "");
  const clock = `${two(seconds / 3600n)}:${two(seconds / 60n % 60n)}:${two(seconds % 60n)}`;
  return fraction === "" ? clock : `${clock}.${fraction}`;
}
function lastDay() {
  let last;
  let text = "";
  return (days) => {
    if (days !== last) {
      text = dayText(days);
      last = days;
    }
    return text;
  };
}
function pointText(since, digits, isWall, dayOf) {
  const perDay = 86400n * 10n ** BigInt(digits);
  const within = (since % perDay + perDay) % perDay;
  const day = dayOf((since - within) / perDay);
  return `${day} ${clockText(within, digits)}${isWall ? "" : "Z"}`;
}

// src/parquet/foreign-fit.ts
function fitOf(from, to) {
  if (from.kind === "null") return "always";
  if (to.kind === "string") return from.kind === "other" ? "never" : "always";
  switch (from.kind) {
    case "string":
      return "always";
    case "int64":
      if (to.kind === "float64") return isExactDouble;
      return to.kind === "int64" || to.kind === "numeric" ? "always" : "never";
    case "float64":
    case "float16":
      if (to.kind === "int64") return from.kind === "float16" ? "never" : (value) => Number.isInteger(value);
      return to.kind === "float64" || to.kind === "numeric" ? "always" : "never";
    case "numeric":
      if (to.kind === "int64") return (value) => unscaled(value) % 10n ** BigInt(from.scale) === 0n;
      if (to.kind === "float64") return isShortDecimal;
      return to.kind === "numeric" ? "always" : "never";
    case "bool":
    case "date":
      return to.kind === from.kind ? "always" : "never";
    case "time-point":
      if (to.kind === "datetime") return from.clock === "zone" ? "never" : "always";
      return to.kind === "timestamp" ? "always" : "never";
    case "uuid":
    case "time":
    case "other":
      return "never";
  }
}
function isExactDouble(value) {
  const whole = BigInt(value);
  return BigInt(Number(whole)) === whole;
}
function isShortDecimal(value) {
  const whole = unscaled(value);
  return (whole < 0n ? -whole : whole) < 10n ** 15n;
}

// src/parquet/foreign-cells.ts
async function readCells(options) {
  const { file, chunks, column, target, start, end, step, limits } = options;
  const type = column.type;
  const text = valueTexter(type, target.type.kind);
  const isLocal = type.kind === "time-point" && type.clock === "wall";
  const fit = isLocal && target.type.kind === "timestamp" && !target.zoned ? "never" : fitOf(type, target.type);
  const finished = [];
  const positions = /* @__PURE__ */ new Map();
  let cells = createCells(target.direct);
  let border = start + step;
  let row = start;
  for await (const values of chunks.values(column, start, end)) {
    for (let at = 0; at < values.length; at++) {
      if (row === border) {
        finished.push(cells.finish());
        cells = createCells(target.direct);
        positions.clear();
        border += step;
      }
      row++;
      const value = values[at];
      if (value === null || value === void 0) {
        cells.add(void 0);
        continue;
      }
      const known = target.direct ? void 0 : positions.get(value);
      if (known !== void 0 && value !== 0) {
        cells.repeat(known);
        continue;
      }
      const cell = textOf(value, row);
      if (fit !== "always" && (fit === "never" || !options.lenient && !fit(value))) {
        throw castError(options, row);
      }
      if (cell.length > limits.field) throw fieldTooLong(file.name, column, row, limits.field);
      cells.add(cell);
      if (!target.direct) positions.set(value, cells.position());
    }
    if (cells.size() > limits.memory)
      throw tooMuch(file.name, `the text of column ${JSON.stringify(column.name)}`, limits.memory);
  }
  finished.push(cells.finish());
  return finished;
  function textOf(value, at) {
    try {
      return text(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (target.type.kind !== "string") return `(${error.message})`;
      throw new ContractError(
        "PARQUET_VALUE",
        `${file.name}: column ${JSON.stringify(column.name)}, row ${at}: it holds ${error.message}`,
        { name: file.name, column: column.name, row: at },
        error
      );
    }
  }
}
function castError({ file: { name }, column, target }, row) {
  const word = column.type === void 0 ? "" : foreignWord(column.type);
  const declared = formatColumnType(target.type);
  const fix = word === "datetime" && declared === "timestamp" ? "name its zone in the column, or declare it as datetime" : `declare ${target.name} as ${word} or string`;
  return new ContractError(
    "PARQUET_CAST",
    `${name}: column ${JSON.stringify(column.name)} is ${word} in this file and ${target.name} is declared as ${declared}: the value in row ${formatCount(row)} cannot be kept as it is; ${fix}`,
    { name, column: column.name, row, declared, found: word }
  );
}
function fieldTooLong(name, column, row, limit) {
  return new ContractError(
    "LIMIT_FIELD",
    `${name}: column ${JSON.stringify(column.name)}, row ${formatCount(row)}: a value is longer than ${formatBytes(limit)}; if the file is sound, raise "limits.field"`,
    { name, column: column.name, row, limit }
  );
}

// src/parquet/foreign-codecs.ts
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
function orNothing(unpack) {
  if (unpack === void 0) throw new Error("a codec is missing from its package");
  return (input, length) => length === 0 ? new Uint8Array(0) : unpack(input, length);
}
var foreignCodecs = {
  SNAPPY: orNothing(compressors.SNAPPY),
  LZ4: orNothing(compressors.LZ4),
  LZ4_RAW: orNothing(compressors.LZ4_RAW),
  GZIP: orNothing((input, maxOutputLength) => gunzipSync(input, { maxOutputLength })),
  BROTLI: orNothing((input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength })),
  ZSTD: orNothing((input, maxOutputLength) => zstdDecompressSync(input, { maxOutputLength }))
};

// src/parquet/foreign-pages.ts
import { crc32 } from "node:zlib";
var DATA = 0;
var INDEX = 1;
var DICTIONARY = 2;
var DATA_V2 = 3;
var MOST_SPARE_GROUPS = 128;
var DICTIONARY_INDICES = [2, 8];
var RLE = 3;
function checkPages({ bytes, rows, mostBytes, optional, unpack }) {
  let seen = 0;
  for (let at = 0; at < bytes.length && seen < rows; ) {
    const { value: header, end: start } = readThrift(bytes, at, bytes.length);
    const kind = integer(header, 1);
    const inflated = size(header, 2);
    const stored = size(header, 3);
    if (stored > bytes.length - start) throw new RangeError("a page is cut short");
    if (inflated > mostBytes) throw new RangeError(`a page claims ${inflated} bytes`);
    const body = bytes.subarray(start, start + stored);
    if (header.has(4) && (crc32(body) | 0) !== integer(header, 4)) {
      throw new RangeError("a page does not have its checksum");
    }
    if (kind === DATA) {
      const page = struct(header, 5);
      const values = countOf(size(page, 1), rows - seen);
      const whole = unpack === void 0 ? body : unpack(body, inflated);
      const levels = optional ? 4 + lengthAt(whole, 0) : 0;
      if (optional) checkRuns(whole, 4, levels, 1, values);
      checkValues(whole, levels, integer(page, 2), values);
      seen += values;
    } else if (kind === DATA_V2) {
      const page = struct(header, 8);
      const values = countOf(size(page, 1), rows - seen);
      if (size(page, 2) > values) throw new RangeError("a page has more nulls than values");
      const levels = size(page, 5) + size(page, 6);
      if (levels > stored || levels > inflated) throw new RangeError("the levels of a page are longer than the page");
      if (optional) checkRuns(body, size(page, 6), levels, 1, values);
      const isPacked = unpack !== void 0 && page.get(7) !== false;
      const rest = body.subarray(levels);
      checkValues(isPacked ? unpack(rest, inflated - levels) : rest, 0, integer(page, 4), values);
      seen += values;
    } else if (kind === DICTIONARY) {
      if (size(struct(header, 7), 1) > inflated * 8)
        throw new RangeError("a dictionary claims more than its bytes hold");
    } else if (kind !== INDEX) throw new RangeError(`a page of the unknown kind ${kind}`);
    at = start + stored;
  }
  if (seen !== rows) throw new RangeError(`${seen} values where its row group has ${rows} rows`);
}
function checkValues(page, at, encoding, values) {
  if (DICTIONARY_INDICES.includes(encoding) && at < page.length) {
    const width = page[at];
    if (width > 32) throw new RangeError(`indices of ${width} bits`);
    if (width > 0) checkRuns(page, at + 1, page.length, width, values);
  } else if (encoding === RLE && at < page.length) {
    checkRuns(page, at + 4, at + 4 + lengthAt(page, at), 1, values);
  }
}
function lengthAt(page, at) {
  if (page.length < at + 4) throw new RangeError("a page without the length of its runs");
  return new DataView(page.buffer, page.byteOffset).getUint32(at, true);
}
function checkRuns(page, start, end, width, values) {
  if (end > page.length) throw new RangeError("runs are longer than their page");
  let seen = 0;
  for (let at = start; at < end && seen < values; ) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) throw new RangeError("the length of a run is cut short");
      const byte = page[at++];
      header += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const count = Math.floor(header / 2);
    if (header % 2 === 0) {
      if (count > values - seen) throw new RangeError("a run is longer than its page has values");
      seen += count;
      at += Math.ceil(width / 8);
    } else {
      if (count * 8 >= values - seen + 8 * MOST_SPARE_GROUPS)
        throw new RangeError("a run is longer than its page has values");
      seen += count * 8;
      at += count * width;
    }
  }
}
function countOf(values, left) {
  if (values > left) throw new RangeError("a page has more values than its row group has rows left");
  if (values > MOST_ROWS) throw new RangeError(`a page claims ${values} values`);
  return values;
}

// src/parquet/foreign-chunks.ts
var MOST_ROWS2 = 131072;
var LEAST_ROWS = 1024;
var BATCH_BYTES = 64 * 2 ** 20;
var MOST_TOGETHER = 4;
var TOGETHER_BYTES = 128 * 2 ** 20;
var KEPT_BYTES = 64 * 2 ** 20;
function rowGroups(file) {
  let start = 0;
  return file.metadata.row_groups.map((group, at) => {
    const rows = Number(group.num_rows);
    if (rows < 0) throw foreign(file.name, "a row group has a negative number of rows");
    const uncompressed = group.columns.reduce(
      (sum, { meta_data: meta }) => sum + Number(meta?.total_uncompressed_size ?? 0),
      0
    );
    const found = { at, start, end: start + rows, uncompressed };
    start = found.end;
    return found;
  });
}
function batchRows(groups) {
  let fattest = 0;
  for (const { start, end, uncompressed } of groups) {
    fattest = Math.max(fattest, uncompressed / Math.max(1, end - start));
  }
  let rows = MOST_ROWS2;
  while (rows > LEAST_ROWS && rows * fattest > BATCH_BYTES) rows /= 2;
  let together = MOST_TOGETHER;
  while (together > 1 && together * rows * fattest > TOGETHER_BYTES) together /= 2;
  return { rows, together };
}
function createChunks(file, groups, memory) {
  const metadata = bare(file.metadata);
  const kept = /* @__PURE__ */ new Map();
  const checked = /* @__PURE__ */ new Set();
  let keptBytes = 0;
  async function chunk(column, group) {
    const rowGroup = file.metadata.row_groups[group.at];
    const { start, end, codec } = chunkOf(file, rowGroup, column.path);
    const key = `${group.at} ${column.path}`;
    const known = kept.get(key);
    if (known !== void 0) return { bytes: known.bytes, start };
    const bytes = await file.range(start, end);
    if (!checked.has(key)) {
      const unpack = codec === "UNCOMPRESSED" ? void 0 : foreignCodecs[codec];
      if (unpack === void 0 && codec !== "UNCOMPRESSED") throw foreign(file.name, `the codec ${codec} is unknown`);
      const rows = group.end - group.start;
      const { optional } = column;
      await decoding(
        file.name,
        () => checkPages({ bytes: new Uint8Array(bytes), rows, mostBytes: memory, optional, unpack })
      );
      checked.add(key);
    }
    if (keptBytes + bytes.byteLength <= KEPT_BYTES) {
      kept.set(key, { bytes, group });
      keptBytes += bytes.byteLength;
    }
    return { bytes, start };
  }
  return {
    async *values(column, start, end) {
      for (const group of groups) {
        const from = Math.max(start, group.start);
        const to = Math.min(end, group.end);
        if (from >= to) continue;
        const { bytes, start: base } = await chunk(column, group);
        const buffer = {
          byteLength: file.size,
          slice: (first, last = file.size) => bytes.slice(first - base, last - base)
        };
        const values = await decoding(file.name, async () => {
          const only = file.metadata.row_groups.slice(group.at, group.at + 1);
          const scan = await parquetScan({
            file: buffer,
            metadata: { ...metadata, row_groups: only, num_rows: BigInt(group.end - group.start) },
            compressors: foreignCodecs,
            utf8: false,
            useOffsetIndex: false,
            parsers: { timestampFromNanoseconds: (nanoseconds) => nanoseconds }
          });
          return scan.readColumn({ column: column.path, rowStart: from - group.start, rowEnd: to - group.start });
        });
        if (values.length !== to - from)
          throw foreign(file.name, `the column ${JSON.stringify(column.name)} is cut short`);
        yield values;
      }
    },
    forget(row) {
      for (const [key, { bytes, group }] of kept) {
        if (group.end > row) continue;
        kept.delete(key);
        keptBytes -= bytes.byteLength;
      }
    }
  };
}
function bare(metadata) {
  const schema = metadata.schema.map(({ converted_type: _converted, logical_type: _logical, ...element }) => element);
  return { ...metadata, schema };
}

// src/parquet/foreign-rows.ts
async function* foreignRows(options) {
  const { file, columns, targets, limits } = options;
  refuseNested(options);
  const total = Number(file.metadata.num_rows);
  const groups = rowGroups(file);
  if ((groups.at(-1)?.end ?? 0) !== total) throw foreign(file.name, "its row groups have another number of rows");
  const bytes = groups.reduce((sum, { uncompressed }) => sum + uncompressed, 0);
  if (bytes > limits.text) {
    throw new ContractError(
      "LIMIT_TEXT",
      `${file.name} unpacks to ${formatBytes(bytes)}, more than ${formatBytes(limits.text)}; if it is sound, raise "limits.text"`,
      { name: file.name, limit: limits.text }
    );
  }
  const { rows: step, together } = batchRows(groups);
  const chunks = createChunks(file, groups, limits.memory);
  const names = columns.map(({ name }, at) => targets[at] === void 0 ? void 0 : name);
  for (let start = 0; start < total; start += step * together) {
    const end = Math.min(start + step * together, total);
    const read = [];
    for (const [at, column] of columns.entries()) {
      const target = targets[at];
      const request = { file, chunks, column, start, end, step, limits, lenient: options.lenient };
      read.push(target && await readCells({ ...request, target }));
    }
    chunks.forget(end);
    for (let part = 0, from = start; from < end; part++, from += step) {
      const rows = Math.min(step, end - from);
      const cells = read.map((parts) => takeFrom(parts, part) ?? nothing(rows));
      yield batchOf({ group: from / step, start: from, rows, columns: cells, names });
      options.onRows?.(from + rows);
    }
  }
}
function takeFrom(parts, part) {
  const column = parts?.[part];
  delete parts?.[part];
  return column;
}
function refuseNested({ file, columns, targets }) {
  const nested = columns.filter((column, at) => column.type === void 0 && targets[at] !== void 0);
  if (nested.length === 0) return;
  const shown = nested.map((column) => `${JSON.stringify(column.name)} (${column.nested})`).join(", ");
  throw new ContractError(
    "PARQUET_NESTED",
    `${file.name}: ${nested.length === 1 ? "a column holds" : "columns hold"} lists, maps or structs, which a table of ours has no place for: ${shown}; leave ${nested.length === 1 ? "it" : "them"} out with contract.new_columns: discard`,
    { name: file.name, columns: nested.map((column) => column.name) }
  );
}
function nothing(rows) {
  return {
    kind: "dictionary",
    indices: new Uint16Array(rows),
    values: { bytes: Uint8Array.of(MISSING), starts: Uint32Array.of(0), ends: Uint32Array.of(1) }
  };
}
function batchOf(found) {
  const { group, start, rows, columns, names } = found;
  return {
    group,
    rows,
    columns,
    lines: Uint32Array.from({ length: rows }, (_, row) => start + row + 1),
    records: { bytes: new Uint8Array(0), starts: new Uint32Array(rows), ends: new Uint32Array(rows) },
    recordText(row) {
      const entries = columns.flatMap((column, at) => {
        const name = names[at];
        return name === void 0 ? [] : [[name, cellOf(column, row)]];
      });
      return Buffer.from(JSON.stringify(Object.fromEntries(entries))).subarray(0, MAX_ORIGINAL_TEXT);
    },
    malformed: []
  };
}
function cellOf(column, row) {
  const { bytes, starts, ends } = column.values;
  const at = column.kind === "dictionary" ? column.indices[row] : row;
  const text = bytes.subarray(starts[at], ends[at]);
  return text.length === 1 && text[0] === MISSING ? null : Buffer.from(text).toString("utf8");
}

// src/convert/parquet-rows.ts
async function parquetRows(options) {
  const { pipeline, shownName: name, files, raw: path } = options;
  const { limits } = pipeline;
  const file = await openForeign({ files, path, name, memory: limits.memory });
  const total = Number(file.metadata.num_rows);
  try {
    const columns = foreignColumns(file, limits.columns);
    const header = columns.map((column) => column.name);
    const typed = columns.map(({ type }) => type !== void 0 && type.kind !== "string");
    const { direct, wanted } = options.bind(header, typed);
    const targets = wanted.map((column, at) => column && { ...column, direct: direct[at] === true });
    let records = 0;
    return {
      format: "parquet",
      counted: "row",
      knowsNull: true,
      header: async () => header,
      batches: () => foreignRows({
        file,
        columns,
        targets,
        limits,
        lenient: pipeline.contract.types === "discard",
        onRows(done) {
          records = done;
          options.onRows(done, total);
        }
      }),
      counts: () => ({ records, blank: 0, droppedExtra: 0 }),
      close: () => file.close()
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
export {
  parquetRows
};
