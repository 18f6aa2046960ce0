/** The lowest bit of each of eight bytes, and the highest. */
const LOW_BITS: u64 = u64.MAX_VALUE / 0xff;
const HIGH_BITS: u64 = LOW_BITS << 7;

/**
 * Doubled quotes become one, in place, in the fields that hold any: the value moves to the field's end, and its start to it. What
 * is left before the value is filled with NUL, one for each quote: src/csv/originals.ts finds the record as it was by them.
 */
export function collapse(text: usize, spans: usize, escaped: usize, count: u32, quote: u32): void {
  const same: u64 = ((quote as u64) & 0xff) * LOW_BITS;
  for (let field: u32 = 0; field < count; field++) {
    if (load<u8>(escaped + (field as usize)) === 0) continue;
    const span = spans + ((field as usize) << 3);
    const start = text + (load<u32>(span) as usize);
    let from = text + (load<u32>(span, 4) as usize);
    let to = from;
    while (from > start) {
      if (from - start >= 8) {
        const word = load<u64>(from - 8);
        // The highest bit of each byte that is the quote, and of no other.
        const other = word ^ same;
        const found = ~(((other & ~HIGH_BITS) + ~HIGH_BITS) | other) & HIGH_BITS;
        if (found === 0) {
          from -= 8;
          to -= 8;
          store<u64>(to, word);
          continue;
        }
        // The last quote and what stands behind it move; what stands before is left where it is.
        const moved = (clz(found) as u32) + 8;
        const kept: u64 = moved === 64 ? 0 : u64.MAX_VALUE >> (moved as u64);
        store<u64>(to - 8, (word & ~kept) | (load<u64>(to - 8) & kept));
        // One more: its twin.
        from -= ((moved >> 3) + 1) as usize;
        to -= (moved >> 3) as usize;
        continue;
      }
      from--;
      to--;
      const byte: u32 = load<u8>(from);
      store<u8>(to, byte as u8);
      if (byte === quote) from--;
    }
    memory.fill(start, 0, to - start);
    store<u32>(span, (to - text) as u32);
  }
}
