import { copyBytes } from '../kernel/copy-bytes.ts';
import { joinTexts } from '../kernel/texts.ts';
import type { Spans, Values } from '../table/column.ts';
import { DECIMAL_BYTES } from './format.ts';
import type { Sink } from './sink.ts';

/**
 * PLAIN: values as they lie in memory, little-endian; texts with a 4-byte length; booleans one bit each; nulls left out.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#PLAIN
 */
export function writePlain(
  out: Sink,
  values: Values,
  from: number,
  to: number,
  validity: Uint8Array | undefined,
): void {
  switch (values.physical) {
    case 'int64':
    case 'double':
      writeFixed(out, values.data, 8, from, to, validity);
      return;
    case 'int32':
      writeFixed(out, values.data, 4, from, to, validity);
      return;
    case 'decimal':
      writeFixed(out, values.data, DECIMAL_BYTES, from, to, validity);
      return;
    case 'boolean':
      writeBits(out, values.data, from, to, validity);
      return;
    case 'bytes':
      writeTexts(out, values.data, from, to, validity);
      return;
  }
}

function writeFixed(
  out: Sink,
  data: ArrayBufferView,
  width: number,
  from: number,
  to: number,
  validity: Uint8Array | undefined,
): void {
  const all = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (validity === undefined) {
    out.write(all.subarray(from * width, to * width));
    return;
  }
  out.reserve((to - from) * width);
  // Whole stretches without nulls are copied at once.
  for (let k = from; k < to; k++) {
    if (validity[k] === 0) continue;
    let stop = k + 1;
    while (stop < to && validity[stop] !== 0) stop++;
    out.write(all.subarray(k * width, stop * width));
    k = stop;
  }
}

function writeBits(out: Sink, data: Uint8Array, from: number, to: number, validity: Uint8Array | undefined): void {
  let bits = 0;
  let count = 0;
  for (let k = from; k < to; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    if (data[k] !== 0) bits |= 1 << (count & 7);
    if ((++count & 7) !== 0) continue;
    out.push(bits);
    bits = 0;
  }
  if ((count & 7) !== 0) out.push(bits);
}

function writeTexts(out: Sink, spans: Spans, from: number, to: number, validity: Uint8Array | undefined): void {
  const joined = joinTexts(spans, from, to, validity);
  if (joined !== undefined) {
    out.reserve(joined.length);
    copyBytes(joined, out.bytes.subarray(out.length));
    out.length += joined.length;
    return;
  }
  const { bytes, starts, ends } = spans;
  for (let k = from; k < to; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    const start = starts[k] as number;
    const end = ends[k] as number;
    const length = end - start;
    out.reserve(4 + length);
    const target = out.bytes;
    let at = out.length;
    target[at++] = length & 0xff;
    target[at++] = (length >>> 8) & 0xff;
    target[at++] = (length >>> 16) & 0xff;
    target[at++] = length >>> 24;
    // A call costs more than it copies for the short texts that most are.
    if (length < 32) for (let k = start; k < end; k++) target[at++] = bytes[k] as number;
    else target.set(bytes.subarray(start, end), at);
    out.length += 4 + length;
  }
}

/**
 * Reads fixed-width values from `bytes[at, end)`, which must hold exactly as many as rows `[from, to)` have non-null
 * ones, to their rows in `values`. Throws RangeError otherwise.
 */
export function readPlain(
  values: Exclude<Values, { physical: 'bytes' }>,
  bytes: Uint8Array,
  at: number,
  from: number,
  to: number,
  validity: Uint8Array | undefined,
): void {
  let count = to - from;
  if (validity !== undefined) {
    count = 0;
    for (let k = from; k < to; k++) count += validity[k] as number;
  }
  if (values.physical === 'boolean') {
    readBits(values.data, bytes, at, from, to, count, validity);
    return;
  }
  const width = values.physical === 'decimal' ? DECIMAL_BYTES : values.data.BYTES_PER_ELEMENT;
  if (bytes.length - at !== count * width)
    throw new RangeError(`a page holds ${bytes.length - at} bytes for ${count} values`);
  const all = new Uint8Array(values.data.buffer, values.data.byteOffset, values.data.byteLength);
  if (validity === undefined) {
    all.set(bytes.subarray(at), from * width);
    return;
  }
  let source = at;
  for (let k = from; k < to; k++) {
    if (validity[k] === 0) continue;
    let stop = k + 1;
    while (stop < to && validity[stop] !== 0) stop++;
    all.set(bytes.subarray(source, source + (stop - k) * width), k * width);
    source += (stop - k) * width;
    k = stop;
  }
}

function readBits(
  data: Uint8Array,
  bytes: Uint8Array,
  at: number,
  from: number,
  to: number,
  count: number,
  validity: Uint8Array | undefined,
): void {
  if (bytes.length - at !== (count + 7) >>> 3)
    throw new RangeError(`a page holds ${bytes.length - at} bytes for ${count} booleans`);
  let done = 0;
  for (let k = from; k < to; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    data[k] = ((bytes[at + (done >>> 3)] as number) >>> (done & 7)) & 1;
    done++;
  }
}

/**
 * Finds the texts of a page that lies at `bytes[at, end)` and writes their bounds, shifted by `shift`, to rows `[from, to)`.
 * Throws RangeError when they do not fill the page exactly.
 */
export function readTexts(
  spans: { starts: Uint32Array; ends: Uint32Array },
  bytes: Uint8Array,
  at: number,
  shift: number,
  from: number,
  to: number,
  validity: Uint8Array | undefined,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = at;
  for (let k = from; k < to; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    if (position + 4 > bytes.length) throw new RangeError('a text is cut short');
    const length = view.getUint32(position, true);
    position += 4;
    if (length > bytes.length - position) throw new RangeError('a text is longer than its page');
    spans.starts[k] = position + shift;
    position += length;
    spans.ends[k] = position + shift;
  }
  if (position !== bytes.length) throw new RangeError('a page has bytes after its last text');
}
