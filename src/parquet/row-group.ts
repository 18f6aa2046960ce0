import { bitWidthOf, hybridBound, packHybrid, packIndices, packLevels, packOnes } from '../kernel/bit-pack.ts';
import { deltaBound, packDelta } from '../kernel/delta.ts';
import { type Batch, MOST_ROWS } from '../table/batch.ts';
import { type Column, valueCount } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { physicalOf } from '../table/type.ts';
import { type Codec, type ColumnChunk, DECIMAL_BYTES, ENCODING, type EncodedRowGroup } from './format.ts';
import { writePage } from './page.ts';
import { writePlain } from './plain.ts';
import { limitBytes, rangeOf } from './range.ts';
import { Sink } from './sink.ts';

/** A page ends at the first value that brings it here (bytes before compression). */
const PAGE_BYTES = 1 << 20;

interface Scratch {
  out: Sink;
  body: Sink;
  codec: Codec;
}

/** One for all row groups of this thread, so that none leaves megabytes behind: nothing waits between its start and its end. */
let kept: Scratch | undefined;

function openScratch(bytes: number, codec: Codec): Scratch {
  const { out, body } = kept ?? { out: new Sink(bytes), body: new Sink(PAGE_BYTES + (1 << 10)) };
  out.length = 0;
  kept = { out, body, codec };
  return kept;
}

/**
 * Encodes a batch as one Parquet row group; a pure function of the batch's values and the codec. A dictionary column
 * becomes a dictionary page and RLE_DICTIONARY pages, a plain date-time DELTA_BINARY_PACKED, any other plain column PLAIN.
 * Booleans are always PLAIN: readers expect no dictionary of two bits. A required column that holds nulls is a bug of the
 * caller.
 */
export function encodeRowGroup(batch: Batch, options: { codec: Codec }): EncodedRowGroup {
  if (batch.rows > MOST_ROWS) throw new RangeError(`a row group of ${batch.rows} rows; the most is ${MOST_ROWS}`);
  // About a byte a value: growing would leave as much behind as it takes.
  const scratch = openScratch(Math.min(1 << 22, batch.rows * batch.schema.length) + (1 << 16), options.codec);
  let uncompressedBytes = 0;
  const columns: ColumnChunk[] = [];
  for (const [at, field] of batch.schema.entries()) {
    const column = batch.columns[at];
    if (column === undefined) throw new TypeError(`the batch has no column ${field.name}`);
    assertShape(field, column, batch.rows);
    const chunk = encodeColumn(scratch, field, undictionaried(column), batch.rows);
    uncompressedBytes += chunk.uncompressedBytes;
    columns.push(chunk);
  }
  return { rows: batch.rows, codec: options.codec, bytes: scratch.out.written().slice(), uncompressedBytes, columns };
}

function assertShape(field: Field, column: Column, rows: number): void {
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const length = column.kind === 'dictionary' ? column.indices.length : valueCount(values);
  if (values.physical !== physicalOf(field.type) || length < rows) {
    throw new TypeError(
      `column ${field.name} holds ${length} × ${values.physical} for ${rows} rows of ${field.type.kind}`,
    );
  }
  if (field.required && column.nulls > 0)
    throw new TypeError(`required column ${field.name} holds ${column.nulls} nulls`);
}

/** A dictionary of booleans, written out. */
function undictionaried(column: Column): Column {
  if (column.kind === 'plain' || column.dictionary.physical !== 'boolean') return column;
  const { indices, dictionary, nulls } = column;
  const data = new Uint8Array(indices.length);
  const validity = new Uint8Array(indices.length);
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row] as number;
    if (index === 0) continue;
    validity[row] = 1;
    data[row] = dictionary.data[index - 1] as number;
  }
  const values = { physical: 'boolean', data } as const;
  return nulls > 0 ? { kind: 'plain', values, validity, nulls } : { kind: 'plain', values, nulls };
}

function encodeColumn(scratch: Scratch, field: Field, column: Column, rows: number): ColumnChunk {
  const { out, codec } = scratch;
  const start = out.length;
  const encodings = new Set<number>(field.required ? [] : [ENCODING.rle]);
  let uncompressedBytes = 0;
  let dictionaryAt: number | undefined;
  // A column of nulls has nothing to list: PLAIN pages without values need no dictionary.
  if (column.kind === 'dictionary' && valueCount(column.dictionary) > 0) {
    dictionaryAt = out.length;
    scratch.body.length = 0;
    const values = valueCount(column.dictionary);
    writePlain(scratch.body, column.dictionary, 0, values, undefined);
    const body = scratch.body.written();
    uncompressedBytes += writePage(out, {
      kind: 'dictionary',
      codec,
      encoding: ENCODING.plain,
      values,
      body,
      packed: false,
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
    uncompressedBytes += writePage(out, { kind: 'data', codec, encoding, values: to - from, body, packed });
    from = to;
  }
  return {
    name: field.name,
    rows,
    nulls: column.nulls,
    encodings: [...encodings].sort((a, b) => a - b),
    ...(dictionaryAt === undefined ? {} : { dictionaryAt }),
    dataAt,
    compressedBytes: out.length - start,
    uncompressedBytes,
    ...limitsOf(column),
  };
}

/** The row after the page's last one. */
function pageEnd(column: Column, from: number, rows: number): number {
  if (column.kind === 'dictionary') return Math.min(rows, from + PAGE_BYTES / 2);
  const { values } = column;
  if (values.physical === 'bytes') {
    const { starts, ends } = values.data;
    let size = 0;
    let to = from;
    // Nulls count as four bytes too: pages of nothing but nulls must end as well.
    while (to < rows && size < PAGE_BYTES) {
      if (column.validity?.[to] !== 0) size += (ends[to] as number) - (starts[to] as number);
      size += 4;
      to++;
    }
    return to;
  }
  const width = values.physical === 'decimal' ? DECIMAL_BYTES : values.data.BYTES_PER_ELEMENT;
  return Math.min(rows, from + PAGE_BYTES / width);
}

/** Definition levels, 1 for a value and 0 for null, with their length before them. */
function writeLevels(scratch: Scratch, column: Column, from: number, to: number): void {
  const { body } = scratch;
  const count = to - from;
  body.reserve(4 + hybridBound(count, 1));
  const at = body.length;
  if (column.nulls === 0) body.length = packOnes(count, body.bytes, at + 4);
  else if (column.kind === 'dictionary') {
    body.length = packLevels(column.indices, from, to, body.bytes, at + 4);
  } else {
    const { validity } = column;
    if (validity === undefined) throw new TypeError('a plain column counts nulls and has no validity');
    const levels = Uint16Array.from(validity.subarray(from, to), (flag) => (flag === 0 ? 0 : 1));
    body.length = packHybrid(levels, count, 1, body.bytes, at + 4);
  }
  new DataView(body.bytes.buffer, body.bytes.byteOffset).setUint32(at, body.length - at - 4, true);
}

/** The page's values without nulls; returns the encoding they got. */
function writeValues(scratch: Scratch, field: Field, column: Column, from: number, to: number): number {
  const { body } = scratch;
  if (column.kind === 'dictionary') {
    const size = valueCount(column.dictionary);
    if (size === 0) return ENCODING.plain;
    const width = bitWidthOf(size - 1);
    body.push(width);
    body.reserve(hybridBound(to - from, width));
    body.length = packIndices(column.indices, from, to, width, body.bytes, body.length);
    return ENCODING.dictionary;
  }
  const validity = column.nulls > 0 ? column.validity : undefined;
  const { values } = column;
  if (values.physical === 'int64' && (field.type.kind === 'datetime' || field.type.kind === 'timestamp')) {
    const dense = validity === undefined ? values.data.subarray(from, to) : denseInt64(values.data, from, to, validity);
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

function denseInt64(data: BigInt64Array, from: number, to: number, validity: Uint8Array): BigInt64Array {
  const dense = new BigInt64Array(to - from);
  const source = new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  const target = new Uint32Array(dense.buffer);
  let count = 0;
  for (let row = from; row < to; row++) {
    if (validity[row] === 0) continue;
    target[count++] = source[row * 2] as number;
    target[count++] = source[row * 2 + 1] as number;
  }
  return dense.subarray(0, count / 2);
}

function limitsOf(column: Column): Pick<ColumnChunk, 'minimum' | 'maximum' | 'unordered'> {
  const range = rangeOf(column);
  if (typeof range === 'string') return { unordered: range === 'unordered' };
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const minimum = limitBytes(values, range.least, 'minimum');
  const maximum = limitBytes(values, range.greatest, 'maximum');
  return {
    unordered: false,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}
