import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ThriftWriter,
  bytes,
  integer,
  integers,
  readThrift,
  size,
  struct,
  structs,
  text,
  texts
} from "./chunk-JEK6EGI6.mjs";
import {
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import {
  physicalOf
} from "./chunk-U37NQODY.mjs";

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
    if (column.name !== field?.name || texts(meta, 3).length !== 1 || integer(meta, 1) !== TYPE[physicalOf(field.type)])
      throw new RangeError(`column ${at + 1} of a row group is not the one of the schema`);
    position += column.compressedBytes;
    return column;
  });
  return { start, bytes: position, uncompressedBytes: size(item, 2), rows, columns };
}
function readChunk(meta, start, position, rows) {
  const statistics = struct(meta, 12);
  const column = {
    name: texts(meta, 3)[0] ?? "",
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
function decompress(codec, stored, size2) {
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

export {
  MAGIC,
  ENCODING,
  PAGE,
  DECIMAL_BYTES,
  MOST_PAGE_BYTES,
  writeFooter,
  readFooter,
  bitWidthOf,
  hybridBound,
  packHybrid,
  unpackHybrid,
  deltaBound,
  packDelta,
  unpackDelta,
  compress,
  decompress,
  writePlain,
  readPlain,
  readTexts
};
