import { crc32 } from 'node:zlib';
import { freeBuffer } from '../base/memory.ts';
import { compress } from './compress.ts';
import { type Codec, ENCODING, MOST_PAGE_BYTES, PAGE } from './format.ts';
import type { Sink } from './sink.ts';
import { ThriftWriter } from './thrift-writer.ts';

/**
 * One page: header, then the compressed body. Version 1 pages, because every reader knows them.
 * https://parquet.apache.org/docs/file-format/data-pages/
 */
export interface PageOptions {
  kind: 'data' | 'dictionary';
  codec: Codec;
  encoding: number;
  /** Nulls included, in a data page. */
  values: number;
  body: Uint8Array;
  /** The body is packed bits rather than text or numbers. */
  packed: boolean;
}

/** Appends the page to `out`; returns the bytes that it would take uncompressed, header included. */
export function writePage(out: Sink, options: PageOptions): number {
  if (options.body.length > MOST_PAGE_BYTES) throw new RangeError(`a page of ${options.body.length} bytes`);
  const stored = compress(options.codec, options.body, options.packed);
  const header = new ThriftWriter();
  header.i32(1, PAGE[options.kind]);
  header.i32(2, options.body.length);
  header.i32(3, stored.length);
  // The checksum is an unsigned number in a signed field.
  header.i32(4, crc32(stored) | 0);
  if (options.kind === 'data') {
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
  if (options.codec !== 'none') freeBuffer(stored);
  return head.length + options.body.length;
}
