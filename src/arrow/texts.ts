import type { Spans, Values } from '../table/column.ts';
import type { ArrowType } from './arrow-type.ts';
import { isNullAt, type StoredArray } from './stored-column.ts';

/** Views of up to so many bytes hold them. */
const INLINE = 12;

/** Texts as spans into the buffers of the batch. Throws RangeError where they lead out of them. */
export function toTexts({ form }: ArrowType & { kind: 'string' }, array: StoredArray): Values {
  const spans = form === 'plain' ? plainTexts(array) : form === 'large' ? largeTexts(array) : viewedTexts(array);
  return { physical: 'bytes', data: spans };
}

/** Offsets are starts and, one further, ends: zero-copy. */
function plainTexts({ buffers, length }: StoredArray): Spans {
  const [offsets, bytes] = buffers as [Uint8Array, Uint8Array];
  const bounds = new Uint32Array(offsets.buffer, offsets.byteOffset, length + 1);
  for (let at = 0; at < length; at++) {
    if ((bounds[at + 1] as number) < (bounds[at] as number)) throw new RangeError('the offsets of a text go back');
  }
  if ((bounds[length] as number) > bytes.length) throw new RangeError('a text ends behind its bytes');
  return { bytes, starts: bounds.subarray(0, length), ends: bounds.subarray(1) };
}

function largeTexts({ buffers, length }: StoredArray): Spans {
  const [offsets, bytes] = buffers as [Uint8Array, Uint8Array];
  const wide = new BigInt64Array(offsets.buffer as ArrayBuffer, offsets.byteOffset, length + 1);
  const bounds = new Uint32Array(length + 1);
  let previous = 0;
  for (let at = 0; at <= length; at++) {
    const bound = Number(wide[at]);
    if (bound < previous || bound > bytes.length) throw new RangeError('the offsets of a text go back, or too far');
    bounds[at] = bound;
    previous = bound;
  }
  return { bytes, starts: bounds.subarray(0, length), ends: bounds.subarray(1) };
}

/** The views and the buffers that they name lie in one body, so that one array of bytes holds all texts. */
function viewedTexts(array: StoredArray): Spans {
  const [views, ...held] = array.buffers as [Uint8Array, ...Uint8Array[]];
  const bytes = new Uint8Array(views.buffer);
  const view = new DataView(views.buffer, views.byteOffset, views.byteLength);
  const starts = new Uint32Array(array.length);
  const ends = new Uint32Array(array.length);
  for (let at = 0; at < array.length; at++) {
    if (isNullAt(array, at)) continue;
    const length = view.getInt32(16 * at, true);
    let start = views.byteOffset + 16 * at + 4;
    if (length > INLINE) {
      const buffer = held[view.getInt32(16 * at + 8, true)];
      const offset = view.getInt32(16 * at + 12, true);
      if (buffer === undefined || buffer.buffer !== views.buffer || offset < 0 || offset + length > buffer.length)
        throw new RangeError('a text view leads out of its buffers');
      start = buffer.byteOffset + offset;
    } else if (length < 0) throw new RangeError(`a text of ${length} bytes`);
    starts[at] = start;
    ends[at] = start + length;
  }
  return { bytes, starts, ends };
}
