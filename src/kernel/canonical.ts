import { allocateValues, type Column, MAX_DICTIONARY, type Values } from '../table/column.ts';
import { type ColumnType, physicalOf } from '../table/type.ts';
import type { ColumnRoom } from './column-room.ts';
import { bring, copyBytes } from './copy-bytes.ts';
import { findDistinct } from './distinct.ts';
import { gather } from './gather.ts';
import { theMachine } from './machine.ts';

/**
 * The one form that a column of given values has: dictionary or plain follows from the values, whatever spelled them and
 * whoever read them, so that equal values become equal bytes of Parquet.
 */

/** From here on indices are so wide that a dictionary of numbers saves something only where they repeat four times. Texts are longer. */
const MANY_ROWS = 20_000;

/**
 * Most distinct values with which a column of so many rows is a dictionary: where more are different, a dictionary only
 * adds to them. Undefined for date-times, which are never one: they seldom repeat, and are written as differences.
 */
export function dictionaryLimit(type: ColumnType, rows: number): number | undefined {
  if (type.kind === 'datetime' || type.kind === 'timestamp') return undefined;
  const isText = physicalOf(type) === 'bytes';
  return Math.min(MAX_DICTIONARY, Math.floor(rows / (rows > MANY_ROWS && !isText ? 4 : 2)));
}

/** Rows as numbers of values that are counted in order of first appearance. */
export interface Numbered {
  /** For each row: 0 for null, else 1 + the position of its value in `order`. */
  slots: Uint16Array | Uint32Array;
  /** The values, as numbers that `gather` understands. */
  order: Uint32Array | Int32Array;
  nulls: number;
}

/** Renumbers rows that refer to entries (which may repeat, be unused or mean null) in order of first appearance. */
export function renumber(options: {
  /** For each row its entry. */
  entries: Uint8Array | Uint16Array | Uint32Array;
  /** For each entry: 0 for null, else a number from 1 to `distinct` that equal values share. */
  ids: Int32Array | Uint32Array;
  distinct: number;
  /** The rows that count, in order; absent: all of them. */
  kept?: Uint32Array | undefined;
  /** Where the slots may lie; absent: they are the caller's own. */
  room?: ColumnRoom;
}): Numbered {
  const { entries, ids, distinct, kept, room } = options;
  if (entries instanceof Uint16Array && kept === undefined && distinct <= MAX_DICTIONARY)
    return renumberAll(entries, ids, distinct, room);
  const count = kept === undefined ? entries.length : kept.length;
  const slotOfEntry = new Int32Array(ids.length).fill(-1);
  const slotOfId = new Int32Array(distinct + 1);
  const order = new Int32Array(distinct);
  const slots = distinct > MAX_DICTIONARY ? new Uint32Array(count) : new Uint16Array(count);
  let used = 0;
  let nulls = 0;
  for (let out = 0; out < count; out++) {
    const entry = entries[kept === undefined ? out : (kept[out] as number)] as number;
    let slot = slotOfEntry[entry] as number;
    if (slot < 0) {
      const id = ids[entry] as number;
      slot = id === 0 ? 0 : (slotOfId[id] as number);
      if (slot === 0 && id !== 0) {
        order[used++] = id;
        slot = used;
        slotOfId[id] = slot;
      }
      slotOfEntry[entry] = slot;
    }
    if (slot === 0) nulls++;
    slots[out] = slot;
  }
  return { slots, order: order.subarray(0, used), nulls };
}

/** The same where every row counts, by the kernel. */
function renumberAll(
  entries: Uint16Array,
  ids: Int32Array | Uint32Array,
  distinct: number,
  room: ColumnRoom | undefined,
): Numbered {
  const machine = theMachine();
  const count = entries.length;
  const slots = room?.slots(count) ?? new Uint16Array(count);
  // Ids, slots of entries, slots of ids, order, nulls; then the rows' entries, and their slots.
  const words = 2 * ids.length + 2 * (distinct + 1) + 1;
  const place = machine.scratch(4 * words + 4 * count);
  const { buffer } = machine.bytes();
  const given = new Int32Array(buffer, place, words);
  given.set(ids);
  given.fill(-1, ids.length, 2 * ids.length);
  given.fill(0, 2 * ids.length);
  const slotOfId = place + 8 * ids.length;
  const order = slotOfId + 4 * (distinct + 1);
  const nulls = order + 4 * (distinct + 1);
  const rows = place + 4 * words;
  const from = bring(entries, rows);
  const to = room === undefined ? rows + 2 * count : machine.placeOf(slots);
  const { calls } = machine;
  const used = calls.renumber(from, count, place, place + 4 * ids.length, slotOfId, order, to, nulls);
  if (room === undefined) copyBytes(new Uint16Array(buffer, to, count), slots);
  return {
    slots,
    order: new Int32Array(buffer, order, used).slice(),
    nulls: given[words - 1] as number,
  };
}

/**
 * The column of numbered rows. `gather` makes the values of these numbers of `order`; it is called once. `kind` overrules
 * the values: a dictionary must then fit `MAX_DICTIONARY`.
 */
export function columnOfNumbered(options: {
  type: ColumnType;
  numbered: Numbered;
  gather: (order: Uint32Array | Int32Array) => Values;
  kind?: Column['kind'] | undefined;
}): Column {
  const { type, numbered } = options;
  const { slots, order, nulls } = numbered;
  const rows = slots.length;
  const kind = options.kind ?? (order.length <= (dictionaryLimit(type, rows) ?? -1) ? 'dictionary' : 'plain');
  if (kind === 'dictionary') {
    if (order.length > MAX_DICTIONARY) throw new RangeError(`a dictionary of ${order.length} values`);
    const indices = slots instanceof Uint16Array ? slots : Uint16Array.from(slots);
    return { kind, indices, dictionary: options.gather(order), nulls };
  }
  // What stands at a null is not defined; the first value there spares a special case.
  const positions = new Int32Array(rows);
  const validity = nulls === 0 ? undefined : new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const slot = slots[row] as number;
    positions[row] = order[slot === 0 ? 0 : slot - 1] as number;
    if (validity !== undefined && slot !== 0) validity[row] = 1;
  }
  const values = order.length === 0 ? zeros(type, rows) : options.gather(positions);
  return { kind, values, ...(validity === undefined ? {} : { validity }), nulls };
}

/** The column of one value a row; what stands at nulls does not count. `kind` overrules the values, as above. */
export function columnOfValues(options: {
  type: ColumnType;
  values: Values;
  validity: Uint8Array | undefined;
  nulls: number;
  rows: number;
  kind?: Column['kind'] | undefined;
}): Column {
  const { type, values, validity, nulls, rows, kind } = options;
  const most = kind === 'dictionary' ? MAX_DICTIONARY : kind === 'plain' ? undefined : dictionaryLimit(type, rows);
  const distinct = most === undefined ? undefined : findDistinct({ values, validity, most });
  if (distinct === undefined) {
    return { kind: 'plain', values, ...(validity === undefined || nulls === 0 ? {} : { validity }), nulls };
  }
  return columnOfNumbered({
    type,
    numbered: { slots: distinct.ids, order: distinct.firsts, nulls },
    gather: (order) => gather(values, order),
    kind: 'dictionary',
  });
}

/** The column of nothing but nulls. */
export function columnOfNulls(type: ColumnType, rows: number, kind?: Column['kind']): Column {
  const numbered = { slots: new Uint16Array(rows), order: new Uint32Array(0), nulls: rows };
  return columnOfNumbered({ type, numbered, gather: () => zeros(type, 0), kind });
}

function zeros(type: ColumnType, count: number): Values {
  const physical = physicalOf(type);
  if (physical !== 'bytes') return allocateValues(physical, count);
  const data = { bytes: new Uint8Array(0), starts: new Uint32Array(count), ends: new Uint32Array(count) };
  return { physical, data };
}
