/**
 * Distinct byte strings in order of first appearance; test/oracle/byte-dictionary.ts says the same without tricks.
 *
 * Trick: up to eight bytes are read at once and are their own key, so that one comparison of numbers stands for one of texts.
 * Longer strings have a hash for a key, and are compared word by word where it agrees.
 */

// The words of a dictionary, as src/kernel/byte-dictionary.ts lays them out.
const SIZE: usize = 0;
const CAPACITY: usize = 4;
const TABLE: usize = 8;
const SLOT_BITS: usize = 12;
const STARTS: usize = 16;
const ENDS: usize = 20;
// Not a part of what the dictionary holds: room for the keys of the strings that are looked up together.
const KEYS: usize = 24;
const TOUCHED: usize = 152;

/** How many long strings are looked up together, for each of which `KEYS` has eight bytes. */
const TOGETHER: u32 = 16;

// A slot: the key, the length, and 1 + the position of the string (0: free).
const SLOT_SHIFT: usize = 4;
const SLOT_BYTES: u32 = 16;
const LENGTH: usize = 8;
const ENTRY: usize = 12;

const MULTIPLIER: u64 = ((0x9e3779b9 as u64) << 32) | (0x7f4a7c15 as u64);

/** A longer walk than any that honest data causes at this load; see `MAX_STRINGS` too. */
const LONGEST_WALK: u32 = 1024;

/** The string itself, of one to eight bytes: what stands behind it is masked. `at` must have eight readable bytes. */
function shortKey(at: usize, length: u32): u64 {
  const shift: u64 = -(length << 3) as u64;
  return load<u64>(at) & (u64.MAX_VALUE >> shift);
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

/** Where the slot of a key lies in its table. `mask` has a bit for each place of a slot; the upper half of a product knows all bits. */
function placeOf(key: u64, mask: u32): usize {
  return ((((key ^ (key >> 31)) * MULTIPLIER) >> 40) as u32) & mask;
}

/** The places of the slots of a table of 2^bits. */
function maskOf(bits: u32): u32 {
  return (((1 as u32) << bits) - 1) << (SLOT_SHIFT as u32);
}

function isEqual(a: usize, b: usize, length: u32): bool {
  const end = a + (length as usize);
  for (; a + 8 <= end; a += 8, b += 8) if (load<u64>(a) !== load<u64>(b)) return false;
  for (; a < end; a++, b++) if (load<u8>(a) !== load<u8>(b)) return false;
  return true;
}

/** Walks on from the first slot of a string that is not there, and adds it where it is nowhere; 0 where `look` must stop. */
function walk(dictionary: usize, text: usize, start: u32, length: u32, key: u64): u32 {
  const table: usize = load<u32>(dictionary + TABLE);
  const mask = maskOf(load<u32>(dictionary + SLOT_BITS));
  const heldStarts: usize = load<u32>(dictionary + STARTS);
  let slot = placeOf(key, mask) as u32;
  for (let walked: u32 = 0; walked <= LONGEST_WALK; walked++) {
    const place = table + (slot as usize);
    const entry = load<u32>(place + ENTRY);
    if (entry === 0) return add(dictionary, place, start, length, key);
    if (load<u64>(place) === key && load<u32>(place + LENGTH) === length) {
      const word: usize = ((entry - 1) as usize) << 2;
      const held: usize = load<u32>(heldStarts + word);
      if (length <= 8 || isEqual(text + (start as usize), text + held, length)) return entry;
    }
    slot = (slot + SLOT_BYTES) & mask;
  }
  return 0;
}

/**
 * Looks up to `TOGETHER` strings of more than eight bytes up, `count` at most, and ends before a shorter one. Returns how many were
 * taken; `IS_FULL` is set where `look` must stop.
 *
 * Trick: where there are many different long strings, slot and string lie where the processor has not been for long, and it waits
 * for one of them after the other. So all slots are asked for before any is looked at, and then all strings: it fetches them
 * side by side.
 */
function takeLong(dictionary: usize, text: usize, spans: usize, step: usize, count: u32, out: usize): u32 {
  const table: usize = load<u32>(dictionary + TABLE);
  const mask = maskOf(load<u32>(dictionary + SLOT_BITS));
  const heldStarts: usize = load<u32>(dictionary + STARTS);
  const keys = dictionary + KEYS;
  const most = count < TOGETHER ? count : TOGETHER;
  let touched: u32 = 0;
  let found: u32 = 0;
  let field = spans;
  for (; found < most; found++, field += step) {
    const start = load<u32>(field);
    const length = load<u32>(field, 4) - start;
    if (length <= 8) break;
    store<u64>(keys + ((found as usize) << 3), longKey(text + (start as usize), length));
  }
  // In loops of their own: the fewer instructions lie between two loads, the more of them are under way at once.
  for (let k: u32 = 0; k < found; k++)
    touched ^= load<u32>(table + placeOf(load<u64>(keys + ((k as usize) << 3)), mask) + ENTRY);
  for (let k: u32 = 0; k < found; k++) {
    const entry = load<u32>(table + placeOf(load<u64>(keys + ((k as usize) << 3)), mask) + ENTRY);
    if (entry === 0) continue;
    const held: usize = load<u32>(heldStarts + (((entry - 1) as usize) << 2));
    touched ^= load<u8>(text + held);
  }
  // Nobody reads it; without it the compiler would leave the loads out.
  store<u32>(dictionary + TOUCHED, touched);
  field = spans;
  for (let k: u32 = 0; k < found; k++, field += step) {
    const start = load<u32>(field);
    const length = load<u32>(field, 4) - start;
    const entry = walk(dictionary, text, start, length, load<u64>(keys + ((k as usize) << 3)));
    if (entry === 0) return k | IS_FULL;
    store<u16>(out + ((k as usize) << 1), (entry - 1) as u16);
  }
  return found;
}

const IS_FULL: u32 = 0x80000000;

function add(dictionary: usize, place: usize, start: u32, length: u32, key: u64): u32 {
  const size = load<u32>(dictionary + SIZE);
  const half: u32 = (1 as u32) << (load<u32>(dictionary + SLOT_BITS) - 1);
  if (size >= half || size >= load<u32>(dictionary + CAPACITY)) return 0;
  const word: usize = (size as usize) << 2;
  const heldStarts: usize = load<u32>(dictionary + STARTS);
  const heldEnds: usize = load<u32>(dictionary + ENDS);
  store<u32>(heldStarts + word, start);
  store<u32>(heldEnds + word, start + length);
  store<u64>(place, key);
  store<u32>(place + LENGTH, length);
  store<u32>(place + ENTRY, size + 1);
  store<u32>(dictionary + SIZE, size + 1);
  return size + 1;
}

/**
 * Looks `count` fields up; field k is the one that `spans` has at first + k × stride, its start and its end. Writes positions to
 * `out` and returns how many were taken: fewer than `count` where the next one is new and the dictionary holds `CAPACITY` strings
 * or half as many as its table has slots (the host makes both larger and asks again), or where it was made to collide.
 *
 * The inner loop does nothing but find a short string in its first slot, for that is what nearly all fields are, and calls
 * nothing: around a call the compiler would keep in memory what it has in registers.
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
  const mask = maskOf(load<u32>(dictionary + SLOT_BITS));
  const step: usize = (stride as usize) << 3;
  const end = out + ((count as usize) << 1);
  let field: usize = spans + ((first as usize) << 3);
  let to = out;
  for (;;) {
    let start: u32 = 0;
    let length: u32 = 0;
    for (; to < end; to += 2, field += step) {
      start = load<u32>(field);
      length = load<u32>(field, 4) - start;
      // One comparison for both ends: nothing less one is a very large number.
      if (length - 1 >= 8) break;
      const key = shortKey(text + (start as usize), length);
      const place = table + placeOf(key, mask);
      if (load<u64>(place) !== key || load<u32>(place + LENGTH) !== length) break;
      store<u16>(to, (load<u32>(place + ENTRY) - 1) as u16);
    }
    if (to >= end) break;
    let taken: u32 = 1;
    if (length > 8) taken = takeLong(dictionary, text, field, step, ((end - to) >> 1) as u32, to);
    else {
      const key = length === 0 ? 0 : shortKey(text + (start as usize), length);
      const entry = walk(dictionary, text, start, length, key);
      if (entry === 0) break;
      store<u16>(to, (entry - 1) as u16);
    }
    const count: u32 = taken & ~IS_FULL;
    to += (count as usize) << 1;
    field += (count as usize) * step;
    if (taken !== count) break;
  }
  return ((to - out) >> 1) as u32;
}

/** Moves what the table at `from` holds to the empty one that the dictionary names now. */
export function rehash(dictionary: usize, from: usize, fromBits: u32): void {
  const table: usize = load<u32>(dictionary + TABLE);
  const mask = maskOf(load<u32>(dictionary + SLOT_BITS));
  const end = from + ((1 as usize) << ((fromBits as usize) + SLOT_SHIFT));
  for (let place = from; place < end; place += 16) {
    const entry = load<u32>(place + ENTRY);
    if (entry === 0) continue;
    const key = load<u64>(place);
    const length = load<u32>(place + LENGTH);
    let slot = placeOf(key, mask) as u32;
    while (load<u32>(table + (slot as usize) + ENTRY) !== 0) slot = (slot + SLOT_BYTES) & mask;
    const to = table + (slot as usize);
    store<u64>(to, key);
    store<u32>(to + LENGTH, length);
    store<u32>(to + ENTRY, entry);
  }
}
