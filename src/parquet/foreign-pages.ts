import { crc32 } from 'node:zlib';
import { MOST_ROWS } from '../table/batch.ts';
import { integer, readThrift, size, struct } from './thrift.ts';

const DATA = 0;
const INDEX = 1;
const DICTIONARY = 2;
const DATA_V2 = 3;

/**
 * Walks the pages of a flat column chunk before anything is decoded: checksums where there are any, lengths inside the
 * chunk, no claim that would have to be allocated and is not backed (`mostBytes` a page), as many values as the row group
 * has rows. Throws RangeError.
 */
export function checkPages(bytes: Uint8Array, rows: number, mostBytes: number): void {
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
    if (kind === DATA) seen += countOf(size(struct(header, 5), 1), rows - seen);
    else if (kind === DATA_V2) {
      const page = struct(header, 8);
      const values = size(page, 1);
      if (size(page, 2) > values) throw new RangeError('a page has more nulls than values');
      const levels = size(page, 5) + size(page, 6);
      if (levels > stored || levels > inflated) throw new RangeError('the levels of a page are longer than the page');
      seen += countOf(values, rows - seen);
    } else if (kind === DICTIONARY) {
      // A bit a value is the least there is.
      if (size(struct(header, 7), 1) > inflated * 8)
        throw new RangeError('a dictionary claims more than its bytes hold');
    } else if (kind !== INDEX) throw new RangeError(`a page of the unknown kind ${kind}`);
    at = start + stored;
  }
  if (seen !== rows) throw new RangeError(`${seen} values where its row group has ${rows} rows`);
}

function countOf(values: number, left: number): number {
  if (values > left) throw new RangeError('a page has more values than its row group has rows left');
  if (values > MOST_ROWS) throw new RangeError(`a page claims ${values} values`);
  return values;
}
