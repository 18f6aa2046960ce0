import { bitsOf, CR, LF } from './bits';

/**
 * Behind the last LF of `text[start, end)` that ends a record or an empty line for certain; `start` where there is none. `start`
 * is where a record begins. Nothing behind the first misplaced quote is certain.
 *
 * Trick: quotes toggle, so that the exclusive or of all bits up to a byte tells whether it lies between quotes; a doubled quote
 * closes and opens again. That holds as long as each quote opens where a field starts or closes where one ends, which is looked at.
 */
export function skipRecords(text: usize, start: u32, end: u32, delimiter: u32, quote: u32): u32 {
  const delimiters = i8x16.splat(delimiter as i8);
  const quoteBytes = i8x16.splat(quote as i8);
  let skipped = start;
  // All bits between quotes; then a bit where the byte before lets a quote open, and one where it closed.
  let inside: u64 = 0;
  let mayOpen: u64 = 1;
  let hasClosed: u64 = 0;
  for (let window = start; window < end; window += 64) {
    const at = text + window;
    const known = end - window < 64 ? ((1 as u64) << ((end - window) as u64)) - 1 : u64.MAX_VALUE;
    const quotes = quote > 255 ? 0 : bitsOf(at, quoteBytes) & known;
    const lineFeeds = bitsOf(at, i8x16.splat(LF as i8)) & known;
    const marks = (bitsOf(at, delimiters) & known) | lineFeeds | (bitsOf(at, i8x16.splat(CR as i8)) & known) | quotes;
    const within = parityOf(quotes) ^ inside;
    const opening = quotes & within;
    const closing = quotes & ~within;
    const misplaced = (opening & ~((marks << 1) | mayOpen)) | (((closing << 1) | hasClosed) & ~marks & known);
    const certain = misplaced === 0 ? u64.MAX_VALUE : (misplaced - 1) & ~misplaced;
    const ends = lineFeeds & ~within & certain;
    if (ends !== 0) skipped = window + 64 - (clz(ends) as u32);
    if (misplaced !== 0) break;
    inside = -(within >> 63) as u64;
    mayOpen = marks >> 63;
    hasClosed = closing >> 63;
  }
  return skipped;
}

/** Each bit the exclusive or of itself and all below it. */
function parityOf(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/** Line ends in `text[start, end)`: LF, CR LF and CR count one each. A CR as the last byte counts. */
export function countLines(text: usize, start: u32, end: u32): u32 {
  let lines: u32 = 0;
  let position = start;
  // A CR LF counts once, at its LF: 16 bytes and the same 16 one byte later tell which CR stand alone.
  for (; position + 16 < end; position += 16) {
    const bytes = v128.load(text + position);
    const next = v128.load(text + position, 1);
    const alone = v128.andnot(i8x16.eq(bytes, i8x16.splat(13)), i8x16.eq(next, i8x16.splat(10)));
    const ends = v128.or(i8x16.eq(bytes, i8x16.splat(10)), alone);
    const bits: u32 = i8x16.bitmask(ends) as u32;
    lines += popcnt(bits);
  }
  for (; position < end; position++) {
    const byte: u32 = load<u8>(text + position);
    if (byte === LF || (byte === CR && (position + 1 >= end || (load<u8>(text + position, 1) as u32) !== LF))) lines++;
  }
  return lines;
}
