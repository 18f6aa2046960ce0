import { crc32 } from 'node:zlib';
import { MOST_ROWS } from '../table/batch.ts';
import { integer, readThrift, size, struct } from './thrift.ts';

const DATA = 0;
const INDEX = 1;
const DICTIONARY = 2;
const DATA_V2 = 3;

/** Groups of eight that a writer may leave unused at the end of its runs; the decoder passes them over one by one. */
const MOST_SPARE_GROUPS = 128;

/** Encodings whose values are runs: PLAIN_DICTIONARY and RLE_DICTIONARY behind a bit width, RLE of truth values behind a length. */
const DICTIONARY_INDICES = [2, 8];
const RLE = 3;

export interface ChunkClaims {
  bytes: Uint8Array;
  /** Of its row group. */
  rows: number;
  /** Most that a page may claim to unpack to. */
  mostBytes: number;
  /** The column may hold nulls, so that its pages begin with levels. */
  optional: boolean;
  /** Unpacks a page; absent: they are stored as they are. */
  unpack: ((page: Uint8Array, length: number) => Uint8Array) | undefined;
}

/**
 * Walks the pages of a flat column chunk before anything is decoded: checksums where there are any, lengths inside the
 * chunk, no claim that would have to be allocated and is not backed, no run that is longer than its page, as many values as
 * the row group has rows. Throws RangeError, or what the codec throws.
 */
export function checkPages({ bytes, rows, mostBytes, optional, unpack }: ChunkClaims): void {
  let seen = 0;
  for (let at = 0; at < bytes.length && seen < rows; ) {
    const { value: header, end: start } = readThrift(bytes, at, bytes.length);
    const kind = integer(header, 1);
    const inflated = size(header, 2);
    const stored = size(header, 3);
    if (stored > bytes.length - start) throw new RangeError('a page is cut short');
    if (inflated > mostBytes) throw new RangeError(`a page claims ${inflated} bytes`);
    const body = bytes.subarray(start, start + stored);
    if (header.has(4) && (crc32(body) | 0) !== integer(header, 4)) {
      throw new RangeError('a page does not have its checksum');
    }
    if (kind === DATA) {
      const page = struct(header, 5);
      const values = countOf(size(page, 1), rows - seen);
      const whole = unpack === undefined ? body : unpack(body, inflated);
      const levels = optional ? 4 + lengthAt(whole, 0) : 0;
      if (optional) checkRuns(whole, 4, levels, 1, values);
      checkValues(whole, levels, integer(page, 2), values);
      seen += values;
    } else if (kind === DATA_V2) {
      const page = struct(header, 8);
      const values = countOf(size(page, 1), rows - seen);
      if (size(page, 2) > values) throw new RangeError('a page has more nulls than values');
      const levels = size(page, 5) + size(page, 6);
      if (levels > stored || levels > inflated) throw new RangeError('the levels of a page are longer than the page');
      if (optional) checkRuns(body, size(page, 6), levels, 1, values);
      const isPacked = unpack !== undefined && page.get(7) !== false;
      const rest = body.subarray(levels);
      checkValues(isPacked ? unpack(rest, inflated - levels) : rest, 0, integer(page, 4), values);
      seen += values;
    } else if (kind === DICTIONARY) {
      // A bit a value is the least there is.
      if (size(struct(header, 7), 1) > inflated * 8)
        throw new RangeError('a dictionary claims more than its bytes hold');
    } else if (kind !== INDEX) throw new RangeError(`a page of the unknown kind ${kind}`);
    at = start + stored;
  }
  if (seen !== rows) throw new RangeError(`${seen} values where its row group has ${rows} rows`);
}

function checkValues(page: Uint8Array, at: number, encoding: number, values: number): void {
  if (DICTIONARY_INDICES.includes(encoding) && at < page.length) {
    const width = page[at] as number;
    if (width > 32) throw new RangeError(`indices of ${width} bits`);
    if (width > 0) checkRuns(page, at + 1, page.length, width, values);
  } else if (encoding === RLE && at < page.length) {
    checkRuns(page, at + 4, at + 4 + lengthAt(page, at), 1, values);
  }
}

function lengthAt(page: Uint8Array, at: number): number {
  if (page.length < at + 4) throw new RangeError('a page without the length of its runs');
  return new DataView(page.buffer, page.byteOffset).getUint32(at, true);
}

/** Runs of equal or bit-packed values: a decoder that believes each length would fill the memory with one of them. */
function checkRuns(page: Uint8Array, start: number, end: number, width: number, values: number): void {
  if (end > page.length) throw new RangeError('runs are longer than their page');
  let seen = 0;
  for (let at = start; at < end && seen < values; ) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) throw new RangeError('the length of a run is cut short');
      const byte = page[at++] as number;
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const count = Math.floor(header / 2);
    if (header % 2 === 0) {
      if (count > values - seen) throw new RangeError('a run is longer than its page has values');
      seen += count;
      at += Math.ceil(width / 8);
    } else {
      // Groups of eight: the last one may reach over the end.
      if (count * 8 >= values - seen + 8 * MOST_SPARE_GROUPS)
        throw new RangeError('a run is longer than its page has values');
      seen += count * 8;
      at += count * width;
    }
  }
}

function countOf(values: number, left: number): number {
  if (values > left) throw new RangeError('a page has more values than its row group has rows left');
  if (values > MOST_ROWS) throw new RangeError(`a page claims ${values} values`);
  return values;
}
