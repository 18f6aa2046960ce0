/**
 * Short decimal numbers → doubles; src/clean/plain-float.ts and src/clean/plain-decimal.ts read the same value by value.
 *
 * Trick: up to fifteen digits are an integer that a double holds exactly, and so is the power of ten that it is divided by: the
 * quotient of both is the nearest double, for that is how IEEE 754 divides.
 */

const EXACT_DIGITS: u32 = 15;
const MINUS: u32 = 45;
const POINT: u32 = 46;
const ZERO: u32 = 48;

// A slot of the table: the bits of the value, and 1 + its position (0: free).
const SLOT_SHIFT: usize = 4;
const ID: usize = 8;
const MULTIPLIER: u64 = ((0x9e3779b9 as u64) << 32) | (0x7f4a7c15 as u64);
/** As in dictionary.ts. */
const LONGEST_WALK: u32 = 1024;

function plainFloat(start: usize, end: usize): f64 {
  let at = start;
  const isNegative = at < end && (load<u8>(at) as u32) === MINUS;
  if (isNegative) at++;
  if (end - at > ((EXACT_DIGITS + 1) as usize)) return NaN;
  let whole: u64 = 0;
  let digits: u32 = 0;
  let power: f64 = 1;
  let hasPoint = false;
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at);
    const digit = byte - ZERO;
    if (digit < 10) {
      whole = whole * 10 + (digit as u64);
      digits++;
      if (hasPoint) power *= 10;
    } else if (byte === POINT && !hasPoint) hasPoint = true;
    else return NaN;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return NaN;
  const value = (whole as f64) / power;
  return isNegative ? -value : value;
}

/** As a whole number of which a one has `scale` zeros. */
function plainDecimal(start: usize, end: usize, scale: i32): f64 {
  let at = start;
  const isNegative = at < end && (load<u8>(at) as u32) === MINUS;
  if (isNegative) at++;
  if (at >= end || end - at > (EXACT_DIGITS as usize)) return NaN;
  let whole: i64 = 0;
  let digits: i32 = 0;
  let fraction: i32 = -1;
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at);
    if (byte === POINT) {
      if (scale === 0 || fraction >= 0) return NaN;
      fraction = 0;
      continue;
    }
    const digit = byte - ZERO;
    if (digit >= 10) return NaN;
    whole = whole * 10 + (digit as i64);
    digits++;
    if (fraction >= 0) fraction++;
  }
  if (fraction < 0) fraction = 0;
  if (digits === 0 || fraction > scale || digits + scale - fraction > (EXACT_DIGITS as i32)) return NaN;
  for (; fraction < scale; fraction++) whole *= 10;
  return (isNegative ? -whole : whole) as f64;
}

/** Not a number where the text is of another form. */
function plainNumber(text: usize, starts: usize, ends: usize, k: u32, scale: i32): f64 {
  const word: usize = (k as usize) << 2;
  const start = text + (load<u32>(starts + word) as usize);
  const end = text + (load<u32>(ends + word) as usize);
  return scale < 0 ? plainFloat(start, end) : plainDecimal(start, end, scale);
}

/**
 * Reads the fields `text[starts[k], ends[k])` for k below `count`: as doubles where `scale` is negative, else as whole numbers with
 * so many zeros. Values go to `out`, as 64-bit integers where `isWhole`, and the k of fields that are of another form, or whose
 * value reaches `limit`, to `misses`; returns how many these are.
 */
export function readNumbers(
  text: usize,
  starts: usize,
  ends: usize,
  count: u32,
  scale: i32,
  limit: f64,
  isWhole: u32,
  out: usize,
  misses: usize,
): u32 {
  let missed: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const value = plainNumber(text, starts, ends, k, scale);
    const to = out + ((k as usize) << 3);
    if (!(Math.abs(value) < limit)) store<u32>(misses + ((missed++ as usize) << 2), k);
    else if (isWhole !== 0) store<i64>(to, value as i64);
    else store<f64>(to, value);
  }
  return missed;
}

/**
 * The same for fields whose values are to be distinct: writes to `ids` 1 + the position of each one's value in `out`, and 0 for
 * `misses`; −0 is not 0. `table` has 2^`bits` slots, all zero, twice as many as there are fields at least. Writes how many
 * missed to `missedAt`; returns how many values there are, or −1 where they were made to collide.
 */
export function distinctNumbers(
  text: usize,
  starts: usize,
  ends: usize,
  count: u32,
  scale: i32,
  limit: f64,
  table: usize,
  bits: u32,
  out: usize,
  ids: usize,
  misses: usize,
  missedAt: usize,
): i32 {
  const mask = ((1 as u32) << bits) - 1;
  let missed: u32 = 0;
  let distinct: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const value = plainNumber(text, starts, ends, k, scale);
    let id: u32 = 0;
    if (!(Math.abs(value) < limit)) store<u32>(misses + ((missed++ as usize) << 2), k);
    else {
      const key = reinterpret<u64>(value);
      let slot = ((((key ^ (key >> 31)) * MULTIPLIER) >> 40) as u32) & mask;
      let walked: u32 = 0;
      for (;;) {
        const place = table + ((slot as usize) << SLOT_SHIFT);
        id = load<u32>(place + ID);
        if (id === 0) {
          store<f64>(out + ((distinct as usize) << 3), value);
          id = ++distinct;
          store<u64>(place, key);
          store<u32>(place + ID, id);
          break;
        }
        if (load<u64>(place) === key) break;
        if (++walked > LONGEST_WALK) return -1;
        slot = (slot + 1) & mask;
      }
    }
    store<u32>(ids + ((k as usize) << 2), id);
  }
  store<u32>(missedAt, missed);
  return distinct as i32;
}
