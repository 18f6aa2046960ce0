/**
 * Parquet's hybrid of run-length and bit-packed integers, for dictionary indices and definition levels.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 *
 * A hot loop: it runs once for every value of every dictionary column, so it keeps to small integers and typed arrays.
 */

/** Equal values in a row from which a run is shorter than packing them. Runs start on multiples of 8, as packing needs. */
const SHORTEST_RUN = 8;

/** Bits that hold every integer from 0 to `largest`, at least 1: some readers stumble over a width of 0. */
export function bitWidthOf(largest: number): number {
  return Math.max(1, 32 - Math.clz32(largest));
}

/** Most bytes that `packHybrid` can write for `count` values. */
export function hybridBound(count: number, bitWidth: number): number {
  return Math.ceil((count * bitWidth) / 8) + Math.ceil(count / 2) + 16;
}

/**
 * Writes `values[0, count)`, each below 2^bitWidth (at most 16 bits), to `out` from `at`; returns the position after the
 * last byte. `out` must have `hybridBound` bytes left.
 */
export function packHybrid(values: Uint16Array, count: number, bitWidth: number, out: Uint8Array, at: number): number {
  let end = at;
  let literalStart = 0;
  let i = 0;
  while (i < count) {
    const value = values[i] as number;
    let next = i + 1;
    while (next < count && values[next] === value) next++;
    // What is packed comes in eights: the run first fills up the eight that is open.
    const runStart = i + ((((literalStart - i) % 8) + 8) % 8);
    if (next - runStart >= SHORTEST_RUN) {
      if (runStart > literalStart) end = packLiterals(values, literalStart, runStart, bitWidth, out, end);
      end = writeVarint(out, end, (next - runStart) << 1);
      out[end++] = value & 0xff;
      if (bitWidth > 8) out[end++] = value >>> 8;
      literalStart = next;
    }
    i = next;
  }
  if (count > literalStart) end = packLiterals(values, literalStart, count, bitWidth, out, end);
  return end;
}

/** One bit-packed run: header, then the values from the lowest bit up, the last eight filled with zeroes. */
function packLiterals(
  values: Uint16Array,
  start: number,
  stop: number,
  bitWidth: number,
  out: Uint8Array,
  at: number,
): number {
  const groups = (stop - start + 7) >>> 3;
  let end = writeVarint(out, at, (groups << 1) | 1);
  const last = end + groups * bitWidth;
  let pending = 0;
  let bits = 0;
  for (let i = start; i < stop; i++) {
    pending |= (values[i] as number) << bits;
    bits += bitWidth;
    while (bits >= 8) {
      out[end++] = pending & 0xff;
      pending >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) out[end++] = pending;
  out.fill(0, end, last);
  return last;
}

/**
 * Reads `count` values from `bytes[at, end)` into `out[0, count)`; returns the position after the last byte that was
 * used. Throws RangeError when the bytes end early, a run goes further than `count` allows or a header is impossible.
 */
export function unpackHybrid(
  bytes: Uint8Array,
  at: number,
  end: number,
  bitWidth: number,
  count: number,
  out: Uint16Array,
): number {
  if (bitWidth < 0 || bitWidth > 16) throw new RangeError(`a bit width of ${bitWidth}`);
  const mask = 2 ** bitWidth - 1;
  let position = at;
  let done = 0;
  while (done < count) {
    let header = 0;
    let shift = 0;
    for (;;) {
      if (position >= end || shift > 28) throw new RangeError('a run header is cut short');
      const byte = bytes[position++] as number;
      header += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) break;
    }
    const length = Math.floor(header / 2);
    if (length === 0) throw new RangeError('an empty run');
    if (header % 2 === 0) {
      const width = (bitWidth + 7) >>> 3;
      if (length > count - done) throw new RangeError('a run is longer than its page');
      if (position + width > end) throw new RangeError('a run is cut short');
      let value = 0;
      for (let k = 0; k < width; k++) value |= (bytes[position + k] as number) << (8 * k);
      if (value > mask) throw new RangeError('a run value is wider than its bit width');
      position += width;
      out.fill(value, done, done + length);
      done += length;
      continue;
    }
    const size = length * bitWidth;
    if (position + size > end) throw new RangeError('packed values are cut short');
    if (length * 8 - (count - done) >= 8) throw new RangeError('packed values go beyond their page');
    const stop = Math.min(count, done + length * 8);
    let from = position;
    let pending = 0;
    let bits = 0;
    while (done < stop) {
      while (bits < bitWidth) {
        pending |= (bytes[from++] as number) << bits;
        bits += 8;
      }
      out[done++] = pending & mask;
      pending >>>= bitWidth;
      bits -= bitWidth;
    }
    position += size;
  }
  return position;
}

/** Writes an unsigned integer below 2^31 in groups of seven bits; returns the position after it. */
function writeVarint(out: Uint8Array, at: number, value: number): number {
  let end = at;
  let rest = value;
  while (rest > 0x7f) {
    out[end++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  out[end++] = rest;
  return end;
}
