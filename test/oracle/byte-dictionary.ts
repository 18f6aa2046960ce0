import { type ByteDictionary, type LookRequest, MAX_STRINGS } from '../../src/kernel/byte-dictionary.ts';

/** A longer walk than any that honest data causes at this load; texts made to collide end the dictionary instead of the run. */
const LONGEST_WALK = 1024;

const FIRST_SLOTS = 256;

interface OracleDictionary extends ByteDictionary {
  size: number;
  starts: Uint32Array;
  ends: Uint32Array;
  /** Open addressing, four numbers a slot: key, more of the key, length, position + 1 (0: free). */
  table: Int32Array;
}

export function createByteDictionary(): ByteDictionary {
  const dictionary: OracleDictionary = {
    size: 0,
    starts: new Uint32Array(FIRST_SLOTS / 2),
    ends: new Uint32Array(FIRST_SLOTS / 2),
    table: new Int32Array(FIRST_SLOTS * 4),
    clear() {
      dictionary.table.fill(0);
      dictionary.size = 0;
    },
  };
  return dictionary;
}

/**
 * Up to eight bytes are the key themselves, so that equal keys and lengths need no comparison of text; longer strings
 * have a hash and their last four bytes for a key. Returns how many fields were taken: fewer than `count` when the
 * next one would be a new string in a full dictionary.
 */
export function look(request: LookRequest): number {
  const { text, spans, stride, count, out, outAt } = request;
  const dictionary = request.dictionary as OracleDictionary;
  let { table } = dictionary;
  let mask = table.length / 4 - 1;
  let field = request.first;
  for (let taken = 0; taken < count; taken++, field += stride) {
    const start = spans[2 * field] as number;
    const end = spans[2 * field + 1] as number;
    const length = end - start;
    let low = 0;
    let high = 0;
    if (length <= 4) {
      for (let at = start; at < end; at++) low = (low << 8) | (text[at] as number);
    } else if (length <= 8) {
      low = wordAt(text, start);
      for (let at = start + 4; at < end; at++) high = (high << 8) | (text[at] as number);
    } else {
      const last = end - 4;
      for (let at = start; at < last; at += 4) low = Math.imul(low ^ wordAt(text, at), 0x5bd1e995) ^ (low >>> 15);
      high = wordAt(text, last);
    }
    let slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) ^ length) | 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    let walked = 0;
    for (;;) {
      const at = slot << 2;
      const entry = table[at + 3] as number;
      if (entry === 0) {
        const position = dictionary.size;
        if (position === MAX_STRINGS) return taken;
        table[at] = low;
        table[at + 1] = high;
        table[at + 2] = length;
        table[at + 3] = position + 1;
        if (position === dictionary.starts.length) growStrings(dictionary);
        dictionary.starts[position] = start;
        dictionary.ends[position] = end;
        dictionary.size = position + 1;
        out[outAt + taken] = position;
        if (dictionary.size * 2 > mask) {
          growTable(dictionary);
          table = dictionary.table;
          mask = table.length / 4 - 1;
        }
        break;
      }
      if (
        table[at] === low &&
        table[at + 1] === high &&
        table[at + 2] === length &&
        (length <= 8 || isEqual(text, start, dictionary.starts[entry - 1] as number, length))
      ) {
        out[outAt + taken] = entry - 1;
        break;
      }
      if (++walked > LONGEST_WALK) return taken;
      slot = (slot + 1) & mask;
    }
  }
  return count;
}

function wordAt(text: Uint8Array, at: number): number {
  return (
    ((text[at] as number) << 24) |
    ((text[at + 1] as number) << 16) |
    ((text[at + 2] as number) << 8) |
    (text[at + 3] as number)
  );
}

function isEqual(text: Uint8Array, a: number, b: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (text[a + at] !== text[b + at]) return false;
  return true;
}

function growStrings(dictionary: OracleDictionary): void {
  const { starts, ends } = dictionary;
  dictionary.starts = new Uint32Array(starts.length * 2);
  dictionary.starts.set(starts);
  dictionary.ends = new Uint32Array(ends.length * 2);
  dictionary.ends.set(ends);
}

function growTable(dictionary: OracleDictionary): void {
  const old = dictionary.table;
  const table = new Int32Array(old.length * 2);
  const mask = table.length / 4 - 1;
  for (let at = 0; at < old.length; at += 4) {
    if (old[at + 3] === 0) continue;
    const low = old[at] as number;
    const high = old[at + 1] as number;
    const length = old[at + 2] as number;
    let slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) ^ length) | 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (table[slot * 4 + 3] !== 0) slot = (slot + 1) & mask;
    table.set(old.subarray(at, at + 4), slot * 4);
  }
  dictionary.table = table;
}
