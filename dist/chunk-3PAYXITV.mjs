import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  THRIFT
} from "./chunk-NRDYLVKO.mjs";

// src/parquet/thrift.ts
var DEEPEST = 16;
var MOST_VALUES = 2 ** 23;
function readThrift(bytes2, at, end, visitor) {
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
      case THRIFT.true:
        return true;
      case THRIFT.false:
        return false;
      case THRIFT.i8:
        return byte() << 24 >> 24;
      case THRIFT.i16:
      case THRIFT.i32:
      case THRIFT.i64:
        return zigzag();
      case THRIFT.double:
        return take(8);
      case THRIFT.binary:
        return take(varint());
      case THRIFT.list:
      case THRIFT.set:
        return list(depth + 1);
      case THRIFT.struct:
        return struct2(depth + 1);
    }
    throw new RangeError(`an unknown thrift type ${type}`);
  }
  function listHead() {
    const head = byte();
    const length = head >>> 4 === 15 ? varint() : head >>> 4;
    if (length > end - position) throw new RangeError("a thrift list is cut short");
    return { type: head & 15, length };
  }
  function list(depth) {
    if (depth > DEEPEST) throw new RangeError("a thrift struct is too deep");
    const { type, length } = listHead();
    const items2 = [];
    for (let k = 0; k < length; k++)
      items2.push(type === THRIFT.true || type === THRIFT.false ? byte() === THRIFT.true : read(type, depth));
    return items2;
  }
  function visitList({ id, visit }, before) {
    const { type, length } = listHead();
    if (type !== THRIFT.struct && length > 0) throw new RangeError(`thrift field ${id} is not a list of structs`);
    for (let k = 0; k < length; k++) visit(struct2(1), before);
    return [];
  }
  function struct2(depth) {
    if (depth > DEEPEST) throw new RangeError("a thrift struct is too deep");
    const fields = /* @__PURE__ */ new Map();
    let id = 0;
    for (; ; ) {
      const head = byte();
      if (head === 0) return fields;
      id = head >>> 4 === 0 ? zigzag() : id + (head >>> 4);
      const type = head & 15;
      const isVisited = depth === 0 && id === visitor?.id && type === THRIFT.list;
      fields.set(id, isVisited ? visitList(visitor, fields) : read(type, depth));
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
