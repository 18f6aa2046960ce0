/**
 * Parquet's DELTA_BINARY_PACKED for 64-bit integers: differences of neighbours, in blocks of 128 values that share the
 * smallest difference, in four miniblocks with a bit width each.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#DELTAENC
 *
 * A hot loop. A BigInt allocates with each operation, so the 64-bit values are taken as two 32-bit words and their
 * differences as doubles, which are exact below 2^53. Differences beyond ±2^52 are refused; the caller writes PLAIN then.
 * The views assume a little-endian machine, as every platform that Node is built for by default is.
 */

const BLOCK = 128;
const MINIBLOCKS = 4;
const MINIBLOCK = BLOCK / MINIBLOCKS;
const WORD = 2 ** 32;
const WIDEST_DELTA = 2 ** 52;
const WIDEST = 53;

/** Most bytes that `packDelta` can write for `count` values. */
export function deltaBound(count: number): number {
  return (
    32 +
    Math.ceil(count / BLOCK) * (16 + MINIBLOCKS) +
    Math.ceil(count / MINIBLOCK) * Math.ceil((MINIBLOCK * WIDEST) / 8)
  );
}

/**
 * Writes `values[from, to)` to `out` at `at` and returns the position after the last byte, or −1 when two neighbours
 * are 2^52 or more apart. `out` must have `deltaBound` bytes left.
 */
export function packDelta(values: BigInt64Array, from: number, to: number, out: Uint8Array, at: number): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const highs = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const deltas = new Float64Array(BLOCK);
  let end = writeVarint(out, at, BLOCK);
  end = writeVarint(out, end, MINIBLOCKS);
  end = writeVarint(out, end, to - from);
  end = writeWideZigzag(out, end, to > from ? (values[from] as bigint) : 0n);
  for (let start = from + 1; start < to; start += BLOCK) {
    const count = Math.min(BLOCK, to - start);
    let smallest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      const word = (start + k) * 2;
      const delta =
        ((highs[word + 1] as number) - (highs[word - 1] as number)) * WORD +
        ((words[word] as number) - (words[word - 2] as number));
      if (delta >= WIDEST_DELTA || delta <= -WIDEST_DELTA) return -1;
      deltas[k] = delta;
      if (delta < smallest) smallest = delta;
    }
    end = writeVarint(out, end, smallest >= 0 ? smallest * 2 : smallest * -2 - 1);
    const widths = end;
    end += MINIBLOCKS;
    for (let mini = 0; mini < MINIBLOCKS; mini++) {
      const first = mini * MINIBLOCK;
      const stop = Math.min(count, first + MINIBLOCK);
      let largest = 0;
      for (let k = first; k < stop; k++) {
        const above = (deltas[k] as number) - smallest;
        deltas[k] = above;
        if (above > largest) largest = above;
      }
      const width = stop <= first ? 0 : widthOf(largest);
      out[widths + mini] = width;
      if (width === 0) continue;
      deltas.fill(0, stop, first + MINIBLOCK);
      end = packMiniblock(deltas, first, width, out, end);
    }
  }
  return end;
}

function widthOf(largest: number): number {
  return largest < WORD ? 32 - Math.clz32(largest) : 64 - Math.clz32(Math.floor(largest / WORD));
}

function packMiniblock(deltas: Float64Array, first: number, width: number, out: Uint8Array, at: number): number {
  let end = at;
  let pending = 0;
  let bits = 0;
  for (let k = first; k < first + MINIBLOCK; k++) {
    let rest = deltas[k] as number;
    // 24 bits at a time, so that with up to 7 pending ones they fit a 32-bit word.
    for (let left = width; left > 0; left -= 24) {
      let part = rest;
      if (left > 24) {
        part = rest % 0x1000000;
        rest = (rest - part) / 0x1000000;
      }
      pending |= part << bits;
      bits += left > 24 ? 24 : left;
      while (bits >= 8) {
        out[end++] = pending & 0xff;
        pending >>>= 8;
        bits -= 8;
      }
    }
  }
  return end;
}

/**
 * Reads exactly `count` values from `bytes[at, end)` into `out` from `outAt`; returns the position after the last byte.
 * Takes what `packDelta` writes; throws RangeError for anything else.
 */
export function unpackDelta(
  bytes: Uint8Array,
  at: number,
  end: number,
  count: number,
  out: BigInt64Array,
  outAt: number,
): number {
  const reader = { bytes, at, end };
  if (readVarint(reader) !== BLOCK || readVarint(reader) !== MINIBLOCKS)
    throw new RangeError('an unknown delta layout');
  if (readVarint(reader) !== count) throw new RangeError('delta values that are not as many as their page says');
  const first = readWideZigzag(reader);
  if (count === 0) return reader.at;
  out[outAt] = first;
  const lows = new Uint32Array(out.buffer, out.byteOffset, out.length * 2);
  const highs = new Int32Array(out.buffer, out.byteOffset, out.length * 2);
  let low = lows[outAt * 2] as number;
  let high = highs[outAt * 2 + 1] as number;
  const deltas = new Float64Array(MINIBLOCK);
  for (let start = 1; start < count; start += BLOCK) {
    const zigzag = readVarint(reader);
    const smallest = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    const widths = reader.at;
    reader.at += MINIBLOCKS;
    if (reader.at > end) throw new RangeError('a delta block is cut short');
    for (let mini = 0; mini < MINIBLOCKS; mini++) {
      const from = start + mini * MINIBLOCK;
      if (from >= count) break;
      const width = bytes[widths + mini] as number;
      if (width > WIDEST) throw new RangeError(`a delta width of ${width}`);
      const size = (MINIBLOCK * width) / 8;
      if (reader.at + size > end) throw new RangeError('a delta miniblock is cut short');
      unpackMiniblock(bytes, reader.at, width, deltas);
      reader.at += size;
      const stop = Math.min(count, from + MINIBLOCK);
      for (let k = from; k < stop; k++) {
        const delta = smallest + (deltas[k - from] as number);
        const deltaHigh = Math.floor(delta / WORD);
        low += delta - deltaHigh * WORD;
        high += deltaHigh;
        if (low >= WORD) {
          low -= WORD;
          high++;
        }
        const word = (outAt + k) * 2;
        lows[word] = low;
        highs[word + 1] = high;
        high |= 0;
      }
    }
  }
  return reader.at;
}

function unpackMiniblock(bytes: Uint8Array, at: number, width: number, out: Float64Array): void {
  let from = at;
  let pending = 0;
  let bits = 0;
  for (let k = 0; k < MINIBLOCK; k++) {
    let value = 0;
    let scale = 1;
    for (let left = width; left > 0; left -= 24) {
      const take = left > 24 ? 24 : left;
      while (bits < take) {
        pending |= (bytes[from++] as number) << bits;
        bits += 8;
      }
      value += (pending & (0xffffff >>> (24 - take))) * scale;
      pending >>>= take;
      bits -= take;
      scale *= 0x1000000;
    }
    out[k] = value;
  }
}

interface Reader {
  bytes: Uint8Array;
  at: number;
  end: number;
}

function readVarint(reader: Reader): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    if (reader.at >= reader.end) throw new RangeError('a delta number is cut short');
    const byte = reader.bytes[reader.at++] as number;
    value += (byte & 0x7f) * scale;
    if (value > 2 * WIDEST_DELTA) throw new RangeError('a delta number is too large');
    if (byte < 0x80) return value;
    scale *= 128;
    if (scale > 2 ** 56) throw new RangeError('a delta number is too long');
  }
}

function writeVarint(out: Uint8Array, at: number, value: number): number {
  let end = at;
  let rest = value;
  while (rest >= 0x80) {
    const low = rest % 0x80;
    out[end++] = low | 0x80;
    rest = (rest - low) / 0x80;
  }
  out[end++] = rest;
  return end;
}

function writeWideZigzag(out: Uint8Array, at: number, value: bigint): number {
  let end = at;
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  while (rest >= 0x80n) {
    out[end++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  out[end++] = Number(rest);
  return end;
}

function readWideZigzag(reader: Reader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    if (reader.at >= reader.end) throw new RangeError('a delta number is cut short');
    const byte = reader.bytes[reader.at++] as number;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
  }
  throw new RangeError('a delta number is too long');
}
