/**
 * Parquet's hybrid of runs and packed bits, and what stands around it: levels, and indices without nulls.
 * test/oracle/bit-pack.ts says the same without tricks.
 *
 * Trick: runs begin on multiples of eight, so eight values are compared at once, and eight values of any width fill whole bytes
 * and are put together in two 64-bit numbers.
 */

function writeVarint(at: usize, value: u32): usize {
  while (value > 0x7f) {
    store<u8>(at++, (value & 0x7f) | 0x80);
    value >>= 7;
  }
  store<u8>(at, value);
  return at + 1;
}

/** Writes 8 × `width` bits; the 16 bytes from `to` on may be written to. */
function packEight(from: usize, width: u32, to: usize): void {
  const step: u64 = width as u64;
  const four: u64 = step << 2;
  const low: u64 =
    (load<u16>(from) as u64) |
    ((load<u16>(from, 2) as u64) << step) |
    ((load<u16>(from, 4) as u64) << (step << 1)) |
    ((load<u16>(from, 6) as u64) << (step * 3));
  const high: u64 =
    (load<u16>(from, 8) as u64) |
    ((load<u16>(from, 10) as u64) << step) |
    ((load<u16>(from, 12) as u64) << (step << 1)) |
    ((load<u16>(from, 14) as u64) << (step * 3));
  if (width === 16) {
    store<u64>(to, low);
    store<u64>(to, high, 8);
    return;
  }
  store<u64>(to, low | (high << four));
  if (width > 8) store<u64>(to, high >> (64 - four), 8);
}

function packLiterals(values: usize, start: u32, stop: u32, width: u32, at: usize): usize {
  const groups: u32 = (stop - start + 7) >> 3;
  let end = writeVarint(at, (groups << 1) | 1);
  let from = values + ((start as usize) << 1);
  for (let group: u32 = 0; group < groups; group++, from += 16, end += width as usize) packEight(from, width, end);
  return end;
}

/**
 * Writes `values[0, count)` of at most 16 bits each from `out` on and returns the position after the last byte. The 16
 * bytes behind the last value must be zero (the last eight are filled up with them), and those behind the end writable.
 */
export function packHybrid(values: usize, count: u32, width: u32, out: usize): usize {
  let end = out;
  let literalStart: u32 = 0;
  let at: u32 = 0;
  while (at + 8 <= count) {
    const place = values + ((at as usize) << 1);
    const value: u32 = load<u16>(place);
    const same = i16x8.splat(value as i16);
    if (!i16x8.all_true(i16x8.eq(v128.load(place), same))) {
      at += 8;
      continue;
    }
    let next = at + 8;
    while (next + 8 <= count && i16x8.all_true(i16x8.eq(v128.load(values + ((next as usize) << 1)), same))) next += 8;
    while (next < count && (load<u16>(values + ((next as usize) << 1)) as u32) === value) next++;
    if (at > literalStart) end = packLiterals(values, literalStart, at, width, end);
    end = writeVarint(end, (next - at) << 1);
    store<u8>(end++, value);
    if (width > 8) store<u8>(end++, value >> 8);
    literalStart = next;
    at = next;
  }
  if (count > literalStart) end = packLiterals(values, literalStart, count, width, end);
  return end;
}

/** Eight values of `width` bits from 16 readable bytes. */
function unpackEight(from: usize, width: u32, to: usize): void {
  const step: u64 = width as u64;
  const four: u64 = step << 2;
  const mask: u64 = ((1 as u64) << step) - 1;
  const low = load<u64>(from);
  let high: u64 = width === 16 ? load<u64>(from, 8) : low >> four;
  if (width > 8 && width < 16) high |= load<u64>(from, 8) << (64 - four);
  store<u16>(to, (low & mask) as u16);
  store<u16>(to, ((low >> step) & mask) as u16, 2);
  store<u16>(to, ((low >> (step << 1)) & mask) as u16, 4);
  store<u16>(to, ((low >> (step * 3)) & mask) as u16, 6);
  store<u16>(to, (high & mask) as u16, 8);
  store<u16>(to, ((high >> step) & mask) as u16, 10);
  store<u16>(to, ((high >> (step << 1)) & mask) as u16, 12);
  store<u16>(to, ((high >> (step * 3)) & mask) as u16, 14);
}

/**
 * Reads `count` values of 0 to 16 bits from `[at, end)` to `out`; returns the position after the last byte used, or 0 for
 * bytes that are cut short, go beyond the page or cannot be. Reads 16 bytes behind `end`, writes 16 behind the last value.
 */
export function unpackHybrid(at: usize, end: usize, width: u32, count: u32, out: usize): usize {
  const widest: u32 = ((1 as u32) << width) - 1;
  let position = at;
  let done: u32 = 0;
  while (done < count) {
    let header: u64 = 0;
    let shift: u64 = 0;
    for (;;) {
      if (position >= end || shift > 28) return 0;
      const byte: u64 = load<u8>(position++);
      header |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) break;
    }
    const length: u64 = header >> 1;
    const left: u64 = (count - done) as u64;
    if (length === 0) return 0;
    if ((header & 1) === 0) {
      if (length > left) return 0;
      const size: usize = ((width as usize) + 7) >> 3;
      if (position + size > end) return 0;
      let value: u32 = 0;
      if (size > 0) value = load<u8>(position);
      if (size > 1) value |= (load<u8>(position, 1) as u32) << 8;
      if (value > widest) return 0;
      position += size;
      const run = length as u32;
      const values = i16x8.splat(value as i16);
      const to = out + ((done as usize) << 1);
      for (let k: u32 = 0; k < run; k += 8) v128.store(to + ((k as usize) << 1), values);
      done += run;
      continue;
    }
    if (length * (width as u64) > ((end - position) as u64)) return 0;
    if (length * 8 >= left + 8) return 0;
    const groups = length as u32;
    let to = out + ((done as usize) << 1);
    for (let group: u32 = 0; group < groups; group++, to += 16, position += width as usize) {
      unpackEight(position, width, to);
    }
    const all: u32 = groups << 3;
    done = all >= (left as u32) ? count : done + all;
  }
  return position;
}

/** Levels of a column of slots (0: null): 0 or 1 each. */
export function levelsOfSlots(slots: usize, count: u32, out: usize): void {
  for (let k: u32 = 0; k < count; k += 8) {
    const at: usize = (k as usize) << 1;
    v128.store(out + at, v128.andnot(i16x8.splat(1), i16x8.eq(v128.load(slots + at), i16x8.splat(0))));
  }
}

/** The indices that the slots stand for, without nulls; returns how many. */
export function indicesOfSlots(slots: usize, count: u32, out: usize): u32 {
  let used: u32 = 0;
  let k: u32 = 0;
  // Eight without a null among them at once, which in most columns are all.
  for (; k + 8 <= count; k += 8) {
    const eight = v128.load(slots + ((k as usize) << 1));
    if (!i16x8.all_true(eight)) break;
    v128.store(out + ((k as usize) << 1), i16x8.sub(eight, i16x8.splat(1)));
  }
  used = k;
  for (; k < count; k++) {
    const slot: u32 = load<u16>(slots + ((k as usize) << 1));
    // Written always and counted only where it is one: no branch to guess wrong.
    store<u16>(out + ((used as usize) << 1), (slot - 1) as u16);
    used += slot === 0 ? 0 : 1;
  }
  return used;
}

/** How many of the levels are 1. */
export function sumLevels(levels: usize, count: u32): u32 {
  let sum: u32 = 0;
  let k: u32 = 0;
  for (; k + 8 <= count; k += 8) {
    const ones = i16x8.ne(v128.load(levels + ((k as usize) << 1)), i16x8.splat(0));
    sum += popcnt(i16x8.bitmask(ones) as u32);
  }
  for (; k < count; k++) sum += load<u16>(levels + ((k as usize) << 1)) as u32;
  return sum;
}

/** The way back where there are no nulls. Returns the largest index, or −1 where there is none. */
export function slotsOfDense(indices: usize, count: u32, out: usize): i32 {
  if (count === 0) return -1;
  let most = i16x8.splat(0);
  let k: u32 = 0;
  for (; k + 8 <= count; k += 8) {
    const eight = v128.load(indices + ((k as usize) << 1));
    most = i16x8.max_u(most, eight);
    v128.store(out + ((k as usize) << 1), i16x8.add(eight, i16x8.splat(1)));
  }
  let largest: u32 = 0;
  for (; k < count; k++) {
    const index: u32 = load<u16>(indices + ((k as usize) << 1));
    if (index > largest) largest = index;
    store<u16>(out + ((k as usize) << 1), (index + 1) as u16);
  }
  for (let lane = 0; lane < 8; lane++) {
    const index: u32 = i16x8.extract_lane_u(most, 0);
    if (index > largest) largest = index;
    most = v128.shuffle<i16>(most, most, 1, 2, 3, 4, 5, 6, 7, 0);
  }
  return largest as i32;
}

/** The way back: slots from levels and indices. Returns the largest index, or −1 where there is none. */
export function slotsOfIndices(indices: usize, levels: usize, count: u32, out: usize): i32 {
  let next: usize = indices;
  let largest: i32 = -1;
  for (let k: u32 = 0; k < count; k++) {
    const at: usize = (k as usize) << 1;
    const level: u32 = load<u16>(levels + at);
    const index: i32 = level === 0 ? -1 : (load<u16>(next) as i32);
    if (index > largest) largest = index;
    store<u16>(out + at, (index + 1) as u16);
    next += (level as usize) << 1;
  }
  return largest;
}
