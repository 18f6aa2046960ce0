import type { RowGroup } from '../../base/ports/columns.ts';
import type { Field } from '../../table/schema.ts';
import { type EncodedColumn, encodeColumn } from './encoded-column.ts';
import { readAhead } from './read-ahead.ts';

/**
 * The largest piece that is sent at once, unless one row alone is larger. Bytes. The server gathers a whole piece before it
 * reads its first row: what fits into a core's cache costs it a fiftieth less of its time than 1 MiB.
 */
const CHUNK = 1 << 17;

/** Rows that are laid out together, column by column: several such blocks fit into a piece. */
const BLOCK = 128;

/** Signature, flags and length of the extension. https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4 */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);

/**
 * Row groups → the data of a `COPY … (FORMAT binary)`, in pieces of about 128 KiB. Each piece is a view of one buffer that the
 * next piece overwrites. Values are encoded once for each dictionary entry; no row is ever an object. Throws ContractError
 * WAREHOUSE_DATA for a value that PostgreSQL cannot hold, with column and row (from 1, in the whole file).
 */
export async function* encodeRows(options: {
  url: string;
  fields: readonly Field[];
  groups: AsyncIterable<RowGroup>;
}): AsyncGenerator<Uint8Array> {
  const { url, fields, groups } = options;
  let buffer = Buffer.allocUnsafeSlow(CHUNK);
  let used = HEADER.copy(buffer);
  let rowsBefore = 0;
  const sizes = new Uint32Array(BLOCK);
  const places = new Uint32Array(BLOCK);
  for await (const group of readAhead(groups)) {
    const columns = fields.map((field, at) => {
      const column = group.columns[at];
      if (column === undefined) throw new TypeError(`a row group without column ${field.name}`);
      return encodeColumn(column, { url, field, rows: group.rows, rowsBefore });
    });
    for (let row = 0; row < group.rows; ) {
      const wanted = Math.min(BLOCK, group.rows - row);
      measure(columns, row, wanted, sizes);
      const { fitting, bytes } = place(sizes, wanted, used, buffer.length, places);
      if (fitting === 0 && used > 0) {
        yield buffer.subarray(0, used);
        used = 0;
      } else if (fitting === 0) {
        // Doubled, or a file of ever longer texts would ask for a new buffer at each row.
        buffer = Buffer.allocUnsafeSlow(Math.max(sizes[0] as number, buffer.length * 2));
      } else {
        write(columns, row, fitting, viewOf(buffer), places);
        used += bytes;
        row += fitting;
      }
    }
    rowsBefore += group.rows;
  }
  if (used + TRAILER.length > buffer.length) {
    yield buffer.subarray(0, used);
    used = 0;
  }
  used += TRAILER.copy(buffer, used);
  yield buffer.subarray(0, used);
}

function viewOf(buffer: Uint8Array): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** Bytes of each of `count` rows: the number of its fields, and the fields. */
function measure(columns: readonly EncodedColumn[], from: number, count: number, sizes: Uint32Array): void {
  let common = 2;
  for (const column of columns) common += column.width ?? 0;
  sizes.fill(common, 0, count);
  for (const { width, entries, starts } of columns) {
    if (width !== undefined) continue;
    for (let k = 0; k < count; k++) {
      const entry = entries === undefined ? from + k + 1 : (entries[from + k] as number);
      sizes[k] = (sizes[k] as number) + (starts[entry + 1] as number) - (starts[entry] as number);
    }
  }
}

/** How many rows fit behind `used`, and where each of them begins. */
function place(
  sizes: Uint32Array,
  count: number,
  used: number,
  capacity: number,
  places: Uint32Array,
): { fitting: number; bytes: number } {
  let at = used;
  let k = 0;
  for (; k < count; k++) {
    const size = sizes[k] as number;
    if (at + size > capacity) break;
    places[k] = at;
    at += size;
  }
  return { fitting: k, bytes: at - used };
}

/**
 * Writes the rows one column after the other: each loop works on one kind of data, and `places` moves on behind each field.
 * Four bytes at a time, for no field is shorter than its length; whole ranges would cost a call for each of a dozen bytes.
 */
function write(
  columns: readonly EncodedColumn[],
  from: number,
  count: number,
  out: DataView,
  places: Uint32Array,
): void {
  for (let k = 0; k < count; k++) {
    const at = places[k] as number;
    out.setUint16(at, columns.length);
    places[k] = at + 2;
  }
  for (const { entries, starts, bytes } of columns) {
    for (let k = 0; k < count; k++) {
      const entry = entries === undefined ? from + k + 1 : (entries[from + k] as number);
      const end = starts[entry + 1] as number;
      let at = places[k] as number;
      let b = starts[entry] as number;
      for (; b + 4 <= end; b += 4, at += 4) out.setUint32(at, bytes.getUint32(b, true), true);
      for (; b < end; b++, at++) out.setUint8(at, bytes.getUint8(b));
      places[k] = at;
    }
  }
}
