/**
 * DEFLATE (RFC 1951) from any byte of the input to any byte of the output; what it is held against is zlib. Nothing outside of the
 * state, the input and the output is touched, whatever the data says.
 *
 * Tricks: 64 bits of input wait in a register and are filled up by one load, however many are left; a table tells for the next
 * bits at once what they mean and how many they are, for two letters where both fit; and the table's next entry is looked up
 * before the bytes of a match are copied. That is `runFast`, far from all ends. `inflate` does the rest bit by bit.
 */

// The words of a state that the host sets and reads, as src/kernel/inflate.ts lays them out.
const INPUT: usize = 0;
const INPUT_END: usize = 4;
const OUTPUT: usize = 8;
const OUTPUT_END: usize = 12;
/** The first byte before the output that a match may begin at. */
const HISTORY: usize = 16;
// Those that are zero at the beginning of a stream.
const PHASE: usize = 20;
const BITS: usize = 24;
const BIT_COUNT: usize = 32;
const IS_LAST: usize = 36;
/** Bytes of a stored block or a match that are not yet written; or the letter that is not. */
const LEFT: usize = 40;
const DISTANCE: usize = 44;
/** What the tables hold is the fixed code. */
const IS_FIXED: usize = 48;
// How a block of its own code begins.
const LETTERS: usize = 52;
const DISTANCES: usize = 56;
const CODES: usize = 60;
const KNOWN: usize = 64;
// Bits that the first step of a look-up takes, and the second one.
const LETTER_BITS: usize = 68;
const LETTER_MORE: usize = 72;
const DISTANCE_BITS: usize = 76;
const DISTANCE_MORE: usize = 80;

// Scratch of the tables' makers: code lengths, how many there are of each, and the symbols by length.
const LENGTHS: usize = 128;
const TALLY: usize = 512;
const SORTED: usize = 640;
// Tables. Where a code is longer than the first step, its prefix has a second table behind the first; it takes two codes at
// least to need one, so there are at most 143 of at most 2^(15 − 11), and 15 of at most 2^(15 − 9).
const LETTER_TABLE: usize = 2048;
const DISTANCE_TABLE: usize = 2048 + ((2048 + 143 * 16) << 2);
// A state ends behind it, after (512 + 15 × 64) × 4 bytes.

const MOST_LETTER_BITS: u32 = 11;
const MOST_DISTANCE_BITS: u32 = 9;
const MOST_CODE_BITS: u32 = 7;

// What `inflate` returns.
const HUNGRY: u32 = 0;
const FULL: u32 = 1;
const ENDED: u32 = 2;
const DAMAGED: u32 = 3;

// Phases.
const BLOCK: u32 = 0;
const STORED_HEAD: u32 = 1;
const STORED: u32 = 2;
const SIZES: u32 = 3;
const CODE_LENGTHS: u32 = 4;
const LENGTHS_OF_ALL: u32 = 5;
const SYMBOLS: u32 = 6;
const MATCH: u32 = 7;
const LETTER: u32 = 8;
const BEHIND: u32 = 9;
const BROKEN: u32 = 10;

/**
 * An entry. Bits 0–5: how many bits it takes, so that it can be the number of a shift as it is. A letter or two have their
 * number in bits 24 and 25, and themselves from bit 8 on. A length or distance has its base from bit 14 on, and its extra bits
 * are what a shift by bits 8–13 leaves of those it takes. Anything else has bit 7: the place of a second table from bit 8 on, or
 * with bit 6 the end of a block or, with bit 8 too, bits that mean nothing.
 */
const ONE_LETTER: u32 = 1 << 24;
const OTHER: u32 = 1 << 7;
const END: u32 = OTHER | (1 << 6);
const NOTHING: u32 = END | (1 << 8);
const TAKEN: u32 = 63;

// Kinds of tables.
const OF_CODES: u32 = 0;
const OF_LETTERS: u32 = 1;
const OF_DISTANCES: u32 = 2;

/** `runFast` reads two words of input and writes at most six letters, a match and what its last step writes too much. */
const FAST_INPUT: usize = 16;
const FAST_OUTPUT: usize = 6 + 258 + 16;

/** The entry of a symbol whose code has `length` bits in this step. */
function entryOf(kind: u32, symbol: u32, length: u32): u32 {
  if (kind === OF_CODES) return (symbol << 8) | length;
  let base: u32 = 0;
  let extra: u32 = 0;
  if (kind === OF_LETTERS) {
    if (symbol < 256) return ONE_LETTER | (symbol << 8) | length;
    if (symbol === 256) return END | length;
    if (symbol > 285) return NOTHING | length;
    const place = symbol - 257;
    extra = place < 8 || place === 28 ? 0 : (place >> 2) - 1;
    base = place === 28 ? 258 : 3 + (extra === 0 ? place : (4 + (place & 3)) << extra);
  } else {
    if (symbol > 29) return NOTHING | length;
    extra = symbol < 4 ? 0 : (symbol >> 1) - 1;
    base = 1 + (extra === 0 ? symbol : (2 + (symbol & 1)) << extra);
  }
  return (base << 14) | ((63 - extra) << 8) | (length + extra);
}

/**
 * Makes the table of the code that `count` lengths from `lengths` on describe; its first step takes as many bits as its longest
 * code and at most `most`. Returns these bits, and from bit 8 on those of the second step; 0 where the lengths are no code.
 * A code that leaves bits without a meaning is one only as in zlib: a single code of one bit, or no distance at all.
 */
function makeTable(state: usize, lengths: usize, count: u32, table: usize, most: u32, kind: u32): u32 {
  const tally = state + TALLY;
  const sorted = state + SORTED;
  memory.fill(tally, 0, 64);
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const at = tally + ((load<u8>(lengths + (symbol as usize)) as usize) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let longest: u32 = 15;
  while (longest > 0 && load<u32>(tally + ((longest as usize) << 2)) === 0) longest--;
  // From here on the tally of a length is where its symbols begin.
  let unused: i32 = 1;
  let place: u32 = 0;
  store<u32>(tally, 0);
  for (let length: u32 = 1; length <= 15; length++) {
    const at = tally + ((length as usize) << 2);
    const here = load<u32>(at);
    unused = (unused << 1) - (here as i32);
    if (unused < 0) return 0;
    store<u32>(at, place);
    place += here;
  }
  if (unused > 0 && (kind === OF_CODES || longest > 1)) return 0;
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const length: usize = load<u8>(lengths + (symbol as usize));
    if (length === 0) continue;
    const at = tally + (length << 2);
    const to = load<u32>(at);
    store<u32>(at, to + 1);
    store<u16>(sorted + ((to as usize) << 1), symbol as u16);
  }

  // Codes begin with their highest bit, the table is asked by the lowest: `code` counts in mirror writing. The table is made
  // for one bit, and doubled for each further one.
  const first: u32 = longest === 0 ? 1 : longest < most ? longest : most;
  store<u32>(table, NOTHING | 1);
  let code: u32 = 0;
  let next: u32 = 0;
  for (let length: u32 = 1; length <= first; length++) {
    const half: usize = (4 as usize) << ((length - 1) as usize);
    memory.copy(table + half, table, half);
    // Where the symbols of this length end.
    const end = load<u32>(tally + ((length as usize) << 2));
    for (; next < end; next++) {
      const symbol: u32 = load<u16>(sorted + ((next as usize) << 1));
      store<u32>(table + ((code as usize) << 2), entryOf(kind, symbol, length));
      code = following(code, length);
    }
  }
  if (longest <= first) return first;

  const more = longest - first;
  const prefixMask: u32 = ((1 as u32) << first) - 1;
  let second: u32 = (1 as u32) << first;
  let prefix: u32 = 0xffffffff;
  let from: usize = 0;
  for (let length = first + 1; length <= longest; length++) {
    const end = load<u32>(tally + ((length as usize) << 2));
    const step: u32 = (1 as u32) << (length - first);
    for (; next < end; next++) {
      if ((code & prefixMask) !== prefix) {
        prefix = code & prefixMask;
        store<u32>(table + ((prefix as usize) << 2), OTHER | (second << 8) | first);
        from = table + ((second as usize) << 2);
        second += (1 as u32) << more;
      }
      const entry = entryOf(kind, load<u16>(sorted + ((next as usize) << 1)), length - first);
      for (let at = code >> first; at < (1 as u32) << more; at += step) store<u32>(from + ((at as usize) << 2), entry);
      code = following(code, length);
    }
  }
  return first | (more << 8);
}

/** The next code of this length, in mirror writing; 0 behind the last one. */
function following(code: u32, length: u32): u32 {
  const zeros: u32 = code ^ (((1 as u32) << length) - 1);
  if (zeros === 0) return 0;
  const bit: u32 = (1 as u32) << (31 - clz(zeros));
  return (code & (bit - 1)) | bit;
}

/** Puts the letter that follows into the entry of a letter, where the bits of the first step tell both. */
function pairLetters(table: usize, first: u32): void {
  // From behind: what follows has a smaller number, and is still alone.
  for (let at: i32 = (1 << first) - 1; at >= 0; at--) {
    const place = table + ((at as usize) << 2);
    const entry = load<u32>(place);
    if (entry < ONE_LETTER) continue;
    const length = entry & TAKEN;
    const after = load<u32>(table + ((((at as u32) >> length) as usize) << 2));
    if (after < ONE_LETTER) continue;
    const both = length + (after & TAKEN);
    if (both > first) continue;
    store<u32>(place, (2 << 24) | ((after & 0xff00) << 8) | (entry & 0xff00) | both);
  }
}

/** Tables of both codes from the lengths that lie one after the other; false where they are none. */
function makeTables(state: usize, letters: u32, distances: u32): bool {
  const lengths = state + LENGTHS;
  // Without an end the block had none.
  if (load<u8>(lengths, 256) === 0) return false;
  const ofLetters = makeTable(state, lengths, letters, state + LETTER_TABLE, MOST_LETTER_BITS, OF_LETTERS);
  if (ofLetters === 0) return false;
  const from = lengths + (letters as usize);
  const ofDistances = makeTable(state, from, distances, state + DISTANCE_TABLE, MOST_DISTANCE_BITS, OF_DISTANCES);
  if (ofDistances === 0) return false;
  pairLetters(state + LETTER_TABLE, ofLetters & 0xff);
  store<u32>(state + LETTER_BITS, ofLetters & 0xff);
  store<u32>(state + LETTER_MORE, ofLetters >> 8);
  store<u32>(state + DISTANCE_BITS, ofDistances & 0xff);
  store<u32>(state + DISTANCE_MORE, ofDistances >> 8);
  return true;
}

function makeFixedTables(state: usize): void {
  if (load<u32>(state + IS_FIXED) === 1) return;
  const lengths = state + LENGTHS;
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  memory.fill(lengths + 288, 5, 32);
  makeTables(state, 288, 32);
  store<u32>(state + IS_FIXED, 1);
}

/** The place in LENGTHS of the k-th length of the code that the others are written in. */
function orderOf(k: u32): usize {
  // 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  if (k < 3) return (16 + k) as usize;
  if (k === 3) return 0;
  const half = k >> 1;
  return ((k & 1) === 0 ? 6 + half : 9 - half) as usize;
}

/**
 * Symbols as long as input and output are far from their ends, as they are where it begins: by FAST_INPUT and FAST_OUTPUT. The
 * phase is SYMBOLS before, and afterwards that, BLOCK or BROKEN.
 */
function runFast(state: usize): void {
  const inputEnd: usize = (load<u32>(state + INPUT_END) as usize) - FAST_INPUT;
  const outputEnd: usize = (load<u32>(state + OUTPUT_END) as usize) - FAST_OUTPUT;
  const history: usize = load<u32>(state + HISTORY);
  const letters = state + LETTER_TABLE;
  const distances = state + DISTANCE_TABLE;
  const letterMask: u64 = ((1 as u64) << (load<u32>(state + LETTER_BITS) as u64)) - 1;
  const letterMore: u64 = ((1 as u64) << (load<u32>(state + LETTER_MORE) as u64)) - 1;
  const distanceMask: u64 = ((1 as u64) << (load<u32>(state + DISTANCE_BITS) as u64)) - 1;
  const distanceMore: u64 = ((1 as u64) << (load<u32>(state + DISTANCE_MORE) as u64)) - 1;
  let input: usize = load<u32>(state + INPUT);
  let output: usize = load<u32>(state + OUTPUT);
  let bits = load<u64>(state + BITS);
  // Only its six lowest bits count: entries are subtracted as they are. Above `count` there may be bits that come again.
  let count: u64 = load<u32>(state + BIT_COUNT);
  let phase = SYMBOLS;
  bits |= load<u64>(input) << count;
  input += (((count ^ 63) >> 3) & 7) as usize;
  count |= 56;
  let entry: u64 = load<u32>(letters + (((bits & letterMask) as usize) << 2));
  for (;;) {
    if (input > inputEnd || output > outputEnd) break;
    bits |= load<u64>(input) << count;
    input += (((count ^ 63) >> 3) & 7) as usize;
    count |= 56;
    // 56 bits are enough for three first steps of 11 and one more that only looks, or for two of them and a length of 20.
    if (entry >= ONE_LETTER) {
      bits >>= entry;
      count -= entry;
      store<u16>(output, (entry >> 8) as u16);
      output += (entry >> 24) as usize;
      entry = load<u32>(letters + (((bits & letterMask) as usize) << 2));
      if (entry >= ONE_LETTER) {
        bits >>= entry;
        count -= entry;
        store<u16>(output, (entry >> 8) as u16);
        output += (entry >> 24) as usize;
        entry = load<u32>(letters + (((bits & letterMask) as usize) << 2));
        if (entry >= ONE_LETTER) {
          bits >>= entry;
          count -= entry;
          store<u16>(output, (entry >> 8) as u16);
          output += (entry >> 24) as usize;
          entry = load<u32>(letters + (((bits & letterMask) as usize) << 2));
          continue;
        }
      }
    }
    if ((entry & OTHER) !== 0) {
      if ((entry & END) !== END) {
        bits >>= entry;
        count -= entry;
        entry = load<u32>(letters + ((((entry >> 8) + (bits & letterMore)) as usize) << 2));
        if (entry >= ONE_LETTER) {
          bits >>= entry;
          count -= entry;
          store<u8>(output, (entry >> 8) as u8);
          output++;
          entry = load<u32>(letters + (((bits & letterMask) as usize) << 2));
          continue;
        }
      }
      if ((entry & OTHER) !== 0) {
        bits >>= entry;
        count -= entry;
        phase = (entry & NOTHING) === NOTHING ? BROKEN : BLOCK;
        break;
      }
    }
    // The extra bits are the highest of those that it takes: what is above them is shifted out, and then what is below; in two
    // steps, because a shift by 64 would be one by 0.
    const length: usize = ((entry >> 14) + (((bits << (0 - entry)) >> 1) >> (entry >> 8))) as usize;
    bits >>= entry;
    count -= entry;
    bits |= load<u64>(input) << count;
    input += (((count ^ 63) >> 3) & 7) as usize;
    count |= 56;
    entry = load<u32>(distances + (((bits & distanceMask) as usize) << 2));
    if ((entry & OTHER) !== 0) {
      if ((entry & END) !== END) {
        bits >>= entry;
        count -= entry;
        entry = load<u32>(distances + ((((entry >> 8) + (bits & distanceMore)) as usize) << 2));
      }
      if ((entry & OTHER) !== 0) {
        phase = BROKEN;
        break;
      }
    }
    const distance: usize = ((entry >> 14) + (((bits << (0 - entry)) >> 1) >> (entry >> 8))) as usize;
    bits >>= entry;
    count -= entry;
    entry = load<u32>(letters + (((bits & letterMask) as usize) << 2));
    let from = output - distance;
    if (from < history) {
      phase = BROKEN;
      break;
    }
    let to = output;
    output += length;
    if (distance >= 16) {
      v128.store(to, v128.load(from));
      while (to + 16 < output) {
        to += 16;
        from += 16;
        v128.store(to, v128.load(from));
      }
    } else if (distance === 1) {
      const run = i8x16.splat(load<u8>(from) as i8);
      do {
        v128.store(to, run);
        to += 16;
      } while (to < output);
    } else {
      // A word of whole repetitions, as many as fit.
      let word = load<u64>(from);
      let step = distance;
      if (distance < 8) {
        const width: u64 = (distance << 3) as u64;
        word &= ((1 as u64) << width) - 1;
        word |= word << width;
        if (distance < 4) word |= word << (width << 1);
        step = distance < 4 ? (distance === 2 ? 8 : 6) : distance === 4 ? 8 : distance;
        do {
          store<u64>(to, word);
          to += step;
        } while (to < output);
      } else {
        do {
          store<u64>(to, load<u64>(from));
          to += 8;
          from += 8;
        } while (to < output);
      }
    }
  }
  count &= 63;
  store<u64>(state + BITS, bits & (((1 as u64) << count) - 1));
  store<u32>(state + BIT_COUNT, count as u32);
  store<u32>(state + INPUT, input as u32);
  store<u32>(state + OUTPUT, output as u32);
  store<u32>(state + PHASE, phase);
}

/**
 * Goes on until the input is used up, the output is full or the stream has ended, and says which; or that the stream is no
 * DEFLATE. Where it has ended, the input begins behind it.
 */
export function inflate(state: usize): u32 {
  const inputEnd: usize = load<u32>(state + INPUT_END);
  const outputEnd: usize = load<u32>(state + OUTPUT_END);
  const history: usize = load<u32>(state + HISTORY);
  let phase = load<u32>(state + PHASE);
  let input: usize = load<u32>(state + INPUT);
  let output: usize = load<u32>(state + OUTPUT);
  let bits = load<u64>(state + BITS);
  let count: u64 = load<u32>(state + BIT_COUNT);
  let result = HUNGRY;
  for (;;) {
    // A match takes at most 48 bits, all else less.
    while (count < 56 && input < inputEnd) {
      bits |= (load<u8>(input++) as u64) << count;
      count += 8;
    }
    if (phase === SYMBOLS) {
      if (output === outputEnd) {
        result = FULL;
        break;
      }
      let length: u64 = load<u32>(state + LETTER_BITS);
      let taken: u64 = 0;
      let entry: u64 = load<u32>(state + LETTER_TABLE + (((bits & (((1 as u64) << length) - 1)) as usize) << 2));
      if ((entry & END) === OTHER) {
        taken = length;
        length = load<u32>(state + LETTER_MORE);
        const more = (bits >> taken) & (((1 as u64) << length) - 1);
        entry = load<u32>(state + LETTER_TABLE + ((((entry >> 8) + more) as usize) << 2));
      }
      const before = bits >> taken;
      taken += entry & TAKEN;
      // Of two letters the second may only seem to be there; but something follows each letter, so more bits come.
      if (taken > count) break;
      if (entry >= ONE_LETTER) {
        bits >>= taken;
        count -= taken;
        store<u8>(output++, (entry >> 8) as u8);
        if (entry >= 2 * ONE_LETTER) {
          store<u32>(state + LEFT, ((entry >> 16) as u32) & 0xff);
          phase = LETTER;
        }
      } else if ((entry & OTHER) !== 0) {
        bits >>= taken;
        count -= taken;
        phase = (entry & NOTHING) === NOTHING ? BROKEN : BLOCK;
      } else {
        const size: u64 = (entry >> 14) + (((before << (0 - entry)) >> 1) >> (entry >> 8));
        length = load<u32>(state + DISTANCE_BITS);
        let behind = bits >> taken;
        entry = load<u32>(state + DISTANCE_TABLE + (((behind & (((1 as u64) << length) - 1)) as usize) << 2));
        if ((entry & END) === OTHER) {
          taken += length;
          behind >>= length;
          length = load<u32>(state + DISTANCE_MORE);
          const more = behind & (((1 as u64) << length) - 1);
          entry = load<u32>(state + DISTANCE_TABLE + ((((entry >> 8) + more) as usize) << 2));
        }
        taken += entry & TAKEN;
        if (taken > count) break;
        const distance: usize = ((entry >> 14) + (((behind << (0 - entry)) >> 1) >> (entry >> 8))) as usize;
        bits >>= taken;
        count -= taken;
        store<u32>(state + LEFT, size as u32);
        store<u32>(state + DISTANCE, distance as u32);
        phase = (entry & OTHER) !== 0 || output - distance < history ? BROKEN : MATCH;
      }
    } else if (phase === MATCH) {
      const distance: usize = load<u32>(state + DISTANCE);
      let left: usize = load<u32>(state + LEFT);
      for (; left > 0 && output < outputEnd; left--, output++) store<u8>(output, load<u8>(output - distance));
      store<u32>(state + LEFT, left as u32);
      if (left > 0) {
        result = FULL;
        break;
      }
      phase = SYMBOLS;
    } else if (phase === LETTER) {
      if (output === outputEnd) {
        result = FULL;
        break;
      }
      store<u8>(output++, load<u32>(state + LEFT) as u8);
      phase = SYMBOLS;
    } else if (phase === BLOCK) {
      if (load<u32>(state + IS_LAST) === 1) {
        phase = BEHIND;
        continue;
      }
      if (count < 3) break;
      store<u32>(state + IS_LAST, (bits & 1) as u32);
      const type = ((bits >> 1) & 3) as u32;
      bits >>= 3;
      count -= 3;
      if (type === 0) {
        // The rest of the byte is nothing.
        bits >>= count & 7;
        count -= count & 7;
        phase = STORED_HEAD;
      } else if (type === 1) {
        makeFixedTables(state);
        phase = SYMBOLS;
      } else phase = type === 2 ? SIZES : BROKEN;
    } else if (phase === STORED_HEAD) {
      if (count < 32) break;
      const length = (bits & 0xffff) as u32;
      const inverse = ((bits >> 16) & 0xffff) as u32;
      bits >>= 32;
      count -= 32;
      store<u32>(state + LEFT, length);
      phase = length === (inverse ^ 0xffff) ? STORED : BROKEN;
    } else if (phase === STORED) {
      // Bytes that were taken before their time go back: they are of this input, because before it there were none to spare.
      input -= (count >> 3) as usize;
      bits = 0;
      count = 0;
      const left: usize = load<u32>(state + LEFT);
      let size = left < inputEnd - input ? left : inputEnd - input;
      if (size > outputEnd - output) size = outputEnd - output;
      memory.copy(output, input, size);
      input += size;
      output += size;
      store<u32>(state + LEFT, (left - size) as u32);
      if (left > size) {
        result = output === outputEnd ? FULL : HUNGRY;
        break;
      }
      phase = BLOCK;
    } else if (phase === SIZES) {
      if (count < 14) break;
      const letters = 257 + ((bits & 31) as u32);
      const distances = 1 + (((bits >> 5) & 31) as u32);
      store<u32>(state + LETTERS, letters);
      store<u32>(state + DISTANCES, distances);
      store<u32>(state + CODES, 4 + (((bits >> 10) & 15) as u32));
      store<u32>(state + KNOWN, 0);
      store<u32>(state + IS_FIXED, 0);
      bits >>= 14;
      count -= 14;
      memory.fill(state + LENGTHS, 0, 19);
      phase = letters > 286 || distances > 30 ? BROKEN : CODE_LENGTHS;
    } else if (phase === CODE_LENGTHS) {
      const known = load<u32>(state + KNOWN);
      if (known < load<u32>(state + CODES)) {
        if (count < 3) break;
        store<u8>(state + LENGTHS + orderOf(known), (bits & 7) as u8);
        store<u32>(state + KNOWN, known + 1);
        bits >>= 3;
        count -= 3;
        continue;
      }
      // In the place of the distances, which are not known yet. No code of seven bits has a second step.
      const table = state + DISTANCE_TABLE;
      const made = makeTable(state, state + LENGTHS, 19, table, MOST_CODE_BITS, OF_CODES);
      store<u32>(state + DISTANCE_BITS, made);
      store<u32>(state + KNOWN, 0);
      phase = made === 0 ? BROKEN : LENGTHS_OF_ALL;
    } else if (phase === LENGTHS_OF_ALL) {
      const letters = load<u32>(state + LETTERS);
      const distances = load<u32>(state + DISTANCES);
      let known = load<u32>(state + KNOWN);
      if (known === letters + distances) {
        phase = makeTables(state, letters, distances) ? SYMBOLS : BROKEN;
        continue;
      }
      const mask: u64 = ((1 as u64) << (load<u32>(state + DISTANCE_BITS) as u64)) - 1;
      const entry = load<u32>(state + DISTANCE_TABLE + (((bits & mask) as usize) << 2));
      const symbol = entry >> 8;
      const length: u64 = (entry & TAKEN) as u64;
      const extra: u64 = symbol < 16 ? 0 : symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
      if (length + extra > count) break;
      const added = ((bits >> length) & (((1 as u64) << extra) - 1)) as u32;
      bits >>= length + extra;
      count -= length + extra;
      const lengths = state + LENGTHS;
      if (symbol < 16) {
        store<u8>(lengths + (known as usize), symbol as u8);
        known++;
      } else {
        const times = added + (symbol === 18 ? 11 : 3);
        if (known + times > letters + distances || (symbol === 16 && known === 0)) {
          phase = BROKEN;
          continue;
        }
        const value: u8 = symbol === 16 ? load<u8>(lengths + (known as usize) - 1) : 0;
        memory.fill(lengths + (known as usize), value, times as usize);
        known += times;
      }
      store<u32>(state + KNOWN, known);
      continue;
    } else if (phase === BEHIND) {
      input -= (count >> 3) as usize;
      bits = 0;
      count = 0;
      result = ENDED;
      break;
    } else {
      result = DAMAGED;
      break;
    }
    if (phase === SYMBOLS && inputEnd - input >= FAST_INPUT && outputEnd - output >= FAST_OUTPUT) {
      store<u64>(state + BITS, bits);
      store<u32>(state + BIT_COUNT, count as u32);
      store<u32>(state + INPUT, input as u32);
      store<u32>(state + OUTPUT, output as u32);
      runFast(state);
      bits = load<u64>(state + BITS);
      count = load<u32>(state + BIT_COUNT);
      input = load<u32>(state + INPUT);
      output = load<u32>(state + OUTPUT);
      phase = load<u32>(state + PHASE);
    }
  }
  store<u32>(state + PHASE, phase);
  store<u64>(state + BITS, bits);
  store<u32>(state + BIT_COUNT, count as u32);
  store<u32>(state + INPUT, input as u32);
  store<u32>(state + OUTPUT, output as u32);
  return result;
}
