/**
 * The hot loop, behind an interface narrow enough for another implementation: raw bytes and typed arrays go in and out,
 * one call per column and block, never one per field. Whatever implements it gives bit-identical results.
 */
export interface Kernel {
  /** Finds records and field bounds in `text[start, end)`; see `ScanBlock`. */
  scan(text: Uint8Array, start: number, end: number, dialect: Dialect, block: ScanBlock): void;
  /** Looks `count` spans up in a dictionary, adding new ones; returns how many were taken before it was full. */
  look(
    dictionary: ByteDictionary,
    text: Uint8Array,
    starts: Uint32Array,
    ends: Uint32Array,
    count: number,
    out: Uint16Array,
    outAt: number,
  ): number;
}

/** What the scanner speaks: single bytes. */
export interface Dialect {
  delimiter: number;
  quote: number;
}

/**
 * What one scan found. Field f of record r of the block is at `fieldStarts[firstField[r] + f]`. A quoted field's span is
 * the text between its quotes; `escaped` is 1 for a field that holds doubled quotes.
 * A record that RFC 4180 does not allow (text after a closing quote, a quote inside an unquoted field) is flagged in
 * `odd`, its fields are not to be used; `csv-parse` decides about it.
 */
export interface ScanBlock {
  records: number;
  recordStarts: Uint32Array;
  /** Without the line end. */
  recordEnds: Uint32Array;
  /** Line ends inside each record plus one: how far the line number moves. */
  lineCounts: Uint32Array;
  firstField: Uint32Array;
  odd: Uint8Array;
  fieldStarts: Uint32Array;
  fieldEnds: Uint32Array;
  escaped: Uint8Array;
  /** First byte that belongs to no complete record of this block. */
  consumed: number;
}

/** Distinct byte strings in order of first appearance. */
export interface ByteDictionary {
  size: number;
  /** The strings, one after the other; string k is `bytes[ends[k-1] … ends[k])`. */
  bytes: Uint8Array;
  ends: Uint32Array;
}
