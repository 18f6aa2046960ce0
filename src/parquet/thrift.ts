import { THRIFT } from './thrift-type.ts';

/** What a struct of Thrift's compact protocol holds, as far as Parquet's headers and footer need it. */
export type ThriftValue = number | boolean | Uint8Array | readonly ThriftValue[] | ThriftStruct;
/** Values by field id. */
export type ThriftStruct = ReadonlyMap<number, ThriftValue>;

/** Deeper than any Parquet struct. */
const DEEPEST = 16;
/** A forged list of one-byte structs would make a hundred bytes of objects out of each byte. */
const MOST_VALUES = 2 ** 23;

/** Takes the structs of one list, field `id` of the outermost struct, each as soon as it is read. None of them is kept. */
export interface ThriftVisitor {
  id: number;
  /** `before`: the fields that stand before the list. */
  visit(item: ThriftStruct, before: ThriftStruct): void;
}

/**
 * Reads one struct from `bytes[at, end)`. Throws RangeError when it is cut short, too deep, too large, or has a type
 * that Parquet does not use. Byte strings are views. A visited list is an empty one in the result.
 */
export function readThrift(
  bytes: Uint8Array,
  at: number,
  end: number,
  visitor?: ThriftVisitor,
): { value: ThriftStruct; end: number } {
  let position = at;
  let values = 0;

  function byte(): number {
    if (position >= end) throw new RangeError('a thrift struct is cut short');
    return bytes[position++] as number;
  }

  function varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const next = byte();
      value += (next & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a thrift number is too large');
      if (next < 0x80) return value;
      scale *= 128;
      if (scale > 2 ** 56) throw new RangeError('a thrift number is too long');
    }
  }

  function zigzag(): number {
    const value = varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  function take(length: number): Uint8Array {
    if (length > end - position) throw new RangeError('a thrift text is cut short');
    position += length;
    return bytes.subarray(position - length, position);
  }

  function read(type: number, depth: number): ThriftValue {
    if (++values > MOST_VALUES) throw new RangeError('a thrift struct has too many values');
    switch (type) {
      case THRIFT.true:
        return true;
      case THRIFT.false:
        return false;
      case THRIFT.i8:
        return (byte() << 24) >> 24;
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
        return struct(depth + 1);
    }
    throw new RangeError(`an unknown thrift type ${type}`);
  }

  function listHead(): { type: number; length: number } {
    const head = byte();
    const length = head >>> 4 === 15 ? varint() : head >>> 4;
    if (length > end - position) throw new RangeError('a thrift list is cut short');
    return { type: head & 0x0f, length };
  }

  function list(depth: number): readonly ThriftValue[] {
    if (depth > DEEPEST) throw new RangeError('a thrift struct is too deep');
    const { type, length } = listHead();
    const items: ThriftValue[] = [];
    for (let k = 0; k < length; k++)
      items.push(type === THRIFT.true || type === THRIFT.false ? byte() === THRIFT.true : read(type, depth));
    return items;
  }

  function visitList({ id, visit }: ThriftVisitor, before: ThriftStruct): readonly ThriftValue[] {
    const { type, length } = listHead();
    if (type !== THRIFT.struct && length > 0) throw new RangeError(`thrift field ${id} is not a list of structs`);
    for (let k = 0; k < length; k++) visit(struct(1), before);
    return [];
  }

  function struct(depth: number): ThriftStruct {
    if (depth > DEEPEST) throw new RangeError('a thrift struct is too deep');
    const fields = new Map<number, ThriftValue>();
    let id = 0;
    for (;;) {
      const head = byte();
      if (head === 0) return fields;
      id = head >>> 4 === 0 ? zigzag() : id + (head >>> 4);
      const type = head & 0x0f;
      const isVisited = depth === 0 && id === visitor?.id && type === THRIFT.list;
      fields.set(id, isVisited ? visitList(visitor, fields) : read(type, depth));
    }
  }

  return { value: struct(0), end: position };
}

/** Field `id` as an integer; throws RangeError where it is absent or something else. */
export function integer(struct: ThriftStruct, id: number): number {
  const value = struct.get(id);
  if (typeof value !== 'number') throw new RangeError(`thrift field ${id} is not a number`);
  return value;
}

/** As `integer`, never negative. */
export function size(struct: ThriftStruct, id: number): number {
  const value = integer(struct, id);
  if (value < 0) throw new RangeError(`thrift field ${id} is negative`);
  return value;
}

export function struct(parent: ThriftStruct, id: number): ThriftStruct {
  return asStruct(parent.get(id), id);
}

export function structs(parent: ThriftStruct, id: number): readonly ThriftStruct[] {
  return items(parent, id).map((item) => asStruct(item, id));
}

export function integers(parent: ThriftStruct, id: number): readonly number[] {
  return items(parent, id).map((item) => {
    if (typeof item !== 'number') throw new RangeError(`thrift field ${id} is not a list of numbers`);
    return item;
  });
}

export function bytes(parent: ThriftStruct, id: number): Uint8Array {
  const value = parent.get(id);
  if (!(value instanceof Uint8Array)) throw new RangeError(`thrift field ${id} is not a text`);
  return value;
}

export function text(parent: ThriftStruct, id: number): string {
  return new TextDecoder().decode(bytes(parent, id));
}

export function texts(parent: ThriftStruct, id: number): readonly string[] {
  return items(parent, id).map((item) => {
    if (!(item instanceof Uint8Array)) throw new RangeError(`thrift field ${id} is not a list of texts`);
    return new TextDecoder().decode(item);
  });
}

function items(parent: ThriftStruct, id: number): readonly ThriftValue[] {
  const value = parent.get(id);
  if (!Array.isArray(value)) throw new RangeError(`thrift field ${id} is not a list`);
  return value;
}

function asStruct(value: ThriftValue | undefined, id: number): ThriftStruct {
  if (!(value instanceof Map)) throw new RangeError(`thrift field ${id} is not a struct`);
  return value;
}
