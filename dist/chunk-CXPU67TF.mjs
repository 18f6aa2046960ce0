import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  SLACK,
  bring,
  copyBytes,
  theMachine
} from "./chunk-QDS5XJU5.mjs";

// src/kernel/bit-pack.ts
function bitWidthOf(largest) {
  return Math.max(1, 32 - Math.clz32(largest));
}
function hybridBound(count, bitWidth) {
  return Math.ceil(count * bitWidth / 8) + Math.ceil(count / 2) + 16;
}
function packHybrid(values, count, bitWidth, out, at) {
  const room = openRoom(count, bitWidth);
  copyBytes(values.subarray(0, count), new Uint16Array(theMachine().bytes().buffer, room.first, count));
  return room.pack(room.first, count, out, at);
}
function packOnes(count, out, at) {
  if (count < 8) return packHybrid(new Uint16Array(count).fill(1), count, 1, out, at);
  let end = at;
  let left = count * 2;
  for (; left > 127; left = Math.floor(left / 128)) out[end++] = left & 127 | 128;
  out[end++] = left;
  out[end++] = 1;
  return end;
}
function packLevels(slots, from, to, out, at) {
  const room = openRoom(to - from, 1);
  const machine = theMachine();
  machine.calls.levelsOfSlots(bring(slots.subarray(from, to), room.first), to - from, room.second);
  return room.pack(room.second, to - from, out, at);
}
function packIndices(slots, from, to, bitWidth, out, at) {
  const room = openRoom(to - from, bitWidth);
  const machine = theMachine();
  const place = bring(slots.subarray(from, to), room.first);
  const count = machine.calls.indicesOfSlots(place, to - from, room.second);
  return room.pack(room.second, count, out, at);
}
function openRoom(count, bitWidth) {
  const machine = theMachine();
  const list = 2 * count + SLACK;
  const first = machine.scratch(2 * list + hybridBound(count, bitWidth) + SLACK);
  const packed = first + 2 * list;
  return {
    first,
    second: first + list,
    pack(place, values, out, at) {
      const bytes = machine.bytes();
      bytes.fill(0, place + 2 * values, place + 2 * values + 16);
      const end = machine.calls.packHybrid(place, values, bitWidth, packed);
      copyBytes(bytes.subarray(packed, end), out.subarray(at));
      return at + end - packed;
    }
  };
}
function unpackHybrid(bytes, at, end, bitWidth, count, out) {
  const machine = theMachine();
  const size = end - at;
  const place = machine.scratch(size + SLACK + 2 * count + SLACK);
  const values = place + size + SLACK + (place + size & 1);
  copyBytes(bytes.subarray(at, end), machine.bytes().subarray(place));
  const position = unpackInto(place, size, bitWidth, count, values);
  copyBytes(new Uint16Array(machine.bytes().buffer, values, count), out);
  return at + position - place;
}
function areOnes(bytes, at, end, count) {
  let run = 0;
  for (let factor = 1; at < end; factor *= 128) {
    const byte = bytes[at++];
    run += (byte & 127) * factor;
    if (byte < 128) break;
  }
  return run === count * 2 && at + 1 === end && bytes[at] === 1;
}
function unpackInto(place, size, bitWidth, count, values) {
  if (bitWidth < 0 || bitWidth > 16) throw new RangeError(`a bit width of ${bitWidth}`);
  if (count === 0) return place;
  const position = theMachine().calls.unpackHybrid(place, place + size, bitWidth, count, values);
  if (position === 0) throw new RangeError("packed values are cut short or go beyond their page");
  return position;
}
function unpackSlots(options) {
  const { body, levels, indicesAt, values, size, slots, row } = options;
  if (indicesAt >= body.length) throw new RangeError("a page without a bit width");
  const machine = theMachine();
  const list = 2 * values + SLACK;
  const place = machine.scratch(body.length + 2 * SLACK + 3 * list);
  const levelList = place + body.length + SLACK + (place + body.length & 1);
  const indexList = levelList + list;
  const slotList = indexList + list;
  const target = slots.subarray(row, row + values);
  const isOurs = machine.holds(slots);
  copyBytes(body, machine.bytes().subarray(place));
  let present = values;
  const hasLevels = levels !== void 0 && !areOnes(body, levels.at, levels.end, values);
  if (hasLevels) {
    const end2 = unpackInto(place + levels.at, levels.end - levels.at, 1, values, levelList);
    if (end2 !== place + levels.end) throw new RangeError("bytes follow the levels");
    present = machine.calls.sumLevels(levelList, values);
  }
  const first = indicesAt + 1;
  const end = unpackInto(place + first, body.length - first, body[indicesAt], present, indexList);
  if (end !== place + body.length) throw new RangeError("a page has bytes after its last index");
  const to = isOurs ? machine.placeOf(target) : slotList;
  const { calls } = machine;
  const largest = hasLevels ? calls.slotsOfIndices(indexList, levelList, values, to) : calls.slotsOfDense(indexList, values, to);
  if (largest >= size) throw new RangeError(`index ${largest} in a dictionary of ${size} values`);
  if (!isOurs) copyBytes(new Uint16Array(machine.bytes().buffer, slotList, values), target);
  return values - present;
}

// src/kernel/delta.ts
var BLOCK = 128;
var MINIBLOCKS = 4;
var MINIBLOCK = BLOCK / MINIBLOCKS;
var WIDEST = 53;
function deltaBound(count) {
  return 32 + Math.ceil(count / BLOCK) * (16 + MINIBLOCKS) + Math.ceil(count / MINIBLOCK) * Math.ceil(MINIBLOCK * WIDEST / 8);
}
function packDelta(values, from, to, out, at) {
  const machine = theMachine();
  const count = to - from;
  const place = machine.scratch(8 * (count + BLOCK) + deltaBound(count) + SLACK);
  const packed = place + 8 * (count + BLOCK);
  const held = bring(values.subarray(from, to), place);
  const end = machine.calls.packDelta(held, count, packed, place + 8 * count);
  if (end === 0) return -1;
  copyBytes(machine.bytes().subarray(packed, end), out.subarray(at));
  return at + end - packed;
}
function unpackDelta(bytes, at, end, count, out, outAt) {
  const machine = theMachine();
  const size = end - at;
  const room = 8 * count;
  const place = machine.scratch(room + 8 + size + SLACK);
  const packed = place + room + 8;
  const target = out.subarray(outAt, outAt + count);
  const isOurs = machine.holds(out);
  copyBytes(bytes.subarray(at, end), machine.bytes().subarray(packed));
  const to = isOurs ? machine.placeOf(target) : place;
  const position = machine.calls.unpackDelta(packed, packed + size, count, to, place + room);
  if (position === 0) throw new RangeError("delta values are cut short, too many or too wide");
  if (!isOurs) copyBytes(new BigInt64Array(machine.bytes().buffer, place, count), target);
  return at + position - packed;
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

// src/kernel/texts.ts
function joinTexts({ bytes, starts, ends }, from, to, validity) {
  const machine = theMachine();
  if (!machine.holds(bytes)) return void 0;
  let size = 0;
  let count = 0;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    size += 4 + ends[k] - starts[k];
    count++;
  }
  const place = machine.scratch(8 * count + size + SLACK);
  const { buffer } = machine.bytes();
  const bounds = new Uint32Array(buffer, place, 2 * count);
  let at = 0;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    bounds[at] = starts[k];
    bounds[count + at] = ends[k];
    at++;
  }
  const out = place + 8 * count;
  machine.calls.joinTexts(machine.placeOf(bytes), place, place + 4 * count, count, out);
  return new Uint8Array(buffer, out, size);
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
  const joined = joinTexts(spans, from, to, validity);
  if (joined !== void 0) {
    out.reserve(joined.length);
    copyBytes(joined, out.bytes.subarray(out.length));
    out.length += joined.length;
    return;
  }
  const { bytes, starts, ends } = spans;
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
    if (length < 32) for (let k2 = start; k2 < end; k2++) target[at++] = bytes[k2];
    else target.set(bytes.subarray(start, end), at);
    out.length += 4 + length;
  }
}
function readPlain(values, bytes, at, from, to, validity) {
  let count = to - from;
  if (validity !== void 0) {
    count = 0;
    for (let k = from; k < to; k++) count += validity[k];
  }
  if (values.physical === "boolean") {
    readBits(values.data, bytes, at, from, to, count, validity);
    return;
  }
  const width = values.physical === "decimal" ? DECIMAL_BYTES : values.data.BYTES_PER_ELEMENT;
  if (bytes.length - at !== count * width)
    throw new RangeError(`a page holds ${bytes.length - at} bytes for ${count} values`);
  const all = new Uint8Array(values.data.buffer, values.data.byteOffset, values.data.byteLength);
  if (validity === void 0) {
    all.set(bytes.subarray(at), from * width);
    return;
  }
  let source = at;
  for (let k = from; k < to; k++) {
    if (validity[k] === 0) continue;
    let stop = k + 1;
    while (stop < to && validity[stop] !== 0) stop++;
    all.set(bytes.subarray(source, source + (stop - k) * width), k * width);
    source += (stop - k) * width;
    k = stop;
  }
}
function readBits(data, bytes, at, from, to, count, validity) {
  if (bytes.length - at !== count + 7 >>> 3)
    throw new RangeError(`a page holds ${bytes.length - at} bytes for ${count} booleans`);
  let done = 0;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    data[k] = bytes[at + (done >>> 3)] >>> (done & 7) & 1;
    done++;
  }
}
function readTexts(spans, bytes, at, shift, from, to, validity) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = at;
  for (let k = from; k < to; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    if (position + 4 > bytes.length) throw new RangeError("a text is cut short");
    const length = view.getUint32(position, true);
    position += 4;
    if (length > bytes.length - position) throw new RangeError("a text is longer than its page");
    spans.starts[k] = position + shift;
    position += length;
    spans.ends[k] = position + shift;
  }
  if (position !== bytes.length) throw new RangeError("a page has bytes after its last text");
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
function decompress(codec, stored, size) {
  const body = inflate(codec, stored, size);
  if (body.length !== size) throw new RangeError(`a page has ${body.length} bytes, its header says ${size}`);
  return body;
}
function inflate(codec, stored, size) {
  const options = { maxOutputLength: size + 1, chunkSize: chunkFor(size) };
  switch (codec) {
    case "none":
      return stored;
    case "zstd":
      return zstdDecompressSync(stored, options);
    case "gzip":
      return gunzipSync(stored, options);
  }
}
function chunkFor(size) {
  return Math.min(1 << 20, Math.max(Buffer.poolSize >>> 1, size + 128));
}

export {
  bitWidthOf,
  hybridBound,
  packHybrid,
  packOnes,
  packLevels,
  packIndices,
  unpackHybrid,
  areOnes,
  unpackSlots,
  deltaBound,
  packDelta,
  unpackDelta,
  MAGIC,
  CREATED_BY,
  CODEC,
  TYPE,
  ENCODING,
  PAGE,
  REPETITION,
  DECIMAL_BYTES,
  MOST_PAGE_BYTES,
  compress,
  decompress,
  writePlain,
  readPlain,
  readTexts
};
