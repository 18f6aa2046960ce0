import { crc32 } from 'node:zlib';
import { areOnes, unpackHybrid, unpackSlots } from '../kernel/bit-pack.ts';
import type { ColumnRoom } from '../kernel/column-room.ts';
import { unpackDelta } from '../kernel/delta.ts';
import { allocateValues, type Column, MAX_DICTIONARY, type Values } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { physicalOf } from '../table/type.ts';
import { decompress } from './compress.ts';
import type { RowGroup } from './footer.ts';
import { type Codec, DECIMAL_BYTES, ENCODING, MOST_PAGE_BYTES, PAGE } from './format.ts';
import { readPlain, readTexts } from './plain.ts';
import { integer, readThrift, size, struct } from './thrift.ts';

interface Page {
  kind: number;
  encoding: number;
  values: number;
  body: Uint8Array;
}

/**
 * Decodes one column chunk. `bytes` are exactly the chunk's. Throws RangeError (or zlib's error) for whatever the encoder
 * does not write: a wrong checksum, values too many or too few, an index beyond its dictionary.
 */
export function decodeChunk(options: {
  bytes: Uint8Array;
  chunk: RowGroup['columns'][number];
  field: Field;
  codec: Codec;
  rows: number;
  /** Absent: the column's arrays are its own. */
  room?: ColumnRoom;
}): Column {
  const { bytes, chunk, field, codec, rows, room } = options;
  let at = 0;
  const next = (): Page => {
    const { page, end } = readPage(bytes, at, codec);
    at = end;
    if (codec !== 'none') lent(page.body, room);
    return page;
  };
  const dictionary = chunk.dictionaryAt === undefined ? undefined : decodeDictionary(field, next(), room);
  if (dictionary !== undefined && chunk.dictionaryAt !== undefined && at !== chunk.dataAt - chunk.dictionaryAt)
    throw new RangeError('the data pages do not follow the dictionary');
  // Pages are read before the rows are believed: nothing is allocated for a claim that no page backs.
  const pages: Page[] = [];
  for (let seen = 0; seen < rows; ) {
    const page = next();
    if (page.kind !== PAGE.data || page.values === 0 || page.values > rows - seen)
      throw new RangeError('a data page with the wrong number of values');
    seen += page.values;
    pages.push(page);
  }
  if (at !== bytes.length) throw new RangeError('bytes follow the last page');
  const column =
    dictionary === undefined
      ? decodePlain(field, pages, rows, room)
      : decodeIndices(field, pages, dictionary, room?.slots(rows) ?? new Uint16Array(rows));
  if (column.nulls !== chunk.nulls) throw new RangeError(`${column.nulls} nulls where the footer says ${chunk.nulls}`);
  return column;
}

/** The array, which is freed with the column where the column is a room's. */
function lent<T extends ArrayBufferView>(array: T, room: ColumnRoom | undefined): T {
  room?.keep(array);
  return array;
}

function readPage(bytes: Uint8Array, at: number, codec: Codec): { page: Page; end: number } {
  const { value: header, end: start } = readThrift(bytes, at, bytes.length);
  const kind = integer(header, 1);
  const stored = size(header, 3);
  if (stored > bytes.length - start) throw new RangeError('a page is cut short');
  const body = bytes.subarray(start, start + stored);
  if ((crc32(body) | 0) !== integer(header, 4)) throw new RangeError('a page does not have its checksum');
  const inflated = size(header, 2);
  if (inflated > MOST_PAGE_BYTES) throw new RangeError(`a page of ${inflated} bytes`);
  const about = struct(header, kind === PAGE.dictionary ? 7 : 5);
  if (kind !== PAGE.dictionary && (integer(about, 3) !== ENCODING.rle || integer(about, 4) !== ENCODING.rle))
    throw new RangeError('levels in an unknown encoding');
  return {
    page: {
      kind,
      encoding: integer(about, 2),
      values: size(about, 1),
      body: decompress(codec, body, inflated),
    },
    end: start + stored,
  };
}

function decodeDictionary(field: Field, page: Page, room: ColumnRoom | undefined): Values {
  if (page.kind !== PAGE.dictionary || page.encoding !== ENCODING.plain)
    throw new RangeError('the dictionary page is missing');
  if (page.values === 0 || page.values > MAX_DICTIONARY) throw new RangeError(`a dictionary of ${page.values} values`);
  const physical = physicalOf(field.type);
  if (physical === 'bytes') {
    const spans = {
      bytes: page.body,
      starts: lent(new Uint32Array(page.values), room),
      ends: lent(new Uint32Array(page.values), room),
    };
    readTexts(spans, page.body, 0, 0, 0, page.values, undefined);
    return { physical, data: spans };
  }
  const values = allocateValues(physical, page.values);
  lent(values.data, room);
  readPlain(values, page.body, 0, 0, page.values, undefined);
  return values;
}

function decodeIndices(field: Field, pages: readonly Page[], dictionary: Values, indices: Uint16Array): Column {
  const count = dictionary.physical === 'bytes' ? dictionary.data.starts.length : lengthOf(dictionary);
  let row = 0;
  let nulls = 0;
  for (const { encoding, body, values } of pages) {
    if (encoding !== ENCODING.dictionary) throw new RangeError('a page without the dictionary of its column');
    const levels = field.required ? undefined : levelsIn(body);
    const indicesAt = levels?.end ?? 0;
    nulls += unpackSlots({ body, levels, indicesAt, values, size: count, slots: indices, row });
    row += values;
  }
  return { kind: 'dictionary', indices, dictionary, nulls };
}

function lengthOf(values: Exclude<Values, { physical: 'bytes' }>): number {
  return values.physical === 'decimal' ? values.data.length / DECIMAL_BYTES : values.data.length;
}

function decodePlain(field: Field, pages: readonly Page[], rows: number, room: ColumnRoom | undefined): Column {
  const physical = physicalOf(field.type);
  /** Made for the first page that holds nulls: most columns have none. */
  let validity: Uint8Array | undefined;
  const texts =
    physical === 'bytes'
      ? {
          bytes: lent(new Uint8Array(pages.reduce((sum, page) => sum + page.body.length, 0)), room),
          starts: lent(new Uint32Array(rows), room),
          ends: lent(new Uint32Array(rows), room),
        }
      : undefined;
  const fixed =
    physical === 'bytes'
      ? undefined
      : physical === 'int64' && room !== undefined
        ? ({ physical, data: room.int64(rows) } as const)
        : allocateValues(physical, rows);
  if (fixed !== undefined) lent(fixed.data, room);
  let row = 0;
  let nulls = 0;
  let textBytes = 0;
  for (const page of pages) {
    const { at, present, levels } = readLevels(field, page, room);
    const stop = row + page.values;
    if (levels !== undefined) {
      validity ??= lent(new Uint8Array(rows).fill(1), room);
      validity.set(levels, row);
    }
    const valid = levels === undefined ? undefined : validity;
    if (texts !== undefined) {
      if (page.encoding !== ENCODING.plain) throw new RangeError(`texts in encoding ${page.encoding}`);
      texts.bytes.set(page.body, textBytes);
      readTexts(texts, page.body, at, textBytes, row, stop, valid);
      textBytes += page.body.length;
    } else if (fixed !== undefined && page.encoding === ENCODING.plain) {
      readPlain(fixed, page.body, at, row, stop, valid);
    } else if (fixed?.physical === 'int64' && page.encoding === ENCODING.delta) {
      readDelta(fixed.data, page, at, row, present, valid);
    } else throw new RangeError(`values in encoding ${page.encoding}`);
    nulls += page.values - present;
    row = stop;
  }
  const values: Values = texts === undefined ? (fixed as Values) : { physical: 'bytes', data: texts };
  return nulls > 0 && validity !== undefined
    ? { kind: 'plain', values, validity, nulls }
    : { kind: 'plain', values, nulls };
}

function readDelta(
  data: BigInt64Array,
  page: Page,
  at: number,
  row: number,
  present: number,
  validity: Uint8Array | undefined,
): void {
  const dense = validity === undefined ? data : new BigInt64Array(present);
  const end = unpackDelta(page.body, at, page.body.length, present, dense, validity === undefined ? row : 0);
  if (end !== page.body.length) throw new RangeError('a page has bytes after its last difference');
  if (validity === undefined) return;
  let next = 0;
  for (let k = row; k < row + page.values; k++) if (validity[k] !== 0) data[k] = dense[next++] as bigint;
}

/** Where the values of a page start, how many there are, and where nulls are among them 1 for a value and 0 for a null each. */
function readLevels(
  field: Field,
  page: Page,
  room: ColumnRoom | undefined,
): { at: number; present: number; levels?: Uint16Array } {
  if (field.required) return { at: 0, present: page.values };
  const { at, end } = levelsIn(page.body);
  if (areOnes(page.body, at, end, page.values)) return { at: end, present: page.values };
  const levels = lent(new Uint16Array(page.values), room);
  if (unpackHybrid(page.body, at, end, 1, page.values, levels) !== end) throw new RangeError('bytes follow the levels');
  let present = 0;
  for (let k = 0; k < page.values; k++) present += levels[k] as number;
  return present === page.values ? { at: end, present } : { at: end, present, levels };
}

/** Where a page has its levels, which begin it with their length. */
function levelsIn(body: Uint8Array): { at: number; end: number } {
  if (body.length < 4) throw new RangeError('a page without levels');
  const length = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0, true);
  if (length > body.length - 4) throw new RangeError('levels are cut short');
  return { at: 4, end: 4 + length };
}
