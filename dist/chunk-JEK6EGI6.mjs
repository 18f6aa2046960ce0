import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

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
function texts(parent, id) {
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

export {
  Sink,
  ThriftWriter,
  readThrift,
  integer,
  size,
  struct,
  structs,
  integers,
  bytes,
  text,
  texts
};
