/**
 * Records and fields of RFC 4180 text: src/kernel/scan-block.ts says what is found, test/oracle/scan.ts says it without tricks.
 *
 * Trick: 64 bytes are compared at once, and the bytes that may mean something become the set bits of one number. The loop then
 * steps from one such byte to the next and never looks at the others, in quotes as outside of them.
 */

import { bits16, bitsOf, CR, LF } from './bits';

// The words of a block, as src/kernel/scan.ts lays them out: what it brings, then what the scan found.
const RECORD_STARTS: usize = 0;
const RECORD_ENDS: usize = 4;
const RECORD_LINES: usize = 8;
const FIRST_FIELD: usize = 12;
const ODD: usize = 16;
const FIELD_SPANS: usize = 20;
const ESCAPED: usize = 24;
const MAX_RECORDS: usize = 28;
const MAX_FIELDS: usize = 32;
const RECORDS: usize = 36;
const FIELDS: usize = 40;
const BLANK: usize = 44;
const LINES: usize = 48;
const ESCAPES: usize = 52;
const ODDS: usize = 56;
const CONSUMED: usize = 60;
const STOPPED: usize = 64;
const FULL: usize = 68;
const CUT_FIELD: usize = 72;
const CUT_FIELDS: usize = 76;
const LEAST_FIELDS: usize = 80;
const MOST_FIELDS: usize = 84;
const LONGEST: usize = 88;

/**
 * A set bit for each of 64 bytes that is `byte` or below 14: one comparison for both line ends. Other control characters are so
 * rare that asking again about them costs nothing.
 */
function marksOf(at: usize, byte: v128): u64 {
  return (
    bits16(marked(v128.load(at), byte)) |
    (bits16(marked(v128.load(at, 16), byte)) << 16) |
    (bits16(marked(v128.load(at, 32), byte)) << 32) |
    (bits16(marked(v128.load(at, 48), byte)) << 48)
  );
}

function marked(bytes: v128, byte: v128): v128 {
  return v128.or(i8x16.eq(bytes, byte), i8x16.le_u(bytes, i8x16.splat(13)));
}

/** A byte that stands for the quote where there is none: the delimiter's own mark hides it. */
function quoteByte(delimiter: u32, quote: u32): u32 {
  return quote > 255 ? delimiter : quote;
}

/**
 * The way of nearly all fields: as long as nothing but delimiters comes, closes one field after the other without looking at
 * a byte again. Stops before the first field that ends in anything else, that is not sure to have room, or that ends in the
 * last 64 bytes. Returns where that one starts, and the number of fields in the upper half.
 */
function takePlainFields(
  text: usize,
  position: u32,
  end: u32,
  delimiter: u32,
  quote: u32,
  spans: usize,
  fields: u32,
  maxFields: u32,
): u64 {
  const delimiters = i8x16.splat(delimiter as i8);
  const quotes = i8x16.splat(quoteByte(delimiter, quote) as i8);
  let start = position;
  let count = fields;
  for (let window = position; window + 64 <= end; window += 64) {
    const found = bitsOf(text + window, delimiters);
    const others = marksOf(text + window, quotes) & ~found;
    // Only what lies before the first other mark; all where there is none.
    let taken = others === 0 ? found : found & (others - 1) & ~others;
    if (count + (popcnt(taken) as u32) > maxFields) break;
    while (taken !== 0) {
      const mark = window + (ctz(taken) as u32);
      putSpan(spans, count, start, mark);
      start = mark + 1;
      count++;
      taken &= taken - 1;
    }
    if (others !== 0) break;
  }
  return ((count as u64) << 32) | (start as u64);
}

/** Side by side: whoever looks at a field wants both. */
function putSpan(spans: usize, field: u32, start: u32, end: u32): void {
  const at = spans + ((field as usize) << 3);
  store<u32>(at, start);
  store<u32>(at, end, 4);
}

/** The first byte from `from` on that may mean something; `end` where there is none before it. */
function nextMark(text: usize, from: u32, end: u32, delimiter: u32, quote: u32): u32 {
  const delimiters = i8x16.splat(delimiter as i8);
  const quotes = i8x16.splat(quoteByte(delimiter, quote) as i8);
  for (let window = from; window < end; window += 64) {
    const found = bitsOf(text + window, delimiters) | marksOf(text + window, quotes);
    if (found === 0) continue;
    const mark = window + (ctz(found) as u32);
    return mark < end ? mark : end;
  }
  return end;
}

/** In what `closingQuote` returns: the field holds doubled quotes. */
const HAS_DOUBLED: u64 = (1 as u64) << 63;

/**
 * The quote that closes a field whose text begins at `from`, or `end`; above it the line ends in between, and in the highest bit
 * whether quotes are doubled there. Steps from quote to quote: delimiters mean nothing here, and line ends are only counted.
 */
function closingQuote(text: usize, from: u32, end: u32, quote: u32): u64 {
  const quotes = i8x16.splat(quote as i8);
  let lines: u32 = 0;
  let doubled: u64 = 0;
  let closing = end;
  for (let window = from; window < end; ) {
    let length: u32 = 64;
    for (let found = bitsOf(text + window, quotes); found !== 0; found &= found - 1) {
      const at = ctz(found) as u32;
      const mark = window + at;
      if (mark >= end) break;
      if (mark + 1 >= end || (load<u8>(text + mark, 1) as u32) !== quote) {
        closing = mark;
        length = at;
        break;
      }
      doubled = HAS_DOUBLED;
      // Its twin means nothing more; it may be the first byte of the next window.
      if (at === 63) length = 65;
      else found &= found - 1;
    }
    if (length > end - window) length = end - window;
    lines += lineEndsIn(text + window, length, end - window);
    if (closing < end) break;
    window += length;
  }
  return doubled | ((lines as u64) << 32) | (closing as u64);
}

/** Line ends among up to 65 bytes, of `known` that belong to the text: a CR before a LF is none, and one as the last byte is. */
function lineEndsIn(at: usize, length: u32, known: u32): u32 {
  const low = length < 64 ? ((1 as u64) << (length as u64)) - 1 : u64.MAX_VALUE;
  const marks = bitsOf(at, i8x16.splat(LF as i8));
  const crs = bitsOf(at, i8x16.splat(CR as i8)) & low;
  let lines = popcnt(marks & low) as u32;
  if (crs === 0) return lines;
  let next = marks >> 1;
  if (known > 64 && (load<u8>(at, 64) as u32) === LF) next |= (1 as u64) << 63;
  // What lies behind the text is no LF of it.
  if (known < 64) next &= ((1 as u64) << ((known - 1) as u64)) - 1;
  lines += popcnt(crs & ~next) as u32;
  return lines;
}

/** Reads up to 64 bytes behind `text + end`, and minds none of them. `quote` is 256 where nothing is quoted. */
export function scan(
  block: usize,
  text: usize,
  start: u32,
  end: u32,
  isFinal: bool,
  stopAt: u32,
  delimiter: u32,
  quote: u32,
): void {
  const recordStarts: usize = load<u32>(block + RECORD_STARTS);
  const recordEnds: usize = load<u32>(block + RECORD_ENDS);
  const recordLines: usize = load<u32>(block + RECORD_LINES);
  const firstField: usize = load<u32>(block + FIRST_FIELD);
  const odd: usize = load<u32>(block + ODD);
  const spans: usize = load<u32>(block + FIELD_SPANS);
  const escaped: usize = load<u32>(block + ESCAPED);
  const maxRecords = load<u32>(block + MAX_RECORDS);
  const maxFields = load<u32>(block + MAX_FIELDS);
  memory.fill(escaped, 0, maxFields as usize);

  let position = start;
  let records: u32 = 0;
  let fields: u32 = 0;
  let lines: u32 = 0;
  let blank: u32 = 0;
  let escapes: u32 = 0;
  let odds: u32 = 0;
  let leastFields: u32 = u32.MAX_VALUE;
  let mostFields: u32 = 0;
  let longest: u32 = 0;
  let consumed = start;
  let stopped: u32 = 0;
  let full: u32 = 0;
  let cutField: i32 = -1;
  let cutFields: u32 = 0;

  while (position < end) {
    const recordStart = position;
    const linesBefore = lines;
    const escapesBefore = escapes;
    let byte: u32 = load<u8>(text + position);
    if (byte === LF || byte === CR) {
      if (byte === CR) {
        if (position + 1 === end) {
          if (!isFinal) break;
        } else if ((load<u8>(text + position, 1) as u32) === LF) position++;
      }
      position++;
      lines++;
      blank++;
      consumed = position;
      continue;
    }
    if (records === maxRecords) {
      full = 1;
      break;
    }
    const first = fields;
    let isOdd: u32 = 0;
    let recordEnd: u32 = 0;
    let isOpen = true;
    let isTaken = true;
    while (isOpen) {
      // A file that quotes its fields quotes nearly all of them.
      if (position >= end || (load<u8>(text + position) as u32) !== quote) {
        const plain = takePlainFields(text, position, end, delimiter, quote, spans, fields, maxFields);
        position = plain as u32;
        fields = (plain >> 32) as u32;
      }
      if (fields === maxFields) {
        full = 1;
        isTaken = false;
        break;
      }
      let fieldStart = position;
      let isEscaped: u32 = 0;
      let isCut = false;
      const isQuoted = position < end && (load<u8>(text + position) as u32) === quote;
      // The byte that ends the field: a closing quote, or outside of quotes anything that means something.
      let mark = end;
      if (isQuoted) {
        fieldStart++;
        const closing = closingQuote(text, fieldStart, end, quote);
        mark = closing as u32;
        lines += ((closing & ~HAS_DOUBLED) >> 32) as u32;
        isEscaped = (closing >> 63) as u32;
      } else {
        for (let from = position; ; from = mark + 1) {
          mark = nextMark(text, from, end, delimiter, quote);
          if (mark >= end) break;
          byte = load<u8>(text + mark);
          if (byte === delimiter || byte === LF || byte === CR || byte === quote) break;
        }
      }
      let fieldEnd = mark;
      position = mark;
      if (isQuoted) {
        if (mark >= end) {
          isCut = true;
          isOdd = 1;
        } else {
          if (mark + 1 >= end) isCut = !isFinal;
          position++;
        }
      }
      if (position < end) {
        byte = load<u8>(text + position);
        if (byte !== delimiter && byte !== LF && byte !== CR) {
          isOdd = 1;
          while (position < end) {
            byte = load<u8>(text + position);
            if (byte === LF || byte === CR) break;
            position++;
          }
          fieldEnd = position;
        }
      }
      let isUncertain = false;
      if (position >= end) {
        if (!isFinal) isUncertain = true;
        else if (isCut) fieldEnd = end;
        recordEnd = end;
        position = end;
        isOpen = false;
      } else if (byte === delimiter) {
        position++;
      } else {
        recordEnd = position;
        isOpen = false;
        if (byte === CR) {
          if (position + 1 === end) isUncertain = !isFinal;
          else if ((load<u8>(text + position, 1) as u32) === LF) position++;
        }
        position++;
        lines++;
      }
      if (isUncertain) {
        cutField = fieldStart as i32;
        cutFields = fields - first;
        isTaken = false;
        break;
      }
      putSpan(spans, fields, fieldStart, fieldEnd);
      if (isEscaped !== 0) store<u8>(escaped + (fields as usize), 1);
      escapes += isEscaped;
      fields++;
    }
    if (!isTaken) {
      fields = first;
      lines = linesBefore;
      escapes = escapesBefore;
      break;
    }
    const word: usize = (records as usize) << 2;
    store<u32>(recordStarts + word, recordStart);
    store<u32>(recordEnds + word, recordEnd);
    store<u32>(recordLines + word, linesBefore);
    store<u32>(firstField + word, first);
    store<u8>(odd + (records as usize), isOdd);
    const width = fields - first;
    if (width < leastFields) leastFields = width;
    if (width > mostFields) mostFields = width;
    const length = recordEnd - recordStart;
    if (length > longest) longest = length;
    odds += isOdd;
    records++;
    consumed = position;
    if (position >= stopAt) {
      stopped = 1;
      break;
    }
  }
  store<u32>(firstField + ((records as usize) << 2), fields);
  store<u32>(block + RECORDS, records);
  store<u32>(block + FIELDS, fields);
  store<u32>(block + BLANK, blank);
  store<u32>(block + LINES, lines);
  store<u32>(block + ESCAPES, escapes);
  store<u32>(block + ODDS, odds);
  store<u32>(block + CONSUMED, consumed);
  store<u32>(block + STOPPED, stopped);
  store<u32>(block + FULL, full);
  store<i32>(block + CUT_FIELD, cutField);
  store<u32>(block + CUT_FIELDS, cutFields);
  store<u32>(block + LEAST_FIELDS, leastFields);
  store<u32>(block + MOST_FIELDS, mostFields);
  store<u32>(block + LONGEST, longest);
}
