import { Sink } from './sink.ts';
import { THRIFT } from './thrift-type.ts';

/** Writes one struct in Thrift's compact protocol. Integers must be safe integers; fields are written in the order of the calls. */
export class ThriftWriter {
  readonly #sink = new Sink(256);
  #lastId = 0;

  i32(id: number, value: number): void {
    this.#field(id, THRIFT.i32);
    this.#zigzag(value);
  }

  i64(id: number, value: number): void {
    this.#field(id, THRIFT.i64);
    this.#zigzag(value);
  }

  bool(id: number, value: boolean): void {
    this.#field(id, value ? THRIFT.true : THRIFT.false);
  }

  binary(id: number, value: Uint8Array | string): void {
    this.#field(id, THRIFT.binary);
    this.#bytes(value);
  }

  struct(id: number, write: () => void): void {
    this.#field(id, THRIFT.struct);
    this.#nested(write);
  }

  structs<T>(id: number, items: readonly T[], write: (item: T) => void): void {
    this.#list(id, THRIFT.struct, items.length);
    for (const item of items) this.#nested(() => write(item));
  }

  /** As `structs`, of which each was written by a writer of its own, one after the other. */
  encodedStructs(id: number, count: number, bytes: Uint8Array): void {
    this.#list(id, THRIFT.struct, count);
    this.#sink.write(bytes);
  }

  i32s(id: number, items: readonly number[]): void {
    this.#list(id, THRIFT.i32, items.length);
    for (const item of items) this.#zigzag(item);
  }

  strings(id: number, items: readonly string[]): void {
    this.#list(id, THRIFT.binary, items.length);
    for (const item of items) this.#bytes(item);
  }

  /** Ends the struct. */
  finish(): Uint8Array {
    this.#sink.push(0);
    return this.#sink.copy();
  }

  #nested(write: () => void): void {
    const outer = this.#lastId;
    this.#lastId = 0;
    write();
    this.#sink.push(0);
    this.#lastId = outer;
  }

  #field(id: number, type: number): void {
    const step = id - this.#lastId;
    if (step >= 1 && step <= 15) {
      this.#sink.push((step << 4) | type);
    } else {
      this.#sink.push(type);
      this.#zigzag(id);
    }
    this.#lastId = id;
  }

  #list(id: number, type: number, length: number): void {
    this.#field(id, THRIFT.list);
    if (length < 15) {
      this.#sink.push((length << 4) | type);
    } else {
      this.#sink.push(0xf0 | type);
      this.#varint(length);
    }
  }

  #bytes(value: Uint8Array | string): void {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    this.#varint(bytes.length);
    this.#sink.write(bytes);
  }

  #zigzag(value: number): void {
    this.#varint(value >= 0 ? value * 2 : value * -2 - 1);
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      const low = rest % 0x80;
      this.#sink.push(low | 0x80);
      rest = (rest - low) / 0x80;
    }
    this.#sink.push(rest);
  }
}
