/**
 * Distinct byte strings in order of first appearance; test/oracle/byte-dictionary.ts says the same without tricks.
 *
 * Trick: up to eight bytes are read at once and are their own key, so that one comparison of numbers stands for one of texts.
 * Longer strings have a hash for a key, and are compared word by word where it agrees.
 */

// The words of a dictionary, as src/kernel/wasm-kernel.ts lays them out.
const SIZE: usize = 0;
const CAPACITY: usize = 4;
const TABLE: usize = 8;
const SLOT_BITS: usize = 12;
const STARTS: usize = 16;
const ENDS: usize = 20;

// A slot: the key, the length, and 1 + the position of the string (0: free).
const SLOT_SHIFT: usize = 4;
const LENGTH: usize = 8;
const ENTRY: usize = 12;

const MULTIPLIER: u64 = ((0x9e3779b9 as u64) << 32) | (0x7f4a7c15 as u64);

/** A longer walk than any that honest data causes at this load; see `MAX_STRINGS` too. */
const LONGEST_WALK: u32 = 1024;

/** Bytes beyond the string are shifted out, in two steps, for a shift by 64 would be none; `at` must have eight readable bytes. */
function shortKey(at: usize, length: u32): u64 {
  const half: u64 = (32 - (length << 2)) as u64;
  return (load<u64>(at) << half) << half;
}

function longKey(at: usize, length: u32): u64 {
  let key: u64 = length as u64;
  const last = at + (length as usize) - 8;
  for (let word = at; word < last; word += 8) {
    key = (key ^ load<u64>(word)) * MULTIPLIER;
    key ^= key >> 29;
  }
  key = (key ^ load<u64>(last)) * MULTIPLIER;
  return key ^ (key >> 32);
}

function slotOf(key: u64, shift: u64): u32 {
  return (((key ^ (key >> 31)) * MULTIPLIER) >> shift) as u32;
}

function isEqual(a: usize, b: usize, length: u32): bool {
  const end = a + (length as usize);
  for (; a + 8 <= end; a += 8, b += 8) if (load<u64>(a) !== load<u64>(b)) return false;
  for (; a < end; a++, b++) if (load<u8>(a) !== load<u8>(b)) return false;
  return true;
}

/**
 * Looks `count` fields up; field k is the one that `spans` has at first + k × stride, its start and its end. Writes positions to `out` and returns
 * how many were taken: fewer than `count` where the next one is new and the dictionary holds `CAPACITY` strings or half as many
 * as its table has slots (the host makes both larger and asks again), or where it was made to collide.
 */
export function look(
  dictionary: usize,
  text: usize,
  spans: usize,
  first: u32,
  stride: u32,
  count: u32,
  out: usize,
): u32 {
  const table: usize = load<u32>(dictionary + TABLE);
  const bits = load<u32>(dictionary + SLOT_BITS);
  const mask: u32 = ((1 as u32) << bits) - 1;
  const heldStarts: usize = load<u32>(dictionary + STARTS);
  const heldEnds: usize = load<u32>(dictionary + ENDS);
  const half: u32 = (1 as u32) << (bits - 1);
  const capacity = load<u32>(dictionary + CAPACITY);
  const most = half < capacity ? half : capacity;
  let size = load<u32>(dictionary + SIZE);
  const shift: u64 = (64 - bits) as u64;
  const step: usize = (stride as usize) << 3;
  let field: usize = spans + ((first as usize) << 3);
  let taken: u32 = 0;
  for (; taken < count; taken++, field += step) {
    const start = load<u32>(field);
    const end = load<u32>(field, 4);
    const length = end - start;
    const at = text + (start as usize);
    const key = length <= 8 ? shortKey(at, length) : longKey(at, length);
    let slot = slotOf(key, shift);
    let place = table + ((slot as usize) << SLOT_SHIFT);
    let entry = load<u32>(place + ENTRY);
    let walked: u32 = 0;
    while (entry !== 0) {
      if (
        load<u64>(place) === key &&
        load<u32>(place + LENGTH) === length &&
        (length <= 8 || isEqual(at, text + (load<u32>(heldStarts + (((entry - 1) as usize) << 2)) as usize), length))
      ) {
        break;
      }
      if (++walked > LONGEST_WALK) break;
      slot = (slot + 1) & mask;
      place = table + ((slot as usize) << SLOT_SHIFT);
      entry = load<u32>(place + ENTRY);
    }
    if (walked > LONGEST_WALK) break;
    if (entry === 0) {
      if (size >= most) break;
      store<u64>(place, key);
      store<u32>(place + LENGTH, length);
      store<u32>(heldStarts + ((size as usize) << 2), start);
      store<u32>(heldEnds + ((size as usize) << 2), end);
      size++;
      entry = size;
      store<u32>(place + ENTRY, entry);
    }
    store<u16>(out + ((taken as usize) << 1), (entry - 1) as u16);
  }
  store<u32>(dictionary + SIZE, size);
  return taken;
}

/** Moves what the table at `from` holds to the empty one that the dictionary names now. */
export function rehash(dictionary: usize, from: usize, fromBits: u32): void {
  const table: usize = load<u32>(dictionary + TABLE);
  const bits = load<u32>(dictionary + SLOT_BITS);
  const mask: u32 = ((1 as u32) << bits) - 1;
  const shift: u64 = (64 - bits) as u64;
  const end = from + ((1 as usize) << ((fromBits as usize) + SLOT_SHIFT));
  for (let place = from; place < end; place += 16) {
    const entry = load<u32>(place + ENTRY);
    if (entry === 0) continue;
    const key = load<u64>(place);
    const length = load<u32>(place + LENGTH);
    let slot = slotOf(key, shift);
    while (load<u32>(table + ((slot as usize) << SLOT_SHIFT) + ENTRY) !== 0) slot = (slot + 1) & mask;
    const to = table + ((slot as usize) << SLOT_SHIFT);
    store<u64>(to, key);
    store<u32>(to + LENGTH, length);
    store<u32>(to + ENTRY, entry);
  }
}
