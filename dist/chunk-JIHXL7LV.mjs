import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  DECIMAL_BYTES,
  ENCODING,
  MOST_PAGE_BYTES,
  PAGE,
  bitWidthOf,
  compress,
  deltaBound,
  hybridBound,
  packDelta,
  packHybrid,
  packIndices,
  packLevels,
  packOnes,
  writePlain
} from "./chunk-CXPU67TF.mjs";
import {
  THRIFT
} from "./chunk-NRDYLVKO.mjs";
import {
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import {
  valueCount
} from "./chunk-OYAQC4UU.mjs";
import {
  bring,
  theMachine
} from "./chunk-QDS5XJU5.mjs";
import {
  physicalOf
} from "./chunk-5BRFANHP.mjs";

// src/base/memory.ts
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
var PILE_BYTES = 2 << 20;
var OLD_PILE_BYTES = 3 << 20;
var collect;
var kept = 0;
var keptOld = Number.POSITIVE_INFINITY;
function releaseBuffers() {
  const held = heldBytes();
  kept = Math.min(kept, held);
  if (held < kept + PILE_BYTES) return;
  if (collect === void 0) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc");
  }
  collect({ type: "minor" });
  kept = heldBytes();
  if (kept > keptOld + OLD_PILE_BYTES) {
    collect({ type: "major" });
    kept = heldBytes();
    keptOld = kept;
  }
  keptOld = Math.min(keptOld, kept);
}
function freeBuffer({ buffer }) {
  if (buffer instanceof ArrayBuffer && buffer.byteLength !== Buffer.poolSize) buffer.transfer(0);
}
function heldBytes() {
  const { external_memory, used_heap_size } = getHeapStatistics();
  return external_memory + used_heap_size;
}

// src/parquet/page.ts
import { crc32 } from "node:zlib";

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
  write(bytes) {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
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

// src/parquet/thrift-writer.ts
var ThriftWriter = class {
  #sink = new Sink(256);
  #lastId = 0;
  i32(id, value) {
    this.#field(id, THRIFT.i32);
    this.#zigzag(value);
  }
  i64(id, value) {
    this.#field(id, THRIFT.i64);
    this.#zigzag(value);
  }
  bool(id, value) {
    this.#field(id, value ? THRIFT.true : THRIFT.false);
  }
  binary(id, value) {
    this.#field(id, THRIFT.binary);
    this.#bytes(value);
  }
  struct(id, write) {
    this.#field(id, THRIFT.struct);
    this.#nested(write);
  }
  structs(id, items, write) {
    this.#list(id, THRIFT.struct, items.length);
    for (const item of items) this.#nested(() => write(item));
  }
  /** As `structs`, of which each was written by a writer of its own, one after the other. */
  encodedStructs(id, count, bytes) {
    this.#list(id, THRIFT.struct, count);
    this.#sink.write(bytes);
  }
  i32s(id, items) {
    this.#list(id, THRIFT.i32, items.length);
    for (const item of items) this.#zigzag(item);
  }
  strings(id, items) {
    this.#list(id, THRIFT.binary, items.length);
    for (const item of items) this.#bytes(item);
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
    this.#field(id, THRIFT.list);
    if (length < 15) {
      this.#sink.push(length << 4 | type);
    } else {
      this.#sink.push(240 | type);
      this.#varint(length);
    }
  }
  #bytes(value) {
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    this.#varint(bytes.length);
    this.#sink.write(bytes);
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
  if (options.codec !== "none") freeBuffer(stored);
  return head.length + options.body.length;
}

// src/kernel/range.ts
function rangeOfInt64(data, validity) {
  const machine = theMachine();
  const count = data.length;
  const place = machine.scratch(9 * count + 8);
  const values = bring(data, place + 8);
  const flags = validity === void 0 ? 0 : bring(validity.subarray(0, count), place + 8 + 8 * count);
  machine.calls.rangeOfWide(values, count, flags, place);
  const [least, greatest] = new Uint32Array(machine.bytes().buffer, place, 2);
  return { least, greatest };
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
      return rangeOfInt64(values.data, validity);
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
  const { bytes, starts, ends } = spans;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const compare = createTextOrder(spans);
  let least = first;
  let greatest = first;
  let leastHead = headOf(view, starts[first], ends[first]);
  let greatestHead = leastHead;
  for (let k = first + 1; k < starts.length; k++) {
    if (validity !== void 0 && validity[k] === 0) continue;
    const head = headOf(view, starts[k], ends[k]);
    if (head > leastHead && head < greatestHead) continue;
    if (head < leastHead || head === leastHead && compare(k, least) < 0) {
      least = k;
      leastHead = head;
    } else if (head > greatestHead || head === greatestHead && compare(k, greatest) > 0) {
      greatest = k;
      greatestHead = head;
    }
  }
  return { least, greatest };
}
var COMPARED_HERE = 32;
function createTextOrder({ bytes, starts, ends }) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (a, b) => {
    const from = starts[a];
    const to = starts[b];
    const length = ends[a] - from;
    const other = ends[b] - to;
    const most = Math.min(length, other, COMPARED_HERE);
    for (let at = 0; at < most; at++) {
      const difference = bytes[from + at] - bytes[to + at];
      if (difference !== 0) return difference;
    }
    if (most < COMPARED_HERE) return length - other;
    return buffer.compare(buffer, to + most, to + other, from + most, from + length);
  };
}
function headOf(view, start, end) {
  if (end - start >= 4) return view.getUint32(start);
  let head = 0;
  for (let at = start; at < start + 4; at++) head = head * 256 + (at < end ? view.getUint8(at) : 0);
  return head;
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
      const bytes = Uint8Array.from(values.data.bytes.subarray(values.data.starts[at], values.data.ends[at]));
      return bytes.length > LONGEST_LIMIT ? void 0 : bytes;
    }
  }
}
function limitValue(physical, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = { int64: 8, int32: 4, double: 8, boolean: 1, decimal: DECIMAL_BYTES }[physical];
  if (bytes.length !== length) throw new RangeError(`a minimum or maximum of ${bytes.length} bytes`);
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

// src/parquet/row-group.ts
var PAGE_BYTES = 1 << 20;
var kept2;
function openScratch(bytes, codec) {
  const { out, body } = kept2 ?? { out: new Sink(bytes), body: new Sink(PAGE_BYTES + (1 << 10)) };
  out.length = 0;
  kept2 = { out, body, codec };
  return kept2;
}
function encodeRowGroup(batch, options) {
  if (batch.rows > MOST_ROWS) throw new RangeError(`a row group of ${batch.rows} rows; the most is ${MOST_ROWS}`);
  const scratch = openScratch(Math.min(1 << 22, batch.rows * batch.schema.length) + (1 << 16), options.codec);
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
  return { rows: batch.rows, codec: options.codec, bytes: scratch.out.written().slice(), uncompressedBytes, columns };
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
    let size = 0;
    let to = from;
    while (to < rows && size < PAGE_BYTES) {
      if (column.validity?.[to] !== 0) size += ends[to] - starts[to];
      size += 4;
      to++;
    }
    return to;
  }
  const width = values.physical === "decimal" ? DECIMAL_BYTES : values.data.BYTES_PER_ELEMENT;
  return Math.min(rows, from + PAGE_BYTES / width);
}
function writeLevels(scratch, column, from, to) {
  const { body } = scratch;
  const count = to - from;
  body.reserve(4 + hybridBound(count, 1));
  const at = body.length;
  if (column.nulls === 0) body.length = packOnes(count, body.bytes, at + 4);
  else if (column.kind === "dictionary") {
    body.length = packLevels(column.indices, from, to, body.bytes, at + 4);
  } else {
    const { validity } = column;
    if (validity === void 0) throw new TypeError("a plain column counts nulls and has no validity");
    const levels = Uint16Array.from(validity.subarray(from, to), (flag) => flag === 0 ? 0 : 1);
    body.length = packHybrid(levels, count, 1, body.bytes, at + 4);
  }
  new DataView(body.bytes.buffer, body.bytes.byteOffset).setUint32(at, body.length - at - 4, true);
}
function writeValues(scratch, field, column, from, to) {
  const { body } = scratch;
  if (column.kind === "dictionary") {
    const size = valueCount(column.dictionary);
    if (size === 0) return ENCODING.plain;
    const width = bitWidthOf(size - 1);
    body.push(width);
    body.reserve(hybridBound(to - from, width));
    body.length = packIndices(column.indices, from, to, width, body.bytes, body.length);
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

// src/kernel/column-room.ts
function createColumnRoom() {
  const memory = theMachine().openMemory();
  const [slots, wide] = [createShelf(memory), createShelf(memory)];
  let kept3 = [];
  return {
    slots(count) {
      const { buffer, byteOffset } = slots.take(2 * count);
      return new Uint16Array(buffer, byteOffset, count);
    },
    int64(count) {
      const { buffer, byteOffset } = wide.take(8 * count);
      return new BigInt64Array(buffer, byteOffset, count);
    },
    keep(array) {
      kept3.push(array);
    },
    reuse() {
      slots.reuse();
      wide.reuse();
      for (const array of kept3) freeBuffer(array);
      kept3 = [];
    },
    close: () => memory.close()
  };
}
function createShelf(memory) {
  const arrays = [];
  let next = 0;
  return {
    take(bytes) {
      let array = arrays[next];
      if (array === void 0 || array.length < bytes) {
        if (array !== void 0) memory.release(array);
        array = memory.bytes(bytes);
        arrays[next] = array;
      }
      next++;
      return array;
    },
    reuse() {
      next = 0;
    }
  };
}

export {
  releaseBuffers,
  freeBuffer,
  createColumnRoom,
  Sink,
  ThriftWriter,
  rangeOf,
  limitBytes,
  limitValue,
  encodeRowGroup
};
