import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  MAX_DICTIONARY,
  allocateValues,
  valueCount
} from "./chunk-OYAQC4UU.mjs";
import {
  bring,
  copyBytes,
  theMachine
} from "./chunk-QDS5XJU5.mjs";
import {
  physicalOf
} from "./chunk-5BRFANHP.mjs";

// src/kernel/distinct.ts
var LONGEST_WALK = 1024;
var FIRST_SLOTS = 256;
function findDistinct(options) {
  const { values, validity, most } = options;
  const rows = valueCount(values);
  const { keys, isSame } = keysOf(values, validity, rows);
  const ids = new Uint32Array(rows);
  const firsts = new Uint32Array(Math.min(rows, most));
  let table = new Int32Array(FIRST_SLOTS * 4);
  let mask = FIRST_SLOTS - 1;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (validity !== void 0 && validity[row] === 0) continue;
    const low = keys[2 * row];
    const high = keys[2 * row + 1];
    let slot = slotOf(low, high) & mask;
    let walked = 0;
    for (; ; ) {
      const at = slot << 2;
      const id = table[at + 2];
      if (id === 0) {
        if (count === most) return void 0;
        firsts[count++] = row;
        table[at] = low;
        table[at + 1] = high;
        table[at + 2] = count;
        ids[row] = count;
        if (count * 2 > mask) {
          table = grown(table);
          mask = table.length / 4 - 1;
        }
        break;
      }
      if (table[at] === low && table[at + 1] === high && (isSame === void 0 || isSame(row, firsts[id - 1]))) {
        ids[row] = id;
        break;
      }
      if (++walked > LONGEST_WALK) return void 0;
      slot = slot + 1 & mask;
    }
  }
  return { ids, firsts: firsts.slice(0, count) };
}
function slotOf(low, high) {
  let slot = Math.imul(low ^ Math.imul(high, 2246822507), 2654435761);
  slot = Math.imul(slot ^ slot >>> 15, 739982445);
  return slot ^ slot >>> 13;
}
function grown(old) {
  const table = new Int32Array(old.length * 2);
  const mask = table.length / 4 - 1;
  for (let at = 0; at < old.length; at += 4) {
    if (old[at + 2] === 0) continue;
    let slot = slotOf(old[at], old[at + 1]) & mask;
    while (table[slot * 4 + 2] !== 0) slot = slot + 1 & mask;
    table.set(old.subarray(at, at + 4), slot * 4);
  }
  return table;
}
function keysOf(values, validity, rows) {
  switch (values.physical) {
    case "int64":
    case "double":
      return { keys: new Int32Array(values.data.buffer, values.data.byteOffset, rows * 2) };
    case "int32":
    case "boolean": {
      const keys = new Int32Array(rows * 2);
      for (let row = 0; row < rows; row++) keys[2 * row] = values.data[row];
      return { keys };
    }
    case "decimal":
      return decimalKeys(values.data, rows);
    case "bytes":
      return textKeys(values.data, validity, rows);
  }
}
function decimalKeys(data, rows) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const keys = new Int32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    keys[2 * row] = view.getInt32(16 * row + 12) ^ Math.imul(view.getInt32(16 * row + 4), 1540483477);
    keys[2 * row + 1] = view.getInt32(16 * row + 8) ^ Math.imul(view.getInt32(16 * row), 1540483477);
  }
  return {
    keys,
    isSame(a, b) {
      for (let at = 0; at < 16; at++) if (data[16 * a + at] !== data[16 * b + at]) return false;
      return true;
    }
  };
}
function textKeys({ bytes, starts, ends }, validity, rows) {
  const keys = new Int32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    if (validity !== void 0 && validity[row] === 0) continue;
    const start = starts[row];
    const end = ends[row];
    let low = end - start;
    let high = 0;
    for (let at = start; at < end; at++) {
      high = (high << 8 | high >>> 24) ^ bytes[at];
      if ((at - start & 3) === 3) low = Math.imul(low ^ high, 1540483477) ^ low >>> 15;
    }
    keys[2 * row] = low;
    keys[2 * row + 1] = high;
  }
  return {
    keys,
    isSame(a, b) {
      const length = ends[a] - starts[a];
      if (length !== ends[b] - starts[b]) return false;
      const from = starts[a];
      const to = starts[b];
      for (let at = 0; at < length; at++) if (bytes[from + at] !== bytes[to + at]) return false;
      return true;
    }
  };
}

// src/kernel/gather.ts
function gather(values, positions) {
  const count = positions.length;
  switch (values.physical) {
    case "bytes": {
      const { bytes, starts, ends } = values.data;
      const data = { bytes, starts: new Uint32Array(count), ends: new Uint32Array(count) };
      for (let at = 0; at < count; at++) {
        data.starts[at] = starts[positions[at]];
        data.ends[at] = ends[positions[at]];
      }
      return { physical: "bytes", data };
    }
    case "int32":
    case "boolean": {
      const out = allocateValues(values.physical, count);
      for (let at = 0; at < count; at++) out.data[at] = values.data[positions[at]];
      return out;
    }
    case "int64":
    case "double": {
      const out = allocateValues(values.physical, count);
      const from = new Int32Array(values.data.buffer, values.data.byteOffset, values.data.length * 2);
      const to = new Int32Array(out.data.buffer);
      for (let at = 0; at < count; at++) {
        const position = positions[at];
        to[2 * at] = from[2 * position];
        to[2 * at + 1] = from[2 * position + 1];
      }
      return out;
    }
    case "decimal": {
      const data = new Uint8Array(count * 16);
      for (let at = 0; at < count; at++) {
        const from = 16 * positions[at];
        for (let byte = 0; byte < 16; byte++) data[16 * at + byte] = values.data[from + byte];
      }
      return { physical: "decimal", data };
    }
  }
}

// src/kernel/canonical.ts
var MANY_ROWS = 2e4;
function dictionaryLimit(type, rows) {
  if (type.kind === "datetime" || type.kind === "timestamp") return void 0;
  const isText = physicalOf(type) === "bytes";
  return Math.min(MAX_DICTIONARY, Math.floor(rows / (rows > MANY_ROWS && !isText ? 4 : 2)));
}
function renumber(options) {
  const { entries, ids, distinct, kept, room } = options;
  if (entries instanceof Uint16Array && kept === void 0 && distinct <= MAX_DICTIONARY)
    return renumberAll(entries, ids, distinct, room);
  const count = kept === void 0 ? entries.length : kept.length;
  const slotOfEntry = new Int32Array(ids.length).fill(-1);
  const slotOfId = new Int32Array(distinct + 1);
  const order = new Int32Array(distinct);
  const slots = distinct > MAX_DICTIONARY ? new Uint32Array(count) : new Uint16Array(count);
  let used = 0;
  let nulls = 0;
  for (let out = 0; out < count; out++) {
    const entry = entries[kept === void 0 ? out : kept[out]];
    let slot = slotOfEntry[entry];
    if (slot < 0) {
      const id = ids[entry];
      slot = id === 0 ? 0 : slotOfId[id];
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
function renumberAll(entries, ids, distinct, room) {
  const machine = theMachine();
  const count = entries.length;
  const slots = room?.slots(count) ?? new Uint16Array(count);
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
  const to = room === void 0 ? rows + 2 * count : machine.placeOf(slots);
  const { calls } = machine;
  const used = calls.renumber(from, count, place, place + 4 * ids.length, slotOfId, order, to, nulls);
  if (room === void 0) copyBytes(new Uint16Array(buffer, to, count), slots);
  return {
    slots,
    order: new Int32Array(buffer, order, used).slice(),
    nulls: given[words - 1]
  };
}
function columnOfNumbered(options) {
  const { type, numbered } = options;
  const { slots, order, nulls } = numbered;
  const rows = slots.length;
  const kind = options.kind ?? (order.length <= (dictionaryLimit(type, rows) ?? -1) ? "dictionary" : "plain");
  if (kind === "dictionary") {
    if (order.length > MAX_DICTIONARY) throw new RangeError(`a dictionary of ${order.length} values`);
    const indices = slots instanceof Uint16Array ? slots : Uint16Array.from(slots);
    return { kind, indices, dictionary: options.gather(order), nulls };
  }
  const positions = new Int32Array(rows);
  const validity = nulls === 0 ? void 0 : new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const slot = slots[row];
    positions[row] = order[slot === 0 ? 0 : slot - 1];
    if (validity !== void 0 && slot !== 0) validity[row] = 1;
  }
  const values = order.length === 0 ? zeros(type, rows) : options.gather(positions);
  return { kind, values, ...validity === void 0 ? {} : { validity }, nulls };
}
function columnOfValues(options) {
  const { type, values, validity, nulls, rows, kind } = options;
  const most = kind === "dictionary" ? MAX_DICTIONARY : kind === "plain" ? void 0 : dictionaryLimit(type, rows);
  const distinct = most === void 0 ? void 0 : findDistinct({ values, validity, most });
  if (distinct === void 0) {
    return { kind: "plain", values, ...validity === void 0 || nulls === 0 ? {} : { validity }, nulls };
  }
  return columnOfNumbered({
    type,
    numbered: { slots: distinct.ids, order: distinct.firsts, nulls },
    gather: (order) => gather(values, order),
    kind: "dictionary"
  });
}
function columnOfNulls(type, rows, kind) {
  const numbered = { slots: new Uint16Array(rows), order: new Uint32Array(0), nulls: rows };
  return columnOfNumbered({ type, numbered, gather: () => zeros(type, 0), kind });
}
function zeros(type, count) {
  const physical = physicalOf(type);
  if (physical !== "bytes") return allocateValues(physical, count);
  const data = { bytes: new Uint8Array(0), starts: new Uint32Array(count), ends: new Uint32Array(count) };
  return { physical, data };
}

export {
  findDistinct,
  gather,
  dictionaryLimit,
  renumber,
  columnOfNumbered,
  columnOfValues,
  columnOfNulls
};
