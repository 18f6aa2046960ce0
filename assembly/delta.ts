/**
 * Parquet's DELTA_BINARY_PACKED for 64-bit integers; test/oracle/delta.ts says the same without tricks.
 *
 * Trick: 64-bit arithmetic as the machine has it, where JavaScript would take a BigInt, or doubles, for each value.
 */

const BLOCK: u32 = 128;
const MINIBLOCKS: u32 = 4;
const MINIBLOCK: u32 = 32;
const WIDEST: u32 = 53;
const WIDEST_DELTA: i64 = 1 << 52;

function writeVarint(at: usize, value: u64): usize {
  while (value >= 0x80) {
    store<u8>(at++, ((value & 0x7f) | 0x80) as u8);
    value >>= 7;
  }
  store<u8>(at, value as u8);
  return at + 1;
}

/** Two neighbours that are 2^52 or more apart; found without a difference that overflows. */
function isFar(from: i64, to: i64): bool {
  const delta = to - from;
  const overflows = ((from ^ to) & (to ^ delta)) < 0;
  return overflows || delta >= WIDEST_DELTA || delta <= -WIDEST_DELTA;
}

/**
 * Writes `values[0, count)` from `out` on; returns the position after the last byte, or 0 where neighbours are too far
 * apart. `scratch` has room for 128 values, `out` for eight bytes more than it takes.
 */
export function packDelta(values: usize, count: u32, out: usize, scratch: usize): usize {
  let end = writeVarint(out, BLOCK);
  end = writeVarint(end, MINIBLOCKS);
  end = writeVarint(end, count);
  const head: i64 = count === 0 ? 0 : load<i64>(values);
  end = writeVarint(end, ((head << 1) ^ (head >> 63)) as u64);
  for (let start: u32 = 1; start < count; start += BLOCK) {
    const left: u32 = count - start;
    const used = left < BLOCK ? left : BLOCK;
    let smallest: i64 = i64.MAX_VALUE;
    let before = load<i64>(values + (((start - 1) as usize) << 3));
    for (let k: u32 = 0; k < used; k++) {
      const value = load<i64>(values + (((start + k) as usize) << 3));
      if (isFar(before, value)) return 0;
      const delta = value - before;
      store<i64>(scratch + ((k as usize) << 3), delta);
      if (delta < smallest) smallest = delta;
      before = value;
    }
    end = writeVarint(end, ((smallest << 1) ^ (smallest >> 63)) as u64);
    const widths = end;
    end += MINIBLOCKS;
    for (let mini: u32 = 0; mini < MINIBLOCKS; mini++) {
      const first = mini * MINIBLOCK;
      const stop = used < first + MINIBLOCK ? used : first + MINIBLOCK;
      let all: u64 = 0;
      for (let k = first; k < stop; k++) {
        const at = scratch + ((k as usize) << 3);
        const above = (load<i64>(at) - smallest) as u64;
        store<u64>(at, above);
        all |= above;
      }
      const width = 64 - (clz(all) as u32);
      store<u8>(widths + (mini as usize), width);
      if (width === 0) continue;
      for (let k = stop > first ? stop : first; k < first + MINIBLOCK; k++)
        store<u64>(scratch + ((k as usize) << 3), 0);
      end = packMiniblock(scratch + ((first as usize) << 3), width, end);
    }
  }
  return end;
}

function packMiniblock(from: usize, width: u32, at: usize): usize {
  let end = at;
  let pending: u64 = 0;
  let bits: u32 = 0;
  for (let k: u32 = 0; k < MINIBLOCK; k++) {
    const value = load<u64>(from + ((k as usize) << 3));
    const shift: u64 = bits as u64;
    pending |= value << shift;
    bits += width;
    if (bits < 64) continue;
    store<u64>(end, pending);
    end += 8;
    bits -= 64;
    // What did not fit; a shift by 64 would be one by 0.
    const fitted: u64 = (width - bits) as u64;
    pending = bits === 0 ? 0 : value >> fitted;
  }
  store<u64>(end, pending);
  return end + ((bits as usize) >> 3);
}

/**
 * Reads exactly `count` values from `[at, end)` to `out`; returns the position after the last byte, or 0 for anything that
 * `packDelta` does not write. Reads 16 bytes behind `end`.
 */
export function unpackDelta(at: usize, end: usize, count: u32, out: usize, cursor: usize): usize {
  store<u32>(cursor, at);
  if (readVarint(cursor, end) !== BLOCK || readVarint(cursor, end) !== MINIBLOCKS) return 0;
  if (readVarint(cursor, end) !== (count as u64)) return 0;
  const zigzag = readWide(cursor, end);
  let position: usize = load<u32>(cursor);
  if (position === 0) return 0;
  if (count === 0) return position;
  let value = ((zigzag >> 1) as i64) ^ -((zigzag & 1) as i64);
  store<i64>(out, value);
  for (let start: u32 = 1; start < count; start += BLOCK) {
    store<u32>(cursor, position);
    const step = readVarint(cursor, end);
    position = load<u32>(cursor);
    if (position === 0) return 0;
    const smallest = ((step >> 1) as i64) ^ -((step & 1) as i64);
    const widths = position;
    position += MINIBLOCKS;
    if (position > end) return 0;
    for (let mini: u32 = 0; mini < MINIBLOCKS; mini++) {
      const from = start + mini * MINIBLOCK;
      if (from >= count) break;
      const width: u32 = load<u8>(widths + (mini as usize));
      if (width > WIDEST) return 0;
      const size: usize = (width as usize) << 2;
      if (position + size > end) return 0;
      const stop = count < from + MINIBLOCK ? count : from + MINIBLOCK;
      const mask: u64 = ((1 as u64) << (width as u64)) - 1;
      let bit: usize = 0;
      for (let k = from; k < stop; k++, bit += width as usize) {
        // Up to 53 bits that begin inside a byte lie within eight bytes of it: 7 + 53 ≤ 64.
        const shift: u64 = (bit & 7) as u64;
        const above = (load<u64>(position + (bit >> 3)) >> shift) & mask;
        value += smallest + (above as i64);
        store<i64>(out + ((k as usize) << 3), value);
      }
      position += size;
    }
  }
  return position;
}

/** A number of at most 54 bits; moves the cursor behind it, or to 0 where there is none. */
function readVarint(cursor: usize, end: usize): u64 {
  let at: usize = load<u32>(cursor);
  let value: u64 = 0;
  let shift: u64 = 0;
  while (at !== 0 && at < end && shift <= 56) {
    const byte: u64 = load<u8>(at++);
    value |= (byte & 0x7f) << shift;
    if (value > (WIDEST_DELTA as u64) << 1) break;
    if (byte < 0x80) {
      store<u32>(cursor, at);
      return value;
    }
    shift += 7;
  }
  store<u32>(cursor, 0);
  return 0;
}

function readWide(cursor: usize, end: usize): u64 {
  let at: usize = load<u32>(cursor);
  let value: u64 = 0;
  let shift: u64 = 0;
  while (at !== 0 && at < end && shift < 70) {
    const byte: u64 = load<u8>(at++);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) {
      store<u32>(cursor, at);
      return value;
    }
    shift += 7;
  }
  store<u32>(cursor, 0);
  return 0;
}
