import { MAX_DICTIONARY } from '../table/column.ts';
import type { KernelMemory } from './kernel-memory.ts';
import { theMachine } from './machine.ts';
import type { BlockColumn } from './scan-block.ts';

/**
 * Distinct byte strings in order of first appearance. String k is `text[starts[k], ends[k])` in the text that it was
 * looked up in: nothing is copied, so the text must stay as it is until `clear`.
 */
export interface ByteDictionary {
  readonly size: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  clear(): void;
}

export interface LookRequest extends BlockColumn {
  dictionary: ByteDictionary;
  /** Must keep every string of the dictionary at its place. */
  text: Uint8Array;
  /** Gets the positions in the dictionary, from `outAt`. */
  out: Uint16Array;
  outAt: number;
}

/** Most strings it takes: one index of a Parquet dictionary column is kept for null. */
export const MAX_STRINGS = MAX_DICTIONARY - 1;

const FIRST_BITS = 8;
/** Slots enough for `MAX_STRINGS` at the load of one half that assembly/dictionary.ts allows. */
const MOST_BITS = 17;
const SLOT_BYTES = 16;

/** Words of the description that assembly/dictionary.ts works on. */
const SIZE = 0;
const CAPACITY = 1;
const TABLE = 2;
const SLOT_BITS = 3;
const STARTS = 4;
const ENDS = 5;
/** Behind these, the kernel's own: keys of strings that it looks up together. */
const WORDS = 6 + 34;

/** The kernel's own dictionary: its table lies in the kernel's memory and grows with it. */
class KernelDictionary implements ByteDictionary {
  readonly #memory: KernelMemory;
  readonly words: Uint32Array;
  starts: Uint32Array;
  ends: Uint32Array;
  #table: Buffer;

  constructor(memory: KernelMemory) {
    this.#memory = memory;
    this.words = memory.words(WORDS);
    this.starts = memory.words(2 ** (FIRST_BITS - 1));
    this.ends = memory.words(2 ** (FIRST_BITS - 1));
    this.#table = memory.bytes(SLOT_BYTES << FIRST_BITS);
    this.#table.fill(0);
    this.words[SIZE] = 0;
    this.words[SLOT_BITS] = FIRST_BITS;
    this.#describe();
  }

  get size(): number {
    return this.words[SIZE] as number;
  }

  clear(): void {
    if (this.size > 0) this.#table.fill(0);
    this.words[SIZE] = 0;
  }

  /** Twice the room; false where it is as large as it may become, or has room still. */
  grow(): boolean {
    const bits = this.words[SLOT_BITS] as number;
    if (bits === MOST_BITS || this.size < 2 ** (bits - 1)) return false;
    const [oldTable, oldStarts, oldEnds] = [this.#table, this.starts, this.ends];
    this.#table = this.#memory.bytes(SLOT_BYTES << (bits + 1));
    this.#table.fill(0);
    this.starts = this.#memory.words(2 ** bits);
    this.starts.set(oldStarts);
    this.ends = this.#memory.words(2 ** bits);
    this.ends.set(oldEnds);
    this.words[SLOT_BITS] = bits + 1;
    this.#describe();
    const machine = theMachine();
    machine.calls.rehash(machine.placeOf(this.words), machine.placeOf(oldTable), bits);
    for (const old of [oldTable, oldStarts, oldEnds]) this.#memory.release(old);
    return true;
  }

  #describe(): void {
    const machine = theMachine();
    this.words[CAPACITY] = MAX_STRINGS;
    this.words[TABLE] = machine.placeOf(this.#table);
    this.words[STARTS] = machine.placeOf(this.starts);
    this.words[ENDS] = machine.placeOf(this.ends);
  }
}

export function createByteDictionary(memory: KernelMemory): ByteDictionary {
  return new KernelDictionary(memory);
}

/**
 * Returns how many fields were taken: fewer than `count` when the next one would be a new string in a full dictionary, or was
 * made to collide with the others. Everything lies in the kernel's memory.
 */
export function look(request: LookRequest): number {
  const { dictionary, stride, count, outAt } = request;
  if (!(dictionary instanceof KernelDictionary)) throw new TypeError('a dictionary of another kernel');
  const machine = theMachine();
  const place = machine.placeOf(dictionary.words);
  const text = machine.placeOf(request.text);
  const spans = machine.placeOf(request.spans);
  const out = machine.placeOf(request.out) + 2 * outAt;
  let taken = 0;
  for (;;) {
    const first = request.first + taken * stride;
    taken += machine.calls.look(place, text, spans, first, stride, count - taken, out + 2 * taken);
    if (taken === count || !dictionary.grow()) return taken;
  }
}
