import type { RecordBatch } from 'apache-arrow/fb/record-batch';
import { MOST_ROWS } from '../table/batch.ts';
import { type ArrowColumn, bufferCount } from './arrow-type.ts';
import { Unsupported } from './failure.ts';
import { count } from './message.ts';
import { countZeroBits, type StoredArray } from './stored-column.ts';

/** What the values of an array are: a column's own, or indices of its dictionary. */
export type ArrayShape = Pick<ArrowColumn, 'type' | 'dictionary'>;

/**
 * The arrays of a record batch (or of the one column of a dictionary), each bound checked. Throws RangeError for whatever
 * the buffers cannot back.
 */
export function readArrays(
  batch: RecordBatch,
  shapes: readonly ArrayShape[],
  body: Uint8Array<ArrayBuffer>,
): { rows: number; arrays: StoredArray[] } {
  const rows = count(batch.length(), 'a record batch with a number of rows');
  if (rows > MOST_ROWS)
    throw new Unsupported(`${rows} rows in one record batch, the most is ${MOST_ROWS}; write smaller record batches`);
  if (batch.compression() !== null) throw new Unsupported('compressed buffers; write the stream without compression');
  const views = shapes.filter(isView).length;
  if (views !== batch.variadicBufferCountsLength())
    throw new RangeError(`${batch.variadicBufferCountsLength()} counts of view buffers, expected ${views}`);
  if (batch.nodesLength() !== shapes.length)
    throw new RangeError(`${batch.nodesLength()} arrays, expected ${shapes.length}`);

  const total = batch.buffersLength();
  let next = 0;
  let nextView = 0;
  function buffer(): Uint8Array<ArrayBuffer> {
    const region = next < total ? batch.buffers(next) : null;
    if (region === null) throw new RangeError(`only ${total} buffers`);
    next++;
    const offset = count(region.offset(), 'a buffer at');
    const length = count(region.length(), 'a buffer');
    if (offset + length > body.length)
      throw new RangeError(`a buffer of ${length} bytes at ${offset} in a body of ${body.length}`);
    return body.subarray(offset, offset + length);
  }

  const arrays = shapes.map((shape, at): StoredArray => {
    const node = batch.nodes(at);
    const length = count(node?.length() ?? -1n, 'an array');
    if (length !== rows) throw new RangeError(`an array of ${length} values in a batch of ${rows} rows`);
    if (isNothing(shape)) return { length, nulls: length, buffers: [] };
    const validity = readValidity(buffer(), rows, count(node?.nullCount() ?? -1n, 'a null count'));
    const own = trimmed(
      shape,
      rows,
      Array.from({ length: bufferCount(shape) }, () => buffer()),
    );
    if (!isView(shape)) return { length: rows, ...validity, buffers: own };
    const more = count(batch.variadicBufferCounts(nextView++) ?? -1n, 'a number of view buffers');
    if (more > total) throw new RangeError(`${more} view buffers`);
    const held = Array.from({ length: more }, () => buffer());
    return { length: rows, ...validity, buffers: [...own, ...held] };
  });
  if (next !== total) throw new RangeError(`${total} buffers, expected ${next}`);
  return { rows, arrays };
}

/** An array of nulls has not even their bits. */
function isNothing({ type, dictionary }: ArrayShape): boolean {
  return dictionary === undefined && type.kind === 'null';
}

function isView({ type, dictionary }: ArrayShape): boolean {
  return dictionary === undefined && type.kind === 'string' && type.form === 'view';
}

/** The count is believed only where the bits agree. */
function readValidity(
  bits: Uint8Array<ArrayBuffer>,
  length: number,
  nulls: number,
): Pick<StoredArray, 'nulls' | 'validity'> {
  if (bits.length === 0 && nulls === 0) return { nulls };
  const validity = cut(bits, (length + 7) >>> 3);
  const counted = countZeroBits(validity, length);
  if (counted !== nulls) throw new RangeError(`${counted} nulls where ${nulls} are counted`);
  return nulls === 0 ? { nulls } : { nulls, validity };
}

/** Buffers of exactly the bytes that so many values need, so that padding means nothing. */
function trimmed(shape: ArrayShape, length: number, buffers: readonly Uint8Array<ArrayBuffer>[]): Uint8Array[] {
  const [first, second] = buffers as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer> | undefined];
  if (second === undefined) {
    const numbers = cut(first, bytesOf(shape, length));
    // Views stay where they are: they lead to texts in the same memory.
    return [isView(shape) ? numbers : aligned(numbers)];
  }
  const wide = shape.type.kind === 'string' && shape.type.form === 'large';
  // An array of no values may come without its only offset.
  if (length === 0) return [new Uint8Array(wide ? 8 : 4), second.subarray(0, 0)];
  const offsets = aligned(cut(first, (length + 1) * (wide ? 8 : 4)));
  const view = new DataView(offsets.buffer, offsets.byteOffset);
  const end = wide ? count(view.getBigInt64(length * 8, true), 'an offset') : view.getInt32(length * 4, true);
  return [offsets, cut(second, end)];
}

function bytesOf({ type, dictionary }: ArrayShape, length: number): number {
  const numbers = dictionary?.index ?? type;
  switch (numbers.kind) {
    case 'int':
    case 'float':
    case 'decimal':
      return (numbers.bits / 8) * length;
    case 'bool':
      return (length + 7) >>> 3;
    case 'date':
      return (numbers.unit === 'day' ? 4 : 8) * length;
    case 'timestamp':
      return 8 * length;
    case 'string':
      return 16 * length;
    default:
      throw new TypeError(`${numbers.kind} has no bytes`);
  }
}

function cut(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (length < 0 || length > bytes.length)
    throw new RangeError(`a buffer of ${bytes.length} bytes where ${length} are needed`);
  return bytes.subarray(0, length);
}

/** Typed arrays need their numbers at even places; Arrow asks writers for that, and not all obey. */
function aligned(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
}
