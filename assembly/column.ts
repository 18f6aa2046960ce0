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
