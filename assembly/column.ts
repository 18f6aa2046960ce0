/** Whole columns, value by value; src/kernel/canonical.ts says what for. */

/**
 * Rows that refer to entries → slots in order of first appearance. `ids` of entries are 0 for null, else from 1 on;
 * `slotOfEntry` (−1 each) and `slotOfId` (0 each) are scratch. Writes the ids in order to `order` and the number of nulls to
 * `nulls`; returns how many ids were seen.
 */
export function renumber(
  entries: usize,
  count: u32,
  ids: usize,
  slotOfEntry: usize,
  slotOfId: usize,
  order: usize,
  slots: usize,
  nulls: usize,
): u32 {
  let used: u32 = 0;
  let empty: u32 = 0;
  for (let row: u32 = 0; row < count; row++) {
    const entry: usize = (load<u16>(entries + ((row as usize) << 1)) as usize) << 2;
    let slot = load<i32>(slotOfEntry + entry);
    if (slot < 0) {
      const id = load<u32>(ids + entry);
      const place = slotOfId + ((id as usize) << 2);
      slot = load<i32>(place);
      if (slot === 0 && id !== 0) {
        store<u32>(order + ((used as usize) << 2), id);
        used++;
        slot = used as i32;
        store<i32>(place, slot);
      }
      store<i32>(slotOfEntry + entry, slot);
    }
    empty += slot === 0 ? 1 : 0;
    store<u16>(slots + ((row as usize) << 1), slot as u16);
  }
  store<u32>(nulls, empty);
  return used;
}

/** Field k of a block's column, which is its field first + k × stride, → its start and its end in lists of their own. */
export function part(spans: usize, first: u32, stride: u32, count: u32, starts: usize, ends: usize): void {
  const step: usize = (stride as usize) << 3;
  let field: usize = spans + ((first as usize) << 3);
  for (let k: u32 = 0; k < count; k++, field += step) {
    const word: usize = (k as usize) << 2;
    store<u32>(starts + word, load<u32>(field));
    store<u32>(ends + word, load<u32>(field, 4));
  }
}

/**
 * Where the least and the greatest of `count` 64-bit integers stand, each where it stands first; `validity` has a byte for each,
 * 0 for one that does not count, or is 0 itself. Writes both to `out`; one must count.
 */
export function rangeOfWide(values: usize, count: u32, validity: usize, out: usize): void {
  let least: u32 = 0;
  let greatest: u32 = 0;
  let low: i64 = 0;
  let high: i64 = 0;
  let isFirst = true;
  for (let k: u32 = 0; k < count; k++) {
    if (validity !== 0 && load<u8>(validity + (k as usize)) === 0) continue;
    const value = load<i64>(values + ((k as usize) << 3));
    if (isFirst || value < low) {
      low = value;
      least = k;
    }
    if (isFirst || value > high) {
      high = value;
      greatest = k;
    }
    isFirst = false;
  }
  store<u32>(out, least);
  store<u32>(out, greatest, 4);
}

/**
 * Writes texts one behind the other, each with its length in four bytes before it; text k lies at `bytes` from starts[k] to ends[k].
 * Writes up to 16 bytes more, which are not part of it.
 */
export function joinTexts(bytes: usize, starts: usize, ends: usize, count: u32, out: usize): void {
  let to = out;
  for (let k: u32 = 0; k < count; k++) {
    const word: usize = (k as usize) << 2;
    const start = load<u32>(starts + word);
    const length = load<u32>(ends + word) - start;
    store<u32>(to, length);
    to += 4;
    let from = bytes + (start as usize);
    // Sixteen at once, whatever the text's length: what is too much is written over by the next one.
    const end = to + (length as usize);
    for (; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
    to = end;
  }
}
